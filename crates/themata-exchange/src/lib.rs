//! How does a study travel to and from other programs, and what would be lost on the way?
//!
//! * [`coding_rows`] reads a sheet of quoted passages with their codes, [`value_rows`] one of
//!   what is known of documents, and [`speaker_rows`] one of what is known of those who speak,
//!   whatever their columns are called; [`column_uses`] reads what the columns of a survey
//!   hold.
//! * [`standoff`] reads what programs of the brat family write beside a text.
//! * [`decision_rows`] reads a list of disagreements with what was decided on them.
//! * [`summary_rows`] reads a sheet of the framework matrix with its summaries filled in.
//! * [`tidy_tables`] writes a study as tables in which every row is one observation,
//!   [`parquet_tables`] as typed tables with the texts in them.
//!
//! Bytes in, values out; bytes out of values: where they are kept is others' business. What
//! the words in a sheet mean in a study is decided by whoever reads the rows.
//!
//! ```
//! use themata_exchange::{CodingColumns, coding_rows};
//!
//! let sheet = b"Source;Excerpt;Codes\nP03;it never loads;IT, staffing\n";
//! let rows = coding_rows(sheet, &CodingColumns::default(), &|_| false).unwrap();
//! assert_eq!(rows[0].codes, ["IT", "staffing"]);
//! ```

mod brat;
mod coding_rows;
mod column_uses;
mod columnar;
mod decision_rows;
mod error;
mod sheet;
mod speaker_rows;
mod summary_rows;
mod tidy;
mod value_rows;

pub use brat::{Standoff, standoff};
pub use coding_rows::{CodingColumns, CodingRow, coding_rows};
pub use column_uses::column_uses;
pub use columnar::{PARQUET_SCHEMA, ParquetTable, parquet_tables};
pub use decision_rows::{DecisionRow, decision_rows};
pub use error::Error;
pub use speaker_rows::{SpeakerRow, SpeakerRows, speaker_rows};
pub use summary_rows::{SummaryRow, summary_rows};
pub use tidy::{TidyTable, tidy_tables};
pub use value_rows::{ValueRows, value_rows};
