use std::ops::Range;

use themata_agreement::{Category, Ratings};

/// Documents that the same coders coded.
pub(super) struct Class {
    /// What the coders say of a unit that nobody marked: absent, or nothing where they did
    /// not code the documents.
    pub(super) unmarked: Vec<Option<Category>>,
    /// The number of units in all documents of the class.
    pub(super) units: u64,
}

/// Units of a document that a coder marked with a code, counted within the document.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) document: usize,
    pub(super) class: usize,
    pub(super) coder: usize,
    pub(super) units: Range<u32>,
}

/// What was said of one code or theme.
pub(super) struct Marked {
    pub(super) ratings: Ratings,
    /// The number of units that each coder marked.
    pub(super) units: Vec<u64>,
}

/// Asks of every unit which coders marked it with one code, from the stretches that they
/// marked with it, document by document.
///
/// Units that nobody marked are not walked: they are what is left of their class. So a rare
/// code costs only its own codings, however long the texts are.
pub(super) fn sweep(stretches: &[Stretch], classes: &[Class], coders: usize) -> Marked {
    let mut marked = Marked { ratings: Ratings::binary(coders), units: vec![0; coders] };
    let mut left: Vec<u64> = classes.iter().map(|class| class.units).collect();
    let mut edges: Vec<Edge> = Vec::new();
    let mut open = vec![0_u32; coders];
    let mut codes = Vec::new();
    for of_document in stretches.chunk_by(|a, b| a.document == b.document) {
        let class = of_document[0].class;
        edges.clear();
        for Stretch { coder, units, .. } in of_document {
            edges.push(Edge { at: units.start, ends: false, coder: *coder });
            edges.push(Edge { at: units.end, ends: true, coder: *coder });
        }
        edges.sort_unstable_by_key(|edge| (edge.at, edge.ends));

        codes.clone_from(&classes[class].unmarked);
        let (mut from, mut marking) = (0, 0_usize);
        for edge in &edges {
            let run = u64::from(edge.at - from);
            if run > 0 && marking > 0 {
                marked.ratings.add(&codes, run);
                left[class] -= run;
                for (units, &open) in marked.units.iter_mut().zip(&open) {
                    *units += if open > 0 { run } else { 0 };
                }
            }
            from = edge.at;
            // Stretches of one coder may overlap; what is marked twice is marked once.
            let open = &mut open[edge.coder];
            if !edge.ends {
                *open += 1;
                if *open == 1 {
                    marking += 1;
                    codes[edge.coder] = Some(Category::PRESENT);
                }
            } else {
                *open -= 1;
                if *open == 0 {
                    marking -= 1;
                    codes[edge.coder] = Some(Category::ABSENT);
                }
            }
        }
    }
    for (class, left) in classes.iter().zip(left) {
        marked.ratings.add(&class.unmarked, left);
    }
    marked
}

/// A place where a stretch begins or ends. At one place beginnings come before ends, so a
/// coder who goes on marking does not stop in between.
struct Edge {
    at: u32,
    ends: bool,
    coder: usize,
}
