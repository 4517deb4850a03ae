mod axis;
mod base;
mod count;
mod options;
mod sort;
mod table;
mod wording;

use themata_model::{Asked, Study, Valence};

pub use options::{CrosstabAxis, CrosstabMeasure, CrosstabOptions, CrosstabScale, WordsOf};

use crate::grouping::siteless;
use crate::universe::{in_order, parts};
use crate::{Error, Transcripts, grouping, wording as shared};
use axis::Lines;
use base::Bases;
use count::{Sums, count};

/// Codings counted in rows and columns of any kind: codes, themes, values of an attribute,
/// documents, speakers, coders, valences.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// The rows in their own order: codes as in the codebook, values as people count.
    pub rows: Vec<CrosstabLine>,
    /// The columns likewise; none if only rows were asked for.
    pub columns: Vec<CrosstabLine>,
    /// What was asked for.
    pub options: CrosstabOptions,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
    row_axis: AxisName,
    column_axis: AxisName,
    /// By row, column and valence; behind the rows, columns the totals, see [`place`].
    sums: Vec<Sums>,
    bases: Bases,
}

/// A row or a column of a [`Crosstab`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrosstabLine {
    /// What stands at the beginning of a row: `04`, `shared record`.
    pub name: String,
    /// What stands above a column: `site 04`, `shared record`.
    pub heading: String,
    /// How deep a row stands under those above it: that of the codebook where subcodes are
    /// rolled up into their codes, else 0.
    pub depth: u8,
}

/// The numbers of one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CrosstabFigure {
    /// The number of codings.
    pub codings: u64,
    /// The number of distinct excerpts: stretches of a document, whoever coded them and
    /// however often.
    pub excerpts: u64,
    /// The number of documents with such a coding.
    pub documents: u64,
    /// The number of words that the coded stretches hold or touch, each once; 0 unless it was
    /// asked for.
    pub words: u64,
    /// The number of code points that the coded stretches hold, each once; 0 unless it was
    /// asked for.
    pub characters: u64,
    /// The number of codings that have a weight.
    pub weighed: u64,
    /// The sum of their weights.
    pub weights: u64,
    /// The number of documents that could have such a coding.
    pub of_documents: u64,
    /// The number of words in them, or that participants or the speaker say there.
    pub of_words: u64,
}

/// How many of the codings have a weight.
#[derive(Clone, Copy)]
struct Weights {
    with: u64,
    without: u64,
}

/// What the lines of an axis are called as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AxisName {
    key: String,
    heading: String,
    /// Whether a line without codings says something, because its documents are there.
    of_documents: bool,
}

/// Counts codings in rows and columns.
///
/// A coding counts in every line that it belongs to: one for most axes, the code and all above
/// it where subcodes are rolled up, each speaker whose turns it touches. Totals are counted
/// like any other cell, over all lines: a document in two cells is one document of the total.
/// The cost is proportional to the codings and to the cells.
///
/// # Errors
///
/// If the study has no such attribute, or a text is needed that is not at hand
/// ([`CrosstabOptions::needs_texts`]).
pub fn crosstab(
    study: &Study,
    asked: &Asked,
    options: CrosstabOptions,
    transcripts: &Transcripts,
) -> Result<Crosstab, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let rows = Lines::of(study, asked, &parts, options.rows, options.roll_up)?;
    let columns = match options.columns {
        Some(axis) => Lines::of(study, asked, &parts, axis, options.roll_up)?,
        None => Lines::none(),
    };
    let (sums, bases) = count(&parts, &rows, &columns, options, transcripts)?;

    let mut remarks = shared::mixed_kinds(study, codings.iter());
    let by_site = [Some(options.rows), options.columns].into_iter().flatten().any(|axis| {
        let site = study.site_attribute().map(|site| CrosstabAxis::Attribute(site.id));
        Some(axis) == site
    });
    if by_site {
        let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
        remarks.extend(siteless(grouping::sites(study, &ids).as_deref()));
    }
    let open = codings.iter().filter(|coding| coding.valence.is_none()).count() as u64;
    remarks.extend(wording::remarks(options, open, &rows, &columns, &bases));
    let weighed = codings.iter().filter(|coding| coding.weight.is_some()).count() as u64;
    let weights = Weights { with: weighed, without: codings.len() as u64 - weighed };
    if options.measure.is_mean() && weighed == 0 && !codings.is_empty() {
        remarks.push("no coding has a weight; `themata code --weight N` gives one".to_owned());
    }
    let by_theme =
        options.rows == CrosstabAxis::Theme || options.columns == Some(CrosstabAxis::Theme);
    let apart = study.codes_in_no_theme();
    let in_no_theme = codings.iter().filter(|coding| apart.contains(&coding.code)).count();
    if by_theme && in_no_theme > 0 {
        let codings = crate::wording::counted(in_no_theme as u64, "coding", "codings");
        remarks.push(format!("{codings} in no theme: counted in the totals only"));
    }
    let universe = shared::universe(study, asked, parts.len());
    Ok(Crosstab {
        definition: wording::definition(options, weights, &rows.name, &columns.name, &universe),
        remarks,
        row_axis: rows.name,
        column_axis: columns.name,
        rows: rows.lines,
        columns: columns.lines,
        options,
        sums,
        bases,
    })
}

impl Crosstab {
    /// The numbers of a cell: of a row or of all, of a column or of all, of the codings with a
    /// valence or of all.
    #[must_use]
    pub fn figure(
        &self,
        row: Option<usize>,
        column: Option<usize>,
        valence: Option<Valence>,
    ) -> CrosstabFigure {
        let row = row.unwrap_or(self.rows.len());
        let column = column.unwrap_or(self.columns.len());
        let sums = self.sums[place(row, column, self.columns.len(), slot(valence))];
        let base = self.bases.at(row, column);
        CrosstabFigure {
            codings: sums.codings,
            excerpts: sums.excerpts,
            documents: sums.documents,
            words: sums.words,
            characters: sums.characters,
            weighed: sums.weighed,
            weights: sums.weights,
            of_documents: base.documents,
            of_words: base.words,
        }
    }
}

impl CrosstabFigure {
    /// The mean of the codings' weights, from 0 to 100; `None` if none has one.
    #[must_use]
    pub fn mean_weight(&self) -> Option<f64> {
        (self.weighed > 0).then(|| self.weights as f64 / self.weighed as f64)
    }
}

/// All codings, those of a barrier, those of a facilitator.
const SLOTS: usize = 3;

fn slot(valence: Option<Valence>) -> usize {
    match valence {
        None => 0,
        Some(Valence::Barrier) => 1,
        Some(Valence::Facilitator) => 2,
    }
}

/// Where the numbers of a cell stand; behind the last row and column stand those of all.
fn place(row: usize, column: usize, columns: usize, slot: usize) -> usize {
    (row * (columns + 1) + column) * SLOTS + slot
}
