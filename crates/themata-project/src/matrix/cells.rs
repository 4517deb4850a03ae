//! What stands in each cell: excerpts, and what the analyst wrote.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{DocumentId, Summary, SummaryColumn};
use themata_text::CharSpan;

use super::axes::{MatrixColumn, MatrixRow, columns, rows, rows_by};
use super::{ColumnsAsked, MatrixCell, MatrixQuestion, same_kind};
use crate::ask::ask;
use crate::excerpts::excerpts;
use crate::findings::{Words, cut_to};
use crate::names::{count, of_query};
use crate::{Failure, Project};

/// A framework matrix: rows of documents, columns of themes or codes, and what stands where
/// they meet.
#[derive(Clone, Debug)]
pub struct FrameworkMatrix {
    /// What makes the rows: `document` or an attribute.
    pub(super) by: String,
    pub(super) shown: MatrixCell,
    pub(super) each: Option<usize>,
    pub(super) rows: Vec<MatrixRow>,
    pub(super) columns: Vec<MatrixColumn>,
    /// Row by row, a cell for each column.
    pub(super) cells: Vec<Vec<MatrixField>>,
    /// The excerpts of each row with any of the columns' codes, each once.
    pub(super) row_totals: Vec<usize>,
    /// The excerpts of each column.
    pub(super) column_totals: Vec<usize>,
    pub(super) total: usize,
    /// Summaries in rows of this kind that stand in no cell of the matrix.
    pub(super) left_out: usize,
    pub(super) of_query: String,
}

/// What stands in one cell.
#[derive(Clone, Debug, Default)]
pub(super) struct MatrixField {
    /// The number of excerpts.
    pub(super) excerpts: usize,
    /// The excerpts that are shown, with their credits: `“words” (credit)`.
    pub(super) quoted: Vec<String>,
    /// The analyst's words.
    pub(super) summary: Option<String>,
    /// The excerpts that the summary rests on, in the same form.
    pub(super) rests_on: Vec<String>,
    /// How many of them have no words any more.
    pub(super) gone: usize,
}

impl Project {
    /// The framework matrix that a question asks for.
    ///
    /// # Errors
    ///
    /// If the query is unsound, rows or columns are not found, or the study cannot be read.
    pub fn matrix(&mut self, question: &MatrixQuestion) -> Result<FrameworkMatrix, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        question.credit.check(study)?;
        let by = rows_by(study, question.rows.as_deref())?;
        let rows = rows(study, &by, &asked.documents)?;
        let columns = match &question.picked {
            Some(picked) => picked.columns(study)?,
            None => columns(study, &question.columns)?,
        };
        if columns.is_empty() {
            return Err(Failure::new("there are no themes to make columns of")
                .hint("`themata codebook import FILE` brings a codebook in")
                .hint("`themata themes new` makes a theme"));
        }
        let mut cells = vec![vec![MatrixField::default(); columns.len()]; rows.len()];

        let linked = study.summaries.iter().flat_map(|summary| &summary.excerpts);
        let texts: BTreeSet<DocumentId> = linked
            .map(|&(document, _)| document)
            .chain(asked.codings.iter().map(|coding| coding.document))
            .collect();
        let transcripts = snapshot.transcripts(texts)?;
        let words = Words { study, transcripts: &transcripts, credit: &question.credit };
        let said = |words: &str, credit: &str| {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("“{}” ({credit})", cut_to(&words, question.words))
        };

        let row_of: BTreeMap<DocumentId, usize> = rows
            .iter()
            .enumerate()
            .flat_map(|(place, row)| row.documents.iter().map(move |&id| (id, place)))
            .collect();
        let mut of_code: Vec<Vec<usize>> = vec![Vec::new(); study.codebook.len()];
        for (place, column) in columns.iter().enumerate() {
            for code in &column.codes {
                of_code[code.get() as usize].push(place);
            }
        }
        let mut row_totals = vec![0; rows.len()];
        let mut column_totals = vec![0; columns.len()];
        for excerpt in excerpts(study, asked, &transcripts, &question.credit) {
            let Some(&row) = row_of.get(&excerpt.document) else { continue };
            let places: BTreeSet<usize> = excerpt
                .codings
                .iter()
                .filter_map(|coding| of_code.get(coding.code.get() as usize))
                .flatten()
                .copied()
                .collect();
            row_totals[row] += usize::from(!places.is_empty());
            for place in places {
                column_totals[place] += 1;
                let field = &mut cells[row][place];
                field.excerpts += 1;
                if question.each.is_none_or(|most| field.quoted.len() < most) {
                    field.quoted.push(said(&excerpt.words, &excerpt.credit));
                }
            }
        }

        let on: BTreeMap<SummaryColumn, usize> =
            columns.iter().enumerate().map(|(place, column)| (column.on, place)).collect();
        let mut left_out = 0;
        for summary in &study.summaries {
            let row = rows.iter().position(|row| row.of.is_same(&summary.of));
            let Some((row, &column)) = row.zip(on.get(&summary.column)) else {
                let is_kind = rows.first().is_some_and(|row| same_kind(&row.of, &summary.of));
                let is_all = question.columns.is_empty()
                    && matches!(question.picked, None | Some(ColumnsAsked::Themes));
                left_out += usize::from(is_kind && is_all);
                continue;
            };
            let field = &mut cells[row][column];
            field.summary = Some(summary.words.clone());
            let (rests_on, gone) = rests_on(summary, words, &said);
            (field.rests_on, field.gone) = (rests_on, gone);
        }
        Ok(FrameworkMatrix {
            by,
            shown: question.cell,
            each: question.each,
            total: row_totals.iter().sum(),
            rows,
            columns,
            cells,
            row_totals,
            column_totals,
            left_out: if asked.query.is_empty() { left_out } else { 0 },
            of_query: of_query(&asked.query),
        })
    }
}

/// The excerpts that a summary rests on, and how many of them have no words any more.
fn rests_on(
    summary: &Summary,
    words: Words<'_>,
    said: &dyn Fn(&str, &str) -> String,
) -> (Vec<String>, usize) {
    let of = |&(document, span): &(DocumentId, CharSpan)| words.of(document, span);
    let quotes: Vec<_> = summary.excerpts.iter().filter_map(of).collect();
    let gone = summary.excerpts.len() - quotes.len();
    (quotes.iter().map(|quote| said(&quote.words, &quote.credit)).collect(), gone)
}

impl FrameworkMatrix {
    /// What makes the rows: `document` or an attribute.
    #[must_use]
    pub fn rows_by(&self) -> &str {
        &self.by
    }

    /// What the columns are called, in their order.
    #[must_use]
    pub fn column_names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// The number of rows and columns.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.rows.len(), self.columns.len())
    }

    /// What the matrix is of, for the definition of a table.
    pub(super) fn definition(&self) -> String {
        let (rows, columns) = self.size();
        format!(
            "{} by {}{}. A row is {}. A column has the excerpts with a code of the theme, or \
             with the code or one of its subcodes. Excerpts are distinct stretches of a \
             document, whoever coded them; one with codes of several columns stands in each, \
             and counts once in the total of its row.",
            count(rows, "row"),
            count(columns, "column"),
            self.of_query,
            match self.by.as_str() {
                super::axes::DOCUMENT => "a document".to_owned(),
                by => format!("the documents that share a value of {by}"),
            }
        )
    }

    /// What is missing, and what is not shown.
    pub(super) fn remarks(&self) -> Vec<String> {
        let fields = || self.cells.iter().flatten();
        let cells = fields().count();
        let without = fields().filter(|field| field.excerpts == 0).count();
        let unwritten =
            fields().filter(|field| field.excerpts > 0 && field.summary.is_none()).count();
        let mut remarks = Vec::new();
        if without > 0 {
            remarks.push(format!("no excerpts in {without} of {}", count(cells, "cell")));
        }
        if unwritten > 0 {
            let summaries = "with excerpts but no summary yet";
            remarks.push(format!("{} {summaries}", count(unwritten, "cell")));
        }
        if self.left_out > 0 {
            let (stand, is) = match self.left_out {
                1 => ("stands", "that row or column is not"),
                _ => ("stand", "those rows or columns are not"),
            };
            let summaries = count(self.left_out, "summary");
            remarks.push(format!("{summaries} {stand} elsewhere: {is} in this matrix"));
        }
        remarks
    }
}
