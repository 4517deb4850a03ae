mod mine;
mod options;
mod table;
mod units;

use std::collections::HashMap;

use themata_model::{Asked, Study};

pub use options::{PatternOptions, PatternUnit};

use crate::code_sets::codes_in;
use crate::grouping::siteless;
use crate::subject::Outline;
use crate::universe::{in_order, parts};
use crate::{Error, Layer, SubjectKey, Transcripts, grouping, wording};
use mine::{Mined, mine};
use units::{Uses, uses};

/// Which sets of codes are used together, and how often.
#[derive(Clone, Debug, PartialEq)]
pub struct Patterns {
    /// What was asked for.
    pub options: PatternOptions,
    /// The sets: those on most units first, then the larger ones, then in the order of the
    /// codebook.
    pub patterns: Vec<Pattern>,
    /// Whether documents are counted: not if a unit may hold several of them.
    pub counts_documents: bool,
    /// Whether sites are counted: the study says where documents were collected, and units
    /// are no larger than a document.
    pub has_sites: bool,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// A set of codes that are used together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The codes, or the top-level groups that are themes, in the order of the codebook.
    pub codes: Vec<SubjectKey>,
    /// Their names.
    pub names: Vec<String>,
    /// The number of units of which these are all codes.
    pub exactly: u64,
    /// The number of units with all of these codes, whatever else is there.
    pub at_least: u64,
    /// The number of documents with such a unit: with one of `exactly` if that was asked for,
    /// else of `at_least`.
    pub documents: u64,
    /// The number of different sites of those documents.
    pub sites: u64,
}

/// Finds the sets of codes that are used together in a unit.
///
/// *Exactly* counts the units of which the set is the whole set of codes; MAXQDA calls such a
/// set a configuration or code pattern. *At least* counts the units that hold all of the set.
/// Where one coder must have said all of it ([`Layer::SameCoder`]), the set of a unit is that
/// of one of its coders, and a unit counts once however many coders agree.
///
/// Listed are *closed* sets: those that no larger set has all the units of. Every other set
/// of codes is on just the units of the smallest closed set around it, so nothing is lost. A
/// set that is exactly the codes of a unit is always closed. They are found by prefix-preserving
/// closure extension (Uno, Kiyomi & Arimura 2004, “LCM ver. 2”), the ones on most units first,
/// so that the work is proportional to what is listed; [`PatternOptions::most`] ends it.
///
/// # Errors
///
/// If the study has no such attribute, the consensus layer is asked for and there is none, or
/// a text is needed that is not at hand ([`PatternUnit::needs_texts`]).
pub fn patterns(
    study: &Study,
    asked: &Asked,
    options: PatternOptions,
    transcripts: &Transcripts,
) -> Result<Patterns, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let outline = Outline::of(study, asked);
    let (subjects, place_of) = outline.at(options.level);
    let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
    let sites = grouping::sites(study, &ids);

    let uses = uses(study, asked, &parts, options, transcripts, (&place_of, subjects.len()))?;
    let exact = exactly(&uses);
    let Mined { sets, left_out } = match options.only_exact {
        true => configurations(&uses, &exact, options),
        false => mine(&uses, options),
    };
    let listed = sets.into_iter().map(|(set, own)| {
        let units =
            exact.get(set.as_slice()).map_or(0, |own| distinct(own, |at| uses.units[at]));
        let mut at: Vec<usize> = own.iter().map(|&at| uses.documents[at]).collect();
        at.dedup();
        let seen = sites.as_ref().map(|sites| at.iter().filter_map(|&at| sites[at]).collect());
        let mut seen: Vec<usize> = seen.unwrap_or_default();
        seen.sort_unstable();
        seen.dedup();
        let codes: Vec<usize> = codes_in(&set).collect();
        Pattern {
            names: codes.iter().map(|&code| subjects[code].name.clone()).collect(),
            codes: codes.iter().map(|&code| subjects[code].key).collect(),
            exactly: units,
            at_least: match options.only_exact {
                true => distinct(&uses.with_all(&set), |at| uses.units[at]),
                false => distinct(&own, |at| uses.units[at]),
            },
            documents: at.len() as u64,
            sites: seen.len() as u64,
        }
    });
    let patterns: Vec<Pattern> = listed.collect();

    let mut remarks = match options.layer {
        Layer::Consensus => Vec::new(),
        _ => wording::mixed_kinds(study, codings.iter()),
    };
    if uses.outside > 0 {
        remarks.push(wording::outside_units(uses.outside, &options.unit.in_words(study)));
    }
    if let Some(most) = left_out {
        let units = wording::counted(most, "unit", "units");
        let sets = wording::counted(patterns.len() as u64, "set", "sets");
        remarks.push(format!(
            "{sets} listed, those on most units; each of the others is on {units} at most"
        ));
    }
    remarks.extend(siteless(sites.as_deref()));
    Ok(Patterns {
        counts_documents: !matches!(options.unit, PatternUnit::Attribute(_)),
        has_sites: sites.is_some() && !matches!(options.unit, PatternUnit::Attribute(_)),
        definition: table::definition(study, asked, options, &uses, parts.len()),
        options,
        patterns,
        remarks,
    })
}

/// For each set that is the whole set of a use, those uses.
fn exactly(uses: &Uses) -> HashMap<&[u64], Vec<usize>> {
    let mut exact: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for at in 0..uses.units.len() {
        exact.entry(uses.sets.get(at)).or_default().push(at);
    }
    exact
}

/// The sets of a size that are the whole set of enough units, those of most units first.
fn configurations(
    uses: &Uses,
    exact: &HashMap<&[u64], Vec<usize>>,
    options: PatternOptions,
) -> Mined {
    let units_of = |own: &[usize]| distinct(own, |at| uses.units[at]);
    let mut found: Vec<(Vec<usize>, &[u64])> =
        exact.keys().map(|&set| (codes_in(set).collect(), set)).collect();
    found.retain(|(codes, set)| {
        options.has_size(codes.len()) && units_of(&exact[set]) >= options.at_least
    });
    found.sort_unstable_by(|(a, a_set), (b, b_set)| {
        let units = units_of(&exact[b_set]).cmp(&units_of(&exact[a_set]));
        units.then(b.len().cmp(&a.len())).then_with(|| a.cmp(b))
    });
    let left_out = found.get(options.most).map(|(_, set)| units_of(&exact[set]));
    found.truncate(options.most);
    let sets = found.into_iter().map(|(_, set)| (set.to_vec(), exact[set].clone()));
    Mined { sets: sets.collect(), left_out }
}

/// How many different numbers come of some places; the same come in a row.
fn distinct(places: &[usize], of: impl Fn(usize) -> usize) -> u64 {
    let mut last = None;
    let mut count = 0;
    for &place in places {
        let number = of(place);
        if last != Some(number) {
            last = Some(number);
            count += 1;
        }
    }
    count
}
