//! Tables with a row for each turn: which column holds what.

use crate::Place;
use crate::builder::Opening;
use crate::line::Line;
use crate::time::{clock, stamp};

/// Which columns of a table hold the parts of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) start: Option<usize>,
    pub(crate) end: Option<usize>,
    pub(crate) speaker: Option<usize>,
    pub(crate) words: usize,
}

const START: [&str; 18] = [
    "start",
    "start time",
    "starttime",
    "start timestamp",
    "begin",
    "from",
    "in",
    "time",
    "timestamp",
    "time stamp",
    "timecode",
    "time code",
    "tc",
    "start ms",
    "start s",
    "time in",
    "timespan",
    "time span",
];
const END: [&str; 12] = [
    "end",
    "end time",
    "endtime",
    "end timestamp",
    "stop",
    "to",
    "out",
    "end ms",
    "end s",
    "time out",
    "finish",
    "stop time",
];
const SPEAKER: [&str; 14] = [
    "speaker",
    "speakers",
    "speaker name",
    "speaker id",
    "speaker label",
    "name",
    "participant",
    "participant id",
    "who",
    "person",
    "interlocutor",
    "sprecher",
    "locuteur",
    "hablante",
];
const WORDS: [&str; 18] = [
    "text",
    "words",
    "utterance",
    "utterances",
    "content",
    "transcript",
    "transcription",
    "sentence",
    "speech",
    "message",
    "caption",
    "what",
    "said",
    "body",
    "turn",
    "dialogue",
    "spoken text",
    "texte",
];

impl Columns {
    /// Finds the columns by the names in a header row, in any case.
    pub(crate) fn find(header: &[&str]) -> Option<Columns> {
        Columns::find_with(header, None)
    }

    /// The same, where it is known which column holds the words.
    pub(crate) fn find_with(header: &[&str], words: Option<usize>) -> Option<Columns> {
        let cells: Vec<String> = header.iter().map(|cell| fold(cell)).collect();
        let find = |names: &[&str]| {
            names.iter().find_map(|name| cells.iter().position(|cell| cell == name))
        };
        Some(Columns {
            start: find(&START),
            end: find(&END),
            speaker: find(&SPEAKER),
            words: words.or_else(|| find(&WORDS))?,
        })
    }

    /// Whether a row is a table's header even in a file that is not called a table: a column
    /// of words and one that says who or when.
    pub(crate) fn are_telling(&self) -> bool {
        self.speaker.is_some() || self.start.is_some()
    }
}

/// The name of a column, without regard to case and punctuation.
pub(crate) fn fold(cell: &str) -> String {
    let cell = cell.trim().trim_matches('"').trim_start_matches('\u{feff}');
    let words: Vec<String> = cell
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// What a bare number means in a column of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
}

impl Unit {
    /// The unit that the name of a column tells; seconds if it tells none.
    pub(crate) fn of(header: &[&str], columns: Columns) -> Unit {
        let name = columns.start.or(columns.end).and_then(|at| header.get(at));
        let name = name.map(|name| fold(name)).unwrap_or_default();
        let is_ms = name.split(' ').any(|word| word == "ms" || word.starts_with("millisec"));
        if is_ms { Unit::Milliseconds } else { Unit::Seconds }
    }

    /// The moment that a cell names, and the later one where it names a range.
    pub(crate) fn read(self, cell: &str) -> Option<(u64, Option<u64>)> {
        if let Some(found) = stamp(cell).filter(|found| found.len == cell.len()) {
            return Some((found.start_ms, found.end_ms));
        }
        if let Some((ms, len)) = clock(cell) {
            return (len == cell.len()).then_some((ms, None));
        }
        let number: f64 = cell.replacen(',', ".", 1).parse().ok()?;
        let ms = match self {
            Unit::Seconds => number * 1000.0,
            Unit::Milliseconds => number,
        };
        // A recording of more than a century is a mistake.
        (0.0..4e12).contains(&ms).then_some((ms.round() as u64, None))
    }
}

/// The turns of a table inside a document, if its first row names columns that tell who or
/// when next to the words.
pub(crate) fn given_rows(rows: &[Vec<String>], place: Place) -> Option<Vec<Line>> {
    let header: Vec<&str> = rows.first()?.iter().map(String::as_str).collect();
    let columns = Columns::find(&header).filter(|columns| columns.are_telling())?;
    let unit = Unit::of(&header, columns);
    let mut lines = Vec::new();
    for row in &rows[1..] {
        let cell = |column: Option<usize>| {
            column.and_then(|at| row.get(at)).map(|cell| cell.trim()).filter(|c| !c.is_empty())
        };
        let Some(words) = cell(Some(columns.words)) else { continue };
        let start = cell(columns.start).and_then(|cell| unit.read(cell));
        let end = cell(columns.end).and_then(|cell| unit.read(cell));
        let mut given = Some(Box::new(Opening {
            speaker: cell(columns.speaker).map(|name| name.trim_end_matches(':').to_owned()),
            start_ms: start.map(|(ms, _)| ms),
            end_ms: end.map(|(ms, _)| ms).or(start.and_then(|(_, end)| end)),
        }));
        for paragraph in words.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
            let mut line = Line::body(paragraph.trim().to_owned(), place);
            line.given = given.take();
            lines.push(line);
        }
    }
    Some(lines)
}

/// The delimiter of a table: of tab, semicolon and comma, the one that shows known columns in
/// the first row, else the one that the row has most of.
pub(crate) fn delimiter(first_row: &str) -> u8 {
    let mut found: Vec<(bool, usize, u8)> = [b',', b';', b'\t']
        .into_iter()
        .map(|delimiter| {
            let cells: Vec<&str> = first_row.split(char::from(delimiter)).collect();
            let known = Columns::find(&cells).is_some_and(|columns| columns.are_telling());
            (known, cells.len(), delimiter)
        })
        .collect();
    // The sort is stable, so the comma comes first among equals.
    found.sort_by_key(|&(known, count, _)| std::cmp::Reverse((known, count)));
    found.first().map_or(b',', |&(_, _, delimiter)| delimiter)
}

#[cfg(test)]
mod tests {
    use super::{Columns, delimiter};

    #[test]
    fn columns_go_by_their_names() {
        let found = Columns::find(&["Line", "SPEAKER", " Text ", "start_time"]);
        let expect = Columns { start: Some(3), end: None, speaker: Some(1), words: 2 };
        assert_eq!(found, Some(expect));
        assert_eq!(Columns::find(&["a", "b", "c"]), None);
    }

    #[test]
    fn the_delimiter_shows_columns_or_is_the_commonest() {
        assert_eq!(delimiter("a,b,c"), b',');
        assert_eq!(delimiter("speaker\ttext"), b'\t');
        assert_eq!(delimiter("speaker;text;a, b, c, d"), b';');
    }
}
