use themata_project::codebook::BookFormat;
use themata_project::codings::SheetOptions;
use themata_project::import::{ImportOptions, Incoming};
use themata_project::{Project, Session, Table, csv};

const INTERVIEW: &[u8] =
    "INTERVIEWER: Et alors?\n\nNURSE: Ça marche 🙂, mais lentement. We wait; \
                          \"we always wait\", as they say.\n"
        .as_bytes();

const BOOK: &[u8] = b"[[code]]\nname = \"IT\"\n\n[[code]]\nname = \"waiting, long\"\n";

fn project() -> Project {
    let mut project =
        Project::in_memory(&Session::fixed("ana", 1), "round trip", &["ana"]).unwrap();
    let files = vec![Incoming::held("P1.txt", INTERVIEW)];
    let options = ImportOptions::default();
    project.import(&Session::fixed("ana", 10), files, &options, &|_, _| {}).unwrap();
    project.codebook_import(&Session::fixed("ana", 20), BOOK, BookFormat::Toml).unwrap();
    project
}

fn import(project: &mut Project, number: u64, sheet: &str) {
    let options = SheetOptions::default();
    let session = Session::fixed("ana", number);
    let imported =
        project.codings_import(&session, sheet.as_bytes(), &options, &|_, _| {}).unwrap();
    assert_eq!(imported.unplaced(), 0, "{:?}", imported.rows);
}

/// The listing without the numbers of the codings, which are the study's own.
fn without_numbers(table: &Table) -> Vec<String> {
    table.rows.iter().map(|row| format!("{:?}", &row.cells[1..])).collect()
}

#[test]
fn codings_written_out_and_brought_in_are_the_same() {
    let mut first = project();
    import(
        &mut first,
        30,
        "document,quote,code,coder,valence,weight,memo\n\
         P1,Ça marche 🙂,IT,ana,facilitator,0,\"so, so\"\n\
         P1,\"We wait; \"\"we always wait\"\"\",\"waiting, long;IT\",ben,barrier,100,\n\
         P1,lentement,IT,ana,,,\n",
    );
    let listed = first.codings("").unwrap();
    assert_eq!(listed.rows.len(), 4);
    assert!(listed.column("weight").is_some());
    let sheet = csv(&listed);

    let mut second = project();
    import(&mut second, 30, &sheet);
    assert_eq!(without_numbers(&second.codings("").unwrap()), without_numbers(&listed));
}

#[test]
fn undoing_everything_and_doing_it_again_changes_nothing() {
    let mut project = project();
    import(&mut project, 30, "document,quote,code,coder\nP1,lentement,IT,ana\n");
    let before = project.codings("").unwrap();
    let mut number = 100;
    let mut next = || {
        number += 1;
        Session::fixed("ana", number)
    };
    let mut undone = 0;
    while project.undo(&next()).is_ok() {
        undone += 1;
    }
    assert_eq!(undone, 4);
    assert!(project.documents("").unwrap().rows.is_empty());
    while project.redo(&next()).is_ok() {}
    assert_eq!(project.codings("").unwrap(), before);
    assert_eq!(project.check().unwrap().faults, 0);
}
