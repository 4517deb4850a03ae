use crate::disagreements::column;
use crate::env::Env;

/// Six codings, four of which have a weight.
fn coded() -> Env {
    let env = Env::with_study();
    env.write(
        "sheet.csv",
        "document,quote,code,coder,valence,weight\n\
         01-nurse,we write everything down twice,double entry,ana,barrier,80\n\
         01-nurse,we write everything down twice,shared record,ana,barrier,\n\
         01-nurse,There is no money for licences,funding,ana,barrier,100\n\
         01-nurse,She left in May,leadership,ana,barrier,0\n\
         04-manager,\"It works, honestly\",shared record,ana,facilitator,30.0\n\
         04-manager,The director knows everyone by name,leadership,ben,facilitator,\n",
    );
    env.run("codings import sheet.csv").done().says(&["6 codings added"]);
    env
}

fn csv(env: &Env, command: &str) -> Vec<String> {
    let printed = env.run(&format!("{command} --format csv")).done().out;
    printed.lines().map(str::to_owned).collect()
}

#[test]
fn a_weight_is_said_listed_and_changed() {
    let env = Env::with_study();
    let code = "code 01-nurse --quote 'She left in May' --code leadership --coder ana";
    env.run(code).done();
    // Where nothing has a weight there is no column for it.
    env.run("codings list --format csv").done().says_nothing_of(&["weight"]);
    env.run("excerpts --format csv").done().says_nothing_of(&["weight"]);
    env.run(&format!("{code} --weight 80")).done().says(&["1 coding known already, changed"]);
    assert_eq!(column(&env, "codings list", "weight"), [80]);
    assert_eq!(column(&env, "codings list", "coding"), [1]);
    env.run(&format!("{code} --memo sad")).done().says(&["changed"]);
    env.run(code).done().says(&["1 coding known already"]).says_nothing_of(&["changed"]);
    env.run(&format!("{code} --weight 0")).done().says(&["changed"]);
    assert_eq!(column(&env, "codings list weight:0", "memo"), ["sad"]);
    assert_eq!(column(&env, "excerpts", "weights"), ["leadership 0"]);
    env.run("undo").done();
    assert_eq!(column(&env, "codings list 'weight:>=50'", "weight"), [80]);
    env.run("codings list weight:none").answers_no();
    env.run("query explain weight:>79").done().says(&["a weight of at least 80"]);
    for wrong in ["101", "-1", "high", "12.5"] {
        let said = env.run(&format!("{code} --weight={wrong}")).fails();
        said.says(&[&format!("`{wrong}` is no weight"), "from 0 to 100"]);
    }
    env.run("check").done();
}

#[test]
fn weights_go_out_in_a_sheet_and_come_back() {
    let env = coded();
    // Without the numbers, which are the study's own.
    let list = || -> Vec<String> {
        let lines = csv(&env, "codings list").into_iter();
        lines.map(|line| line.split_once(',').unwrap().1.to_owned()).collect()
    };
    let listed = list();
    assert!(listed[0].contains(",valence,weight,quote,"), "{}", listed[0]);
    assert_eq!(csv(&env, "codings list weight:none").len(), 3);
    env.run("codings export out.csv").done();
    env.run("codings remove --query 'coder:ana OR coder:ben'").done();
    env.run("codings import out.csv").done().says(&["6 codings added"]);
    assert_eq!(list(), listed);
    env.run("codings import out.csv").done().says(&["0 codings added, 6 known already"]);

    env.write(
        "other.csv",
        "document,quote,code,coder,stars\n\
         01-nurse,She left in May,leadership,ana,50\n\
         01-nurse,She left in May,funding,ana,50\n",
    );
    env.run("codings import other.csv --weight-column stars")
        .done()
        .says(&["1 coding added", "1 coding known with another valence or weight, left as"]);
    env.write(
        "wrong.csv",
        "document,quote,code,coder,weight\n\
         01-nurse,It never loads,funding,ben,heavy\n\
         01-nurse,She left in May,funding,ben,101\n",
    );
    env.run("codings import wrong.csv").fails().says(&[
        "2 faults; nothing was imported",
        "line 2: `heavy` is no weight",
        "line 3: `101` is no weight",
    ]);
    env.run("export --to csv tidy").done();
    assert!(env.read("tidy/codings.csv").contains(",ana,barrier,80,we write everything"));
    env.run("export --to parquet columns").done();
    env.run("check").done();
}

#[test]
fn means_of_weights_stand_in_rows_and_columns() {
    let env = coded();
    assert_eq!(
        csv(&env, "table --rows theme --cols site --cell mean-weight"),
        [
            "theme,site_01,site_04,total",
            // One coding of weight 80 and one without; then 30; (80 + 30) / 2.
            "IT,80,30,55",
            "Resources,100,,100",
            "leadership,0,,0",
            // (80 + 100 + 0) / 3, 30, (80 + 100 + 0 + 30) / 4.
            "total,60,30,52.5",
        ]
    );
    let table = env.run("table --rows theme --cols site --cell mean-weight").done();
    table.says(&[
        "over 4 codings with a weight; 2 codings have none and are left out",
        "52.500",
        "—",
    ]);
    env.run("table coder:ben --cell mean-weight").done().says(&["no coding has a weight"]);
    env.run("table --cell mean-weight --row-shares").fails().says(&["no share and no rate"]);
    env.run("table --cell mean-weight --per-1000-words").fails().says(&["no share"]);
    env.run("plot heatmap --rows theme --cols site --cell mean-weight -o map.svg").done();
    assert!(env.read("map.svg").contains("mean of the weights"));
}

#[test]
fn the_consensus_takes_the_weight_of_what_it_copies() {
    let env = Env::with_study();
    let code = |quote: &str, rest: &str| {
        env.run(&format!("code 01-nurse --quote '{quote}' --code {rest}")).done();
    };
    code("There is no money for licences", "funding --coder ana --weight 80");
    code("no money for licences", "funding --coder ben --weight 20");
    code("She left in May", "leadership --coder ana --weight 60");
    code("She left in May", "leadership --coder ben --weight 60");
    code("we write everything", "funding --coder ana --weight 10");
    code("we write everything", "funding --coder ben --weight 90");
    // What differs in weight alone is agreed.
    assert_eq!(column(&env, "disagreements", "number"), [1]);
    env.run("adjudicate 1 --accept ana --coder eve").done();
    assert_eq!(column(&env, "codings list coder:consensus", "weight"), [80]);
    env.run("adjudicate 1 --accept ben --again --coder eve").done();
    assert_eq!(column(&env, "codings list coder:consensus", "weight"), [20]);
    // Drawn anew: the coders gave 80 and 20, and neither is the one that holds.
    env.run("adjudicate 1 --redraw 'money for licences' --again --coder eve").done();
    env.run("codings list coder:consensus --format csv").done().says_nothing_of(&["weight"]);
    env.run("adjudicate --accept agreed --yes --coder eve").done();
    let key = |column: &str| self::column(&env, "codings list coder:consensus", column);
    assert_eq!(key("quote"), ["we write everything", "money for licences", "She left in May"]);
    assert_eq!(key("weight"), [serde_json::Value::Null, serde_json::Value::Null, 60.into()]);
    env.run("check").done();
}

#[test]
fn nothing_that_is_merged_or_moved_loses_its_weight() {
    let env = Env::with_study();
    let code = |code: &str, coder: &str, more: &str| {
        env.run(&format!(
            "code 01-nurse --quote 'She left in May' --code '{code}' --coder {coder} {more}"
        ))
        .done();
    };
    code("double entry", "ana", "--weight 80");
    code("shared record", "ana", "");
    code("funding", "ana", "--weight 5");
    env.run("codebook merge 'double entry' 'shared record'")
        .done()
        .says(&["1 coding carried over, 0 dropped"]);
    assert_eq!(column(&env, "codings list weight:80", "code"), ["shared record"]);
    // The target says all that the other says, and a weight beside it.
    env.run("undo").done();
    env.run("codebook merge 'shared record' 'double entry'")
        .done()
        .says(&["0 codings carried over, 1 dropped"]);
    code("double entry", "ben", "--weight 80");
    code("funding", "ben", "--weight 6");
    env.run("coders merge ben --into ana").done().says(&["1 coding carried over, 1 dropped"]);
    assert_eq!(column(&env, "codings list code:funding", "weight"), [5, 6]);
    env.write("more.txt", env.read("in/01-nurse.txt").replace("How is", "And how is"));
    env.run("reimport 01-nurse more.txt").done();
    assert_eq!(column(&env, "codings list code:funding", "weight"), [5, 6]);
    env.run("check").done();
}

#[test]
fn a_proposal_keeps_its_weight_when_it_is_decided() {
    let env = Env::with_study();
    env.run("coders add robot --kind machine").done();
    env.write(
        "robot.csv",
        "document,quote,code,coder,weight\n\
         01-nurse,She left in May,leadership,robot,70\n\
         01-nurse,There is no money for licences,funding,robot,40\n",
    );
    env.run("codings import robot.csv").done();
    env.run("proposals reject --query code:funding --coder ana").done();
    env.run("proposals restore 1").done();
    assert_eq!(column(&env, "codings list coder:robot code:funding", "weight"), [40]);
    env.run("proposals accept --all --coder ana").done();
    assert_eq!(column(&env, "codings list coder:ana", "weight"), [40, 70]);
    env.run("check").done();
}
