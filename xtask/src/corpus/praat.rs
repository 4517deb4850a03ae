use std::collections::BTreeSet;

use encoding_rs::UTF_8;

use super::Corpus;
use super::files::{name_in, with_ending};
use super::program::Turn;
use super::sheet::Sheet;
use super::words::Words;
use crate::Result;

/// Files whose every tier of intervals is somebody who speaks, by the beginning of the name.
/// In the others tiers hold words or sounds, which are joined.
const VOICES: [&str; 7] = [
    "61-70968-0000",
    "all_tiers_have_the_same_name",
    "michaelandsickmichael",
    "multilingual_ipa",
    "short_segments",
    "textgrid_to_merge",
    "vietnamese",
];

/// A tier, and what is written in its intervals that are not empty.
#[derive(Debug, PartialEq, Eq)]
struct Tier {
    name: String,
    marks: Vec<String>,
}

/// TextGrids, long and short, in several encodings.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("praat-textgrid");
    let files = with_ending(&folder, "TextGrid")?;
    let (study, read) = corpus.program.read(&files)?;
    let (mut voices, mut known, mut found, mut as_known) = (0, 0, 0, 0);
    let (mut refused, mut silent, mut added) = (0, 0, 0);
    for (file, read) in files.iter().zip(&read) {
        let name = name_in(&folder, file);
        let bytes = std::fs::read(file)?;
        // A mark of the byte order is heeded.
        let (source, _, _) = UTF_8.decode(&bytes);
        let tiers = tiers(&source).ok_or_else(|| format!("{name} is no TextGrid"))?;
        let Some(document) = &read.document else {
            // A grid without a word may well be refused.
            if tiers.iter().any(|tier| !tier.marks.is_empty()) {
                refused += 1;
                sheet.told(name, format!("refused: {}", read.remarks()));
            }
            continue;
        };
        let turns = study.turns(document)?;
        silent += turns.iter().filter(|turn| turn.words.is_empty()).count();
        let marks: Vec<&str> =
            tiers.iter().flat_map(|tier| &tier.marks).map(String::as_str).collect();
        let words: Vec<&str> = turns.iter().map(|turn| turn.words.as_str()).collect();
        let beyond = Words::of(&words.join("\n"))?.beyond(&Words::of(&marks.join("\n"))?);
        if beyond > 0 {
            sheet.told(&name, format!("{beyond} words that stand in no interval"));
        }
        added += beyond;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        if VOICES.iter().any(|beginning| stem.starts_with(beginning)) {
            voices += 1;
            known += marks.len();
            found += turns.len();
            if said(&turns) == written(&tiers) {
                as_known += 1;
            } else {
                let figures = format!("{} intervals and {} turns", marks.len(), turns.len());
                sheet.told(name, figures);
            }
        }
    }
    sheet.expect("files with words refused", 0, refused);
    sheet.expect("turns without words", 0, silent);
    sheet.expect("words that stand in no interval", 0, added);
    sheet.expect("files of voices: turns, one for each interval with words", known, found);
    sheet.expect("files of voices: the same words from the same tiers", voices, as_known);
    Ok(())
}

type Speech = (String, BTreeSet<String>, usize);

/// Who speaks by a file's tiers, and what.
fn written(tiers: &[Tier]) -> Vec<Speech> {
    let mut speech: Vec<Speech> = Vec::new();
    for tier in tiers {
        for mark in &tier.marks {
            add(&mut speech, &tier.name, super::files::spaced(mark));
        }
    }
    speech.sort();
    speech
}

/// Who speaks by the program, and what.
fn said(turns: &[Turn]) -> Vec<Speech> {
    let mut speech: Vec<Speech> = Vec::new();
    for turn in turns {
        add(&mut speech, turn.speaker.as_deref().unwrap_or_default(), turn.words.clone());
    }
    speech.sort();
    speech
}

fn add(speech: &mut Vec<Speech>, speaker: &str, words: String) {
    match speech.iter_mut().find(|(known, _, _)| known == speaker) {
        Some((_, said, count)) => {
            said.insert(words);
            *count += 1;
        }
        None => speech.push((speaker.to_owned(), BTreeSet::from([words]), 1)),
    }
}

/// The tiers of intervals. Praat takes only those numbers and strings of a file that stand
/// free, so that the two layouts are one.
fn tiers(source: &str) -> Option<Vec<Tier>> {
    let mut free = free(source).into_iter().skip(2);
    let mut tiers = Vec::new();
    let [_, _] = [number(&mut free)?, number(&mut free)?];
    for _ in 0..number(&mut free).unwrap_or(0.0) as usize {
        let is_intervals = string(&mut free)? == "IntervalTier";
        let name = string(&mut free)?;
        let [_, _, count] = [number(&mut free)?, number(&mut free)?, number(&mut free)?];
        let mut marks = Vec::new();
        for _ in 0..count as usize {
            number(&mut free)?;
            if is_intervals {
                number(&mut free)?;
            }
            marks.push(string(&mut free)?);
        }
        if is_intervals {
            marks.retain(|mark| !mark.trim().is_empty());
            tiers.push(Tier { name, marks });
        }
    }
    Some(tiers)
}

enum Free {
    Number(f64),
    String(String),
}

fn number(free: &mut impl Iterator<Item = Free>) -> Option<f64> {
    match free.next()? {
        Free::Number(number) => Some(number),
        Free::String(_) => None,
    }
}

fn string(free: &mut impl Iterator<Item = Free>) -> Option<String> {
    match free.next()? {
        Free::String(string) => Some(string),
        Free::Number(_) => None,
    }
}

fn free(source: &str) -> Vec<Free> {
    let mut free = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let mut string = String::new();
            rest = &rest[1..];
            while let Some((before, after)) = rest.split_once('"') {
                string.push_str(before);
                rest = after;
                // A doubled quote is one in the string.
                let Some(after) = rest.strip_prefix('"') else { break };
                string.push('"');
                rest = after;
            }
            free.push(Free::String(string));
        } else {
            let (word, after) =
                rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            free.extend(word.parse().ok().map(Free::Number));
            rest = after;
        }
        rest = rest.trim_start();
    }
    free
}

#[cfg(test)]
mod tests {
    use super::{Tier, tiers};

    #[test]
    fn both_layouts() {
        let tier = |name: &str, marks: &[&str]| Tier {
            name: name.to_owned(),
            marks: marks.iter().map(|&mark| mark.to_owned()).collect(),
        };
        let short = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n2\n<exists>\n2\n\
                     \"IntervalTier\"\n\"Ann\"\n0\n2\n2\n0\n1\n\"a \"\"b\"\"\"\n1\n2\n\" \"\n\
                     \"TextTier\"\n\"clicks\"\n0\n2\n1\n1\n\"x\"\n";
        assert_eq!(tiers(short), Some(vec![tier("Ann", &["a \"b\""])]));
        let long = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\n\
                    xmax = 2\ntiers? <exists>\nsize = 1\nitem []:\n    item [1]:\n\
                    class = \"IntervalTier\"\nname = \"Bo\"\nxmin = 0\nxmax = 2\n\
                    intervals: size = 1\nintervals [1]:\nxmin = 0\nxmax = 2\ntext = \"c\"\n";
        assert_eq!(tiers(long), Some(vec![tier("Bo", &["c"])]));
        assert_eq!(tiers("File type = \"ooTextFile\""), None);
    }
}
