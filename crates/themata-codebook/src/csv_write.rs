use crate::csv_columns::COLUMNS;
use crate::{Code, CodeState, Codebook};

/// The codes as CSV for a spreadsheet: one row a code, in tree order, under the columns name,
/// parent, short definition, full definition, use when, do not use when, examples, colour,
/// assignable and state. Title and rules have no place in it.
///
/// The table begins without a byte order mark and cells are written as they are, even where a
/// spreadsheet would take one for a formula.
///
/// Examples stand one below the other in their cell; the lines of an example after its first
/// are indented by two spaces. [`from_csv`](crate::from_csv) reads the table back as
/// [`Codebook::sorted`].
#[must_use]
pub fn to_csv(codebook: &Codebook) -> String {
    let mut out = String::new();
    row(&mut out, &COLUMNS);
    for &code in codebook.in_tree_order() {
        let Code { name, short, definition, use_when, do_not_use_when, .. } = &codebook[code];
        let Code { examples, colour, parent, assignable, state, .. } = &codebook[code];
        let parent = parent.map_or("", |parent| &codebook[parent].name);
        let examples: Vec<String> =
            examples.iter().map(|it| it.replace('\n', "\n  ")).collect();
        let colour = colour.map(|colour| colour.to_string()).unwrap_or_default();
        let assignable = if *assignable { "yes" } else { "no" };
        let state = match *state {
            CodeState::Active => "active".to_owned(),
            CodeState::Retired => "retired".to_owned(),
            CodeState::Merged { into } => format!("merged into {}", codebook[into].name),
        };
        let cells = [
            name,
            parent,
            short,
            definition,
            use_when,
            do_not_use_when,
            &examples.join("\n"),
            &colour,
            assignable,
            &state,
        ];
        row(&mut out, &cells);
    }
    out
}

fn row(out: &mut String, cells: &[&str]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}
