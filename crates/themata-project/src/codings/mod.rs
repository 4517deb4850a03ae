//! Codings: applying codes to quoted passages one by one or from a sheet, listing them,
//! taking them away.

mod add;
mod import;
mod list;
pub(crate) mod place;

pub(crate) use add::quoted_place;
pub use add::{CodeQuestion, Coded};
pub use import::{Fate, ImportedRow, SheetImported, SheetOptions, StandoffFile};
pub(crate) use place::turn_of;
pub use themata_exchange::CodingColumns;
