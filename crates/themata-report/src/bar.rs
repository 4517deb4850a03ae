//! A small bar beside a number, so that a column can be read at a glance.

use maud::{Markup, html};

/// The length of the longest bar in pixels, as CSS counts them.
const LENGTH: f64 = 72.0;

/// The thickness of a bar in pixels.
const THICKNESS: f64 = 8.0;

/// A bar of which `part`, from 0 to 1, is filled. It starts at zero and says nothing that the
/// number beside it does not say, so it is hidden from screen readers.
pub(crate) fn bar(part: f64) -> Markup {
    let filled = part.clamp(0.0, 1.0) * LENGTH;
    html! {
        svg class="bar" width=(LENGTH) height=(THICKNESS)
            viewBox=(format!("0 0 {LENGTH} {THICKNESS}")) aria-hidden="true" {
            @if filled > 0.0 {
                // What is not zero stays visible.
                rect width=(format!("{:.1}", filled.max(1.0))) height=(THICKNESS) fill="#6897c8" {}
            }
        }
    }
}
