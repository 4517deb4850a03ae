//! What a person should know of how a table of respondents was taken.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::{ColumnUse, Severity, TableOptions};

use super::grid::Grid;
use super::guess::Guess;
use super::head::Head;

/// How many columns of a kind are told by name.
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
            list(&private)
        );
        diagnostics.push(
            Diagnostic::note("private-columns", message)
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
            message.push_str(&format!("; {word}: {} ({})", found.len(), list(&found)));
        }
    }
    let remark = Diagnostic::warning("columns-guessed", message)
        .hint("say what a column holds: name, attribute, question or ignore")
        .hint("if a row is a turn, say so, and which column holds the words");
    let is_settled = !options.columns.is_empty();
    let severity = if is_settled { Severity::Note } else { Severity::Warning };
    diagnostics.push(Diagnostic { severity, ..remark });
}

fn list(names: &[&str]) -> String {
    let mut told: Vec<String> = names.iter().take(TOLD).map(|name| short(name)).collect();
    if names.len() > TOLD {
        told.push(format!("{} more", names.len() - TOLD));
    }
    told.join(", ")
}

fn short(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.to_owned(),
    }
}
