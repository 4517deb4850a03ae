use themata_ingest::{ColumnUse, Options, Source, TableOptions, read};

use crate::notation::{check, check_remarks, no_engine, reading};

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
    check("a.csv", text, "Ann| One.,more\nCy| Two.");
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
fn columns_beside_the_turns_are_told() {
    let text = "line,speaker,text,a memo with a name that is far too long to be told in full\n\
                1,Ann,One.,x\n2,Bo,Two.,\n";
    check("a.csv", text, "Ann| One.\nBo| Two.");
    let remark = &reading("a.csv", text.as_bytes()).unwrap().diagnostics[0];
    assert_eq!(
        remark.to_string(),
        "note: a row was taken for a turn, and columns beside it were left out: 2 \
         [columns-left-out]"
    );
    assert_eq!(remark.about.as_deref(), Some("line, a memo with a name that is far too long…"));
    // Who has decided need not be told.
    let ignored = |names: &[&str]| {
        let columns =
            names.iter().map(|name| ((*name).to_owned(), ColumnUse::Ignored)).collect();
        let table = TableOptions { columns, ..TableOptions::default() };
        let options = Options { table, ..Options::default() };
        let source = Source { name: "a.csv", bytes: b"line,speaker,text,memo\n1,Ann,One.,x\n" };
        let remarks = read(source, &options, &no_engine).unwrap().diagnostics;
        remarks.into_iter().filter_map(|remark| remark.about).collect::<Vec<_>>()
    };
    assert_eq!(ignored(&["line"]), ["memo"]);
    assert!(ignored(&["line", "memo"]).is_empty());
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
    check_remarks(
        "a.csv",
        text,
        &["row 1: rows-above-header-left-out", "row 5: row-without-words"],
    );
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

#[test]
fn a_first_line_alone_makes_no_table_of_a_text() {
    let text = "Who, What, When\nAnn: I said, what, who\nBo: And I, too\n\nAnn: Yes.\nBo: No.";
    check(
        "a.txt",
        text,
        "Who, What, When\nAnn| I said, what, who\nBo| And I, too\nAnn| Yes.\nBo| No.",
    );
    check("a.txt", "Who, What, When", "Who, What, When");
    // One row in five may be ragged, and what says the delimiter is heeded.
    let rows = "Ann;\"One\ntwo\"\nBo;Three\nAnn;Four\nBo;Five\nAnn;Six;x";
    let text = format!("sep=;\nspeaker;text\n{rows}");
    let turns = "Ann| One\n| two\nBo| Three\nAnn| Four\nBo| Five\nAnn| Six;x";
    check("a.txt", &text, turns);
    check("a", "speaker|text\nAnn|One, two", "Ann| One, two");
}

#[test]
fn commas_that_nobody_quoted_are_words() {
    let text = "Speaker,Text\nAnn,Well, I think, yes\nBo,\"Oh, no\", really,,";
    check("a.csv", text, "Ann| Well, I think, yes\nBo| Oh, no, really");
    check_remarks("a.csv", text, &["row 2: ragged-row", "row 3: ragged-row"]);
    check("a.csv", "text,speaker\nWell,Ann,yes", "Ann| Well");
}

#[test]
fn whole_numbers_too_far_apart_for_speech_are_milliseconds() {
    let whisper = "start\tend\ttext\n0\t3420\tHello.\n3420\t7000\tHow was it?";
    check("a.tsv", whisper, "[00:00-00:03.420] ?| Hello.\n[00:03.420-00:07] ?| How was it?");
    check("a.tsv", "start\tend\ttext\n0\t34\tHello.", "[00:00-00:34] ?| Hello.");
    check("a.tsv", "start\tend\ttext\n0.5\t3420\tHello.", "[00:00.500-57:00] ?| Hello.");
    check("a.tsv", "start s\tend s\ttext\n0\t3420\tHello.", "[00:00-57:00] ?| Hello.");
}

#[test]
fn a_colon_behind_a_name_is_no_part_of_it() {
    check("a.csv", "speaker,text\nAnn:,One.\nAnn :,Two.\n:,Three.", {
        "Ann| One.\nAnn| Two.\n?| Three."
    });
    let found = reading("a.csv", b"speaker,text\nAnn:,One.\nAnn,Two.").unwrap();
    assert_eq!(found.documents[0].transcript.speakers.len(), 1);
}

#[test]
fn a_row_has_no_more_cells_than_a_spreadsheet_has_columns() {
    let text = format!("speaker,text\nAnn,One\nBo,{}", ",".repeat(20_000));
    let error = reading("a.csv", text.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "row 3 has 20002 cells, and the limit is 16384");
}
