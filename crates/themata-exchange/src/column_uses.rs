use crate::Error;
use crate::sheet::{Sheet, cell};

/// Reads a table that says what the columns of a survey hold: a row for each of them, with
/// its name in the column `column` and the word for its use in the column `use`.
///
/// Comes back as the line that the row begins on, the name and the word. Rows without a word
/// say nothing and are left out.
///
/// # Errors
///
/// If the table cannot be read or lacks one of the two columns.
pub fn column_uses(bytes: &[u8]) -> Result<Vec<(u64, String, String)>, Error> {
    let sheet = Sheet::read(bytes)?;
    let column = sheet
        .column("names of the columns", None, &["column", "name", "header", "question"])?
        .ok_or_else(|| sheet.missing("names of the columns", "column"))?;
    let usage = sheet
        .column("use of the columns", None, &["use", "used as", "kind", "type", "as"])?
        .ok_or_else(|| sheet.missing("use of the columns", "use"))?;
    Ok(sheet
        .rows
        .iter()
        .map(|(line, record)| {
            let word = cell(record, Some(usage)).to_lowercase();
            (*line, cell(record, Some(column)).to_owned(), word)
        })
        .filter(|(_, _, word)| !word.is_empty())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::column_uses;

    #[test]
    fn each_row_says_what_a_column_holds() {
        let rows = column_uses(b"column,use\nID,name\n\"What, if anything?\",Question\nx,\n");
        let expect = [(2, "ID", "name"), (3, "What, if anything?", "question")]
            .map(|(line, name, word)| (line, name.to_owned(), word.to_owned()));
        assert_eq!(rows.unwrap(), expect);
        assert!(column_uses(b"a,b\n1,2\n").is_err());
    }
}
