mod listing;
mod rows;

pub(crate) use self::rows::letters_around;

use std::collections::BTreeMap;

use themata_model::{DocumentId, Evaluated, Place, Query, Transcript};
use themata_search::{Order, Passage, Words, places};
use themata_text::CharSpan;

use self::listing::listed;
use crate::ask::{Answer, ask};
use crate::codings::turn_of;
use crate::language::{language_of, languages, unknown_languages};
use crate::lookup::{passages, search_index};
use crate::names::{count, of_query};
use crate::view::View;
use crate::words::{PlaceOrder, Who};
use crate::{Column, Credit, Failure, Kind, Progress, Project, Table};

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
    /// At most so many places are listed if no limit is set, and the table says how to get
    /// all; for a listing that somebody reads as it comes.
    pub at_once: Option<usize>,
}

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
        question.credit.check(&answer.study)?;

        let listed = listed(&snapshot, &found, question)?;
        let (total, documents) = (listed.total, listed.documents);
        let mut table = empty_table(question);
        listed.rows.into_iter().for_each(|cells| table.push(cells));
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
        if question.limit.is_none() && total > table.rows.len() {
            table.remarks.push(format!(
                "`--limit {total}` lists all places, and so does a file (`--output FILE`) or a pipe"
            ));
        }
        table.remarks.extend(found.remarks);
        Ok(table)
    }
}

impl SearchQuestion {
    /// How many places are listed at most.
    fn most(&self) -> usize {
        self.limit.or(self.at_once).unwrap_or(usize::MAX)
    }

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
    /// The number of places in each of the passages, before anything else is asked of them.
    pub(crate) counts: Vec<u32>,
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
        passages: hits.iter().map(|hit| hit.passage).collect(),
        counts: hits.iter().map(|hit| hit.count).collect(),
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
    let (mut found, mut counts) = (Vec::new(), Vec::new());
    for (&id, transcript) in &transcripts {
        let spans = places.get(&id).map_or(&[][..], Vec::as_slice);
        for span in passages(transcript) {
            let count = inside(spans, span).len();
            if count > 0 {
                found.push(Passage { document: id.0, span });
                counts.push(count as u32);
            }
        }
    }
    Ok(Finding {
        looked_for: LookedFor::Places(places),
        passages: found,
        counts,
        rest: answer.asked.query.clone(),
        remarks: unknown_languages(&answer.study).into_iter().collect(),
        answer,
    })
}

impl Finding {
    /// How many places there are and in how many documents, where nothing is asked at the
    /// places that could leave some out: then nobody has to look for them to know.
    fn counted(&self, who: Who) -> Option<(usize, usize)> {
        let is_asked = match self.looked_for {
            LookedFor::Words(_) => !self.rest.trim().is_empty(),
            LookedFor::Places(_) => false,
        };
        if is_asked || who != Who::All {
            return None;
        }
        let total = self.counts.iter().map(|&count| count as usize).sum();
        let documents = self.passages.chunk_by(|a, b| a.document == b.document).count();
        Some((total, documents))
    }

    /// The passages in which so many places stand first.
    fn first(&self, most: usize) -> &[Passage] {
        let mut places = 0;
        let enough = self.counts.iter().position(|&count| {
            places += count as usize;
            places >= most
        });
        &self.passages[..enough.map_or(self.passages.len(), |last| last + 1)]
    }

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
                    found.extend(inside(spans, passage).iter().map(|&span| place(span)));
                }
            }
        }
        found
    }
}

/// Those of some places, which are in order, that lie in a passage.
fn inside(places: &[CharSpan], passage: CharSpan) -> &[CharSpan] {
    let from = places.partition_point(|span| span.start() < passage.start());
    let count = places[from..].iter().take_while(|s| s.end() <= passage.end()).count();
    &places[from..from + count]
}

#[cfg(test)]
mod tests;
