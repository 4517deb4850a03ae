//! Codings: applying codes to quoted passages one by one or from a sheet, listing them,
//! taking them away.

mod add;
mod apply;
mod at;
mod import;
mod list;
pub(crate) mod place;
mod recode;
mod revise;
mod same;

pub use add::{CodeQuestion, Coded};
pub(crate) use add::{acting_coder, applicable, quoted};
pub(crate) use at::gone;
pub use at::{Placed, PlacedCodes};
pub use import::{Fate, ImportedRow, SheetImported, SheetOptions, StandoffFile};
pub(crate) use place::{place, turn_of};
pub use recode::{ChosenCodings, RecodeQuestion, Recoded, Recoding};
pub use revise::Revised;
pub(crate) use same::says_all_of;
pub use themata_exchange::CodingColumns;
