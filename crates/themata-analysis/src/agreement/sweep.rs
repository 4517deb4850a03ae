use std::ops::Range;

use themata_agreement::{Category, Ratings};

use super::comparison::Judged;

/// Documents that the same coders judged.
pub(super) struct Class {
    /// What the coders say of a unit that nobody marked: absent, or nothing where they did
    /// not judge the documents.
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

/// Units side by side of which the coders say the same, and at least one that the code is
/// there.
pub(super) struct Run<'a> {
    pub(super) document: usize,
    pub(super) class: usize,
    pub(super) units: Range<u32>,
    /// What each coder says of each of the units.
    pub(super) said: &'a [Option<Category>],
}

impl Run<'_> {
    fn len(&self) -> u64 {
        u64::from(self.units.end - self.units.start)
    }
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
    walk(stretches, classes, coders, |run| {
        marked.ratings.add(run.said, run.len());
        left[run.class] -= run.len();
        for (units, said) in marked.units.iter_mut().zip(run.said) {
            *units += if *said == Some(Category::PRESENT) { run.len() } else { 0 };
        }
    });
    for (class, left) in classes.iter().zip(left) {
        marked.ratings.add(&class.unmarked, left);
    }
    marked
}

/// The same for each document by itself, in their order. What [`sweep`] finds is their sum.
pub(super) fn sweep_each(
    stretches: &[Stretch],
    classes: &[Class],
    documents: &[Judged],
    coders: usize,
) -> Vec<Ratings> {
    let mut ratings = vec![Ratings::binary(coders); documents.len()];
    let mut left: Vec<u64> = documents.iter().map(|document| document.units).collect();
    walk(stretches, classes, coders, |run| {
        ratings[run.document].add(run.said, run.len());
        left[run.document] -= run.len();
    });
    for ((ratings, document), left) in ratings.iter_mut().zip(documents).zip(left) {
        ratings.add(&classes[document.class].unmarked, left);
    }
    ratings
}

/// Visits what at least one coder marked with one code, from the first unit of the first
/// document to the last of the last.
pub(super) fn walk(
    stretches: &[Stretch],
    classes: &[Class],
    coders: usize,
    mut visit: impl FnMut(&Run<'_>),
) {
    let mut edges: Vec<Edge> = Vec::new();
    let mut open = vec![0_u32; coders];
    let mut said = Vec::new();
    for of_document in stretches.chunk_by(|a, b| a.document == b.document) {
        let (document, class) = (of_document[0].document, of_document[0].class);
        edges.clear();
        for Stretch { coder, units, .. } in of_document {
            edges.push(Edge { at: units.start, ends: false, coder: *coder });
            edges.push(Edge { at: units.end, ends: true, coder: *coder });
        }
        edges.sort_unstable_by_key(|edge| (edge.at, edge.ends));

        said.clone_from(&classes[class].unmarked);
        let (mut from, mut marking) = (0, 0_usize);
        for edge in &edges {
            if edge.at > from && marking > 0 {
                visit(&Run { document, class, units: from..edge.at, said: &said });
            }
            from = edge.at;
            // Stretches of one coder may overlap; what is marked twice is marked once.
            let open = &mut open[edge.coder];
            if !edge.ends {
                *open += 1;
                if *open == 1 {
                    marking += 1;
                    said[edge.coder] = Some(Category::PRESENT);
                }
            } else {
                *open -= 1;
                if *open == 0 {
                    marking -= 1;
                    said[edge.coder] = Some(Category::ABSENT);
                }
            }
        }
    }
}

/// A place where a stretch begins or ends. At one place beginnings come before ends, so a
/// coder who goes on marking does not stop in between.
struct Edge {
    at: u32,
    ends: bool,
    coder: usize,
}
