//! Pictures as SVG files, drawn from plain values: names and numbers, nothing of a study.
//!
//! What they share: `frame` (title, ground, caption), `words` (how long a name is, and how
//! much of it is printed), `palette` (colours and what stands for them in grey). Then one module
//! a picture: `clustered` with `linkage`, `network`, `panels`, `alluvial`.
//!
//! Every picture stands on white, so that it is the same on a dark page and on paper; words
//! are text; positions come from additions, multiplications and square roots only, which are
//! the same on every machine.

pub(crate) mod alluvial;
pub(crate) mod clustered;
pub(crate) mod frame;
pub(crate) mod linkage;
pub(crate) mod network;
pub(crate) mod palette;
pub(crate) mod panels;
pub(crate) mod words;

#[cfg(test)]
pub(crate) mod reading;
