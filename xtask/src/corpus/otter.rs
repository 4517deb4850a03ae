use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

const EPISODES: [(&str, usize); 3] = [
    ("27-data-structures-and-algorithms", 210),
    ("29-building-a-resume", 93),
    ("62-security", 162),
];

/// How often each one speaks in the last episode.
const SPEAKERS: [(&str, usize); 5] =
    [("Emma", 58), ("Unknown Speaker", 81), ("Sidney", 19), ("Kelly", 3), ("Tailor", 1)];

/// What Otter exports.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("otter-txt/*.md")])?;
    for (name, expected) in EPISODES {
        let turns = study.turns(name)?;
        sheet.expect(format!("{name}: turns"), expected, turns.len());
        let footer = turns.iter().filter(|turn| turn.words.contains("otter.ai")).count();
        sheet.expect(format!("{name}: turns with the footer"), 0, footer);
        if name.starts_with("62") {
            for (speaker, expected) in SPEAKERS {
                let of =
                    |turn: &&super::program::Turn| turn.speaker.as_deref() == Some(speaker);
                let number = turns.iter().filter(of).count();
                sheet.expect(format!("{name}: turns of {speaker}"), expected, number);
            }
        }
    }
    Ok(())
}
