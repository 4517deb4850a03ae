use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Attribute, Document, Speaker, Transcript, Turn, Value};
use themata_text::{CharSpan, Text, sentences, words};

use crate::ask::ask;
use crate::names::{count, of_query};
use crate::{Failure, Project};

/// What one speaker says in a document.
#[derive(Clone, Copy, Default)]
struct Said {
    turns: usize,
    words: usize,
    questions: usize,
}

impl Project {
    /// Those who speak in the documents that a query can hold in: a row for each speaker of
    /// each document. As CSV it can be corrected and read back as a sheet of speakers.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn speakers(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let attributes: Vec<_> = study
            .attributes
            .iter()
            .filter(|attribute| {
                let speakers = study.documents.iter().flat_map(|d| &d.version.speakers);
                speakers.into_iter().any(|speaker| speaker.values.contains_key(&attribute.id))
            })
            .collect();
        let mut columns = vec![
            Column::new("document", "Document", Kind::Text),
            Column::new("speaker", "Speaker", Kind::Text),
            Column::new("name", "Name", Kind::Text),
            Column::new("role", "Role", Kind::Text),
        ];
        let taken = ["document", "speaker", "name", "role", "turns", "words", "questions"];
        let known: Vec<_> = attributes.iter().map(|&attribute| attribute.clone()).collect();
        let keys = Attribute::column_keys(&known, &taken);
        columns
            .extend(keys.iter().map(|key| Column::new(key.as_str(), key.as_str(), Kind::Text)));
        columns.extend([
            Column::new("turns", "Turns", Kind::Count),
            Column::new("words", "Words", Kind::Count),
            Column::new("questions", "Questions", Kind::Count),
        ]);
        let mut table = Table::new("speakers", "Speakers", columns);
        let documents: Vec<&Document> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        for document in &documents {
            let transcripts = snapshot.transcripts([document.id])?;
            let said = said(&transcripts[&document.id], document.version.speakers.len());
            for (speaker, said) in document.version.speakers.iter().zip(said) {
                let mut cells = vec![
                    Cell::text(&document.name),
                    Cell::text(&speaker.heard_as),
                    Cell::text(&speaker.name),
                    role(speaker),
                ];
                cells.extend(attributes.iter().map(|attribute| {
                    let value = speaker.values.get(&attribute.id).map(Value::to_string);
                    value.map_or(Cell::Empty, Cell::text)
                }));
                cells.extend([said.turns, said.words, said.questions].map(Cell::from));
                table.push(cells);
            }
        }
        table.definition = format!(
            "{} in {}{}. The speaker as the transcript spells the name, and the name that the \
             study gives; words by Unicode's rules (UAX 29); questions are sentences that end \
             with a question mark.",
            count(table.rows.len(), "speaker"),
            count(documents.len(), "document"),
            of_query(&answer.asked.query),
        );
        Ok(table)
    }

    /// The names of those who speak, each with how often it occurs, and with names that
    /// differ from it in no letter or digit and may be the same person's.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn speaker_names(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let mut names: BTreeMap<&str, (BTreeSet<&str>, Said, usize)> = BTreeMap::new();
        for &id in &answer.asked.documents {
            let Some(document) = study.document(id) else { continue };
            let transcripts = snapshot.transcripts([id])?;
            let said = said(&transcripts[&id], document.version.speakers.len());
            let mut here: BTreeSet<&str> = BTreeSet::new();
            for (speaker, said) in document.version.speakers.iter().zip(said) {
                let (roles, total, documents) = names.entry(&speaker.name).or_default();
                roles.extend(speaker.role.map(|role| role.as_str()));
                total.turns += said.turns;
                total.words += said.words;
                *documents += usize::from(here.insert(&speaker.name));
            }
        }
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in names.keys() {
            alike.entry(letters(name)).or_default().push(name);
        }
        let mut table = Table::new(
            "speaker-names",
            "Names of speakers",
            [
                Column::new("name", "Name", Kind::Text),
                Column::new("role", "Role", Kind::Text),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("turns", "Turns", Kind::Count),
                Column::new("words", "Words", Kind::Count),
                Column::new("like", "Perhaps the same", Kind::Text),
            ],
        );
        for (name, (roles, said, documents)) in &names {
            let others: Vec<&str> =
                alike[&letters(name)].iter().filter(|other| *other != name).copied().collect();
            let roles: Vec<&str> = roles.iter().copied().collect();
            let text = |texts: Vec<&str>| match texts.as_slice() {
                [] => Cell::Empty,
                texts => Cell::text(texts.join(", ")),
            };
            table.push([
                Cell::text(*name),
                text(roles),
                Cell::from(*documents),
                Cell::from(said.turns),
                Cell::from(said.words),
                text(others),
            ]);
        }
        table.definition = format!(
            "{}{}. Names are perhaps the same if they differ in nothing but case, spaces, signs \
             and zeros before a number.",
            count(names.len(), "name"),
            of_query(&answer.asked.query),
        );
        Ok(table)
    }
}

fn role(speaker: &Speaker) -> Cell {
    speaker.role.map_or(Cell::Empty, |role| Cell::text(role.as_str()))
}

/// What each speaker says, in order of their places.
fn said(transcript: &Transcript, speakers: usize) -> Vec<Said> {
    let mut said = vec![Said::default(); speakers];
    let words = words(&transcript.text);
    let sentences = sentences(&transcript.text);
    for Turn { span, speaker, .. } in &transcript.turns {
        let Some(of) = speaker.and_then(|place| said.get_mut(place as usize)) else { continue };
        of.turns += 1;
        of.words += words.touching(*span).len();
        for &sentence in &sentences.spans()[sentences.touching(*span)] {
            of.questions += usize::from(asks(&transcript.text, sentence));
        }
    }
    said
}

fn asks(text: &Text, sentence: CharSpan) -> bool {
    let words = text.slice(sentence).unwrap_or_default();
    let end = words.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
    });
    end.ends_with(['?', '？', '؟', '՞', '⁇'])
}

/// The letters and digits of a name in lower case, without zeros before a number.
pub(super) fn letters(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        let before_number = !key.ends_with(|c: char| c.is_ascii_digit());
        if c != '0' || !before_number {
            key.push(c);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn names_are_alike_by_their_letters() {
        assert_eq!(letters("P 03"), letters("p3"));
        assert_eq!(letters("Interviewer:"), letters("INTERVIEWER"));
        assert_ne!(letters("P30"), letters("P3"));
    }
}
