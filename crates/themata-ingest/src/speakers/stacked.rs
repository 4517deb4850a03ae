//! A stamp, a name and the words, each on a line of its own, as meeting programs write them
//! into Word documents:
//!
//! ```text
//! 0:0:1.0 --> 0:0:4.250
//! Ann Lee
//! How was it?
//! ```

use std::collections::HashSet;

use super::name::{Belief, believe};
use super::{Candidate, Layout};
use crate::line::Line;

/// Gives the stamps of such a file the names below them, and says which lines are names. Does
/// nothing to any other file.
pub(super) fn stack<'a>(
    lines: &'a [Line],
    candidates: &mut [Option<Box<Candidate<'a>>>],
) -> Vec<usize> {
    let is_stamp = |at: usize, candidates: &[Option<Box<Candidate<'_>>>]| {
        let candidate = candidates.get(at).and_then(Option::as_ref);
        candidate.is_some_and(|candidate| candidate.layout == Layout::StampOnly)
    };
    let (mut stamps, mut named, mut names) = (0, Vec::new(), HashSet::new());
    for at in 0..lines.len() {
        if !is_stamp(at, candidates) {
            continue;
        }
        stamps += 1;
        let Some(name) = lines.get(at + 1).map(|line| line.text.trim()) else { continue };
        let has_words = at + 2 < lines.len() && !is_stamp(at + 2, candidates);
        if has_words && believe(name) == Belief::Strong && !name.ends_with(['.', ',', ':']) {
            named.push(at);
            names.insert(name);
        }
    }
    // Few people speak often; many short answers below stamps would all be different.
    if named.len() < 4 || named.len() * 10 < stamps * 8 || names.len() * 2 > named.len() {
        return Vec::new();
    }
    for &at in &named {
        if let Some(candidate) = &mut candidates[at] {
            candidate.name = lines[at + 1].text.trim();
            candidate.belief = Belief::Strong;
            candidate.layout = Layout::Timed;
        }
        candidates[at + 1] = None;
    }
    named.into_iter().map(|at| at + 1).collect()
}
