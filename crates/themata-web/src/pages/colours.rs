use std::collections::hash_map::DefaultHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};

use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use themata_project::codebook::Colour;

use crate::app::App;
use crate::trouble::Refusal;
use crate::visitor::Visitor;

/// The colours of a study's codes, as rules: a page may not carry styles of its own. `c` is the
/// colour of a stripe or a swatch, `a` and `b` those of the two tints under words.
///
/// A page names the colours that it means, so that a browser may keep them.
pub(crate) async fn colours(
    State(app): State<App>,
    Path(study): Path<String>,
    RawQuery(meant): RawQuery,
    visitor: Visitor,
) -> Result<impl IntoResponse, Refusal> {
    let study = app.studies.named(&study)?;
    let colours = study.ask(&visitor, themata_project::Project::code_colours).await?;
    let rules = rules(&colours);
    let is_meant = meant.is_some_and(|meant| meant == mark(&rules));
    let kept = if is_meant { "private, max-age=31536000, immutable" } else { "no-store" };
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, kept)], rules))
}

/// The address of some colours: another for others.
pub(crate) fn address(study: &str, colours: &[(u32, Colour)]) -> String {
    format!("/s/{study}/colours.css?{}", mark(&rules(colours)))
}

fn rules(colours: &[(u32, Colour)]) -> String {
    let mut rules = String::new();
    for (place, colour) in colours {
        for layer in ["c", "a", "b"] {
            // Writing into a string cannot fail.
            let _ = writeln!(rules, ".{layer}{place}{{--{layer}:{colour}}}");
        }
    }
    rules
}

/// What stands for rules in an address.
fn mark(rules: &str) -> String {
    let mut hasher = DefaultHasher::new();
    rules.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
