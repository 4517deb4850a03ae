//! Plain text, with and without the search for speakers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::{Format, Options, SpeakerSearch};
use themata_ingest_fuzz::{check, reading};

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    let plain = Options { speakers: SpeakerSearch::Ignore, ..Options::default() };
    reading("a.txt", bytes, &plain, &|_| Ok(Vec::new()));
    check("a.txt", bytes, &[Format::Txt])
});
