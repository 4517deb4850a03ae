//! What the team asks about a passage that coders disagree on, and about its codes.

use themata_codebook::CodeIndex;
use themata_model::{About, Change, DocumentId, Question, QuestionId, Session, Study};
use themata_store::Action;
use themata_text::{CharSpan, to_words};

use crate::codings::gone;
use crate::names::minute;
use crate::view::View;
use crate::{Failure, NewQuestion, Project};

/// A question to the team, with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its number.
    pub number: u32,
    /// The name of the code that it is about; `None` if it is about the passage.
    pub code: Option<String>,
    /// Who asked, if it is known.
    pub author: Option<String>,
    /// When, in UTC.
    pub at: String,
    /// What was asked.
    pub words: String,
    /// Whether it is settled, and by whom if that is known.
    pub settled: Option<Option<String>>,
    /// What was answered, the first first: who, when, what.
    pub answers: Vec<(Option<String>, String, String)>,
}

/// What a question beside a disagreement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedOn {
    /// A stretch of the document of a number.
    Passage(u32, CharSpan),
    /// The code at a place in the codebook.
    Code(u32),
}

/// The questions on a stretch of a document and on some codes, those still open first.
pub(super) fn asked(
    view: &View<'_>,
    study: &Study,
    document: DocumentId,
    span: CharSpan,
    codes: &[CodeIndex],
) -> Result<Vec<Asked>, Failure> {
    let is_meant = |question: &Question| match question.about {
        About::Code(code) => codes.contains(&code),
        About::Document(on, Some(there)) => on == document && there.overlaps(span),
        About::Document(_, None) => false,
    };
    let mut meant: Vec<Question> = view.questions()?.into_iter().filter(is_meant).collect();
    meant.sort_by_key(|question| (question.resolved.is_some(), question.id));
    if meant.is_empty() {
        return Ok(Vec::new());
    }
    let answers = view.answers()?;
    let of = |id: QuestionId| {
        let answers = answers.iter().filter(move |answer| answer.question == id);
        answers.map(|one| (one.author.clone(), minute(&one.at).to_owned(), one.words.clone()))
    };
    let name = |code: CodeIndex| study.codebook.get(code).map(|code| code.name.clone());
    Ok(meant
        .into_iter()
        .map(|question| Asked {
            number: question.id.0,
            code: match question.about {
                About::Code(code) => name(code),
                About::Document(..) => None,
            },
            at: minute(&question.at).to_owned(),
            settled: question.resolved.as_ref().map(|settled| settled.by.clone()),
            answers: of(question.id).collect(),
            author: question.author,
            words: question.words,
        })
        .collect())
}

impl Project {
    /// Asks the team about a passage or a code, and returns the question's number.
    ///
    /// # Errors
    ///
    /// If nothing is asked, or what it is about is not there.
    pub fn ask_beside(
        &mut self,
        session: &Session,
        on: AskedOn,
        words: &str,
    ) -> Result<u32, Failure> {
        let (document, span) = match on {
            AskedOn::Passage(document, span) => (DocumentId(document), span),
            AskedOn::Code(place) => {
                let book = self.snapshot()?.codebook()?;
                let code = book.get(CodeIndex::new(place)).ok_or_else(|| gone("code"))?;
                let (words, code) = (words.to_owned(), Some(code.name.clone()));
                return self
                    .ask_team(session, &NewQuestion { words, code, ..Default::default() });
            }
        };
        let words = words.trim();
        if words.is_empty() {
            return Err(Failure::new("it was not said what is asked"));
        }
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let name = &study.document(document).ok_or_else(|| gone("document"))?.name;
            let transcripts = snapshot.transcripts([document])?;
            let span = to_words(&transcripts[&document].text, span)
                .ok_or_else(|| Failure::new("the question is about no words"))?;
            let id = snapshot.next_ids()?.question;
            number = id.0;
            let after = Some(Question {
                id,
                about: About::Document(document, Some(span)),
                author: session.coder.clone(),
                at: session.now.to_string(),
                words: words.to_owned(),
                resolved: None,
            });
            Ok::<_, Failure>(Action {
                summary: format!("ask the team about {name}"),
                changes: vec![Change::Question { id, before: None, after }],
                ..Action::default()
            })
        })?;
        Ok(number)
    }
}
