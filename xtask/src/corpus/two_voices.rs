use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// Words and turns of each interview.
const INTERVIEWS: [(&str, u64, u64); 4] =
    [("P1", 3_104, 94), ("P2", 5_003, 165), ("P3", 4_143, 121), ("P4", 4_968, 109)];

/// Four interviews as PDF, two voices each.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("interviews-pdf-two-voices")])?;
    for (name, words, turns) in INTERVIEWS {
        let found = study.turns(name)?;
        let said: u64 = found.iter().map(|turn| turn.words.split(' ').count() as u64).sum();
        sheet.expect(format!("{name}: turns"), turns, found.len());
        // The known number counts the words between spaces, with the names of those who speak.
        sheet.expect(format!("{name}: words with names"), words, said + found.len() as u64);
        let document = study.document(name)?;
        sheet.expect(format!("{name}: speakers"), 2, &document["speakers"]);
    }
    Ok(())
}
