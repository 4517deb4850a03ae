use crate::Error;
use crate::error::Kind;
use crate::sheet::{Sheet, cell, key};

/// A table of what is known of documents: a row for each document, a column for each
/// attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueRows {
    /// The names of the attributes, in order of the columns.
    pub attributes: Vec<String>,
    /// For each row the line it begins on, the name of the document, and a text for each
    /// attribute; an empty text says nothing.
    pub rows: Vec<(u64, String, Vec<String>)>,
}

const DOCUMENT: [&str; 8] = [
    "document",
    "document name",
    "document id",
    "file",
    "filename",
    "name",
    "transcript",
    "interview",
];

/// Reads a table of what is known of documents: CSV with commas, semicolons or tabs, in UTF-8.
///
/// # Errors
///
/// If the table cannot be read, has no column for the documents, or has two columns of one
/// name.
pub fn value_rows(bytes: &[u8], document: Option<&str>) -> Result<ValueRows, Error> {
    let sheet = Sheet::read(bytes)?;
    let place = sheet
        .column("document", document, &DOCUMENT)?
        .ok_or_else(|| sheet.missing("document", ""))?;
    let columns: Vec<usize> = (0..sheet.columns.len())
        .filter(|&column| column != place && !sheet.columns[column].is_empty())
        .collect();
    let attributes: Vec<String> =
        columns.iter().map(|&column| sheet.columns[column].clone()).collect();
    let mut keys: Vec<String> = attributes.iter().map(|name| key(name)).collect();
    keys.sort_unstable();
    if let Some(twice) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
        let name = attributes.iter().find(|name| key(name) == twice[0]).cloned();
        return Err(Error::new(Kind::TwoColumns { name: name.unwrap_or_default() }));
    }
    let rows = sheet
        .rows
        .iter()
        .map(|(line, record)| {
            let values =
                columns.iter().map(|&column| cell(record, Some(column)).to_owned()).collect();
            (*line, cell(record, Some(place)).to_owned(), values)
        })
        .collect();
    Ok(ValueRows { attributes, rows })
}

#[cfg(test)]
mod tests {
    use super::value_rows;

    #[test]
    fn attributes_are_the_other_columns() {
        let read = value_rows(b"site,Document,wave\n04,P1,2\n05,P2,\n", None).unwrap();
        assert_eq!(read.attributes, ["site", "wave"]);
        let rows: Vec<_> =
            read.rows.iter().map(|(l, d, v)| (*l, d.as_str(), v.join("|"))).collect();
        assert_eq!(rows, [(2, "P1", "04|2".to_owned()), (3, "P2", "05|".to_owned())]);
    }

    #[test]
    fn two_columns_of_one_name_are_refused() {
        let error = value_rows(b"document,Site,site\nP1,4,4\n", None).unwrap_err();
        assert_eq!(error.to_string(), "the table has two columns `Site`");
    }
}
