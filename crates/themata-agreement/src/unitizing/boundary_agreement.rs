use super::Segmentation;
use super::boundary_edits::Edits;
use super::boundary_similarity::similar;
use crate::{Category, Undefined};

/// Agreement of several coders on where texts are to be cut, beyond chance.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BoundaryAgreement {
    /// With chance as the boundaries of all coders, in one pool: the pi of Fleiss (1971). At
    /// most 1.
    pub pi: Result<f64, Undefined>,
    /// With chance as each coder's own boundaries: the kappa of Davies and Fleiss (1982). At
    /// most 1.
    pub kappa: Result<f64, Undefined>,
    /// Boundary similarity over all pairs of coders and all texts, from 0 to 1: the sum of
    /// what pairs have in common, divided by the sum of what either has.
    pub observed: Result<f64, Undefined>,
}

/// Agreement beyond chance on boundaries, with [`boundary_similarity`] in place of observed
/// agreement. Each text is given as its segmentations, one for each coder, in the same order.
///
/// ```text
/// Ao       = Σ_pairs similar boundaries / Σ_pairs boundaries       (boundary similarity)
/// Ae pi    = Σ_k p_k²                     p_k of all coders' places that hold type k
/// Ae kappa = Σ_k mean over pairs of coders g, h of p_gk p_hk
/// value    = (Ao − Ae) / (1 − Ae)
/// ```
///
/// A place is between any two pieces of a text. That two coders put no boundary somewhere
/// counts neither as agreement nor as chance: chance is that both put one. So these are not
/// alpha or kappa of the question "boundary or not", and not comparable with them.
///
/// Undefined with fewer than two coders, where no coder put a boundary, where a text has not
/// the same length for all of them, and where every coder put a boundary at every place.
///
/// Fournier, C., Inkpen, D. (2012). Segmentation similarity and agreement. *Proceedings of
/// NAACL-HLT 2012*, 152–161; Fournier (2013).
///
/// # Panics
///
/// If texts have different numbers of coders.
///
/// [`boundary_similarity`]: crate::boundary_similarity
#[must_use]
pub fn boundary_agreement(texts: &[Vec<Segmentation>], span: u64) -> BoundaryAgreement {
    match Counts::of(texts, span) {
        Ok(counts) => counts.agreement(),
        Err(reason) => {
            BoundaryAgreement { pi: Err(reason), kappa: Err(reason), observed: Err(reason) }
        }
    }
}

struct Counts {
    similar: f64,
    boundaries: u64,
    /// The number of places of all texts.
    places: u64,
    /// For each coder, how many boundaries there are of each type.
    of_coders: Vec<Vec<u64>>,
}

impl Counts {
    fn of(texts: &[Vec<Segmentation>], span: u64) -> Result<Counts, Undefined> {
        let coders = texts.first().map_or(0, Vec::len);
        assert!(
            texts.iter().all(|text| text.len() == coders),
            "every text has a segmentation of every coder"
        );
        if coders < 2 {
            return Err(Undefined::TooFewCoders { coders });
        }
        let types = texts.iter().flatten().flat_map(Segmentation::boundaries);
        let types = types.map(|(_, category)| category.index() + 1).max().unwrap_or(0);
        let mut counts = Counts {
            similar: 0.0,
            boundaries: 0,
            places: 0,
            of_coders: vec![vec![0; types]; coders],
        };
        for text in texts {
            counts.add(text, span)?;
        }
        if counts.boundaries == 0 { Err(Undefined::NoUnits) } else { Ok(counts) }
    }

    fn add(&mut self, text: &[Segmentation], span: u64) -> Result<(), Undefined> {
        let length = text[0].length();
        if text.iter().any(|coder| coder.length() != length) {
            return Err(Undefined::LengthsDiffer);
        }
        self.places += length.saturating_sub(1);
        for (coder, segmentation) in text.iter().enumerate() {
            for (_, category) in segmentation.boundaries() {
                self.of_coders[coder][category.index()] += 1;
            }
            for earlier in &text[..coder] {
                let edits = Edits::between(earlier, segmentation, span);
                self.similar += similar(edits, span);
                self.boundaries += edits.all();
            }
        }
        Ok(())
    }

    fn agreement(&self) -> BoundaryAgreement {
        let observed = self.similar / self.boundaries as f64;
        let beyond = |expected: f64| {
            if expected < 1.0 {
                Ok((observed - expected) / (1.0 - expected))
            } else {
                Err(Undefined::NoGaps)
            }
        };
        let types = (0..self.of_coders[0].len() as u32).map(Category::new);
        let (mut pooled, mut by_coder) = (0.0, 0.0);
        for category in types {
            let (pool, own) = self.chance(category);
            pooled += pool;
            by_coder += own;
        }
        BoundaryAgreement {
            pi: beyond(pooled),
            kappa: beyond(by_coder),
            observed: Ok(observed),
        }
    }

    /// How often two coders would both put a boundary of one type at the same place: coders
    /// who are alike, and coders as they are.
    fn chance(&self, category: Category) -> (f64, f64) {
        let m = self.of_coders.len() as f64;
        let of_coder = |of: &Vec<u64>| of[category.index()];
        let all: u64 = self.of_coders.iter().map(of_coder).sum();
        let squares: u64 = self.of_coders.iter().map(|of| of_coder(of) * of_coder(of)).sum();
        let places = self.places as f64;
        let pooled = all as f64 / (m * places);
        // The pairs of coders are all coders times all coders, less each with themselves.
        let differing = (u128::from(all) * u128::from(all) - u128::from(squares)) as f64;
        (pooled * pooled, differing / (m * (m - 1.0) * places * places))
    }
}
