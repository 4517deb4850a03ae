use std::collections::BTreeSet;

use regex::Regex;

use super::Corpus;
use super::files::{name_in, with_ending};
use super::sheet::Sheet;
use super::words::Words;
use crate::Result;

/// What is said in a CHAT file, found by its lines alone: `*CHI:` and the lines that go on.
struct Said {
    turns: usize,
    speakers: BTreeSet<String>,
    text: String,
}

/// CHAT transcripts: each main line is a turn, and what hangs on it is no speech.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("chat-cha");
    let files = with_ending(&folder, "cha")?;
    let (study, read) = corpus.program.read(&files)?;
    let (mut known, mut found, mut as_known, mut refused) = (0, 0, 0, 0);
    let (mut lost, mut added, mut words) = (0, 0, 0);
    for (file, read) in files.iter().zip(&read) {
        let said = said(&std::fs::read_to_string(file)?)?;
        known += said.turns;
        let Some(document) = &read.document else {
            // A file in which nobody speaks may well be refused.
            if said.turns == 0 {
                as_known += 1;
            } else {
                refused += 1;
                let figure = format!("refused: {}", read.remarks());
                sheet.told(name_in(&folder, file), figure);
            }
            continue;
        };
        let turns = study.turns(document)?;
        found += turns.len();
        let speakers: BTreeSet<&String> =
            turns.iter().filter_map(|turn| turn.speaker.as_ref()).collect();
        if (turns.len(), speakers.len()) == (said.turns, said.speakers.len()) {
            as_known += 1;
        } else {
            let figures = format!(
                "{} turns of {} speakers, and {} of {} found",
                said.turns,
                said.speakers.len(),
                turns.len(),
                speakers.len()
            );
            sheet.told(name_in(&folder, file), figures);
        }
        let all: Vec<&str> = turns.iter().map(|turn| turn.words.as_str()).collect();
        let (truth, shown) = (Words::of(&said.text)?, Words::of(&all.join("\n"))?);
        words += truth.count();
        let (missing, others) = (truth.beyond(&shown), shown.beyond(&truth));
        if missing + others > 0 {
            let figures = format!("{missing} words missing, {others} from elsewhere");
            sheet.told(name_in(&folder, file), figures);
        }
        lost += missing;
        added += others;
    }
    sheet.expect("files with speech refused", 0, refused);
    sheet.expect("turns", known, found);
    sheet.expect("files with their turns and speakers", files.len(), as_known);
    sheet.told("words on main lines", words);
    sheet.expect("words of main lines that are missing", 0, lost);
    sheet.expect("words from elsewhere (%mor, %gra and the like)", 0, added);
    Ok(())
}

fn said(source: &str) -> Result<Said> {
    // A moment of the recording stands between two control characters. Others say what is
    // underlined, in the middle of a word perhaps.
    let moment = Regex::new(r"\x15[^\x15]*\x15")?;
    let mut said = Said { turns: 0, speakers: BTreeSet::new(), text: String::new() };
    let mut is_main = false;
    for line in source.lines() {
        let mut words = line;
        if !line.starts_with('\t') {
            is_main = line.starts_with('*');
            if let (true, Some((speaker, rest))) = (is_main, line.split_once(':')) {
                said.turns += 1;
                said.speakers.insert(speaker.to_owned());
                words = rest;
            }
        }
        if is_main {
            let words = moment.replace_all(words, " ");
            said.text.extend(words.chars().filter(|&c| c == '\t' || !c.is_control()));
            said.text.push('\n');
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn main_lines_and_those_that_go_on() {
        let said = said(
            "@Begin\n*CHI:\tm\u{2}\u{1}ore\n\tcookie . \u{15}0_15\u{15}\n%mor:\tadv|more\n\tn|cookie\n\
             *MOT:\tno .\n@End\n",
        )
        .unwrap();
        assert_eq!((said.turns, said.speakers.len()), (2, 2));
        assert_eq!(said.text, "\tmore\n\tcookie .  \n\tno .\n");
    }
}
