use crate::env::Env;

/// Every command, as `--help` lists them.
fn commands(help: &str) -> Vec<String> {
    let listed = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_teaches_by_an_example() {
    let env = Env::new();
    let all = commands(&env.run("--help").done().out);
    assert!(all.len() >= 20, "{all:?}");
    for command in all {
        let help = env.run(&format!("{command} --help")).done().out;
        if help.contains("Commands:") {
            for sub in commands(&help) {
                let help = env.run(&format!("{command} {sub} --help")).done().out;
                assert!(help.contains("Example"), "{command} {sub}");
            }
        } else {
            assert!(help.contains("Example"), "{command}");
        }
    }
}

#[test]
fn completions_and_manual_come_from_the_same_definitions() {
    let env = Env::new();
    env.run("completions bash").done().says(&["cooccurrence", "--format"]);
    env.run("completions zsh").done().says(&["cooccurrence"]);
    env.run("man").done().says(&[".TH", "cooccurrence"]);
    env.run("man --into pages").done();
    assert!(env.read("pages/themata-excerpts.1").contains("credited"));
}

#[test]
fn usage_faults_end_with_two() {
    let env = Env::new();
    env.run("excerptz").fails();
    env.run("cooccurrence --unit page").fails().says(&["sentence"]);
    env.run("documents --format yaml").fails();
}
