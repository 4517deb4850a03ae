use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// Recordings of public meetings, as Zoom writes them.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("zoom-vtt");
    let one = folder.join("acdc/2026-02-05_174/transcript.vtt");
    let study = corpus.program.study_of([one])?;
    let document = study.document("transcript")?;
    sheet.expect("acdc 174: speakers", 15, &document["speakers"]);
    let turns = study.turns("transcript")?;
    sheet.told("acdc 174: turns out of 348 cues", turns.len());
    let nobody = turns.iter().filter(|turn| turn.speaker.is_none()).count();
    sheet.expect("acdc 174: turns of nobody", 0, nobody);
    let timed = turns.iter().filter(|turn| turn.start.is_some()).count();
    sheet.expect("acdc 174: turns with a time", turns.len(), timed);

    let study = corpus.program.study_of([folder.join("acdc/*/transcript.vtt")])?;
    let documents = study.documents()?;
    sheet.expect("meetings", 12, documents.len());
    let mut nobody = 0;
    for document in &documents {
        let name = document["document"].as_str().unwrap_or_default();
        nobody += study.turns(name)?.iter().filter(|turn| turn.speaker.is_none()).count();
    }
    sheet.expect("all meetings: turns of nobody", 0, nobody);
    Ok(())
}
