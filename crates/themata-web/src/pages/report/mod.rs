//! The report: what goes into it, how it will print, and its files.
//!
//! What somebody chose is a draft of theirs, kept by the workbench from one visit to the next
//! (`draft`); no address holds any of it. `page` shows what can be chosen, `excerpts` those of
//! one theme, `preview` the report as it will print, `files` sends it.

mod draft;
mod excerpts;
mod files;
mod page;
mod preview;

#[cfg(test)]
mod tests;

use crate::rights::Right;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    // A draft is its owner's alone and no part of the study, so whoever may read may have one.
    Routes::new()
        .get("/report", Right::Read, page::page)
        .get("/report/preview", Right::Read, preview::preview)
        .get("/report/theme/{theme}", Right::Read, excerpts::excerpts)
        .post("/report/draft", Right::Read, draft::keep)
        .post("/report/file/{what}", Right::Read, files::file)
}
