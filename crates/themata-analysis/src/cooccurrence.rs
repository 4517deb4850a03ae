mod distance;
mod options;
mod unit;

mod buckets;
mod covers;
mod marks;
mod meetings;
mod rows;
mod sets;
mod shard;
mod sweep;
mod total;
mod wide;

mod coefficient;
mod coefficients;
mod events;
mod fourfold;
mod matrix;
mod table;
mod wording;

use rayon::prelude::*;
use themata_model::{Asked, Study};

pub use coefficient::CCoefficient;
pub use distance::{Distance, DistanceUnit};
pub use events::{EventCode, EventOptions, EventPair, Events, GroupEvents, events};
pub use matrix::MatrixValue;
pub use options::{CooccurrenceOptions, Layer};
pub use unit::{CooccurrenceUnit, Near};

pub(crate) use coefficients::measured;
pub(crate) use fourfold::PairPlaces;

use crate::grouping::{self, grouped};
use crate::settled::settled;
use crate::subject::{Outline, SubjectKey};
use crate::universe::{in_order, parts};
use crate::{Error, Grouping, Level, Transcripts};
use coefficients::Coefficients;
use marks::Lanes;
use rows::Row;
use shard::{Counting, Tally};
use total::{Contribution, Role};
use wide::WideUnits;

/// Which codes occur together, on a declared unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Cooccurrence {
    /// What was asked for.
    pub options: CooccurrenceOptions,
    /// The codes or themes that were compared, in the order of the codebook.
    pub codes: Vec<CodeUse>,
    /// N: the number of units in the universe.
    pub units: u64,
    /// The pairs that occur together at least once, those with the highest n12 first; equals
    /// in the order of the codebook.
    pub pairs: Vec<Pair>,
    /// The groups of documents that are put side by side, if any were asked for.
    pub by: Option<Grouping>,
    /// N of each group, in the order of [`Grouping::groups`].
    pub group_units: Vec<u64>,
    /// Whether codes of several coders count and only those of one and the same can meet, so
    /// that a unit may carry both codes of a pair and not count as having both.
    pub coders_apart: bool,
    /// Whether the study says where documents were collected.
    pub has_sites: bool,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
    /// What the coefficients of association take, if they were asked for.
    coefficients: Option<Coefficients>,
}

/// How often a code or theme was used, in the unit of a [`Cooccurrence`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeUse {
    /// The code or theme.
    pub code: SubjectKey,
    /// Its name.
    pub name: String,
    /// The number of units that carry it.
    pub n: u64,
    /// The number of code points that it covers, each counted once; `None` unless the unit
    /// is [`CooccurrenceUnit::Overlap`] or [`CooccurrenceUnit::Stretch`].
    pub characters: Option<u64>,
    /// n in each group, in the order of [`Grouping::groups`].
    pub groups: Vec<u64>,
}

/// Two codes that occur together, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first in the codebook; the one that comes first in the text, if
    /// [`CooccurrenceUnit::is_ordered`].
    pub first: SubjectKey,
    /// The other one.
    pub second: SubjectKey,
    /// The number of units that carry the first.
    pub n1: u64,
    /// The number of units that carry the second.
    pub n2: u64,
    /// How often they occur together: the number of units that carry both; of events (pairs
    /// of excerpts), where the unit is [`CooccurrenceUnit::Overlap`] or
    /// [`CooccurrenceUnit::Near`]; of stretches that both cover, where it is
    /// [`CooccurrenceUnit::Stretch`].
    pub n12: u64,
    /// The number of documents in which they occur together. Where a unit is a case or a
    /// site, the number of documents of such units in which both are used.
    pub documents: u64,
    /// The number of different sites of those documents; where a unit is a case or a site,
    /// the number of sites in which both are used. `None` if the study knows no sites.
    pub sites: Option<u64>,
    /// n12 in each group, in the order of [`Grouping::groups`]. Where a unit is a case or a
    /// site, only its documents of the group are looked at, so a unit can count in several.
    pub groups: Vec<u64>,
    /// What there is to know besides, unless the unit is a set unit
    /// ([`CooccurrenceUnit::is_set_unit`]).
    pub overlap: Option<Overlap>,
}

/// How two codes meet, counted in excerpts (or stretches, where they are the unit) and in
/// code points. Of code points and shared stretches nothing is counted, and all are 0, where
/// the unit is [`CooccurrenceUnit::Near`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The number of excerpts with the first code that meet one with the second. At most n1.
    pub first_meeting: u64,
    /// The number of excerpts with the second code that meet one with the first. At most n2.
    pub second_meeting: u64,
    /// The number of stretches that both codes cover, where stretches that touch or overlap
    /// are one.
    pub spans: u64,
    /// The number of code points in those stretches.
    pub characters: u64,
    /// The number of code points that the first code covers, each counted once.
    pub first_characters: u64,
    /// The number of code points that the second code covers, each counted once.
    pub second_characters: u64,
}

/// Counts for every pair of codes how often they occur together.
///
/// What "together" means is `options`: the unit, whether one coder must have said both, and
/// whether codes or whole themes are paired. `docs/methods/co-occurrence.md` has every
/// definition; the result says its own in [`Cooccurrence::definition`]. Which codings and
/// documents take part is what `asked` says.
///
/// `transcripts` must hold the text of every document of the query if
/// [`CooccurrenceUnit::needs_texts`] says so, and may be empty otherwise. Each document is
/// walked once with the excerpts that are open at a place, so the cost is that of the codings
/// and of the pairs there are, however many pairs of codes there could be.
///
/// # Errors
///
/// If a text is needed and missing, if the consensus layer is asked for and no coder of the
/// query is one, if the study has no such attribute to put side by side or to make cases of,
/// or if sites are asked for and there is no attribute `site`.
pub fn cooccurrence(
    study: &Study,
    asked: &Asked,
    options: CooccurrenceOptions,
    transcripts: &Transcripts,
) -> Result<Cooccurrence, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
    let outline = Outline::of(study, asked);
    let (subjects, place_of) = outline.at(options.level);
    let lanes = Lanes::of(study, asked, options.layer)?;
    let grouped = options.by.map(|by| grouped(study, &ids, by)).transpose()?;
    let sites = grouping::sites(study, &ids);

    let wide = WideUnits::of(study, &ids, options.unit)?;
    let groups = grouped.as_ref().map(|grouped| grouped.of.as_slice());
    let shards = shard::shards(&parts, groups, sites.as_deref());
    let counting = Counting {
        parts: &parts,
        unit: options.unit,
        lanes: &lanes,
        place_of: &place_of,
        transcripts,
    };
    let size = subjects.len();
    let mut contributions: Vec<Contribution> = Vec::new();
    let mut tallies: Vec<Tally> = match &wide {
        Some(units) => {
            let (all, others) =
                units.tally(&counting, &shards, groups, sites.as_deref(), size)?;
            contributions = others;
            vec![all]
        }
        None => settled(
            shards
                .par_iter()
                .map_init(|| Row::new(size), |row, shard| counting.tally(shard, row))
                .collect(),
        )?,
    };
    for (at, tally) in tallies.iter_mut().enumerate() {
        let role = match &wide {
            Some(_) => Role::Units,
            None => Role::Part { group: shards[at].group, site: shards[at].site },
        };
        contributions.push(Contribution { role, rows: std::mem::take(&mut tally.rows) });
    }

    let n = total::sum(size, tallies.iter().map(|tally| &tally.n));
    let covered = total::sum(size, tallies.iter().map(|tally| &tally.characters));
    let group_count = grouped.as_ref().map_or(0, |grouped| grouped.grouping.groups.len());
    // Cases and sites may lie in several groups, so that their units do not add up.
    let of_groups = if wide.is_some() { &[][..] } else { &shards[..] };
    let of_groups: Vec<(usize, &Tally)> =
        of_groups.iter().zip(&tallies).filter_map(|(s, t)| Some((s.group?, t))).collect();
    let by_group = total::by_group(size, group_count, &of_groups);
    let group_units = match wide {
        Some(_) => Vec::new(),
        None => total::group_units(group_count, &of_groups),
    };
    drop(of_groups);
    let codes = total::code_uses(&subjects, &n, &covered, &by_group, options.unit);
    let pairs =
        total::pairs(&codes, &contributions, options.unit, group_count, sites.is_some());
    drop(contributions);

    let counted = lanes.codings_counted(&codings);
    let outside = tallies.iter().map(|tally| tally.outside).sum();
    let mut remarks = wording::remarks(study, counted, outside, options, sites.as_deref());
    let by = grouped.map(|grouped| grouped.grouping);
    remarks.extend(by.as_ref().and_then(Grouping::small_groups));
    let units = tallies.iter().map(|tally| tally.units).sum();
    let characters = parts.iter().map(|part| u64::from(part.document.version.len)).sum();
    let mut cooccurrence = Cooccurrence {
        options,
        codes,
        units,
        pairs,
        has_sites: sites.is_some(),
        definition: wording::definition(study, asked, options, ids.len(), units, characters),
        remarks,
        by,
        group_units,
        coders_apart: lanes.count > 1,
        coefficients: None,
    };
    if options.level == Level::Theme {
        cooccurrence.remarks.extend(outline.remark());
    }
    Ok(cooccurrence)
}

impl Cooccurrence {
    /// The use of a code or theme, if it was compared.
    #[must_use]
    pub fn code(&self, code: impl Into<SubjectKey>) -> Option<&CodeUse> {
        let code = code.into();
        self.codes.iter().find(|of| of.code == code)
    }

    /// The numbers of a pair, in either order, whether it occurs or not; `None` if one of the
    /// two was not compared, or both are the same. If [`CooccurrenceUnit::is_ordered`], those
    /// of `one` before `other`.
    #[must_use]
    pub fn pair(
        &self,
        one: impl Into<SubjectKey>,
        other: impl Into<SubjectKey>,
    ) -> Option<Pair> {
        let (one, other) = (one.into(), other.into());
        let place = |code| self.codes.iter().position(|of| of.code == code);
        let (one, other) = (place(one)?, place(other)?);
        if one == other {
            return None;
        }
        let turned = one > other && !self.options.unit.is_ordered();
        let (one, other) = if turned { (other, one) } else { (one, other) };
        let (first, second) = (&self.codes[one], &self.codes[other]);
        let known =
            self.pairs.iter().find(|p| (p.first, p.second) == (first.code, second.code));
        Some(known.cloned().unwrap_or_else(|| self.pair_apart(first, second)))
    }

    /// The pairs that go together most closely: those found in at least two documents before
    /// the others, then by Jaccard's index, then by n12.
    ///
    /// Two codes that were each used once, on the same words, have an index of 1 and say
    /// little; that is why one document is not enough to come first.
    #[must_use]
    pub fn strongest(&self, n: usize) -> Vec<&Pair> {
        let mut pairs: Vec<&Pair> = self.pairs.iter().collect();
        // The sort is stable, so equals stay in the order of `pairs`.
        pairs.sort_by(|a, b| {
            let jaccard = |pair: &Pair| pair.jaccard().unwrap_or(0.0);
            (b.documents >= 2)
                .cmp(&(a.documents >= 2))
                .then_with(|| jaccard(b).total_cmp(&jaccard(a)))
                .then_with(|| b.n12.cmp(&a.n12))
        });
        pairs.truncate(n);
        pairs
    }

    /// How many pairs there could be; twice as many if [`CooccurrenceUnit::is_ordered`].
    #[must_use]
    pub fn possible_pairs(&self) -> u64 {
        let codes = self.codes.len() as u64;
        let directions = if self.options.unit.is_ordered() { 1 } else { 2 };
        codes * codes.saturating_sub(1) / directions
    }

    /// A pair that never occurs together.
    fn pair_apart(&self, first: &CodeUse, second: &CodeUse) -> Pair {
        let overlap = (!self.options.unit.is_set_unit()).then(|| Overlap {
            first_meeting: 0,
            second_meeting: 0,
            spans: 0,
            characters: 0,
            first_characters: first.characters.unwrap_or(0),
            second_characters: second.characters.unwrap_or(0),
        });
        Pair {
            first: first.code,
            second: second.code,
            n1: first.n,
            n2: second.n,
            n12: 0,
            documents: 0,
            sites: self.has_sites.then_some(0),
            groups: vec![0; self.by.as_ref().map_or(0, |by| by.groups.len())],
            overlap,
        }
    }
}
