use std::collections::BTreeMap;

use rayon::prelude::*;
use themata_model::{Asked, CoderId, CoderKind, Coding, Study};
use themata_text::{CharSpan, Segments};

use super::{PatternOptions, PatternUnit};
use crate::code_sets::CodeSets;
use crate::grouping::{Grouped, grouped};
use crate::settled::settled;
use crate::universe::{Part, text_of};
use crate::{Error, Layer, Transcripts};

/// What each lane says of each unit: the set of its codes there. A lane is a coder, or
/// everyone.
pub(super) struct Uses {
    pub(super) sets: CodeSets,
    /// The unit of each use, ascending.
    pub(super) units: Vec<usize>,
    /// The place of the document of each use, ascending; of units that are larger than a
    /// document, the first one.
    pub(super) documents: Vec<usize>,
    pub(super) codes: usize,
    /// The number of codings that lie in no unit.
    pub(super) outside: u64,
}

/// The codes of one use in one document, before they become a set.
struct Use {
    unit: usize,
    lane: u32,
    codes: Vec<u32>,
}

impl Uses {
    /// The uses with all codes of a set.
    pub(super) fn with_all(&self, set: &[u64]) -> Vec<usize> {
        let holds = |&at: &usize| {
            self.sets.get(at).iter().zip(set).all(|(own, wanted)| own & wanted == *wanted)
        };
        (0..self.units.len()).filter(holds).collect()
    }

    /// The number of units with a code.
    pub(super) fn coded_units(&self) -> u64 {
        super::distinct(&self.units, |unit| unit)
    }
}

/// Cuts the documents of the universe into units and gathers the codes in them. `places`
/// holds for each code of the codebook its places among those that are counted, and how many
/// there are.
pub(super) fn uses(
    study: &Study,
    asked: &Asked,
    parts: &[Part<'_>],
    options: PatternOptions,
    transcripts: &Transcripts,
    (place_of, codes): (&[Vec<usize>], usize),
) -> Result<Uses, Error> {
    let only = consensus(study, asked, options.layer)?;
    let counts =
        |coding: &&Coding| only.as_ref().is_none_or(|only| only.contains(&coding.coder));
    let mark = |coding: &Coding| {
        let codes = place_of.get(coding.code.get() as usize).map_or(&[][..], Vec::as_slice);
        let lane = match options.layer {
            Layer::SameCoder => coding.coder.0,
            _ => 0,
        };
        let coding = *coding;
        codes.iter().map(move |&code| Mark { lane, code: code as u32, coding })
    };
    let of_documents: Vec<Result<(Vec<Use>, u64), Error>> = parts
        .par_iter()
        .map(|part| {
            let marks: Vec<Mark> = part.codings.iter().filter(counts).flat_map(mark).collect();
            Ok(match options.unit {
                PatternUnit::Excerpt => (excerpts(&marks), 0),
                PatternUnit::Overlap => (overlaps(marks), 0),
                PatternUnit::Document | PatternUnit::Attribute(_) => (whole(&marks), 0),
                PatternUnit::Sentence | PatternUnit::Paragraph | PatternUnit::Turn => {
                    match options.unit.rule() {
                        Some(rule) if !marks.is_empty() => {
                            let text = text_of(transcripts, part.document)?;
                            segments(&marks, &rule.cut(text))
                        }
                        _ => (Vec::new(), 0),
                    }
                }
            })
        })
        .collect();
    let mut of_documents = settled(of_documents)?;
    let mut outside = of_documents.iter().map(|(_, outside)| outside).sum();
    let mut places: Vec<usize> = (0..parts.len()).collect();
    if let PatternUnit::Attribute(attribute) = options.unit {
        let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
        let Grouped { grouping, of } = grouped(study, &ids, attribute)?;
        let unit_of = |document: usize| {
            let group = of[document];
            grouping.groups[group].value.as_ref().map(|_| group)
        };
        outside += (0..parts.len())
            .filter(|&document| unit_of(document).is_none())
            .map(|document| parts[document].codings.iter().filter(counts).count() as u64)
            .sum::<u64>();
        (of_documents, places) = joined(of_documents, unit_of);
    }

    let mut uses = Uses {
        sets: CodeSets::new(codes, 0),
        units: vec![],
        documents: vec![],
        codes,
        outside,
    };
    let mut first = 0;
    for (&document, (own, _)) in places.iter().zip(&of_documents) {
        for Use { unit, codes, .. } in own {
            let at = uses.sets.push();
            codes.iter().for_each(|&code| uses.sets.insert(at, code as usize));
            uses.units.push(first + unit);
            uses.documents.push(document);
        }
        first = uses.units.last().map_or(first, |last| last + 1);
    }
    Ok(uses)
}

/// The coders that take part, if not all do.
fn consensus(
    study: &Study,
    asked: &Asked,
    layer: Layer,
) -> Result<Option<Vec<CoderId>>, Error> {
    if layer != Layer::Consensus {
        return Ok(None);
    }
    let is_consensus =
        |id: &CoderId| study.coder(*id).is_some_and(|c| c.kind == CoderKind::Consensus);
    let coders: Vec<CoderId> = asked.coders.iter().copied().filter(is_consensus).collect();
    if coders.is_empty() { Err(Error::no_consensus()) } else { Ok(Some(coders)) }
}

/// A coding as it is counted.
#[derive(Clone, Copy)]
struct Mark {
    lane: u32,
    code: u32,
    coding: Coding,
}

/// The marks of one unit, parted by lane.
fn by_lane(unit: usize, marks: impl IntoIterator<Item = Mark>, into: &mut Vec<Use>) {
    let mut lanes: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for mark in marks {
        lanes.entry(mark.lane).or_default().push(mark.code);
    }
    into.extend(lanes.into_iter().map(|(lane, codes)| Use { unit, lane, codes }));
}

fn excerpts(marks: &[Mark]) -> Vec<Use> {
    let mut uses = Vec::new();
    let same = marks.chunk_by(|a, b| a.coding.span == b.coding.span);
    same.enumerate().for_each(|(unit, own)| by_lane(unit, own.iter().copied(), &mut uses));
    uses
}

fn whole(marks: &[Mark]) -> Vec<Use> {
    let mut uses = Vec::new();
    by_lane(0, marks.iter().copied(), &mut uses);
    uses
}

/// Every segment that is touched is a unit; how many marks touch none.
fn segments(marks: &[Mark], segments: &Segments) -> (Vec<Use>, u64) {
    let mut units: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    let mut outside = 0;
    for mark in marks {
        let touched = segments.touching(mark.coding.span);
        outside += u64::from(touched.is_empty());
        touched.for_each(|unit| units.entry(unit).or_default().push(*mark));
    }
    let mut uses = Vec::new();
    units.into_values().enumerate().for_each(|(unit, own)| by_lane(unit, own, &mut uses));
    (uses, outside)
}

/// The largest groups of excerpts that share a character, of each lane by itself. Of spans
/// that all meet in pairs, all share a character, so these are the places where an excerpt
/// ends and none has ended since the last one began.
///
/// Lanes have units of their own, but two that hold the very same excerpts are one.
fn overlaps(mut marks: Vec<Mark>) -> Vec<Use> {
    marks.sort_by_key(|mark| (mark.lane, mark.coding.span));
    let mut groups: BTreeMap<Vec<CharSpan>, Vec<Use>> = BTreeMap::new();
    let mut add = |lane: u32, group: Vec<Mark>| {
        let mut spans: Vec<CharSpan> = group.iter().map(|mark| mark.coding.span).collect();
        spans.sort_unstable();
        spans.dedup();
        let codes = group.into_iter().map(|mark| mark.code).collect();
        groups.entry(spans).or_default().push(Use { unit: 0, lane, codes });
    };
    for own in marks.chunk_by(|a, b| a.lane == b.lane) {
        let lane = own[0].lane;
        // An empty stretch shares no character with what stands around it.
        let (empty, filled): (Vec<Mark>, Vec<Mark>) =
            own.iter().partition(|mark| mark.coding.span.is_empty());
        for same in empty.chunk_by(|a, b| a.coding.span == b.coding.span) {
            add(lane, same.to_vec());
        }
        // The excerpts that have begun and not ended, by their ends.
        let mut open: BTreeMap<u32, Vec<Mark>> = BTreeMap::new();
        let mut has_new = false;
        for mark in filled {
            while let Some(first) = open.first_entry() {
                if *first.key() > mark.coding.span.start() {
                    break;
                }
                if std::mem::take(&mut has_new) {
                    add(lane, open.values().flatten().copied().collect());
                }
                open.pop_first();
            }
            open.entry(mark.coding.span.end()).or_default().push(mark);
            has_new = true;
        }
        if has_new {
            add(lane, open.into_values().flatten().collect());
        }
    }
    let numbered = groups.into_values().enumerate();
    numbered
        .flat_map(|(unit, uses)| uses.into_iter().map(move |own| Use { unit, ..own }))
        .collect()
}

/// The uses of documents that are one unit put together, lane by lane, and the first document
/// of each unit.
fn joined(
    of_documents: Vec<(Vec<Use>, u64)>,
    unit_of: impl Fn(usize) -> Option<usize>,
) -> (Vec<(Vec<Use>, u64)>, Vec<usize>) {
    let mut units: BTreeMap<usize, (usize, BTreeMap<u32, Vec<u32>>)> = BTreeMap::new();
    for (document, (uses, _)) in of_documents.into_iter().enumerate() {
        let Some(unit) = unit_of(document) else { continue };
        let (_, lanes) = units.entry(unit).or_insert_with(|| (document, BTreeMap::new()));
        for own in uses {
            lanes.entry(own.lane).or_default().extend(own.codes);
        }
    }
    units
        .into_values()
        .map(|(document, lanes)| {
            let uses = lanes.into_iter().map(|(lane, codes)| Use { unit: 0, lane, codes });
            ((uses.collect(), 0), document)
        })
        .unzip()
}
