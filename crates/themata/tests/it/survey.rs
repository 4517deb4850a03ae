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
