use crate::notation::{check, check_remarks, marks, reading, sections};

#[test]
fn bold_names() {
    check(
        "talk.md",
        "# Episode 1\n\n**Ann Lee:** Hello,\nand welcome.\n\nStill me.\n\n**Bo, PhD:** Thanks. \
         \\[laughter\\]\n\n**Ann Lee**: Well?\n\n**Bo, PhD:** Yes.\n\n**Guest:** Only once.",
        "
Episode 1
Ann Lee| Hello, and welcome.
| Still me.
Bo, PhD| Thanks. [laughter]
Ann Lee| Well?
Bo, PhD| Yes.
Guest| Only once.",
    );
}

#[test]
fn escaped_stamps_become_marks() {
    let text = "**Ann:** One.\n\n**Bo:** Two.\n\n\\[04:18\\] So it went \\[05:00\\] on.\n\n\
                **Ann:** \\[06:00\\] Three.\n\n**Bo:** Four.";
    check(
        "talk.md",
        text,
        "Ann| One.\nBo| Two.\n| So it went on.\n[06:00] Ann| Three.\nBo| Four.",
    );
    let reading = reading("talk.md", text.as_bytes()).unwrap();
    assert_eq!(
        marks(&reading.documents[0].transcript),
        ["04:18 So", "05:00 on.", "06:00 Three."]
    );
}

#[test]
fn names_on_lines_of_their_own_and_hard_breaks() {
    check(
        "talk.md",
        "**Ann:**\n\nOne.\n\nTwo.\n\n**Bo:**  \nThree.\\\nFour.\n\n**Ann:**\nFive.\n\n**Bo:**\n\nSix.",
        "Ann| One.\n| Two.\nBo| Three.\n| Four.\nAnn| Five.\nBo| Six.",
    );
}

#[test]
fn bold_names_before_stamps() {
    check(
        "talk.md",
        "**Ali** 0:00  \nOne.\n\n**Kelly** 0:16\nTwo.\n\n**Ali** 0:19\nThree.\n\n**Kelly** 0:20\nFour.",
        "[00:00] Ali| One.\n[00:16] Kelly| Two.\n[00:19] Ali| Three.\n[00:20] Kelly| Four.",
    );
}

#[test]
fn inline_markup_is_gone_and_what_is_none_stays() {
    check(
        "notes.md",
        "A *word*, __another__, `co*de*`, ***both***, ~~gone~~, a [link](https://a.example \"t\"), \
         an ![image](b.png)picture, <https://c.example>, <b>tags</b>, &amp; &eacute;.\n\n\
         2 * 3 * 4, snake_case_word, * star, [laughs], <crosstalk>, a ` tick, \\*escaped\\*, \
         **open.",
        "A word, another, co*de*, both, gone, a link, an picture, https://c.example, tags, & é.\n\
         2 * 3 * 4, snake_case_word, * star, [laughs], <crosstalk>, a ` tick, *escaped*, **open.",
    );
}

#[test]
fn blocks() {
    check(
        "notes.md",
        "Title\n=====\n\n## Part *one* ##\n\n- first\n- second\n  goes on\n\n1. number\n\n> said\n> twice\n\n\
         ---\n\n```\nas  it\n\nstands\n```\n\n[ref]: https://a.example\n\nSee [this][ref] and [ref].",
        "
Title
Part one
first
second goes on
1. number
said twice
as  it
stands
See this and ref.",
    );
}

#[test]
fn a_table_of_turns_and_another() {
    check(
        "talk.md",
        "| Time | Speaker | Text |\n|---|---|---|\n| 00:01 | Ann | One, **two**. |\n| 00:03 | Bo | Three. |",
        "[00:01] Ann| One, two.\n[00:03] Bo| Three.",
    );
    let beside = "| Speaker | Text | Memo |\n|---|---|---|\n| Ann | One. | aside |\n\nAfter.";
    check("talk.md", beside, "Ann| One.\nAfter.");
    check_remarks("talk.md", beside, &["line 1: table-cells-left-out"]);
    check("notes.md", "| a | b |\n|---|---|\n| c | d |", "a\nb\nc\nd");
}

#[test]
fn what_is_quoted_does_not_speak() {
    check(
        "talk.md",
        "**Ann:** One.\n\n**Bo:** Two.\n\n> **Cy:** Quoted.\n\n**Ann:** Three.\n\n**Bo:** Four.",
        "Ann| One.\nBo| Two.\n| Cy: Quoted.\nAnn| Three.\nBo| Four.",
    );
}

/// Checks the attributes of a source, and that its text is `Hello.`
#[track_caller]
fn check_front(front: &str, expect: &[&str]) {
    let source = format!("{front}\nHello.\n");
    check("a.md", &source, "Hello.");
    let reading = reading("a.md", source.as_bytes()).expect("the source can be read");
    let found: Vec<String> = reading.documents[0]
        .attributes
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn yaml_front_matter_becomes_attributes() {
    check_front(
        "---\ntitle: \"A talk: \\\"one\\\"\"\nsite: 04 # the fourth\nurl: https://a.example/#x\n\
         # a remark\nname: 'Ann''s'\nempty:\nnone: ~\nyes: true\n---",
        &[
            "title=A talk: \"one\"",
            "site=04",
            "url=https://a.example/#x",
            "name=Ann's",
            "yes=true",
        ],
    );
    check_front(
        "---\nroles: [nurse, 'GP, retired', \"manager\"]\ncodes:\n  - a\n  - 'b: c'\nmore:\n- d\n- e\n---",
        &["roles=nurse; GP, retired; manager", "codes=a; b: c", "more=d; e"],
    );
    check_front(
        "---\nwho:\n  age: 45\n  langs: [da, de]\nplace: {site: 4, ward: B}\nabout: >\n  One\n  two.\n\
         long: three\n  four\n...",
        &[
            "who.age=45",
            "who.langs=da; de",
            "place.site=4",
            "place.ward=B",
            "about=One two.",
            "long=three four",
        ],
    );
}

#[test]
fn toml_front_matter_becomes_attributes() {
    check_front(
        "+++\ntitle = \"A talk\" # one\ndate = 2024-05-01\ntags = [\n  \"a\",\n  \"b\"\n]\n\n[who]\nage = 45\n+++",
        &["title=A talk", "date=2024-05-01", "tags=a; b", "who.age=45"],
    );
}

#[test]
fn front_matter_beyond_a_simple_reader_is_kept_as_written() {
    let front = "---\nsite: 4\npeople:\n  - name: Ann\n    age: 4\nref: *other\n---";
    check_front(front, &["site=4", "people=- name: Ann\n    age: 4", "ref=*other"]);
    check_remarks(
        "a.md",
        front,
        &["line 3: front-matter-unread", "line 6: front-matter-unread", "no-words"],
    );
}

#[test]
fn a_rule_above_a_talk_opens_no_front_matter() {
    check(
        "a.md",
        "---\n\n**Ann:** One.\n\n**Bo:** Two.\n\n**Ann:** Three.\n\n**Bo:** Four.\n\n---\n\n**Ann:** Five.",
        "Ann| One.\nBo| Two.\nAnn| Three.\nBo| Four.\nAnn| Five.",
    );
    check(
        "a.md",
        "---\nAnn: One.\n\nBo: Two.\n\nAnn: Three.\n\nBo: Four.\n\n---\n\nAnn: Five.",
        "Ann| One.\nBo| Two.\nAnn| Three.\nBo| Four.\nAnn| Five.",
    );
    check("a.md", "---\ntitle: never closed\n\nHello.", "title: never closed\nHello.");
    check(
        "a.md",
        "---\nAnn: How was it\n\nBo: Fine\n\n---\n\nAnn: And then?\n\nBo: Well.\n\nAnn: So.",
        "Ann| How was it\nBo| Fine\nAnn| And then?\nBo| Well.\nAnn| So.",
    );
    check("a.md", "---\nAnn: How was it?\n\nBo: Fine\n\n---\n", "Ann| How was it?\nBo| Fine");
    // What a file is called may well be a question, and who speaks may be named above.
    check(
        "a.md",
        "---\nTitle: Why?\nAnn: 34\n---\n\nAnn: One.\n\nBo: Two.\n\nAnn: Three.\n\nBo: Four.",
        "Ann| One.\nBo| Two.\nAnn| Three.\nBo| Four.",
    );
}

#[test]
fn headings_open_sections() {
    let text = "Title\n=====\n\nIntro.\n\nPart one\n--------\n\nA.\n\n### Deep ###\n\nB.\n\n## Part two\n\nC.";
    let reading = reading("a.md", text.as_bytes()).unwrap();
    assert_eq!(
        sections(&reading.documents[0].transcript),
        [
            "1# Title| / Intro. / Part one / A. / Deep / B. / Part two / C.",
            "2# Part one| / A. / Deep / B.",
            "3# Deep| / B.",
            "2# Part two| / C.",
        ]
    );
}

#[test]
fn a_stamp_in_a_heading_is_no_part_of_the_title() {
    let reading = reading("a.md", b"# [00:02] Part one [00:03]\n\nA.\n").unwrap();
    let transcript = &reading.documents[0].transcript;
    assert_eq!(sections(transcript), ["1# Part one| / A."]);
    assert_eq!(marks(transcript), ["00:02 Part", "00:03 "]);
}
