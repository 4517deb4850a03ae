use crate::notation::{check, check_remarks, reading};

#[test]
fn a_row_is_a_turn() {
    check(
        "rows.csv",
        "timestamp,Speaker,words,tags\n00:00:00,Ann,\"Hello, all.\",x\n00:00:34,Ann,Well?,\n1:02,Bo,Yes.,",
        "[00:00] Ann| Hello, all.\n[00:34] Ann| Well?\n[01:02] Bo| Yes.",
    );
}

#[test]
fn semicolons_tabs_and_paragraphs_in_a_cell() {
    check(
        "a.csv",
        "speaker;TEXT\r\n\"P;1\";\"She said \"\"no\"\"\r\nthen left\"\r\nP2;Yes\r\n",
        "P;1| She said \"no\"\n| then left\nP2| Yes",
    );
    check("a.tsv", "Speaker\tUtterance\nAnn\tOne, two.\n", "Ann| One, two.");
}

#[test]
fn bare_numbers_are_seconds_unless_the_column_says_otherwise() {
    check("a.csv", "start,end,name,text\n1.5,2,Ann,One.", "[00:01.500-00:02] Ann| One.");
    check("a.csv", "start_ms,end_ms,text\n1500,2000,One.", "[00:01.500-00:02] ?| One.");
    check("a.csv", "Timespan,Content\n0:01.5 - 0:02.0,One.", "[00:01.500-00:02] ?| One.");
}

#[test]
fn ragged_and_empty_rows_are_remarked_upon() {
    let text = "speaker,text\nAnn,One.,more\n,,\nBo,\nCy,Two.\nDi";
    check("a.csv", text, "Ann| One.\nCy| Two.");
    check_remarks(
        "a.csv",
        text,
        &[
            "row 2: ragged-row",
            "row 4: row-without-words",
            "row 6: ragged-row",
            "row 6: row-without-words",
        ],
    );
}

#[test]
fn a_table_without_a_column_of_words_is_an_error() {
    let error = reading("a.csv", b"a,b,c\n1,2\n").unwrap_err();
    assert_eq!(error.to_string(), "the table has no column that holds the words");
    assert!(error.hint().unwrap().contains("`text`"));
}

#[test]
fn a_table_that_is_called_a_text_is_a_table() {
    check("a.txt", "Speaker\tText\nAnn\tOne.\n", "Ann| One.");
    check_remarks("a.txt", "Speaker\tText\nAnn\tOne.\n", &["misleading-name"]);
}

#[test]
fn formulas_are_words() {
    check("a.csv", "speaker,text\n=cmd,+1+1", "=cmd| +1+1");
}

#[test]
fn the_delimiter_is_found_or_said() {
    check("a.csv", "sep=;\nspeaker;text\nAnn;One, two", "Ann| One, two");
    check("a.csv", "speaker|text\nAnn|One, two; three", "Ann| One, two; three");
    check("a.csv", "\u{feff}\u{feff}speaker;text\nAnn;One", "Ann| One");
    check("a.csv", "text;note\n\"One; two, three\";x\nFour, five, six, seven;y", {
        "One; two, three\nFour, five, six, seven"
    });
}

#[test]
fn titles_above_the_header_and_blank_lines_are_passed_over() {
    let text = "Interview 3,,\n\nstart,speaker,text\n\n0:10,Ann,\n\n0:12,Bo,Yes.";
    check("a.csv", text, "[00:12] Bo| Yes.");
    check_remarks("a.csv", text, &["row 5: row-without-words"]);
}

#[test]
fn declared_speakers_are_kept_whoever_they_are() {
    let text = "Line,Speaker,Text\n1,Holt,Good evening.\n2,Audience,(APPLAUSE)\n3,ALL,Hello.";
    check("a.csv", text, "Holt| Good evening.\nAudience| (APPLAUSE)\nALL| Hello.");
}

#[test]
fn a_quotation_mark_without_a_partner_is_remarked_upon() {
    let text = format!("speaker,text\nAnn,\"One\n{}", "Bo,Two\n".repeat(400));
    check_remarks("a.csv", &text, &["row 2: long-cell"]);
}

#[test]
fn what_the_columns_were_taken_for_is_told() {
    let reading = reading("a.csv", b"start,end,speaker,text,x\n0:01,0:02,Ann,One.,y").unwrap();
    let table = reading.table.unwrap();
    let found: Vec<String> = table.columns.iter().map(|(n, u)| format!("{n}={u}")).collect();
    assert_eq!(found, ["start=start", "end=end", "speaker=speaker", "text=words", "x=ignore"]);
}
