//! Captions. The first byte says of which kind: `s` for SRT, `y` for YouTube's SBV, any other
//! for WebVTT.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use themata_ingest::Format;
use themata_ingest_fuzz::check;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((kind, bytes)) = bytes.split_first() else { return Corpus::Reject };
    let name = match kind {
        b's' => "a.srt",
        b'y' => "a.sbv",
        _ => "a.vtt",
    };
    check(name, bytes, &[Format::Vtt, Format::Srt, Format::Sbv])
});
