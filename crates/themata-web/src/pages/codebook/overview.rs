//! What stands beside the tree while no code is open.

use maud::{Markup, html};
use themata_project::codebook::BookReading;

use crate::trouble::on_page;
use crate::wording::sentence;

pub(super) fn overview(book: &BookReading, word: &str) -> Markup {
    let whole: Vec<_> = book.remarks.iter().filter(|remark| remark.code.is_none()).collect();
    let on_codes = book.remarks.len() - whole.len();
    html! {
        div.overview {
            @if book.codes.is_empty() {
                h2 { "Begin" }
                p {
                    "A codebook says what each code means, so that everyone applies it alike. \
                     Make the first code; its definition is written here."
                }
                p.buttons {
                    button.main type="button" data-do="new" data-needs="code" { "Make the first code" }
                }
            } @else {
                p.hint {
                    "Choose a code to see and change it. Drag a code onto another to move it under \
                     that one, or cut it with " kbd { "x" } " and put it in with " kbd { "p" } "."
                }
            }
            @if !whole.is_empty() || on_codes > 0 {
                h2 { "Remarks" }
                ul.remarks {
                    @for remark in &whole {
                        li {
                            (sentence(&remark.message))
                            @if let Some(hint) = remark.hint.as_deref().and_then(on_page) { " " span.hint { (sentence(&hint)) } }
                        }
                    }
                    @if on_codes > 0 {
                        li {
                            "On codes: " (on_codes) ". They stand at the codes that bear a "
                            span aria-hidden="true" { "✎" } span.sr { "sign" } "."
                        }
                    }
                }
            }
            h2 { label for="rules" { "Coding rules" } }
            textarea #rules rows="5" data-rules data-edits="code" dir="auto" maxlength="20000"
                aria-describedby="rules-hint" { (book.rules) }
            p.hint #rules-hint {
                "What one coding covers, whether codes may overlap, how many a passage may carry."
            }
            h2 { "As a file" }
            p.buttons {
                button type="button" data-do="import" data-needs="lead" { "Bring in a codebook…" }
                @if !book.codes.is_empty() {
                    a.button href={ "/s/" (word) "/codebook/export/codebook.toml" } download {
                        "Save as TOML"
                    }
                    a.button href={ "/s/" (word) "/codebook/export/codebook.csv" } download {
                        "Save as CSV"
                    }
                }
            }
            p.hint {
                "A file of Themata (TOML) or a table with a row for each code (CSV); it can be \
                 dropped anywhere on this page. Codes are known by their names; none is removed."
            }
        }
    }
}
