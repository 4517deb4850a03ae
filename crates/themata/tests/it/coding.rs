use crate::env::Env;

#[test]
fn a_quote_is_found_and_how_is_said() {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'we write everything down twice' --code 'double entry' --coder ana")
        .done()
        .says(&["found exactly in turn 2 (NURSE)", "1 coding added"]);
    env.run("code 01-nurse --quote 'WE WRITE  everything' --code 'shared record' --coder ana")
        .done()
        .says(&["found after normalising in turn 2"]);
    env.run("code 01-nurse --quote 'we write everything down twice' --code 'double entry' --coder ana")
        .done()
        .says(&["1 coding known already", "0 codings added"]);
}

#[test]
fn nothing_is_placed_by_guess() {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'It never loads' --code 'shared record' --coder ana")
        .fails()
        .says(&["stand in 2 places", "turn 2 (NURSE), turn 4 (NURSE)", "--turn N"]);
    env.run(
        "code 01-nurse --quote 'It never loads' --code 'shared record' --coder ana --turn 4",
    )
    .done()
    .says(&["turn 4 (NURSE)"]);
    env.run(
        "code 01-nurse --quote 'something else entirely was said' --code funding --coder ana",
    )
    .fails()
    .says(&["the words do not stand in the document"]);
    env.run("code 01-nurse --quote 'She left' --code IT --coder ana")
        .fails()
        .says(&["`IT` is a group and cannot be applied", "shared record"]);
    env.run("code 01-nurse --quote 'She left' --code leadershp --coder ana")
        .fails()
        .says(&["no code is called `leadershp`", "did you mean `leadership`?"]);
    env.run("code 01-nurse --quote 'She left' --code leadership")
        .fails()
        .says(&["--coder NAME"]);
}

#[test]
fn a_sheet_is_anchored_and_reported() {
    let env = Env::with_study();
    env.write(
        "sheet.csv",
        "document,quote,code,coder,valence,memo\n\
         01-nurse,we write everything down twice,double entry,ana,barrier,look again\n\
         01-nurse,“We WRITE everything”,shared record,ben,,\n\
         01-nurse,There is no money … licences,funding,ana,barrier,\n\
         01-nurse,It never loads,shared record,ana,barrier,\n\
         04-manager,nobody ever said these words here,funding,ana,,\n\
         04-manager,The director knows everyone by their names,leadership,ana,facilitator,\n",
    );
    env.run("codings import sheet.csv").answers_no().says(&[
        "exactly",
        "after normalising",
        "by its parts",
        "closely (",
        "in several places",
        "not found",
        "4 codings added, 0 known already, 2 quotes not placed",
    ]);
    env.run("codings import sheet.csv")
        .answers_no()
        .says(&["0 codings added, 4 known already"]);
    env.run("check").done();
    env.run("codings export again.csv").done();
    let other = Env::with_study();
    other.write("again.csv", env.read("again.csv"));
    other.run("codings import again.csv").done().says(&["4 codings added"]);
}

#[test]
fn a_turn_that_is_said_is_believed() {
    let env = Env::with_study();
    env.run("code 01-nurse --quote 'She left in May' --code leadership --turn 1")
        .fails()
        .says(&["--coder NAME"]);
    env.run("code 01-nurse --quote 'She left in May' --code leadership --turn 1 --coder ana")
        .fails()
        .says(&["the words do not stand in that turn", "turn 4 (NURSE)"]);
}

#[test]
fn valence_and_memo_can_be_said_later() {
    let env = Env::with_study();
    let code = "code 01-nurse --quote 'She left in May' --code leadership --coder ana";
    env.run(code).done().says(&["1 coding added"]);
    env.run(&format!("{code} --valence barrier --memo sad"))
        .done()
        .says(&["1 coding known already, changed"]);
    env.run(code).done().says(&["1 coding known already"]).says_nothing_of(&["changed"]);
    env.run("codings list valence:barrier --format csv").done().says(&["sad"]);
    env.run("undo").done();
    env.run("codings list valence:barrier").answers_no();
    env.write(
        "other.csv",
        "document,quote,code,coder,valence\n01-nurse,She left in May,leadership,ana,barrier\n",
    );
    env.run("codings import other.csv")
        .done()
        .says(&["1 coding known with another valence or weight"]);
    env.run("check").done();
}

#[test]
fn what_is_exported_comes_back_where_it_was() {
    let env = Env::with_study();
    let code =
        "code 01-nurse --quote 'It never loads' --code 'shared record' --coder ana --turn 4";
    env.run(code).done();
    env.run("codings export out.csv").done();
    env.run("codings remove 1").done();
    env.run("codings import out.csv").done().says(&["1 coding added"]);
    env.run("codings list --format json").done().says(&["\"turn\": 4"]);
}

#[test]
fn codes_and_coders_are_made_only_for_what_is_placed() {
    let env = Env::with_study();
    env.write(
        "sheet.csv",
        "document,quote,code,coder\n01-nurse,words that nobody ever said here,turnover,zoe\n",
    );
    env.run("codings import sheet.csv --new-codes")
        .answers_no()
        .says(&["0 codings added"])
        .says_nothing_of(&["zoe", "added to the codebook"]);
    env.run("codebook show turnover").fails();
}

#[test]
fn an_unsound_sheet_changes_nothing() {
    let env = Env::with_study();
    env.write(
        "sheet.csv",
        "document,quote,code\n01-nurse,She left in May,leadership\n02-nurse,x,leadership\n\
         01-nurse,y,Leadershp\n",
    );
    env.run("codings import sheet.csv --coder ana").fails().says(&[
        "the sheet has 2 faults; nothing was imported",
        "line 3: no document is called `02-nurse`",
        "line 4: no code is called `Leadershp`; did you mean `leadership`?",
    ]);
    env.run("codings list").answers_no();
    env.write("sheet.csv", "document,quote,code\n01-nurse,She left in May,turnover\n");
    env.run("codings import sheet.csv --coder ana --new-codes").done().says(&["1 code added"]);
    env.run("codebook show turnover").done();
}

#[test]
fn codings_are_removed_by_number_or_query() {
    let env = Env::with_study();
    env.run(
        "code 01-nurse --quote 'She left in May' --code leadership --code funding --coder ana",
    )
    .done();
    env.run("codings remove 7").fails().says(&["there is no coding of the number 7"]);
    env.run("codings remove 1").done().says(&["1 coding removed"]);
    env.run("codings remove --query code:funding").done().says(&["1 coding removed"]);
    env.run("codings remove --query code:funding").answers_no();
    env.run("codings remove").fails();
    env.run("check").done();
}

#[test]
fn standoff_codings_come_in_by_their_places() {
    let env = Env::with_study();
    let text =
        "NURSE: Money.\n\nMANAGER: Money, money. 🙂 The record is down.\n\nNURSE: Money.\n";
    env.write("brat/Lisa/talk.txt", text);
    env.write(
        "brat/Lisa/talk.ann",
        "T1\tfunding 24 29\tMoney\nT2\tIT_down 44 58\trecord is down\n",
    );
    env.write("brat/Max/talk.txt", text);
    env.write("brat/Max/talk.ann", "T1\tfunding 68 73\tMoney\n#1\tAnnotatorNotes T1\tsure?\n");
    env.run("codings import brat").fails().says(&["Lisa/talk.ann", "import the texts first"]);
    env.run("import brat/Lisa/talk.txt").done();
    env.run("codings import brat").fails().says(&["IT_down", "--new-codes"]);
    env.run("codings import brat --new-codes")
        .done()
        .says(&["3 codings added", "0 quotes not"]);
    env.run("codings list --format csv").done().says(&[
        "talk,2,funding,Lisa,,Money,",
        "talk,2,IT_down,Lisa,,record is down,",
        "talk,3,funding,Max,,Money,sure?",
    ]);
    env.run("codings import brat").done().says(&["0 codings added, 3 known already"]);
    // Words that are not those at their place are looked for, and not taken for others.
    env.write("wrong/talk.ann", "T1\tfunding 44 58\tno such words\n");
    env.write("wrong/talk.txt", text);
    env.run("codings import wrong --coder Lisa").answers_no().says(&["1 quote not placed"]);
    env.write("brat/Max/talk.ann", "T1\tfunding 72\tMoney\n");
    env.run("codings import brat/Max/talk.ann").fails().says(&["line 1 is no marked stretch"]);
    env.write("empty/x.txt", "");
    env.run("codings import empty").fails().says(&["no .ann files"]);
    env.run("check").done();
}
