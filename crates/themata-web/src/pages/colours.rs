use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use std::fmt::Write;

use crate::app::App;
use crate::trouble::Refusal;
use crate::visitor::Visitor;

/// The colours of a study's codes, as rules: a page may not carry styles of its own. `c` is the
/// colour of a stripe or a swatch, `a` and `b` those of the two tints under words.
pub(crate) async fn colours(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Result<impl IntoResponse, Refusal> {
    let study = app.studies.named(&study)?;
    let codes = study.ask(&visitor, themata_project::Project::codes).await?;
    let mut rules = String::new();
    for code in codes {
        let (place, colour) = (code.place, code.colour);
        for layer in ["c", "a", "b"] {
            // Writing into a string cannot fail.
            let _ = writeln!(rules, ".{layer}{place}{{--{layer}:{colour}}}");
        }
    }
    Ok(([(CONTENT_TYPE, "text/css; charset=utf-8")], rules))
}
