//! What is a study made of, what may change in it, and which codings does a query mean?
//!
//! * [`Study`] is the whole of a study but for its texts: coders, codebook, attributes,
//!   documents, what was found, and the [`Codings`] as rows of integers.
//! * [`Change`] is one atomic edit that knows its inverse; an [`Operation`] is the changes of
//!   one action with coder, time and reason. A [`Footprint`] says whether two actions can be
//!   told apart, so that one can be taken back without the other.
//! * [`Query`] is a question such as `theme:leadership site:04`, parsed, resolved against a
//!   study and evaluated to the codings that it means.
//!
//! Everything here is a value. How a study is kept is the business of a store, and how it
//! looks that of a front end.
//!
//! ```
//! use themata_model::Query;
//!
//! let query = Query::parse("theme:leadership (site:04 OR site:05) NOT coder:ana").unwrap();
//! assert_eq!(query.to_string(), "theme:leadership (site:04 OR site:05) NOT coder:ana");
//! ```

mod ids;

mod attribute;
mod coding;
mod document;
mod memo;
mod study;
mod weight;

mod adjudication;
mod codebook_version;
mod discussion;
mod round;

mod board_view;
mod rejection;
mod saved_query;
mod summary;
mod theme;
mod theme_codes;

mod change;
mod follow;
mod footprint;
mod session;

mod query;
mod suggest;

pub use adjudication::{Adjudication, Claim, Decision};
pub use attribute::{Attribute, Kind, Value, ValueError};
pub use board_view::BoardView;
pub use change::{Change, Operation, OperationKind};
pub use codebook_version::CodebookVersion;
pub use coding::{Coding, CodingRecord, Codings, Valence};
pub use discussion::{About, Answer, Question, Settled};
pub use document::{
    Document, DocumentRecord, Page, Section, SectionKind, Source, Speaker, SpeakerRole,
    Transcript, Turn, Version,
};
pub use footprint::Footprint;
pub use ids::{
    AdjudicationId, AnswerId, AttributeId, BoardViewId, CoderId, CodingId, DocumentId, MemoId,
    OperationId, QuestionId, RejectionId, RoundId, SavedQueryId, SummaryId, ThemeId,
};
pub use memo::{Memo, MemoTarget};
pub use query::{
    Asked, Evaluated, Material, Memos, Needs, Part, Place, Query, QueryError, Resolved, Scope,
    TERMS, WordTerm,
};
pub use rejection::Rejection;
pub use round::{Assignment, AssignmentState, Draw, Judgement, Round};
pub use saved_query::SavedQuery;
pub use session::Session;
pub use study::{Coder, CoderKind, Study};
pub use suggest::suggestions;
pub use summary::{Summary, SummaryColumn, SummaryOf};
pub use theme::{Evidence, EvidenceSide, MapPlace, Theme};
pub use theme_codes::{ThemeCodes, ThemeOf};
pub use weight::{Weight, WeightError};
