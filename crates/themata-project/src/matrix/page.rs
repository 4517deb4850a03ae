use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{Asked, DocumentId, Study, Summary, SummaryColumn, SummaryOf};

use super::axes::{MatrixColumn, MatrixRow, rows};
use super::keys::{ColumnKey, ColumnsAsked, RowKey, RowsBy, offered};
use super::told::{Told, by_cell};
use super::{FrameworkMatrix, MatrixCell, MatrixQuestion};
use crate::ask::ask;
use crate::behind::{Behind, WhoseCodings, all_of};
use crate::{Failure, Project};

/// Which part of a framework matrix is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixPageQuestion {
    /// The query: which excerpts count, and which documents have a row.
    pub query: String,
    /// What makes the rows; sites if nothing is said, or documents where there are none.
    pub rows: Option<RowsBy>,
    /// Which columns there are.
    pub columns: ColumnsAsked,
    /// Only rows in which something is to be written or to be looked at again.
    pub only_gaps: bool,
    /// How many rows are passed over.
    pub from: usize,
    /// At most so many rows are given.
    pub most: usize,
}

/// A part of a framework matrix, without the words of excerpts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixPage {
    /// The moment that the study is at.
    pub moment: u32,
    /// What makes the rows, and what that is called.
    pub by: (RowsBy, String),
    /// What could make the rows.
    pub rows_offered: Vec<(RowsBy, String)>,
    /// What could be a column, themes first, with its depth in the codebook.
    pub columns_offered: Vec<(ColumnKey, String, usize)>,
    /// The columns.
    pub columns: Vec<PageColumn>,
    /// The rows of this part.
    pub rows: Vec<PageRow>,
    /// How many rows there are in all.
    pub all_rows: usize,
    /// How many of them are meant: fewer than all where only gaps are wanted.
    pub meant_rows: usize,
    /// What is missing in the whole matrix.
    pub gaps: PageGaps,
    /// The excerpts of the whole matrix, each once in its row.
    pub total: usize,
    /// How many summaries of its rows stand in columns that are not shown.
    pub elsewhere: usize,
    /// These columns.
    pub columns_elsewhere: Vec<ColumnKey>,
    /// Whose codings are counted, where the study has a consensus.
    pub whose: Option<WhoseCodings>,
}

/// A column of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageColumn {
    /// Which it is.
    pub key: ColumnKey,
    /// What it is called.
    pub name: String,
    /// How many excerpts it has in all rows.
    pub excerpts: usize,
    /// The query for them; `None` if the column has no codes.
    pub query: Option<String>,
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// Which it is.
    pub key: RowKey,
    /// What it is called.
    pub name: String,
    /// How many documents it has.
    pub documents: usize,
    /// How many excerpts it has in all columns, each once.
    pub excerpts: usize,
    /// The query for these excerpts; `None` if none can be written.
    pub query: Option<String>,
    /// The term that means its documents; `None` if none can be written.
    pub of: Option<String>,
    /// A cell for each column.
    pub cells: Vec<PageCell>,
}

/// A cell of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageCell {
    /// The number of excerpts: distinct stretches of documents, whoever coded them.
    pub excerpts: usize,
    /// The analyst's words.
    pub words: Option<String>,
    /// Who wrote them, if it is known.
    pub by: Option<String>,
    /// How many excerpts they rest on.
    pub rests_on: usize,
    /// What is missing, if anything is.
    pub gap: Option<PageGap>,
}

/// What is missing in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageGap {
    /// There are excerpts, and no summary.
    Unwritten,
    /// There is a summary, and no excerpt.
    WithoutExcerpts,
    /// The summary rests on words that have gone from a document.
    Gone,
    /// There is neither.
    Empty,
}

/// How many cells miss something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageGaps {
    /// The cells of the matrix.
    pub cells: usize,
    /// Those with excerpts and no summary.
    pub unwritten: usize,
    /// Those with a summary and no excerpt.
    pub without_excerpts: usize,
    /// Those whose summary rests on words that have gone.
    pub gone: usize,
    /// Those with neither.
    pub empty: usize,
}

impl Project {
    /// A part of a framework matrix, for a page: the summaries and the numbers of excerpts. No
    /// text is read, so that it is quick however many documents there are.
    ///
    /// # Errors
    ///
    /// If the query is unsound, a row or column is gone, or the study cannot be read.
    pub fn matrix_page(
        &mut self,
        question: &MatrixPageQuestion,
    ) -> Result<MatrixPage, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let answer = ask(&snapshot, &question.query)?;
        let asked = answer.asked;
        let behind = Behind::over(&question.query, answer.study, &asked)?;
        let study = behind.study();
        let by = question.rows.unwrap_or_else(|| RowsBy::usual(study));
        let name = by.name(study)?;
        let rows = rows(study, &name, &asked.documents)?;
        let columns = question.columns.columns(study)?;
        let counted = Counted::of(study, &asked, &rows, &columns);
        let terms = Terms::of(&behind, &name, by);
        let all: BTreeSet<CodeIndex> =
            columns.iter().flat_map(|column| column.codes.iter().copied()).collect();
        let in_columns = behind.with_codes_if_others(&all);
        let mut page = MatrixPage {
            moment,
            by: (by, name),
            rows_offered: rows_offered(study),
            columns_offered: offered(study),
            columns: columns
                .iter()
                .zip(&counted.columns)
                .map(|(column, &excerpts)| PageColumn {
                    key: ColumnKey::of(column.on),
                    name: column.name.clone(),
                    excerpts,
                    query: behind.with_codes(&column.codes.iter().copied().collect()),
                })
                .collect(),
            rows: Vec::new(),
            all_rows: rows.len(),
            meant_rows: 0,
            gaps: PageGaps::default(),
            total: counted.rows.iter().sum(),
            elsewhere: 0,
            columns_elsewhere: Vec::new(),
            whose: behind.whose(),
        };
        let summaries = by_cell(study);
        let shown: BTreeSet<SummaryColumn> = columns.iter().map(|column| column.on).collect();
        let mut elsewhere = BTreeSet::new();
        for (place, row) in rows.iter().enumerate() {
            let written = summaries.get(&Told::of(&row.of));
            let hidden = written.into_iter().flatten().filter(|(on, _)| !shown.contains(on));
            for (on, _) in hidden {
                page.elsewhere += 1;
                elsewhere.insert(*on);
            }
            let cells: Vec<PageCell> = columns
                .iter()
                .zip(&counted.cells[place])
                .map(|(column, &excerpts)| {
                    let summary = written.and_then(|written| written.get(&column.on));
                    cell(excerpts, summary.copied())
                })
                .collect();
            cells.iter().for_each(|cell| page.gaps.add(cell.gap));
            let is_to_do = |cell: &PageCell| cell.gap.is_some_and(|gap| gap != PageGap::Empty);
            if question.only_gaps && !cells.iter().any(is_to_do) {
                continue;
            }
            page.meant_rows += 1;
            if page.meant_rows > question.from && page.rows.len() < question.most {
                let of = terms.term(row);
                let query = in_columns.as_ref().zip(of.as_ref());
                page.rows.push(PageRow {
                    key: RowKey::of(&row.of),
                    name: row.name.clone(),
                    documents: row.documents.len(),
                    excerpts: counted.rows[place],
                    query: query.map(|(within, of)| all_of(&[within, of])),
                    of,
                    cells,
                });
            }
        }
        page.columns_elsewhere = elsewhere.into_iter().map(ColumnKey::of).collect();
        Ok(page)
    }

    /// The same matrix whole, with up to three excerpts in a cell, for a file.
    ///
    /// # Errors
    ///
    /// As [`Project::matrix_page`], or if there are no columns.
    pub fn matrix_file(
        &mut self,
        question: &MatrixPageQuestion,
    ) -> Result<FrameworkMatrix, Failure> {
        let study = self.snapshot()?.study()?;
        let by = question.rows.unwrap_or_else(|| RowsBy::usual(&study));
        self.matrix(&MatrixQuestion {
            query: question.query.clone(),
            rows: Some(by.name(&study)?),
            picked: Some(question.columns.clone()),
            cell: MatrixCell::Both,
            words: Some(30),
            each: Some(3),
            ..MatrixQuestion::default()
        })
    }
}

impl PageGaps {
    fn add(&mut self, gap: Option<PageGap>) {
        self.cells += 1;
        match gap {
            None => {}
            Some(PageGap::Unwritten) => self.unwritten += 1,
            Some(PageGap::WithoutExcerpts) => self.without_excerpts += 1,
            Some(PageGap::Gone) => self.gone += 1,
            Some(PageGap::Empty) => self.empty += 1,
        }
    }
}

fn cell(excerpts: usize, summary: Option<&Summary>) -> PageCell {
    let is_gone = |summary: &Summary| summary.excerpts.iter().any(|(_, span)| span.is_empty());
    let gap = match (excerpts, summary) {
        (0, None) => Some(PageGap::Empty),
        (_, None) => Some(PageGap::Unwritten),
        (_, Some(summary)) if is_gone(summary) => Some(PageGap::Gone),
        (0, Some(_)) => Some(PageGap::WithoutExcerpts),
        (_, Some(_)) => None,
    };
    PageCell {
        excerpts,
        words: summary.map(|summary| summary.words.clone()),
        by: summary.and_then(|summary| summary.by.clone()),
        rests_on: summary.map_or(0, |summary| summary.excerpts.len()),
        gap,
    }
}

/// How many excerpts stand where.
struct Counted {
    cells: Vec<Vec<usize>>,
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Counted {
    fn of(
        study: &Study,
        asked: &Asked,
        rows: &[MatrixRow],
        columns: &[MatrixColumn],
    ) -> Counted {
        let of_document: BTreeMap<DocumentId, usize> = rows
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
        let mut counted = Counted {
            cells: vec![vec![0; columns.len()]; rows.len()],
            rows: vec![0; rows.len()],
            columns: vec![0; columns.len()],
        };
        let mut places = BTreeSet::new();
        for excerpt in
            asked.codings.chunk_by(|a, b| (a.document, a.span) == (b.document, b.span))
        {
            let Some(&row) = of_document.get(&excerpt[0].document) else { continue };
            places.clear();
            let codes = excerpt.iter().map(|coding| coding.code.get() as usize);
            places.extend(codes.flat_map(|code| of_code[code].iter().copied()));
            counted.rows[row] += usize::from(!places.is_empty());
            for &place in &places {
                counted.columns[place] += 1;
                counted.cells[row][place] += 1;
            }
        }
        counted
    }
}

/// What could make rows: documents, and every attribute.
fn rows_offered(study: &Study) -> Vec<(RowsBy, String)> {
    let attributes = study.attributes.iter();
    let attributes =
        attributes.map(|known| (RowsBy::Attribute(known.id.0), known.name.clone()));
    std::iter::once((RowsBy::Documents, "document".to_owned())).chain(attributes).collect()
}

/// The terms that mean the documents of rows.
enum Terms {
    Documents,
    /// By the value; an empty one for documents without.
    Values(BTreeMap<String, String>),
}

impl Terms {
    fn of(behind: &Behind, name: &str, by: RowsBy) -> Terms {
        match by {
            RowsBy::Documents => Terms::Documents,
            RowsBy::Attribute(_) => {
                let groups = behind.groups(name).into_iter();
                let named = groups.map(|(value, term)| (value.unwrap_or_default(), term));
                Terms::Values(named.collect())
            }
        }
    }

    fn term(&self, row: &MatrixRow) -> Option<String> {
        match (self, &row.of) {
            (Terms::Documents, _) => Some(Behind::document(&row.name)),
            (Terms::Values(terms), SummaryOf::Value { value, .. }) => terms.get(value).cloned(),
            (Terms::Values(_), SummaryOf::Document(_)) => None,
        }
    }
}
