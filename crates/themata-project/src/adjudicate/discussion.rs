//! What the team asks about a passage that coders disagree on, and about its codes.

use themata_codebook::CodeIndex;
use themata_model::{About, DocumentId, Question, QuestionId, Study};
use themata_text::CharSpan;

use crate::Failure;
use crate::names::minute;
use crate::view::View;

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
