mod listed;

use std::collections::BTreeMap;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{
    About, Answer, Change, Document, Question, QuestionId, Session, Settled, Study,
};
use themata_store::{Action, Snapshot};
use themata_text::CharSpan;

pub use listed::{AnswerListed, QuestionListed, QuestionOn, QuestionPage};

use crate::ask::ask;
use crate::codings::{quoted, turn_of};
use crate::names::{count, minute, of_query};
use crate::{Failure, Project};

/// What someone asks the team, and about what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewQuestion {
    /// What is asked.
    pub words: String,
    /// The name of the code that it is about.
    pub code: Option<String>,
    /// The name of the document that it is about.
    pub document: Option<String>,
    /// The words of the document that it is about, if it is not about all of it.
    pub quote: Option<String>,
    /// The number of the turn that is meant, where the words stand in several.
    pub turn: Option<usize>,
}

impl Project {
    /// The questions to the team on the documents and codes that a query can hold for, each
    /// with its answers.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn questions(&mut self, query: &str, only_open: bool) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let mut answers: BTreeMap<QuestionId, Vec<Answer>> = BTreeMap::new();
        for answer in snapshot.answers()? {
            answers.entry(answer.question).or_default().push(answer);
        }
        let meant = |question: &Question| match question.about {
            // A question on a code is on no document: a query that asks nothing of codings,
            // but something, does not mean it.
            About::Code(code) => {
                let of_codes = asked.query.is_empty() || answer.resolved.asks_of_codings();
                // A group is meant by what is under it.
                let mut meant = study.codebook.subtree(code).iter();
                of_codes
                    && (asked.query.is_empty() || meant.any(|code| asked.codes.contains(code)))
            }
            About::Document(document, _) => asked.documents.binary_search(&document).is_ok(),
        };
        let questions: Vec<Question> = snapshot
            .questions()?
            .into_iter()
            .filter(|question| !only_open || question.resolved.is_none())
            .filter(meant)
            .collect();
        let documents = questions.iter().filter_map(|question| match question.about {
            About::Document(document, Some(_)) => Some(document),
            _ => None,
        });
        let transcripts = snapshot.transcripts(documents)?;
        let mut table = Table::new(
            "questions",
            "Questions to the team",
            [
                Column::new("question", "No.", Kind::Count),
                Column::new("code", "Code", Kind::Text),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("about", "About", Kind::Passage),
                Column::new("author", "Who", Kind::Text),
                Column::new("at", "When (UTC)", Kind::Text),
                Column::new("words", "Question or answer", Kind::Passage),
                Column::new("state", "State", Kind::Text),
            ],
        );
        for question in &questions {
            let [code, document, turn, about] = match question.about {
                About::Code(code) => {
                    let name = study.codebook.get(code).map(|code| Cell::text(&code.name));
                    [name.unwrap_or(Cell::Empty), Cell::Empty, Cell::Empty, Cell::Empty]
                }
                About::Document(id, span) => {
                    let document = study.document(id);
                    let name = document.map(|document| Cell::text(&document.name));
                    let place = span.zip(transcripts.get(&id));
                    let turn = place.and_then(|(span, transcript)| turn_of(transcript, span));
                    let words =
                        place.and_then(|(span, transcript)| transcript.text.slice(span));
                    [
                        Cell::Empty,
                        name.unwrap_or(Cell::Empty),
                        turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                        words.map_or(Cell::Empty, Cell::text),
                    ]
                }
            };
            let optional =
                |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
            table.push([
                Cell::Count(u64::from(question.id.0)),
                code,
                document,
                turn,
                about,
                optional(&question.author),
                Cell::text(minute(&question.at)),
                Cell::text(&question.words),
                Cell::text(match &question.resolved {
                    Some(Settled { by: Some(by), .. }) => format!("resolved by {by}"),
                    Some(_) => "resolved".to_owned(),
                    None => "open".to_owned(),
                }),
            ]);
            for answer in answers.get(&question.id).into_iter().flatten() {
                table.push([
                    Cell::Count(u64::from(question.id.0)),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    optional(&answer.author),
                    Cell::text(minute(&answer.at)),
                    Cell::text(&answer.words),
                    Cell::text("answer"),
                ]);
                if let Some(row) = table.rows.last_mut() {
                    row.depth = 1;
                }
            }
        }
        let open = questions.iter().filter(|question| question.resolved.is_none()).count();
        table.definition = format!(
            "{}{}, {open} open; under each its answers, the first first.",
            count(questions.len(), "question"),
            of_query(&asked.query)
        );
        Ok(table)
    }

    /// Asks the team something about a code, or about a document or words in it, and returns
    /// the question's number.
    ///
    /// # Errors
    ///
    /// If nothing is asked, it is about nothing or about two things, or what it is about is
    /// not found.
    pub fn ask_team(
        &mut self,
        session: &Session,
        question: &NewQuestion,
    ) -> Result<u32, Failure> {
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let words = said(&question.words, "what is asked")?;
            let study = snapshot.study()?;
            let (about, what) = about(snapshot, &study, question)?;
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
            Ok::<_, Failure>(Action {
                summary: format!("ask the team about {what}"),
                changes: vec![Change::Question { id, before: None, after }],
                ..Action::default()
            })
        })?;
        Ok(number)
    }

    /// Answers a question.
    ///
    /// # Errors
    ///
    /// If there is no such question, or nothing is answered.
    pub fn answer_team(
        &mut self,
        session: &Session,
        number: u32,
        words: &str,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let question = question(snapshot, number)?;
            let words = said(words, "what is answered")?;
            let id = snapshot.next_ids()?.answer;
            let after = Some(Answer {
                id,
                question: question.id,
                author: session.coder.clone(),
                at: session.now.to_string(),
                words,
            });
            Ok::<_, Failure>(Action {
                summary: format!("answer question {number}"),
                changes: vec![Change::Answer { id, before: None, after }],
                ..Action::default()
            })
        })?;
        Ok(())
    }

    /// Settles a question, or opens it again.
    ///
    /// # Errors
    ///
    /// If there is no such question, or it is so already.
    pub fn settle_question(
        &mut self,
        session: &Session,
        number: u32,
        settled: bool,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = question(snapshot, number)?;
            if before.resolved.is_some() == settled {
                let how = if settled { "resolved already" } else { "open" };
                return Err(Failure::new(format!("question {number} is {how}")));
            }
            let resolved = settled
                .then(|| Settled { by: session.coder.clone(), at: session.now.to_string() });
            let id = before.id;
            let after = Some(Question { resolved, ..before.clone() });
            let verb = if settled { "resolve" } else { "open again" };
            Ok(Action {
                summary: format!("{verb} question {number}"),
                changes: vec![Change::Question { id, before: Some(before), after }],
                ..Action::default()
            })
        })?;
        Ok(())
    }
}

fn about(
    snapshot: &Snapshot<'_>,
    study: &Study,
    question: &NewQuestion,
) -> Result<(About, String), Failure> {
    let span = |document: &Document, quote: &str| -> Result<CharSpan, Failure> {
        let transcripts = snapshot.transcripts([document.id])?;
        let transcript = &transcripts[&document.id];
        Ok(quoted(study, document, transcript, quote, question.turn)?.0)
    };
    match (&question.code, &question.document) {
        (Some(_), Some(_)) => {
            Err(Failure::new("a question is about a code or about a document, not both"))
        }
        (None, None) => Err(Failure::new("it was not said what the question is about")
            .hint("say `--code NAME`, or `--document NAME` and perhaps `--quote \"…\"`")),
        (Some(code), None) => {
            let place = study.codebook.resolve(code)?;
            Ok((About::Code(place), format!("the code `{}`", study.codebook[place].name)))
        }
        (None, Some(name)) => {
            let document = crate::names::document(study, name)?;
            let span =
                question.quote.as_ref().map(|quote| span(document, quote)).transpose()?;
            Ok((About::Document(document.id, span), document.name.clone()))
        }
    }
}

fn question(snapshot: &Snapshot<'_>, number: u32) -> Result<Question, Failure> {
    let questions = snapshot.questions()?;
    questions.into_iter().find(|question| question.id.0 == number).ok_or_else(|| {
        Failure::new(format!("there is no question {number}"))
            .hint("`themata questions list` shows their numbers")
    })
}

fn said(words: &str, what: &str) -> Result<String, Failure> {
    match words.trim() {
        "" => Err(Failure::new(format!("it was not said {what}"))),
        words => Ok(words.to_owned()),
    }
}
