//! Pictures as SVG files, drawn from plain values: names and numbers, nothing of a study.
//!
//! A picture takes a value struct and gives a file of its own: title above, caption below, a
//! white ground, words as words, nothing that is fetched or runs. Names are cut where they are
//! too long and stand in full in the words on hover. What cannot be read any more is left out,
//! the least first, and the caption says how much that is. The same values give the same bytes.
//!
//! What they share: `frame` (title, ground, caption), `words` (how long a name is, and how much
//! of it is printed), `palette` (colours of kinds, and what stands for them in grey), `fill`
//! (parts of bars, by lightness and lines), `axis`. Then one module a picture.

pub(crate) mod axis;
pub(crate) mod fill;
pub(crate) mod frame;
pub(crate) mod palette;
pub(crate) mod words;

pub(crate) mod alluvial;
pub(crate) mod bars;
pub(crate) mod cloud;
pub(crate) mod clustered;
pub(crate) mod code_line;
pub(crate) mod forest;
pub(crate) mod linkage;
pub(crate) mod network;
pub(crate) mod panels;
pub(crate) mod saturation;
pub(crate) mod theme_map;
pub(crate) mod word_tree;

#[cfg(test)]
pub(crate) mod reading;
#[cfg(test)]
mod sound;
