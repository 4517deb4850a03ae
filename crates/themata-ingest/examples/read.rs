//! Prints what is read from files: `cargo run --example read -- interview.odt`.
//!
//! Each turn is a line `[start-end] speaker (role)| words`; words of nobody stand without a
//! bar, headings after `#`, comments at the end. PDF files need an engine and are left out.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;

use themata_ingest::{Document, Options, PdfError, Source, read};
use themata_text::{CharSpan, Text};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    let no_engine = |_: &[u8]| Err(PdfError::Unavailable);
    for name in std::env::args().skip(1) {
        let bytes = match std::fs::read(&name) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("{name}: {error}");
                code = ExitCode::FAILURE;
                continue;
            }
        };
        match read(Source { name: &name, bytes: &bytes }, &Options::default(), &no_engine) {
            Ok(reading) => {
                let encoding = reading.encoding.unwrap_or_default();
                println!("=== {name}: {} {encoding}", reading.format);
                reading.documents.iter().for_each(print);
                for remark in reading.diagnostics {
                    println!("!!! {remark} {}", remark.about.as_deref().unwrap_or_default());
                }
            }
            Err(error) => {
                println!("=== {name}: {error} ({})", error.hint().unwrap_or_default());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn print(document: &Document) {
    let Document { name, transcript, attributes } = document;
    let text = Text::new(transcript.text.as_str());
    if let Some(name) = name {
        println!("--- {name}");
    }
    for (attribute, value) in attributes {
        println!("@ {attribute} = {value}");
    }
    let mut at = 0;
    for turn in &transcript.turns {
        outside(&text, at, turn.span.start());
        let speaker = turn.speaker.and_then(|place| transcript.speakers.get(place as usize));
        let role = speaker.and_then(|s| s.role).map(|role| format!(" ({role:?})"));
        println!(
            "[{:?}-{:?}] {}{}| {}",
            turn.start_ms,
            turn.end_ms,
            speaker.map_or("?", |speaker| &speaker.name),
            role.unwrap_or_default(),
            text.slice(turn.span).unwrap_or_default()
        );
        at = turn.span.end();
    }
    outside(&text, at, text.len());
    for section in &transcript.sections {
        println!("# {} {:?} {} {:?}", section.level, section.kind, section.title, section.span);
    }
    for comment in &transcript.comments {
        println!("% {comment:?}");
    }
}

fn outside(text: &Text, start: u32, end: u32) {
    let words = text.slice(CharSpan::new(start, end.max(start))).unwrap_or_default();
    if !words.trim().is_empty() {
        println!("{}", words.trim());
    }
}
