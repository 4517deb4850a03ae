use crate::env::Env;

#[test]
fn a_question_is_asked_answered_and_settled() {
    let env = Env::with_study();
    env.run("questions ask 'Is overtime in it?' --code fundin --coder ana")
        .fails()
        .says(&["did you mean `funding`?"]);
    env.run("questions ask 'Is overtime in it?' --code funding --coder ana").done();
    env.run(
        "questions ask 'Barrier or not?' --document 01-nurse --quote 'she left in may' \
         --coder ben",
    )
    .done();
    env.run("questions ask 'What of it?'").fails().says(&["--code NAME", "--document NAME"]);
    env.run("questions ask '' --code funding").fails();
    env.run("questions answer 1 'Only if it is paid.' --coder ben").done();
    env.run("questions answer 7 x").fails().says(&["there is no question 7", "questions list"]);
    env.run("questions list").done().says(&[
        "2 questions, 2 open",
        "Only if it is paid.",
        "She left in May",
    ]);
    env.run("questions list site:04 --open").answers_no();
    env.run("questions resolve 1 --coder ana").done();
    env.run("questions resolve 1").fails().says(&["resolved already"]);
    env.run("questions list --open").done().says_nothing_of(&["overtime"]);
    env.run("questions list --format csv").done().says(&["resolved by ana"]);
    env.run("questions reopen 1").done();
    env.run("questions list --open").done().says(&["overtime"]);
    env.run("undo").done();
    env.run("questions list --open").done().says_nothing_of(&["overtime"]);
    env.run("check").done();
}

#[test]
fn a_question_goes_with_its_words() {
    let env = Env::with_study();
    env.run("questions ask 'Who?' --document 01-nurse --quote 'She left in May'").done();
    env.write(
        "fixed.txt",
        "INTERVIEWER: Thank you for coming. How is the shared record?\n\nNURSE: It never loads \
         🙂, and we write everything down twice. There is no money for licences.\n\n\
         INTERVIEWER: And the director?\n\nNURSE: She left in May. It never loads.\n",
    );
    env.run("reimport 01-nurse fixed.txt").done();
    env.run("questions list --format csv").done().says(&[",4,She left in May,"]);
    env.run("check").done();
}
