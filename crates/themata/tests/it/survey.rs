use crate::env::Env;

const SURVEY: &str = "\
ID,Site,Wave,What helped you most at work?,What stood in your way this month?
r1,04,1,The new director knows everyone by name,Nothing loads before ten in the morning
r2,05,1,We had enough people for once,
r3,04,2,The laptops came at last and they work,We still write everything down twice
";

#[test]
fn each_respondent_becomes_a_document_with_sections() {
    let env = Env::with_study();
    env.write("survey.csv", SURVEY);
    env.run("import survey.csv --dry-run --respondent ID --rows respondents").done().says(&[
        "would be imported",
        "column,use",
        "\"What helped you most at work?\",question",
        "\"Site\",attribute",
    ]);
    env.run("documents").done().says_nothing_of(&["survey"]);
    env.run("import survey.csv --respondent ID --rows respondents").done();
    env.run("documents site:04 wave:2").done().says(&["survey r3"]);
    env.run("documents --sections site:05").done().says(&["What helped you most"]);
    env.run("search loads 'section:What stood'").done().says(&["Nothing"]);
    env.run("check").done();
}

#[test]
fn gaps_are_what_nobody_answered() {
    let env = Env::with_study();
    env.write("survey.csv", SURVEY);
    env.run("import survey.csv --respondent ID --rows respondents").done();
    let gaps = env.run("documents --gaps --format json").done().json();
    let rows: Vec<String> = gaps["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {}", text("site"), text("Wave"), text("question"), text("gap"))
        })
        .collect();
    let expect =
        ["05 1 What stood in your way this month? no answer", "05 2 - no questionnaire"];
    assert_eq!(rows, expect);
}

#[test]
fn a_mapping_that_names_no_column_is_an_error() {
    let env = Env::with_study();
    env.write("survey.csv", SURVEY);
    env.write("map.csv", "column,use\nSite,attribut\n");
    env.run("import survey.csv --columns map.csv")
        .fails()
        .says(&["line 2 of the mapping: `attribut` is no use", "the uses are"]);
    env.run("import survey.csv --question Nowhere").answers_no().says(&["Nowhere"]);
}

/// Several who answer at one site in one wave, with answers that say nothing.
const SEVERAL: &str = "\
ID,Site,Wave,Role,What helped you most at work?,What stood in your way this month?
a,04,1,nurse,The new director knows everyone by name,Nothing loads before ten in the morning
b,04,1,doctor,We had enough people for once,N/A
c,04,2,nurse,The laptops came at last and they work,We still write everything down twice
d,05,1,nurse,There was a kettle in the common room,-
e,05,1,nurse,The bus stops right before the house,none
";

fn gaps(env: &Env, query: &str) -> Vec<String> {
    let gaps = env.run(&format!("documents --gaps {query} --format json")).done().json();
    let rows = gaps["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let question = text("question").split(' ').take(2).collect::<Vec<_>>().join(" ");
        let counts = format!("{} {}", row["answers"], row["questionnaires"]);
        let place = format!("{} {}", text("Site"), text("Wave"));
        format!("{place} | {question} | {} | {} | {counts}", text("gap"), text("without"))
    })
    .collect()
}

#[test]
fn respondents_of_one_site_do_not_hide_each_others_gaps() {
    let env = Env::new();
    env.run("init care --title Care --coder ana").done();
    env.write("survey.csv", SEVERAL);
    env.run("import survey.csv").done();
    let of_site_5 = [
        "05 1 | What stood | no answer | survey d; survey e | 0 2",
        "05 2 | - | no questionnaire | - | 0 0",
    ];
    let of_site_4 = "04 1 | What stood | 1 of 2 answered | survey b | 1 2";
    assert_eq!(gaps(&env, ""), [&[of_site_4], &of_site_5[..]].concat());
    // A query says which questionnaires are looked at; what is expected of them stays.
    assert_eq!(gaps(&env, "site:05"), of_site_5);
    assert_eq!(gaps(&env, "wave:2"), of_site_5[1..]);
    assert_eq!(
        gaps(&env, "role:doctor"),
        [
            "04 1 | What stood | no answer | survey b | 0 1",
            "04 2 | - | no questionnaire | - | 0 0",
        ]
    );
    env.run("documents --gaps").done().says(&["1 of 4", "3 of 10", "`N/A`, `none`, `-`"]);
}

#[test]
fn questionnaires_without_a_common_question_are_different_forms() {
    let env = Env::new();
    env.run("init care --title Care --coder ana").done();
    env.write("survey.csv", SEVERAL);
    env.write(
        "visitors.csv",
        "ID,Site,Wave,What brought you to us this time?\n\
         v,04,1,My neighbour told me about the Monday lunch\n\
         w,05,1,I saw the sign on the door and came in\n",
    );
    env.run("import survey.csv visitors.csv").done();
    let gaps = gaps(&env, "");
    assert!(!gaps.iter().any(|gap| gap.contains("What brought")), "{gaps:?}");
    assert_eq!(gaps.iter().filter(|gap| gap.contains("no questionnaire")).count(), 1);
}

#[test]
fn answers_to_one_question_stand_together() {
    let env = Env::new();
    env.run("init care --title Care --coder ana").done();
    env.write("survey.csv", SEVERAL);
    env.run("import survey.csv").done();
    let csv = env.run("documents --answers 'what stood' --by wave,role --format csv").done();
    assert_eq!(
        csv.out.replace("\r\n", "\n"),
        "document,Wave,Role,answer\n\
         survey a,1,nurse,Nothing loads before ten in the morning\n\
         survey b,1,doctor,N/A\n\
         survey c,2,nurse,We still write everything down twice\n\
         survey d,1,nurse,-\n\
         survey e,1,nurse,none\n"
    );
    let site = env.run("documents --answers 'What helped' site:05 --format json").done();
    assert_eq!(site.json()["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(site.json()["rows"][0]["Site"], "05");
    env.run("documents --answers 'What helped' --format markdown")
        .done()
        .says(&["| survey c", "5 answers to"]);
    env.run("documents --answers 'What stood' --format markdown")
        .done()
        .says(&["3 of them say nothing"]);
    env.run("documents --answers What").fails().says(&["2 questions begin with `What`"]);
    env.run("documents --answers 'what stud'").fails().says(&["did you mean `What stood"]);
    env.run("documents --answers 'this month'").fails().says(&["did you mean `What stood"]);
    env.run("documents --answers 'What helped' --by rle")
        .fails()
        .says(&["did you mean `Role`"]);
    env.run("documents --by site wave:1").fails().says(&["takes no query"]);
}

#[test]
fn who_answers_is_a_participant() {
    let env = Env::new();
    env.run("init care --title Care --coder ana").done();
    env.write("survey.csv", SEVERAL);
    env.run("import survey.csv").done().says(&["a (participant)"]);
    env.run("search ten speaker:participant").done().says(&["1 place"]);
}

#[test]
fn a_refused_table_shows_its_columns() {
    let env = Env::with_study();
    env.write("codes.csv", "Key,Colour\n1,2\n3,4\n");
    for options in ["", " --question Nowhere", " --rows turns"] {
        env.run(&format!("import codes.csv --dry-run{options}")).answers_no().says(&[
            "column,use",
            "\"Key\",",
            "\"Colour\",",
            "give them with --columns",
        ]);
    }
    env.run("import codes.csv").answers_no().says(&["`--dry-run` says which columns"]);
}

#[test]
fn a_corrected_table_replaces_one_respondent() {
    let env = Env::with_study();
    env.write("survey.csv", SURVEY);
    env.run("import survey.csv --respondent ID").done();
    env.run("code 'survey r1' --quote 'before ten' --code 'shared record' --coder ana").done();
    env.run("rename 'survey r1' 'York 1'").done();
    let corrected =
        SURVEY.replace("Nothing loads before ten", "Nothing at all loads before ten");
    env.write("corrected.csv", corrected);
    env.run("reimport 'York 1' corrected.csv --respondent ID").done().says(&["1 moved"]);
    env.run("documents --answers 'What stood' --format csv")
        .done()
        .says(&["York 1,04,1,Nothing at all loads before ten"]);
    env.run("reimport 'survey r2' corrected.csv --respondent ID")
        .answers_no()
        .says(&["just what"]);
    env.write("others.csv", SURVEY.replace("\nr2,", "\nr9,"));
    env.run("reimport 'survey r2' others.csv --respondent ID")
        .fails()
        .says(&["none of them is `survey r2`", "it was `r2` of `survey.csv`"]);
    env.run("check").done();
}
