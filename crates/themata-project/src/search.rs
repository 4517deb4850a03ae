use std::path::Path;

use themata_model::{Coding, DocumentId, Transcript};
use themata_search::{Entry, Index, Language, Order, Passage, Words, places};
use themata_store::Snapshot;
use themata_text::{CharSpan, paragraphs};

use crate::ask::{Answer, ask};
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::names::{count, of_query};
use crate::{Cell, Column, Credit, Failure, Kind, Progress, Project, Table};

/// The index of a study's passages.
pub(crate) type Search = Index;

/// Which words are looked for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuestion {
    /// The words: `wait*`, `"point of access"`, `trust NOT hospital`.
    pub words: String,
    /// The query within which they are looked for.
    pub query: String,
    /// The template by which passages are credited.
    pub credit: Credit,
    /// At most so many places are listed; `None` for all.
    pub limit: Option<usize>,
}

/// How many code points of context stand on either side of a place.
const CONTEXT: u32 = 60;

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
        let words = Words::parse(&question.words, Language::English)?;
        let mut index = open_index(self.store.path());
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        question.credit.check(&answer.study)?;
        let stamp = snapshot.texts_stamp()?;
        if index.stamp() != Some(stamp.as_str()) {
            rebuild(&mut index, &stamp, &snapshot, &answer, progress)?;
        }
        let inside = |id: u32| answer.asked.documents.binary_search(&DocumentId(id)).is_ok();
        let hits = index.find(&words, &inside, Order::Place)?;
        let passages: Vec<Passage> = hits.into_iter().map(|hit| hit.passage).collect();

        let mut table = Table::new(
            "search",
            format!("Places of {}", question.words.trim()),
            [
                Column::new("before", "Before", Kind::Passage),
                Column::new("words", "Words", Kind::Text),
                Column::new("after", "After", Kind::Passage),
                Column::new("credit", "Credit", Kind::Text),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        );
        let limit = question.limit.unwrap_or(usize::MAX);
        let mut total = 0;
        let mut documents = 0;
        for of_document in passages.chunk_by(|a, b| a.document == b.document) {
            let Some(first) = of_document.first() else { continue };
            let id = DocumentId(first.document);
            let transcripts = snapshot.transcripts([id])?;
            let transcript = &transcripts[&id];
            let before = total;
            for passage in of_document {
                for span in places(&words, &transcript.text, passage.span) {
                    if !is_meant(&answer, id, transcript, span) {
                        continue;
                    }
                    total += 1;
                    if table.rows.len() < limit {
                        table.push(row(&answer, id, transcript, span, &question.credit));
                    }
                }
            }
            documents += usize::from(total > before);
        }
        let first = if total > table.rows.len() {
            format!("The first {} of ", table.rows.len())
        } else {
            String::new()
        };
        table.definition = format!(
            "{first}{} in {}{}. Words are compared without regard to case and, unless written \
             =word, by their English stems.",
            count(total, "place"),
            count(documents, "document"),
            of_query(&answer.asked.query)
        );
        table.remarks.extend(words.remarks().iter().map(|remark| remark.message().to_owned()));
        if let Some(trouble) = index.trouble() {
            table.remarks.push(format!("the search index was made in memory only: {trouble}"));
        }
        Ok(table)
    }
}

/// The index beside a study, as it is.
pub(crate) fn open_index(study: Option<&Path>) -> Index {
    match study {
        Some(path) => {
            let mut folder = path.as_os_str().to_owned();
            folder.push(".index");
            Index::in_folder(Path::new(&folder), Language::English)
        }
        None => Index::in_memory(Language::English),
    }
}

fn rebuild(
    index: &mut Index,
    stamp: &str,
    snapshot: &Snapshot<'_>,
    answer: &Answer,
    progress: Progress<'_>,
) -> Result<(), Failure> {
    let documents = &answer.study.documents;
    let transcripts = snapshot.transcripts(documents.iter().map(|document| document.id))?;
    let entries = transcripts.iter().map(|(id, transcript)| Entry {
        document: id.0,
        text: transcript.text.clone(),
        passages: passages(transcript),
    });
    let total = documents.len();
    Ok(index.rebuild(stamp, entries, &|done| progress(done as usize, total))?)
}

/// Turns, and the paragraphs that are in none.
fn passages(transcript: &Transcript) -> Vec<CharSpan> {
    let turns = transcript.turn_segments();
    let mut passages: Vec<CharSpan> = turns.spans().to_vec();
    passages.extend(
        paragraphs(&transcript.text)
            .spans()
            .iter()
            .filter(|&&paragraph| turns.touching(paragraph).is_empty()),
    );
    passages.sort_unstable();
    passages
}

/// Whether a query holds at a place, not only in its document. What one coder said of
/// excerpts that overlap the place is taken together; a place that nobody coded carries no
/// codes, so `NOT code:funding` holds there.
fn is_meant(answer: &Answer, id: DocumentId, transcript: &Transcript, span: CharSpan) -> bool {
    let speaker = turn_of(transcript, span).and_then(|turn| transcript.turns[turn].speaker);
    if !answer.resolved.asks_of_codings() {
        return answer.resolved.holds_at((id, span), speaker, &[]);
    }
    let mut here: Vec<Coding> = answer
        .study
        .codings
        .on(id)
        .iter()
        .take_while(|coding| coding.span.start() < span.end())
        .filter(|coding| coding.span.overlaps(span))
        .copied()
        .collect();
    here.sort_by_key(|coding| coding.coder);
    if here.is_empty() {
        return answer.resolved.holds_at((id, span), speaker, &[]);
    }
    here.chunk_by(|a, b| a.coder == b.coder)
        .any(|of_coder| answer.resolved.holds_at((id, span), speaker, of_coder))
}

fn row(
    answer: &Answer,
    id: DocumentId,
    transcript: &Transcript,
    span: CharSpan,
    credit: &Credit,
) -> Vec<Cell> {
    let study = &answer.study;
    let text = &transcript.text;
    let turn = turn_of(transcript, span);
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
