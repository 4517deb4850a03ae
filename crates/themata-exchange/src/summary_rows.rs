use crate::Error;
use crate::sheet::{Sheet, cell};

/// A row of a sheet of the framework matrix: what is said of one row on one column of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The line that the row begins on, counted from 1.
    pub line: u64,
    /// What makes the rows of the matrix: `document`, or the name of an attribute.
    pub rows: Option<String>,
    /// The name of the row.
    pub row: String,
    /// The title of a theme or the name of a code.
    pub column: String,
    /// The analyst's words; empty if nothing is said.
    pub summary: String,
}

const ROWS: [&str; 2] = ["rows", "rows by"];
const ROW: [&str; 3] = ["row", "case", "site"];
const COLUMN: [&str; 4] = ["column", "theme", "code", "col"];
const SUMMARY: [&str; 3] = ["summary", "words", "text"];

/// Reads a sheet of summaries: CSV with commas, semicolons or tabs, in UTF-8, with the columns
/// `row`, `column` and `summary`, and perhaps `rows`. Other columns are passed over.
///
/// # Errors
///
/// If the sheet cannot be read, or one of the three columns is missing.
pub fn summary_rows(bytes: &[u8]) -> Result<Vec<SummaryRow>, Error> {
    let sheet = Sheet::read(bytes)?;
    let needed = |what: &'static str, usual: &[&str]| {
        sheet.column(what, None, usual)?.ok_or_else(|| sheet.missing(what, usual[0]))
    };
    let row = needed("row of the matrix", &ROW)?;
    let column = needed("column of the matrix", &COLUMN)?;
    let summary = needed("summary", &SUMMARY)?;
    let rows = sheet.column("rows", None, &ROWS)?;
    let said = |record: &csv::StringRecord, place| cell(record, place).to_owned();
    let read = sheet.rows.iter().map(|(line, record)| SummaryRow {
        line: *line,
        rows: Some(said(record, rows)).filter(|rows| !rows.is_empty()),
        row: said(record, Some(row)),
        column: said(record, Some(column)),
        summary: said(record, Some(summary)),
    });
    Ok(read.collect())
}

#[cfg(test)]
mod tests {
    use super::summary_rows;

    #[test]
    fn cells_are_read_with_their_lines() {
        let sheet = "rows,row,column,excerpts,summary\nsite,04,IT,3,\"They wait.\nAnd wait.\"\n\
                     ,05,IT,0,\n";
        let rows = summary_rows(sheet.as_bytes()).unwrap();
        assert_eq!((rows[0].line, rows[0].rows.as_deref()), (2, Some("site")));
        assert_eq!(rows[0].summary, "They wait.\nAnd wait.");
        assert_eq!((rows[1].line, rows[1].rows.as_deref()), (4, None));
        assert_eq!((rows[1].row.as_str(), rows[1].summary.as_str()), ("05", ""));
    }

    #[test]
    fn a_sheet_without_summaries_is_refused() {
        let error = summary_rows(b"row,column\n04,IT\n").unwrap_err();
        assert!(error.to_string().contains("summary"), "{error}");
    }
}
