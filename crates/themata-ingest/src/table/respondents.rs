//! Tables with a row for each respondent.

use std::collections::HashMap;

use crate::assemble::finish;
use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::{ColumnUse, Document, Place, SectionKind};

use super::grid::Grid;
use super::guess::Guess;
use super::head::{Head, one_line, unique};

/// The most bytes that the names of columns have in all documents together.
const MOST_BYTES: usize = 1 << 30;

/// Makes a document of each row that holds an answer.
pub(super) fn read(
    grid: &Grid,
    head: &Head,
    uses: &[Guess],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Document>, Kind> {
    let columns = |usage: ColumnUse| -> Vec<usize> {
        (0..uses.len()).filter(|&at| uses[at].usage == usage).collect()
    };
    let names = columns(ColumnUse::Name);
    let attributes = columns(ColumnUse::Attribute);
    let questions = columns(ColumnUse::Question);
    expect_room(grid, head, &attributes, &questions)?;
    let mut used = HashMap::new();
    let mut documents = Vec::new();
    for row in head.from..grid.height() {
        let place = Place::Row(grid.number(row));
        if grid.is_even && grid.width(row) != head.columns.len() {
            diagnostics.push(ragged(grid.width(row), head.columns.len()).at(place));
        }
        let answers: Vec<(usize, &str)> =
            questions.iter().filter_map(|&at| Some((at, grid.get(row, at)?))).collect();
        if answers.is_empty() {
            let message = "this row holds no answer and was left out";
            diagnostics.push(Diagnostic::note("row-without-answers", message).at(place));
            continue;
        }
        let cells = names.iter().filter_map(|&at| grid.get(row, at));
        let given = one_line(&cells.collect::<Vec<&str>>().join(" "));
        let given = if given.is_empty() { format!("row {}", grid.number(row)) } else { given };
        let name = unique(given.clone(), &mut used);
        if name != given {
            let message = "this respondent has the name of one above and got a number";
            diagnostics.push(
                Diagnostic::warning("repeated-name", message)
                    .at(place)
                    .about(&given)
                    .hint("say which columns name a respondent: several make one name"),
            );
        }
        let known: Vec<(String, String)> = attributes
            .iter()
            .filter_map(|&at| {
                Some((head.columns[at].name.clone(), one_line(grid.get(row, at)?)))
            })
            .collect();
        let mut builder = Builder::default();
        for (at, answer) in answers {
            builder.section(SectionKind::Question, 1, &head.columns[at].title);
            let speaker = Some(name.clone());
            builder.open_turn(Opening { speaker, ..Opening::default() });
            for paragraph in answer.split('\n') {
                builder.paragraph(paragraph);
            }
        }
        let transcript = finish(builder, diagnostics);
        documents.push(Document { name: Some(name), transcript, attributes: known });
    }
    if documents.is_empty() {
        documents.push(Document::default());
    }
    Ok(documents)
}

/// Refuses columns whose names, written into every document, would come to far more than the
/// table itself.
fn expect_room(
    grid: &Grid,
    head: &Head,
    attributes: &[usize],
    questions: &[usize],
) -> Result<(), Kind> {
    let names = attributes.iter().map(|&at| (at, head.columns[at].name.len()));
    let titles = questions.iter().map(|&at| (at, head.columns[at].title.len()));
    let lengths: Vec<(usize, usize)> = names.chain(titles).collect();
    let rows = head.from..grid.height();
    let filled =
        rows.flat_map(|row| lengths.iter().filter(move |(at, _)| grid.get(row, *at).is_some()));
    let bytes = filled.fold(0usize, |sum, (_, length)| sum.saturating_add(*length));
    if bytes > MOST_BYTES {
        return Err(Kind::Table {
            message: "the names of the columns are too long to stand in every document"
                .to_owned(),
            hint: "give the columns shorter names".to_owned(),
        });
    }
    Ok(())
}

/// That a row is longer or shorter than the header.
pub(super) fn ragged(cells: usize, columns: usize) -> Diagnostic {
    let message = format!("this row has {cells} cells, and the header {columns}");
    Diagnostic::warning("ragged-row", message)
}
