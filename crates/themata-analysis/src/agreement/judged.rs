use themata_model::Coder;

use super::Comparison;

/// How much of what is compared a coder judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoderJudged {
    /// The coder.
    pub coder: Coder,
    /// The number of compared documents that the coder judged.
    pub documents: u64,
    /// The number of units of those documents in the universe.
    pub units: u64,
}

impl Comparison<'_> {
    /// For each coder, in the order of their numbers, how much they judged.
    #[must_use]
    pub fn judged(&self) -> Vec<CoderJudged> {
        let judges = |class: usize, place: usize| self.classes[class].unmarked[place].is_some();
        let of = |(place, coder): (usize, &Coder)| {
            let documents = || self.documents.iter().filter(|one| judges(one.class, place));
            CoderJudged {
                coder: coder.clone(),
                documents: documents().count() as u64,
                units: documents().map(|one| one.units).sum(),
            }
        };
        self.coders().iter().enumerate().map(of).collect()
    }
}
