//! Pages as an engine for PDF hands them in, whatever it made of a document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Options;
use themata_ingest_fuzz::{pages, reading};

fuzz_target!(|bytes: &[u8]| {
    let found = pages(bytes);
    reading("a.pdf", b"%PDF-1.7", &Options::default(), &|_| Ok(found.clone()));
});
