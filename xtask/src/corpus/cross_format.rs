use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Corpus;
use super::files::{spaced, within};
use super::program::Turn;
use super::sheet::Sheet;
use crate::Result;

/// The layouts of the one transcript, and whether they have times.
const FILES: [(&str, bool); 12] = [
    ("zoom.vtt", true),
    ("teams_v.vtt", true),
    ("otter.srt", true),
    ("otter.txt", true),
    ("rows.csv", true),
    ("colon_bold.docx", false),
    ("colon.pdf", false),
    ("colon.odt", false),
    ("colon.rtf", false),
    ("rows.xlsx", true),
    ("otranscribe.otr", true),
    ("whisper_diarized.json", true),
];

/// One transcript in many layouts: all have to give the same.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("cross-format");
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("TRUTH.json"))?)?;
    let truth: Vec<Turn> =
        truth["turns"].as_array().ok_or("the truth has no turns")?.iter().map(known).collect();
    // Beside them lies only what is known of them.
    sheet.expect("layouts in the folder", FILES.len(), within(&folder)?.len() - 1);
    for (file, timed) in FILES {
        let expected = format!("{0} of {0} turns alike", truth.len());
        let path = Path::new(file);
        let study = corpus.program.study_of([folder.join(file)])?;
        if study.documents()?.is_empty() {
            sheet.expect(file, expected, "not read");
            continue;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let turns = study.turns(stem)?;
        let said = |turn: &Turn| (turn.speaker.clone(), turn.words.clone());
        let alike = alike(truth.iter().map(said), turns.iter().map(said));
        sheet.expect(file, expected, format!("{alike} of {} turns alike", turns.len()));
        let count =
            |turns: &[Turn]| turns.iter().map(|t| t.words.split(' ').count()).sum::<usize>();
        sheet.expect(format!("{file}: words"), count(&truth), count(&turns));
        if timed {
            let starts =
                |turns: &[Turn]| turns.iter().filter_map(|t| t.start).collect::<Vec<_>>();
            let (expected, found) = (starts(&truth), starts(&turns));
            let alike = expected.iter().zip(&found).filter(|(a, b)| a == b).count();
            sheet.expect(format!("{file}: times"), expected.len(), alike);
        }
    }
    Ok(())
}

fn known(turn: &Value) -> Turn {
    let words = turn["text"].as_str().unwrap_or_default();
    Turn {
        speaker: turn["speaker"].as_str().map(str::to_owned),
        start: turn["start"].as_f64().map(|seconds| seconds as u64),
        words: spaced(words),
    }
}

/// How many of some things are among others, each counted as often as it is in both.
fn alike<T: Ord>(a: impl Iterator<Item = T>, b: impl Iterator<Item = T>) -> usize {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    a.for_each(|thing| *counts.entry(thing).or_default() += 1);
    b.filter(|thing| match counts.get_mut(thing) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    })
    .count()
}
