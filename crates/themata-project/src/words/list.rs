use themata_analysis::{Kind, rate};
use themata_model::Document;
use themata_search::{WordEntry, WordUnit};

use super::gather::{Counting, Gathered, no_words, stop_words};
use super::groups::Groups;
use super::keyness::times;
use super::{StopList, Who};
use crate::ask::{ask, transcripts};
use crate::names::{count, grouped, of_query};
use crate::{Cell, Column, Failure, Project, Table};

/// Which words are counted, and how they are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordQuestion {
    /// The query whose text is counted: documents, speakers, sections, coded excerpts.
    pub query: String,
    /// Whose words count.
    pub who: Who,
    /// What is not listed.
    pub stop: StopList,
    /// Whether all forms of a word are one, rather than each by itself.
    pub by_stem: bool,
    /// What is put side by side: an attribute, `role`, `speaker` or `document`.
    pub by: Option<String>,
    /// Only words that occur so often are listed.
    pub min: u64,
    /// At most so many words are listed; `None` for all.
    pub limit: Option<usize>,
}

/// How many forms of a stem are named.
const FORMS: usize = 6;

/// Groups of fewer documents than this are remarked on, as for codes.
const SMALL: u64 = 3;

impl Project {
    /// How often each word occurs, in all and side by side.
    ///
    /// # Errors
    ///
    /// If the query is unsound, means no words, there is nothing to put side by side of that
    /// name, or the study cannot be read.
    pub fn words(&mut self, question: &WordQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let documents: Vec<&Document> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        let groups = match question.by.as_deref() {
            Some(by) => Groups::by(by, study, &documents)?,
            None => Groups::one(),
        };
        let transcripts = transcripts(&snapshot, &answer.asked)?;
        let stop = stop_words(&question.stop, study, &transcripts);
        let unit = unit(question.by_stem);
        let parts = groups.len();
        let counting = Counting {
            study,
            transcripts: &transcripts,
            who: question.who,
            unit,
            stop: &stop,
            parts,
        };
        let evaluated = answer.evaluated();
        let gathered = counting.gather(|spoken| {
            let meant = spoken.meant(&evaluated);
            let mut parts = vec![None; meant.len()];
            for passage in &spoken.passages {
                let part = groups.place(spoken.document.id, passage.speaker);
                for place in passage.words.clone() {
                    parts[place] = meant[place].then_some(part);
                }
            }
            parts
        });
        let total: u64 = gathered.words.iter().sum();
        if total == 0 {
            return Err(no_words(&named(&question.query), question.who));
        }
        let mut table = table(question, &groups, gathered);
        let who = question.who.sentence(documents.iter().copied());
        table.definition = format!(
            "{} {} in {}{}. {who}{} Per 10\u{202f}000 = count ÷ words × 10\u{202f}000{}.",
            table.definition,
            count(total as usize, "word"),
            count(documents.len(), "document"),
            of_query(&answer.asked.query),
            stop.sentence(),
            if question.by.is_some() { ", of a group with the words of the group" } else { "" },
        );
        Ok(table)
    }
}

pub(super) fn unit(by_stem: bool) -> WordUnit {
    if by_stem { WordUnit::Stem } else { WordUnit::Form }
}

/// What a query is called where nothing was found.
pub(super) fn named(query: &str) -> String {
    if query.trim().is_empty() {
        "everything".to_owned()
    } else {
        format!("`{}`", query.trim())
    }
}

/// What a list of words says it is a list of.
pub(super) fn of_unit(by_stem: bool) -> &'static str {
    if by_stem {
        "A word stands for all its forms by its stem and is shown by the most frequent of them."
    } else {
        "Words are compared without regard to case."
    }
}

/// The forms of a word that is shown by one of them, the most frequent first.
pub(super) fn forms(entry: &WordEntry) -> Cell {
    let mut named: Vec<&str> =
        entry.forms.iter().take(FORMS).map(|(form, _)| &**form).collect();
    if entry.forms.len() > FORMS {
        named.push("…");
    }
    Cell::text(named.join(", "))
}

/// How often in 10,000 words, as a cell.
pub(super) fn per(count: u64, words: u64) -> Cell {
    match rate(count, words) {
        Ok(rate) => Cell::Number(rate),
        Err(reason) => Cell::Undefined(reason.to_string()),
    }
}

fn table(question: &WordQuestion, groups: &Groups, gathered: Gathered) -> Table {
    let mut columns = vec![Column::new("word", "Word", Kind::Text)];
    if question.by_stem {
        columns.push(Column::new("forms", "Forms", Kind::After));
    }
    columns.extend([
        Column::new("count", "Count", Kind::Count),
        Column::new("per_10000", "Per 10\u{202f}000", Kind::Rate),
        Column::new("documents", "Documents", Kind::Count),
    ]);
    let beside: Vec<usize> = match question.by {
        Some(_) => (0..groups.len()).filter(|&part| gathered.words[part] > 0).collect(),
        None => Vec::new(),
    };
    let headings: Vec<String> = beside.iter().map(|&part| heading(groups, part)).collect();
    for (heading, key) in headings.iter().zip(keys(&headings)) {
        columns.push(Column::new(
            format!("{key}_count"),
            format!("{heading}, count"),
            Kind::Count,
        ));
        columns.push(Column::new(format!("{key}_per_10000"), heading, Kind::Rate));
    }
    let all: u64 = gathered.words.iter().sum();
    let entries = gathered.list.into_entries();
    let different = entries.len();
    let wanted = entries.iter().filter(|entry| entry.count() >= question.min.max(1));
    let found = wanted.clone().count();
    let mut table = Table::new("words", "Words", columns);
    for entry in wanted.take(question.limit.unwrap_or(usize::MAX)) {
        let mut cells = vec![Cell::text(entry.word())];
        if question.by_stem {
            cells.push(forms(entry));
        }
        cells.push(Cell::Count(entry.count()));
        cells.push(per(entry.count(), all));
        cells.push(Cell::Count(entry.documents));
        for &part in &beside {
            cells.push(Cell::Count(entry.counts[part]));
            cells.push(per(entry.counts[part], gathered.words[part]));
        }
        table.push(cells);
    }
    let first = match table.rows.len() < found {
        true => format!("The first {} of ", grouped(table.rows.len())),
        false => String::new(),
    };
    let least = match question.min {
        0 | 1 => String::new(),
        min => format!(" that occur at least {}, of {} in all", times(min), grouped(different)),
    };
    table.definition = format!(
        "{first}{}{least}. {} Counted:",
        count(found, "different word"),
        of_unit(question.by_stem)
    );
    let small: Vec<String> = beside
        .iter()
        .filter(|&&part| groups.are_few && gathered.documents[part] < SMALL)
        .map(|&part| format!("{} ({})", heading(groups, part), gathered.documents[part]))
        .collect();
    if !small.is_empty() {
        table.remarks.push(format!(
            "fewer than {SMALL} documents, compare with care: {}",
            small.join(", ")
        ));
    }
    table
}

fn heading(groups: &Groups, part: usize) -> String {
    let value = &groups.headings[part];
    let speaks_for_itself =
        !groups.are_few || groups.name == "role" || value.starts_with("no ");
    if speaks_for_itself { value.clone() } else { format!("{} {value}", groups.name) }
}

/// Keys in `snake_case` of which no two are the same.
fn keys(headings: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::with_capacity(headings.len());
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for heading in headings {
        let letters = heading.to_lowercase();
        let pieces = letters.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
        let mut key = pieces.collect::<Vec<_>>().join("_");
        if key.is_empty() {
            key.push_str("value");
        }
        loop {
            let times = seen.entry(key.clone()).or_insert(0);
            *times += 1;
            match *times {
                1 => break,
                times => key = format!("{key}_{times}"),
            }
        }
        taken.push(key);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn keys_are_distinct() {
        let headings = ["site 04", "Site-04", "…", "site 04"].map(str::to_owned);
        assert_eq!(keys(&headings), ["site_04", "site_04_2", "value", "site_04_3"]);
    }
}
