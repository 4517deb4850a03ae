//! What has been decided so far, by whom, and how is it never lost? The one SQLite file of a
//! study.
//!
//! * [`Store`] is an open study file. [`Store::transact`] is the one function that writes.
//! * [`Snapshot`] is the file at one moment: the study, its texts, its history.
//! * [`Action`] is what a transaction records: changes with a summary and a reason.
//!
//! Tables and log are written in one transaction, and replaying the log gives the tables;
//! [`Snapshot::verify`] proves it for a file. The current schema with a comment for each
//! table is `schema.sql`, which is the document of the file format.
//!
//! ```
//! use themata_model::{Change, Session};
//! use themata_store::{Action, Store};
//!
//! let mut store = Store::in_memory(&Session::fixed("ana", 1), "Integrated care").unwrap();
//! store
//!     .transact(&Session::fixed("ana", 2), |_| {
//!         let before = "Integrated care".to_owned();
//!         let after = "Joined-Up Care".to_owned();
//!         Ok::<_, themata_store::Error>(Action {
//!             summary: "rename the study".to_owned(),
//!             changes: vec![Change::Title { before, after }],
//!             ..Action::default()
//!         })
//!     })
//!     .unwrap();
//! assert_eq!(store.snapshot().unwrap().study().unwrap().title, "Joined-Up Care");
//! store.undo(&Session::fixed("ana", 3)).unwrap();
//! assert_eq!(store.snapshot().unwrap().study().unwrap().title, "Integrated care");
//! ```

mod copy;
mod file;
mod migrate;
mod naming;
mod read_only;

mod history;
mod kept;
mod snapshot;
mod tables;
mod team;
mod transact;
mod turn_back;

mod apply;
mod board;
mod findings;
mod log;
mod verify;

mod documents;
mod error;
mod hash;
mod versions;

pub use error::Error;
pub use file::{Opener, Store};
pub use hash::hash;
pub use history::Recorded;
pub use snapshot::{KnownSource, NextIds, Snapshot, excerpt_context};
pub use transact::{Action, Deposit, Done};
pub use turn_back::TurnedBack;
pub use verify::Finding;
