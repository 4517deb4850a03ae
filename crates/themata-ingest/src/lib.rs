//! Here is a file from Zoom, Otter, Word or a scanner: what was said, by whom, and when?
//!
//! Bytes go in; documents and remarks on what was odd come out. Six types carry the crate:
//!
//! * [`Source`]: a file as it was received, a name and its bytes.
//! * [`Reading`]: what came of it: its documents, one or, of a questionnaire, one for each
//!   respondent; its format, its encoding, what its columns were taken for.
//! * [`Document`]: a transcript, with the attributes that the source says of it.
//! * [`Transcript`]: the words, the speakers, each speaker's [`Turn`]s with their times, the
//!   sections, pages and comments.
//! * [`Diagnostic`]: something that a person may want to know about the source or about how
//!   it was read.
//! * [`PdfPage`]: what an engine for PDF hands in. The engine is an argument, because it must
//!   be able to run in a process of its own.
//!
//! ```
//! use themata_ingest::{Options, Source, read};
//!
//! let bytes = b"[00:10] RESEARCHER:\nHow was it?\n\n[00:14] P3:\nFine, thank you.\n";
//! let source = Source { name: "interview.txt", bytes };
//! let reading = read(source, &Options::default(), &|_| unreachable!()).unwrap();
//!
//! let transcript = &reading.documents[0].transcript;
//! assert_eq!(transcript.text, "How was it?\nFine, thank you.");
//! assert_eq!(transcript.speakers[1].name, "P3");
//! assert_eq!(transcript.turns[1].start_ms, Some(14_000));
//! ```
//!
//! Formats: those of [`Format`]. The crate touches no file, starts no process and knows nothing
//! of the application that uses it.
//!
//! Reading order of the modules: `read` (what happens to a source), `format` and `encoding`
//! (what it is), `clean`. Then the readers:
//!
//! * of running text, which make a `layout` of `line`s: `txt`, `markdown`, `html`, `epub`,
//!   `docx`, `odt`, `rtf`, `otr`, `pdf`; what follows is `speakers` (who speaks), `time` and
//!   `stamps`, `assemble`, `builder` and `moments` (how the transcript is written);
//! * of formats that say who speaks: `captions`, `json`, `eaf`, `textgrid`, `chat`,
//!   `zoom_chat`, with `utterances` (how pieces become turns);
//! * of tables: `csv` and `sheet` (cells), `table` (what rows and columns are), `rows` (which
//!   columns are those of turns).
//!
//! Last `roles` (who asks, who is asked). `package` opens what is packed, `xml` is what every
//! reader of XML needs, `archive` opens a ZIP archive of sources,
//! `heading` and `symbol` know styles and fonts of word processors,
//! `asides` knows tiers that are no speech, `entity` what character references mean.

mod archive;
mod asides;
mod assemble;
mod builder;
mod captions;
mod chat;
mod clean;
mod csv;
mod diagnostic;
mod docx;
mod eaf;
mod encoding;
mod entity;
mod epub;
mod error;
mod format;
mod heading;
mod html;
mod joint;
mod json;
mod layout;
mod line;
mod markdown;
mod moments;
mod odt;
mod otr;
mod package;
mod pdf;
mod read;
mod roles;
mod rows;
mod rtf;
mod sheet;
mod spans;
mod speakers;
mod stamps;
mod symbol;
mod table;
mod table_options;
mod textgrid;
mod time;
mod transcript;
mod txt;
mod utterances;
mod xml;
mod zoom_chat;

pub use archive::{Archive, ArchiveEntry};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use encoding::Encoding;
pub use error::Error;
pub use format::Format;
pub use pdf::{PdfEngine, PdfError, PdfLine, PdfPage, PdfPiece, PdfScrap, poppler_pages};
pub use read::{Document, Options, Reading, Source, SpeakerSearch, TableReading, read};
pub use table_options::{ColumnUse, Rows, TableOptions};
pub use transcript::{Comment, Page, Section, SectionKind, Speaker, SpeakerRole};
pub use transcript::{TimeMark, Transcript, Turn};

/// What reads the sources: the name and version of this crate, for the record.
pub const READER: &str = concat!("themata-ingest ", env!("CARGO_PKG_VERSION"));
