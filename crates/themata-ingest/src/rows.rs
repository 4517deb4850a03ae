//! Tables with a row for each turn: which column holds what.

use crate::Place;
use crate::builder::Opening;
use crate::line::{Given, Line};
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

    /// Those that there are, in the order in which this type names them.
    pub(crate) fn used(&self) -> impl Iterator<Item = usize> {
        [self.start, self.end, self.speaker, Some(self.words)].into_iter().flatten()
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

/// Nobody speaks fewer characters in a second. Whole numbers of which that would have to be
/// true are milliseconds.
const FEWEST_CHARS: f64 = 0.05;

impl Unit {
    /// The unit that the name of a column tells, else the one in which people speak at a
    /// likely pace. The rows are looked at by the cells that they have in columns.
    pub(crate) fn of<'a, R>(header: &[&str], columns: Columns, rows: R) -> Unit
    where
        R: IntoIterator<Item: Fn(usize) -> Option<&'a str>>,
    {
        let name = columns.start.or(columns.end).and_then(|at| header.get(at));
        let name = name.map(|name| fold(name)).unwrap_or_default();
        let says = |is: fn(&str) -> bool| name.split(' ').any(is);
        if says(|word| word == "ms" || word.starts_with("millisec")) {
            return Unit::Milliseconds;
        }
        let (Some(start), Some(end)) = (columns.start, columns.end) else {
            return Unit::Seconds;
        };
        if says(|word| word == "s" || word.starts_with("sec")) {
            return Unit::Seconds;
        }
        let (mut chars, mut span) = (0, 0u64);
        for cell in rows {
            let (Some(start), Some(end)) = (cell(start), cell(end)) else { continue };
            let whole = |cell: &str| cell.trim().parse::<u64>().ok();
            let (Some(start), Some(end)) = (whole(start), whole(end)) else {
                return Unit::Seconds;
            };
            span = span.saturating_add(end.saturating_sub(start));
            chars += cell(columns.words).map_or(0, |words| words.chars().count());
        }
        let is_slow = (chars as f64) < FEWEST_CHARS * span as f64;
        if is_slow { Unit::Milliseconds } else { Unit::Seconds }
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

/// The turns of a table inside a document.
#[derive(Debug)]
pub(crate) struct GivenRows {
    pub(crate) lines: Vec<Line>,
    /// How many cells with words found no place in them.
    pub(crate) left_out: usize,
}

impl GivenRows {
    /// The lines, of which the first says how many cells were left out.
    pub(crate) fn into_lines(mut self) -> Vec<Line> {
        let given = self.lines.first_mut().and_then(|line| line.given.as_mut());
        if let Some(given) = given.filter(|_| self.left_out > 0)
            && let Given::Opens(opening) = given
        {
            *given = Given::OpensTable(std::mem::take(opening), self.left_out);
        }
        self.lines
    }
}

/// The turns of a table inside a document, if its first row names columns that tell who or
/// when next to the words, and any row below it has words.
pub(crate) fn given_rows(rows: &[Vec<String>], place: Place) -> Option<GivenRows> {
    placed_rows(rows, |_, _| false, |_| place)
}

/// The same, where it is known which cells of which rows a cell above them spans, and where
/// each row is. Who speaks and when is said of all rows that a cell spans; words are said once.
pub(crate) fn placed_rows(
    rows: &[Vec<String>],
    is_covered: impl Fn(usize, usize) -> bool,
    place: impl Fn(usize) -> Place,
) -> Option<GivenRows> {
    let header: Vec<&str> = rows.first()?.iter().map(String::as_str).collect();
    let columns = Columns::find(&header).filter(|columns| columns.are_telling())?;
    let unit = Unit::of(&header, columns, rows[1..].iter().map(|row| |at| filled(row, at)));
    let (mut lines, mut left_out) = (Vec::new(), 0);
    let [mut who, mut from, mut to] =
        [columns.speaker, columns.start, columns.end].map(Above::of);
    for (at, row) in rows.iter().enumerate().skip(1) {
        let cell = |column: Option<usize>| column.and_then(|at| filled(row, at));
        let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
        for above in [&mut who, &mut from, &mut to] {
            let is_covered = above.column.is_some_and(|column| is_covered(at, column));
            above.words = cell(above.column).or(above.words.filter(|_| is_covered));
        }
        let Some(words) = cell(Some(columns.words)) else {
            left_out += filled;
            continue;
        };
        left_out += filled - columns.used().filter(|&at| cell(Some(at)).is_some()).count();
        let start = from.words.and_then(|cell| unit.read(cell));
        let end = to.words.and_then(|cell| unit.read(cell));
        let opening = Opening {
            speaker: who.words.and_then(speaker),
            start_ms: start.map(|(ms, _)| ms),
            end_ms: end.map(|(ms, _)| ms).or(start.and_then(|(_, end)| end)),
        };
        let mut given = Given::Opens(Box::new(opening));
        for paragraph in words.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
            let mut line = Line::body(paragraph.trim().to_owned(), place(at));
            line.given = Some(std::mem::replace(&mut given, Given::GoesOn));
            lines.push(line);
        }
    }
    (!lines.is_empty()).then_some(GivenRows { lines, left_out })
}

/// What holds in a column: the words of the row, or those of a cell above that spans it.
struct Above<'r> {
    column: Option<usize>,
    words: Option<&'r str>,
}

impl Above<'_> {
    fn of<'r>(column: Option<usize>) -> Above<'r> {
        Above { column, words: None }
    }
}

fn filled(row: &[String], column: usize) -> Option<&str> {
    row.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

/// The name in a cell, without the colon that somebody put behind it.
pub(crate) fn speaker(cell: &str) -> Option<String> {
    let name = cell.trim().trim_end_matches([':', '：']).trim_end();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Columns;

    #[test]
    fn columns_go_by_their_names() {
        let found = Columns::find(&["Line", "SPEAKER", " Text ", "start_time"]);
        let expect = Columns { start: Some(3), end: None, speaker: Some(1), words: 2 };
        assert_eq!(found, Some(expect));
        assert_eq!(Columns::find(&["a", "b", "c"]), None);
    }
}
