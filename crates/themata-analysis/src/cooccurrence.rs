mod coefficient;
mod marks;
mod matrix;
mod options;
mod overlap;
mod table;
mod tally;
mod total;
mod units;
mod wording;

use rayon::prelude::*;
use themata_codebook::CodeIndex;
use themata_model::{Asked, Study};

pub use coefficient::CCoefficient;
pub use matrix::MatrixValue;
pub use options::{CooccurrenceOptions, CooccurrenceUnit, Layer};

use crate::cut::Rule;
use crate::grouping::{self, grouped};
use crate::subject::Outline;
use crate::universe::{Part, in_order, parts, text_of};
use crate::{Error, Grouping, Transcripts};
use marks::{Lanes, Mark};
use tally::{DocumentTally, Scratch};

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
    /// Whether the study says where documents were collected.
    pub has_sites: bool,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// How often a code or theme was used, in the unit of a [`Cooccurrence`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeUse {
    /// The code, or the top-level group that is the theme.
    pub code: CodeIndex,
    /// Its name.
    pub name: String,
    /// The number of units that carry it.
    pub n: u64,
    /// The number of code points that it covers, each counted once; `None` unless the unit
    /// is [`CooccurrenceUnit::Overlap`].
    pub characters: Option<u64>,
}

/// Two codes that occur together, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one that stands first in the codebook.
    pub first: CodeIndex,
    /// The one that stands behind it.
    pub second: CodeIndex,
    /// The number of units that carry the first.
    pub n1: u64,
    /// The number of units that carry the second.
    pub n2: u64,
    /// How often they occur together: the number of units that carry both, or, where the unit
    /// is [`CooccurrenceUnit::Overlap`], the number of events (pairs of excerpts).
    pub n12: u64,
    /// The number of documents in which they occur together.
    pub documents: u64,
    /// The number of different sites of those documents; `None` if the study knows no sites.
    pub sites: Option<u64>,
    /// n12 in each group, in the order of [`Grouping::groups`].
    pub groups: Vec<u64>,
    /// What there is to know where the unit is [`CooccurrenceUnit::Overlap`].
    pub overlap: Option<Overlap>,
}

/// How two codes overlap, counted in excerpts, stretches and code points.
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
/// swept once with the excerpts that are open at a place, so the cost is that of the codings
/// and of the overlaps there are, however many pairs of codes there could be.
///
/// # Errors
///
/// If a text is needed and missing, if the consensus layer is asked for and no coder of the
/// query is one, or if the study has no such attribute to put side by side.
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

    let rule = options.unit.rule();
    let tallies: Vec<DocumentTally> = parts
        .par_iter()
        .map_init(
            || Scratch::new(subjects.len()),
            |scratch, part| {
                let marks = lanes.marks(part.codings, &place_of);
                tally(part, &marks, options.unit, rule, lanes.count, transcripts, scratch)
            },
        )
        .collect::<Result<_, Error>>()?;

    let counted = lanes.codings_counted(&codings);
    let remarks = wording::remarks(study, &counted, &tallies, options, sites.as_deref());
    let codes = total::code_uses(&subjects, &tallies, options.unit);
    let pairs =
        total::pairs(&codes, &tallies, options.unit, grouped.as_ref(), sites.as_deref());
    let by = grouped.map(|grouped| grouped.grouping);
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
    };
    cooccurrence.remarks.extend(cooccurrence.by.as_ref().and_then(Grouping::small_groups));
    Ok(cooccurrence)
}

fn tally(
    part: &Part<'_>,
    marks: &[Mark],
    unit: CooccurrenceUnit,
    rule: Option<Rule>,
    lanes: usize,
    transcripts: &Transcripts,
    scratch: &mut Scratch,
) -> Result<DocumentTally, Error> {
    let units = match (unit, rule) {
        (CooccurrenceUnit::Overlap, _) => return Ok(overlap::tally(marks, lanes, scratch)),
        (_, Some(rule)) => {
            let text = text_of(transcripts, part.document)?;
            units::segments(marks, &rule.cut(text))
        }
        (CooccurrenceUnit::Document, None) => units::document(marks),
        (_, None) => units::excerpts(marks),
    };
    Ok(units::tally(marks, &units, lanes, scratch))
}

impl Cooccurrence {
    /// The use of a code or theme, if it was compared.
    #[must_use]
    pub fn code(&self, code: CodeIndex) -> Option<&CodeUse> {
        self.codes.iter().find(|of| of.code == code)
    }

    /// The numbers of a pair, in either order, whether it occurs or not; `None` if one of the
    /// two was not compared, or both are the same.
    #[must_use]
    pub fn pair(&self, one: CodeIndex, other: CodeIndex) -> Option<Pair> {
        let place = |code| self.codes.iter().position(|of| of.code == code);
        let (one, other) = (place(one)?, place(other)?);
        let (first, second) = (&self.codes[one.min(other)], &self.codes[one.max(other)]);
        if one == other {
            return None;
        }
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

    /// How many pairs there could be.
    #[must_use]
    pub fn possible_pairs(&self) -> u64 {
        let codes = self.codes.len() as u64;
        codes * codes.saturating_sub(1) / 2
    }

    /// A pair that never occurs together.
    fn pair_apart(&self, first: &CodeUse, second: &CodeUse) -> Pair {
        let overlap = first.characters.zip(second.characters).map(|(first, second)| Overlap {
            first_meeting: 0,
            second_meeting: 0,
            spans: 0,
            characters: 0,
            first_characters: first,
            second_characters: second,
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
