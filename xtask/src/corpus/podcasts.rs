use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

const EPISODES: [(&str, usize, u64); 2] =
    [("changelog--friends-72", 609, 6), ("brain-science-27", 70, 2)];

/// Turns that begin with a name and words on the same line: `**Name:** words`.
const LABELLED: u64 = 8_484;

/// Turns whose words stand below the name.
const BELOW: u64 = 34;

/// A name with the colon outside: `**Name**: words`. The breaks written so are counted above.
const OUTSIDE: u64 = 1;

/// Edited interviews in Markdown.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("podcast-markdown/*/*.md")])?;
    let documents = study.documents()?;
    sheet.expect("episodes", 52, documents.len());
    let sum = |key: &str| documents.iter().map(|d| d[key].as_u64().unwrap_or(0)).sum::<u64>();
    sheet.expect("turns", LABELLED + BELOW + OUTSIDE, sum("turns"));
    sheet.told("words by Unicode's rules (502,503 between spaces)", sum("words"));
    for (name, turns, speakers) in EPISODES {
        sheet.expect(format!("{name}: turns"), turns, study.turns(name)?.len());
        sheet.expect(format!("{name}: speakers"), speakers, &study.document(name)?["speakers"]);
    }
    Ok(())
}
