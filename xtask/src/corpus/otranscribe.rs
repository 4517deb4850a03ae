use regex::Regex;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

const FOLDER: &str = "otranscribe/formatters/otranscribe/data";

/// A transcript that oTranscribe wrote, and what another reader made of it.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path(FOLDER);
    let study = corpus.program.study_of([folder.join("input_otr.otr")])?;
    // Where the text is broken into lines is left open; no other character is.
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let known = std::fs::read_to_string(folder.join("expected_base.txt"))?;
    let found = study.text("input_otr")?;
    sheet.expect(
        "characters, white space apart",
        solid(&known).chars().count(),
        solid(&found).chars().count(),
    );
    sheet.judged("the text", "as known", as_known(solid(&known) == solid(&found)), {
        solid(&known) == solid(&found)
    });

    // The moments are written in microseconds.
    let spans =
        std::fs::read_to_string(folder.join("expected_transcription_time_span_layer.yml"))?;
    let moments = Regex::new(r"time_span:\s+start: (\d+)\d{6}\s")?;
    let known: Vec<u64> =
        moments.captures_iter(&spans).filter_map(|found| found[1].parse().ok()).collect();
    let turns = study.turns("input_otr")?;
    if turns.is_empty() {
        sheet.left_out("moments", known.len(), "nobody is named, so there is no turn to time");
    } else {
        let found: Vec<u64> = turns.iter().filter_map(|turn| turn.start).collect();
        let alike = known.iter().filter(|moment| found.contains(moment)).count();
        sheet.expect("moments", known.len(), alike);
    }
    Ok(())
}

fn as_known(is_so: bool) -> &'static str {
    if is_so { "as known" } else { "another" }
}
