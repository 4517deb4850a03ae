use std::collections::HashMap;

use rayon::prelude::*;
use themata_analysis::Kind;
use themata_model::Document;
use themata_search::Vocabulary;

use super::groups::Groups;
use super::list::per;
use super::text::Spoken;
use crate::ask::transcripts;
use crate::names::{count, list, of_query};
use crate::search::{Finding, LookedFor, find};
use crate::spare::Spare;
use crate::{Cell, Column, Failure, Progress, Project, SearchQuestion, Table};

/// What was counted of a group.
#[derive(Clone, Copy, Default)]
struct Counts {
    places: u64,
    /// The documents that hold a place.
    documents: u64,
    words: u64,
}

impl Project {
    /// How often words occur in each group: the places, the documents that hold one, and the
    /// places in every 10,000 words of the group. Groups are by an attribute, `role`,
    /// `speaker` or `document`.
    ///
    /// # Errors
    ///
    /// If words or query are unsound, there is nothing of that name to count by, or the study
    /// cannot be read.
    pub fn search_counts(
        &mut self,
        question: &SearchQuestion,
        by: &str,
        progress: Progress<'_>,
    ) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let found = find(&snapshot, question, progress)?;
        let Finding { looked_for, answer, passages, .. } = &found;
        let evaluated = answer.evaluated();
        let study = &answer.study;
        let documents: Vec<&Document> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        let groups = Groups::by(by, study, &documents)?;
        let transcripts = transcripts(&snapshot, &answer.asked)?;
        let mut of_document = HashMap::new();
        for passages in passages.chunk_by(|a, b| a.document == b.document) {
            of_document.insert(passages[0].document, passages);
        }
        let spare = Spare::new(|| (Vocabulary::default(), looked_for.clone()));
        let counted: Vec<Vec<Counts>> = documents
            .par_iter()
            .map(|document| {
                spare.with(|(vocabulary, looked_for)| {
                    let mut counts = vec![Counts::default(); groups.len()];
                    let Some(transcript) = transcripts.get(&document.id) else { return counts };
                    let who = question.who;
                    let spoken = Spoken::of(study, document, transcript, who, vocabulary);
                    // Where words are held against codings, all words are what they are among.
                    let meant = match looked_for {
                        LookedFor::Words(_) => spoken.meant(&evaluated),
                        LookedFor::Places(_) => vec![true; spoken.words.len()],
                    };
                    for passage in &spoken.passages {
                        let words = meant[passage.words.clone()].iter().filter(|&&it| it);
                        let group = groups.place(document.id, passage.speaker);
                        counts[group].words += words.count() as u64;
                    }
                    let passages = of_document.get(&document.id.0).copied().unwrap_or(&[]);
                    for place in
                        found.places_of(looked_for, &evaluated, who, transcript, passages)
                    {
                        let group = groups.place(document.id, place.speaker);
                        counts[group].places += 1;
                        counts[group].documents = 1;
                    }
                    counts
                })
            })
            .collect();
        let sum = |group: usize| {
            counted.iter().map(|counts| counts[group]).fold(Counts::default(), |a, b| Counts {
                places: a.places + b.places,
                documents: a.documents + b.documents,
                words: a.words + b.words,
            })
        };
        let sums: Vec<Counts> = (0..groups.len()).map(sum).collect();
        let mut table = table(question, &groups, &sums);
        let places: u64 = sums.iter().map(|counts| counts.places).sum();
        let hold = |counts: &&Vec<Counts>| counts.iter().any(|it| it.places > 0);
        table.definition = format!(
            "{} in {} of {}{}. {} Per 10\u{202f}000 = places ÷ words × 10\u{202f}000, with the words \
             of the group that count.",
            count(places as usize, "place"),
            counted.iter().filter(hold).count(),
            count(documents.len(), "document"),
            of_query(&answer.asked.query),
            question.who.sentence(documents.iter().copied()),
        );
        table.remarks.splice(0..0, found.remarks.clone());
        if places == 0 {
            table.rows.clear();
        }
        Ok(table)
    }
}

fn table(question: &SearchQuestion, groups: &Groups, sums: &[Counts]) -> Table {
    let mut name = groups.name.clone();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let mut table = Table::new(
        "search-counts",
        format!("Places of {} by {}", question.words.trim(), groups.name),
        [
            Column::new("group", name, Kind::Text),
            Column::new("places", "Places", Kind::Count),
            Column::new("documents", "Documents", Kind::Count),
            Column::new("words", "Words", Kind::Count),
            Column::new("per_10000", "Per 10\u{202f}000", Kind::Rate),
        ],
    );
    let mut silent = 0;
    let mut wordless = Vec::new();
    let mut rows: Vec<(&String, &Counts)> = groups.headings.iter().zip(sums).collect();
    if !groups.are_few {
        // The sort is stable, so equals stay in order of the documents.
        rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.places));
    }
    for (heading, counts) in rows {
        if counts.words == 0 && counts.places == 0 {
            wordless.push(heading.clone());
            continue;
        }
        // Of many speakers or documents those are listed that say something of it.
        if counts.places == 0 && !groups.are_few {
            silent += 1;
            continue;
        }
        if table.rows.len() < question.limit.unwrap_or(usize::MAX) {
            table.push([
                Cell::text(heading),
                Cell::Count(counts.places),
                Cell::Count(counts.documents),
                Cell::Count(counts.words),
                per(counts.places, counts.words),
            ]);
        }
    }
    if silent > 0 {
        table.remarks.push(format!("{} without a place", count(silent, &groups.name)));
    }
    if groups.are_few
        && !wordless.is_empty()
        && wordless.iter().any(|it| !it.starts_with("no "))
    {
        table.remarks.push(format!("no words that count: {}", list(&wordless)));
    }
    table
}
