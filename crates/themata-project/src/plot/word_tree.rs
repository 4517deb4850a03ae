use themata_model::DocumentId;
use themata_report::{WordTree, word_tree};
use themata_search::Vocabulary;
use themata_text::{CharSpan, sentences};

use super::caption::Told;
use crate::language::language_of;
use crate::names::{count, of_query};
use crate::search::find;
use crate::view::View;
use crate::{Failure, Progress, SearchQuestion, Who};

/// How what is said goes on behind a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordTreePlot {
    /// The phrase, as it is said: `we do not`. Forms of its words count, too.
    pub phrase: String,
    /// Whose words count.
    pub who: Who,
    /// At most so many ends of branches are drawn.
    pub top: usize,
}

impl WordTreePlot {
    pub(super) fn draw(
        &self,
        snapshot: &View<'_>,
        query: &str,
        progress: Progress<'_>,
    ) -> Result<String, Failure> {
        let phrase = self.phrase.trim().trim_matches('"').trim();
        if phrase.is_empty() || phrase.contains('"') {
            return Err(Failure::new("a word tree begins with one phrase")
                .hint("write its words: `themata plot wordtree 'we do not'`"));
        }
        let question = SearchQuestion {
            words: format!("\"{phrase}\""),
            query: query.to_owned(),
            who: self.who,
            ..SearchQuestion::default()
        };
        let found = find(snapshot, &question, progress)?;
        let study = &found.answer.study;
        let evaluated = found.answer.evaluated();
        let mut vocabulary = Vocabulary::default();
        let (mut lines, mut documents) = (Vec::new(), 0);
        for passages in found.passages.chunk_by(|a, b| a.document == b.document) {
            let Some(first) = passages.first() else { continue };
            let id = DocumentId(first.document);
            let Some(document) = study.document(id) else { continue };
            let transcripts = snapshot.transcripts([id])?;
            let transcript = &transcripts[&id];
            let places =
                found.places_of(&found.looked_for, &evaluated, self.who, transcript, passages);
            if places.is_empty() {
                continue;
            }
            documents += 1;
            let language = language_of(study, document);
            let ends: Vec<u32> =
                sentences(&transcript.text).spans().iter().map(|span| span.end()).collect();
            for place in places {
                let begin = place.span.end();
                // What is said goes on to the end of its sentence.
                let last = begin.saturating_sub(1);
                let end = ends.get(ends.partition_point(|&end| end <= last)).copied();
                let end = end.unwrap_or(place.passage.end()).min(place.passage.end());
                let behind = CharSpan::checked(begin, end);
                let words = behind.map_or_else(Vec::new, |behind| {
                    vocabulary.words_in(language, &transcript.text, behind)
                });
                lines.push(words.iter().map(|word| word.letters().to_owned()).collect());
            }
        }
        if lines.is_empty() {
            let query = of_query(&found.rest);
            return Err(Failure::nothing(format!("`{phrase}` is said nowhere{query}"))
                .hint("a shorter phrase is said more often")
                .hint("`--who all` looks at the words of interviewers, too"));
        }
        let universe = &found.answer.asked.documents;
        let told = Told {
            title: format!("What follows “{phrase}”"),
            sentences: vec![
                format!(
                    "What is said behind the phrase, to the end of the sentence, in {} of {}{}.",
                    documents,
                    count(universe.len(), "document"),
                    of_query(&found.rest)
                ),
                "Forms of the words of the phrase count, too; behind it words are the same if they \
                 are written the same, without regard to case."
                    .to_owned(),
                self.who.sentence(universe.iter().filter_map(|&id| study.document(id))),
            ],
            n: lines.len(),
            unit: "places".to_owned(),
        }
        .remarked(&found.remarks);
        Ok(word_tree(&WordTree {
            caption: told.text(),
            title: told.title,
            root: phrase.to_owned(),
            lines,
            most: self.top.max(1),
        }))
    }
}
