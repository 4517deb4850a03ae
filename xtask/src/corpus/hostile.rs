use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::Corpus;
use super::cost::{measures_memory, of_import};
use super::encodings::decode;
use super::files::{name_in, spaced, within};
use super::sheet::Sheet;
use crate::Result;

/// How long a file may take.
const TIME: Duration = Duration::from_secs(5);

/// How much memory a file may need, in megabytes.
const MEMORY: f64 = 500.0;

/// How long a file is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// The dialogue in many scripts, as it was typed and in two other shapes.
const DIALOGUES: [(&str, &str); 3] = [
    ("unicode_dialogue_utf8.txt", "utf-8"),
    ("unicode_dialogue_nfd.txt", "utf-8"),
    ("unicode_dialogue_utf16le_nobom.txt", "utf-16le"),
];

/// Texts made to break programs, and a dialogue that is hard to cut.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("odd/hostile");
    costs(corpus, sheet, &folder)?;
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("TRUTH.json"))?)?;
    let lines = &truth["unicode_dialogue_utf8.txt"]["lines"];
    for (file, encoding) in DIALOGUES {
        dialogue(corpus, sheet, &folder.join(file), encoding, lines)?;
    }
    Ok(())
}

/// Subtitles that are not as they should be.
pub(super) fn subtitles(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    costs(corpus, sheet, &corpus.path("odd/subtitles"))
}

/// Imports every file of a folder and holds what it cost against what is allowed.
fn costs(corpus: &Corpus, sheet: &mut Sheet, folder: &Path) -> Result<()> {
    let files = within(folder)?;
    let (mut soon, mut small) = (0, 0);
    let mut slowest: (Duration, Option<&PathBuf>) = (Duration::ZERO, None);
    let mut largest: (f64, Option<&PathBuf>) = (0.0, None);
    for file in &files {
        let study = corpus.program.study()?;
        let cost = of_import(&study, file, PATIENCE)?;
        let name = name_in(folder, file);
        if cost.time <= TIME && matches!(cost.exit, Some(0..=2)) {
            soon += 1;
        } else {
            let ended =
                cost.exit.map_or("stopped".to_owned(), |code| format!("ended with {code}"));
            sheet.told(&name, format!("{ended} after {:.1} s", cost.time.as_secs_f64()));
        }
        let peak = cost.peak.unwrap_or_default();
        if peak <= MEMORY {
            small += 1;
        } else {
            sheet.told(&name, format!("{peak:.0} MB"));
        }
        if cost.time > slowest.0 {
            slowest = (cost.time, Some(file));
        }
        if peak > largest.0 {
            largest = (peak, Some(file));
        }
    }
    let within = format!("files read or refused within {} s", TIME.as_secs());
    sheet.expect(within, files.len(), soon);
    let name =
        |file: Option<&PathBuf>| file.map(|file| name_in(folder, file)).unwrap_or_default();
    sheet.told("slowest", format!("{:.2} s: {}", slowest.0.as_secs_f64(), name(slowest.1)));
    let within = format!("files within {MEMORY} MB");
    if measures_memory() {
        sheet.expect(within, files.len(), small);
        sheet.told("largest", format!("{:.0} MB: {}", largest.0, name(largest.1)));
    } else {
        sheet.left_out(within, files.len(), "not measured: there is no /usr/bin/time");
    }
    Ok(())
}

/// Each line of the dialogue is a turn; no letter of it is changed.
fn dialogue(
    corpus: &Corpus,
    sheet: &mut Sheet,
    file: &Path,
    encoding: &str,
    lines: &Value,
) -> Result<()> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let study = corpus.program.study_of([file])?;
    let turns = study.turns(stem)?;
    sheet.expect(format!("{stem}: turns"), lines, turns.len());
    let text = decode(&std::fs::read(file)?, encoding).ok_or("the encoding is not known")?;
    let said = |line: &str| {
        let (speaker, words) = line.split_once([':', '：'])?;
        Some((spaced(speaker), spaced(words)))
    };
    let alike = text
        .lines()
        .filter_map(said)
        .zip(&turns)
        .filter(|(said, turn)| turn.speaker.as_ref() == Some(&said.0) && turn.words == said.1)
        .count();
    sheet.expect(format!("{stem}: turns as they are in the file"), lines, alike);
    Ok(())
}
