//! Questions as a page shows them and asks them, by number.

use std::collections::BTreeMap;

use themata_model::{
    About, Change, DocumentId, MemoTarget, Question, QuestionId, Session, Study, Transcript,
};
use themata_store::Action;
use themata_text::CharSpan;

use super::said;
use crate::codings::turn_of;
use crate::memos::target;
use crate::{Failure, MemoPlace, Project};

/// The questions to the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionPage {
    /// The moment at which they were read: the number of the last operation.
    pub moment: u32,
    /// The latest first.
    pub questions: Vec<QuestionListed>,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionListed {
    /// Its number in the study.
    pub number: u32,
    /// What it is about; `None` if that is there no more.
    pub on: Option<QuestionOn>,
    /// Who asked, if that is known.
    pub author: Option<String>,
    /// When it was asked, in UTC as RFC 3339 writes it.
    pub at: String,
    /// What is asked.
    pub words: String,
    /// Whether it is settled.
    pub is_settled: bool,
    /// Who settled it, if it is settled and that is known.
    pub settled_by: Option<String>,
    /// The answers, the first first.
    pub answers: Vec<AnswerListed>,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionOn {
    /// A code: its place in the codebook and its name.
    Code(u32, String),
    /// A document: its number and its name.
    Document(u32, String),
    /// Words of a document.
    Passage {
        /// The number of the document.
        document: u32,
        /// What the document is called.
        name: String,
        /// Where the words stand.
        span: CharSpan,
        /// The number of the turn in which they begin, counted from 1, if they are in one.
        turn: Option<usize>,
        /// The words.
        words: String,
    },
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerListed {
    /// Who answered, if that is known.
    pub author: Option<String>,
    /// When, in UTC as RFC 3339 writes it.
    pub at: String,
    /// The answer.
    pub words: String,
}

impl Project {
    /// All questions to the team with their answers, the latest first.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn question_page(&mut self) -> Result<QuestionPage, Failure> {
        let moment = self.moment()?;
        let snapshot = self.snapshot()?;
        let asked = snapshot.questions()?;
        if asked.is_empty() {
            return Ok(QuestionPage { moment, questions: Vec::new() });
        }
        let study = snapshot.study()?;
        let mut answers: BTreeMap<QuestionId, Vec<AnswerListed>> = BTreeMap::new();
        for answer in snapshot.answers()? {
            let listed =
                AnswerListed { author: answer.author, at: answer.at, words: answer.words };
            answers.entry(answer.question).or_default().push(listed);
        }
        let within = asked.iter().filter_map(|question| match question.about {
            About::Document(document, Some(_)) => Some(document),
            _ => None,
        });
        let transcripts = snapshot.transcripts(within)?;
        let questions = asked.into_iter().rev().map(|question| QuestionListed {
            number: question.id.0,
            on: on(&study, &transcripts, &question),
            is_settled: question.resolved.is_some(),
            settled_by: question.resolved.and_then(|settled| settled.by),
            author: question.author,
            at: question.at,
            words: question.words,
            answers: answers.remove(&question.id).unwrap_or_default(),
        });
        Ok(QuestionPage { moment, questions: questions.collect() })
    }

    /// Asks the team something about a code, a document or a passage of one, by numbers, and
    /// returns the question's number. `picked` are the words of the passage as whoever picked
    /// it read them: it is not asked if other words stand there by now.
    ///
    /// # Errors
    ///
    /// If nothing is asked, or what it is about is not there.
    pub fn ask_team_on(
        &mut self,
        session: &Session,
        place: MemoPlace,
        picked: Option<&str>,
        words: &str,
    ) -> Result<u32, Failure> {
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let words = said(words, "what is asked")?;
            let study = snapshot.study()?;
            let (target, what) = target(snapshot, &study, place, picked)?;
            let about = match target {
                MemoTarget::Code(code) => About::Code(code),
                MemoTarget::Document(document) => About::Document(document, None),
                MemoTarget::Passage(document, span) => About::Document(document, Some(span)),
                MemoTarget::Study => {
                    return Err(Failure::new("it was not said what the question is about")
                        .hint("ask about a code, a document, or words that you pick in one"));
                }
            };
            let id = snapshot.next_ids()?.question;
            number = id.0;
            let after = Some(Question {
                id,
                about,
                author: session.coder.clone(),
                at: session.now.to_string(),
                words,
                resolved: None,
            });
            Ok(Action {
                summary: format!("ask the team about {what}"),
                changes: vec![Change::Question { id, before: None, after }],
                ..Action::default()
            })
        })?;
        Ok(number)
    }
}

fn on(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    question: &Question,
) -> Option<QuestionOn> {
    match question.about {
        About::Code(code) => {
            Some(QuestionOn::Code(code.get(), study.codebook.get(code)?.name.clone()))
        }
        About::Document(id, span) => {
            let name = study.document(id)?.name.clone();
            let Some(span) = span else { return Some(QuestionOn::Document(id.0, name)) };
            let transcript = transcripts.get(&id)?;
            Some(QuestionOn::Passage {
                document: id.0,
                name,
                span,
                turn: turn_of(transcript, span).map(|turn| turn + 1),
                words: transcript.text.slice(span).unwrap_or_default().to_owned(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use crate::import::{ImportOptions, Incoming};
    use crate::{CharSpan, MemoPlace, Project, QuestionOn, Session};

    fn session(number: u64) -> Session {
        Session::fixed("ana", number)
    }

    fn project() -> Project {
        let mut project = Project::in_memory(&session(1), "a study", &["ana", "ben"]).unwrap();
        let words = b"NURSE: The record never loads.\n\nNURSE: They call.";
        let files = vec![Incoming::held("a.txt", words)];
        project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
        project.codebook_add(&session(4), "record", None, &Default::default()).unwrap();
        project
    }

    #[test]
    fn a_question_is_listed_with_its_place_and_answers_the_latest_first() {
        let mut project = project();
        let passage = MemoPlace::Passage(1, CharSpan::new(11, 17));
        let first = project.ask_team_on(&session(5), passage, Some("never"), " why? ").unwrap();
        let second =
            project.ask_team_on(&session(6), MemoPlace::Code(0), None, "one?").unwrap();
        project.answer_team(&session(7), first, "it is old").unwrap();
        project.settle_question(&session(8), first, true).unwrap();
        let page = project.question_page().unwrap();
        let numbers: Vec<u32> = page.questions.iter().map(|known| known.number).collect();
        assert_eq!(numbers, [second, first]);
        let [on_code, on_words] = [&page.questions[0], &page.questions[1]];
        assert_eq!(on_code.on, Some(QuestionOn::Code(0, "record".to_owned())));
        assert!(!on_code.is_settled && on_code.answers.is_empty());
        assert_eq!((on_words.words.as_str(), on_words.is_settled), ("why?", true));
        assert_eq!(on_words.settled_by.as_deref(), Some("ana"));
        assert_eq!(on_words.answers[0].words, "it is old");
        let Some(QuestionOn::Passage { document: 1, words, turn, .. }) = &on_words.on else {
            unreachable!("{:?}", on_words.on)
        };
        assert_eq!((words.as_str(), *turn), ("never", Some(1)));
    }

    #[test]
    fn a_question_needs_words_and_a_place_that_is_there() {
        let mut project = project();
        let mut refused = |place, picked, words: &str| {
            project.ask_team_on(&session(5), place, picked, words).unwrap_err().message
        };
        assert_eq!(refused(MemoPlace::Code(0), None, " "), "it was not said what is asked");
        assert!(refused(MemoPlace::Code(9), None, "?").contains("no such code"));
        assert!(refused(MemoPlace::Study, None, "?").contains("what the question is about"));
        let moved = MemoPlace::Passage(1, CharSpan::new(11, 17));
        assert!(refused(moved, Some("loads"), "?").contains("other words stand"));
        assert!(project.question_page().unwrap().questions.is_empty());
    }
}
