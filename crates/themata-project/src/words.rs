//! What the words of a study say: how often each occurs, which are key to a part of it, and
//! which keep company.
//!
//! All questions go the same way. `text` cuts the documents into words and says which of them
//! are meant by a query and by `who`; `gather` counts them, documents side by side; each
//! question then has a file of its own. What the figures mean is in `themata-analysis`.

mod collocates;
mod concordance;
mod gather;
mod groups;
mod keyness;
mod list;
mod places_by;
mod stop;
mod text;
mod who;

pub use collocates::CollocateQuestion;
pub use concordance::PlaceOrder;
pub use keyness::{KeynessQuestion, KeynessSides};
pub use list::WordQuestion;
pub use stop::StopList;
pub use who::Who;

pub(crate) use concordance::Concordance;
