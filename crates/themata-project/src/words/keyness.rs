use std::sync::atomic::{AtomicU64, Ordering};

use themata_analysis::{Keyness, Kind, NoFigure};
use themata_model::{Document, Study};
use themata_search::WordEntry;

use super::gather::{Counting, no_words, stop_words};
use super::list::{of_unit, per, unit};
use super::{StopList, Who};
use crate::ask::{Answer, ask, transcripts};
use crate::names::{attribute, count, grouped, of_query};
use crate::view::View;
use crate::{Cell, Column, Failure, Project, Table};

/// Which words are key to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeynessQuestion {
    /// The part that is asked about, and what it is held against.
    pub sides: KeynessSides,
    /// The query within which both lie.
    pub query: String,
    /// Whose words count.
    pub who: Who,
    /// What is not listed.
    pub stop: StopList,
    /// Whether all forms of a word are one.
    pub by_stem: bool,
    /// Only words that occur so often on both sides together are listed.
    pub min: u64,
    /// Whether the words that are rarer in the part asked about are listed, rather than those
    /// that are more frequent.
    pub less: bool,
    /// At most so many words are listed; `None` for all.
    pub limit: Option<usize>,
}

/// Two parts of a study's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeynessSides {
    /// What has one value of an attribute.
    Group {
        /// The attribute's name.
        attribute: String,
        /// The value that is asked about.
        value: String,
        /// The value it is held against; `None` for all the rest.
        against: Option<String>,
    },
    /// What a query means.
    Query {
        /// What is asked about.
        of: String,
        /// What it is held against; `None` for all the rest.
        against: Option<String>,
    },
}

impl Project {
    /// The words that are more, or less, frequent in one part of the text than in another.
    ///
    /// # Errors
    ///
    /// If a query is unsound or means no words, there is no such attribute or value, or the
    /// study cannot be read.
    pub fn keyness(&mut self, question: &KeynessQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let sides = Sides::read(&question.sides, study, &snapshot)?;
        let transcripts = transcripts(&snapshot, &answer.asked)?;
        let stop = stop_words(&question.stop, study, &transcripts);
        let counting = Counting {
            study,
            transcripts: &transcripts,
            who: question.who,
            unit: unit(question.by_stem),
            stop: &stop,
            parts: 2,
        };
        // What both queries mean counts for the one that is asked about, and is told.
        let meant_by_both = AtomicU64::new(0);
        let whole = answer.evaluated();
        let of = sides.of.evaluated();
        let against = sides.against.as_ref().map(Answer::evaluated);
        let gathered = counting.gather(|spoken| {
            let inside = spoken.meant(&whole);
            let of = spoken.meant(&of);
            let against = against.as_ref().map(|against| spoken.meant(against));
            let by_both = |place: usize| {
                inside[place] && of[place] && against.as_ref().is_some_and(|it| it[place])
            };
            let both = (0..inside.len()).filter(|&place| by_both(place)).count();
            meant_by_both.fetch_add(both as u64, Ordering::Relaxed);
            let part = |place: usize| match (inside[place], of[place], &against) {
                (false, _, _) => None,
                (true, true, _) => Some(OF),
                (true, false, None) => Some(AGAINST),
                (true, false, Some(against)) => against[place].then_some(AGAINST),
            };
            (0..inside.len()).map(part).collect()
        });
        let words = [gathered.words[OF], gathered.words[AGAINST]];
        if words[0] == 0 {
            return Err(no_words(&format!("`{}`", sides.of.asked.query), question.who));
        }
        if words[1] == 0 {
            let rest = || format!("anything but `{}`", sides.of.asked.query);
            let against = sides.against.as_ref();
            let what =
                against.map_or_else(rest, |against| format!("`{}`", against.asked.query));
            return Err(no_words(&what, question.who));
        }
        let mut table = table(question, &sides, gathered.list.into_entries(), words);
        let documents: Vec<&Document> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        let who = question.who.sentence(documents.iter().copied());
        table.definition = format!(
            "{} {} against {} in {}{}. {who}{} {} G² is the log-likelihood (Rayson & Garside \
             2000), p its chance if words were drawn one by one; log ratio (Hardie 2014) is 1 for \
             twice as frequent, with 0.5 for a count of 0; difference is %DIFF (Gabrielatos & \
             Marchi 2012); BIC is the Bayes factor of Wilson (2013), above 2 positive, above 6 \
             strong evidence.",
            table.definition,
            count(words[0] as usize, "word"),
            count(words[1] as usize, "word"),
            count(documents.len(), "document"),
            of_query(&answer.asked.query),
            stop.sentence(),
            of_unit(question.by_stem),
        );
        let both = meant_by_both.into_inner();
        if both > 0 {
            table.remarks.push(format!(
                "{} meant by both count only for {}",
                count(both as usize, "word"),
                sides.headings.0
            ));
        }
        table.remarks.push(
            "words of one person are not drawn one by one, so p is too small; look at the \
             documents, and at log ratio for how large a difference is"
                .to_owned(),
        );
        Ok(table)
    }
}

const OF: usize = 0;
const AGAINST: usize = 1;

struct Sides {
    of: Answer,
    /// `None` for all the rest.
    against: Option<Answer>,
    headings: (String, String),
}

impl Sides {
    fn read(
        sides: &KeynessSides,
        study: &Study,
        snapshot: &View<'_>,
    ) -> Result<Sides, Failure> {
        let (of, against) = match sides {
            KeynessSides::Query { of, against } => (of.clone(), against.clone()),
            KeynessSides::Group { attribute: name, value, against } => {
                if study.attribute_named(name).is_none() {
                    attribute(study, name)?;
                }
                let term = |value: &String| format!("{}:{}", quoted(name), quoted(value));
                (term(value), against.as_ref().map(term))
            }
        };
        if of.trim().is_empty() {
            return Err(Failure::new("the query of what is asked about is empty")
                .hint("name a part of the text, such as `--of code:funding`"));
        }
        let read = |query: &str| ask(snapshot, query);
        let of = read(&of)?;
        let against = against.as_deref().map(read).transpose()?;
        let heading = against.as_ref().map_or_else(|| "the rest".to_owned(), name_of);
        let headings = (name_of(&of), heading);
        Ok(Sides { of, against, headings })
    }
}

fn name_of(answer: &Answer) -> String {
    answer.asked.query.clone()
}

/// A name or value as it stands in a query.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

fn table(
    question: &KeynessQuestion,
    sides: &Sides,
    entries: Vec<WordEntry>,
    words: [u64; 2],
) -> Table {
    let (of, against) = (&sides.headings.0, &sides.headings.1);
    let more = if question.less { "less" } else { "more" };
    let mut table = Table::new(
        "keyness",
        format!("Words that are {more} frequent in {of} than in {against}"),
        [
            Column::new("word", "Word", Kind::Text),
            Column::new("count", "Count", Kind::Count),
            Column::new("count_against", "Count against", Kind::Count),
            Column::new("per_10000", "Per 10\u{202f}000", Kind::Rate),
            Column::new("per_10000_against", "Per 10\u{202f}000 against", Kind::Rate),
            Column::new("documents", "Documents", Kind::Count),
            Column::new("documents_against", "Documents against", Kind::Count),
            Column::new("g2", "G²", Kind::Measure),
            Column::new("p", "p", Kind::Chance),
            Column::new("log_ratio", "Log ratio", Kind::Measure),
            Column::new("difference", "Difference", Kind::Share),
            Column::new("bic", "BIC", Kind::Measure),
        ],
    );
    let mut key: Vec<(f64, Keyness, &WordEntry)> = entries
        .iter()
        .filter_map(|entry| {
            let keyness = Keyness {
                count: entry.counts[OF],
                words: words[0],
                against: entry.counts[AGAINST],
                words_against: words[1],
            };
            let g2 = keyness.log_likelihood().ok()?;
            // An equal share, for which G² is 0 but for rounding, is neither more nor less.
            let meant = keyness.is_more() != question.less && g2 > 1e-9;
            let often = keyness.count + keyness.against >= question.min;
            (meant && often).then_some((g2, keyness, entry))
        })
        .collect();
    key.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.word().cmp(b.2.word())));
    let found = key.len();
    for (_, keyness, entry) in key.into_iter().take(question.limit.unwrap_or(usize::MAX)) {
        let figure = |figure: Result<f64, NoFigure>| match figure {
            Ok(figure) => Cell::Number(figure),
            Err(reason) => Cell::Undefined(reason.to_string()),
        };
        table.push([
            Cell::text(entry.word()),
            Cell::Count(keyness.count),
            Cell::Count(keyness.against),
            per(keyness.count, keyness.words),
            per(keyness.against, keyness.words_against),
            Cell::Count(entry.documents_in[OF]),
            Cell::Count(entry.documents_in[AGAINST]),
            figure(keyness.log_likelihood()),
            figure(keyness.p()),
            figure(keyness.log_ratio()),
            figure(keyness.percent_difference()),
            figure(keyness.bayes_factor()),
        ]);
    }
    let first = match table.rows.len() < found {
        true => format!("The first {} of ", grouped(table.rows.len())),
        false => String::new(),
    };
    table.definition = format!(
        "{first}{} that are {more} frequent in {of} than in {against}, of those that occur at \
         least {} in both together; ordered by G².",
        count(found, "word"),
        times(question.min.max(1)),
    );
    table
}

pub(super) fn times(number: u64) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        number => format!("{} times", grouped(number as usize)),
    }
}
