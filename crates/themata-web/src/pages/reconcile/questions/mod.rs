//! Questions to the team on codes, documents and passages, with their answers.

mod actions;
mod list;
#[cfg(test)]
mod tests;

pub(in crate::pages) use list::asking;

use crate::rights::Right;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/reconcile/questions", Right::Read, list::page)
        .post("/reconcile/questions/ask", Right::Note, actions::ask)
        .post("/reconcile/questions/{question}/answer", Right::Note, actions::answer)
        .post("/reconcile/questions/{question}/settle", Right::Note, actions::settle)
}
