use themata_text::CharSpan;

use crate::Error;
use crate::sheet::{Sheet, cell, key};

/// Which columns of a sheet hold what. What is not said is recognised by the usual names.
#[derive(Clone, Debug, Default)]
pub struct CodingColumns {
    /// The column with the name of the document.
    pub document: Option<String>,
    /// The column with the quoted passage.
    pub quote: Option<String>,
    /// The columns with codes; each may hold several, separated by `;`, `|` or commas.
    pub codes: Vec<String>,
    /// The column with the name of the coder.
    pub coder: Option<String>,
    /// The column that says barrier or facilitator.
    pub valence: Option<String>,
    /// The column with weights.
    pub weight: Option<String>,
    /// The column with remarks.
    pub memo: Option<String>,
}

/// A row of a sheet: a passage and the codes that were applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingRow {
    /// The line of the file that the row begins on, counted from 1.
    pub line: u64,
    /// The name of the document; empty if the sheet has no such column.
    pub document: String,
    /// The passage.
    pub quote: String,
    /// The names of the codes, without repetitions.
    pub codes: Vec<String>,
    /// The name of the coder, if the row has one.
    pub coder: Option<String>,
    /// What the row says of the valence, if anything.
    pub valence: Option<String>,
    /// What the row says of the weight, if anything.
    pub weight: Option<String>,
    /// The remark, if there is one.
    pub memo: Option<String>,
    /// Where the passage lies in the document, if the row says so in columns `start` and
    /// `end`, in code points, the end excluded. Believed only where the words agree.
    pub span: Option<CharSpan>,
}

const DOCUMENT: [&str; 10] = [
    "document",
    "document id",
    "document name",
    "doc",
    "source",
    "transcript",
    "file",
    "filename",
    "interview",
    "participant",
];
const QUOTE: [&str; 12] = [
    "quote",
    "quotation",
    "excerpt",
    "excerpt copy",
    "segment",
    "passage",
    "text chunk",
    "coded text",
    "quoted text",
    "quotation content",
    "content",
    "text",
];
const CODES: [&str; 5] = ["code", "codes", "codes applied", "code name", "code 1"];
const CODER: [&str; 6] =
    ["coder", "coder name", "user", "created by", "creator", "excerpt creator"];
const VALENCE: [&str; 3] = ["valence", "direction", "barrier or facilitator"];
const WEIGHT: [&str; 2] = ["weight", "weight score"];
const MEMO: [&str; 5] = ["memo", "comment", "comments", "note", "remark"];

/// Reads a sheet of coded passages: CSV with commas, semicolons or tabs, in UTF-8.
///
/// A cell of codes is not taken apart if `is_code` says that all of it is the name of one.
///
/// # Errors
///
/// If the sheet cannot be read, or has no column for quotes or codes.
pub fn coding_rows(
    bytes: &[u8],
    columns: &CodingColumns,
    is_code: &dyn Fn(&str) -> bool,
) -> Result<Vec<CodingRow>, Error> {
    let sheet = Sheet::read(bytes)?;
    let document = sheet.column("document", columns.document.as_deref(), &DOCUMENT)?;
    let quote = sheet
        .column("quote", columns.quote.as_deref(), &QUOTE)?
        .ok_or_else(|| sheet.missing("quote", ""))?;
    let codes = code_columns(&sheet, &columns.codes)?;
    let coder = sheet.column("coder", columns.coder.as_deref(), &CODER)?;
    let valence = sheet.column("valence", columns.valence.as_deref(), &VALENCE)?;
    let weight = sheet.column("weight", columns.weight.as_deref(), &WEIGHT)?;
    let memo = sheet.column("memo", columns.memo.as_deref(), &MEMO)?;
    let start = sheet.column("start", None, &["start"])?;
    let end = sheet.column("end", None, &["end"])?;

    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(sheet
        .rows
        .iter()
        .map(|(line, record)| CodingRow {
            line: *line,
            document: cell(record, document).to_owned(),
            quote: cell(record, Some(quote)).to_owned(),
            codes: split(codes.iter().map(|&column| cell(record, Some(column))), is_code),
            coder: filled(cell(record, coder)),
            valence: filled(cell(record, valence)),
            weight: filled(cell(record, weight)),
            memo: filled(cell(record, memo)),
            span: span(cell(record, start), cell(record, end)),
        })
        .collect())
}

/// The columns with codes: those named; else the one of a usual name, and with `code 1` also
/// `code 2` and so on.
fn code_columns(sheet: &Sheet, named: &[String]) -> Result<Vec<usize>, Error> {
    let mut places = Vec::new();
    for name in named {
        places.extend(sheet.column("codes", Some(name), &[])?);
    }
    if places.is_empty() {
        let first =
            sheet.column("codes", None, &CODES)?.ok_or_else(|| sheet.missing("codes", ""))?;
        places.push(first);
        if key(&sheet.columns[first]) == "code1" {
            let numbered = (2..10).map(|number| format!("code {number}"));
            for name in numbered {
                places.extend(sheet.column("codes", None, &[&name])?);
            }
        }
    }
    Ok(places)
}

fn span(start: &str, end: &str) -> Option<CharSpan> {
    CharSpan::checked(start.parse().ok()?, end.parse().ok()?)
}

/// The codes named in some cells, each once, in order.
fn split<'a>(
    cells: impl Iterator<Item = &'a str>,
    is_code: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let mut add = |code: &str| {
        let code = code.trim();
        if !code.is_empty() && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    };
    for cell in cells {
        for part in pieces(cell, &[';', '|'], is_code) {
            pieces(part, &[','], is_code).into_iter().for_each(&mut add);
        }
    }
    codes
}

/// The pieces of a text between separators, or all of it if it is the name of a code.
fn pieces<'a>(text: &'a str, by: &[char], is_code: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    if is_code(text.trim()) { vec![text] } else { text.split(by).collect() }
}

#[cfg(test)]
mod tests {
    use super::{CodingColumns, coding_rows};

    fn check(sheet: &str, columns: &CodingColumns, expect: &str) {
        let is_code = |name: &str| name == "waiting, long";
        let shown = match coding_rows(sheet.as_bytes(), columns, &is_code) {
            Ok(rows) => rows
                .iter()
                .map(|row| {
                    format!(
                        "{}: {} | {} | {} | {} | {}\n",
                        row.line,
                        row.document,
                        row.quote,
                        row.codes.join("+"),
                        row.coder.as_deref().unwrap_or("-"),
                        row.valence.as_deref().unwrap_or("-"),
                    )
                })
                .collect(),
            Err(error) => {
                format!("error: {error}\nhint: {}\n", error.hint().unwrap_or_default())
            }
        };
        assert_eq!(shown, expect);
    }

    #[test]
    fn usual_names_are_recognised() {
        check(
            "document,quote,code,valence,memo\nP1,\"a,\nb\",IT,barrier,\n,,,,\nP2,c,x;y,,\n",
            &CodingColumns::default(),
            "2: P1 | a,\nb | IT | - | barrier\n5: P2 | c | x+y | - | -\n",
        );
        check(
            "\u{feff}Document ID\ttext_chunk\tcode_1\tcode_2\nP1\tword\tIT\tIT\n",
            &CodingColumns::default(),
            "2: P1 | word | IT | - | -\n",
        );
    }

    #[test]
    fn a_name_with_a_comma_is_kept_whole() {
        check(
            "quote,codes\na,\"waiting, long;IT\"\nb,\"IT, staffing\"\n",
            &CodingColumns::default(),
            "2:  | a | waiting, long+IT | - | -\n3:  | b | IT+staffing | - | -\n",
        );
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        check(
            "quote,code\r\n\"a,\r\nb\",IT\r\n\r\nc,IT\r\n",
            &CodingColumns::default(),
            "2:  | a,\r\nb | IT | - | -\n5:  | c | IT | - | -\n",
        );
    }

    #[test]
    fn columns_can_be_named() {
        let columns = CodingColumns {
            quote: Some("what".to_owned()),
            codes: vec!["Theme".to_owned()],
            coder: Some("who".to_owned()),
            ..CodingColumns::default()
        };
        check("who;What;theme\nana;words;IT\n", &columns, "2:  | words | IT | ana | -\n");
    }

    #[test]
    fn weights_are_in_the_column_of_that_name_or_in_one_that_is_said() {
        let weights = |sheet: &str, columns: &CodingColumns| -> Vec<Option<String>> {
            let rows = coding_rows(sheet.as_bytes(), columns, &|_| false).unwrap();
            rows.into_iter().map(|row| row.weight).collect()
        };
        let usual = CodingColumns::default();
        let some = |word: &str| Some(word.to_owned());
        let sheet = "quote,code,weight,stars\na,IT,80,5\nb,IT,,4\nc,IT,high,0\n";
        assert_eq!(weights(sheet, &usual), [some("80"), None, some("high")]);
        let named = CodingColumns { weight: some("stars"), ..CodingColumns::default() };
        assert_eq!(weights(sheet, &named), [some("5"), some("4"), some("0")]);
        assert_eq!(weights("segment,code,Weight score\na,IT,0\n", &usual), [some("0")]);
        assert_eq!(weights("quote,code\na,IT\n", &usual), [None]);
    }

    #[test]
    fn what_is_missing_is_named() {
        check(
            "document,words\nP1,a\n",
            &CodingColumns::default(),
            "error: the table has no column for the quote\n\
             hint: the columns are: document, words; say which one is meant\n",
        );
        check(
            "a,b\n1,2,3\n",
            &CodingColumns::default(),
            "error: line 2 of the table cannot be read\nhint: every row needs as many cells as \
             the first; put cells that hold the separator in quotation marks\n",
        );
        check(
            "",
            &CodingColumns::default(),
            "error: the table is empty\nhint: the first line of a table names its columns\n",
        );
    }
}
