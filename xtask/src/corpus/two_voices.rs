use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// Numbered paragraphs of each interview, and how many of them hold a second turn.
const INTERVIEWS: [(&str, usize, usize); 4] =
    [("P1", 94, 0), ("P2", 165, 0), ("P3", 121, 1), ("P4", 109, 2)];

/// Four interviews as PDF, two voices each.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("interviews-pdf-two-voices")])?;
    for (name, paragraphs, second) in INTERVIEWS {
        sheet.expect(format!("{name}: turns"), paragraphs + second, study.turns(name)?.len());
        let document = study.document(name)?;
        sheet.expect(format!("{name}: speakers"), 2, &document["speakers"]);
        // The published figure is of another way to count and holds numbers of lines.
        sheet.told(format!("{name}: words by Unicode's rules"), &document["words"]);
    }
    Ok(())
}
