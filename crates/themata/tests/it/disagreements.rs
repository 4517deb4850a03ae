use crate::env::Env;

/// Two coders on both interviews: a boundary, another code, one missed, another valence, and
/// one on which they agree.
///
/// Numbers: 1 and 2 boundary; 3 and 4 other code; 5 missed; 6 and 7 valence; 8 and 9 agreed.
pub(crate) fn coded() -> Env {
    let env = Env::with_study();
    let code = |document: &str, quote: &str, code: &str, rest: &str| {
        let quote = format!("code {document} --quote '{quote}' --code '{code}' {rest}");
        env.run(&quote).done();
    };
    code("01-nurse", "and we write everything down twice", "double entry", "--coder ana");
    code("01-nurse", "we write everything down twice", "double entry", "--coder ben");
    code("01-nurse", "There is no money for licences", "funding", "--coder ana");
    code("01-nurse", "There is no money for licences", "leadership", "--coder ben");
    code("01-nurse", "She left in May", "leadership", "--coder ana");
    code("04-manager", "It works", "shared record", "--coder ana --valence facilitator");
    code("04-manager", "It works", "shared record", "--coder ben");
    code("04-manager", "knows everyone by name", "leadership", "--coder ana");
    code("04-manager", "knows everyone by name", "leadership", "--coder ben");
    env.of("eve")
}

/// The values of one column of a listing.
pub(crate) fn column(env: &Env, command: &str, key: &str) -> Vec<serde_json::Value> {
    let json = env.run(&format!("{command} --format json")).done().json();
    let rows = json["rows"].as_array().unwrap();
    rows.iter().map(|row| row[key].clone()).collect()
}

#[test]
fn what_coders_say_differently_is_listed_by_cost() {
    let env = coded();
    env.run("disagreements").done().says(&[
        "other code",
        "(other theme)",
        "boundary",
        "(start)",
        "missed",
        "valence",
        "ben: nothing",
        "4 disagreements in 2 documents",
    ]);
    assert_eq!(column(&env, "disagreements", "number"), [3, 5, 1, 6]);
    assert_eq!(column(&env, "disagreements", "cost"), [60.0, 15.0, 4.0, 0.0]);
    assert_eq!(column(&env, "disagreements --kind valence", "number"), [6]);
    assert_eq!(column(&env, "disagreements --limit 2", "number"), [3, 5]);
    assert_eq!(column(&env, "disagreements site:04", "number"), [6]);
    assert_eq!(column(&env, "disagreements code:funding", "number"), [3]);
    let kinds = column(&env, "disagreements", "kind");
    assert_eq!(kinds, ["other code (other theme)", "missed", "boundary (start)", "valence"]);
    let said = column(&env, "disagreements --kind valence", "said");
    assert_eq!(said, ["ana: shared record + [It works]; ben: shared record [It works]"]);
    let turns = column(&env, "disagreements", "turn");
    assert_eq!(turns, [2, 4, 2, 2]);
    let words = column(&env, "disagreements code:double-entry", "words");
    assert!(words[0].as_str().unwrap().contains("🙂, [and we write"), "{words:?}");
}

#[test]
fn they_are_summed_up() {
    let env = coded();
    env.run("disagreements --by kind --format csv").done().says(&[
        "kind,disagreements,open,cost,share",
        "other-code,1,1,60",
        "all,4,4,79",
    ]);
    env.run("disagreements --by code --format csv")
        .done()
        .says(&["leadership,2,2,45", "funding,1,1,30"]);
    env.run("disagreements --by document --format csv").done().says(&["01-nurse,3,3,79"]);
    env.run("disagreements --confusion --format csv").done().says(&[
        "code,funding,leadership",
        "funding,,1",
        "leadership,1,",
    ]);
}

#[test]
fn costs_are_what_agreement_loses() {
    let env = coded();
    let code = "double entry";
    let agreement = env.run("agreement --unit character --format json").done().json();
    let rows = agreement["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["code"] == code).unwrap();
    let (percent, units) =
        (row["percent_agreement"].as_f64().unwrap(), row["units"].as_f64().unwrap());
    assert!(((1.0 - percent) * units - 4.0).abs() < 1e-6, "{percent} of {units}");
}

#[test]
fn what_cannot_be_compared_is_said_with_what_to_do() {
    let env = Env::with_study();
    env.run("disagreements").answers_no().says(&[
        "none of 2 documents was judged by two of the coders (ana, ben)",
        "two coders have to code the same documents",
    ]);
    env.run("code 01-nurse --quote 'She left in May' --code leadership --coder ana").done();
    env.run("code 04-manager --quote 'It works' --code 'shared record' --coder ben").done();
    env.run("disagreements")
        .answers_no()
        .says(&["2 documents judged by only one of the coders, left out"]);
    env.run("disagreements coder:ana")
        .answers_no()
        .says(&["only one coder is compared (ana), and a disagreement takes two"]);
    env.run("adjudicate").answers_no().says(&["nothing can be compared"]);
    env.run("adjudicate --accept agreed").answers_no().says(&["nothing can be compared"]);
    env.run("disagreements coder:eve").fails();
    env.run("disagreements --kind taste").fails().says(&["boundary"]);
}
