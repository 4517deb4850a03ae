//! The shapes of rounds, discussion and adjudication in the log.

use serde::{Deserialize, Serialize};
use themata_codebook::{CodeIndex, Codebook};
use themata_model::{
    About, Adjudication, AdjudicationId, Answer, AnswerId, Claim, CodebookVersion, CoderId,
    CodingId, Decision, DocumentId, Draw, Question, QuestionId, Round, RoundId, Settled,
    Valence,
};
use themata_text::CharSpan;

use super::{CodeShape, code, code_shape};

#[derive(Serialize, Deserialize)]
pub(super) struct CodebookVersionShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    title: String,
    rules: String,
    codes: Vec<CodeShape>,
}

pub(super) fn codebook_version_shape(version: &CodebookVersion) -> CodebookVersionShape {
    let book = &version.codebook;
    CodebookVersionShape {
        by: version.by.clone(),
        at: version.at.clone(),
        note: version.note.clone(),
        title: book.title.clone(),
        rules: book.rules.clone(),
        codes: book.codes().map(|(_, code)| code_shape(code)).collect(),
    }
}

pub(super) fn codebook_version(
    number: u32,
    shape: CodebookVersionShape,
) -> Option<CodebookVersion> {
    let codes: Option<Vec<_>> = shape.codes.into_iter().map(code).collect();
    let codebook = Codebook::new(shape.title, shape.rules, codes?).ok()?;
    Some(CodebookVersion { number, by: shape.by, at: shape.at, note: shape.note, codebook })
}

/// The codes of a codebook as a row of `codebook_version` holds them.
pub(crate) fn codes_json(book: &Codebook) -> serde_json::Result<String> {
    let shapes: Vec<CodeShape> = book.codes().map(|(_, code)| code_shape(code)).collect();
    serde_json::to_string(&shapes)
}

/// The codebook of a row of `codebook_version`, or `None` if it is no sound codebook.
pub(crate) fn codebook(title: String, rules: String, codes: &str) -> Option<Codebook> {
    let shapes: Vec<CodeShape> = serde_json::from_str(codes).ok()?;
    let codes: Option<Vec<_>> = shapes.into_iter().map(code).collect();
    Codebook::new(title, rules, codes?).ok()
}

#[derive(Serialize, Deserialize)]
pub(super) struct RoundShape {
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    codebook_version: Option<u32>,
    blind: bool,
    opened: bool,
    draw: DrawShape,
}

/// How documents were chosen, in the log and in the table `round`.
#[derive(Serialize, Deserialize)]
pub(crate) struct DrawShape {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    query: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    size: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    strata: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    from: u32,
}

impl From<&Draw> for DrawShape {
    fn from(draw: &Draw) -> DrawShape {
        let Draw { query, size, strata, seed, from } = draw.clone();
        DrawShape { query, size, strata, seed, from }
    }
}

impl From<DrawShape> for Draw {
    fn from(shape: DrawShape) -> Draw {
        let DrawShape { query, size, strata, seed, from } = shape;
        Draw { query, size, strata, seed, from }
    }
}

pub(super) fn round_shape(round: &Round) -> RoundShape {
    RoundShape {
        name: round.name.clone(),
        codebook_version: round.codebook_version,
        blind: round.blind,
        opened: round.opened,
        draw: DrawShape::from(&round.draw),
    }
}

pub(super) fn round(id: RoundId, shape: RoundShape) -> Round {
    let RoundShape { name, codebook_version, blind, opened, draw } = shape;
    Round { id, name, codebook_version, blind, opened, draw: draw.into() }
}

#[derive(Serialize, Deserialize)]
pub(super) struct QuestionShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    at: String,
    words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settled: Option<(Option<String>, String)>,
}

pub(super) fn question_shape(question: &Question) -> QuestionShape {
    let (code, document, span) = match question.about {
        About::Code(code) => (Some(code.get()), None, None),
        About::Document(document, span) => (None, Some(document.0), span),
    };
    QuestionShape {
        code,
        document,
        span: span.map(|span| (span.start(), span.end())),
        author: question.author.clone(),
        at: question.at.clone(),
        words: question.words.clone(),
        settled: question.resolved.as_ref().map(|s| (s.by.clone(), s.at.clone())),
    }
}

pub(super) fn question(id: QuestionId, shape: QuestionShape) -> Option<Question> {
    let about = about(shape.code, shape.document, shape.span)?;
    let QuestionShape { author, at, words, settled, .. } = shape;
    let resolved = settled.map(|(by, at)| Settled { by, at });
    Some(Question { id, about, author, at, words, resolved })
}

/// What a question is about, or `None` if it is about nothing or about two things.
pub(crate) fn about(
    code: Option<u32>,
    document: Option<u32>,
    span: Option<(u32, u32)>,
) -> Option<About> {
    match (code, document, span) {
        (Some(code), None, None) => Some(About::Code(CodeIndex::new(code))),
        (None, Some(document), None) => Some(About::Document(DocumentId(document), None)),
        (None, Some(document), Some((start, end))) => {
            Some(About::Document(DocumentId(document), Some(CharSpan::checked(start, end)?)))
        }
        _ => None,
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct AnswerShape {
    question: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    at: String,
    words: String,
}

pub(super) fn answer_shape(answer: &Answer) -> AnswerShape {
    let Answer { question, author, at, words, .. } = answer.clone();
    AnswerShape { question: question.0, author, at, words }
}

pub(super) fn answer(id: AnswerId, shape: AnswerShape) -> Answer {
    let AnswerShape { question, author, at, words } = shape;
    Answer { id, question: QuestionId(question), author, at, words }
}

#[derive(Serialize, Deserialize)]
pub(super) struct AdjudicationShape {
    document: u32,
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u32>,
    decision: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
    about: Vec<ClaimShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    yields: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct ClaimShape {
    coding: u32,
    coder: u32,
    code: u32,
    start: u32,
    end: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    valence: Option<String>,
}

pub(super) fn adjudication_shape(adjudication: &Adjudication) -> AdjudicationShape {
    let claim = |claim: &Claim| ClaimShape {
        coding: claim.coding.0,
        coder: claim.coder.0,
        code: claim.code.get(),
        start: claim.span.start(),
        end: claim.span.end(),
        valence: claim.valence.map(|valence| valence.as_str().to_owned()),
    };
    AdjudicationShape {
        document: adjudication.document.0,
        version: adjudication.version,
        round: adjudication.round.map(|round| round.0),
        decision: adjudication.decision.as_str().to_owned(),
        by: adjudication.by.clone(),
        at: adjudication.at.clone(),
        reason: adjudication.reason.clone(),
        rule: adjudication.rule.clone(),
        about: adjudication.about.iter().map(claim).collect(),
        yields: adjudication.yields.iter().map(|coding| coding.0).collect(),
    }
}

pub(super) fn adjudication(
    id: AdjudicationId,
    shape: AdjudicationShape,
) -> Option<Adjudication> {
    let claim = |shape: ClaimShape| {
        Some(Claim {
            coding: CodingId(shape.coding),
            coder: CoderId(shape.coder),
            code: CodeIndex::new(shape.code),
            span: CharSpan::checked(shape.start, shape.end)?,
            valence: match shape.valence {
                Some(word) => Some(Valence::from_word(&word)?),
                None => None,
            },
        })
    };
    Some(Adjudication {
        id,
        document: DocumentId(shape.document),
        version: shape.version,
        round: shape.round.map(RoundId),
        decision: Decision::from_word(&shape.decision)?,
        by: shape.by,
        at: shape.at,
        reason: shape.reason,
        rule: shape.rule,
        about: shape.about.into_iter().map(claim).collect::<Option<_>>()?,
        yields: shape.yields.into_iter().map(CodingId).collect(),
    })
}
