//! Where coders differ and how it is settled: the disagreements one by one, the clear cases by
//! rule, the decisions so far, and the report.

mod actions;
mod agreement;
mod asked;
mod beside;
mod case;
mod decisions;
mod desk;
mod lanes;
mod list;
mod parts;
mod questions;
mod report;
mod rules;
#[cfg(test)]
mod tests;

pub(super) use questions::asking;

use crate::rights::Right;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .merge(agreement::routes())
        .merge(questions::routes())
        .get("/reconcile", Right::Read, desk::page)
        .post("/reconcile/decide", Right::Code, actions::decide)
        .get("/reconcile/rules", Right::Read, rules::page)
        .post("/reconcile/rules/apply", Right::Lead, rules::apply)
        .get("/reconcile/decisions", Right::Read, decisions::page)
        .get("/reconcile/report", Right::Read, report::page)
        .post("/reconcile/report/file", Right::Read, report::file)
}
