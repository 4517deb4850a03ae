use std::collections::BTreeMap;

use themata_model::{AttributeId, CoderId, Document, DocumentId, Study, Value};

use super::chance::Chance;
use crate::Failure;
use crate::names::count;

/// Documents that have the same values of the attributes by which a draw is stratified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stratum {
    /// The values, in the order of the attributes; `None` where a document has none.
    pub(super) values: Vec<Option<String>>,
    /// The documents, by number.
    pub(super) documents: Vec<DocumentId>,
}

/// How many documents are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// All that there are.
    All,
    /// A number of them.
    Number(usize),
    /// A part of them, as millionths of a hundredth.
    PerCent(u64),
}

/// Millionths in one per cent: how finely a share can be written.
const FINE: u64 = 1_000_000;

impl Size {
    /// Reads `10%`, `12.5 %`, `20`; nothing means all.
    pub(super) fn parse(words: &str) -> Result<Size, Failure> {
        let words = words.trim();
        if words.is_empty() {
            return Ok(Size::All);
        }
        let size = match words.strip_suffix('%') {
            Some(number) => per_cent(number.trim()).map(Size::PerCent),
            None => words.parse().ok().map(Size::Number),
        };
        match size {
            Some(Size::Number(0) | Size::PerCent(0)) => {
                Err(Failure::new("a sample of no documents is none").hint(WRITTEN))
            }
            Some(Size::PerCent(share)) if share > 100 * FINE => {
                Err(Failure::new(format!("a sample of {words} is more than there is"))
                    .hint(WRITTEN))
            }
            Some(size) => Ok(size),
            None => {
                Err(Failure::new(format!("`{words}` is no size of a sample")).hint(WRITTEN))
            }
        }
    }

    /// How many documents it means of so many: a share is rounded up.
    pub(super) fn of(self, all: usize) -> Result<usize, Failure> {
        match self {
            Size::All => Ok(all),
            Size::Number(number) if number > all => Err(Failure::new(format!(
                "{} were asked for, and there {} only {all} to draw from",
                count(number, "document"),
                if all == 1 { "is" } else { "are" }
            ))
            .hint("ask for fewer, or for a share: `--sample 10%`")),
            Size::Number(number) => Ok(number),
            Size::PerCent(share) => {
                let wanted = u128::from(share) * all as u128;
                Ok(wanted.div_ceil(u128::from(100 * FINE)) as usize)
            }
        }
    }
}

const WRITTEN: &str = "write a share or a number: `--sample 10%`, `--sample 20`";

/// A decimal number in millionths, with no step through a number that could be rounded.
fn per_cent(number: &str) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > 6 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: u64 = format!("{part:0<6}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(FINE)?.checked_add(part)
}

/// Groups documents by their values of some attributes. Values differ without regard to
/// case, as everywhere; a missing value is one of its own, and comes last.
pub(super) fn strata(
    study: &Study,
    documents: &[DocumentId],
    attributes: &[AttributeId],
) -> Vec<Stratum> {
    let mut documents: Vec<&Document> =
        documents.iter().filter_map(|&id| study.document(id)).collect();
    documents.sort_by_key(|document| document.id);
    // Each under its values in lower case, with them as they are first written.
    type Found<'a> = (Vec<Option<&'a Value>>, Vec<DocumentId>);
    let mut strata: BTreeMap<Vec<Option<String>>, Found<'_>> = BTreeMap::new();
    for document in documents {
        let values: Vec<Option<&Value>> =
            attributes.iter().map(|attribute| document.values.get(attribute)).collect();
        let key = values.iter().map(|value| Some(value.as_ref()?.to_string().to_lowercase()));
        let stratum = strata.entry(key.collect()).or_insert_with(|| (values, Vec::new()));
        stratum.1.push(document.id);
    }
    let mut strata: Vec<_> = strata.into_values().collect();
    strata.sort_by(|(a, _), (b, _)| {
        let order = |(a, b): (&Option<&Value>, &Option<&Value>)| match (a, b) {
            (Some(a), Some(b)) => a.order(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        a.iter().zip(b).map(order).find(|order| order.is_ne()).unwrap_or(a.len().cmp(&b.len()))
    });
    strata
        .into_iter()
        .map(|(values, documents)| Stratum {
            values: values.into_iter().map(|value| value.map(Value::to_string)).collect(),
            documents,
        })
        .collect()
}

/// How many documents are drawn from each of several strata: in proportion to their sizes, by
/// largest remainder (Hamilton's method).
///
/// Where as many documents are wanted as there are strata, or more, none goes without: each
/// whose share is less than one document gets one, and the others share what is left. Equal
/// remainders are decided by lot.
///
/// `size` must not be more than the sum of the strata.
pub(super) fn allocate(sizes: &[usize], size: usize, chance: &mut Chance) -> Vec<usize> {
    let mut by_size: Vec<usize> = (0..sizes.len()).collect();
    by_size.sort_by_key(|&at| sizes[at]);
    let mut drawn = vec![0; sizes.len()];
    let (mut left, mut from) = (size as u128, sizes.iter().sum::<usize>() as u128);
    let mut small = 0;
    if size >= sizes.len() {
        // What the smallest one lacks is taken from the others, which may bring the next
        // smallest below one.
        for &at in &by_size {
            if left * sizes[at] as u128 >= from {
                break;
            }
            drawn[at] = 1;
            small += 1;
            left -= 1;
            from -= sizes[at] as u128;
        }
    }
    let mut rest: Vec<usize> = by_size.split_off(small);
    rest.sort_unstable();
    if rest.is_empty() {
        return drawn;
    }
    for &at in &rest {
        drawn[at] = (left * sizes[at] as u128 / from) as usize;
    }
    let given: usize = rest.iter().map(|&at| drawn[at]).sum();
    let number = rest.len();
    let mut by_remainder = chance.choose(rest, number);
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(left * sizes[at] as u128 % from));
    for at in by_remainder.into_iter().take(left as usize - given) {
        drawn[at] += 1;
    }
    drawn
}

/// Draws from each stratum as many documents as fall to it. Returns them stratum by stratum,
/// in the order in which they were drawn.
pub(super) fn draw(
    strata: &[Stratum],
    size: usize,
    chance: &mut Chance,
) -> Vec<Vec<DocumentId>> {
    let sizes: Vec<usize> = strata.iter().map(|stratum| stratum.documents.len()).collect();
    let drawn = allocate(&sizes, size, chance);
    let each = strata.iter().zip(drawn);
    each.map(|(stratum, number)| chance.choose(stratum.documents.clone(), number)).collect()
}

/// Gives each document to some of the coders, so that all have as many to do, within one, and
/// any two meet about as often as any other two.
///
/// Each document goes to those who have least so far; among these to whoever has met those
/// already chosen for it least often; and then by lot. Documents that come one after the
/// other, as those of one stratum do, so go to different coders.
pub(super) fn deal(
    documents: &[DocumentId],
    coders: &[CoderId],
    per_document: usize,
    chance: &mut Chance,
) -> BTreeMap<DocumentId, Vec<CoderId>> {
    if per_document >= coders.len() {
        return documents.iter().map(|&document| (document, coders.to_vec())).collect();
    }
    let number = coders.len();
    let mut load = vec![0_usize; number];
    let mut met = vec![0_usize; number * number];
    let mut dealt = BTreeMap::new();
    for &document in documents {
        let lots = chance.choose((0..number).collect(), number);
        let mut chosen: Vec<usize> = Vec::with_capacity(per_document);
        for _ in 0..per_document {
            let meetings = |at: usize| -> usize {
                chosen.iter().map(|&other| met[at * number + other]).sum()
            };
            let free = lots.iter().copied().filter(|at| !chosen.contains(at));
            let Some(next) = free.min_by_key(|&at| (load[at], meetings(at))) else { break };
            chosen.push(next);
        }
        for &one in &chosen {
            load[one] += 1;
            for &other in &chosen {
                met[one * number + other] += 1;
            }
        }
        chosen.sort_unstable();
        dealt.insert(document, chosen.into_iter().map(|at| coders[at]).collect());
    }
    dealt
}

#[cfg(test)]
mod tests;
