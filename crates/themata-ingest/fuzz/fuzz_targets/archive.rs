//! Archives of sources: what is listed stays in its folder and can be asked for.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use themata_ingest::{archive_entries, unpack};
use themata_ingest_fuzz::{is_packed, pack, parts};

/// The most files that are unpacked of one archive, because one that holds the same packed
/// bytes under a thousand names shows no more than one of ten.
const UNPACKED: usize = 10;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if is_packed(bytes) {
        check_archive(bytes)
    } else {
        check_archive(&pack(&parts(bytes, "a.txt", &[])))
    }
});

fn check_archive(bytes: &[u8]) -> Corpus {
    let entries = match archive_entries(bytes) {
        Ok(entries) => entries,
        Err(error) => {
            assert!(error.hint().is_some(), "an error says what to do: {error}");
            return Corpus::Keep;
        }
    };
    assert!(entries.is_sorted_by(|a, b| a.path <= b.path), "entries are in order");
    for entry in &entries {
        let mut steps = entry.path.split('/');
        assert!(!entry.path.contains('\\'), "steps are divided by strokes");
        assert!(
            steps.all(|step| !matches!(step, "" | "." | "..")),
            "a path leaves its folder: {:?}",
            entry.path
        );
    }
    for entry in entries.iter().take(UNPACKED) {
        if let Err(error) = unpack(bytes, entry) {
            assert!(error.hint().is_some(), "an error says what to do: {error}");
        }
    }
    Corpus::Keep
}
