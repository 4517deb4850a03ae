//! Logs of the chat beside a meeting.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Format;
use themata_ingest_fuzz::check;

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    check("chat.txt", bytes, &[Format::ZoomChat])
});
