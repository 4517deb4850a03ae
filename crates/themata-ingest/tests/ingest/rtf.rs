use proptest::prelude::*;

use crate::notation::{check, check_remarks, comments, pages, reading, sections, write};

/// An RTF document with this text, whose indentation in the test is none of it.
fn document(body: &str) -> String {
    let body = body.replace("\n        ", "\n");
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Times;}}}}\n{body}}}"
    )
}

#[track_caller]
fn check_body(body: &str, expect: &str) {
    check("a.rtf", document(body), expect);
}

#[track_caller]
fn check_odd(body: &str, ids: &[&str]) {
    check_remarks("a.rtf", document(body), ids);
}

#[test]
fn bold_names_and_plain_ones() {
    check_body(
        r"\pard Interview 3\par{\b Ann: }How was it?\par\b Bo:\b0  Fine.\par It was.\par
          {\b Ann: }Well?\par{\b Bo: }Yes.\par{\b Cy: }Once.\par",
        "Interview 3\nAnn| How was it?\nBo| Fine.\n| It was.\nAnn| Well?\nBo| Yes.\nCy| Once.",
    );
}

#[test]
fn paragraphs_and_lines_end_in_many_ways() {
    check_body(
        "a\\par b\\\nc\\\r\nd\\line e\\sect f\\page g\\column h",
        "a\nb\nc\nd\ne\nf\ng\nh",
    );
    check_body("one\r\n two\n{ three}", "one two three");
    check_body(r"a\uc0\u8232 b", "a\nb");
}

#[test]
fn special_characters() {
    check_body(
        r"a\tab b\emdash c\endash\lquote d\rquote\ldblquote e\rdblquote\bullet\~f\_g\-h\{\}\\",
        "a\tb—c–‘d’“e”•\u{a0}f\u{2011}g\u{ad}h{}\\",
    );
}

#[test]
fn bytes_are_of_the_code_page_of_the_file() {
    let of = |header: &str, bytes: &str| format!("{{\\rtf1{header} {bytes}}}");
    check("a.rtf", of("\\ansi", r"caf\'e9 it\'92s"), "café it’s");
    check("a.rtf", of("\\mac", r"caf\'8e it\'d5s"), "café it’s");
    check("a.rtf", of("\\pc", r"caf\'82 \'e1"), "café ß");
    check("a.rtf", of("\\pca", r"caf\'82 \'b7"), "café À");
    check("a.rtf", of("\\ansi\\ansicpg1251", r"\'cf\'f0"), "Пр");
    check("a.rtf", of("\\ansi\\ansicpg65001", r"caf\'c3\'a9"), "café");
    check("a.rtf", b"{\\rtf1\\ansi\\ansicpg1250 \xb3}", "ł");
}

#[test]
fn bytes_are_of_the_code_page_of_their_font() {
    let fonts = r"{\rtf1\ansi\ansicpg1252\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204{\*\falt X}B;}
        {\f2\fcharset238 C;}{\f3\cpg1253 D;}{\f4\fcharset2 Symbol;}{\f5\fcharset2 Wingdings;}}";
    check(
        "a.rtf",
        format!("{fonts}\\'ff{{\\f0\\'ff\\f2\\'b3}}\\'ff\\f3\\'e1\\plain\\'ff}}"),
        "яÿłяαя",
    );
    check("a.rtf", format!(r"{fonts}\f4 a\'b7\f5 J\f0\u-3872 ?a}}"), "α•☺→a");
    check(
        "a.rtf",
        r"{\rtf1\ansi{\fonttbl\f0\fnil\fcharset0 A;\f1\fcharset161 B;}\f1\'e1}",
        "α",
    );
}

#[test]
fn a_character_may_be_two_bytes_and_the_second_one_a_letter() {
    let font = |set: u32, bytes: &str| {
        format!(r"{{\rtf1\ansi{{\fonttbl{{\f0\fcharset{set} A;}}}}\f0 x{bytes}y}}")
    };
    check("a.rtf", font(128, r"\'93\'fa\'83A\'83\'5c\'83\\"), "x日アソソy");
    check("a.rtf", font(134, r"\'c4\'e3\'81@"), "x你丂y");
    check("a.rtf", font(129, r"\'b0\'a1\'b0\'a2"), "x가각y");
    check("a.rtf", font(136, r"\'a7A\'a6\'6e"), "x你好y");
}

#[test]
fn numbered_characters_and_what_stands_for_them() {
    check_body(r"\u8216\'91a\u8217'b\u-3913?c\u233 ?d", "‘a’b•céd");
    check_body(r"\uc2\u26085\'93\'fa{\uc0\u233 x}\u233xyz", "日éxéz");
    check_body(r"\uc3\u8212 \endash\'97-a{\u8212 b}c\u8212\par d", "—a—c—\nd");
    check_body(r"\u-10179?\u-8704?!\uc0\u128512 ", "😀!😀");
    check_odd(r"a\u-10179?b", &["undecodable-bytes"]);
    check_body(r"a\u-10179?b\u-8704?", "a\u{fffd}b\u{fffd}");
}

#[test]
fn the_same_twice_is_said_once() {
    check_body(r"a{\upr{b?c}{\*\ud{b\u945?c}}}d", "abαcd");
}

#[test]
fn what_is_no_text_is_left_out() {
    check_body(
        r"{\colortbl;\red0;}{\stylesheet{Normal;}{\*\cs10 Strong;}}{\info{\title T}{\author A}}
        {\*\generator G;}{\header H\par}{\footerf F\par}{\*\listtable{\list{\listname L;}}}
        a{\pict\pngblip 89504e47}{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}
        {\object{\*\objclass C}{\*\objdata 0105}{\result b}}{\*\bkmkstart k}c{\*\bkmkend k}
        {\listtext\tab 1.\tab}d{\pntext e}{\*\unheard of {things}}f{\xe{\v entry}}",
        "abcdf",
    );
}

#[test]
fn fields_show_their_results() {
    check_body(
        r#"See {\field{\*\fldinst{HYPERLINK "x" }}{\fldrslt{\ul here}}}
         and {\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 7}}}{\fldrslt there}}
         {\field{\*\fldinst SYMBOL 74 \\f "Wingdings" \\s 12}{\fldrslt\f0}}"#,
        "See here and there ☺",
    );
}

#[test]
fn hidden_words_are_left_out() {
    check_body(r"a{\v b{\footnote n}}\v c\v0 d\v e\plain f", "adf");
    check_odd(r"a{\v b}", &["hidden-text-left-out"]);
    check_odd(r"a{\v  }", &[]);
}

#[test]
fn tracked_changes_are_accepted() {
    let body = r"Keep {\revised\revauth1 in }{\deleted\revauthdel1 out}{\mvf from}{\mvt to}\par
        One{\deleted\par}paragraph.{\deleted{\footnote gone}}\par";
    check_body(body, "Keep in to\nOne paragraph.");
    check_odd(body, &["tracked-changes-accepted"]);
}

#[test]
fn notes_follow_the_text() {
    let body = r"One{\super\chftn{\footnote\pard\plain{\super\chftn} a note: of words\par more}}
        two{\footnote\ftnalt an end}.\par Three{\*\footnote}.";
    check_body(body, "Onetwo.\nThree.\na note: of words\nmore\nan end");
    check_odd(body, &["notes-at-the-end"]);
}

#[test]
fn tables_cell_by_cell() {
    check_body(
        r"\trowd\cellx1\cellx2\pard\intbl a\cell b\par c\cell\row\trowd\intbl d\cell\cell\row
        \pard e\par",
        "a\nb\nc\nd\ne",
    );
    check_body(
        r"\trowd\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}
        \itap1 c\cell\row\pard d",
        "a\nb\nc\nd",
    );
}

#[test]
fn a_table_may_have_a_row_for_each_turn() {
    let table = r"Interview\par
        \trowd\pard\intbl Timestamp\cell Speaker\cell Content\cell\row
        \trowd\pard\intbl 0:01\cell Ann:\cell One.\par More.\cell\row
        \trowd\pard\intbl 0:02\cell Bo\cell Two.\cell\row\pard";
    let turns = "Interview\n[00:01] Ann| One.\n| More.\n[00:02] Bo| Two.";
    check_body(&format!("{table} After.\\par"), &format!("{turns}\nAfter."));
    check_body(table, turns);
    // The last row is not ended where a file breaks off.
    check("a.rtf", format!("{{\\rtf1 {}", &table[..table.len() - 10]), turns);
    // A row may be declared without its paragraphs saying that they lie in it.
    check_body(&table.replace("\\intbl", ""), turns);
    let beside = r"\trowd\intbl Speaker\cell Text\cell Memo\cell\row
        \trowd\intbl Ann\cell One.\cell aside\cell\row\pard";
    check_body(beside, "Ann| One.");
    check_odd(beside, &["paragraph 1: table-cells-left-out"]);
}

#[test]
fn text_boxes_follow_their_paragraph() {
    check_body(
        r"before{\shp{\*\shpinst\shpleft0{\sp{\sn n}{\sv 1}}{\shptxt\pard in the box\par}}
        {\shprslt{\*\do{\dptxbxtext again\par}}}} and after\par{\*\do{\dptxbxtext old\par}}",
        "before and after\nin the box\nold",
    );
}

#[test]
fn headings_by_style_and_by_outline() {
    let body = r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2{\*\keycode k}\'dcberschrift 2;}
        {\s3 List;}}\pard\s1 Part\par\pard\s2 Sub\par\pard\s3 I: One.\par P: Two.\par
        \pard\outlinelevel0 Next\par\pard I: Three.\par P: Four.\par\pard\outlinelevel9 I: Five.";
    check_body(body, "Part\nSub\nI| One.\nP| Two.\nNext\nI| Three.\nP| Four.\nI| Five.");
    let reading = reading("a.rtf", document(body).as_bytes()).expect("the source can be read");
    let found = sections(&reading.documents[0].transcript);
    assert_eq!(
        found,
        [
            "1# Part| / Sub / One. / Two.",
            "2# Sub| / One. / Two.",
            "1# Next| / Three. / Four. / Five."
        ]
    );
}

#[track_caller]
fn check_comments(body: &str, expect: &[&str]) {
    let reading = reading("a.rtf", document(body).as_bytes()).expect("the source can be read");
    assert_eq!(comments(&reading.documents[0].transcript), expect);
}

#[test]
fn comments_hang_on_their_words() {
    let remark = |range: &str, words: &str| {
        format!(
            r"{{\*\atnid AB}}{{\*\atnauthor A. B.}}\chatn{{\*\annotation{{\*\atnref {range}}}{{\*\atndate 130440137}}\pard {{\chatn}}{words}\par}}"
        )
    };
    let body = format!(
        r"I: One {{\*\atrfstart 5}}two{{\*\atrfend 5}}{} three.\par P: Four {{\*\atrfstart 6}}five.\par
        I: Six{{\*\atrfend 6}} seven.{}\par P: Eight.",
        remark("5", "first"),
        remark("6", r"second\par more")
    );
    check_body(&body, "I| One two three.\nP| Four five.\nI| Six seven.\nP| Eight.");
    check_comments(&body, &["A. B. on <two>: first", "A. B. on <five. / Six>: second / more"]);
    check_odd(&body, &["comments-kept"]);
    let reading = reading("a.rtf", document(&body).as_bytes()).expect("the source can be read");
    let at = reading.documents[0].transcript.comments[0].at.as_deref();
    assert_eq!(at, Some("2024-06-11T15:09"));
}

#[test]
fn comments_without_a_range_hang_on_a_place() {
    check_comments(
        r"One {\v{\*\atnid AB}\chatn{\*\annotation\pard a remark}}two.\par{\*\annotation b}",
        &["AB on <>: a remark", "? on <>: b"],
    );
}

#[test]
fn comments_in_a_table_of_turns_hang_on_the_words_of_the_turn() {
    check_comments(
        r"\trowd\intbl Speaker\cell Text\cell\row
        \trowd\intbl A{\*\atrfstart 1}nn\cell One two{\*\atrfend 1}{\*\annotation{\*\atnref 1}a}.\cell\row
        \trowd\intbl Bo\cell Three {\*\atrfstart 2}four{\*\atrfend 2}{\*\annotation{\*\atnref 2}b}.\cell\row",
        &["? on <One two>: a", "? on <four>: b"],
    );
}

#[track_caller]
fn check_pages(body: &str, expect: &[&str]) {
    let reading = reading("a.rtf", document(body).as_bytes()).expect("the source can be read");
    assert_eq!(pages(&reading.documents[0].transcript), expect);
}

#[test]
fn pages_are_counted_where_the_breaks_are_all_there_are() {
    check_pages(
        r"One.\par Two.\page Three.\page\page Four.",
        &["1: One. / Two.", "2: Three.", "4: Four."],
    );
    check_pages(r"{\info{\nofpages2}}One.\page Two.", &["1: One.", "2: Two."]);
    check_pages(r"{\info{\nofpages9}}One.\page Two.", &[]);
    check_pages(r"One.\par Two.", &[]);
}

#[test]
fn html_in_rtf_is_read_as_the_rtf_shows_it() {
    let body = r"{\*\htmltag64 <p>}\htmlrtf{\htmlrtf0 I: One{\*\htmltag84 &#8217;}\htmlrtf\'92\htmlrtf0 s.
        \htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}{\*\htmltag64 <p>}\htmlrtf{\htmlrtf0 P: Two.\htmlrtf\par}";
    let source = format!("{{\\rtf1\\ansi\\fromhtml1 {body}}}");
    check("a.rtf", source, "I| One’s.\nP| Two.");
}

#[test]
fn formulas_are_words() {
    check_body(
        r"{\mmathPr\mmathFont0}a {\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr x}}{\mden{\mr y}}}}{\mmathPict z}}",
        "a xy",
    );
}

#[test]
fn a_document_that_breaks_off_is_read_up_to_there() {
    let source = r"{\rtf1\ansi One\par {\b Two";
    check("a.rtf", source, "One\nTwo");
    check_remarks("a.rtf", source, &["paragraph 2: document-damaged"]);
    check("a.rtf", r"{\rtf1 One{\footnote no", "One\nno");
    check("a.rtf", r"{\rtf1 One\'e", "Onee");
    check("a.rtf", r"{\rtf1 One\", "One");
    let cut = r"{\rtf1 One{\pict\bin999999999 \par Two}}";
    check("a.rtf", cut, "One");
    check_remarks("a.rtf", cut, &["paragraph 1: document-damaged"]);
}

#[test]
fn a_brace_too_many_does_not_end_the_text() {
    let source = r"{\rtf1\ansi\ansicpg1251 One}}\par Tw\'ee\par}";
    check("a.rtf", source, "One\nTwо");
    check_remarks("a.rtf", source, &["paragraph 2: document-damaged"]);
    check_remarks("a.rtf", "{\\rtf1 One\\par}\n\0\0 rest", &[]);
    check("a.rtf", "{\\rtf1 One\\par}\n\0\0 rest", "One");
}

#[test]
fn letters_that_no_code_page_allows_are_utf8() {
    let source = "{\\rtf1\\ansi It’s {\\b naïve}.}";
    check("a.rtf", source, "It’s naïve.");
    check_remarks("a.rtf", source, &["raw-utf8"]);
}

#[test]
fn code_pages_that_are_not_known_are_remarked_upon() {
    let source =
        r"{\rtf1\ansi{\fonttbl{\f0\fcharset130 A;}{\f1\fcharset0 B;}}\f1 caf\'e9\f0 x\'e9}";
    check_remarks("a.rtf", source, &["unknown-code-page"]);
    check_remarks("a.rtf", source.replace("x\\'e9", "x"), &[]);
    let source = r"{\rtf1\ansi\ansicpg932 \'83}";
    check_remarks("a.rtf", source, &["undecodable-bytes"]);
}

#[test]
fn groups_may_be_deep_but_not_endless() {
    let deep = format!("{{\\rtf1 One{}Two", "{\\b ".repeat(90_000));
    check("a.rtf", &deep, "OneTwo");
    let error =
        reading("a.rtf", format!("{{\\rtf1{}", "{".repeat(1_000_000)).as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the RTF document has a depth of groups of 100001, and the limit is 100000"
    );
    assert!(error.hint().is_some());
}

#[test]
fn odd_numbers_are_survived() {
    check_body(r"a\uc1000000\u233 xyz{\u233 abc}\par b", "aéé\nb");
    check_body(r"a\uc-5\u233 b\u99999999999 c\u-99999999 d", "aéb\u{fffd}c\u{fffd}d");
    check_body(r"a\f-7\s-3\outlinelevel-1\itap-1\bin-4 b\deff9999999999 c", "abc");
}

#[test]
fn notes_in_notes_and_braces_without_end_take_no_time() {
    let notes = format!("{{\\rtf1 a{}", "{\\footnote b{\\shptxt c\\par ".repeat(20_000));
    let reading_of = reading("a.rtf", notes.as_bytes()).expect("the source can be read");
    assert!(reading_of.documents[0].transcript.text.starts_with('a'));
    let braces = format!("{{\\rtf1 a{}\\par b", "}".repeat(200_000));
    check("a.rtf", braces, "a\nb");
    let tables = "{\\fonttbl{\\f0\\fcharset204 A;}}{\\f0}".repeat(10_000);
    check("a.rtf", format!("{{\\rtf1 a\\par {tables}"), "a");
}

/// Pieces of which documents are made, so that the reader gets into every corner.
const PIECES: [&str; 60] = [
    "{",
    "}",
    "{\\*",
    "}}",
    "\\par ",
    "\\pard",
    "\\line ",
    "\\page ",
    "\\plain",
    "\\b ",
    "\\b0 ",
    "\\v ",
    "\\v0 ",
    "\\deleted ",
    "\\deleted0 ",
    "\\revised ",
    "Ann: ",
    "words ",
    ";",
    "7",
    "\\trowd",
    "\\intbl ",
    "\\itap2 ",
    "\\cell ",
    "\\row ",
    "\\nestcell ",
    "Speaker",
    "Text",
    "{\\fonttbl",
    "\\f0",
    "\\fcharset128 ",
    "\\fcharset2 Symbol;",
    "{\\stylesheet",
    "\\s1 ",
    "heading 1;",
    "\\outlinelevel2 ",
    "\\'83",
    "\\'5c",
    "\\'e9",
    "\\u8217?",
    "\\u-10179?",
    "\\u-8704?",
    "\\uc0 ",
    "\\uc2 ",
    "\\bin3 ",
    "{\\footnote ",
    "{\\shptxt ",
    "{\\pict ",
    "{\\*\\annotation ",
    "{\\*\\atnref 7}",
    "{\\*\\atrfstart 7}",
    "{\\*\\atrfend 7}",
    "{\\*\\fldinst ",
    "SYMBOL 74 ",
    "{\\upr ",
    "{\\*\\ud ",
    "\\~",
    "\\\n",
    "\t",
    "é",
];

proptest! {
    #[test]
    fn any_document_ends_well(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
    ) {
        let source = format!("{{\\rtf1\\ansi {}", pieces.concat());
        let reading = reading("a.rtf", source.as_bytes()).expect("the source can be read");
        write(&reading.documents[0].transcript);
    }
}

#[test]
fn escapes_beside_raw_letters_are_of_the_code_page() {
    check("a.rtf", "{\\rtf1\\ansi It’s caf\\'e9.}", "It’s café.");
}
