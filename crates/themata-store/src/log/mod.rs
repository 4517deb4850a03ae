//! The shape of changes in the log. It is part of the file format: shapes are added, and what
//! was once written is read for ever.

mod board;
mod codings;
mod document;
mod findings;
mod memo;
mod team;

use serde::{Deserialize, Serialize};
use themata_codebook::{Code, CodeIndex, CodeState};
use themata_model::{
    AdjudicationId, AnswerId, AssignmentState, Attribute, AttributeId, BoardViewId, Change,
    Coder, CoderId, CoderKind, CodingId, DocumentId, Kind, MemoId, QuestionId, RejectionId,
    RoundId, SavedQueryId, SpeakerRole, SummaryId, ThemeId, Value,
};

use crate::Error;
use board::BoardViewShape;
use codings::{CodingsShape, codings, codings_shape};
use document::{DocumentShape, document, document_shape};
use findings::{RejectionShape, SavedQueryShape, SummaryShape, ThemeShape};
pub(crate) use findings::{summary_column, summary_of};
pub(crate) use memo::target;
use memo::{MemoShape, memo, memo_shape};
use team::{AdjudicationShape, AnswerShape, CodebookVersionShape, QuestionShape, RoundShape};
pub(crate) use team::{DrawShape, about, codebook, codes_json};

pub(crate) fn to_json(changes: &[Change]) -> Result<String, Error> {
    let shapes: Vec<ChangeShape> = changes.iter().map(ChangeShape::from).collect();
    serde_json::to_string(&shapes).map_err(|error| Error::unfitting(error.to_string()))
}

pub(crate) fn from_json(json: &str) -> Result<Vec<Change>, Error> {
    let shapes: Vec<ChangeShape> = serde_json::from_str(json)
        .map_err(|error| Error::damaged(format!("an operation cannot be read: {error}")))?;
    shapes
        .into_iter()
        .map(|shape| {
            shape.change().ok_or_else(|| Error::damaged("an operation holds what is no change"))
        })
        .collect()
}

/// What was there before and what is there after.
#[derive(Serialize, Deserialize)]
struct Swap<T> {
    before: T,
    after: T,
}

impl<T> Swap<T> {
    fn map<U>(self, f: impl Fn(T) -> Option<U>) -> Option<Swap<U>> {
        Some(Swap { before: f(self.before)?, after: f(self.after)? })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChangeShape {
    Title(Swap<String>),
    Codebook(Swap<(String, String)>),
    Coder(u32, Swap<Option<CoderShape>>),
    Code(u32, Box<Swap<Option<CodeShape>>>),
    Attribute(u32, Swap<Option<AttributeShape>>),
    Document(u32, Box<Swap<Option<DocumentShape>>>),
    Value(u32, u32, Swap<Option<ValueShape>>),
    DocumentName(u32, Swap<String>),
    Speaker(u32, u32, Swap<(String, Option<String>)>),
    SpeakerValue(u32, u32, u32, Swap<Option<ValueShape>>),
    Memo(u32, Swap<Option<MemoShape>>),
    CodebookVersion(u32, Box<Swap<Option<CodebookVersionShape>>>),
    Round(u32, Swap<Option<RoundShape>>),
    Assignment(u32, u32, u32, Swap<Option<String>>),
    Question(u32, Swap<Option<QuestionShape>>),
    Answer(u32, Swap<Option<AnswerShape>>),
    Adjudication(u32, Box<Swap<Option<AdjudicationShape>>>),
    SavedQuery(u32, Swap<Option<SavedQueryShape>>),
    Theme(u32, Swap<Option<ThemeShape>>),
    Summary(u32, Box<Swap<Option<SummaryShape>>>),
    BoardView(u32, Box<Swap<Option<BoardViewShape>>>),
    Rejection(u32, Swap<Option<RejectionShape>>),
    CodingsAdded(CodingsShape),
    CodingsRemoved(CodingsShape),
    Recoded { codings: Vec<u32>, before: u32, after: u32 },
}

#[derive(Serialize, Deserialize)]
struct CoderShape {
    name: String,
    kind: String,
}

#[derive(Serialize, Deserialize)]
struct AttributeShape {
    name: String,
    kind: String,
}

#[derive(Serialize, Deserialize)]
struct ValueShape(String, String);

#[derive(Serialize, Deserialize)]
struct CodeShape {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    short: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    use_when: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    do_not_use_when: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    examples: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    assignable: bool,
    state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merged_into: Option<u32>,
}

impl From<&Change> for ChangeShape {
    fn from(change: &Change) -> ChangeShape {
        fn swap<T, U>(
            before: &Option<T>,
            after: &Option<T>,
            shape: impl Fn(&T) -> U,
        ) -> Swap<Option<U>> {
            Swap { before: before.as_ref().map(&shape), after: after.as_ref().map(&shape) }
        }
        match change {
            Change::Title { before, after } => {
                ChangeShape::Title(Swap { before: before.clone(), after: after.clone() })
            }
            Change::Codebook { before, after } => {
                ChangeShape::Codebook(Swap { before: before.clone(), after: after.clone() })
            }
            Change::Coder { id, before, after } => {
                ChangeShape::Coder(id.0, swap(before, after, coder_shape))
            }
            Change::Code { place, before, after } => {
                ChangeShape::Code(place.get(), Box::new(swap(before, after, code_shape)))
            }
            Change::Attribute { id, before, after } => {
                ChangeShape::Attribute(id.0, swap(before, after, attribute_shape))
            }
            Change::Document { id, before, after } => {
                ChangeShape::Document(id.0, Box::new(swap(before, after, document_shape)))
            }
            Change::Value { document, attribute, before, after } => {
                ChangeShape::Value(document.0, attribute.0, swap(before, after, value_shape))
            }
            Change::DocumentName { id, before, after } => ChangeShape::DocumentName(
                id.0,
                Swap { before: before.clone(), after: after.clone() },
            ),
            Change::Speaker { document, place, before, after } => {
                let shape = |(name, role): &(String, Option<SpeakerRole>)| {
                    (name.clone(), role.map(|role| role.as_str().to_owned()))
                };
                let swap = Swap { before: shape(before), after: shape(after) };
                ChangeShape::Speaker(document.0, *place, swap)
            }
            Change::SpeakerValue { document, place, attribute, before, after } => {
                let swap = swap(before, after, value_shape);
                ChangeShape::SpeakerValue(document.0, *place, attribute.0, swap)
            }
            Change::Memo { id, before, after } => {
                ChangeShape::Memo(id.0, swap(before, after, memo_shape))
            }
            Change::CodebookVersion { number, before, after } => {
                let swap = swap(before, after, |version| team::codebook_version_shape(version));
                ChangeShape::CodebookVersion(*number, Box::new(swap))
            }
            Change::Round { id, before, after } => {
                ChangeShape::Round(id.0, swap(before, after, team::round_shape))
            }
            Change::Assignment { round, document, coder, before, after } => {
                let swap = swap(before, after, |state| state.as_str().to_owned());
                ChangeShape::Assignment(round.0, document.0, coder.0, swap)
            }
            Change::Question { id, before, after } => {
                ChangeShape::Question(id.0, swap(before, after, team::question_shape))
            }
            Change::Answer { id, before, after } => {
                ChangeShape::Answer(id.0, swap(before, after, team::answer_shape))
            }
            Change::Adjudication { id, before, after } => {
                let swap = swap(before, after, team::adjudication_shape);
                ChangeShape::Adjudication(id.0, Box::new(swap))
            }
            Change::SavedQuery { id, before, after } => {
                ChangeShape::SavedQuery(id.0, swap(before, after, findings::saved_query_shape))
            }
            Change::Theme { id, before, after } => {
                ChangeShape::Theme(id.0, swap(before, after, findings::theme_shape))
            }
            Change::Summary { id, before, after } => {
                let swap = swap(before, after, findings::summary_shape);
                ChangeShape::Summary(id.0, Box::new(swap))
            }
            Change::BoardView { id, before, after } => {
                let swap = swap(before, after, board::board_view_shape);
                ChangeShape::BoardView(id.0, Box::new(swap))
            }
            Change::Rejection { id, before, after } => {
                ChangeShape::Rejection(id.0, swap(before, after, findings::rejection_shape))
            }
            Change::CodingsAdded(codings) => ChangeShape::CodingsAdded(codings_shape(codings)),
            Change::CodingsRemoved(codings) => {
                ChangeShape::CodingsRemoved(codings_shape(codings))
            }
            Change::Recoded { codings, before, after } => ChangeShape::Recoded {
                codings: codings.iter().map(|coding| coding.0).collect(),
                before: before.get(),
                after: after.get(),
            },
        }
    }
}

impl ChangeShape {
    /// The change, or `None` if the shape holds a word that stands for nothing.
    fn change(self) -> Option<Change> {
        fn each<T, U>(
            swap: Swap<Option<T>>,
            value: impl Fn(T) -> Option<U>,
        ) -> Option<(Option<U>, Option<U>)> {
            let swap = swap.map(|shape| match shape {
                Some(shape) => value(shape).map(Some),
                None => Some(None),
            })?;
            Some((swap.before, swap.after))
        }
        Some(match self {
            ChangeShape::Title(Swap { before, after }) => Change::Title { before, after },
            ChangeShape::Codebook(Swap { before, after }) => Change::Codebook { before, after },
            ChangeShape::Coder(id, swap) => {
                let id = CoderId(id);
                let (before, after) = each(swap, |shape| coder(id, shape))?;
                Change::Coder { id, before, after }
            }
            ChangeShape::Code(place, swap) => {
                let (before, after) = each(*swap, code)?;
                Change::Code { place: CodeIndex::new(place), before, after }
            }
            ChangeShape::Attribute(id, swap) => {
                let id = AttributeId(id);
                let (before, after) = each(swap, |shape| attribute(id, shape))?;
                Change::Attribute { id, before, after }
            }
            ChangeShape::Document(id, swap) => {
                let (before, after) = each(*swap, document)?;
                Change::Document { id: DocumentId(id), before, after }
            }
            ChangeShape::Value(document, attribute, swap) => {
                let (document, attribute) = (DocumentId(document), AttributeId(attribute));
                let (before, after) = each(swap, value)?;
                Change::Value { document, attribute, before, after }
            }
            ChangeShape::DocumentName(id, Swap { before, after }) => {
                Change::DocumentName { id: DocumentId(id), before, after }
            }
            ChangeShape::Speaker(document, place, swap) => {
                let Swap { before, after } = swap.map(|(name, role)| match role {
                    Some(role) => Some((name, Some(SpeakerRole::from_word(&role)?))),
                    None => Some((name, None)),
                })?;
                Change::Speaker { document: DocumentId(document), place, before, after }
            }
            ChangeShape::SpeakerValue(document, place, attribute, swap) => {
                let (document, attribute) = (DocumentId(document), AttributeId(attribute));
                let (before, after) = each(swap, value)?;
                Change::SpeakerValue { document, place, attribute, before, after }
            }
            ChangeShape::Memo(id, swap) => {
                let id = MemoId(id);
                let (before, after) = each(swap, |shape| memo(id, shape))?;
                Change::Memo { id, before, after }
            }
            ChangeShape::CodebookVersion(number, swap) => {
                let version = |shape| team::codebook_version(number, shape).map(Box::new);
                let (before, after) = each(*swap, version)?;
                Change::CodebookVersion { number, before, after }
            }
            ChangeShape::Round(id, swap) => {
                let id = RoundId(id);
                let (before, after) = each(swap, |shape| Some(team::round(id, shape)))?;
                Change::Round { id, before, after }
            }
            ChangeShape::Assignment(round, document, coder, swap) => {
                let (before, after) =
                    each(swap, |word: String| AssignmentState::from_word(&word))?;
                let (round, document) = (RoundId(round), DocumentId(document));
                Change::Assignment { round, document, coder: CoderId(coder), before, after }
            }
            ChangeShape::Question(id, swap) => {
                let id = QuestionId(id);
                let (before, after) = each(swap, |shape| team::question(id, shape))?;
                Change::Question { id, before, after }
            }
            ChangeShape::Answer(id, swap) => {
                let id = AnswerId(id);
                let (before, after) = each(swap, |shape| Some(team::answer(id, shape)))?;
                Change::Answer { id, before, after }
            }
            ChangeShape::Adjudication(id, swap) => {
                let id = AdjudicationId(id);
                let (before, after) = each(*swap, |shape| team::adjudication(id, shape))?;
                Change::Adjudication { id, before, after }
            }
            ChangeShape::SavedQuery(id, swap) => {
                let id = SavedQueryId(id);
                let (before, after) = each(swap, |shape| findings::saved_query(id, shape))?;
                Change::SavedQuery { id, before, after }
            }
            ChangeShape::Theme(id, swap) => {
                let id = ThemeId(id);
                let (before, after) = each(swap, |shape| findings::theme(id, shape))?;
                Change::Theme { id, before, after }
            }
            ChangeShape::Summary(id, swap) => {
                let id = SummaryId(id);
                let (before, after) = each(*swap, |shape| findings::summary(id, shape))?;
                Change::Summary { id, before, after }
            }
            ChangeShape::BoardView(id, swap) => {
                let id = BoardViewId(id);
                let (before, after) = each(*swap, |shape| board::board_view(id, shape))?;
                Change::BoardView { id, before, after }
            }
            ChangeShape::Rejection(id, swap) => {
                let id = RejectionId(id);
                let (before, after) = each(swap, |shape| findings::rejection(id, shape))?;
                Change::Rejection { id, before, after }
            }
            ChangeShape::CodingsAdded(shape) => Change::CodingsAdded(codings(shape)?),
            ChangeShape::CodingsRemoved(shape) => Change::CodingsRemoved(codings(shape)?),
            ChangeShape::Recoded { codings, before, after } => Change::Recoded {
                codings: codings.into_iter().map(CodingId).collect(),
                before: CodeIndex::new(before),
                after: CodeIndex::new(after),
            },
        })
    }
}

fn coder_shape(coder: &Coder) -> CoderShape {
    CoderShape { name: coder.name.clone(), kind: coder.kind.as_str().to_owned() }
}

fn coder(id: CoderId, shape: CoderShape) -> Option<Coder> {
    Some(Coder { id, name: shape.name, kind: CoderKind::from_word(&shape.kind)? })
}

fn attribute_shape(attribute: &Attribute) -> AttributeShape {
    AttributeShape { name: attribute.name.clone(), kind: attribute.kind.as_str().to_owned() }
}

fn attribute(id: AttributeId, shape: AttributeShape) -> Option<Attribute> {
    Some(Attribute { id, name: shape.name, kind: Kind::from_word(&shape.kind)? })
}

fn value_shape(value: &Value) -> ValueShape {
    ValueShape(value.kind().as_str().to_owned(), value.to_string())
}

fn value(ValueShape(kind, text): ValueShape) -> Option<Value> {
    Value::parse(Kind::from_word(&kind)?, &text).ok()
}

fn code_shape(code: &Code) -> CodeShape {
    let (state, merged_into) = match code.state {
        CodeState::Active => ("active", None),
        CodeState::Retired => ("retired", None),
        CodeState::Merged { into } => ("merged", Some(into.get())),
    };
    CodeShape {
        name: code.name.clone(),
        short: code.short.clone(),
        definition: code.definition.clone(),
        use_when: code.use_when.clone(),
        do_not_use_when: code.do_not_use_when.clone(),
        examples: code.examples.clone(),
        colour: code.colour.map(|colour| colour.to_string()),
        parent: code.parent.map(CodeIndex::get),
        assignable: code.assignable,
        state: state.to_owned(),
        merged_into,
    }
}

fn code(shape: CodeShape) -> Option<Code> {
    let state = match (shape.state.as_str(), shape.merged_into) {
        ("active", None) => CodeState::Active,
        ("retired", None) => CodeState::Retired,
        ("merged", Some(into)) => CodeState::Merged { into: CodeIndex::new(into) },
        _ => return None,
    };
    let colour = match shape.colour {
        Some(colour) => Some(colour.parse().ok()?),
        None => None,
    };
    Some(Code {
        name: shape.name,
        short: shape.short,
        definition: shape.definition,
        use_when: shape.use_when,
        do_not_use_when: shape.do_not_use_when,
        examples: shape.examples,
        colour,
        parent: shape.parent.map(CodeIndex::new),
        assignable: shape.assignable,
        state,
    })
}
