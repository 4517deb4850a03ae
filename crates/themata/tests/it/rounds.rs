use crate::env::Env;

/// A study of twelve short interviews at three sites, six of nurses, with three coders.
fn sites() -> Env {
    let env = Env::new();
    for (site, number) in [("04", 6), ("05", 4), ("06", 2)] {
        for i in 0..number {
            let role = if i % 2 == 0 { "nurse" } else { "doctor" };
            let name = format!("in/{site}-{role}-{i}.txt");
            env.write(&name, format!("Words of {site} and {i}, which are read and coded.\n"));
        }
    }
    env.write("in/07-guest.txt", "A visitor, of whom no role is known.\n");
    env.write("book.toml", "title = \"Small\"\n\n[[code]]\nname = \"funding\"\n");
    env.run("init care --title Care --coder ana --also ben --also eve").done();
    env.run("import in --attributes-from {site}-{role}-{n}").done();
    env.run("codebook import book.toml").done();
    env
}

fn documents(env: &Env, round: &str) -> Vec<String> {
    let shown = env.run_args(&[
        "round".to_owned(),
        "show".to_owned(),
        round.to_owned(),
        "--format".to_owned(),
        "json".to_owned(),
    ]);
    let rows = shown.done().json()["rows"].as_array().unwrap().clone();
    rows.iter().map(|row| row["document"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_stratified_sample_is_drawn_and_can_be_drawn_again() {
    let env = sites();
    let command = "round new 'pilot 1' NOT document:07-guest --sample 50% --stratify site \
                   --seed 7 --coders ana,ben --blind";
    env.run(&format!("{command} --dry-run")).done().says(&["not made", "6 of 12 documents"]);
    env.run("round list").answers_no();
    env.run(command)
        .done()
        .says(&["04            6      3", "05            4      2", "06            2      1"])
        .says(&["ana            6", "ben            6", "seed 7", "6 documents and 2 coders"]);
    let first = documents(&env, "pilot 1");
    env.run("undo").done();
    env.run("round list").answers_no();
    env.run(command).done();
    assert_eq!(documents(&env, "PILOT 1"), first);
    let other = command.replace("pilot 1", "pilot 2").replace("--seed 7", "--seed 8");
    env.run(&other).done();
    assert_ne!(documents(&env, "pilot 2"), first);
    env.run("history").done().says(&["make the blind round `pilot 1` of 6 documents"]);
    env.run("check").done();
}

#[test]
fn a_seed_that_was_made_up_is_told_and_repeats_the_draw() {
    let env = sites();
    let made = env.run("round new a --sample 5 --coders ana,ben,eve --per-document 2").done();
    let seed = made.err.split("--seed ").nth(1).unwrap().split('`').next().unwrap().to_owned();
    env.run("round show a").done().says(&[&format!("seed {seed}")]);
    // In which order the coders are named makes no difference.
    let again =
        format!("round new b --sample 5 --coders eve,ana,ben --per-document 2 --seed {seed}");
    env.run(&again).done().says(&["coded by 2 of the coders"]);
    let [a, b] = ["a", "b"].map(|name| {
        let shown = env.run(&format!("round show {name} --format json")).done().json();
        shown["rows"].clone()
    });
    assert_eq!(a, b);
    assert_eq!(a.as_array().unwrap().len(), 5);
    let listed = env.run("round list --format json").done().json();
    assert_eq!(listed["rows"][0]["assigned"], 10);
}

#[test]
fn nothing_is_left_to_chance_where_all_code_all() {
    let env = sites();
    env.run("round new all site:06 --coders ana,ben --format csv")
        .done()
        .says(&["06-doctor-1,\"ana, ben\""])
        .says_nothing_of(&["seed"]);
    env.run("round show all")
        .done()
        .says(&["All of 2 documents with site:06", "blind. 0 of 4 assignments finished"]);
}

#[test]
fn documents_without_a_value_are_a_stratum() {
    let env = sites();
    env.run("round new p --sample 4 --stratify role --seed 1 --coders ana")
        .done()
        .says(&["—               1      1"]);
    assert!(documents(&env, "p").contains(&"07-guest".to_owned()));
}

#[test]
fn a_query_means_the_documents_of_a_round() {
    let env = sites();
    env.run("round new 'pilot 1' site:04 role:nurse --coders ana,ben").done();
    env.run("documents 'round:pilot 1' --format csv")
        .done()
        .says(&["04-nurse-0", "04-nurse-2", "04-nurse-4"])
        .says_nothing_of(&["04-doctor", "05-"]);
    let rest = "round new main NOT 'round:pilot 1' --coders ana";
    env.run(rest).done().says(&["10 documents"]);
    env.run("documents round:mian").fails().says(&["main"]);
    env.run("documents round:nowhere").fails().says(&["themata round list"]);
}

#[test]
fn a_version_of_the_codebook_must_be_there() {
    let env = sites();
    env.run("round new p --codebook-version 1 --coders ana")
        .fails()
        .says(&["there is no version 1 of the codebook", "none was frozen"]);
}

#[test]
fn what_cannot_be_drawn_is_refused_and_said() {
    let env = sites();
    env.run("round new first --coders ana").done();
    let check = |command: &str, says: &[&str]| {
        env.run(&format!("round new {command}")).fails().says(says);
    };
    check("p --coders anna,ben", &["no coder is called `anna`", "did you mean `ana`?"]);
    check("p --coders zoe", &["no coder is called `zoe`", "themata coders add"]);
    check("p --coders ana,Ana", &["`ana` is named twice"]);
    check("p --coders ana --blind", &["takes two coders", "--coders ana,ben"]);
    check("FIRST --coders ana", &["a round called `first` already"]);
    check("' ' --coders ana", &["a round needs a name"]);
    check("p --coders ana --sample 14", &["14 documents were asked for", "only 13"]);
    check("p --coders ana --sample some", &["`some` is no size of a sample", "10%"]);
    check("p --coders ana --stratify sit", &["no attribute `sit`", "did you mean `site`?"]);
    check("p --coders ana --stratify site,site", &["named twice"]);
    check("p --coders ana,ben --per-document 3", &["to 3 coders, and 2 are named"]);
    check("p --coders ana,ben --per-document 0", &["needs a coder"]);
    check("p site:04 site:05 --coders ana", &["no documents with site:04 site:05"]);
    check("p site:99 --coders ana", &["99"]);
    check("p", &["--coders"]);
    env.run("round list").done().says_nothing_of(&["p "]);
    let empty = Env::new();
    empty.run("init care --coder ana").done();
    empty
        .run("round new p --coders ana")
        .fails()
        .says(&["there are no documents to draw from"]);
}

#[test]
fn a_round_is_renamed_and_removed_while_nobody_has_begun() {
    let env = sites();
    env.run("round new first site:06 --coders ana,ben").done();
    env.run("round new second site:05 --coders ana").done();
    env.run("round rename second FIRST").fails().says(&["a round called `first` already"]);
    env.run("round rename second Second").done();
    env.run("round rename Second main").done().says(&["`main` from now on"]);
    env.run("round show second").fails().says(&["no round is called `second`", "`first`"]);
    env.run("round show mian").fails().says(&["did you mean `main`?"]);
    env.run("round remove main").done().says(&["removed"]);
    env.run("round list").done().says_nothing_of(&["main"]);
    env.run("undo").done();
    env.run("round show main").done().says(&["05-nurse-0"]);
    env.run("assignments start main 05-nurse-0 --coder ana").done();
    env.run("round remove main").fails().says(&["`main` was begun by `ana`", "excuse"]);
    env.run("check").done();
}

#[test]
fn only_a_blind_round_is_opened_and_with_a_reason() {
    let env = sites();
    env.run("round new plain site:06 --coders ana,ben").done();
    env.run("round new blind site:05 --coders ana,ben --blind").done();
    env.run("round open plain --reason x --coder ana").fails().says(&["is not blind"]);
    env.run("round open blind --coder ana").fails().says(&["--reason"]);
    env.run("round open blind --reason ' ' --coder ana").fails().says(&["--reason"]);
    env.run("round open blind --reason x").fails().says(&["not known who", "--coder"]);
    // Whoever leads a study need not code in it.
    env.run("round open blind --reason 'ben is ill' --coder lea")
        .done()
        .says(&["opened by lea", "4 documents"]);
    env.run("round open blind --reason x --coder ana").fails().says(&["was opened before"]);
    env.run("round list").done().says(&["opened"]);
    env.run("history").done().says(&["open the blind round `blind`, by lea", "ben is ill"]);
    env.run("undo").done();
    env.run("round show blind").done().says(&["nobody sees others' codings"]);
    env.run("check").done();
}
