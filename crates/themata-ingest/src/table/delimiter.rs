use crate::rows::Columns;

/// How the cells of a text are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Where the table begins, in bytes: behind the line that Excel says the delimiter in.
    pub(crate) from: usize,
}

const DELIMITERS: [u8; 4] = *b",;\t|";
/// How much of a text is looked at, in bytes and in rows.
const WINDOW: usize = 64 << 10;
const ROWS: usize = 60;
/// How many rows below the header tell whether a text is a table.
const TELLING_ROWS: usize = 20;
/// How many bytes the first line of such a text has at most.
const MOST_OF_HEADER: usize = 2_000;

/// Finds out what stands between the cells of a text.
///
/// The delimiter that shows known columns in the first row is it; else the one that cuts most
/// rows into as many cells as the first; else the one that makes most cells.
pub(crate) fn dialect(text: &str) -> Dialect {
    let trimmed = text.trim_start_matches(['\u{feff}', '\n', ' ']);
    let from = text.len() - trimmed.len();
    let first = trimmed.split('\n').next().unwrap_or_default();
    if let Some(delimiter) = declared(first) {
        let from = (from + first.len() + 1).min(text.len());
        return Dialect { delimiter, from };
    }
    let window = &trimmed[..trimmed.floor_char_boundary(WINDOW)];
    let delimiter = DELIMITERS
        .into_iter()
        // The first of equals counts.
        .rev()
        .max_by_key(|&delimiter| evidence(window, delimiter, window.len() < trimmed.len()))
        .unwrap_or(b',');
    Dialect { delimiter, from }
}

/// The delimiter that a line such as `sep=;` declares.
fn declared(line: &str) -> Option<u8> {
    let line = line.trim_end_matches('\r').trim_matches('"');
    let rest = line.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?;
    match line.as_bytes()[rest.len()..] {
        [delimiter] if delimiter.is_ascii() => Some(delimiter),
        _ => None,
    }
}

/// Whether a text is a table whatever its name is: its first row names columns of turns, and
/// four in five of the next rows have as many cells as that. A line of a transcript may look
/// like the first row alone.
pub(crate) fn is_table(text: &str) -> bool {
    // The header of a table is short; the only line of a text may be very long.
    if text.split('\n').next().is_none_or(|line| line.len() >= MOST_OF_HEADER) {
        return false;
    }
    let Dialect { delimiter, from } = dialect(text);
    let text = &text[from..];
    let window = &text[..text.floor_char_boundary(WINDOW)];
    let (is_known, lengths) = lengths(window, delimiter, window.len() < text.len());
    let rows = lengths.get(1..).unwrap_or_default();
    let rows = &rows[..rows.len().min(TELLING_ROWS)];
    let alike = rows.iter().filter(|&&length| length == lengths[0]).count();
    is_known && alike > 0 && alike * 5 >= rows.len() * 4
}

/// How much speaks for a delimiter: known columns, rows of one length in twentieths, cells.
fn evidence(window: &str, delimiter: u8, is_cut: bool) -> (bool, usize, usize) {
    let (is_known, lengths) = lengths(window, delimiter, is_cut);
    let width = lengths.first().copied().unwrap_or(0);
    if width < 2 {
        return (false, 0, 0);
    }
    let alike = lengths.iter().filter(|&&length| length == width).count();
    (is_known, alike * 20 / lengths.len(), width)
}

/// Whether the first row names columns of turns, and how many cells the rows have.
fn lengths(window: &str, delimiter: u8, is_cut: bool) -> (bool, Vec<usize>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(window.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lengths = Vec::new();
    let mut is_known = false;
    while lengths.len() < ROWS && reader.read_record(&mut record).unwrap_or(false) {
        if lengths.is_empty() {
            let cells: Vec<&str> = record.iter().collect();
            is_known = Columns::find(&cells).is_some_and(|columns| columns.are_telling());
        }
        lengths.push(record.len());
    }
    if is_cut && lengths.len() > 1 && lengths.len() < ROWS {
        lengths.pop();
    }
    (is_known, lengths)
}

#[cfg(test)]
mod tests {
    use super::dialect;

    #[track_caller]
    fn check(text: &str, expect: char, from: usize) {
        let found = dialect(text);
        assert_eq!((char::from(found.delimiter), found.from), (expect, from));
    }

    #[test]
    fn rows_of_one_length_tell() {
        check("a,b,c\n1,2,3", ',', 0);
        check("id;Why, or why not, in short?;x\n1;one, two;3\n2;a, b, c, d;4", ';', 0);
        check("id;n\n1;\"a,b,c\n;;d\"\n2;x", ';', 0);
        check("a|b\n1|2,3", '|', 0);
        check("a\tb, c\n1\t2", '\t', 0);
        check("only", ',', 0);
    }

    #[test]
    fn known_columns_tell_more() {
        check("speaker;text;a, b, c, d", ';', 0);
        check("speaker\ttext\nAnn\tOne, two\textra", '\t', 0);
    }

    #[test]
    fn a_first_line_may_say_it() {
        check("sep=;\na,b;c\n", ';', 6);
        check("\"SEP=,\"\na;b;c,d\n", ',', 8);
        check("sep=", ',', 0);
    }
}
