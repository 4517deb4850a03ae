//! Tables: as they come, as turns and as a survey.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::{Format, Options, Rows, TableOptions};
use themata_ingest_fuzz::{check, check_with};

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    for rows in [Rows::Turns, Rows::Respondents] {
        let table = TableOptions { rows: Some(rows), ..TableOptions::default() };
        let options = Options { table, ..Options::default() };
        check_with("a.csv", bytes, &options, &[Format::Csv]);
    }
    check("a.csv", bytes, &[Format::Csv])
});
