//! Meetings whose transcripts were corrected later. Passages of the raw one are coded, the
//! corrected one takes its place, and every coding has to be somewhere.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::Corpus;
use super::files::{name_in, spaced, within};
use super::program::Study;
use super::sheet::Sheet;
use crate::Result;

const RAW: &str = "transcript.vtt";
const CORRECTED: &str = "transcript_corrected.vtt";
const DOCUMENT: &str = "transcript";

/// A passage of every so many turns is coded.
const EVERY: usize = 20;

/// A passage is as long at least, in characters, so that it is to be found in one place.
const LENGTH: usize = 20;

/// What can become of a coding.
const FATES: [&str; 4] = ["kept", "moved", "changed", "lost"];

/// How many codings came to what.
#[derive(Default)]
struct Sums {
    codings: usize,
    of: [usize; 4],
    /// Codings that are said to be on the same words and are.
    same: usize,
}

pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("zoom-vtt");
    let (mut meetings, mut sound, mut accounted) = (0, 0, 0);
    let mut sums = Sums::default();
    let mut alike = 0;
    for raw in within(&folder)? {
        let meeting = raw.parent().unwrap_or(&folder);
        let corrected = meeting.join(CORRECTED);
        if !raw.ends_with(RAW) || !corrected.exists() {
            continue;
        }
        meetings += 1;
        let name = name_in(&folder, meeting);
        let study = corpus.program.study_of([&raw])?;
        code(&study)?;
        let before = quotes(&study)?;
        if std::fs::read(&raw)? == std::fs::read(&corrected)? {
            alike += 1;
        }
        match replace(&study, &corrected, &before) {
            Ok(found) => {
                accounted += usize::from(found.of.iter().sum::<usize>() == before.len());
                sums.codings += before.len();
                sums.same += found.same;
                for (sum, count) in sums.of.iter_mut().zip(found.of) {
                    *sum += count;
                }
            }
            Err(error) => sheet.told(name.as_str(), error),
        }
        match study.run(["check"]) {
            Ok(_) => sound += 1,
            Err(error) => sheet.told(name.as_str(), error),
        }
    }
    sheet.told("meetings whose correction changed nothing", alike);
    sheet.expect("meetings whose study is sound afterwards", meetings, sound);
    sheet.expect("meetings whose every coding is accounted for", meetings, accounted);
    sheet.told("codings", sums.codings);
    for (fate, count) in FATES.iter().zip(sums.of) {
        sheet.told(format!("codings {fate}"), count);
    }
    let said = sums.of[0] + sums.of[1];
    sheet.expect("codings kept or moved that stand on the same words", said, sums.same);
    Ok(())
}

/// Codes the first sentence of every so manieth turn.
fn code(study: &Study<'_>) -> Result<()> {
    let mut table = "document,quote,code\n".to_owned();
    for turn in study.turns(DOCUMENT)?.iter().step_by(EVERY) {
        let quote = first_sentence(&turn.words).replace('"', "\"\"");
        table += &format!("{DOCUMENT},\"{quote}\",passage\n");
    }
    let file = study.folder().join("codings.csv");
    std::fs::write(&file, table)?;
    let file = file.to_str().ok_or("the folder's name is no text")?;
    study.run(["codings", "import", file, "--coder", "authors", "--new-codes"])?;
    Ok(())
}

/// The sentence that some words begin with, and more of them if it is too short to be found.
fn first_sentence(words: &str) -> &str {
    let ends = words.match_indices(['.', '?', '!']).map(|(at, end)| at + end.len());
    let mut long = ends.filter(|&end| {
        let is_end = words[end..].is_empty() || words[end..].starts_with(' ');
        is_end && words[..end].chars().count() >= LENGTH
    });
    &words[..long.next().unwrap_or(words.len())]
}

/// The words of every coding, white space apart.
fn quotes(study: &Study<'_>) -> Result<BTreeMap<u64, String>> {
    let rows = study.rows(["codings", "list"])?;
    Ok(rows
        .iter()
        .filter_map(|row| Some((row["coding"].as_u64()?, words(row, "quote"))))
        .collect())
}

fn words(row: &Value, key: &str) -> String {
    spaced(row[key].as_str().unwrap_or_default())
}

/// Puts the corrected file in the document's place and looks at what the program says, and at
/// the codings that are there afterwards.
fn replace(
    study: &Study<'_>,
    corrected: &Path,
    before: &BTreeMap<u64, String>,
) -> Result<Sums> {
    let corrected = corrected.to_str().ok_or("the folder's name is no text")?;
    let rows = study.rows(["reimport", DOCUMENT, corrected, "--allow-lost", "--all"])?;
    let after = quotes(study)?;
    let mut sums = Sums::default();
    for row in &rows {
        let fate = FATES.iter().position(|fate| row["outcome"] == *fate);
        let fate = fate.ok_or_else(|| format!("a coding is said to be {}", row["outcome"]))?;
        sums.of[fate] += 1;
        let coding = row["coding"].as_u64().unwrap_or_default();
        let said = words(row, "words_before") == words(row, "words");
        let same = before.get(&coding).is_some_and(|quote| after.get(&coding) == Some(quote));
        if fate < 2 && said && same {
            sums.same += 1;
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_sentence_that_can_be_found() {
        assert_eq!(
            first_sentence("The money was gone by May. So."),
            "The money was gone by May."
        );
        assert_eq!(first_sentence("Yes. It is 3.5 per cent. No."), "Yes. It is 3.5 per cent.");
        assert_eq!(first_sentence("No end"), "No end");
    }
}
