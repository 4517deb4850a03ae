//! Tables with a row for each respondent.

use std::collections::HashMap;

use crate::assemble::finish;
use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::{ColumnUse, Document, Place, SectionKind, SpeakerRole};

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
    expect_room(grid, head, uses)?;
    let mut used = HashMap::new();
    let mut documents = Vec::new();
    for row in head.from..grid.height() {
        let place = Place::Row(grid.number(row));
        if grid.is_even() && grid.width(row) != head.columns.len() {
            diagnostics.push(ragged(grid.width(row), head.columns.len()).at(place));
        }
        let cells = |usage: ColumnUse| {
            grid.filled(row)
                .filter(move |&(at, _)| uses.get(at).is_some_and(|u| u.usage == usage))
        };
        let answers: Vec<(usize, &str)> = cells(ColumnUse::Question)
            .filter_map(|(at, _)| Some((at, grid.own(row, at)?)))
            .collect();
        if answers.is_empty() {
            let message = "this row holds no answer and was left out";
            diagnostics.push(Diagnostic::note("row-without-answers", message).at(place));
            continue;
        }
        let names: Vec<&str> = cells(ColumnUse::Name).map(|(_, cell)| cell).collect();
        let given = one_line(&names.join(" "));
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
        let known: Vec<(String, String)> = cells(ColumnUse::Attribute)
            .map(|(at, cell)| (head.columns[at].name.clone(), one_line(cell)))
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
        let mut transcript = finish(builder, diagnostics);
        // Who answers a questionnaire is asked, whatever the name says.
        transcript
            .speakers
            .iter_mut()
            .for_each(|speaker| speaker.role = Some(SpeakerRole::Participant));
        documents.push(Document { name: Some(name), transcript, attributes: known });
    }
    if documents.is_empty() {
        documents.push(Document::default());
    }
    Ok(documents)
}

/// Refuses columns whose names, written into every document, would come to far more than the
/// table itself.
fn expect_room(grid: &Grid, head: &Head, uses: &[Guess]) -> Result<(), Kind> {
    let columns = head.columns.iter().zip(uses);
    let lengths: Vec<usize> = columns
        .map(|(column, guess)| match guess.usage {
            ColumnUse::Attribute => column.name.len(),
            ColumnUse::Question => column.title.len(),
            _ => 0,
        })
        .collect();
    let filled = (head.from..grid.height()).flat_map(|row| grid.filled(row));
    let length = |at: usize| lengths.get(at).copied().unwrap_or(0);
    let bytes = filled.fold(0usize, |sum, (at, _)| sum.saturating_add(length(at)));
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
