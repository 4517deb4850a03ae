use crate::Error;
use crate::sheet::{Sheet, cell, key};

/// A table of what those who speak are called, do and are: a row for each speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerRows {
    /// The names of the attributes, in order of the columns.
    pub attributes: Vec<String>,
    /// The rows in order.
    pub rows: Vec<SpeakerRow>,
}

/// What is said of one who speaks. An empty cell says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerRow {
    /// The line that the row begins on, counted from 1.
    pub line: u64,
    /// The document; `None` if the row speaks of all documents.
    pub document: Option<String>,
    /// The name in the transcript.
    pub speaker: String,
    /// The name from now on.
    pub name: Option<String>,
    /// The word for what the speaker does in an interview.
    pub role: Option<String>,
    /// A text for each attribute; an empty one says nothing.
    pub values: Vec<String>,
}

const SPEAKER: [&str; 7] =
    ["speaker", "heard as", "in the transcript", "transcript name", "from", "old name", "old"];
const NAME: [&str; 6] = ["name", "called", "to", "new name", "new", "rename to"];
const ROLE: [&str; 2] = ["speaker role", "role"];
const DOCUMENT: [&str; 5] = ["document", "document name", "file", "filename", "interview"];
/// What a list of speakers counts: columns that say nothing about a speaker.
const COUNTED: [&str; 5] = ["turns", "words", "questions", "starts", "share of words"];

/// Reads a table of speakers: CSV with commas, semicolons or tabs, in UTF-8.
///
/// It has a column `speaker` with the name in the transcript and may have `document`, `name`
/// and `role`; other columns are attributes of the speaker, but for those that only count.
///
/// # Errors
///
/// If the table cannot be read, or has no column for the names in the transcript.
pub fn speaker_rows(bytes: &[u8]) -> Result<SpeakerRows, Error> {
    let sheet = Sheet::read(bytes)?;
    let speaker = sheet
        .column("names in the transcript", None, &SPEAKER)?
        .ok_or_else(|| sheet.missing("names in the transcript", "speaker"))?;
    let document = sheet.column("document", None, &DOCUMENT)?;
    let name = sheet.column("name", None, &NAME)?;
    let role = sheet.column("role", None, &ROLE)?;
    let counted = |column: usize| COUNTED.iter().any(|w| key(w) == key(&sheet.columns[column]));
    let known = [Some(speaker), document, name, role];
    let columns: Vec<usize> = (0..sheet.columns.len())
        .filter(|&column| !known.contains(&Some(column)) && !counted(column))
        .filter(|&column| !sheet.columns[column].is_empty())
        .collect();
    let said = |record: &csv::StringRecord, column: Option<usize>| {
        Some(cell(record, column).to_owned()).filter(|text| !text.is_empty())
    };
    let rows = sheet
        .rows
        .iter()
        .map(|(line, record)| SpeakerRow {
            line: *line,
            document: said(record, document),
            speaker: cell(record, Some(speaker)).to_owned(),
            name: said(record, name),
            role: said(record, role),
            values: columns.iter().map(|&c| cell(record, Some(c)).to_owned()).collect(),
        })
        .collect();
    let attributes = columns.iter().map(|&column| sheet.columns[column].clone()).collect();
    Ok(SpeakerRows { attributes, rows })
}

#[cfg(test)]
mod tests {
    use super::speaker_rows;

    #[test]
    fn a_list_of_speakers_can_be_read_back() {
        let table = b"Document,Speaker,Name,Role,Turns,age\nFG1,P12,Maria,participant,24,61\n\
                      ,Unknown Speaker,,,81,\n";
        let read = speaker_rows(table).unwrap();
        assert_eq!(read.attributes, ["age"]);
        let rows: Vec<String> = read
            .rows
            .iter()
            .map(|row| {
                let shown = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
                let (document, name) = (shown(&row.document), shown(&row.name));
                let role = shown(&row.role);
                format!("{document} {} {name} {role} {}", row.speaker, row.values.join(","))
            })
            .collect();
        assert_eq!(rows, ["FG1 P12 Maria participant 61", "- Unknown Speaker - - "]);
    }

    #[test]
    fn two_columns_from_and_to_will_do() {
        let read = speaker_rows(b"from;to\nSPEAKER_00;Ann\n").unwrap();
        assert_eq!(
            (read.rows[0].speaker.as_str(), read.rows[0].name.as_deref()),
            ("SPEAKER_00", Some("Ann"))
        );
        assert!(speaker_rows(b"a,b\n1,2\n").is_err());
    }
}
