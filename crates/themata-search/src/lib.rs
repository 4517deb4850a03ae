//! Which passages speak of this, and where exactly?
//!
//! Four names carry the crate:
//!
//! * [`Words`]: what a person looks for, read from a small language for researchers: words
//!   with all their forms, phrases, wildcards, regular expressions, AND, OR, NOT and NEAR.
//! * [`Index`]: finds the passages (turns, paragraphs) that hold the words, in a folder or in
//!   memory. It keeps no text and can be thrown away at any time.
//! * [`Hit`]: a passage that was found, with the number of places in it and a score.
//! * [`places()`]: the exact places of the words inside a passage, for showing it.
//!
//! Positions are code points of a document's text ([`themata_text::CharSpan`]); texts,
//! passages and the numbers of documents are the caller's. The crate reads and writes nothing
//! but the folder of the index, and it is the only one to know the engine, tantivy. The
//! engine serves as a store of words and their positions; what a search means is computed
//! here, by the same code for the index and for the passage shown.
//!
//! # Examples
//!
//! ```
//! use themata_search::{Entry, Index, Language, Order, Words, places};
//! use themata_text::{CharSpan, Text};
//!
//! let text = Text::new("We waited for hours.\nThe nurses’ rota was the reason.");
//! let passages = vec![CharSpan::new(0, 20), CharSpan::new(21, 53)];
//! let language = Language::English;
//! let entry = Entry { document: 7, language, text: text.clone(), passages };
//!
//! let mut index = Index::in_memory();
//! index.rebuild("interviews of May", [entry], &|_| ())?;
//! assert_eq!(index.stamp(), Some("interviews of May"));
//!
//! let words = Words::parse("nurse AND rota", index.languages())?;
//! let hits = index.find(&words, &|_document| true, Order::Place)?;
//! assert_eq!(hits.len(), 1);
//! assert_eq!(hits[0].passage.document, 7);
//!
//! assert_eq!(hits[0].count, 2);
//!
//! let places = places(&words, &text, hits[0].passage.span, language);
//! let places: Vec<_> = places.into_iter().filter_map(|place| text.slice(place)).collect();
//! assert_eq!(places, ["nurses", "rota"]);
//! # Ok::<(), themata_search::Error>(())
//! ```

mod language;
mod words;

mod index;
mod places;
mod seek;

mod stop_words;
mod vocabulary;

mod evaluate;
mod score;

mod analyse;
mod cut;
mod fold;
mod hash;
mod memory;
mod script;
mod terms;

mod expression;
mod fuzzy;
mod pattern;

mod error;

pub use error::Error;
pub use index::{Entry, Hit, Index, Order, Passage};
pub use language::Language;
pub use places::places;
pub use stop_words::StopWords;
pub use vocabulary::{Tally, Vocabulary, WordAt, WordEntry, WordList, WordUnit};
pub use words::{Remark, Words};
