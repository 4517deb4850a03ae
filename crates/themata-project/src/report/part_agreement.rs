use themata_analysis::{AgreementUnit, AgreementUniverse, agreement};
use themata_report::{Exhibit, Part};

use super::Material;
use crate::Failure;
use crate::names::{count, list};

/// How far the coders agreed, on turns: where a passage begins and ends is a matter of
/// habit, and whether a turn speaks of something is not.
pub(super) fn part(material: &Material<'_>) -> Result<Part, Failure> {
    let Material { study, compared, transcripts, .. } = material;
    let unit = match transcripts.values().any(|transcript| !transcript.turns.is_empty()) {
        true => AgreementUnit::Turn,
        false => AgreementUnit::Paragraph,
    };
    let found = agreement(study, compared, unit, AgreementUniverse::WholeText, transcripts)?;
    if found.documents.is_empty() {
        let paragraph = "No document was judged by two coders, so agreement is undefined.";
        return Ok(Part { paragraphs: vec![paragraph.to_owned()], ..Part::default() });
    }
    let coders: Vec<String> = found.coders.iter().map(|coder| coder.name.clone()).collect();
    let were = if found.documents.len() == 1 { "was" } else { "were" };
    let paragraph = format!(
        "{} {were} judged by at least two of {}. For each theme and code it was compared, {} by {}, \
         whether they applied it. Agreement before anything was discussed says how far the \
         codebook is understood alike; the disagreements behind it are what to talk about.",
        count(found.documents.len(), "document"),
        list(&coders),
        unit.as_str(),
        unit.as_str()
    );
    // Codes that nobody used there have no agreement; a page of "undefined" tells nobody more.
    let mut used = found.clone();
    used.rows.retain(|row| row.marked.iter().any(|&units| units > 0));
    let mut table = used.to_table();
    // The same number in every row; the definition has it.
    table.drop_column("units");
    let left_out = found.rows.len() - used.rows.len();
    if left_out > 0 {
        let were = if left_out == 1 { "was" } else { "were" };
        let codes = count(left_out, "code");
        table.remarks.push(format!("{codes} {were} not used in these documents and left out"));
    }
    let exhibits = vec![Exhibit::Table(table)];
    Ok(Part { paragraphs: vec![paragraph], facts: Vec::new(), exhibits })
}
