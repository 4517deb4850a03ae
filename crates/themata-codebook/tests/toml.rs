//! The TOML file that people edit: what is written, what is read, and what is said of
//! mistakes.

use themata_codebook::{Code, CodeIndex, CodeState, Codebook, from_toml, to_toml};

fn book() -> Codebook {
    let leadership = CodeIndex::new(0);
    let codes = vec![
        Code { assignable: false, ..Code::named("Leadership") },
        Code::named("Resources"),
        Code {
            parent: Some(leadership),
            short: "a common picture of the aim".into(),
            definition: "Staff and leaders name the same aim.\nIt need not be written.".into(),
            use_when: "Someone says what the ward works towards, or that others see the aim \
                       as they do."
                .into(),
            do_not_use_when: "The aim is named, but not shared: use \"mandate\".".into(),
            examples: vec!["We all pull one way.".into(), "One aim,\none team.".into()],
            colour: "#3A7CA5".parse().ok(),
            ..Code::named("shared vision")
        },
        Code {
            parent: Some(leadership),
            state: CodeState::Retired,
            examples: vec!["The chief said so.".into()],
            ..Code::named("mandate")
        },
        Code {
            parent: Some(leadership),
            state: CodeState::Merged { into: CodeIndex::new(2) },
            ..Code::named("common goal")
        },
    ];
    Codebook::new("Ward rounds", "Code whole turns.\nCodes may overlap.", codes)
        .expect("a sound codebook")
}

const FILE: &str = r##"title = "Ward rounds"
rules = """
Code whole turns.
Codes may overlap.
"""

[[code]]
name = "Leadership"
assignable = false

[[code]]
name = "shared vision"
parent = "Leadership"
short = "a common picture of the aim"
definition = """
Staff and leaders name the same aim.
It need not be written.
"""
use_when = """
Someone says what the ward works towards, or that others see the aim as they do.
"""
do_not_use_when = "The aim is named, but not shared: use \"mandate\"."
examples = [
    "We all pull one way.",
    """
One aim,
one team.
""",
]
colour = "#3a7ca5"

[[code]]
name = "mandate"
parent = "Leadership"
examples = ["The chief said so."]
retired = true

[[code]]
name = "common goal"
parent = "Leadership"
merged_into = "shared vision"

[[code]]
name = "Resources"
"##;

#[test]
fn a_codebook_is_written_for_people_to_edit() {
    assert_eq!(to_toml(&book()), FILE);
}

#[test]
fn what_was_written_is_read_back_in_tree_order() {
    let back = from_toml(FILE).expect("a readable file");
    assert_eq!(back, book().sorted());
    assert_eq!(to_toml(&back), FILE);
}

#[test]
fn an_empty_file_is_an_empty_codebook() {
    let empty = Codebook::new("", "", vec![]).expect("a sound codebook");
    assert_eq!(from_toml("").expect("a readable file"), empty);
    assert_eq!(to_toml(&empty), "");
}

#[test]
fn a_parent_may_stand_after_its_child_and_be_spelt_otherwise() {
    let book = from_toml(
        "[[code]]\nname = 'vision'\nparent = 'LEADERSHIP-culture'\n\
         [[code]]\nname = 'Leadership culture'\n",
    )
    .expect("a readable file");
    assert_eq!(book.path(CodeIndex::new(0)), "Leadership culture / vision");
}

#[test]
fn line_ends_byte_order_marks_and_blank_settings_do_not_matter() {
    let crlf = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
    assert_eq!(from_toml(&crlf).expect("a readable file"), book().sorted());
    let blank = "[[code]]\nname = 'a'\nparent = ''\ncolour = ' '\nexamples = ['', ' x ']\n";
    let book = from_toml(blank).expect("a readable file");
    let expect = Code { examples: vec!["x".into()], ..Code::named("a") };
    assert_eq!(book[CodeIndex::new(0)], expect);
}

/// The message and the hint for a file that cannot be read.
#[track_caller]
fn check(input: &str, expect: &str) {
    let error = from_toml(input).expect_err("a mistake");
    let hint = error.hint().map(|hint| format!("\nhint: {hint}")).unwrap_or_default();
    assert_eq!(format!("{error}{hint}"), expect);
}

#[test]
fn unknown_keys_are_refused_with_a_guess() {
    check(
        "[[code]]\nname = 'a'\ndefintion = 'x'\n",
        "line 3, column 1: unknown key `defintion`\nhint: did you mean `definition`?",
    );
    check(
        "[[code]]\nname = 'a'\n  color = 'x'\n",
        "line 3, column 3: unknown key `color`\nhint: did you mean `colour`?",
    );
    check(
        "author = 'x'\n",
        "line 1, column 1: unknown key `author`\nhint: known here: title, rules, code",
    );
}

#[test]
fn the_first_mistake_in_the_file_is_named() {
    check(
        "zebra = 1\napple = 1\n",
        "line 1, column 1: unknown key `zebra`\nhint: known here: title, rules, code",
    );
}

#[test]
fn two_codes_of_one_name_are_refused_with_both_lines() {
    check(
        "[[code]]\nname = 'a b'\n\n[[code]]\nname = 'a b'\n",
        "line 5, column 8: two codes are called `a b`; the first is in line 2\n\
         hint: rename one; case, spaces, hyphens and underscores do not tell names apart",
    );
    check(
        "[[code]]\nname = 'Ä-b'\n\n[[code]]\nname = 'ä  B'\n",
        "line 5, column 8: the names `Ä-b` and `ä B` count as the same; the first is in line 2\n\
         hint: rename one; case, spaces, hyphens and underscores do not tell names apart",
    );
}

#[test]
fn circles_are_refused_by_name() {
    check(
        "code = [\n{name = 'x'},\n{name = 'a', parent = 'c'},\n{name = 'b', parent = 'a'},\n\
         {name = 'c', parent = 'b'},\n{name = 'd', parent = 'c'}]\n",
        "line 3, column 23: codes stand under themselves: `a` under `c` under `b` under `a`\n\
         hint: take the parent away from one of them",
    );
    check(
        "[[code]]\nname = 'a'\nparent = 'a'\n",
        "line 3, column 10: codes stand under themselves: `a` under `a`\n\
         hint: take the parent away from one of them",
    );
    check(
        "code = [{name = 'a', merged_into = 'b'}, {name = 'b', merged_into = 'a'}]\n",
        "line 1, column 36: codes are merged in a circle: `a` into `b` into `a`\n\
         hint: take `merged_into` away from one of them",
    );
}

#[test]
fn codes_that_are_not_there_are_refused_with_a_guess() {
    check(
        "[[code]]\nname = 'Leadership'\n[[code]]\nname = 'a'\nparent = 'Leadrship'\n",
        "line 5, column 10: the parent `Leadrship` of `a` is not in the codebook\n\
         hint: did you mean `Leadership`?",
    );
    check(
        "[[code]]\nname = 'a'\nmerged_into = 'zzz'\n",
        "line 3, column 15: the code `zzz` that `a` was merged into is not in the codebook\n\
         hint: add it as a [[code]] of its own",
    );
}

#[test]
fn values_that_do_not_fit_are_refused() {
    check(
        "[[code]]\nname = 'a'\ncolour = 'a participant said this'\n",
        "line 3, column 10: the colour of `a` is not written as #rrggbb\n\
         hint: write for example \"#3a7ca5\"",
    );
    check(
        "[[code]]\nname = 'a'\nexamples = 'x'\n",
        "line 3, column 12: `examples` is a string where a list of strings belongs",
    );
    check(
        "[[code]]\nname = 'a'\nassignable = 'no'\n",
        "line 3, column 14: `assignable` is a string where true or false belongs",
    );
    check(
        "[code]\nname = 'a'\n",
        "line 1, column 1: `code` is a table where a list of [[code]] tables belongs",
    );
    check(
        "[[code]]\nshort = 'a'\n",
        "line 1, column 1: a code has no `name`\nhint: add a line such as name = \"shared vision\"",
    );
    check(
        "[[code]]\nname = ' -- '\n",
        "line 2, column 8: a code's name holds no letter or digit\nhint: give the code a name",
    );
    check(
        "[[code]]\nname = 'a'\nretired = true\nmerged_into = 'b'\n[[code]]\nname = 'b'\n",
        "line 4, column 15: `a` is both retired and merged\n\
         hint: a merged code is out of use anyway; leave `retired` out",
    );
}

#[test]
fn what_is_not_toml_is_refused_without_repeating_the_line() {
    let error = from_toml("[[code]]\nname = 'a'\nexamples = [\"secret words]\n")
        .expect_err("a mistake");
    assert_eq!(error.place().map(|place| place.line), Some(3));
    assert!(!error.to_string().contains("secret"), "{error}");
}
