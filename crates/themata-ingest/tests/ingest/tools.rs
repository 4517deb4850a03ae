//! Whatever the files of transcription tools hold, they are read, or an error says what to do.

use proptest::prelude::*;
use themata_ingest::{Options, Source, read};

use crate::notation::{no_engine, write};

/// Beginnings by which a file is known.
const HEADS: [&str; 7] = [
    "",
    "{\"segments\":[",
    "<ANNOTATION_DOCUMENT><TIME_ORDER>",
    "File type = \"ooTextFile\"\n\"TextGrid\"\n",
    "@UTF8\n@Begin\n",
    "00:00:10\tAnn:\thello\n",
    "0:00:01.000,0:00:02.000\n",
];

const PIECES: [&str; 46] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    ":",
    " ",
    "\n",
    "\t",
    "é",
    "word.",
    "12",
    "-1.5",
    "null",
    "{\"start\":1,\"end\":2,\"text\":\"Hi.\",\"speaker\":0},",
    "\"words\":[",
    "\"text\":\"a\"",
    "{\"word\":\"a\",\"start\":1.5,\"speaker\":\"B\"},",
    "\"results\":",
    "\"alternatives\":[",
    "\"monologues\":[",
    "\"timestamp\":[1,2]",
    "<TIME_SLOT TIME_SLOT_ID=\"a\" TIME_VALUE=\"10\"/>",
    "<TIME_SLOT TIME_SLOT_ID=\"b\"/>",
    "</TIME_ORDER>",
    "<TIER TIER_ID=\"T\">",
    "<TIER TIER_ID=\"U\" PARENT_REF=\"T\">",
    "</TIER>",
    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"x\" TIME_SLOT_REF1=\"a\" TIME_SLOT_REF2=\"b\">",
    "<REF_ANNOTATION ANNOTATION_ID=\"y\" ANNOTATION_REF=\"y\">",
    "<ANNOTATION_VALUE>said</ANNOTATION_VALUE>",
    "</ANNOTATION>",
    "\"IntervalTier\"\n\"Ann\"\n0\n1\n1\n",
    "\"TextTier\"\n\"p\"\n",
    "0\n1\n\"so\"\n",
    "\"\"",
    "*CHI:\t",
    "%mor:\t",
    "@ID:\t|||1|",
    "\u{15}0_10\u{15}",
    "•",
    "00:00:12 From A to B : ",
    ">> ",
    "0:00:03.000,0:00:04.000\n",
    "\u{feff}\u{2028}",
];

const NAMES: [&str; 7] =
    ["a.json", "a.eaf", "a.TextGrid", "a.cha", "chat.txt", "a.sbv", "a.vtt"];

proptest! {
    #[test]
    fn any_file_of_a_tool_ends_well(
        name in proptest::sample::select(&NAMES[..]),
        head in proptest::sample::select(&HEADS[..]),
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40),
    ) {
        let text = format!("{head}{}", pieces.concat());
        let source = Source { name, bytes: text.as_bytes() };
        match read(source, &Options::default(), &no_engine) {
            Ok(reading) => {
                write(&reading.documents[0].transcript);
            }
            Err(error) => prop_assert!(error.hint().is_some()),
        }
    }
}
