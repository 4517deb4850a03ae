//! What do coders who judged the same text say differently of it, and what does it cost?

mod compared;
mod component;
mod found;
mod joined;
mod kind;
mod state;
mod table;

use rayon::prelude::*;
use themata_model::{Adjudication, Asked, Coder, CodingId, DocumentId, Study};

pub use found::{
    Agreed, CodePair, Disagreement, DisagreementKind, DisagreementState, Relation, Side,
};
pub use table::DisagreementsBy;

use compared::Compared;
use component::{Component, components};
use joined::joined;
use state::Decided;

/// What coders say differently, and what they all say alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreements {
    /// The coders who are compared, in the order of their numbers.
    pub coders: Vec<Coder>,
    /// The documents that at least two of them judged, by number.
    pub documents: Vec<DocumentId>,
    /// The disagreements in which a coding takes part that the query means: those that cost
    /// most first, and of equal cost by document, place and number.
    pub rows: Vec<Disagreement>,
    /// What all who judged the document say alike, by document and place.
    pub agreed: Vec<Agreed>,
    /// The number of documents of the query that one of the coders judged, but no second.
    pub judged_by_one: usize,
    /// The number of documents of the query on which a blind round goes on. They take no part.
    pub blind: usize,
    /// For each coder who has not finished some documents of the query, how many.
    pub unfinished: Vec<(String, usize)>,
    /// The number of codings that hold no character of their document.
    pub outside: usize,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know: why there is nothing to compare, what was left out.
    pub remarks: Vec<String>,
}

/// Finds what coders who judged the same documents say differently.
///
/// Compared are the human coders of the query, and machines that the query names; never a
/// consensus layer, which was made from what they said. A coder has judged a document who has
/// finished an assignment on it, or to whom it was not assigned and who coded something there.
/// Documents with fewer than two judges take no part, nor do those of a blind round that goes
/// on.
///
/// Of one code and document, codings that overlap belong together, whoever made them; what one
/// coder marked twice, overlapping or touching, is one stretch. If every judge marked the same
/// one stretch with the same valence it is agreed, else it is a disagreement. Where a judge
/// applied another code instead to about the same stretch (intersection ÷ union at least 0.5),
/// the two are one disagreement. A query decides what is listed, not what is compared: a
/// disagreement is listed whole if one of its codings is meant. Weights are not compared.
///
/// `adjudications` are the decisions so far, in the order of their numbers.
///
/// The cost is that of sorting the codings of each document. Results do not depend on the
/// number of threads.
#[must_use]
pub fn disagreements(
    study: &Study,
    asked: &Asked,
    adjudications: &[Adjudication],
) -> Disagreements {
    let compared = Compared::of(study, asked);
    let decided = Decided::of(study, adjudications, &compared.coders);
    let found: Vec<(Vec<Disagreement>, Vec<Agreed>, usize)> = compared
        .documents
        .par_iter()
        .map(|judged| {
            let (whole, outside) = components(study, judged);
            let (agreed, open): (Vec<Component>, Vec<Component>) =
                whole.into_iter().partition(|component| component.is_agreed(&judged.judges));
            let agreed = agreed.into_iter().map(|one| one.into_agreed(judged, &decided));
            let rows = joined(study, judged, open)
                .into_iter()
                .map(|parts| found::disagreement(study, judged, parts, &decided));
            (rows.collect(), agreed.collect(), outside)
        })
        .collect();

    let mut meant: Vec<CodingId> = asked.codings.iter().map(|coding| coding.id).collect();
    meant.sort_unstable();
    let is_meant = |id: CodingId| asked.query.is_empty() || meant.binary_search(&id).is_ok();
    let (mut rows, mut agreed, mut outside) = (Vec::new(), Vec::new(), 0);
    for (of_document, alike, without) in found {
        rows.extend(of_document);
        agreed.extend(alike);
        outside += without;
    }
    rows.retain(|row: &Disagreement| row.claims().any(|claim| is_meant(claim.coding)));
    agreed.retain(|one: &Agreed| one.claims.iter().any(|claim| is_meant(claim.coding)));
    rows.sort_by(|a, b| {
        let place = |row: &Disagreement| (row.document, row.span, row.number);
        b.cost().total_cmp(&a.cost()).then_with(|| place(a).cmp(&place(b)))
    });
    agreed.sort_by_key(|one: &Agreed| (one.document, one.span, one.number));
    Disagreements {
        definition: table::definition(study, asked, &compared, &rows),
        remarks: compared.remarks(asked, outside),
        coders: compared
            .coders
            .iter()
            .filter_map(|&coder| study.coder(coder))
            .cloned()
            .collect(),
        documents: compared.documents.iter().map(|judged| judged.document).collect(),
        judged_by_one: compared.judged_by_one,
        blind: compared.blind,
        unfinished: compared.unfinished,
        rows,
        agreed,
        outside,
    }
}

impl Disagreements {
    /// What all the disagreements cost together, in characters: see [`Disagreement::cost`].
    /// For everything in a study it is the number of characters compared, of one code after
    /// the other, times 1 less the percent agreement on them.
    #[must_use]
    pub fn cost(&self) -> f64 {
        // Adding zero makes a sum of nothing 0 rather than -0.
        self.rows.iter().map(Disagreement::cost).sum::<f64>() + 0.0
    }

    /// The disagreement of a number.
    #[must_use]
    pub fn get(&self, number: CodingId) -> Option<&Disagreement> {
        self.rows.iter().find(|row| row.number == number)
    }
}
