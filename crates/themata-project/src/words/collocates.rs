use rayon::prelude::*;
use themata_analysis::{Collocation, Kind, NoFigure};
use themata_model::{Document, DocumentId, Evaluated, Transcript};
use themata_search::{Tally, Vocabulary, WordEntry, WordList, Words, places};

use super::gather::{no_words, stop_words};
use super::keyness::times;
use super::list::{named, of_unit, unit};
use super::text::Spoken;
use super::{StopList, Who};
use crate::ask::{ask, transcripts};
use crate::language::{language_of, languages};
use crate::names::{count, grouped, of_query};
use crate::spare::Spare;
use crate::{Cell, Column, Failure, Project, Table};

/// Which words keep company with a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollocateQuestion {
    /// The word, in the language of searching.
    pub word: String,
    /// The query within which both stand.
    pub query: String,
    /// How many words to the left are near.
    pub left: u32,
    /// How many words to the right are near.
    pub right: u32,
    /// Whose words count.
    pub who: Who,
    /// What is not listed.
    pub stop: StopList,
    /// Whether all forms of a word are one.
    pub by_stem: bool,
    /// Only words that are near so often are listed.
    pub min: u64,
    /// At most so many words are listed; `None` for all.
    pub limit: Option<usize>,
}

/// What was counted in a document.
struct Counted {
    tally: Tally,
    /// The occurrences of the word that is asked about.
    nodes: u64,
    /// The words near it, and the others; those of the occurrences themselves are neither.
    words: [u64; 2],
}

const NEAR: usize = 0;
const ELSEWHERE: usize = 1;

impl Project {
    /// The words that stand near a word in the same turn, and how much more often than by
    /// chance.
    ///
    /// # Errors
    ///
    /// If the word or the query is unsound, the word does not occur, or the study cannot be
    /// read.
    pub fn collocates(&mut self, question: &CollocateQuestion) -> Result<Table, Failure> {
        if question.left == 0 && question.right == 0 {
            return Err(Failure::new("no word is near within 0 words on either side")
                .hint("`--window 5` looks at five words on either side"));
        }
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let words = Words::parse(&question.word, &languages(study))?;
        let evaluated = answer.evaluated();
        let transcripts = transcripts(&snapshot, &answer.asked)?;
        let stop = stop_words(&question.stop, study, &transcripts);
        let documents: Vec<(&DocumentId, &Transcript)> = transcripts.iter().collect();
        let spare = Spare::new(|| (Vocabulary::default(), words.clone()));
        let counted: Vec<Counted> = documents
            .into_par_iter()
            .map(|(&id, transcript)| {
                spare.with(|(vocabulary, words)| {
                    let document = study.document(id)?;
                    let who = question.who;
                    let spoken = Spoken::of(study, document, transcript, who, vocabulary);
                    let mut counted = Counted { tally: Tally::new(2), nodes: 0, words: [0; 2] };
                    let nearness = nearness(question, &spoken, transcript, words, &evaluated);
                    counted.nodes = nearness.nodes;
                    let language = language_of(study, document);
                    for (word, part) in spoken.words.iter().zip(nearness.parts) {
                        let Some(part) = part else { continue };
                        counted.words[part] += 1;
                        counted.tally.add(word, part);
                    }
                    stop.leave_out(language, &mut counted.tally);
                    Some(counted)
                })
            })
            .flatten()
            .collect();
        let mut list = WordList::new(unit(question.by_stem), 2);
        counted.iter().for_each(|counted| list.take(&counted.tally));
        let nodes: u64 = counted.iter().map(|counted| counted.nodes).sum();
        let sum = |part: usize| counted.iter().map(|counted| counted.words[part]).sum::<u64>();
        let (near, text) = (sum(NEAR), sum(NEAR) + sum(ELSEWHERE));
        if nodes == 0 {
            if text == 0 {
                return Err(no_words(&named(&question.query), question.who));
            }
            let what =
                format!("the words looked for do not occur{}", of_query(&answer.asked.query));
            return Err(Failure::nothing(what)
                .hint("`themata search` says where words occur, by whomever"));
        }
        let mut table = table(question, list.into_entries(), nodes, near, text);
        let documents: Vec<&Document> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        table.definition = format!(
            "{} {} of it among {} in {}{}. {}{} {} Expected is the word's count outside the \
             occurrences × words near ({}) ÷ all of these words; MI = log₂ (together ÷ expected); \
             t = (together − expected) ÷ √together; logDice = 14 + log₂ (2 × together ÷ (count of \
             both)), at most 14 (Rychlý 2008); G² is the log-likelihood (Dunning 1993).",
            table.definition,
            count(nodes as usize, "occurrence"),
            count(text as usize, "other word"),
            count(documents.len(), "document"),
            of_query(&answer.asked.query),
            question.who.sentence(documents.iter().copied()),
            stop.sentence(),
            of_unit(question.by_stem),
            grouped(near as usize),
        );
        table.remarks.extend(words.remarks().iter().map(|it| it.message().to_owned()));
        Ok(table)
    }
}

/// Which words of a document are near the word that is asked about.
struct Nearness {
    nodes: u64,
    /// Near, elsewhere, or of no account: not meant, or part of an occurrence.
    parts: Vec<Option<usize>>,
}

fn nearness(
    question: &CollocateQuestion,
    spoken: &Spoken<'_>,
    transcript: &Transcript,
    words: &Words,
    query: &Evaluated<'_>,
) -> Nearness {
    let meant = spoken.meant(query);
    let mut parts: Vec<Option<usize>> =
        meant.iter().map(|&meant| meant.then_some(ELSEWHERE)).collect();
    let language = language_of(spoken.study, spoken.document);
    let mut nodes = 0;
    for passage in &spoken.passages {
        let of_passage = passage.words.clone();
        if !meant[of_passage.clone()].contains(&true) {
            continue;
        }
        let occurrences: Vec<_> = places(words, &transcript.text, passage.span, language)
            .into_iter()
            .map(|place| spoken.touching(place))
            .filter(|place| !place.is_empty() && meant[place.start])
            .collect();
        nodes += occurrences.len() as u64;
        // Occurrences come in order, so what is near one begins where what is near the last
        // ended, and no word is looked at twice.
        let mut from = of_passage.start;
        for place in &occurrences {
            let first = place.start.saturating_sub(question.left as usize).max(from);
            let behind = place.end.saturating_add(question.right as usize).min(of_passage.end);
            for part in parts[first.min(behind)..behind].iter_mut().flatten() {
                *part = NEAR;
            }
            from = from.max(behind);
        }
        for place in occurrences {
            parts[place].fill(None);
        }
    }
    Nearness { nodes, parts }
}

fn table(
    question: &CollocateQuestion,
    entries: Vec<WordEntry>,
    nodes: u64,
    near: u64,
    text: u64,
) -> Table {
    let word = question.word.trim();
    let mut table = Table::new(
        "collocates",
        format!("Words near {word}"),
        [
            Column::new("word", "Word", Kind::Text),
            Column::new("together", "Together", Kind::Count),
            Column::new("documents", "Documents", Kind::Count),
            Column::new("count", "Count", Kind::Count),
            Column::new("expected", "Expected", Kind::Measure),
            Column::new("log_dice", "logDice", Kind::Measure),
            Column::new("mi", "MI", Kind::Measure),
            Column::new("t", "t", Kind::Measure),
            Column::new("g2", "G²", Kind::Measure),
        ],
    );
    let mut found: Vec<(f64, Collocation, &WordEntry)> = entries
        .iter()
        .filter(|entry| entry.counts[NEAR] >= question.min.max(1))
        .filter_map(|entry| {
            let together = entry.counts[NEAR];
            let pair = Collocation { together, asked: nodes, word: entry.count(), near, text };
            Some((pair.log_dice().ok()?, pair, entry))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.word().cmp(b.2.word())));
    let all = found.len();
    for (_, pair, entry) in found.into_iter().take(question.limit.unwrap_or(usize::MAX)) {
        let figure = |figure: Result<f64, NoFigure>| match figure {
            Ok(figure) => Cell::Number(figure),
            Err(reason) => Cell::Undefined(reason.to_string()),
        };
        table.push([
            Cell::text(entry.word()),
            Cell::Count(pair.together),
            Cell::Count(entry.documents_in[NEAR]),
            Cell::Count(pair.word),
            figure(pair.expected()),
            figure(pair.log_dice()),
            figure(pair.mutual_information()),
            figure(pair.t_score()),
            figure(pair.log_likelihood()),
        ]);
    }
    let first = match table.rows.len() < all {
        true => format!("The first {} of ", grouped(table.rows.len())),
        false => String::new(),
    };
    table.definition = format!(
        "{first}{} that stand at least {} within {} to the left or {} to the right of {word} in \
         the same turn, or paragraph where there is none; ordered by logDice.",
        count(all, "word"),
        times(question.min.max(1)),
        count(question.left as usize, "word"),
        count(question.right as usize, "word"),
    );
    table
}
