use std::collections::BTreeMap;

use regex::Regex;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// Those in the table who are nobody in particular, and how often they speak.
const PSEUDO: [(&str, usize); 2] = [("Audience", 36), ("CANDIDATES", 47)];

/// A table of debates with a row for each turn.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let file = corpus.path("debates-csv/debate.csv");
    // A row begins with its number and who speaks.
    let row = Regex::new(r#"(?m)^\d+,"([^"]*)","#)?;
    let bytes = std::fs::read(&file)?;
    let source = String::from_utf8_lossy(&bytes);
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for found in row.captures_iter(&source) {
        *known.entry(found.get(1).map_or("", |speaker| speaker.as_str())).or_default() += 1;
    }
    let study = corpus.program.study_of([file])?;
    let turns = study.turns("debate")?;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in &turns {
        *found.entry(turn.speaker.as_deref().unwrap_or("nobody")).or_default() += 1;
    }
    sheet.expect("turns, one for each row", known.values().sum::<usize>(), turns.len());
    sheet.expect("speakers", known.len(), found.len());
    let alike = known.iter().filter(|(name, count)| found.get(*name) == Some(*count)).count();
    sheet.expect("speakers with all their turns", known.len(), alike);
    for (name, expected) in PSEUDO {
        let number = found.get(name).unwrap_or(&0);
        sheet.expect(format!("turns of {name}"), expected, number);
    }
    let applause = turns.iter().filter(|turn| turn.words == "(APPLAUSE)").count();
    sheet.told("turns that are applause alone", applause);
    Ok(())
}
