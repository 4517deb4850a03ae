//! What a person should know of how a table of respondents was taken.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::{ColumnUse, Place, Severity, TableOptions, TableReading};

use super::grid::Grid;
use super::guess::Guess;
use super::head::Head;

/// How many columns are told by name.
const TOLD: usize = 8;
/// How many characters of a name are told.
const NAME: usize = 40;

/// Says what the columns were taken for, unless a person has said it of each.
pub(super) fn push(
    grid: &Grid,
    head: &Head,
    uses: &[Guess],
    options: &TableOptions,
    diagnostics: &mut Diagnostics,
) {
    let columns = |is: &dyn Fn(&Guess) -> bool| -> Vec<&str> {
        let columns = head.columns.iter().zip(uses).filter(|(column, guess)| {
            (column.is_named || guess.usage != ColumnUse::Ignored) && is(guess)
        });
        columns.map(|(column, _)| column.title.as_str()).collect()
    };
    let private = columns(&|guess| guess.is_private && guess.usage == ColumnUse::Ignored);
    if !private.is_empty() {
        let message = format!(
            "columns that tell who or where somebody is were left out: {}",
            private.len()
        );
        diagnostics.push(
            Diagnostic::note("private-columns", message)
                .about(&told(&private, TOLD))
                .hint("to keep one, say that it is an attribute"),
        );
    }
    if options.columns.len() >= columns(&|_| true).len() {
        return;
    }
    let rows = grid.height() - head.from;
    let mut message = format!("a row was taken for a respondent, in {rows} rows");
    let kinds = [
        (ColumnUse::Name, "name"),
        (ColumnUse::Attribute, "attributes"),
        (ColumnUse::Question, "open questions"),
        (ColumnUse::Ignored, "left out"),
    ];
    for (usage, word) in kinds {
        let found = columns(&|guess| guess.usage == usage);
        if !found.is_empty() {
            message.push_str(&format!("; {word}: {}", found.len()));
        }
    }
    let questions = columns(&|guess| guess.usage == ColumnUse::Question);
    let remark = Diagnostic::warning("columns-guessed", message)
        .about(&told(&questions, TOLD))
        .hint("say what a column holds: name, attribute, question or ignore")
        .hint("if a row is a turn, say so, and which column holds the words");
    let is_settled = !options.columns.is_empty();
    let severity = if is_settled { Severity::Note } else { Severity::Warning };
    diagnostics.push(Diagnostic { severity, ..remark });
}

/// Says which columns of a table of turns are no part of them, unless a person has said that
/// they are to be left out.
pub(super) fn push_beside(
    head: &Head,
    table: &TableReading,
    options: &TableOptions,
    diagnostics: &mut Diagnostics,
) {
    let chosen: Vec<Option<&str>> = options
        .columns
        .iter()
        .filter(|(_, usage)| *usage == ColumnUse::Ignored)
        .map(|(name, _)| head.meant(name).map(|at| head.columns[at].name.as_str()))
        .collect();
    let left_out: Vec<&str> = table
        .columns
        .iter()
        .filter(|(_, usage)| *usage == ColumnUse::Ignored)
        .map(|(name, _)| name.as_str())
        .filter(|name| !chosen.contains(&Some(*name)))
        .collect();
    if !left_out.is_empty() {
        let message = format!(
            "a row was taken for a turn, and columns beside it were left out: {}",
            left_out.len()
        );
        let remark = Diagnostic::note("columns-left-out", message);
        diagnostics.push(remark.about(&told(&left_out, TOLD)));
    }
}

/// Says that rows above the header, such as a title, are no part of what was read.
pub(super) fn push_above(grid: &Grid, head: &Head, diagnostics: &mut Diagnostics) {
    if head.above > 0 {
        let message = format!("rows above the header were left out: {}", head.above);
        let remark = Diagnostic::note("rows-above-header-left-out", message);
        diagnostics.push(remark.at(Place::Row(grid.number(0))));
    }
}

/// Some names, the first of them shortened and the others counted.
pub(crate) fn told(names: &[&str], most: usize) -> String {
    let mut told: Vec<String> = names.iter().take(most).map(|name| short(name)).collect();
    if names.len() > most {
        told.push(format!("{} more", names.len() - most));
    }
    told.join(", ")
}

fn short(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.to_owned(),
    }
}
