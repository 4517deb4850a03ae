use themata_project::board::NewBoardView;
use themata_project::{Project, Session};

use crate::env::Env;

/// Views are put on the board in the workbench; here they are put as it does.
fn put(env: &Env, number: u64, page: &str, title: &str) {
    let mut project = Project::open(&env.path("care.themata")).unwrap();
    let view = NewBoardView {
        page: page.to_owned(),
        parameters: vec![("q".to_owned(), "code:leadership".to_owned())],
        title: title.to_owned(),
        note: "For *Friday*".to_owned(),
    };
    project.board_put(&Session::fixed("ana", number), &view).unwrap();
}

#[test]
fn the_board_is_listed_and_views_are_taken_off_and_put_back() {
    let env = Env::with_study();
    env.run("board").answers_no();
    put(&env, 700_000, "frequencies", "Who leads");
    put(&env, 700_100, "cooccurrence", "What goes with it");
    env.run("board").done().says(&[
        "Who leads",
        "What goes with it",
        "frequencies",
        "code:leadership",
        "For *Friday*",
    ]);
    let listed = env.run("board list --format json").done().json();
    assert_eq!(listed["rows"].as_array().unwrap().len(), 2, "{listed}");
    env.run("board remove 1").done().says(&["Who leads is off the board"]);
    env.run("board").done().says(&["What goes with it"]).says_nothing_of(&["Who leads"]);
    env.run("board remove 1").answers_no().says(&["themata board"]);
    env.run("undo").done();
    env.run("board").done().says(&["Who leads"]);
    env.run("check").done();
}
