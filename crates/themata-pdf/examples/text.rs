//! Prints what is read from PDF files: `cargo run -p themata-pdf --example text -- a.pdf`.
//!
//! * `--turns`: a line `speaker| words` for each turn instead of the text, and the remarks
//! * `--pages`: the text page by page
//! * `--plain`: the text without a search for speakers
//! * `--all`: the words on the pages, furniture included, and nothing joined
//! * `--lines`: the lines as the engine finds them
//!
//! A file that does not begin like a PDF is taken for what `pdftotext -bbox-layout` writes.
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::process::ExitCode;

use themata_ingest::{Options, PdfError, PdfPage, Source, SpeakerSearch, Transcript};
use themata_ingest::{poppler_pages, read};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    let mut shown = "--text".to_owned();
    for argument in std::env::args().skip(1) {
        if argument.starts_with("--") {
            shown = argument;
        } else if let Err(message) = show(&argument, &shown) {
            println!("{argument}: {message}");
            code = ExitCode::FAILURE;
        }
    }
    code
}

fn show(name: &str, shown: &str) -> Result<(), String> {
    let bytes = std::fs::read(name).map_err(|error| error.to_string())?;
    if matches!(shown, "--lines" | "--all") {
        for page in pages(&bytes).map_err(|error| error.to_string())? {
            lines(&page, shown == "--lines");
        }
        return Ok(());
    }
    let source = Source { name: "a.pdf", bytes: b"%PDF-1.7" };
    let mut options = Options::default();
    if shown == "--plain" {
        options.speakers = SpeakerSearch::Ignore;
    }
    let reading = read(source, &options, &|_| pages(&bytes));
    let reading = reading.map_err(|error| {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        format!("{error}: {}", cause.unwrap_or_default())
    })?;
    let transcript = &reading.documents[0].transcript;
    match shown {
        "--turns" => {
            for (turn, words) in transcript.spoken() {
                println!("{}| {words}", transcript.speaker_of(turn).unwrap_or("?"));
            }
            for remark in &reading.diagnostics {
                println!("!!! {remark} {}", remark.about.as_deref().unwrap_or_default());
            }
        }
        "--pages" => by_page(transcript),
        _ => println!("{}", transcript.text),
    }
    Ok(())
}

fn lines(page: &PdfPage, places: bool) {
    if places {
        println!("{} x {}", page.width, page.height);
    }
    for line in &page.lines {
        if places {
            println!("{:6.1} {:6.1} {:?}", line.top, line.bottom, line.pieces);
        } else {
            let pieces: Vec<&str> = line.pieces.iter().map(|piece| piece.text.trim()).collect();
            println!("{}", pieces.join(" "));
        }
    }
}

fn by_page(transcript: &Transcript) {
    let chars: Vec<char> = transcript.text.chars().collect();
    for page in &transcript.pages {
        let span = page.span.start() as usize..page.span.end() as usize;
        println!("--- {}\n{}", page.number, chars[span].iter().collect::<String>());
    }
}

fn pages(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.starts_with("<!DOCTYPE html") => poppler_pages(text),
        _ => themata_pdf::pages(bytes),
    }
}
