//! Here is a text: what lies at this position, in which unit, and which words, sentences,
//! paragraphs and turns does a stretch touch?
//!
//! Three types carry the crate:
//!
//! * [`CharSpan`]: a stretch of a text in code points, half-open. Every signature of the
//!   toolkit that speaks of a place in a text speaks of it in this type.
//! * [`Text`]: an immutable text with an index that converts between code points, bytes and
//!   UTF-16 units in nearly constant time.
//! * [`Segments`]: a text cut by rule into words, sentences, paragraphs or turns.
//!
//! Three algorithms are built on them: [`runs`] cuts a text wherever any span begins or ends,
//! [`QuoteFinder`] finds the place that a quoted passage came from, even when the quote was
//! retyped, and [`Revision`] carries spans over when a text is replaced by a corrected one.
//!
//! ```
//! use themata_text::{CharSpan, QuoteFinder, Text};
//!
//! let text = Text::new("🙂 We felt heard at last.");
//! let span = CharSpan::new(2, 15);
//! assert_eq!(text.slice(span), Some("We felt heard"));
//!
//! let finder = QuoteFinder::new(&text);
//! let outcome = finder.find("we felt  HEARD");
//! assert_eq!(outcome.placed().map(|found| found.span), Some(span));
//! ```
//!
//! The crate knows nothing of coding, files or languages other than what Unicode says.

mod span;
mod text;

mod coverage;
mod runs;
mod segments;
mod snap;

mod quote;
mod revision;

pub use coverage::Coverage;
pub use quote::{Candidate, Found, Outcome, QuoteFinder, Way};
pub use revision::{Carried, Revision};
pub use runs::{Run, runs};
pub use segments::{Segments, paragraphs, sentences, words};
pub use snap::{to_characters, to_words};
pub use span::CharSpan;
pub use text::Text;
