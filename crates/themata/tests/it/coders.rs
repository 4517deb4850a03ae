use crate::env::Env;

#[test]
fn coders_are_added_renamed_and_listed() {
    let env = Env::with_study();
    env.run("coders add cara").done();
    env.run("coders add keywords --kind machine").done();
    env.run("coders add ANA").fails().says(&["`ana` already", "coders merge"]);
    env.run("code 04-manager --quote 'There is money' --code funding --coder ben").done();
    env.run("coders rename ben benedikt").done();
    env.run("coders list --format csv").done().says(&[
        "ana,human,0,0,0,0",
        "benedikt,human,1,1,0,0",
        "cara,human,0,0,0,0",
        "keywords,machine,0,0,0,0",
    ]);
    env.run("coders rename bennedikt ben").fails().says(&["did you mean `benedikt`?"]);
    env.run("codings list coder:benedikt").done();
    env.run("undo").done();
    env.run("codings list coder:ben").done();
    env.run("check").done();
}

#[test]
fn one_who_coded_under_two_names_becomes_one() {
    let env = Env::with_study();
    let code = |coder: &str, more: &str| {
        let command = format!(
            "code 01-nurse --quote 'She left in May' --code leadership --coder {coder} {more}"
        );
        env.run(&command).done();
    };
    code("ben", "");
    code("Ben-K", "");
    env.run("code 01-nurse --quote 'no money' --code funding --coder Ben-K").done();
    env.run("coders merge Ben-K --into ben").done().says(&["1 coding carried over, 1 dropped"]);
    env.run("codings list coder:ben --format csv").done().says(&["no money", "She left"]);
    env.run("coders list").done().says_nothing_of(&["Ben-K"]);
    env.run("check").done();
    env.run("undo").done();
    env.run("coders list --format csv").done().says(&["Ben-K,human,2,1"]);
    code("ana", "");
    code("Ben-K", "--valence barrier");
    env.run("coders merge Ben-K --into ben")
        .done()
        .says(&["2 codings carried over, 0 dropped"]);
    env.run("coders add robot --kind machine").done();
    env.run("coders merge robot --into ben").fails().says(&["only coders of one kind"]);
    env.run("check").done();
}

/// What was decided stays decided, and what nobody says any more is never taken for something
/// else that got its number.
#[test]
fn decisions_outlive_names_and_numbers() {
    let env = Env::with_study();
    let code = |quote: &str, coder: &str| {
        env.run(&format!("code 01-nurse --quote '{quote}' --code funding --coder {coder}"))
            .done();
    };
    code("There is no money for licences", "ana");
    code("no money", "Ben-K");
    let list = || env.run("disagreements --format csv").done();
    list().says(&["open"]);
    env.run("adjudicate 1 --accept ana --reason 'all of it' --coder lea").done();
    list().says(&["decided"]);
    env.run("coders merge Ben-K --into ben").done();
    list().says(&["decided"]).says_nothing_of(&["changed"]);
    env.run("adjudicate --list").done().says(&["all of it"]).says_nothing_of(&["Ben-K"]);
    env.run("check").done();

    // The last number is free again, and a decision names it.
    env.run("adjudicate 1 --reject --again --coder lea").done();
    env.run("codings remove --query coder:ben").done();
    code("She left in May", "ben");
    env.run("codings list coder:ben --format csv").done().says_nothing_of(&["\n2,"]);
    env.run("coders add cat").done();
    env.run("check").done();
}
