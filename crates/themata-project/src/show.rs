use themata_analysis::{Cell, Column, Kind, Table};
use themata_codebook::CodeIndex;
use themata_model::{Coding, Study, Transcript, Turn, Valence};
use themata_text::{CharSpan, paragraphs};

use crate::ask::ask;
use crate::names::{clock, count, of_query};
use crate::{Failure, Project};

/// A document laid out for reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What the document is called.
    pub name: String,
    /// What is known of it, in a line: `site 04 · role nurse · 1 642 words`.
    pub facts: String,
    /// Its turns and the paragraphs between them, in order.
    pub turns: Vec<ShownTurn>,
    /// The codings, in order of their beginning.
    pub codings: Vec<ShownCoding>,
    /// The same as a table with a row for each turn.
    pub table: Table,
}

/// A turn, or a paragraph that is nobody's turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownTurn {
    /// The number of the turn, counted from 1; `None` outside turns.
    pub number: Option<usize>,
    /// Who speaks, if known.
    pub speaker: Option<String>,
    /// When it begins, as hours, minutes and seconds of the recording.
    pub time: Option<String>,
    /// The page of the source that it begins on, if the source has pages.
    pub page: Option<u32>,
    /// Its paragraphs.
    pub paragraphs: Vec<ShownParagraph>,
}

/// A paragraph and where it lies in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownParagraph {
    /// Where it lies.
    pub span: CharSpan,
    /// Its words.
    pub words: String,
}

/// A coding as the margin shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCoding {
    /// Where it lies.
    pub span: CharSpan,
    /// Code, valence and coder: `shared care record − ana`.
    pub title: String,
}

impl Project {
    /// A document for reading, with those codings in the margin that a query means.
    ///
    /// # Errors
    ///
    /// If there is no such document, the query is unsound or the file cannot be read.
    pub fn show(&mut self, document: &str, query: &str) -> Result<Shown, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let document = crate::names::document(study, document)?;
        let transcripts = snapshot.transcripts([document.id])?;
        let transcript = &transcripts[&document.id];
        let codings: Vec<&Coding> = answer
            .asked
            .codings
            .iter()
            .filter(|coding| coding.document == document.id)
            .collect();

        let mut facts: Vec<String> = study
            .attributes
            .iter()
            .filter_map(|attribute| {
                let value = document.values.get(&attribute.id)?;
                Some(format!("{} {value}", attribute.name))
            })
            .collect();
        facts.push(count(document.version.words as usize, "word"));
        facts.push(count(document.version.turns as usize, "turn"));

        let speakers: Vec<&str> =
            document.version.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let turns = turns(transcript, &speakers);
        let titles: Vec<ShownCoding> = codings
            .iter()
            .map(|coding| ShownCoding { span: coding.span, title: title(study, coding) })
            .collect();
        let mut table = table(&turns, &titles);
        table.title = document.name.clone();
        table.definition = format!(
            "{} of {}; a coding stands at the turn that it begins in{}.",
            count(codings.len(), "coding"),
            document.name,
            of_query(&answer.asked.query)
        );
        Ok(Shown {
            name: document.name.clone(),
            facts: facts.join(" · "),
            turns,
            codings: titles,
            table,
        })
    }
}

/// Code, valence and coder of a coding.
pub(crate) fn title(study: &Study, coding: &Coding) -> String {
    let coder = study.coder(coding.coder).map_or("", |coder| coder.name.as_str());
    format!("{} {coder}", with_sign(study, coding.code, coding.valence))
}

/// A code's name, with a sign for its valence.
pub(crate) fn with_sign(study: &Study, code: CodeIndex, valence: Option<Valence>) -> String {
    let name = &study.codebook[code].name;
    match valence {
        Some(Valence::Barrier) => format!("{name} −"),
        Some(Valence::Facilitator) => format!("{name} +"),
        None => name.clone(),
    }
}

fn turns(transcript: &Transcript, speakers: &[&str]) -> Vec<ShownTurn> {
    let text = &transcript.text;
    let mut shown: Vec<ShownTurn> = Vec::new();
    let mut next = 0;
    let mut last: Option<usize> = None;
    for &span in paragraphs(text).spans() {
        while transcript.turns.get(next).is_some_and(|turn| turn.span.end() <= span.start()) {
            next += 1;
        }
        let paragraph =
            ShownParagraph { span, words: text.slice(span).unwrap_or_default().to_owned() };
        let turn = transcript.turns.get(next).filter(|turn| turn.span.overlaps(span));
        match (turn, shown.last_mut()) {
            (Some(_), Some(current)) if last == Some(next) => {
                current.paragraphs.push(paragraph);
            }
            _ => shown.push(ShownTurn {
                number: turn.map(|_| next + 1),
                speaker: turn.and_then(|turn| speaker(turn, speakers)),
                time: turn.and_then(|turn| turn.start_ms).map(clock),
                page: page(transcript, span),
                paragraphs: vec![paragraph],
            }),
        }
        last = turn.map(|_| next);
    }
    shown
}

/// The page that a stretch begins on.
fn page(transcript: &Transcript, span: CharSpan) -> Option<u32> {
    let pages = &transcript.pages;
    let behind = pages.partition_point(|page| page.span.start() <= span.start());
    Some(pages.get(behind.checked_sub(1)?)?.number)
}

fn speaker(turn: &Turn, speakers: &[&str]) -> Option<String> {
    turn.speaker.and_then(|place| speakers.get(place as usize)).map(|&name| name.to_owned())
}

fn table(turns: &[ShownTurn], codings: &[ShownCoding]) -> Table {
    let mut table = Table::new(
        "document",
        "",
        [
            Column::new("turn", "Turn", Kind::Count),
            Column::new("time", "Time", Kind::Text),
            Column::new("speaker", "Speaker", Kind::Text),
            Column::new("page", "Page", Kind::Count),
            Column::new("words", "Words", Kind::Passage),
            Column::new("codings", "Codings", Kind::Text),
        ],
    );
    let mut next = 0;
    for turn in turns {
        let end = turn.paragraphs.last().map_or(0, |paragraph| paragraph.span.end());
        let begun = next;
        while codings.get(next).is_some_and(|coding| coding.span.start() < end) {
            next += 1;
        }
        let titles: Vec<&str> =
            codings[begun..next].iter().map(|coding| coding.title.as_str()).collect();
        let words: Vec<&str> =
            turn.paragraphs.iter().map(|paragraph| paragraph.words.as_str()).collect();
        let optional = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
        table.push([
            turn.number.map_or(Cell::Empty, Cell::from),
            optional(turn.time.as_ref()),
            optional(turn.speaker.as_ref()),
            turn.page.map_or(Cell::Empty, |page| Cell::Count(u64::from(page))),
            Cell::text(words.join("\n")),
            if titles.is_empty() { Cell::Empty } else { Cell::text(titles.join("; ")) },
        ]);
    }
    if turns.iter().all(|turn| turn.page.is_none()) {
        table.drop_column("page");
    }
    table
}
