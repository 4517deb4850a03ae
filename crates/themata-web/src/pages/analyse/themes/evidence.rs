use maud::{Markup, html};
use themata_project::themes::{EvidenceSide, ReadEvidence, ThemeReading};

/// What speaks for a theme and against it.
pub(super) fn evidence(reading: &ThemeReading, word: &str, writes: bool) -> Markup {
    let of = |side: EvidenceSide| {
        let of_side = reading.evidence.iter().filter(move |one| one.side == side);
        of_side.collect::<Vec<_>>()
    };
    let (for_it, against) = (of(EvidenceSide::For), of(EvidenceSide::Against));
    html! {
        section.evidence aria-labelledby="for-title" {
            h2 #for-title { "For it" span.hint { " " (for_it.len()) } }
            @if for_it.is_empty() {
                p.gap {
                    "! No excerpt has been named that speaks for it. Go through those of its \
                     codes and press " kbd { "+" } "."
                }
            }
            (pieces(&for_it, word, writes))
        }
        section.evidence aria-labelledby="against-title" {
            h2 #against-title { "Against it" span.hint { " " (against.len()) } }
            @if against.is_empty() {
                p.gap {
                    "! Nothing is named that speaks against it: has it been looked for? Press "
                    kbd { "-" } " on an excerpt that does."
                }
            }
            (pieces(&against, word, writes))
        }
    }
}

fn pieces(pieces: &[&ReadEvidence], word: &str, writes: bool) -> Markup {
    html! {
        ol {
            @for one in pieces { (piece(one, word, writes)) }
        }
    }
}

fn piece(one: &ReadEvidence, word: &str, writes: bool) -> Markup {
    let (start, end) = (one.span.start(), one.span.end());
    let name = format!("e{}-{start}-{end}", one.document);
    let (other, turns) = match one.side {
        EvidenceSide::For => ("against", "It speaks against"),
        EvidenceSide::Against => ("for", "It speaks for"),
    };
    html! {
        li id=(name) data-document=(one.document) data-start=(start) data-end=(end)
            data-side=(one.side.as_str()) {
            @match &one.quote {
                Some((words, credit)) => {
                    blockquote dir="auto" { (words) }
                    p.credit {
                        a dir="auto" href={ "/s/" (word) "/read/" (one.document) "#at-" (start) "-" (end) } { (credit) }
                    }
                }
                None => {
                    p.gap { "! The words have gone from " (one.document_name) "." }
                }
            }
            label.sr for={ "n-" (name) } { "Note on this evidence" }
            textarea id={ "n-" (name) } data-note rows="1" dir="auto" maxlength="4000"
                readonly[!writes]
                placeholder="What is to be said of it" { (one.note) }
            p.buttons data-needs="analyse" {
                @if one.quote.is_some() {
                    button.quiet type="button" data-side-to=(other) { (turns) }
                }
                button.quiet type="button" data-side-to="" { "Not evidence" }
            }
        }
    }
}
