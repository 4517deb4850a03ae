use jiff::Timestamp;
use themata_codebook::{Code, CodeIndex};
use uuid::Uuid;

use crate::{
    Adjudication, AdjudicationId, Answer, AnswerId, AssignmentState, Attribute, AttributeId,
    BoardView, BoardViewId, CodebookVersion, Coder, CoderId, CodingId, CodingRecord,
    DocumentId, DocumentRecord, Memo, MemoId, OperationId, Question, QuestionId, Rejection,
    RejectionId, Round, RoundId, SavedQuery, SavedQueryId, SpeakerRole, Summary, SummaryId,
    Theme, ThemeId, Value,
};

/// One atomic edit of a study, with what was there before, so that it knows its inverse.
///
/// Where something is put in, `before` is `None`; where it is taken away, `after` is.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "an action has few changes but for codings")]
pub enum Change {
    /// The study's title.
    Title {
        /// The title until now.
        before: String,
        /// The title from now on.
        after: String,
    },
    /// A coder.
    Coder {
        /// Which one.
        id: CoderId,
        /// The coder until now.
        before: Option<Coder>,
        /// The coder from now on.
        after: Option<Coder>,
    },
    /// The title and the coding rules of the codebook.
    Codebook {
        /// Title and rules until now.
        before: (String, String),
        /// Title and rules from now on.
        after: (String, String),
    },
    /// A code.
    Code {
        /// Its place in the codebook, which never changes.
        place: CodeIndex,
        /// The code until now.
        before: Option<Code>,
        /// The code from now on.
        after: Option<Code>,
    },
    /// An attribute.
    Attribute {
        /// Which one.
        id: AttributeId,
        /// The attribute until now.
        before: Option<Attribute>,
        /// The attribute from now on.
        after: Option<Attribute>,
    },
    /// A document. Where it is there before and after, another version becomes the current
    /// one; the codings on it must have been taken away before and are put back behind.
    Document {
        /// Which one.
        id: DocumentId,
        /// The document until now.
        before: Option<DocumentRecord>,
        /// The document from now on.
        after: Option<DocumentRecord>,
    },
    /// What is known of a document.
    Value {
        /// Which document.
        document: DocumentId,
        /// Which attribute.
        attribute: AttributeId,
        /// The value until now.
        before: Option<Value>,
        /// The value from now on.
        after: Option<Value>,
    },
    /// What a document is called.
    DocumentName {
        /// Which document.
        id: DocumentId,
        /// The name until now.
        before: String,
        /// The name from now on.
        after: String,
    },
    /// What a speaker is called and does.
    Speaker {
        /// In which document.
        document: DocumentId,
        /// The place among the speakers of the document's current version.
        place: u32,
        /// Name and role until now.
        before: (String, Option<SpeakerRole>),
        /// Name and role from now on.
        after: (String, Option<SpeakerRole>),
    },
    /// What is known of a speaker.
    SpeakerValue {
        /// In which document.
        document: DocumentId,
        /// The place among the speakers of the document's current version.
        place: u32,
        /// Which attribute.
        attribute: AttributeId,
        /// The value until now.
        before: Option<Value>,
        /// The value from now on.
        after: Option<Value>,
    },
    /// A memo.
    Memo {
        /// Which one.
        id: MemoId,
        /// The memo until now.
        before: Option<Memo>,
        /// The memo from now on.
        after: Option<Memo>,
    },
    /// A frozen state of the codebook.
    CodebookVersion {
        /// Its number.
        number: u32,
        /// The version until now.
        before: Option<Box<CodebookVersion>>,
        /// The version from now on.
        after: Option<Box<CodebookVersion>>,
    },
    /// A round.
    Round {
        /// Which one.
        id: RoundId,
        /// The round until now.
        before: Option<Round>,
        /// The round from now on.
        after: Option<Round>,
    },
    /// An assignment.
    Assignment {
        /// In which round.
        round: RoundId,
        /// Of which document.
        document: DocumentId,
        /// To which coder.
        coder: CoderId,
        /// How far it had come until now.
        before: Option<AssignmentState>,
        /// How far it has come from now on.
        after: Option<AssignmentState>,
    },
    /// A question to the team.
    Question {
        /// Which one.
        id: QuestionId,
        /// The question until now.
        before: Option<Question>,
        /// The question from now on.
        after: Option<Question>,
    },
    /// An answer to a question.
    Answer {
        /// Which one.
        id: AnswerId,
        /// The answer until now.
        before: Option<Answer>,
        /// The answer from now on.
        after: Option<Answer>,
    },
    /// A decision on a disagreement. The codings that come of it are changes of their own.
    Adjudication {
        /// Which one.
        id: AdjudicationId,
        /// The decision until now.
        before: Option<Adjudication>,
        /// The decision from now on.
        after: Option<Adjudication>,
    },
    /// A saved query.
    SavedQuery {
        /// Which one.
        id: SavedQueryId,
        /// The query until now.
        before: Option<SavedQuery>,
        /// The query from now on.
        after: Option<SavedQuery>,
    },
    /// A theme with its members and evidence.
    Theme {
        /// Which one.
        id: ThemeId,
        /// The theme until now.
        before: Option<Theme>,
        /// The theme from now on.
        after: Option<Theme>,
    },
    /// A summary in a cell of the framework matrix.
    Summary {
        /// Which one.
        id: SummaryId,
        /// The summary until now.
        before: Option<Summary>,
        /// The summary from now on.
        after: Option<Summary>,
    },
    /// A view on the study's board.
    BoardView {
        /// Which one.
        id: BoardViewId,
        /// The view until now.
        before: Option<BoardView>,
        /// The view from now on.
        after: Option<BoardView>,
    },
    /// A machine coder's proposal that was turned down.
    Rejection {
        /// Which one.
        id: RejectionId,
        /// The rejection until now.
        before: Option<Rejection>,
        /// The rejection from now on.
        after: Option<Rejection>,
    },
    /// Codings are put in.
    CodingsAdded(Vec<CodingRecord>),
    /// Codings are taken away.
    CodingsRemoved(Vec<CodingRecord>),
    /// Codings are carried from one code to another.
    Recoded {
        /// Which codings.
        codings: Vec<CodingId>,
        /// Their code until now.
        before: CodeIndex,
        /// Their code from now on.
        after: CodeIndex,
    },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Change {
        match self.clone() {
            Change::Title { before, after } => Change::Title { before: after, after: before },
            Change::Coder { id, before, after } => {
                Change::Coder { id, before: after, after: before }
            }
            Change::Codebook { before, after } => {
                Change::Codebook { before: after, after: before }
            }
            Change::Code { place, before, after } => {
                Change::Code { place, before: after, after: before }
            }
            Change::Attribute { id, before, after } => {
                Change::Attribute { id, before: after, after: before }
            }
            Change::Document { id, before, after } => {
                Change::Document { id, before: after, after: before }
            }
            Change::Value { document, attribute, before, after } => {
                Change::Value { document, attribute, before: after, after: before }
            }
            Change::DocumentName { id, before, after } => {
                Change::DocumentName { id, before: after, after: before }
            }
            Change::Speaker { document, place, before, after } => {
                Change::Speaker { document, place, before: after, after: before }
            }
            Change::SpeakerValue { document, place, attribute, before, after } => {
                let (before, after) = (after, before);
                Change::SpeakerValue { document, place, attribute, before, after }
            }
            Change::Memo { id, before, after } => {
                Change::Memo { id, before: after, after: before }
            }
            Change::CodebookVersion { number, before, after } => {
                Change::CodebookVersion { number, before: after, after: before }
            }
            Change::Round { id, before, after } => {
                Change::Round { id, before: after, after: before }
            }
            Change::Assignment { round, document, coder, before, after } => {
                let (before, after) = (after, before);
                Change::Assignment { round, document, coder, before, after }
            }
            Change::Question { id, before, after } => {
                Change::Question { id, before: after, after: before }
            }
            Change::Answer { id, before, after } => {
                Change::Answer { id, before: after, after: before }
            }
            Change::Adjudication { id, before, after } => {
                Change::Adjudication { id, before: after, after: before }
            }
            Change::SavedQuery { id, before, after } => {
                Change::SavedQuery { id, before: after, after: before }
            }
            Change::Theme { id, before, after } => {
                Change::Theme { id, before: after, after: before }
            }
            Change::Summary { id, before, after } => {
                Change::Summary { id, before: after, after: before }
            }
            Change::BoardView { id, before, after } => {
                Change::BoardView { id, before: after, after: before }
            }
            Change::Rejection { id, before, after } => {
                Change::Rejection { id, before: after, after: before }
            }
            Change::CodingsAdded(codings) => Change::CodingsRemoved(codings),
            Change::CodingsRemoved(codings) => Change::CodingsAdded(codings),
            Change::Recoded { codings, before, after } => {
                Change::Recoded { codings, before: after, after: before }
            }
        }
    }
}

/// The changes of one action, with who acted, when and why. Once recorded it stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its number in the study: the order in which operations happened.
    pub id: OperationId,
    /// Its identity among all studies and machines.
    pub uid: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// The name of whoever acted, if one was named.
    pub coder: Option<String>,
    /// Whether something was done, undone or done again.
    pub kind: OperationKind,
    /// What was done, in a sentence without participants' words: `import 18 documents`.
    pub summary: String,
    /// Why, if whoever acted said so.
    pub reason: Option<String>,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

/// Whether an operation does something, undoes it or does it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// Something new.
    Do,
    /// Takes an operation back.
    Undo(OperationId),
    /// Does an operation again that had been taken back.
    Redo(OperationId),
}
