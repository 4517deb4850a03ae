//! Reads real transcripts in the layouts that they really have, and checks what is known of
//! them.
//!
//! The material is in the folder that `THEMATA_CORPUS` names, by default the folder `corpus`
//! of the shared material beside the workspace. It is not part of this repository: where it
//! is absent the tests say so and do nothing. They stand in this crate because some of the
//! material is PDF.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use themata_ingest::{Error, Format, Options, Reading, Source, Transcript, read};

/// The folder, or `None` where there is none at the place of last resort.
#[expect(clippy::print_stderr, reason = "a test that did nothing has to say so")]
fn corpus(folder: &str) -> Option<PathBuf> {
    let named = std::env::var_os("THEMATA_CORPUS").map(PathBuf::from);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let all = named.clone().unwrap_or_else(|| workspace.join("../shared/corpus"));
    let folder = all.join(folder);
    if named.is_none() && !folder.exists() {
        eprintln!("left out: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

fn read_file(file: &Path) -> Result<Reading, Error> {
    let name = file.file_name().and_then(|name| name.to_str()).expect("a file has a name");
    let bytes = fs::read(file).expect("a file of the corpus can be read");
    read(Source { name, bytes: &bytes }, &Options::default(), &themata_pdf::pages)
}

#[track_caller]
fn transcript(file: &Path) -> Transcript {
    let reading = read_file(file).expect("a file of the corpus is a source");
    let document = reading.documents.into_iter().next().expect("a source holds a document");
    check_promises(&document.transcript);
    document.transcript
}

/// Checks what every transcript promises.
#[track_caller]
fn check_promises(transcript: &Transcript) {
    let length =
        u32::try_from(transcript.text.chars().count()).expect("a text is not that long");
    let mut end = 0;
    for turn in &transcript.turns {
        assert!(turn.span.start() >= end && !turn.span.is_empty());
        end = turn.span.end();
        assert!(turn.speaker.is_none_or(|at| (at as usize) < transcript.speakers.len()));
    }
    assert!(end <= length);
    assert!(
        transcript.time_marks.iter().all(|mark| mark.at.is_empty() && mark.at.end() <= length)
    );
    let blank = transcript.text.split('\n').any(|paragraph| paragraph.trim().is_empty());
    assert!(!blank || transcript.text.is_empty(), "no paragraph is blank");
    for (_, words) in transcript.spoken() {
        assert_eq!(words, words.trim());
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the corpus can be listed") {
            let path = entry.expect("an entry of the corpus can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if extension.is_empty() || path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn turns_by_speaker(transcript: &Transcript) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for turn in &transcript.turns {
        *counts.entry(transcript.speaker_of(turn).unwrap_or("?")).or_insert(0) += 1;
    }
    counts
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn interviews_in_pdf() {
    let Some(folder) = corpus("interviews-pdf") else { return };
    let files = files(&folder, "pdf");
    assert_eq!(files.len(), 20);
    let (mut turns, mut texts) = (0, String::new());
    for file in &files {
        let transcript = transcript(file);
        let counts = turns_by_speaker(&transcript);
        let researcher = counts.get("RESEARCHER").copied().unwrap_or(0);
        assert!(researcher * 4 > transcript.turns.len(), "{}: {counts:?}", file.display());
        assert!(transcript.turns.iter().all(|turn| turn.start_ms.is_some()));
        if file.ends_with("Focus Group 1 - Interview A.pdf") {
            let expect = BTreeMap::from([
                ("ALL PARTICIPANTS", 1),
                ("PARTICIPANT 12", 24),
                ("PARTICIPANT 16", 18),
                ("PARTICIPANT 18", 13),
                ("PARTICIPANT 2", 18),
                ("PARTICIPANT 22", 13),
                ("PARTICIPANT 3", 19),
                ("RESEARCHER", 110),
            ]);
            assert_eq!((transcript.turns.len(), counts), (216, expect));
        }
        turns += transcript.turns.len();
        texts.push_str(&fold(&transcript.text));
        texts.push('\n');
    }
    // The lines of all twenty files that are headers in the text that poppler finds in them.
    assert_eq!(turns, 1_939);

    // What researchers quoted and coded is found word for word, as far as they changed nothing.
    let table =
        fs::read_to_string(folder.join("coded-quotes.csv")).expect("the sheet is there");
    let mut quotes: Vec<String> = quoted_cells(&table);
    quotes.sort();
    quotes.dedup();
    let found = quotes.iter().filter(|quote| texts.contains(quote.as_str())).count();
    assert!(found >= 103, "{found} of {} quotes", quotes.len());
}

/// The quotes of the sheet, folded: its third column.
fn quoted_cells(table: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in table.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                cells.extend(row.get(2).map(|quote: &String| fold(quote)));
                row.clear();
            }
            c => cell.push(c),
        }
    }
    cells.into_iter().skip(1).filter(|quote| quote.len() > 20).collect()
}

/// A text in lower case without punctuation and with one space between words.
fn fold(text: &str) -> String {
    let letters: String =
        text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[test]
fn two_voices_in_pdf() {
    let Some(folder) = corpus("interviews-pdf-two-voices") else { return };
    // Of the words that the README counts, these are said. The rest are names, the numbers of
    // paragraphs, and numbers of pages that stand apart from those of paragraphs.
    for (name, turns, spoken) in
        [("P1", 94, 2_909), ("P2", 165, 4_663), ("P3", 121, 3_893), ("P4", 109, 4_742)]
    {
        let transcript = transcript(&folder.join(format!("{name}.pdf")));
        assert_eq!(transcript.turns.len(), turns, "{name}");
        let names: Vec<&str> = transcript.speakers.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["Dan", "Participant"], "{name}");
        assert!(transcript.text.starts_with("Interview\n"), "{:?}", &transcript.text[..20]);
        let found: usize = transcript.spoken().map(|(_, said)| words(said)).sum();
        assert_eq!(found, spoken, "{name}");
    }
}

#[test]
fn meetings_in_vtt() {
    let Some(folder) = corpus("zoom-vtt/acdc") else { return };
    let files = files(&folder, "vtt");
    assert_eq!(files.len(), 24);
    for file in files {
        let transcript = transcript(&file);
        assert!(
            transcript.turns.iter().all(|turn| turn.speaker.is_some()),
            "{}",
            file.display()
        );
    }
    let meeting = transcript(&folder.join("2026-02-05_174/transcript.vtt"));
    assert_eq!(meeting.time_marks.len(), 348);
    assert_eq!(meeting.speakers.len(), 15);
    assert_eq!(meeting.turns.len(), 93);
    let end = meeting.turns.iter().filter_map(|turn| turn.end_ms).max();
    assert_eq!(end, Some(((52 * 60) + 15) * 1000 + 410));
}

#[test]
fn podcasts_in_markdown() {
    let Some(folder) = corpus("podcast-markdown") else { return };
    let (mut episodes, mut turns, mut all_words) = (0, 0, 0);
    for file in files(&folder, "md") {
        all_words += words(&fs::read_to_string(&file).expect("an episode is UTF-8"));
        if file.ends_with("CONTRIBUTING.md") {
            continue;
        }
        let transcript = transcript(&file);
        episodes += 1;
        turns += transcript.turns.len();
    }
    assert_eq!((episodes, all_words), (52, 502_503));
    // The 8,484 names that have words behind them, and 35 of the 62 that stand alone: the
    // other 27 are followed by another name, and what nobody says is no turn.
    assert_eq!(turns, 8_519);
    let friends = transcript(&folder.join("friends/changelog--friends-72.md"));
    assert_eq!((friends.turns.len(), friends.speakers.len()), (609, 6));
    let brain = transcript(&folder.join("brainscience/brain-science-27.md"));
    assert_eq!((brain.turns.len(), brain.speakers.len()), (70, 2));
}

#[test]
fn otter_in_text() {
    let Some(folder) = corpus("otter-txt") else { return };
    for (name, turns) in [
        ("27-data-structures-and-algorithms.md", 210),
        ("29-building-a-resume.md", 93),
        ("62-security.md", 162),
    ] {
        let transcript = transcript(&folder.join(name));
        assert_eq!(transcript.turns.len(), turns, "{name}");
        assert!(transcript.text.ends_with("\nTranscribed by https://otter.ai"), "{name}");
        let last = transcript.turns.last().map(|turn| turn.span.end() as usize);
        assert!(last < Some(transcript.text.chars().count()), "{name}");
    }
}

#[test]
fn one_transcript_in_many_formats() {
    let Some(folder) = corpus("cross-format") else { return };
    let truth = fs::read(folder.join("TRUTH.json")).expect("the truth is there");
    let truth: Value = serde_json::from_slice(&truth).expect("the truth is JSON");
    let turns = truth["turns"].as_array().expect("the truth has turns");
    let text = |value: &Value| value.as_str().map(str::to_owned).unwrap_or_default();
    let expect: Vec<(String, String)> =
        turns.iter().map(|turn| (text(&turn["speaker"]), text(&turn["text"]))).collect();
    let starts: Vec<Option<u64>> =
        turns.iter().map(|turn| turn["start"].as_u64().map(|seconds| seconds * 1000)).collect();
    for (name, format, timed) in [
        ("zoom.vtt", Format::Vtt, true),
        ("teams_v.vtt", Format::Vtt, true),
        ("otter.srt", Format::Srt, true),
        ("otter.txt", Format::Txt, true),
        ("rows.csv", Format::Csv, true),
        ("colon_bold.docx", Format::Docx, false),
        ("colon.pdf", Format::Pdf, false),
    ] {
        let reading = read_file(&folder.join(name)).expect("the format is known");
        assert_eq!(reading.format, format, "{name}");
        let transcript = &reading.documents[0].transcript;
        let found: Vec<(String, String)> = transcript
            .spoken()
            .map(|(turn, words)| {
                let speaker = transcript.speaker_of(turn).unwrap_or_default();
                (speaker.to_owned(), words.to_owned())
            })
            .collect();
        assert_eq!(found.len(), 162, "{name}");
        for (found, expect) in found.iter().zip(&expect) {
            assert_eq!(found.0, expect.0, "{name}");
            assert_eq!(without_ligatures(&found.1), without_ligatures(&expect.1), "{name}");
        }
        assert_eq!(found.iter().map(|(_, said)| words(said)).sum::<usize>(), 9_158, "{name}");
        if timed {
            let found: Vec<Option<u64>> =
                transcript.turns.iter().map(|turn| turn.start_ms).collect();
            assert_eq!(found, starts, "{name}");
        }
    }
}

/// A PDF may show two letters as one character, and nothing says which was typed.
fn without_ligatures(text: &str) -> String {
    text.replace('ﬀ', "ff").replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬃ', "ffi")
}

#[test]
fn odd_and_hostile_files_end_in_a_result_or_an_error_with_a_hint() {
    let Some(folder) = corpus("odd") else { return };
    for file in files(&folder, "") {
        match read_file(&file) {
            Ok(reading) => check_promises(&reading.documents[0].transcript),
            Err(error) => assert!(error.hint().is_some(), "{}: {error}", file.display()),
        }
    }
}

#[test]
fn one_dialogue_in_many_scripts() {
    let Some(folder) = corpus("odd/hostile") else { return };
    for name in [
        "unicode_dialogue_utf8.txt",
        "unicode_dialogue_nfd.txt",
        "unicode_dialogue_utf16le_nobom.txt",
    ] {
        let transcript = transcript(&folder.join(name));
        assert_eq!(transcript.turns.len(), 14, "{name}");
        assert_eq!(transcript.speakers.len(), 14, "{name}");
    }
    let mixed = transcript(&folder.join("mixed_line_endings.txt"));
    assert_eq!(mixed.turns.len(), 7);
}

/// The name of a folder or file says which encoding its texts are in.
#[test]
fn encodings_are_found() {
    let Some(folder) = corpus("odd/encodings/chardet") else { return };
    let (mut right, mut all) = (0, 0);
    for file in files(&folder, "txt").into_iter().chain(files(&folder, "srt")) {
        let folder = file.parent().and_then(|folder| folder.file_name()?.to_str());
        let folder = folder.expect("a text is in a folder").to_lowercase();
        let found = read_file(&file).expect("a text is a source").encoding;
        let found = found.expect("a text has an encoding").to_lowercase();
        all += 1;
        right += usize::from(folder.starts_with(&found) || found.starts_with(&folder));
    }
    assert_eq!((right, all), (39, 39));
}

/// Word documents hold the words that pandoc finds in them.
#[test]
fn word_documents_hold_their_words() {
    let Some(folder) = corpus("odd/docx-pandoc") else { return };
    let (mut both, mut expected, mut found) = (0, 0, 0);
    for file in files(&folder, "docx") {
        let natives = ["_accept.native", ".native"].map(|end| {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            file.with_file_name(format!("{stem}{end}"))
        });
        let Some(native) = natives.iter().find(|native| native.exists()) else { continue };
        let native = native_words(&fs::read_to_string(native).expect("a fixture is UTF-8"));
        let ours = counted(fold(&transcript(&file).text).split(' '));
        expected += native.values().sum::<usize>();
        found += ours.values().sum::<usize>();
        both +=
            native.iter().map(|(word, n)| n.min(ours.get(word).unwrap_or(&0))).sum::<usize>();
    }
    let (recall, precision) = (both as f64 / expected as f64, both as f64 / found as f64);
    assert!(recall > 0.97 && precision > 0.99, "recall {recall:.4}, precision {precision:.4}");
}

/// The words of a document in pandoc's native notation: the strings behind `Str` and the
/// kinds of formula, and the last string behind `Code`. Other names than those of inline
/// markup divide words.
fn native_words(native: &str) -> BTreeMap<String, usize> {
    const INLINE: [&str; 14] = [
        "Str",
        "Code",
        "Emph",
        "Strong",
        "Span",
        "Link",
        "Quoted",
        "SmallCaps",
        "Underline",
        "Superscript",
        "Subscript",
        "Strikeout",
        "DoubleQuote",
        "SingleQuote",
    ];
    let mut text = String::new();
    let (mut name, mut depth) = (String::new(), 0i32);
    let mut chars = native.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let literal = literal(&mut chars);
                let is_code = name.starts_with("Code") && depth == 0;
                if is_code || matches!(name.as_str(), "Str" | "InlineMath" | "DisplayMath") {
                    text.push_str(&literal);
                    name.clear();
                }
            }
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            c if c.is_ascii_alphabetic() => {
                name = c.to_string();
                while let Some(c) = chars.next_if(|c| c.is_ascii_alphanumeric()) {
                    name.push(c);
                }
                depth = 0;
                if !INLINE.contains(&name.as_str()) {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    counted(fold(&text).split(' '))
}

/// A string behind its opening mark: `\233` is a character, `\&` is nothing.
fn literal(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut literal = String::new();
    while let Some(c) = chars.next().filter(|&c| c != '"') {
        if c != '\\' {
            literal.push(c);
            continue;
        }
        let mut code = 0;
        while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
            code = code * 10 + digit;
            chars.next();
        }
        match char::from_u32(code).filter(|_| code > 0) {
            Some(c) => literal.push(c),
            None => match chars.next() {
                Some('&') | None => {}
                Some('n' | 't') => literal.push(' '),
                Some(c) => literal.push(c),
            },
        }
    }
    literal
}

fn counted<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_insert(0) += 1;
    }
    counts
}
