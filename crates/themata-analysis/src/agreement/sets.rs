use themata_agreement::sets::{
    NoCodes, SetAgreement, SetDistance, SetRatings, multi_valued_alpha, set_agreement,
    set_alpha,
};
use themata_agreement::{Category, Coefficient, Share};

use super::comparison::{Judged, Mark};
use super::remarks::remarks;
use super::{AgreementUnit, Comparison, cell};
use crate::{Cell, Column, Kind, Table};

/// How far coders agree on which codes apply to a unit, all codes taken as one set.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CodeSetAgreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// The number of codes that a set could hold.
    pub codes: usize,
    /// Krippendorff's alpha with MASI distance.
    pub masi: Coefficient,
    /// Krippendorff's alpha with Jaccard distance.
    pub jaccard: Coefficient,
    /// Multi-valued alpha.
    pub multi_valued: Coefficient,
    /// How often two coders gave a unit the same set; that both gave it no code is the same.
    pub exact: Share,
    /// The same, of pairs of which at least one gave the unit a code.
    pub exact_of_coded: Share,
    /// Dice's coefficient of two coders' sets, of such pairs.
    pub dice: Share,
    /// How often two coders' sets share a code, of such pairs.
    pub any_overlap: Share,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

impl Comparison<'_> {
    /// Agreement on the set of codes that a unit has.
    #[must_use]
    pub fn code_sets(&self) -> CodeSetAgreement {
        let (codes, place_of) = self.codes();
        let ratings = ratings(self, codes.len(), &place_of);
        let of_coded = |definition| set_agreement(&ratings, definition, NoCodes::LeaveOut);
        let definition = format!(
            "{} A coder gives a unit the set of the {} codes that apply to it; a unit that was \
             judged and left unmarked has the empty set. MASI-alpha and Jaccard-alpha = \
             Krippendorff's alpha with the distance 1 − Jaccard × monotonicity (Passonneau \
             2006) or 1 − Jaccard; two empty sets are at 0. Multi-valued alpha = Krippendorff \
             and Craggs 2016. Alpha = 1 − observed ÷ expected disagreement. Same set, Dice and \
             shared code = mean over pairs of coders and units; of coded units = pairs in which \
             one coder at least gave the unit a code.",
            self.definition().replace(
                "; each is a yes-or-no question for every code and theme.",
                "; each is given a set of codes."
            ),
            codes.len()
        );
        CodeSetAgreement {
            unit: self.unit,
            codes: codes.len(),
            masi: set_alpha(&ratings, SetDistance::Masi),
            jaccard: set_alpha(&ratings, SetDistance::Jaccard),
            multi_valued: multi_valued_alpha(&ratings),
            exact: set_agreement(&ratings, SetAgreement::Exact, NoCodes::Agree),
            exact_of_coded: of_coded(SetAgreement::Exact),
            dice: of_coded(SetAgreement::Dice),
            any_overlap: of_coded(SetAgreement::AnyOverlap),
            definition,
            remarks: remarks(self),
        }
    }
}

/// The sets of codes of all units. Units that nobody marked are not walked.
fn ratings(
    comparison: &Comparison<'_>,
    codes: usize,
    place_of: &[Option<usize>],
) -> SetRatings {
    let coders = comparison.coders().len();
    let mut ratings = SetRatings::new(coders, codes);
    let mut left: Vec<u64> = comparison.classes.iter().map(|class| class.units).collect();
    let mut given = Given::new(coders, codes);
    for document in &comparison.documents {
        let class = &comparison.classes[document.class];
        walk(document, place_of, &mut given, |given, units| {
            let judged = class.unmarked.iter().zip(given);
            let sets: Vec<Option<&[Category]>> =
                judged.map(|(said, given)| said.map(|_| given.as_slice())).collect();
            ratings.add(&sets, units);
            left[document.class] -= units;
        });
    }
    for (class, left) in comparison.classes.iter().zip(left) {
        let nothing: &[Category] = &[];
        let sets: Vec<Option<&[Category]>> =
            class.unmarked.iter().map(|said| said.map(|_| nothing)).collect();
        ratings.add(&sets, left);
    }
    ratings
}

/// What the coders give the units at one place.
struct Given {
    /// For each coder, in order.
    sets: Vec<Vec<Category>>,
    /// For each coder and code how many codings lie there.
    open: Vec<Vec<u32>>,
}

impl Given {
    fn new(coders: usize, codes: usize) -> Given {
        Given { sets: vec![Vec::new(); coders], open: vec![vec![0; codes]; coders] }
    }

    fn change(&mut self, edge: &Edge) {
        // A position fits because codes are counted by integers of 32 bits.
        let category = Category::new(edge.code as u32);
        let (open, set) = (&mut self.open[edge.coder][edge.code], &mut self.sets[edge.coder]);
        let place = set.partition_point(|known| *known < category);
        if edge.ends {
            *open -= 1;
            if *open == 0 {
                set.remove(place);
            }
        } else {
            *open += 1;
            if *open == 1 {
                set.insert(place, category);
            }
        }
    }
}

/// Where a coding begins or ends; at one place ends come last, so a set that goes on is not
/// taken apart.
struct Edge {
    at: u32,
    ends: bool,
    coder: usize,
    code: usize,
}

/// Visits the stretches of a document that somebody marked and on which the sets stay the
/// same.
fn walk(
    document: &Judged,
    place_of: &[Option<usize>],
    given: &mut Given,
    mut visit: impl FnMut(&[Vec<Category>], u64),
) {
    let mut edges = Vec::with_capacity(2 * document.marks.len());
    for Mark { code, coder, units, .. } in &document.marks {
        let Some(code) = place_of.get(code.get() as usize).copied().flatten() else { continue };
        edges.push(Edge { at: units.start, ends: false, coder: *coder, code });
        edges.push(Edge { at: units.end, ends: true, coder: *coder, code });
    }
    edges.sort_unstable_by_key(|edge| (edge.at, edge.ends));
    let mut from = 0;
    for edge in &edges {
        if edge.at > from && given.sets.iter().any(|set| !set.is_empty()) {
            visit(&given.sets, u64::from(edge.at - from));
        }
        from = edge.at;
        given.change(edge);
    }
}

impl CodeSetAgreement {
    /// A row for each measure.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let columns = [
            Column::new("measure", "Measure", Kind::Text),
            Column::new("value", "Value", Kind::Measure),
            Column::new("observed_disagreement", "Observed disagreement", Kind::Measure),
            Column::new("expected_disagreement", "Expected disagreement", Kind::Measure),
            Column::new("units", "Units", Kind::Count),
            Column::new("sets", "Sets", Kind::Count),
        ];
        let title = format!("Agreement on sets of codes by {}", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        for (name, of) in [
            ("MASI-alpha", &self.masi),
            ("Jaccard-alpha", &self.jaccard),
            ("multi-valued alpha", &self.multi_valued),
        ] {
            let part = |part: Option<f64>| part.map_or(Cell::Empty, Cell::Number);
            table.push([
                Cell::text(name),
                cell(of.value),
                part(of.observed_disagreement),
                part(of.expected_disagreement),
                Cell::Count(of.items),
                Cell::Count(of.codes),
            ]);
        }
        for (name, of) in [
            ("same set", &self.exact),
            ("same set, of coded units", &self.exact_of_coded),
            ("Dice, of coded units", &self.dice),
            ("shared code, of coded units", &self.any_overlap),
        ] {
            let observed = of.value.map_or(Cell::Empty, |value| Cell::Number(1.0 - value));
            table.push([
                Cell::text(name),
                cell(of.value),
                observed,
                Cell::Empty,
                Cell::Count(of.items),
                Cell::Count(of.codes),
            ]);
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
