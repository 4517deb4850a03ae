use maud::{Markup, html};

use crate::app::App;

/// A link that was just made: it is told once.
pub(super) fn told(app: &App, secret: &str, whom: &str) -> Markup {
    let address = format!("{}/join/{secret}", app.door.place.address());
    html! {
        div.made role="status" {
            p { "Send this link to " (whom) ". It works once, within a week, and is not shown again." }
            p.link {
                input #link readonly value=(address) aria-label="The link";
                " " button type="button" data-copies="link" { "Copy " kbd { "y" } }
            }
        }
    }
}
