use std::collections::BTreeMap;

use themata_model::{DocumentId, Evaluated, Place, Query, Transcript};
use themata_search::{Order, Passage, Vocabulary, Words, places};
use themata_text::CharSpan;

use crate::ask::{Answer, ask};
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::language::{language_of, languages, unknown_languages};
use crate::lookup::{passages, search_index};
use crate::names::{count, of_query};
use crate::view::View;
use crate::words::{Concordance, PlaceOrder, Who};
use crate::{Cell, Column, Credit, Failure, Kind, Progress, Project, Table};

/// Which words are looked for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuestion {
    /// The words: `wait*`, `"point of access"`, `trust NOT hospital`.
    pub words: String,
    /// The query within which they are looked for.
    pub query: String,
    /// The template by which passages are credited.
    pub credit: Credit,
    /// Whose words are searched.
    pub who: Who,
    /// The order of the places.
    pub order: PlaceOrder,
    /// Whether every place is one line, with the words looked for under each other.
    pub kwic: bool,
    /// How many words stand on either side; if nothing is said, as many as go into a line or,
    /// for one line each, ten.
    pub context: Option<u32>,
    /// At most so many places are listed; `None` for all.
    pub limit: Option<usize>,
}

/// How many code points of context stand on either side of a place.
const CONTEXT: u32 = 60;

/// How many words of context stand on either side of words under each other.
const KWIC_WORDS: u32 = 10;

impl Project {
    /// The places at which words stand, with what is before and behind them.
    ///
    /// The search index beside the study is made when it is missing or of other texts.
    ///
    /// # Errors
    ///
    /// If words or query are unsound, or the study cannot be read.
    pub fn search(
        &mut self,
        question: &SearchQuestion,
        progress: Progress<'_>,
    ) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let found = find(&snapshot, question, progress)?;
        let answer = &found.answer;
        let evaluated = answer.evaluated();
        question.credit.check(&answer.study)?;

        let mut table = empty_table(question);
        let limit = question.limit.unwrap_or(usize::MAX);
        let in_order = question.order == PlaceOrder::Place;
        let mut vocabulary = Vocabulary::default();
        let mut sorted: Vec<(Vec<String>, Vec<Cell>)> = Vec::new();
        let mut total = 0;
        let mut documents = 0;
        for of_document in found.passages.chunk_by(|a, b| a.document == b.document) {
            let Some(first) = of_document.first() else { continue };
            let id = DocumentId(first.document);
            let Some(document) = answer.study.document(id) else { continue };
            let transcripts = snapshot.transcripts([id])?;
            let transcript = &transcripts[&id];
            let who = question.who;
            let places =
                found.places_of(&found.looked_for, &evaluated, who, transcript, of_document);
            documents += usize::from(!places.is_empty());
            total += places.len();
            for places in places.chunk_by(|a, b| a.passage == b.passage) {
                if in_order && table.rows.len() >= limit {
                    break;
                }
                let Some(first) = places.first() else { continue };
                let around = question.looks_at_words().then(|| {
                    let language = language_of(&answer.study, document);
                    let text = &transcript.text;
                    Concordance::of(text, first.passage, language, &mut vocabulary)
                });
                for place in places {
                    let cells =
                        row(answer, id, transcript, place.span, question, around.as_ref());
                    if in_order && table.rows.len() < limit {
                        table.push(cells);
                    } else if !in_order {
                        let mut key = match &around {
                            Some(around) => around.key(place.span, question.order),
                            None => Vec::new(),
                        };
                        if question.order == PlaceOrder::Document {
                            key.push(document.name.to_lowercase());
                        }
                        sorted.push((key, cells));
                    }
                }
            }
        }
        // The sort is stable, so that what is alike stays in order of place.
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        sorted.into_iter().take(limit).for_each(|(_, cells)| table.push(cells));
        let first = if total > table.rows.len() {
            format!("The first {} of ", table.rows.len())
        } else {
            String::new()
        };
        let by = match question.order {
            PlaceOrder::Left => " Sorted by the three words to the left, the nearest first.",
            PlaceOrder::Right => " Sorted by the three words to the right, the nearest first.",
            PlaceOrder::Document => " Sorted by the names of the documents.",
            PlaceOrder::Place => "",
        };
        let universe =
            answer.asked.documents.iter().filter_map(|&id| answer.study.document(id));
        table.definition = format!(
            "{first}{} in {}{}. Words are compared without regard to case and, unless written \
             =word, by their stems in the language of the document. {}{by}",
            count(total, "place"),
            count(documents, "document"),
            of_query(&found.rest),
            question.who.sentence(universe),
        );
        table.remarks.extend(found.remarks);
        Ok(table)
    }
}

impl SearchQuestion {
    /// Words and query as one query.
    fn whole(&self) -> String {
        match (self.words.trim(), self.query.trim()) {
            (words, "") => words.to_owned(),
            ("", query) => query.to_owned(),
            (words, query) => format!("({words}) ({query})"),
        }
    }

    /// Whether the words around a place have to be known.
    fn looks_at_words(&self) -> bool {
        let by_words = matches!(self.order, PlaceOrder::Left | PlaceOrder::Right);
        self.kwic || self.context.is_some() || by_words
    }
}

fn empty_table(question: &SearchQuestion) -> Table {
    let (before, after) = if question.kwic {
        (Kind::Before, Kind::After)
    } else {
        (Kind::Passage, Kind::Passage)
    };
    Table::new(
        "search",
        format!("Places of {}", question.words.trim()),
        [
            Column::new("before", "Before", before),
            Column::new("words", "Words", Kind::Text),
            Column::new("after", "After", after),
            Column::new("credit", "Credit", Kind::Text),
            Column::new("document", "Document", Kind::Text),
            Column::new("turn", "Turn", Kind::Count),
            Column::new("start", "Start", Kind::Count),
            Column::new("end", "End", Kind::Count),
        ],
    )
}

/// What a search found, before it is laid out.
pub(crate) struct Finding {
    pub(crate) answer: Answer,
    pub(crate) looked_for: LookedFor,
    /// The passages that hold what is looked for, in documents that the query can hold in.
    pub(crate) passages: Vec<Passage>,
    /// What must hold besides the words, in the standard spelling.
    pub(crate) rest: String,
    /// What a reader should know of the words looked for and of the index.
    pub(crate) remarks: Vec<String>,
}

/// What is looked for in the passages.
#[derive(Clone)]
pub(crate) enum LookedFor {
    /// Words; what else must hold is asked at each place.
    Words(Words),
    /// Words that are held against codings: their places are known.
    Places(BTreeMap<DocumentId, Vec<CharSpan>>),
}

/// Finds the passages that hold words; brings the index up to date first.
pub(crate) fn find(
    snapshot: &View<'_>,
    question: &SearchQuestion,
    progress: Progress<'_>,
) -> Result<Finding, Failure> {
    let query = Query::parse(&question.whole())?;
    let Some((words, rest)) = query.apart() else { return find_related(snapshot, &query) };
    let answer = ask(snapshot, &rest.to_string())?;
    let study = &answer.study;
    let words = Words::parse(&words, &languages(study))?;
    let index = search_index(snapshot, study, progress)?;
    let inside = |id: u32| answer.asked.documents.binary_search(&DocumentId(id)).is_ok();
    let hits = index.find(&words, &inside, Order::Place)?;
    let mut remarks: Vec<String> =
        words.remarks().iter().map(|remark| remark.message().to_owned()).collect();
    remarks.extend(unknown_languages(study));
    if let Some(trouble) = index.trouble() {
        remarks.push(format!("the search index was made in memory only: {trouble}"));
    }
    Ok(Finding {
        looked_for: LookedFor::Words(words),
        passages: hits.into_iter().map(|hit| hit.passage).collect(),
        rest: answer.asked.query.clone(),
        remarks,
        answer,
    })
}

/// Finds the places of words in a query that holds them against codings.
fn find_related(snapshot: &View<'_>, query: &Query) -> Result<Finding, Failure> {
    let answer = ask(snapshot, &query.to_string())?;
    if answer.resolved.needs().words.is_empty() {
        return Err(Failure::new("the query looks for no words")
            .hint("write the words to find: themata search '\"waiting list\" site:04'")
            .hint("`themata excerpts` lists what was coded"));
    }
    let mut places: BTreeMap<DocumentId, Vec<CharSpan>> = BTreeMap::new();
    for (document, span) in answer.evaluated().places() {
        places.entry(document).or_default().push(span);
    }
    let transcripts = snapshot.transcripts(places.keys().copied())?;
    let mut found = Vec::new();
    for (&id, transcript) in &transcripts {
        let spans = places.get(&id).map_or(&[][..], Vec::as_slice);
        let holding = passages(transcript).into_iter().filter(|passage| {
            let from = spans.partition_point(|span| span.start() < passage.start());
            spans.get(from).is_some_and(|&span| passage.encloses(span))
        });
        found.extend(holding.map(|span| Passage { document: id.0, span }));
    }
    Ok(Finding {
        looked_for: LookedFor::Places(places),
        passages: found,
        rest: answer.asked.query.clone(),
        remarks: unknown_languages(&answer.study).into_iter().collect(),
        answer,
    })
}

impl Finding {
    /// The places in passages of one document that the query means, of those whose words
    /// count. `looked_for` is that of the finding, or a clone for another thread.
    pub(crate) fn places_of(
        &self,
        looked_for: &LookedFor,
        evaluated: &Evaluated<'_>,
        who: Who,
        transcript: &Transcript,
        passages: &[Passage],
    ) -> Vec<Place> {
        let mut found = Vec::new();
        for &Passage { document: number, span: passage } in passages {
            let id = DocumentId(number);
            let Some(document) = self.answer.study.document(id) else { continue };
            if !who.counts(document, transcript, turn_of(transcript, passage)) {
                continue;
            }
            let place = |span: CharSpan| {
                let turn = turn_of(transcript, span);
                let speaker = turn.and_then(|turn| transcript.turns[turn].speaker);
                Place { document: id, span, passage, speaker }
            };
            match looked_for {
                LookedFor::Words(words) => {
                    let language = language_of(&self.answer.study, document);
                    let spans = places(words, &transcript.text, passage, language);
                    let held = spans.into_iter().map(place);
                    found.extend(held.filter(|&place| evaluated.holds_at(place)));
                }
                LookedFor::Places(places) => {
                    let spans = places.get(&id).map_or(&[][..], Vec::as_slice);
                    let from = spans.partition_point(|span| span.start() < passage.start());
                    let inside = spans[from..].iter().take_while(|s| s.end() <= passage.end());
                    found.extend(inside.map(|&span| place(span)));
                }
            }
        }
        found
    }
}

fn row(
    answer: &Answer,
    id: DocumentId,
    transcript: &Transcript,
    span: CharSpan,
    question: &SearchQuestion,
    around: Option<&Concordance<'_>>,
) -> Vec<Cell> {
    let (study, credit) = (&answer.study, &question.credit);
    let text = &transcript.text;
    let turn = turn_of(transcript, span);
    let (left, right) = match (around, question.context) {
        (Some(around), Some(words)) => around.context(span, words),
        (Some(around), None) if question.kwic => around.context(span, KWIC_WORDS),
        _ => letters_around(transcript, turn, span),
    };
    let document = study.document(id);
    let credited = document.map(|document| {
        let speaker = turn
            .and_then(|turn| transcript.turns[turn].speaker)
            .and_then(|place| document.version.speakers.get(place as usize))
            .map(|speaker| speaker.name.as_str());
        credit.of(Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) })
    });
    vec![
        Cell::text(left),
        Cell::text(text.slice(span).unwrap_or_default()),
        Cell::text(right),
        credited.map_or(Cell::Empty, Cell::text),
        document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
        turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
        Cell::Count(u64::from(span.start())),
        Cell::Count(u64::from(span.end())),
    ]
}

/// What stands before and behind a place in the same turn, as much as goes into a line.
fn letters_around(
    transcript: &Transcript,
    turn: Option<usize>,
    span: CharSpan,
) -> (String, String) {
    let text = &transcript.text;
    let whole = turn.map_or(text.span(), |turn| transcript.turns[turn].span);
    let (before, behind) = text.around(span, CONTEXT);
    let within = |context: CharSpan| context.intersection(whole).unwrap_or(CharSpan::new(0, 0));
    let (before, after) = (within(before), within(behind));
    // A word that the context cuts through is left out.
    let mut left = text.slice(before).unwrap_or_default().replace('\n', " ");
    if before.start() > whole.start() {
        left = left.split_once(' ').map_or(String::new(), |(_, words)| words.to_owned());
    }
    let mut right = text.slice(after).unwrap_or_default().replace('\n', " ");
    if after.end() < whole.end() {
        right = right.rsplit_once(' ').map_or(String::new(), |(words, _)| words.to_owned());
    }
    (left, right)
}
