use themata_model::{DocumentId, Place, Transcript};
use themata_search::{Language, Order, Passage, Words, places};
use themata_text::CharSpan;

use crate::ask::{Answer, ask};
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::lookup::search_index;
use crate::names::{count, of_query};
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
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        question.credit.check(&answer.study)?;
        let index = search_index(&snapshot, &answer.study, progress)?;
        let evaluated = answer.evaluated();
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
                    let turn = turn_of(transcript, span);
                    let speaker = turn.and_then(|turn| transcript.turns[turn].speaker);
                    let passage = passage.span;
                    if !evaluated.holds_at(Place { document: id, span, passage, speaker }) {
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
