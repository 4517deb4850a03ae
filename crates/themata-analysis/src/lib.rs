//! What occurs with what, where, how often, in how many sites and sources? Everything it
//! returns is a [`Table`].

mod table;

mod error;
mod grouping;
mod subject;
mod universe;

mod code_sets;
mod cut;
mod wording;

mod agreement;
mod cooccurrence;
mod documents;
mod frequencies;

pub use agreement::{
    Agreement, AgreementRow, AgreementUnit, AgreementUniverse, Pooled, agreement,
};
pub use cooccurrence::{
    CCoefficient, CodeUse, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Layer,
    MatrixValue, Overlap, Pair, cooccurrence,
};
pub use documents::{DocumentCounts, DocumentGroups, documents_by};
pub use error::Error;
pub use frequencies::{Frequencies, Frequency, FrequencyMeasure, FrequencyRow, frequencies};
pub use grouping::{Group, Grouping};
pub use subject::{Level, Subject};
pub use table::{Cell, Column, Kind, Row, Table};
pub use universe::Transcripts;
