//! The disagreements of a query for a page: a part of the list, and one of them whole.

use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{
    Disagreement, DisagreementKind, DisagreementState, Disagreements, disagreements,
};
use themata_codebook::CodeIndex;
use themata_model::{CodingId, DocumentId, Study};

use super::case::{Case, case};
use super::changed::{changed_without_dispute, undivided};
use crate::ask::ask_compared;
use crate::asking::{NamedCode, QueryNames};
use crate::{Failure, Project};

/// Which disagreements are wanted, in which order, and which of them whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskQuestion {
    /// The query. It alone decides who is compared.
    pub query: String,
    /// Only those in the document of this number.
    pub document: Option<u32>,
    /// Only those in which the code at this place takes part, or one under it.
    pub code: Option<u32>,
    /// Whether a code under it does not count.
    pub exactly: bool,
    /// Only those of a kind, be it the first of their kinds or another.
    pub kind: Option<DisagreementKind>,
    /// Also those that are decided.
    pub decided_too: bool,
    /// As they follow each other in the documents, and not those that cost most first.
    pub by_place: bool,
    /// The number of the one that is looked at; the first of the list if nothing is said.
    pub current: Option<u32>,
    /// How many rows of the list make a part.
    pub size: usize,
    /// Which part of the list is wanted, counted from 1; the one with the current
    /// disagreement if nothing is said.
    pub part: Option<usize>,
}

/// The disagreements of a query, a part of their list, and one of them whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// How many are to be decided and were never put off.
    pub open: usize,
    /// How many were put off.
    pub put_off: usize,
    /// How many are decided.
    pub decided: usize,
    /// How many were decided, but the coders have said something else since.
    pub changed: usize,
    /// How many were decided, but others than the decision names have coded there, too.
    pub more_coders: usize,
    /// How many decisions on documents of the query are not on what the coders say by now,
    /// though no disagreement shows it: they agree on something else, or have taken back all
    /// that it was about.
    pub changed_without_dispute: usize,
    /// How many documents two judged at least; if there is none, nothing can be compared.
    pub compared: usize,
    /// How many are in the list.
    pub listed: usize,
    /// Which part of the list this is, counted from 1.
    pub part: usize,
    /// How many parts it has.
    pub parts: usize,
    /// The rows of this part.
    pub rows: Vec<DeskRow>,
    /// The disagreement that is looked at, if there is one.
    pub case: Option<Case>,
    /// Where it stands in the list, counted from 1.
    pub place: Option<usize>,
    /// The number of the one before it in the list.
    pub previous: Option<u32>,
    /// The number of the one behind it in the list.
    pub next: Option<u32>,
    /// The number of the next that is to be decided: behind it, else the first; those that
    /// were put off last.
    pub next_open: Option<u32>,
    /// Number and name of every document that was compared.
    pub documents: Vec<(u32, String)>,
    /// The codes in the order of the tree.
    pub codes: Vec<NamedCode>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know: why there is nothing to compare, what was left out.
    pub remarks: Vec<String>,
    /// The moment at which it was read: the number of the last operation.
    pub moment: u32,
}

/// A disagreement as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskRow {
    /// Its number.
    pub number: u32,
    /// The name of the document.
    pub document: String,
    /// In what the coders differ, in words.
    pub kind: String,
    /// Place and name of each of its codes.
    pub codes: Vec<(u32, String)>,
    /// What it costs, in characters.
    pub cost: f64,
    /// Whether it is open, put off, decided, changed since or `more coders`.
    pub state: &'static str,
}

impl Project {
    /// A part of the list of disagreements, and one of them whole. Reads the text of one
    /// document at most, so that it costs no more where there are many.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read. That nothing can be compared is no
    /// failure here: `remarks` say why.
    pub fn desk(&mut self, question: &DeskQuestion) -> Result<Desk, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask_compared(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let adjudications = snapshot.adjudications()?;
        let found = disagreements(study, asked, &adjudications);
        let beyond = match asked.query.is_empty() || adjudications.is_empty() {
            true => None,
            false => Some(undivided(study, asked, &adjudications)),
        };
        let whole = beyond.as_ref().unwrap_or(&found);
        let without_dispute =
            changed_without_dispute(study, asked, whole, &adjudications).len();
        let mut rows: Vec<&Disagreement> =
            found.rows.iter().filter(|row| is_meant(study, row, question)).collect();
        let states: Vec<DisagreementState> = rows.iter().map(|row| row.state).collect();
        let of = |is: fn(&DisagreementState) -> bool| states.iter().filter(|s| is(s)).count();
        let open = of(|state| matches!(state, DisagreementState::Open));
        let put_off = of(|state| matches!(state, DisagreementState::PutOff(_)));
        let decided = of(|state| matches!(state, DisagreementState::Decided(_)));
        let changed = of(|state| matches!(state, DisagreementState::Changed(_)));
        let more_coders = of(|state| matches!(state, DisagreementState::MoreCoders(_)));

        order(&mut rows, study, question.by_place);
        let current = current(&found, &rows, question);
        rows.retain(|row| question.decided_too || row.state.is_open());
        let place = current.and_then(|row| rows.iter().position(|it| it.number == row.number));
        let size = question.size.max(1);
        let parts = rows.len().div_ceil(size).max(1);
        let wanted = question.part.unwrap_or(place.unwrap_or(0) / size + 1);
        let part = wanted.clamp(1, parts);
        let case = current.map(|row| case(&snapshot, study, row, found.cost())).transpose()?;
        let number = |place: usize| rows.get(place).map(|row| row.number.0);
        let (previous, next) = match place {
            Some(place) => (place.checked_sub(1).and_then(number), number(place + 1)),
            None => (None, number(0)),
        };
        Ok(Desk {
            open,
            put_off,
            decided,
            changed,
            more_coders,
            changed_without_dispute: without_dispute,
            compared: found.documents.len(),
            listed: rows.len(),
            part,
            parts,
            rows: rows
                .iter()
                .skip((part - 1) * size)
                .take(size)
                .map(|r| drawn(study, r))
                .collect(),
            next_open: next_open(&rows, place, current.map(|row| row.number)),
            case,
            place: place.map(|place| place + 1),
            previous,
            next,
            documents: compared(study, &found),
            codes: QueryNames::of(study).codes,
            definition: found.definition,
            remarks: found.remarks,
            moment: snapshot.head()?.0,
        })
    }
}

fn is_meant(study: &Study, row: &Disagreement, question: &DeskQuestion) -> bool {
    let book = &study.codebook;
    let within = |code: CodeIndex| {
        question.code.map(CodeIndex::new).is_none_or(|over| match question.exactly {
            true => code == over,
            false => book.get(over).is_some() && book.is_within(code, over),
        })
    };
    question.document.is_none_or(|document| row.document.0 == document)
        && question.kind.is_none_or(|kind| row.kinds.contains(&kind))
        && row.sides.iter().any(|side| within(side.code))
}

/// Puts disagreements in order. By cost, those that were put off stand at the end.
fn order(rows: &mut [&Disagreement], study: &Study, by_place: bool) {
    if by_place {
        let places: BTreeMap<DocumentId, usize> = study
            .documents
            .iter()
            .enumerate()
            .map(|(place, known)| (known.id, place))
            .collect();
        rows.sort_by_cached_key(|row| (places.get(&row.document), row.span, row.number));
    } else {
        // They come in the order of their cost, which a stable sort keeps.
        rows.sort_by_key(|row| matches!(row.state, DisagreementState::PutOff(_)));
    }
}

/// The one that is looked at. One that is asked for by its number is found also where the list
/// does not hold it: whoever has decided it may want to look at it again.
fn current<'a>(
    found: &'a Disagreements,
    rows: &[&'a Disagreement],
    question: &DeskQuestion,
) -> Option<&'a Disagreement> {
    match question.current {
        Some(number) => found.get(CodingId(number)),
        None => {
            let listed = |row: &&&Disagreement| question.decided_too || row.state.is_open();
            rows.iter().find(listed).copied()
        }
    }
}

/// The next that is to be decided, never the current one itself.
fn next_open(
    rows: &[&Disagreement],
    place: Option<usize>,
    current: Option<CodingId>,
) -> Option<u32> {
    let behind = place.map_or(0, |place| place + 1).min(rows.len());
    let around = || rows[behind..].iter().chain(&rows[..behind]);
    let other = |row: &&&Disagreement| Some(row.number) != current && row.state.is_open();
    let off = |row: &Disagreement| matches!(row.state, DisagreementState::PutOff(_));
    let fresh = around().filter(other).find(|row| !off(row));
    fresh.or_else(|| around().find(other)).map(|row| row.number.0)
}

fn drawn(study: &Study, row: &Disagreement) -> DeskRow {
    let name = |code: CodeIndex| (code.get(), study.codebook[code].name.clone());
    DeskRow {
        number: row.number.0,
        document: study.document(row.document).map_or_else(String::new, |d| d.name.clone()),
        kind: row.kinds_in_words(),
        codes: row.sides.iter().map(|side| name(side.code)).collect(),
        cost: row.cost(),
        state: row.state.as_str(),
    }
}

fn compared(study: &Study, found: &Disagreements) -> Vec<(u32, String)> {
    let compared: BTreeSet<DocumentId> = found.documents.iter().copied().collect();
    let documents = study.documents.iter().filter(|known| compared.contains(&known.id));
    documents.map(|known| (known.id.0, known.name.clone())).collect()
}
