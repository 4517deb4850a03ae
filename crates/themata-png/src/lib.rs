//! A picture of lines and words as a picture of points, for programs that take no SVG.
//!
//! [`png`] is the crate, [`Fonts`] what it sets words with. Both are values: which font files
//! there are on a machine is found out by whoever calls, read once, and handed in. Nothing
//! that a picture refers to is opened, neither files nor addresses.
//!
//! This is the only crate that names `resvg`.
//!
//! ```
//! use themata_png::{Fonts, PngError, png};
//!
//! let square = r##"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"></svg>"##;
//! let drawn = png(square, &Fonts::default(), 2.0).unwrap();
//! assert_eq!((drawn.width, drawn.height), (8, 4));
//!
//! let words = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">
//!     <text x="2" y="12">n = 12</text></svg>"##;
//! assert_eq!(png(words, &Fonts::default(), 1.0), Err(PngError::NoFont));
//! ```

mod error;
mod fonts;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{FontResolver, Group, ImageHrefResolver, Node, Options, Tree};

pub use crate::error::PngError;
pub use crate::fonts::Fonts;

/// The most points that a picture may have, after scaling: four bytes each are held twice.
pub const MOST_POINTS: u64 = 100_000_000;

/// A picture of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many points it is wide.
    pub width: u32,
    /// How many points it is high.
    pub height: u32,
    /// The characters that no font has, in order; each is drawn as an empty box or not at all.
    pub without_glyph: Vec<char>,
}

/// Draws an SVG picture on a white ground, with `scale` points for each of its pixels: 1 for a
/// screen of old, 2 for a screen, 3 for print (a picture of 648 px is 6.75 inches wide at 96
/// px an inch, so 3 gives 288 points an inch).
///
/// The same picture, fonts and scale give the same bytes. Words are set with the first of
/// their font families that is among `fonts`, or else with a sans-serif that is.
///
/// # Errors
///
/// If the picture holds words and there is no font, if it is no SVG, or if it would be larger
/// than [`MOST_POINTS`].
pub fn png(svg: &str, fonts: &Fonts, scale: f32) -> Result<Png, PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::Scale);
    }
    let has_words = AtomicBool::new(false);
    let (select, fall_back) =
        (FontResolver::default_font_selector(), FontResolver::default_fallback_selector());
    let tree = {
        let options = Options {
            resources_dir: None,
            font_family: fonts.family().to_owned(),
            fontdb: Arc::clone(fonts.database()),
            font_resolver: FontResolver {
                select_font: Box::new(|font, database| {
                    has_words.store(true, Ordering::Relaxed);
                    select(font, database)
                }),
                select_fallback: Box::new(|c, used, database| {
                    // A font of the same weight and slope, or else any.
                    let face = database.face(*used.first()?)?;
                    let unlike = database.faces().filter(|other| {
                        other.weight != face.weight || other.style != face.style
                    });
                    let unlike = unlike.map(|other| other.id);
                    let others: Vec<_> = used.iter().copied().chain(unlike).collect();
                    // A character that no font has would end the search for all that follow
                    // it, so the next font is tried for those.
                    let next = database.faces().find(|face| !used.contains(&face.id));
                    let next = next.map(|face| face.id);
                    fall_back(c, &others, database)
                        .or_else(|| fall_back(c, used, database))
                        .or(next)
                }),
            },
            // A picture shows what it holds and fetches nothing.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        Tree::from_str(svg, &options).map_err(|error| PngError::of(&error))?
    };
    if has_words.into_inner() && fonts.is_empty() {
        return Err(PngError::NoFont);
    }
    let size = tree.size();
    let [width, height] = [size.width(), size.height()].map(|side| (side * scale).ceil());
    if f64::from(width) * f64::from(height) > MOST_POINTS as f64 {
        return Err(PngError::TooLarge { width: width as u64, height: height as u64 });
    }
    let [width, height] = [width, height].map(|side| (side as u32).max(1));
    let too_large = PngError::TooLarge { width: u64::from(width), height: u64::from(height) };
    let mut points = Pixmap::new(width, height).ok_or(too_large)?;
    points.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut points.as_mut());
    let bytes = points.encode_png().map_err(|_| PngError::NotWritten)?;
    let mut without_glyph = BTreeSet::new();
    unset(tree.root(), &mut without_glyph);
    Ok(Png { bytes, width, height, without_glyph: without_glyph.into_iter().collect() })
}

/// The characters of a part of the picture that stand there as an empty box.
fn unset(group: &Group, characters: &mut BTreeSet<char>) {
    for child in group.children() {
        match child {
            Node::Group(group) => unset(group, characters),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let missing = glyphs.filter(|glyph| glyph.id.0 == 0);
                characters.extend(
                    missing.filter_map(|glyph| glyph.text.chars().find(|c| !c.is_whitespace())),
                );
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
