//! Themes with their statements and evidence, and the map that they are arranged on.

mod actions;
mod evidence;
mod export;
mod list;
mod map;
mod picked;
#[cfg(test)]
mod tests;
mod theme;

use crate::rights::Right;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/analyse/themes", Right::Read, list::page)
        .post("/analyse/themes/new", Right::Analyse, actions::new)
        .post("/analyse/themes/export", Right::Read, export::export)
        .post("/analyse/themes/from-codebook", Right::Analyse, actions::from_codebook)
        .get("/analyse/themes/{theme}", Right::Read, theme::page)
        .post("/analyse/themes/{theme}/edit", Right::Analyse, actions::edit)
        .post("/analyse/themes/{theme}/remove", Right::Analyse, actions::remove)
        .post("/analyse/themes/{theme}/evidence", Right::Analyse, actions::evidence)
        .get("/analyse/map", Right::Read, map::page)
        .post("/analyse/map/export", Right::Read, map::export)
        .post("/analyse/map/put", Right::Analyse, map::put)
        .post("/analyse/map/back", Right::Analyse, map::back)
}
