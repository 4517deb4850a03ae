use themata_ingest::{Encoding, Format, Options, Source, read};

use crate::notation::{check, check_remarks, no_engine, reading, sections};

#[track_caller]
fn check_body(body: &str, expect: &str) {
    check("a.html", format!("<!DOCTYPE html><body>{body}"), expect);
}

#[test]
fn blocks_are_paragraphs_and_white_space_is_a_space() {
    check_body(
        "<div>One\n  two<p>three <i>four</i></div>five<ul><li>six<li>seven</ul>\
         <dl><dt>eight<dd>nine</dl><figure><img alt=x><figcaption>ten</figcaption></figure>\
         <details><summary>more</summary>shown</details>&nbsp;<p>&nbsp;</p><p> a&nbsp;b&amp;c",
        "One two\nthree four\nfive\nsix\nseven\neight\nnine\nten\nmore\nshown\na\u{a0}b&c",
    );
    check_body("受訪者：\n我覺得<p>ok\nyes", "受訪者：我覺得\nok yes");
    check_body("a<wbr>b<b>c</b>d <ruby>漢<rp>(<rt>kan<rp>)</ruby> <q>yes</q>", "abcd 漢 “yes”");
}

#[test]
fn breaks_end_lines_and_two_of_them_paragraphs() {
    check_body("<p>one<br>two<br/>\n<br>three", "one\ntwo\nthree");
    // A name in the midst of a paragraph is none, unless names begin lines there too.
    check_body(
        "<p>Ann: How was it?<br>Bo: Fine.<br>Ann: Well?<br>Bo: Yes.",
        "Ann| How was it?\nBo| Fine.\nAnn| Well?\nBo| Yes.",
    );
}

#[test]
fn preformatted_text_is_read_line_by_line() {
    check_body(
        "<pre>\nAnn: How\twas  it?\n     Really?\n\nBo: Fine.\nAnn: Well?\nBo: Yes.</pre>",
        "Ann| How\twas  it?\n| Really?\nBo| Fine.\nAnn| Well?\nBo| Yes.",
    );
    check_body("<div style='white-space: pre-wrap'>one\ntwo</div>a\nb", "one\ntwo\na b");
}

#[test]
fn headings_open_sections() {
    let source = "<h1>Interview</h1><p>Ann<h2>Early <b>days</b></h2><p>words<h2>Late</h2>x";
    let reading = reading("a.html", source.as_bytes()).unwrap();
    assert_eq!(
        sections(&reading.documents[0].transcript),
        [
            "1# Interview| / Ann / Early days / words / Late / x",
            "2# Early days| / words",
            "2# Late| / x"
        ]
    );
}

#[test]
fn what_only_readers_aloud_pass_over_is_shown() {
    check("a.html", "<html><p aria-hidden=true>One<p>Two", "One\nTwo");
}

#[test]
fn what_is_not_shown_is_left_out() {
    check_body(
        "<script>if (a<b) x()</script><style>p{}</style><noscript>no</noscript>\
         <template>no</template><dialog>no</dialog><p hidden>no<p style='Display: none'>no\
         <!-- no --><svg><text>no</text></svg><b hidden>no</b><p>Yes <a hidden>no</a>here\
         <form><label>Name</label><input value=no><button>no</button><select><option>no\
         </select><textarea>no</textarea></form>",
        "Yes here\nName",
    );
    check("a.html", "<html><head><title>no</title></head><body>yes", "yes");
    check_remarks("a.html", "<html><p hidden>no<p>yes", &["hidden-text-left-out"]);
    check_remarks("a.html", "<html><p hidden><br><p>yes", &[]);
}

#[test]
fn what_frames_the_page_is_left_out() {
    let source = "<html><header>Site <h1>Interview</h1> menu</header><nav>no</nav>\
        <div role=navigation>no</div><article><header>By Ann</header>words\
        <footer>1999</footer></article><footer>no</footer>";
    check("a.html", source, "Interview\nBy Ann\nwords\n1999");
    check_remarks("a.html", source, &["page-frame-left-out"]);
    // Where the page has a heading of its own, that of the header is the site's.
    check_body("<header><h1>Site</h1></header><h1>Interview</h1>words", "Interview\nwords");
}

#[test]
fn bold_names_are_speakers() {
    let turns = "<p><b>Ann:</b> How was it?<p><strong>Bo: </strong>Fine.<p>Note: <b>x</b>\
        <p><b>Ann:</b> Well?<p><b>Bo:</b> Yes.<p><b>Cy:</b> Once.";
    let expect = "Ann| How was it?\nBo| Fine.\n| Note: x\nAnn| Well?\nBo| Yes.\nCy| Once.";
    check_body(turns, expect);
    let by_class = turns
        .replace("<b>", "<span class=c2>")
        .replace("</b>", "</span>")
        .replace("<strong>", "<span style='font-weight: bold'>")
        .replace("</strong>", "</span>");
    let sheet = "<style>.c1{color:red}.c2{font-weight:700}</style>";
    check("a.html", format!("<html><head>{sheet}</head>{by_class}"), expect);
    // The same is no transcript if a name that comes once is not bold.
    check_body(
        &turns.replace("<b>Cy:</b>", "Cy:"),
        "Ann| How was it?\nBo| Fine.\n| Note: x\nAnn| Well?\nBo| Yes.\n| Cy: Once.",
    );
}

#[test]
fn bold_that_is_nested_wrongly_ends_where_it_is_ended() {
    check_body(
        "<b><p>Ann:</b> One?<p><b>Bo:</b> Two.<p><b>Ann:</b> So?<p><b>Bo:</b> Yes.\
         <p>Of: course.<p><b>Cy:</b> Once.",
        "Ann| One?\nBo| Two.\nAnn| So?\nBo| Yes.\n| Of: course.\nCy| Once.",
    );
    check_body(
        "<b style='font-weight:normal'><p><b>Ann:</b> One?<p><b>Bo:</b> Two.<p><b>Ann:</b> So?\
         <p><b>Bo:</b> Yes.<p>Dee: no.<p><b>Cy:</b> Once.</b>",
        "Ann| One?\nBo| Two.\nAnn| So?\nBo| Yes.\n| Dee: no.\nCy| Once.",
    );
}

#[test]
fn a_quote_is_no_dialogue_unless_it_is_the_page() {
    let turns = "<p>Ann: How was it?<p>Bo: Fine.<p>Ann: Well?<p>Bo: Yes.";
    let long = "They said more than once that nobody had ever asked them how it had been.";
    check_body(
        &format!("<p>{long}<blockquote>{turns}</blockquote>"),
        &format!("{long}\nAnn: How was it?\nBo: Fine.\nAnn: Well?\nBo: Yes."),
    );
    check_body(
        &format!("<p>A talk<blockquote>{turns}</blockquote>"),
        "A talk\nAnn| How was it?\nBo| Fine.\nAnn| Well?\nBo| Yes.",
    );
}

#[test]
fn tables_are_read_cell_by_cell_or_turn_by_turn() {
    check_body("<table><tr><td>a<td>b<tr><td>c<p>d</table>e", "a\nb\nc\nd\ne");
    check_body(
        "<table><caption>Talk</caption><thead><tr><th>Time<th>Speaker<th>Text</thead>\
         <tr><td>0:10<td>Ann<td>How<br>was it?<tr><td>0:12<td>Bo:<td>Fine.</table><h2>End</h2>",
        "Talk\n[00:10] Ann| How\n| was it?\n[00:12] Bo| Fine.\nEnd",
    );
    check_body(
        "<table><tr><td>Speaker<td><table><tr><th>Speaker<th>Text<tr><td>Ann<td>Hi</table>\
         <tr><td>Text<td>more</table>",
        "Speaker\nAnn| Hi\nText\nmore",
    );
}

#[test]
fn a_cell_that_spans_rows_holds_for_each_of_them() {
    check_body(
        "<table><tr><th>Time<th>Speaker<th>Text<tr><td>0:10<td rowspan=2>Ann<td>One.\
         <tr><td>0:12<td>Two.<tr><td rowspan=\"2\">0:20<td>Bo<td>Three.<tr><td>Cy<td>Four.\
         <tr><td><td rowspan=0>Dee<td>Five.<tr><td><td>Six.</table>",
        "[00:10] Ann| One.\n[00:12] Ann| Two.\n[00:20] Bo| Three.\n[00:20] Cy| Four.\n\
         Dee| Five.\nDee| Six.",
    );
    // Words are said once, and a header heads nothing but columns.
    let source = "<table><tr><th rowspan=3>Speaker<th>Text<tr><td>One.<tr><td rowspan=2>Two.\
        <tr><td>Bo<tr><td>Bo<td>Three.</table>";
    check_body(source, "?| One.\n?| Two.\nBo| Three.");
    let reading = reading("a.html", source.as_bytes()).unwrap();
    let told = reading.diagnostics.iter().find(|r| r.id == "table-cells-left-out").unwrap();
    assert!(told.message.ends_with("left out: 1"), "{}", told.message);
    // A row all of whose cells are spanned is a row.
    check_body(
        "<table><tr><th>Speaker<th>Text<tr><td rowspan=2>Ann<td rowspan=2>One.<tr></tr>\
         <tr><td>Bo<td>Two.</table>",
        "Ann| One.\nBo| Two.",
    );
    // Other columns that span keep the rest in their places.
    check_body(
        "<table><tr><th>Memo<th>Speaker<th>Text<tr><td rowspan=9>aside<td>Ann<td>One.\
         <tr><td>Bo<td>Two.</table>",
        "Ann| One.\nBo| Two.",
    );
}

#[test]
fn cells_beside_the_turns_of_a_table_are_told() {
    let source = "<table><tr><th>Speaker<th>Text<th>Memo<tr><td>Ann<td>One<p>Bo: Two<td>aside\
        <tr><td>Cy<td><td></table><p>Bo: Three";
    check_body(source, "Ann| One\n| Bo: Two\nBo: Three");
    let reading = reading("a.html", source.as_bytes()).unwrap();
    let told = reading.diagnostics.iter().find(|r| r.id == "table-cells-left-out").unwrap();
    assert!(told.message.ends_with("left out: 2"), "{}", told.message);
    // Where no row has words, nothing is lost.
    check_body("<table><tr><th>Speaker<th>Text<tr><td>Ann<td></table>", "Speaker\nText\nAnn");
}

#[test]
fn names_and_times_that_only_markup_separates_stay_apart() {
    let turn = |name: &str, at: &str, words: &str| {
        format!(
            "<div><span class=speaker>{name}</span><span class=time>{at}</span></div>\
             <div>{words}</div>"
        )
    };
    check_body(
        &[turn("Ann", "0:10", "How?"), turn("Bo", "0:12", "Fine."), turn("Ann", "0:15", "So.")]
            .concat(),
        "[00:10] Ann| How?\n[00:12] Bo| Fine.\n[00:15] Ann| So.",
    );
}

#[test]
fn documents_of_word_are_read() {
    let source = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\
        <body lang=EN-US><!--[if gte mso 9]><xml>no</xml><![endif]-->\
        <p class=MsoNormal><b><span lang=EN-US>Ann:<o:p></o:p></span></b> How was\nit?<a \
        href=\"#_ftn1\"><span class=MsoFootnoteReference>[1]</span></a></p>\
        <p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <p class=MsoNormal>Bo: <del>Bad</del><ins>Fine</ins>.\
        <![if !supportAnnotations]><a class=msocomanchor>[A1]</a><![endif]></p>\
        <p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·\
        <span>&nbsp;</span></span><![endif]>Ann: Well?</p><p>Bo: Yes.</p>\
        <div style='mso-element:comment-list'><p>[A1] Really?</div>\
        <div style='mso-element:footnote-list'><p>Note: asked twice.</div>";
    check(
        "a.htm",
        source,
        "Ann| How was it?\nBo| Fine.\nAnn| Well?\nBo| Yes.\nNote: asked twice.",
    );
    check_remarks("a.htm", source, &["deletions-left-out", "comments-left-out"]);
}

#[test]
fn empty_elements_of_xml_are_empty() {
    let source = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">\
        <head><title/><script src=\"x\"/></head><body><p hidden=\"hidden\"/><b/>\
        <p>one<br></br>two <![CDATA[a < b]]></p><a id=\"x\"/></body></html>";
    check("a.xhtml", source, "one\ntwo a < b");
}

#[test]
fn the_declared_encoding_decides_unless_a_person_does() {
    let bytes = b"<html><meta charset=iso-8859-7><p>\xe4\xf6";
    check("a.html", bytes, "δφ");
    check_remarks("a.html", bytes, &[]);
    let encoding = Some(Encoding::named("latin1").unwrap());
    let options = Options { encoding, ..Options::default() };
    let source = Source { name: "a.html", bytes };
    let chosen = read(source, &options, &no_engine).unwrap();
    assert_eq!(chosen.documents[0].transcript.text, "äö");
    check("a.html", b"\xef\xbb\xbf<html><meta charset=iso-8859-7><p>\xc3\xa9", "é");
    check_remarks(
        "a.html",
        "<html><meta charset=iso-8859-1><p>é",
        &["declared-encoding-doubtful"],
    );
}

#[test]
fn characters_from_references_keep_the_promises() {
    check_body("<p>a&#13;b&#8232;c&#11;d&#1;e&#133;<pre>f&#8233;g&#10;h</pre>", {
        "a b c de…\nf g\nh"
    });
}

#[test]
fn places_are_lines_of_the_source() {
    let source = "<html>\n<p>Ann: One?\n<p>Bo: Two.\n\n<p>\nAnn: So?\n<p>Bo: Yes.\n<pre>\n\
        Note: no\n\nDate: no</pre>";
    check_remarks(
        "a.html",
        source,
        &["line 9: doubtful-speaker (Note)", "line 11: doubtful-speaker (Date)"],
    );
}

#[test]
fn a_page_without_a_beginning_goes_by_its_name() {
    let reading = reading("a.htm", b"<p>one<p>two").unwrap();
    assert_eq!(reading.format, Format::Html);
    assert_eq!(reading.documents[0].transcript.text, "one\ntwo");
}

/// Elements that lie in one another, and a word in the innermost.
fn deep(times: usize, open: &str, close: &str) -> String {
    format!("<html>{}word{}end", open.repeat(times), close.repeat(times))
}

#[test]
fn depth_does_no_harm() {
    check("a.html", deep(30_000, "<div>", "</div>"), "word\nend");
    check_remarks("a.html", deep(1_000, "<div>", "</div>"), &["nested-too-deep"]);
    check_remarks("a.html", deep(100, "<div>", "</div>"), &[]);
}

#[test]
fn depth_of_any_kind_does_no_harm() {
    let check_deep = |open: &str, close: &str, expect: &str| {
        check("a.html", deep(3_000, open, close), expect);
    };
    check_deep("<b>", "</b>", "wordend");
    check_deep("<span>", "</span>", "wordend");
    check_deep("<table><tr><td>", "</table>", "word\nend");
    check_deep("<ul><li>", "</ul>", "word\nend");
    check_deep("<p>", "</p>", "word\nend");
    check_deep("<svg><title>", "</title></svg>", "end");
    check_deep("<template>", "</template>", "end");
}

#[test]
fn disorder_does_no_harm() {
    let fonts: String = (0..10_000).map(|n| format!("<p><font size={n}>x")).collect();
    let reading = reading("a.html", format!("<html>{fonts}").as_bytes()).unwrap();
    assert_eq!(reading.documents[0].transcript.text.len(), 19_999);
}

#[test]
fn an_element_without_an_end_is_ended() {
    let attributes = " a".repeat(100_000);
    let reading = reading("a.html", format!("<html><p>one<p{attributes}").as_bytes()).unwrap();
    assert!(reading.documents[0].transcript.text.starts_with("one\n"));
    let comment = "x ".repeat(100_000);
    check("a.html", format!("<html><p>one<!--{comment}--> two"), "one two");
}
