use themata_analysis::{Cell, Column, Kind, Table};
use themata_codebook::CodeIndex;
use themata_model::{Coding, DocumentId, Memo, Resolved, Study, Transcript, Turn, Valence};
use themata_text::{CharSpan, paragraphs};

use crate::ask::ask;
use crate::memos::may_change;
use crate::names::{clock, count, of_query};
use crate::{Failure, Project};

/// A document laid out for reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// What the document is called.
    pub name: String,
    /// What is known of it, in a line: `site 04 · role nurse · 1 642 words`.
    pub facts: String,
    /// Its turns and the paragraphs between them, in order: those that the query can hold at.
    pub turns: Vec<ShownTurn>,
    /// How many are left out behind the last one.
    pub left_out_behind: usize,
    /// The memos on the document as a whole.
    pub memos: Vec<ShownMemo>,
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
    /// The memos on what begins in it.
    pub memos: Vec<ShownMemo>,
    /// How many turns and paragraphs are left out directly before it.
    pub left_out_before: usize,
    /// Who speaks, as a place among the version's speakers.
    pub place: Option<u32>,
}

/// A memo as it stands under a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownMemo {
    /// Its number.
    pub id: u32,
    /// Where it lies, if it is not on the document as a whole.
    pub span: Option<CharSpan>,
    /// What it is called, if anything.
    pub title: Option<String>,
    /// Who made it, if known.
    pub author: Option<String>,
    /// When it was made, if known: UTC in RFC 3339 or, of a comment, as the source writes it.
    pub at: Option<String>,
    /// Whether it came with the file.
    pub is_comment: bool,
    /// Whether the viewer may change it: it is the viewer's own, or a comment.
    pub may_change: bool,
    /// What it says.
    pub words: String,
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
    /// A document for reading, with those codings in the margin that a query means, and with
    /// the memos on it. If the query asks for speakers or sections, only what they say, or what
    /// stands in them, is shown.
    ///
    /// # Errors
    ///
    /// If there is no such document, nobody in it says what the query asks for, the query is
    /// unsound or the file cannot be read.
    pub fn show(&mut self, document: &str, query: &str) -> Result<Shown, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let document = crate::names::document(study, document)?;
        let transcripts = snapshot.transcripts([document.id])?;
        let transcript = &transcripts[&document.id];
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
        let mut turns = turns(transcript, &speakers);
        let mut whole = Vec::new();
        let blind = study.blind_documents();
        let memos = snapshot.all_memos()?.into_iter();
        for memo in memos.filter(|memo| memo.document() == Some(document.id)) {
            let may_change = may_change(&study.coders, &blind, snapshot.viewer(), &memo);
            hang(memo, may_change, &mut turns, &mut whole);
        }
        let all = turns.len();
        let left_out_behind = narrow(&mut turns, &answer.resolved, document.id);
        if turns.is_empty() && all > 0 {
            let message =
                format!("nothing in {} is meant by {}", document.name, answer.asked.query);
            return Err(Failure::nothing(message).hint(
                "`themata speakers list` and `themata documents --sections` list what is \
                       there",
            ));
        }
        if turns.len() < all {
            facts.push(format!("{} of {} shown", turns.len(), count(all, "passage")));
        }
        let codings: Vec<&Coding> = answer
            .asked
            .codings
            .iter()
            .filter(|coding| coding.document == document.id)
            .filter(|coding| turns.len() == all || is_shown(coding.span, &turns))
            .collect();
        let titles: Vec<ShownCoding> = codings
            .iter()
            .map(|coding| ShownCoding { span: coding.span, title: title(study, coding) })
            .collect();
        let mut table = table(&turns, &titles);
        table.title = document.name.clone();
        let shown = match turns.len() {
            some if some < all => {
                format!("{some} of {}, and ", count(all, "passage"))
            }
            _ => String::new(),
        };
        table.definition = format!(
            "{shown}{} of {}; a coding stands at the first turn shown that it touches{}.",
            count(codings.len(), "coding"),
            document.name,
            of_query(&answer.asked.query)
        );
        table.remarks.extend(whole.iter().map(|memo| match &memo.author {
            Some(author) => format!("memo on the document, {author}: {}", memo.words),
            None => format!("memo on the document: {}", memo.words),
        }));
        Ok(Shown {
            name: document.name.clone(),
            facts: facts.join(" · "),
            turns,
            left_out_behind,
            memos: whole,
            codings: titles,
            table,
        })
    }
}

impl Shown {
    /// The document without its memos.
    #[must_use]
    pub fn without_memos(mut self) -> Shown {
        self.memos.clear();
        self.turns.iter_mut().for_each(|turn| turn.memos.clear());
        self.table.drop_column("memos");
        self.table.remarks.clear();
        self
    }
}

/// Puts a memo under the turn in which it begins, or to those on the document as a whole.
pub(crate) fn hang(
    memo: Memo,
    may_change: bool,
    turns: &mut [ShownTurn],
    whole: &mut Vec<ShownMemo>,
) {
    let (span, is_comment) = (memo.span(), !memo.own);
    let Memo { id, title, author, at, words, .. } = memo;
    let shown = ShownMemo { id: id.0, span, title, author, at, is_comment, may_change, words };
    let under = span.and_then(|span| {
        let behind = turns.partition_point(|turn| turn.begins() <= span.start());
        turns.get_mut(behind.saturating_sub(1))
    });
    under.map_or(whole, |turn| &mut turn.memos).push(shown);
}

/// Leaves out the turns and paragraphs at which a query cannot hold, if it asks for places.
/// Returns how many were left out behind the last one that stays.
fn narrow(turns: &mut Vec<ShownTurn>, query: &Resolved, document: DocumentId) -> usize {
    if !query.asks_of_places() {
        return 0;
    }
    let mut left_out = 0;
    turns.retain_mut(|turn| {
        let stays = query.can_hold_at((document, turn.span()), turn.place);
        if stays {
            turn.left_out_before = std::mem::take(&mut left_out);
        } else {
            left_out += 1;
        }
        stays
    });
    left_out
}

fn is_shown(span: CharSpan, turns: &[ShownTurn]) -> bool {
    let first = turns.partition_point(|turn| turn.span().end() <= span.start());
    turns.get(first).is_some_and(|turn| turn.span().overlaps(span))
}

impl ShownTurn {
    fn begins(&self) -> u32 {
        self.paragraphs.first().map_or(0, |paragraph| paragraph.span.start())
    }

    fn span(&self) -> CharSpan {
        let end = self.paragraphs.last().map_or(0, |paragraph| paragraph.span.end());
        CharSpan::new(self.begins(), end)
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

pub(crate) fn turns(transcript: &Transcript, speakers: &[&str]) -> Vec<ShownTurn> {
    let text = &transcript.text;
    let mut shown: Vec<ShownTurn> = Vec::new();
    let mut next = 0;
    let mut last: Option<usize> = None;
    for span in paragraphs(text).spans().iter().flat_map(|&span| pieces(span, transcript)) {
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
                memos: Vec::new(),
                left_out_before: 0,
                place: turn.and_then(|turn| turn.speaker),
            }),
        }
        last = turn.map(|_| next);
    }
    shown
}

/// A paragraph, cut where turns begin in the middle of it: times within a paragraph do that.
fn pieces(paragraph: CharSpan, transcript: &Transcript) -> Vec<CharSpan> {
    let turns = &transcript.turns;
    let first = turns.partition_point(|turn| turn.span.start() <= paragraph.start());
    let inside = turns[first..].iter().map(|turn| turn.span.start());
    let mut pieces = Vec::new();
    let mut start = paragraph.start();
    for cut in inside.take_while(|&start| start < paragraph.end()) {
        if cut > start {
            pieces.push(CharSpan::new(start, cut));
            start = cut;
        }
    }
    pieces.push(CharSpan::new(start, paragraph.end()));
    pieces
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
            Column::new("memos", "Memos", Kind::Passage),
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
            memos(&turn.memos),
        ]);
    }
    if turns.iter().all(|turn| turn.page.is_none()) {
        table.drop_column("page");
    }
    if turns.iter().all(|turn| turn.memos.is_empty()) {
        table.drop_column("memos");
    }
    table
}

fn memos(memos: &[ShownMemo]) -> Cell {
    let said: Vec<String> = memos
        .iter()
        .map(|memo| match &memo.author {
            Some(author) => format!("{author}: {}", memo.words),
            None => memo.words.clone(),
        })
        .collect();
    if said.is_empty() { Cell::Empty } else { Cell::text(said.join("\n")) }
}
