use crate::env::Env;

fn coded() -> Env {
    let env = Env::with_study();
    env.write(
        "sheet.csv",
        "document,quote,code,coder,valence\n\
         01-nurse,we write everything down twice,double entry,ana,barrier\n\
         01-nurse,we write everything down twice,shared record,ana,barrier\n\
         01-nurse,we write everything down twice,funding,ana,\n\
         01-nurse,She left in May,leadership,ana,barrier\n\
         04-manager,\"It works, honestly\",shared record,ana,facilitator\n\
         04-manager,The director knows everyone by name,leadership,ben,facilitator\n",
    );
    env.run("codings import sheet.csv").done();
    env
}

fn csv(env: &Env, command: &str) -> Vec<String> {
    let printed = env.run(&format!("{command} --format csv")).done().out;
    printed.lines().map(str::to_owned).collect()
}

#[test]
fn codings_stand_in_rows_and_columns() {
    let env = coded();
    assert_eq!(
        csv(&env, "table --rows theme --cols site --cell documents"),
        [
            "theme,site_01,site_04,total",
            "IT,1,1,2",
            "Resources,1,0,1",
            "leadership,1,1,2",
            "total,1,1,2",
        ]
    );
    assert_eq!(
        csv(&env, "table --cols site --roll-up --by-valence --cell codings theme:IT")[1],
        "IT,2,0,0,1,2,1"
    );
    assert_eq!(
        csv(&env, "table --rows speaker --cols coder --cell excerpts --sort total"),
        ["speaker,ana,ben,total", "NURSE,2,0,2", "MANAGER,1,1,2", "total,3,1,4"]
    );
    // Participants say 16 words in the one interview and 18 in the other.
    let shares = env.run("table --rows site --cols role --cell share --format json").done();
    assert_eq!(shares.json()["columns"][1]["key"], "role_manager");
    env.run("table --cols site").done().says(&["Universe: 2 documents", "less than"]);
    env.run("table --per-1000-words --cols site --words-of participants").done();
    env.run("table --format markdown").done().says(&["| Code", "Excerpts"]);
}

#[test]
fn a_table_that_contradicts_itself_is_refused() {
    let env = coded();
    env.run("table --rows code --cols theme").fails().says(&["cooccurrence --matrix"]);
    env.run("table --rows site --cols site").fails().says(&["rows and columns are the same"]);
    env.run("table --rows stie").fails().says(&["did you mean `site`", "code, theme"]);
    env.run("table --cell share --row-shares").fails().says(&["--cell words"]);
    env.run("table --cell words --per-1000-words").fails().says(&["--cell codings"]);
    env.run("table --rows valence --by-valence").fails().says(&["--by-valence"]);
    env.run("table --sort x").fails().says(&["there are: code, excerpts"]);
    env.run("table --row-shares --column-shares").fails();
}

#[test]
fn saturation_is_told_document_by_document() {
    let env = coded();
    let asked = "saturation --base 1 --run 1 --order document";
    assert_eq!(
        csv(&env, asked),
        [
            "position,document,codes,new,cumulative,in_run,ratio,saturation",
            "1,01-nurse,4,4,4,,,",
            "2,04-manager,2,0,4,0,0,1+1",
        ]
    );
    env.run(asked).done().says(&["saturation at 1+1, ≤ 5 % new of a base of 4 codes"]);
    let drawn = format!("{asked} --permutations 50 --seed 3");
    assert_eq!(csv(&env, &drawn), csv(&env, &drawn));
    assert!(csv(&env, &drawn)[2].starts_with("2,04-manager,2,0,4,0,0,1+1,4,4,4,4"));
    env.run(&format!("{drawn} --summary --by site")).done().says(&["too few documents"]);
    env.run(&format!("{drawn} --points")).done().says(&["never reached"]);
    env.run("saturation --points").fails().says(&["--permutations 1000"]);
    env.run("saturation --run 0").fails().says(&["--base 4 --run 2"]);
    env.run("saturation --threshold 5").fails().says(&["0.05"]);
    env.run("saturation --order weather").fails().says(&["import, document"]);
    env.run("saturation --by stie").fails().says(&["did you mean `site`"]);
}

#[test]
fn sets_of_codes_are_listed() {
    let env = coded();
    assert_eq!(
        csv(&env, "patterns"),
        [
            "set,size,exactly,at_least,documents,sites",
            "shared record + double entry + funding,3,1,1,1,1",
        ]
    );
    let sets = csv(&env, "patterns --unit document --size 2.. --layer any-coder");
    assert_eq!(sets[1], "shared record + leadership,2,1,2,2");
    env.run("patterns --unit site --layer any-coder --size 4").done().says(&["leadership"]);
    env.run("patterns --unit turn --exact --level theme --size 2")
        .done()
        .says(&["IT + Resources"]);
    env.run("patterns --size 5").answers_no();
    env.run("patterns --size none").fails().says(&["2..4"]);
    env.run("patterns --unit page").fails().says(&["excerpt, overlap"]);
    env.run("patterns --layer consensus").fails().says(&["--layer any-coder"]);
}
