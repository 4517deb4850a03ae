mod comparison;
mod options;
mod raters;
mod remarks;
mod sweep;

mod measures;
mod pooling;

mod standard;
mod table;

mod every_measure;
mod interval;

mod each_document;
mod judged;
mod pairs;

mod discussion;
mod sets;

mod continua;
mod spans;
mod unitizing;

use themata_agreement::Undefined;

pub use comparison::Comparison;
pub use discussion::{Discussion, DiscussionRow};
pub use each_document::{DocumentAgreement, DocumentRow};
pub use every_measure::{MeasuredAgreement, MeasuredRow};
pub use interval::{IntervalOptions, Intervals, Spread};
pub use judged::CoderJudged;
pub use measures::{AgreementMeasure, Figure};
pub use options::{AgreementUnit, AgreementUniverse};
pub use pairs::{CoderAgreement, CoderRow};
pub use sets::CodeSetAgreement;
pub use spans::{SpanAgreement, SpanRow};
pub use standard::{Agreement, AgreementRow, Pooled, agreement};
pub use unitizing::{UnitizedAgreement, UnitizedRow, UnitizingOptions};

/// A value, or why there is none, in the words of a table.
fn cell(value: Result<f64, Undefined>) -> crate::Cell {
    match value {
        Ok(value) => crate::Cell::Number(value),
        Err(reason) => crate::Cell::Undefined(reason.to_string()),
    }
}
