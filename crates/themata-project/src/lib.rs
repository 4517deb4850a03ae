//! Everything a person can do with a study, one function each. The command line and the page
//! call this crate and nothing else.
//!
//! * [`Project`] is an open study.
//! * A listing returns a [`Table`]; an action returns what it did.
//! * [`Failure`] is the one error at the edge: its kind, message, causes and hints.
//!
//! Who acts and when comes in as a [`Session`]; nothing here prints, exits or asks.
//!
//! ```
//! use themata_project::{Project, Session};
//!
//! let session = Session::fixed("ana", 1);
//! let mut project = Project::in_memory(&session, "Integrated care", &["ana"]).unwrap();
//! assert!(project.documents("").unwrap().rows.is_empty());
//! ```

mod failure;
mod locate;
mod meanwhile;
mod project;

mod ask;
mod credit;
mod names;
mod names_in_use;
mod progress;
mod view;

pub mod asking;

pub mod board;

mod answers;
mod attributes;
mod coders;
mod documents;
mod gaps;
mod glance;
pub mod import;
mod memos;
mod reimport;
mod sections;
mod show;
pub mod speakers;

pub mod codebook;
pub mod codings;

pub mod proposals;
mod questions;
mod reading;
pub mod rounds;
pub mod saved_queries;
mod touched;

mod findings;
mod found;
pub mod matrix;
pub mod themes;

pub mod adjudicate;

mod across;
mod agreement;
pub mod behind;
mod cooccurrence;
mod disagreements;
mod excerpt_groups;
mod excerpts;
mod frequencies;
mod language;
mod lookup;
mod patterns;
pub mod plot;
mod saturation;
mod search;
mod spare;
mod table;
mod words;

mod check;
mod demo;
mod export;
mod history;
mod reconciliation;
mod report;

pub use across::AcrossQuestion;
pub use agreement::{AgreementBy, AgreementQuestion, MeasureSet};
pub use answers::AnswerQuestion;
pub use attributes::{AttributeChanged, Described, Filled, SheetCell};
pub use check::Checked;
pub use coders::CodersMerged;
pub use cooccurrence::{CooccurrenceQuestion, CooccurrenceShape};
pub use credit::Credit;
pub use demo::{Demo, SAMPLE_NAME};
pub use disagreements::{DisagreementQuestion, DisagreementShape};
pub use documents::{DocumentRow, DocumentSheet, DocumentsRemoved, SheetColumn, SheetKey};
pub use excerpt_groups::ExcerptGroups;
pub use excerpts::ExcerptQuestion;
pub use failure::{Failure, FailureKind};
pub use findings::ExcerptNamed;
pub use found::{Found, FoundCounts, FoundExcerpt, FoundQuestion, ListedAs};
pub use frequencies::FrequencyQuestion;
pub use gaps::GapQuestion;
pub use glance::Glance;
pub use history::{EntryState, HistoryEntry, HistoryPage, HistoryQuestion, OneUndone, Work};
pub use locate::locate;
pub use meanwhile::Meanwhile;
pub use memos::{
    ListedMemo, MemoEdited, MemoKnown, MemoListing, MemoOn, MemoPage, MemoPlace, MemoQuestion,
    NamedPlace, NewMemo, Within,
};
pub use patterns::PatternQuestion;
pub use progress::Progress;
pub use project::{Opener, Project};
pub use questions::{AnswerListed, NewQuestion, QuestionListed, QuestionOn, QuestionPage};
pub use reading::{ChangedSince, ReadCoding, Reading};
pub use reconciliation::{ReconciliationFormat, ReconciliationQuestion};
pub use reimport::{ReimportOptions, Reimported};
pub use report::{
    ExcerptKey, OfferedTheme, ReportExcerpt, ReportExcerpts, ReportMade, ReportOffer,
    ReportQuestion, ThemeNamed,
};
pub use saturation::{SaturationQuestion, SaturationShape};
pub use search::SearchQuestion;
pub use show::{Shown, ShownCoding, ShownMemo, ShownParagraph, ShownTurn};
pub use table::TableQuestion;
pub use touched::Touched;
pub use words::{
    CollocateQuestion, KeynessQuestion, KeynessSides, PlaceOrder, StopList, Who, WordQuestion,
};

pub use themata_analysis::{
    AgreementUnit, AgreementUniverse, Cell, Column, CooccurrenceUnit, CrosstabMeasure,
    CrosstabScale, DisagreementKind, DisagreementsBy, Distance, FrequencyMeasure,
    IntervalOptions, Kind, Layer, Level, MatrixValue, Near, PatternUnit, Row, Table, WordsOf,
};
pub use themata_exchange::{PARQUET_SCHEMA, ParquetTable, TidyTable};
pub use themata_ingest::{ColumnUse, Rows, TableOptions};
pub use themata_model::{CoderKind, Session, SpeakerRole, Valence, Weight};
pub use themata_report::{
    Format, Origin, ReportPart, Style, Surroundings, archive, csv, written_as,
};
pub use themata_store::Done;
pub use themata_text::CharSpan;
