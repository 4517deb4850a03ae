use crate::csv_columns::{Level, Meaning, meaning, plainness};
use crate::csv_outline::{Entry, Joining, Reference, outline};
use crate::csv_table::{Row, Table, read_table};
use crate::name::{Quoted, tidy_name};
use crate::{Code, CodeState, Codebook, Colour, Error, Remark, Severity, name_key};

/// The codebook that a table of codes holds, and what was odd about the table.
///
/// The table may be one that [`to_csv`](crate::to_csv) wrote or one that people made: the
/// delimiter may be a comma, semicolon, tab or bar; columns are known by what people call them
/// (*Code*, *Definition*, *Inclusion*, *Anchor example*, …). What stands above a code may be
/// said
///
/// * by name in a column such as *Parent*;
/// * in columns of its own, such as *Theme* beside *Code*, where a blank cell means the same
///   as above;
/// * by indenting the codes over several columns;
/// * in the name, as in `Leadership > shared vision` or `Leadership\shared vision`.
///
/// Groups that have no row of their own are added. Codes of one name under different parents
/// get the name of their parent in brackets. Whatever was read otherwise than it was written
/// is remarked.
///
/// # Errors
///
/// If no column holds names; if two codes have one name under the same parent; if codes stand
/// under themselves or are merged in a circle; if a parent could be more than one code. The
/// error says in which line.
///
/// # Examples
///
/// ```
/// let table = "Code;Memo\nLeadership;\nLeadership > shared vision;a common aim\n";
/// let (book, remarks) = themata_codebook::from_csv(table.as_bytes())?;
/// assert_eq!(book.path(book.resolve("shared vision")?), "Leadership / shared vision");
/// assert!(remarks.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_csv(bytes: &[u8]) -> Result<(Codebook, Vec<Remark>), Error> {
    let mut remarks = Vec::new();
    let table = read_table(bytes, &mut remarks)?;
    let columns = columns(&table, &mut remarks);
    let entries = entries(&table, &columns, &mut remarks);
    let joining = if columns.levels.len() > 1 { Joining::SamePlace } else { Joining::Never };
    let codebook = outline(entries, joining, &mut remarks)?;
    Ok((codebook, remarks))
}

/// Where the table holds what. Columns are counted from 0.
struct Columns {
    /// The columns with names, the highest level first.
    levels: Vec<(Level, usize)>,
    /// Whether the levels are one column of names with deeper names to its right.
    indented: bool,
    parent: Option<usize>,
    fields: Vec<(Meaning, usize)>,
}

fn columns(table: &Table, remarks: &mut Vec<Remark>) -> Columns {
    let meanings: Vec<Meaning> = table.headings.iter().map(|it| meaning(it)).collect();
    let parent = meanings.iter().position(|&it| it == Meaning::Parent);
    let mut levels: Vec<(Level, usize)> = Vec::new();
    for (column, meaning) in meanings.iter().enumerate() {
        let Meaning::Level(level) = *meaning else { continue };
        let rival =
            levels.iter_mut().find(|(other, _)| level == Level::Code && *other == level);
        match rival {
            // Beside `name`, a column `code` is no level of the tree.
            Some((_, other)) => {
                if plainness(&table.headings[column]) > plainness(&table.headings[*other]) {
                    *other = column;
                }
            }
            None => levels.push((level, column)),
        }
    }
    levels.sort();
    if parent.is_some() {
        // The parent column says all about the tree.
        let name = levels.iter().rposition(|&(level, _)| level == Level::Code);
        let name = name.or(levels.len().checked_sub(1));
        levels = name.map(|place| levels[place]).into_iter().collect();
    }
    let indented = parent.is_none() && levels.len() == 1 && {
        let (level, first) = levels[0];
        let deeper = (first + 1..meanings.len())
            .take_while(|&column| meanings[column] == Meaning::Blank)
            .filter(|&column| table.filled[column]);
        levels.extend(deeper.map(|column| (level, column)));
        levels.len() > 1
    };
    let mut fields: Vec<(Meaning, usize)> = Vec::new();
    for (column, &meaning) in meanings.iter().enumerate() {
        let once = matches!(meaning, Meaning::Colour | Meaning::Assignable | Meaning::State);
        let again = once && fields.iter().any(|&(other, _)| other == meaning);
        let structure =
            levels.iter().any(|&(_, level)| level == column) || parent == Some(column);
        let field = !matches!(
            meaning,
            Meaning::Level(_) | Meaning::Parent | Meaning::Blank | Meaning::Unknown
        );
        if field && !again {
            fields.push((meaning, column));
        } else if !structure && table.filled[column] {
            remarks.push(unused(table, column));
        }
    }
    Columns { levels, indented, parent, fields }
}

fn unused(table: &Table, column: usize) -> Remark {
    let heading = tidy_name(&table.headings[column]);
    let which = match heading.as_str() {
        "" => format!("column {}", column + 1),
        heading => format!("the column {}", Quoted(heading)),
    };
    Remark {
        severity: Severity::Note,
        id: "column-unused",
        code: None,
        place: None,
        message: format!("{which} was left out"),
        hint: None,
    }
}

fn entries(table: &Table, columns: &Columns, remarks: &mut Vec<Remark>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    // The names of the last row, level by level: blank cells stand for them.
    let mut last: Vec<Option<String>> = vec![None; columns.levels.len()];
    for row in &table.rows {
        let names = names(row, columns);
        let code = texts(row, columns);
        let (Some(first), Some(deepest)) =
            (names.iter().position(Option::is_some), names.iter().rposition(Option::is_some))
        else {
            continue_last(&mut entries, row, code, remarks);
            continue;
        };
        for (level, name) in names.into_iter().enumerate() {
            if level >= first {
                last[level] = name;
            }
        }
        let mut path: Vec<String> = last[..=deepest].iter().flatten().cloned().collect();
        if columns.levels.len() == 1 && columns.parent.is_none() {
            path = path.iter().flat_map(|name| split_path(name)).collect();
        }
        let (level, _) = columns.levels[deepest];
        let mut entry = Entry {
            place: row.place(),
            path,
            parent: columns.parent.and_then(|column| name(row.cell(column))),
            heading: !columns.indented && level < Level::Code,
            assignable: None,
            merged_into: None,
            code,
        };
        settings(&mut entry, row, columns, remarks);
        entries.push(entry);
    }
    entries
}

fn names(row: &Row, columns: &Columns) -> Vec<Option<String>> {
    let cells = columns.levels.iter().map(|&(_, column)| row.cell(column));
    if columns.indented {
        // Programs that indent put a ring or a dot before the name.
        cells.map(|cell| name(cell.trim_start_matches(['○', '●', '◯', '◦', '•']))).collect()
    } else {
        cells.map(name).collect()
    }
}

/// The name in a cell, or `None` for a cell that holds no letter or digit, such as a dash.
fn name(cell: &str) -> Option<String> {
    let name = tidy_name(&cell.replace(char::is_control, " "));
    (!name_key(&name).is_empty()).then_some(name)
}

/// The names that a path such as `Leadership > shared vision` is made of.
fn split_path(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split(['>', '\\']).map(str::trim).collect();
    if parts.iter().any(|part| name_key(part).is_empty()) {
        return vec![name.to_owned()];
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// A code that has the texts of a row and nothing else.
fn texts(row: &Row, columns: &Columns) -> Code {
    let mut code = Code::named("");
    for &(meaning, column) in &columns.fields {
        let cell = row.cell(column);
        match meaning {
            _ if cell.is_empty() => {}
            Meaning::Short => append(&mut code.short, cell),
            Meaning::Definition => append(&mut code.definition, cell),
            Meaning::UseWhen => append(&mut code.use_when, cell),
            Meaning::DoNotUseWhen => append(&mut code.do_not_use_when, cell),
            Meaning::Examples => code.examples.extend(examples(cell)),
            _ => {}
        }
    }
    code
}

/// Adds a paragraph.
pub(crate) fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(more);
}

/// The examples in a cell: one a line, further lines of an example indented by two spaces.
fn examples(cell: &str) -> Vec<String> {
    let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
    let mut examples: Vec<String> = Vec::new();
    for line in cell.split('\n') {
        match (line.strip_prefix("  "), examples.last_mut()) {
            (Some(further), Some(example)) => {
                example.push('\n');
                example.push_str(further);
            }
            _ => examples.push(line.to_owned()),
        }
    }
    examples
}

/// A row without a name says more of the code above it, as merged cells do.
fn continue_last(entries: &mut [Entry], row: &Row, code: Code, remarks: &mut Vec<Remark>) {
    if code == Code::named("") {
        return;
    }
    let mut remark = Remark {
        severity: Severity::Note,
        id: "row-joined",
        code: None,
        place: Some(row.place()),
        message: "a row without a name was joined to the code above it".into(),
        hint: None,
    };
    match entries.last_mut() {
        Some(entry) => entry.take_texts(code),
        None => {
            remark.severity = Severity::Warning;
            remark.id = "row-without-name";
            remark.message = "a row without a name was left out".into();
        }
    }
    remarks.push(remark);
}

/// Colour, assignable and state, as far as they can be understood.
fn settings(entry: &mut Entry, row: &Row, columns: &Columns, remarks: &mut Vec<Remark>) {
    for &(meaning, column) in &columns.fields {
        let cell = row.cell(column);
        if cell.is_empty() {
            continue;
        }
        let understood = match meaning {
            Meaning::Colour => {
                let parsed = cell.parse::<Colour>().or_else(|_| format!("#{cell}").parse());
                entry.code.colour = parsed.ok();
                entry.code.colour.is_some()
            }
            Meaning::Assignable => {
                entry.assignable = yes_or_no(cell);
                entry.assignable.is_some()
            }
            Meaning::State => state(entry, cell, row),
            _ => true,
        };
        if !understood {
            let what = match meaning {
                Meaning::Colour => "the colour",
                Meaning::Assignable => "whether it is assignable",
                _ => "the state",
            };
            let name = entry.path.last().map_or("", String::as_str);
            remarks.push(Remark {
                severity: Severity::Warning,
                id: "value-not-understood",
                code: None,
                place: Some(row.place()),
                message: format!("{what} of {} was not understood", Quoted(name)),
                hint: Some(
                    match meaning {
                        Meaning::Colour => "write for example #3a7ca5",
                        Meaning::Assignable => "write yes or no",
                        _ => "write active, retired or merged into NAME",
                    }
                    .into(),
                ),
            });
        }
    }
}

fn yes_or_no(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "wahr" | "oui" | "vrai" => Some(true),
        "no" | "n" | "false" | "0" | "nein" | "falsch" | "non" | "faux" => Some(false),
        _ => None,
    }
}

fn state(entry: &mut Entry, cell: &str, row: &Row) -> bool {
    const MERGED: &str = "merged into ";
    match cell.to_lowercase().as_str() {
        "active" | "in use" | "aktiv" => true,
        "retired" | "inactive" | "deprecated" | "obsolete" | "inaktiv" => {
            entry.code.state = CodeState::Retired;
            true
        }
        _ => match cell.split_at_checked(MERGED.len()) {
            Some((start, target)) if start.eq_ignore_ascii_case(MERGED) => {
                entry.merged_into =
                    Some(Reference { name: tidy_name(target), place: row.place() });
                true
            }
            _ => false,
        },
    }
}
