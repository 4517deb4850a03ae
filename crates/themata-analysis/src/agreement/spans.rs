use themata_agreement::{PairMean, PairMeans, SpanMatch, position_f1, span_f1, span_iou};

use super::continua::{TOO_LONG, laid};
use super::remarks::{remarks, unused};
use super::{Comparison, cell};
use crate::{Cell, Column, Kind, Row, Subject, Table};

/// How far coders marked the same stretches, not corrected for chance.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SpanAgreement {
    /// The codes in the order of the codebook.
    pub rows: Vec<SpanRow>,
    /// All codes counted together.
    pub overall: Option<SpanRow>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How far coders marked the same stretches with a code. Every share is the mean over pairs of
/// coders.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SpanRow {
    /// The code; `None` for all together.
    pub subject: Option<Subject>,
    /// Span F1 of stretches with the same ends.
    pub exact: PairMean,
    /// Span F1 of stretches that overlap.
    pub overlap: PairMean,
    /// Span F1 of stretches whose intersection is at least half their union.
    pub half: PairMean,
    /// Span F1 in which a matched pair counts as much as the two coincide.
    pub iou: PairMean,
    /// F1 of characters.
    pub position: PairMean,
}

impl Comparison<'_> {
    /// F1 and overlap of what the coders marked, code by code and over all. Whatever the unit
    /// of the comparison is, compared are stretches of characters.
    #[must_use]
    pub fn spans(&self) -> SpanAgreement {
        let mut remarks = remarks(self);
        let Some(laid) = laid(self) else {
            remarks.push(TOO_LONG.to_owned());
            let definition = self.definition();
            return SpanAgreement { rows: Vec::new(), overall: None, definition, remarks };
        };
        let continuum = &laid.continuum;
        let [exact, overlap, half, iou, position]: [PairMeans; 5] = [
            span_f1(continuum, SpanMatch::Exact),
            span_f1(continuum, SpanMatch::Overlap),
            span_f1(continuum, SpanMatch::Iou(0.5)),
            span_iou(continuum),
            position_f1(continuum),
        ];
        let row = |subject: Option<Subject>, of: &dyn Fn(&PairMeans) -> PairMean| SpanRow {
            subject,
            exact: of(&exact),
            overlap: of(&overlap),
            half: of(&half),
            iou: of(&iou),
            position: of(&position),
        };
        let codes = laid.codes.iter().enumerate();
        let rows: Vec<SpanRow> = codes
            .map(|(place, code)| row(Some((*code).clone()), &|means| means.categories[place]))
            .collect();
        let is_unused = |row: &&SpanRow| row.position.units == 0;
        let names = rows.iter().filter(is_unused).filter_map(|row| row.subject.as_ref());
        remarks.extend(unused(&names.map(|subject| subject.name.as_str()).collect::<Vec<_>>()));
        remarks.extend(laid.remark());
        let definition = format!(
            "{} Not corrected for chance; mean over pairs of coders of which one marked \
             something. F1 = 2 × matched ÷ stretches of both, matched one to one: with the same \
             ends (exact), with any overlap, or with intersection ÷ union of at least .5; mean \
             IoU = the same with intersection ÷ union for each matched pair; position F1 = 2 × \
             characters that both marked ÷ characters of both. All codes: counted together.",
            laid.definition(self)
        );
        let overall = Some(row(None, &|means| means.overall));
        SpanAgreement { rows, overall, definition, remarks }
    }
}

impl SpanAgreement {
    /// A row for each code, and one for all together.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let share = |key: &str, heading: &str| Column::new(key, heading, Kind::Share);
        let columns = [
            Column::new("code", "Code", Kind::Text),
            share("f1_exact", "F1 exact"),
            share("f1_overlap", "F1 overlap"),
            share("f1_iou_half", "F1 IoU ≥ .5"),
            share("mean_iou", "Mean IoU"),
            share("position_f1", "Position F1"),
            Column::new("pairs", "Pairs of coders", Kind::Count),
            Column::new("stretches", "Stretches", Kind::Count),
        ];
        let mut table = Table::new("agreement", "Agreement on stretches", columns);
        for row in self.rows.iter().chain(&self.overall) {
            let name = row.subject.as_ref().map_or("all codes", |subject| &subject.name);
            let cells = vec![
                Cell::text(name),
                cell(row.exact.value),
                cell(row.overlap.value),
                cell(row.half.value),
                cell(row.iou.value),
                cell(row.position.value),
                Cell::Count(row.position.pairs),
                Cell::Count(row.position.units),
            ];
            table.rows.push(Row { depth: 0, total: row.subject.is_none(), cells });
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
