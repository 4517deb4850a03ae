use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// The turns of each interview.
const INTERVIEWS: [(&str, usize); 4] = [("P1", 94), ("P2", 165), ("P3", 121), ("P4", 109)];

/// Four interviews as PDF, two voices each.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("interviews-pdf-two-voices")])?;
    for (name, turns) in INTERVIEWS {
        sheet.expect(format!("{name}: turns"), turns, study.turns(name)?.len());
        let document = study.document(name)?;
        sheet.expect(format!("{name}: speakers"), 2, &document["speakers"]);
        // The published figure is of another way to count and holds numbers of lines.
        sheet.told(format!("{name}: words by Unicode's rules"), &document["words"]);
    }
    Ok(())
}
