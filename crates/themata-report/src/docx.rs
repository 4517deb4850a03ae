//! Tables and reports as a text for a word processor.

mod body;
mod grid;
mod package;
mod report;

use themata_analysis::{Cell, Kind, Table};

use self::body::{Body, Sheet, Tone};
use self::grid::{fitting, grid};
use crate::Origin;
use crate::figure::{cell_at, count};
use crate::line::in_one_line;
use crate::remarks::remarks;

pub use self::body::Drawn;
pub use self::report::report_docx;

/// Tables as a text of Word (Office Open XML), one after the other, each with its definition
/// and remarks, at the end where they come from.
///
/// A table of excerpts, one that has passages under `words` and a `credit` beside them, is set
/// as what it is: each excerpt a paragraph of the style Quote, below it the credit with the
/// document and the turn, and, in small letters, the codes; where there is a `group`, each
/// begins with a heading. It is for readers: of where it comes from only the program stands
/// on the page, and the command is kept in the file's properties. Any other table is a table,
/// its headings repeated on each page. Styles are those that Word knows (Title, heading 1,
/// Quote), so that a template of one's own can be put over them.
///
/// # Errors
///
/// If a table has more than 63 columns.
pub fn docx(tables: &[&Table], origin: &Origin) -> Result<Vec<u8>, String> {
    let mut body = Body::default();
    let title = tables.first().map_or_else(String::new, |table| in_one_line(&table.title));
    let fit: Vec<_> = tables.iter().map(|table| fitting(table)).collect();
    let is_read = |table: &Table| Passages::of(table).is_some();
    let is_wide = tables
        .iter()
        .zip(&fit)
        .any(|(table, (sheet, _))| !is_read(table) && *sheet == Sheet::Across);
    let sheet = if is_wide { Sheet::Across } else { Sheet::Upright };
    for (table, (_, density)) in tables.iter().zip(fit) {
        let style = if tables.len() == 1 { "Title" } else { "Heading1" };
        body.paragraph(style, &in_one_line(&table.title));
        match Passages::of(table) {
            Some(passages) => {
                passages.write(table, &mut body);
                passages.under(table, &mut body);
            }
            None => {
                grid(&mut body, table, (sheet, density))?;
                under(table, &mut body);
            }
        }
    }
    let is_for_readers = tables.iter().all(|table| is_read(table));
    let command = Some(("Command", &origin.command)).filter(|_| !is_for_readers);
    for (name, words) in command.into_iter().chain([("Program", &origin.program)]) {
        if !words.is_empty() {
            let words = match is_for_readers {
                true => format!("Made with {words}."),
                false => format!("{name}: {words}"),
            };
            body.paragraph("Definition", &words);
        }
    }
    body.xml.push_str(&sheet.properties(is_for_readers, false));
    let about = package::About { title: &title, origin: &origin.command };
    package::packed(&about, &body.xml, &[], is_for_readers).map_err(|error| error.to_string())
}

/// The definition and the remarks.
fn under(table: &Table, body: &mut Body) {
    let definition = in_one_line(&table.whole_definition());
    if !definition.is_empty() {
        body.paragraph("Definition", &definition);
    }
    noted(table, body);
}

fn noted(table: &Table, body: &mut Body) {
    for remark in remarks(table) {
        body.paragraph("Definition", &format!("Note: {remark}"));
    }
}

/// Where the parts of an excerpt stand in a table of excerpts.
struct Passages {
    words: usize,
    credit: usize,
    codes: Option<usize>,
    group: Option<usize>,
    document: Option<usize>,
    turn: Option<usize>,
}

impl Passages {
    fn of(table: &Table) -> Option<Passages> {
        let words = table.column("words")?;
        let is_passage = table.columns[words].kind == Kind::Passage;
        is_passage.then_some(Passages {
            words,
            credit: table.column("credit")?,
            // Only of a listing of excerpts is this all there is to say.
            codes: Some(table.column("codes")?),
            group: table.column("group"),
            document: table.column("document"),
            turn: table.column("turn"),
        })
    }

    fn write(&self, table: &Table, body: &mut Body) {
        let mut last: Option<&str> = None;
        for row in &table.rows {
            let at = |column: Option<usize>| match column.map(|at| cell_at(row, at)) {
                Some(Cell::Text(words)) => words.as_str(),
                _ => "",
            };
            if self.group.is_some() && last != Some(at(self.group)) {
                let group = at(self.group);
                let heading = if group.is_empty() { "—" } else { group };
                body.paragraph("Heading1", &in_one_line(heading));
                last = Some(group);
            }
            body.paragraph("Quote", &format!("“{}”", at(Some(self.words)).trim()));
            let credit = in_one_line(at(Some(self.credit)));
            let turn = match self.turn.map(|at| cell_at(row, at)) {
                Some(Cell::Count(turn)) => Some(*turn),
                _ => None,
            };
            body.open("Credit");
            body.run(&format!("— {credit}"), Tone::default());
            if let Some(place) = place(&credit, &in_one_line(at(self.document)), turn) {
                body.run(&format!(" ({place})"), Tone { pale: true, ..Tone::default() });
            }
            body.close();
            let codes = in_one_line(at(self.codes));
            if !codes.is_empty() {
                body.paragraph("Codes", &codes);
            }
        }
    }

    /// What was listed. What columns say of themselves is left out: there are none.
    fn under(&self, table: &Table, body: &mut Body) {
        let definition = in_one_line(&table.definition);
        if !definition.is_empty() {
            body.paragraph("Definition", &definition);
        }
        noted(table, body);
    }
}

/// Where an excerpt is to be found, unless the credit says it already.
fn place(credit: &str, document: &str, turn: Option<u64>) -> Option<String> {
    let document = Some(document)
        .filter(|name| !name.is_empty() && !credit.contains(name))
        .map(str::to_owned);
    let turn = turn.map(|turn| format!("turn {}", count(turn)));
    let turn = turn.filter(|turn| !credit.contains(turn));
    let said: Vec<String> = document.into_iter().chain(turn).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_report;
