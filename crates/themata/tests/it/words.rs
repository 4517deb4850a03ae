//! What the words say: words in context, counts, key words, collocates.

use crate::env::Env;

/// Two sites; the nurses speak of waiting, the managers of money.
fn told() -> Env {
    let env = Env::new();
    for (name, who, words) in [
        (
            "01-a",
            "NURSE",
            "We wait. The waiting list is long, and waits hurt. Money? No money.",
        ),
        ("01-b", "NURSE", "They waited for the list. Nobody waits well. The café helps."),
        ("04-c", "MANAGER", "Money is short. The money comes late; money decides."),
    ] {
        env.write(
            &format!("in/{name}.txt"),
            format!(
                "INTERVIEWER: How is the money?\n\n{who}: {words}\n\nINTERVIEWER: Who would \
                 wait for it?\n\n{who}: A list is a list.\n"
            ),
        );
    }
    env.write("book.toml", "title = \"Small\"\n\n[[code]]\nname = \"queue\"\n");
    env.run("init care --title Care --coder ana --also ben").done();
    env.run("import in --attributes-from {site}-{part}").done();
    env.run("codebook import book.toml").done();
    env.write(
        "sheet.csv",
        "document,quote,code,coder\n\
         01-a,\"The waiting list is long, and waits hurt\",queue,ana\n\
         01-a,\"list is long, and waits hurt. Money\",queue,ben\n",
    );
    env.run("codings import sheet.csv").done();
    env
}

/// The rows of a table in CSV, without its head.
fn rows(env: &Env, command: &str) -> Vec<String> {
    let out = env.run(&format!("{command} --format csv")).done().out;
    out.lines().skip(1).map(|line| line.trim_end().to_owned()).collect()
}

#[track_caller]
fn check(command: &str, expect: &[&str]) {
    assert_eq!(rows(&told(), command), expect, "{command}");
}

#[test]
fn words_are_counted_without_those_of_the_interviewer() {
    check("words --min 3", &["list,8,1666.6666666666667,3", "money,5,1041.6666666666667,2"]);
    check("words site:04 --min 3 --who all", &["money,4,1739.1304347826087,1"]);
    check(
        "words --who interviewers --min 3",
        &["money,3,1111.111111111111,3", "wait,3,1111.111111111111,3"],
    );
}

#[test]
fn forms_of_a_stem_are_counted_as_one() {
    let env = told();
    let counted = rows(&env, "words --by-stem --min 5");
    assert!(counted[2].starts_with("waits,\"waits, wait, waited, waiting\",5,"), "{counted:?}");
}

#[test]
fn coded_words_count_once_however_many_coded_them() {
    // ana: The waiting list is long, and waits hurt. ben: list … hurt. Money
    check(
        "words code:queue --stop-words none --min 1",
        &[
            "and,1,1111.111111111111,1",
            "hurt,1,1111.111111111111,1",
            "is,1,1111.111111111111,1",
            "list,1,1111.111111111111,1",
            "long,1,1111.111111111111,1",
            "money,1,1111.111111111111,1",
            "the,1,1111.111111111111,1",
            "waiting,1,1111.111111111111,1",
            "waits,1,1111.111111111111,1",
        ],
    );
    let env = told();
    let counted = |query: &str, words: &str| {
        let command = format!("words {query} --stop-words none --min 1 --format json");
        env.run(&command).done().says(&[words]);
    };
    counted("code:queue coder:ana", "Counted: 8 words in 3 documents");
    counted("NOT code:queue", "Counted: 39 words in 3 documents");
}

#[test]
fn groups_stand_side_by_side() {
    let env = told();
    let out = env.run("words --by site --min 5 --format csv").done().out;
    assert_eq!(
        out.replace("\r\n", "\n"),
        "word,count,per_10000,documents,site_01_count,site_01_per_10000,site_04_count,\
         site_04_per_10000\n\
         list,8,1666.6666666666667,3,6,1764.7058823529412,2,1428.5714285714287\n\
         money,5,1041.6666666666667,2,2,588.2352941176471,3,2142.8571428571427\n"
    );
    env.run("words --by nothing").fails().says(&["document, speaker, role"]);
}

#[test]
fn stop_words_are_a_list_of_ones_own_or_none() {
    let env = told();
    env.write("stop.txt", "# mine\nlist\n");
    let listed = rows(&env, "words --stop-words stop.txt --min 5");
    assert!(listed.iter().all(|row| !row.starts_with("list,")), "{listed:?}");
    env.run("words --stop-words nowhere.txt").fails().says(&["auto, none or a file"]);
    env.run("words code:queue --who interviewers")
        .answers_no()
        .says(&["no words", "--who all"]);
}

#[test]
fn key_words_of_a_site_and_of_a_code() {
    let env = told();
    let key = env.run("keyness --by site 04 --min 2 --limit 1 --format json").done().json();
    let row = &key["rows"][0];
    assert_eq!(
        (&row["word"], &row["count"], &row["count_against"]),
        (&"money".into(), &3.into(), &2.into())
    );
    // By hand: 3 of 14 words against 2 of 34. E = 5 × 14/48 = 1.4583 and 3.5417, so
    // G² = 2 (3 ln (3/1.4583) + 2 ln (2/3.5417)) = 2.0421; log₂ ((3/14) / (2/34)) = 1.8651.
    let figure = |key: &str| row[key].as_f64().unwrap();
    assert!((figure("g2") - 2.0421).abs() < 1e-4, "{row}");
    assert!((figure("log_ratio") - 1.8651).abs() < 1e-4, "{row}");
    assert!((figure("bic") - (2.0421 - 48f64.ln())).abs() < 1e-4, "{row}");
    let less = rows(&env, "keyness --by site 04 --against 01 --less --min 5");
    assert!(less[0].starts_with("list,2,6,"), "{less:?}");
    let coded = rows(&env, "keyness --of code:queue --min 1 --limit 3");
    assert!(coded[0].starts_with("and,1,0,"), "{coded:?}");
    env.run("keyness --by site 05").fails().says(&["site is one of: 01, 04"]);
    env.run("keyness --by kind x").fails().says(&["no attribute `kind`"]);
    env.run("keyness").fails();
}

#[test]
fn words_meant_by_both_sides_count_for_the_first() {
    let env = told();
    env.run("keyness --of coder:ana --against coder:ben --min 1")
        .done()
        .says(&["6 words meant by both", "8 words against 1 word"]);
}

#[test]
fn collocates_are_near_in_the_same_turn() {
    let env = told();
    let near = env
        .run("collocates waiting --left 1 --right 2 --min 1 --stop-words none --format json")
        .done()
        .json();
    // `waiting` means every form: wait, waiting, waits; waited, waits.
    let row =
        near["rows"].as_array().unwrap().iter().find(|row| row["word"] == "list").unwrap();
    assert_eq!((&row["together"], &row["count"]), (&1.into(), &8.into()));
    let exact = rows(&env, "collocates =wait --window 3 --min 1 --stop-words none");
    let words: Vec<&str> = exact.iter().filter_map(|row| row.split(',').next()).collect();
    assert_eq!(words, ["waiting", "we", "the", "list"]);
    // What the interviewer asks next is another turn.
    env.run("collocates hurt --window 50 --who all --min 1 --stop-words none")
        .done()
        .says_nothing_of(&["would"]);
    env.run("collocates zebra").answers_no();
    env.run("collocates money --window 0").fails().says(&["--window 5"]);
}

#[test]
fn words_stand_under_each_other() {
    let env = told();
    let out = env.run("search wait --kwic --sort right --who participants").done().out;
    let places: Vec<&str> =
        out.lines().filter(|line| line.contains("NURSE") || line.contains("site 01")).collect();
    let column = |line: &&str| {
        let at = ["waiting", "waited", "waits", "wait"]
            .iter()
            .find_map(|w| line.find(&format!("  {w} ")));
        at.map(|at| line[..at].chars().count())
    };
    assert_eq!(places.len(), 5, "{out}");
    let columns: Vec<_> = places.iter().map(column).collect();
    assert!(columns.iter().all(|at| at.is_some() && *at == columns[0]), "{out}");
    // To the right stand: for, hurt, list, the waiting (behind a full stop), well.
    let right: Vec<bool> = ["for the", "hurt", "list is", ". The", "well"]
        .iter()
        .zip(&places)
        .map(|(words, line)| line.contains(words))
        .collect();
    assert_eq!(right, [true; 5], "{out}");
}

#[test]
fn context_is_counted_in_words() {
    let env = told();
    let out = env.run("search hurt --context 2 --format csv").done().out;
    assert!(out.contains("and waits,hurt,. Money? No,"), "{out}");
}

#[test]
fn places_are_counted_by_group() {
    check(
        "search money --count-by site --who participants",
        &["01,2,1,34,588.2352941176471", "04,3,1,14,2142.8571428571427"],
    );
    check(
        "search money --count-by role",
        &["interviewer,3,3,27,1111.111111111111", "participant,5,2,48,1041.6666666666667"],
    );
    check("search money --count-by document --limit 1", &["04-c,4,1,23,1739.1304347826087"]);
    let env = told();
    env.run("search money --count-by speaker").done().says(&["MANAGER, 04-c"]);
    env.run("search zebra --count-by site").answers_no();
}
