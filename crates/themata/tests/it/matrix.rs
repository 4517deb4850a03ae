use crate::themes::{cells, coded};

#[test]
fn gaps_are_told_apart_and_counted() {
    let env = coded();
    env.run("matrix").done().says(&[
        "“we write everything down twice” (NURSE, site 01)",
        "[no summary yet]",
        "6 cells with excerpts but no summary yet",
    ]);
    assert_eq!(
        cells(&env, "matrix --cell count", &["site", "IT", "Resources", "leadership"]),
        ["01 | 1 | 1 | 1", "04 | 1 | 1 | 1", "all | 2 | 2 | 2"]
    );
    let rows = cells(
        &env,
        "matrix --rows document --cols 'shared record,funding' --cell count",
        &["document", "shared record", "funding", "all_excerpts"],
    );
    assert_eq!(rows, ["01-nurse | 0 | 1 | 1", "04-manager | 1 | 1 | 2", "all | 1 | 2 | 3"]);
    env.run("matrix --rows document --cols 'shared record,funding' --cell excerpts")
        .done()
        .says(&["[no excerpts]", "no excerpts in 1 of 4 cells"]);
    env.run("matrix write --row 04 --col IT 'It works for them.'").done();
    assert_eq!(
        cells(&env, "matrix gaps --cols 'IT,double entry'", &["row", "column", "missing"]),
        [
            "01 | IT | no summary yet",
            "01 | double entry | no summary yet",
            "04 | double entry | no excerpts",
        ]
    );
}

#[test]
fn a_summary_is_written_linked_and_cleared() {
    let env = coded();
    env.run("matrix write --row 4 --col IT x").fails().says(&["no row `4`"]);
    env.run("matrix write --row 04 --col leadershp x").fails().says(&["mean `leadership`?"]);
    env.run("matrix write --row 04 --col IT ' '").fails().says(&["matrix clear"]);
    env.run("matrix write --row 04 --col IT x --excerpts 1").fails().says(&["outside the row"]);
    env.run("matrix write --row 04 --col IT x --excerpts 99").fails().says(&["codings list"]);
    env.run("matrix write --row 04 --col IT --excerpts 4 'It works.' --coder ana").done();
    env.run("matrix write --row 04 --col it --excerpts 4 'It works.'")
        .done()
        .says(&["already"]);
    env.run("matrix --cell summary")
        .done()
        .says(&["It works.", "Rests on: “It works, honestly” (MANAGER, site 04)"]);
    // Other words rest on what the words before rested on.
    env.run("matrix write --row 04 --col IT 'It works, mostly.'").done();
    env.run("matrix --cell summary").done().says(&["mostly.", "Rests on: “It works"]);
    env.run("undo").done();
    env.run("matrix --cell summary").done().says(&["It works."]).says_nothing_of(&["mostly"]);
    env.run("matrix clear --row 04 --col IT").done();
    env.run("matrix clear --row 04 --col IT").fails().says(&["nothing was written"]);
    env.run("undo").done();
    env.run("matrix write --row 01-nurse --col IT 'She waits.'").done();
    env.run("matrix --rows document --cell summary").done().says(&["She waits."]);
    // Themes made of the groups keep what was said of the groups.
    env.run("themes from-codebook").done();
    env.run("matrix --cell summary").done().says(&["It works."]);
    env.run("undo").done();
    env.run("matrix --cell summary").done().says(&["It works."]);
    env.run("check").done();
}

#[test]
fn a_sheet_goes_out_and_comes_back() {
    let env = coded();
    env.run("matrix write --row 04 --col IT 'It works.'").done();
    let sheet = env.run("matrix --long --format csv").done().out;
    assert!(sheet.starts_with("rows,row,column,excerpts,summary"), "{sheet}");
    assert!(sheet.contains("site,04,IT,1,It works.,"), "{sheet}");
    env.write("same.csv", &sheet);
    env.run("matrix write --file same.csv").done().says(&["0 new, 0 changed, 1 as before"]);
    let filled = sheet
        .replace("site,01,leadership,1,,", "site,01,leadership,1,She left.,")
        .replace(",It works.,", ",It works well.,");
    env.write("filled.csv", &filled);
    env.run("matrix write --file filled.csv").done().says(&["1 new, 1 changed, 0 as before"]);
    env.run("matrix --cell summary").done().says(&["She left.", "It works well."]);
    env.run("undo").done();
    env.run("matrix --cell summary").done().says(&["It works."]).says_nothing_of(&["She left"]);

    // A cell that was emptied keeps what it says.
    env.write("emptied.csv", sheet.replace(",It works.,", ",,"));
    env.run("matrix write --file emptied.csv").done().says(&["1 of the latter", "clear"]);
    env.run("matrix --cell summary").done().says(&["It works."]);

    env.write("faulty.csv", "row,column,summary\n04,IT,New.\n09,IT,x\n04,itt,x\n04,it,y\n");
    env.run("matrix write --file faulty.csv").fails().says(&[
        "3 faults; nothing was written",
        "line 3: the matrix has no row `09`",
        "line 4: no theme or code is called `itt`",
        "line 5: line 2 is of the same cell",
    ]);
    env.run("matrix --cell summary").done().says_nothing_of(&["New."]);
    env.write("other.csv", "a,b\n1,2\n");
    env.run("matrix write --file other.csv").fails();
    env.run("check").done();
}

#[test]
fn a_wide_matrix_is_shown_row_by_row() {
    let env = coded();
    // Three columns of words do not fit 100 columns beside names and totals.
    let shown = env.run("matrix").done().out;
    assert!(shown.contains("\n  leadership "), "{shown}");
    let grid = env.run("matrix --grid").done().out;
    assert!(!grid.contains("\n  leadership "), "{grid}");
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    env.run("matrix --each 0 --whole").fails();
    env.run("matrix --cols funding --words 2").done().says(&["“There is …”"]);
}

#[test]
fn a_blind_round_keeps_its_excerpts_back() {
    let env = coded();
    env.run("round new pilot --coders ana,ben --blind --sample 2 --seed 1").done();
    env.run("matrix --cell count --coder ana").done();
    let own = cells(&env, "matrix --cell count --coder ana", &["site", "IT"]);
    assert_eq!(own, ["01 | 1", "04 | 1", "all | 2"]);
    let kept = cells(&env, "matrix --cell count --coder ben", &["site", "IT"]);
    assert_eq!(kept, ["01 | 0", "04 | 0", "all | 0"]);
    env.run("themes new Tools --codes IT").done();
    env.run("themes evidence Tools --for 1 --coder ben").fails().says(&["no coding"]);
    env.run("themes evidence Tools --for 1 --coder ana").done();
}
