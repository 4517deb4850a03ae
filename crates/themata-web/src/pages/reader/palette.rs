//! The codes beside a transcript, to be applied.

use maud::{Markup, html};
use themata_project::codebook::ListedCode;

/// The palette: what is typed narrows it, digits apply what is on them.
pub(super) fn palette(codes: &[ListedCode], keys: &[u32]) -> Markup {
    html! {
        aside #palette aria-label="Codes" data-needs="code" {
            div.apply {
                label.sr for="filter" { "Find or make a code" }
                input #filter type="search" autocomplete="off" spellcheck="false"
                    placeholder="Find a code  (c)" role="combobox" aria-expanded="true"
                    aria-controls="codes" aria-autocomplete="list";
                div.valence role="radiogroup" aria-label="Valence" {
                    @for (value, name, sign) in [
                        ("", "without valence", "○"),
                        ("barrier", "barrier", "−"),
                        ("facilitator", "facilitator", "+"),
                    ] {
                        label title=(name) {
                            input type="radio" name="valence" value=(value)
                                checked[value.is_empty()];
                            span aria-hidden="true" { (sign) }
                            span.sr { (name) }
                        }
                    }
                }
            }
            div.by-finger {
                button type="button" data-picks="sentence" { "Sentence" }
                button type="button" data-picks="more" { "and the next" }
                button type="button" data-picks="turn" { "Turn" }
                button type="button" data-picks="nothing" { "Put away" }
            }
            (listed(codes, keys))
            p.hint #palette-hint {
                @if codes.is_empty() {
                    "There are no codes yet. Select a passage, type a name above and press Enter."
                } @else {
                    "Select a passage, then press " kbd { "c" } " or a digit."
                }
            }
            details.more {
                summary { "Memo and weight of the next coding " kbd { "m" } }
                label.sr for="memo" { "Memo" }
                textarea #memo rows="3" maxlength="20000" placeholder="Memo" {}
                label {
                    "Weight " input #weight type="number" min="0" max="100" inputmode="numeric";
                    " of 100"
                }
            }
            details.more #slots { summary { "Codes on the keys 1 to 9" } div {} }
        }
    }
}

/// The list of codes, which is drawn anew when they change.
pub(super) fn listed(codes: &[ListedCode], keys: &[u32]) -> Markup {
    html! {
        ul #codes role="listbox" aria-label="Codes" aria-multiselectable="true" tabindex="-1" {
            @for code in codes.iter().filter(|code| code.active) {
                @let key = keys.iter().position(|&place| place == code.place);
                li role="option" id={ "code" (code.place) } data-code=(code.place)
                    data-name=(code.name) data-assignable[code.assignable]
                    data-key=[key.map(|key| key + 1)]
                    aria-selected="false" aria-disabled=[(!code.assignable).then_some("true")]
                    class={ "c" (code.place) " d" (code.depth.min(6)) }
                    title=[Some(&code.short).filter(|short| !short.is_empty())] {
                    span.swatch aria-hidden="true" {}
                    span.name { (code.name) }
                    @if let Some(key) = key { kbd { (key + 1) } }
                    @if code.assignable && code.codings > 0 { span.count { (code.codings) } }
                }
            }
        }
    }
}
