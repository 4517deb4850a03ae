//! What does each code mean, when is it used and when not, how did that change, and how do
//! two codebooks differ?
//!
//! Four types carry the crate:
//!
//! * [`Code`]: a name for a meaning, with definitions, when to use it and when not, examples,
//!   a colour and a parent.
//! * [`Codebook`]: a set of codes that is always sound. It answers what stands under what,
//!   which code a name means ([`Codebook::resolve`]) and which colour a code is shown in
//!   ([`Codebook::colour_of`]). Edits such as [`Codebook::rename`] and [`Codebook::merge`]
//!   return a new one.
//! * [`Remark`]: something worth knowing about a codebook ([`check`]) or about a table that
//!   one was read from.
//! * [`Error`]: why there is no codebook, with the place in the file.
//!
//! A codebook is a text file that people edit ([`from_toml`], [`to_toml`]) or a table that
//! they open in a spreadsheet ([`from_csv`], [`to_csv`]). The crate reads and writes bytes and
//! strings, never files.
//!
//! ```
//! use themata_codebook::{Code, check, from_toml, to_toml};
//!
//! let book = from_toml(
//!     r#"
//!     [[code]]
//!     name = "Leadership"
//!     assignable = false
//!
//!     [[code]]
//!     name = "shared vision"
//!     parent = "Leadership"
//!     definition = "Staff and leaders name the same aim."
//!     "#,
//! )?;
//!
//! let unknown = book.resolve("sharedvison").expect_err("a slip of the keyboard");
//! assert_eq!(unknown.hint().as_deref(), Some("did you mean `shared vision`?"));
//!
//! let leadership = book.resolve("leadership")?;
//! let (book, mandate) =
//!     book.add(Code { parent: Some(leadership), ..Code::named("mandate") })?;
//! assert_eq!(book.path(mandate), "Leadership / mandate");
//! assert!(check(&book).iter().any(|remark| remark.id == "definition-missing"));
//! assert!(to_toml(&book).contains("name = \"mandate\"\nparent = \"Leadership\"\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// What a codebook is.
mod code;
mod codebook;
mod validity;
// What stands under what.
mod tree;
// Which code a name means.
mod name;
mod resolve;
// Which colour a code is shown in.
mod palette;
// Colours in sRGB and in OKLCH.
mod colour;
mod oklch;
// How a codebook changes.
mod edit;
// How two states of it differ.
mod diff;
// What is to be said of it.
mod check;
mod remark;
// Names that differ in a letter.
mod alike;
// The file that people edit.
mod toml_read;
mod toml_write;
// The table that they open in a spreadsheet: bytes to rows, headings to meanings, rows to
// entries, entries to a tree.
mod csv_read;
mod csv_write;
// The steps of reading it.
mod csv_columns;
mod csv_outline;
mod csv_table;
// What can go wrong.
mod error;

pub use check::check;
pub use code::{Code, CodeIndex, CodeState};
pub use codebook::Codebook;
pub use colour::Colour;
pub use csv_read::from_csv;
pub use csv_write::to_csv;
pub use diff::{CodeDiff, CodeText, Difference, diff};
pub use error::{Error, Place};
pub use name::name_key;
pub use palette::theme_colour;
pub use remark::{Remark, Severity};
pub use resolve::Unknown;
pub use toml_read::from_toml;
pub use toml_write::to_toml;
