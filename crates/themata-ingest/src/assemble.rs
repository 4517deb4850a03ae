use crate::Transcript;
use crate::builder::Builder;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::line::Line;
use crate::speakers::{Part, decide};

/// How far a time may lie before the one above it. Typists round, and people talk at once.
const JITTER_MS: u64 = 60_000;

/// Makes a transcript of lines: finds who speaks, and gives each line its place.
pub(crate) fn assemble(
    lines: &[Line],
    search: bool,
    diagnostics: &mut Diagnostics,
) -> Transcript {
    let mut builder = Builder::default();
    let parts = if search { decide(lines, diagnostics) } else { Vec::new() };
    let mut latest = 0;
    for (at, line) in lines.iter().enumerate() {
        match parts.get(at) {
            None if line.given.is_some() => {
                builder.open_turn(line.given.as_deref().cloned().unwrap_or_default());
                builder.paragraph(&line.text);
            }
            None | Some(Part::Follows) => builder.paragraph(&line.text),
            Some(Part::Opens(opening, words_from)) => {
                if let Some(start) = opening.start_ms {
                    if start + JITTER_MS < latest {
                        let message = "the times start again here";
                        diagnostics
                            .push(Diagnostic::note("times-restart", message).at(line.place));
                    }
                    latest = start;
                }
                builder.open_turn(opening.as_ref().clone());
                builder.paragraph(line.text.get(*words_from..).unwrap_or_default());
            }
            Some(Part::Taken) => {}
            Some(Part::Mark(ms)) => builder.mark(*ms),
            Some(Part::Apart) => {
                builder.close_turn();
                builder.paragraph(&line.text);
            }
        }
    }
    finish(builder, diagnostics)
}

/// Ends a transcript and says how many turns had no words.
pub(crate) fn finish(builder: Builder, diagnostics: &mut Diagnostics) -> Transcript {
    let (transcript, empty) = builder.finish();
    if empty > 0 {
        let message = format!("{empty} turns hold no words and were left out");
        diagnostics.push(Diagnostic::note("empty-turns", message));
    }
    transcript
}
