//! The small parts of the import's page.

use maud::{Markup, html};
use themata_project::Failure;
use themata_project::import::Outcome;

use super::visit::Brought;
use crate::task::told;
use crate::wording::count;

/// Where files are handed in.
pub(super) fn drop_zone() -> Markup {
    html! {
        h1 { "Import" }
        p.lead {
            "Choose transcripts, questionnaires or notes. You see what is in them and correct it \
             before anything is written to the study."
        }
        (handing_in("main"))
        p.hint {
            "Word, OpenDocument, RTF, PDF, text, Markdown, web pages and EPUB; VTT, SRT and SBV \
             captions; Otter, oTranscribe, Whisper, ELAN, Praat, CHAT and Zoom chats; CSV, Excel \
             and OpenDocument tables; ZIP archives of these."
        }
        (progress("", true))
    }
}

/// The buttons that files are handed in by; the page around them takes what is dropped on it.
pub(super) fn handing_in(class: &str) -> Markup {
    html! {
        div.zone.main[class == "main"] #zone {
            @if class == "main" { p.drop { "Drop files or a folder here" } }
            p {
                button type="button" id="choose" class=(class) { "Choose files " kbd { "f" } }
                " "
                button type="button" #choose-folder { "Choose a folder " kbd { "Shift F" } }
            }
            input #files type="file" multiple hidden aria-label="Files to import";
            input #folder type="file" webkitdirectory multiple hidden
                aria-label="Folder to import";
        }
    }
}

/// What is going on, with how far it is.
pub(super) fn waiting(what: &str) -> Markup {
    html! {
        h1 { (what) }
        (progress(what, false))
        p.hint { "You can leave this page; come back to it by the way that you came." }
    }
}

fn progress(what: &str, hidden: bool) -> Markup {
    html! {
        p #progress.progress hidden[hidden] role="status" {
            progress max="1" aria-label=(if what.is_empty() { "Progress" } else { what }) {}
            " " span { (what) }
        }
    }
}

/// What went wrong, and what to do.
pub(super) fn failed(failure: &Failure) -> Markup {
    html! { p.wrong role="alert" { (told(failure)) } }
}

/// What came in.
pub(super) fn summary(brought: &Brought, word: &str) -> Markup {
    let Brought { imported, numbers } = brought;
    let came_in = imported.documents();
    html! {
        h1 { (count(came_in, "document")) " came in" }
        p.lead {
            @if imported.known() > 0 { (count(imported.known(), "file")) " the study knew already. " }
            @if imported.failed() > 0 { (count(imported.failed(), "file")) " could not be read. " }
            "The files that you handed in are no longer kept beside the study. "
            "Undo (Ctrl Z) takes all of it back."
        }
        p.ways {
            @if let Some(first) = first(brought) {
                a.button.main #go-on href={ "/s/" (word) "/read/" (first) } {
                    "Read the first one " kbd { "Enter" }
                }
                " "
            }
            a.button href={ "/s/" (word) "/documents" } { "All documents" }
            " " a.button href={ "/s/" (word) "/import" } { "Import more" }
        }
        ul.came-in {
            @for file in &imported.files { li {
                @match &file.outcome {
                    Outcome::Document(document) => {
                        @match numbers.get(&document.name) {
                            Some(number) => {
                                a dir="auto" href={ "/s/" (word) "/read/" (number) } {
                                    (document.name)
                                }
                            }
                            None => { span dir="auto" { (document.name) } }
                        }
                        span.hint {
                            " " (count(document.words as usize, "word")) ", "
                            (count(document.turns as usize, "turn"))
                        }
                    }
                    Outcome::Known { name } => {
                        span dir="auto" { (file.name) } span.hint { " is known already as " bdi { (name) } }
                    }
                    Outcome::Failed(failure) => {
                        span dir="auto" { (file.name) } span.wrong { " " (told(failure)) }
                    }
                }
            } }
        }
    }
}

/// The number of the first document that came in.
fn first(brought: &Brought) -> Option<u32> {
    brought.imported.files.iter().find_map(|file| match &file.outcome {
        Outcome::Document(document) => brought.numbers.get(&document.name).copied(),
        _ => None,
    })
}
