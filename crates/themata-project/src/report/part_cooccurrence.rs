use std::collections::BTreeMap;

use themata_analysis::{
    CooccurrenceOptions, CooccurrenceUnit, Layer, Level, MatrixValue, cooccurrence,
};
use themata_report::{Exhibit, HeatMap, Part};

use super::Material;
use crate::Failure;

/// How many themes can be drawn against each other so that it can be read.
const DRAWN: usize = 30;

/// How many pairs are listed: what fits a page.
const LISTED: usize = 15;

/// Which codes occur together.
pub(super) fn part(material: &Material<'_>) -> Result<Part, Failure> {
    let Material { study, asked, by, .. } = material;
    let options = |level, by| CooccurrenceOptions {
        unit: CooccurrenceUnit::Overlap,
        layer: Layer::SameCoder,
        level,
        by,
    };
    let texts = BTreeMap::new();
    let themes = cooccurrence(study, asked, options(Level::Theme, None), &texts)?;
    let codes = cooccurrence(study, asked, options(Level::Code, *by), &texts)?;
    if codes.pairs.is_empty() {
        return Ok(Part::default());
    }
    let mut picture = HeatMap::of(&themes.to_matrix(MatrixValue::Count));
    picture.title = "Themes that occur together".to_owned();
    let mut table = codes.to_table_of_strongest(LISTED);
    // A page is not wide enough for every definition; the listing has them all.
    for key in ["n", "n1_meeting_2", "n2_meeting_1", "spans", "characters", "c", "c_remark"] {
        table.drop_column(key);
    }
    table.title = "Codes that occur together most closely".to_owned();
    let mut exhibits = Vec::new();
    if picture.rows.len() <= DRAWN {
        exhibits.push(Exhibit::HeatMap(picture));
    }
    exhibits.push(Exhibit::Table(table));
    Ok(Part {
        paragraphs: vec![
            "Two codes occur together where one coder applied both to the same words or to \
             excerpts that overlap."
                .to_owned(),
        ],
        facts: Vec::new(),
        exhibits,
    })
}
