use std::collections::BTreeMap;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Attribute, AttributeId, Section, Study, Transcript, suggestions};

use crate::ask::ask;
use crate::documents::value_cell;
use crate::names::{count, of_query};
use crate::{Failure, Project};

/// Which answers are wanted, and what is to stand beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerQuestion {
    /// The documents that are looked at.
    pub query: String,
    /// The question, or the beginning of it.
    pub question: String,
    /// The attributes that stand beside the answer; `None` for site and wave, where the study
    /// has them.
    pub by: Option<Vec<String>>,
}

impl Project {
    /// The answers to one question: a row for each document in which it is asked, with what is
    /// said under it.
    ///
    /// # Errors
    ///
    /// If no section has such a title, or several begin with it; if there is no such
    /// attribute, the query is unsound or the file cannot be read.
    pub fn answers(&mut self, question: &AnswerQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let title = title(study, &question.question)?;
        let beside = beside(study, question.by.as_deref())?;
        let mut columns = vec![Column::new("document", "Document", Kind::Text)];
        let known: Vec<Attribute> = beside.iter().map(|&attribute| attribute.clone()).collect();
        let keys = Attribute::column_keys(&known, &["document", "answer"]);
        columns
            .extend(keys.iter().map(|key| Column::new(key.as_str(), key.as_str(), Kind::Text)));
        columns.push(Column::new("answer", "Answer", Kind::Passage));
        let mut table = Table::new("answers", title, columns);
        let (mut empty, mut asked) = (0, 0);
        for &id in &answer.asked.documents {
            let Some(document) = study.document(id) else { continue };
            let is_meant =
                |section: &&Section| section.title.to_lowercase() == title_key(title);
            let sections: Vec<&Section> =
                document.version.sections.iter().filter(is_meant).collect();
            if sections.is_empty() {
                continue;
            }
            asked += 1;
            let transcripts = snapshot.transcripts([id])?;
            for section in sections {
                let words = said(&transcripts[&id], section);
                empty += usize::from(!is_answer(&words));
                let mut cells = vec![Cell::text(&document.name)];
                cells.extend(beside.iter().map(|attribute| {
                    document.values.get(&attribute.id).map_or(Cell::Empty, value_cell)
                }));
                cells.push(if words.is_empty() { Cell::Empty } else { Cell::text(words) });
                table.push(cells);
            }
        }
        let none = match empty {
            0 => String::new(),
            empty => format!("; {empty} of them say nothing, such as `N/A` or `-`"),
        };
        table.definition = format!(
            "{} to “{title}” in {} of {}{}{none}. An answer is all that is said under the question.",
            count(table.rows.len(), "answer"),
            asked,
            count(answer.asked.documents.len(), "document"),
            of_query(&answer.asked.query)
        );
        Ok(table)
    }
}

fn title_key(title: &str) -> String {
    title.trim().to_lowercase()
}

/// The title that is meant: itself, or the only one that begins so.
fn title<'a>(study: &'a Study, wanted: &str) -> Result<&'a str, Failure> {
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    for section in study.documents.iter().flat_map(|document| &document.version.sections) {
        titles.entry(title_key(&section.title)).or_insert(&section.title);
    }
    let key = title_key(wanted);
    if let Some(title) = titles.get(&key) {
        return Ok(title);
    }
    let begun: Vec<&str> = titles
        .range(key.clone()..)
        .take_while(|(title, _)| title.starts_with(&key) && !key.is_empty())
        .map(|(_, &title)| title)
        .collect();
    match begun.as_slice() {
        [only] => Ok(only),
        [] => {
            let failure = Failure::new(format!("no question is called `{wanted}`"));
            let meant = alike(&key, &titles);
            Err(match (meant, titles.is_empty()) {
                (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
                (None, false) => failure.hint("`themata documents --sections` lists them"),
                (None, true) => failure
                    .hint("questionnaires come in as tables with a row for each respondent"),
            })
        }
        several => {
            let named: Vec<String> =
                several.iter().take(5).map(|title| format!("`{title}`")).collect();
            let more = if several.len() > named.len() { ", …" } else { "" };
            let number = several.len();
            Err(Failure::new(format!("{number} questions begin with `{wanted}`"))
                .hint(format!("which one: {}{more}?", named.join(", "))))
        }
    }
}

/// The title that was perhaps meant: one with the words in it, or one that is like them as a
/// whole or in its beginning.
fn alike<'a>(key: &str, titles: &BTreeMap<String, &'a str>) -> Option<&'a str> {
    let holds = titles.iter().find(|(title, _)| !key.is_empty() && title.contains(key));
    if let Some((_, &title)) = holds {
        return Some(title);
    }
    let length = key.chars().count();
    let begun: BTreeMap<String, &str> = titles
        .iter()
        .map(|(title, &whole)| (title.chars().take(length).collect(), whole))
        .collect();
    let whole = suggestions(key, titles.keys().map(String::as_str)).into_iter().next();
    if let Some(title) = whole {
        return titles.get(&title).copied();
    }
    let meant = suggestions(key, begun.keys().map(String::as_str)).into_iter().next()?;
    begun.get(&meant).copied()
}

fn beside<'a>(study: &'a Study, by: Option<&[String]>) -> Result<Vec<&'a Attribute>, Failure> {
    let of = |id: AttributeId| study.attributes.iter().find(|attribute| attribute.id == id);
    match by {
        None => {
            let usual = ["site", "wave"].into_iter();
            Ok(usual.filter_map(|name| study.attribute_named(name)).collect())
        }
        Some(names) => {
            let ids: Result<Vec<_>, _> =
                names.iter().map(|name| crate::names::attribute(study, name)).collect();
            Ok(ids?.into_iter().filter_map(of).collect())
        }
    }
}

/// What is said in a section: its turns or, where nobody speaks, what stands behind the title.
pub(crate) fn said(transcript: &Transcript, section: &Section) -> String {
    let (start, end) = (section.span.start(), section.span.end());
    let first = transcript.turns.partition_point(|turn| turn.span.start() < start);
    let turns: Vec<&str> = transcript.turns[first..]
        .iter()
        .take_while(|turn| turn.span.start() < end)
        .filter_map(|turn| transcript.text.slice(turn.span))
        .collect();
    if turns.is_empty() {
        let text = transcript.text.slice(section.span).unwrap_or_default();
        let behind = text.strip_prefix(section.title.as_str());
        let behind = behind.or_else(|| text.split_once('\n').map(|(_, behind)| behind));
        return behind.unwrap_or_default().trim().to_owned();
    }
    turns.join("\n").trim().to_owned()
}

/// What people write where they have nothing to say.
const NOTHING: [&str; 10] = [
    "n/a",
    "na",
    "n.a",
    "n / a",
    "nil",
    "none",
    "null",
    "no answer",
    "not applicable",
    "not answered",
];

/// Whether anything is said in an answer: it is not empty, not only signs such as `-`, and
/// not one of the usual words for no answer. `no` and `nothing` answer a question.
pub(crate) fn is_answer(words: &str) -> bool {
    let is_sign = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '–' | '—' | '…' | '·' | '•' | '‐' | '−' | '。' | '、' | '？' | '\u{200b}'
            )
            || (c.is_ascii_punctuation() && c != '+')
    };
    let bare = words.trim_matches(is_sign).to_lowercase();
    !bare.is_empty() && !NOTHING.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_answer;

    #[test]
    fn an_answer_says_something() {
        for nothing in ["", " \n", "-", "--", ".", "…", "?", "N/A", "n.a.", "None.", "(none)"]
        {
            assert!(!is_answer(nothing), "{nothing:?}");
        }
        for something in ["No", "Nothing.", "5", "+", "👍", "none of us", "很好", "NASA"] {
            assert!(is_answer(something), "{something:?}");
        }
    }
}
