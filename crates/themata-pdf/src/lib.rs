//! The text layer of a PDF, line by line: the engine that `themata-ingest` asks for.
//!
//! [`pages`] is the whole crate. It is a pure function of the bytes, and it is honest about
//! what it stands on: programs that read PDF are large, and a damaged or hostile file may
//! make one of them run for long, ask for much memory or overflow the stack, which ends the
//! process and cannot be caught. Whoever reads files of unknown origin therefore calls
//! [`pages`] in a process of its own, with limits of time and memory, and reports its death
//! as [`PdfError::Stopped`](themata_ingest::PdfError::Stopped).
//!
//! This is the only crate that names `pdf_oxide`.
//!
//! ```
//! use themata_ingest::PdfError;
//!
//! let found = themata_pdf::pages(b"not a PDF at all");
//! assert!(matches!(found, Err(PdfError::Damaged { .. })));
//! ```

mod fields;
mod lines;
mod pages;
mod view;

pub use pages::pages;

/// The engine and its version, for the record of an import.
pub const ENGINE: &str = "pdf_oxide 0.3.78";

#[cfg(test)]
mod tests {
    #[test]
    fn the_engine_is_the_one_that_is_built() {
        let lock = include_str!("../../../Cargo.lock").replace('\r', "");
        let (name, version) = super::ENGINE.split_once(' ').unwrap();
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")));
    }
}
