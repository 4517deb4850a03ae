use std::collections::BTreeMap;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

const GROUP: &str = "Focus Group 1 - Interview A";

/// How often those who are named speak in the focus group. Once all participants speak.
const SPEAKERS: [(&str, usize); 8] = [
    ("RESEARCHER", 110),
    ("PARTICIPANT 12", 24),
    ("PARTICIPANT 3", 19),
    ("PARTICIPANT 16", 18),
    ("PARTICIPANT 2", 18),
    ("PARTICIPANT 22", 13),
    ("PARTICIPANT 18", 13),
    ("ALL PARTICIPANTS", 1),
];

/// Nineteen interviews and a focus group as PDF.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("interviews-pdf").join("*.pdf")])?;
    let documents = study.documents()?;
    sheet.expect("documents", 20, documents.len());
    let turns = |document: &serde_json::Value| document["turns"].as_u64().unwrap_or(0);
    sheet.expect(
        "documents without turns",
        0,
        documents.iter().filter(|d| turns(d) == 0).count(),
    );
    sheet.told("turns in all", documents.iter().map(turns).sum::<u64>());

    let turns = study.turns(GROUP)?;
    sheet.expect("focus group: turns", 216, turns.len());
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in &turns {
        *found.entry(turn.speaker.as_deref().unwrap_or("nobody")).or_default() += 1;
    }
    for (speaker, expected) in SPEAKERS {
        let number = found.remove(speaker).unwrap_or(0);
        sheet.expect(format!("focus group: turns of {speaker}"), expected, number);
    }
    sheet.expect("focus group: turns of anyone else", 0, found.values().sum::<usize>());
    Ok(())
}
