use crate::notation::{check, check_remarks, reading};

/// Start, end and label.
type Interval<'a> = (&'a str, &'a str, &'a str);

/// A short file of interval tiers, each a name and its intervals.
fn short(tiers: &[(&str, &[Interval<'_>])]) -> String {
    let mut source = format!(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n10\n<exists>\n{}\n",
        tiers.len()
    );
    for (name, intervals) in tiers {
        source += &format!("\"IntervalTier\"\n\"{name}\"\n0\n10\n{}\n", intervals.len());
        for (start, end, label) in *intervals {
            source += &format!("{start}\n{end}\n\"{label}\"\n");
        }
    }
    source
}

const LONG: &str = r#"File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2.5
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ann"
        xmin = 0
        xmax = 2.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 1
            text = "He said ""hello""
there."
        intervals [2]:
            xmin = 1
            xmax = 2 ! a remark with "quotes"
            text = " "
        intervals [3]:
            xmin = 2
            xmax = 2.5
            text = "Yes."
    item [2]:
        class = "TextTier"
        name = "clicks"
        xmin = 0
        xmax = 2.5
        points: size = 1
        points [1]:
            number = 1.5
            mark = "click"
    item [3]:
        class = "IntervalTier"
        name = "empty"
        xmin = 0
        xmax = 2.5
        intervals: size = 0
    item [4]:
        class = "IntervalTier"
        name = "Bo"
        xmin = 0
        xmax = 2.5
        intervals: size = 1
        intervals [1]:
            xmin = 1
            xmax = 2
            text = "Oh."
"#;

#[test]
fn the_long_layout() {
    check(
        "a.TextGrid",
        LONG,
        "[00:00-00:01] Ann| He said \"hello\" there.\n[00:01-00:02] Bo| Oh.\n[00:02-00:02.500] Ann| Yes.",
    );
    check_remarks("a.TextGrid", LONG, &["point-tiers-left-out"]);
    let wide: Vec<u8> = LONG.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let wide = [&[0xfe, 0xff], &wide[..]].concat();
    check(
        "a.TextGrid",
        wide,
        "[00:00-00:01] Ann| He said \"hello\" there.\n[00:01-00:02] Bo| Oh.\n[00:02-00:02.500] Ann| Yes.",
    );
}

#[test]
fn the_short_layout() {
    let source = short(&[
        ("Ann", &[("0", "1", ""), ("1", "2.25", "Hello.")]),
        ("Bo", &[("0.5", "1", "Hi."), ("1", "10", "sil")]),
    ]);
    check("a.TextGrid", &source, "[00:00.500-00:01] Bo| Hi.\n[00:01-00:02.250] Ann| Hello.");
    check_remarks("a.TextGrid", &source, &[]);
    check("a.txt", &source, "[00:00.500-00:01] Bo| Hi.\n[00:01-00:02.250] Ann| Hello.");
}

#[test]
fn words_and_sounds_beside_utterances_are_left_out() {
    let source = short(&[
        ("Ann", &[("0", "2", "oh no")]),
        ("words", &[("0", "1", "oh"), ("1", "2", "no")]),
        ("phones", &[("0", "1", "o"), ("1", "2", "n")]),
    ]);
    check("a.TextGrid", &source, "[00:00-00:02] Ann| oh no");
    check_remarks("a.TextGrid", &source, &["tiers-left-out"]);
    let left = reading("a.TextGrid", source.as_bytes()).unwrap().diagnostics.remove(0).about;
    assert_eq!(left.as_deref(), Some("words, phones"));
}

#[test]
fn words_alone_are_joined() {
    let source = short(&[
        (
            "word",
            &[("0", "1", "oh"), ("1", "1.5", "sp"), ("1.5", "2", "no"), ("6", "7", "well")],
        ),
        ("phone", &[("0", "1", "o"), ("1", "2", "n")]),
        ("remarks", &[("0", "1", "?")]),
    ]);
    check("a.TextGrid", &source, "[00:00-00:02] ?| oh no\n[00:06-00:07] ?| well");
    check_remarks("a.TextGrid", &source, &["tiers-left-out"]);
}

#[test]
fn words_of_several_speakers_are_turns() {
    check(
        "a.TextGrid",
        short(&[
            ("Ann - words", &[("0", "1", "oh"), ("1", "2", "no"), ("4", "5", "well")]),
            ("Ann - phones", &[("0", "1", "o")]),
            ("Bo - words", &[("2", "3", "yes")]),
        ]),
        "[00:00-00:02] Ann| oh no\n[00:02-00:03] Bo| yes\n[00:04-00:05] Ann| well",
    );
}

#[test]
fn damage_is_told_and_the_rest_is_read() {
    let source = short(&[("Ann", &[("0", "1", "One."), ("1", "2", "Two.")])]);
    let cut = &source[..source.len() - 3];
    check("a.TextGrid", cut, "[00:00-00:01] Ann| One.");
    check_remarks("a.TextGrid", cut, &["line 18: damaged-textgrid"]);
}

#[test]
fn what_is_no_text_grid_is_an_error() {
    let error = |bytes: &[u8]| reading("a.TextGrid", bytes).unwrap_err().to_string();
    assert_eq!(
        error(b"ooBinaryFile\x08TextGrid\0\0\0"),
        "a binary file of Praat cannot be read"
    );
    assert_eq!(
        error(b"File type = \"ooTextFile\"\nObject class = \"PitchTier\"\n\n0\n1\n"),
        "an object of Praat that is no TextGrid cannot be read"
    );
    assert!(error(b"File type = \"ooTextFile\"\n").starts_with("the TextGrid is damaged"));
}

#[test]
fn tiers_of_remarks_do_not_speak() {
    let source = short(&[
        ("Ann", &[("0", "1", "Ja.")]),
        ("Notes", &[("0", "1", "smiles")]),
        ("Ann - translation", &[("0", "1", "Yes.")]),
    ]);
    check("a.TextGrid", &source, "[00:00-00:01] Ann| Ja.");
    check_remarks("a.TextGrid", &source, &["tiers-left-out"]);
    check(
        "a.TextGrid",
        short(&[("notes", &[("0", "1", "smiles")])]),
        "[00:00-00:01] notes| smiles",
    );
}
