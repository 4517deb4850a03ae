use std::collections::BTreeMap;

use rayon::prelude::*;
use themata_model::{Asked, AttributeId, Study};

use super::marks::Lanes;
use super::shard::shards;
use super::sweep::{EventCounts, Sweep};
use super::{CooccurrenceOptions, CooccurrenceUnit, Layer, wording};
use crate::grouping::grouped;
use crate::subject::{Outline, SubjectKey};
use crate::universe::{in_order, parts};
use crate::{Cell, Column, Error, Grouping, Kind, Level, Table};

/// What is asked of [`events`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventOptions {
    /// Whose codings can meet.
    pub layer: Layer,
    /// Whether codes or whole themes are paired.
    pub level: Level,
    /// The attribute whose values are put side by side, such as the site.
    pub by: Option<AttributeId>,
}

/// How many events there are of every two codes: pairs of an excerpt with the one and an
/// excerpt with the other that share a code point or are the same.
///
/// That is n12 of a [`Cooccurrence`](crate::Cooccurrence) on
/// [`CooccurrenceUnit::Overlap`], and ATLAS.ti's count. A group takes room for a pair only
/// where it has events of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// What was asked for.
    pub options: EventOptions,
    /// The codes or themes that were compared, in the order of the codebook.
    pub codes: Vec<EventCode>,
    /// The groups of documents that are put side by side, if any were asked for.
    pub by: Option<Grouping>,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
    /// The pairs of each first code, in the order of `codes`.
    rows: Vec<EventRow>,
}

/// A code or theme whose events were counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventCode {
    /// The code or theme.
    pub code: SubjectKey,
    /// Its name.
    pub name: String,
}

/// Two codes that have events, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPair<'a> {
    /// The one that stands first in the codebook.
    pub first: SubjectKey,
    /// The other one.
    pub second: SubjectKey,
    /// The number of events.
    pub n12: u64,
    /// The groups that have some, in the order of [`Grouping::groups`].
    pub groups: &'a [GroupEvents],
}

/// The events of a pair in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupEvents {
    /// The place of the group in [`Grouping::groups`].
    pub group: u32,
    /// The number of events, at least 1.
    pub n12: u64,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct EventRow {
    pairs: Vec<RowPair>,
    /// What the groups have of each pair, one pair after the other.
    groups: Vec<GroupEvents>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct RowPair {
    second: u32,
    n12: u64,
    /// Where its groups begin and end.
    groups: [u32; 2],
}

/// Counts for every pair of codes the events, and nothing else: the question to ask where
/// n12 is all that is wanted, because the whole answer of
/// [`cooccurrence`](crate::cooccurrence()) takes several times as long and as much room.
///
/// The cost is that of the codings and of the events there are.
///
/// # Errors
///
/// If the consensus layer is asked for and no coder of the query is one, or if the study has
/// no such attribute to put side by side.
pub fn events(study: &Study, asked: &Asked, options: EventOptions) -> Result<Events, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
    let outline = Outline::of(study, asked);
    let (subjects, place_of) = outline.at(options.level);
    let lanes = Lanes::of(study, asked, options.layer)?;
    let grouped = options.by.map(|by| grouped(study, &ids, by)).transpose()?;
    let groups = grouped.as_ref().map(|grouped| grouped.of.as_slice());

    let size = subjects.len();
    let counted: Vec<(Option<usize>, Vec<EventCounts>)> = shards(&parts, groups, None)
        .par_iter()
        .map_init(
            || (Sweep::new(size), Vec::new()),
            |(sweep, marks), shard| {
                for &place in &shard.documents {
                    lanes.marks_into(parts[place].codings, &place_of, marks);
                    sweep.add(marks);
                }
                (shard.group, sweep.take())
            },
        )
        .collect();
    let rows = (0..size)
        .into_par_iter()
        .map_init(|| Summing::new(size), |summing, first| summing.row(first, &counted))
        .collect();

    let whole = options.whole();
    let mut remarks = wording::remarks(study, lanes.codings_counted(&codings), 0, whole, None);
    let by = grouped.map(|grouped| grouped.grouping);
    remarks.extend(by.as_ref().and_then(Grouping::small_groups));
    if options.level == Level::Theme {
        remarks.extend(outline.remark());
    }
    let code =
        |subject: &&crate::Subject| EventCode { code: subject.key, name: subject.name.clone() };
    Ok(Events {
        options,
        codes: subjects.iter().map(code).collect(),
        by,
        definition: wording::events_definition(study, asked, whole, ids.len()),
        remarks,
        rows,
    })
}

impl EventOptions {
    /// The question for the whole answer.
    fn whole(self) -> CooccurrenceOptions {
        let EventOptions { layer, level, by } = self;
        CooccurrenceOptions { unit: CooccurrenceUnit::Overlap, layer, level, by }
    }
}

/// Puts the counts of shards together, pair by pair.
struct Summing {
    /// For each second code how many counts there are of it, then where the next group goes.
    next: Vec<u32>,
    touched: Vec<u64>,
}

impl Summing {
    fn new(codes: usize) -> Summing {
        Summing { next: vec![0; codes], touched: vec![0; codes.div_ceil(64)] }
    }

    /// The pairs of a first code. Counts come with those of one group in a row.
    fn row(&mut self, first: usize, counted: &[(Option<usize>, Vec<EventCounts>)]) -> EventRow {
        for counts in counted.iter().flat_map(|(_, counts)| counts) {
            for count in counts.get(first) {
                self.next[count.second as usize] += 1;
                self.touched[count.second as usize / 64] |= 1 << (count.second % 64);
            }
        }
        let mut pairs = Vec::new();
        let mut len = 0;
        for (at, word) in self.touched.iter_mut().enumerate() {
            while *word != 0 {
                let second = at as u32 * 64 + word.trailing_zeros();
                let count = std::mem::replace(&mut self.next[second as usize], len);
                pairs.push(RowPair { second, n12: 0, groups: [len, len] });
                len += count;
                *word &= *word - 1;
            }
        }
        let mut groups = vec![GroupEvents::default(); len as usize];
        for (group, counts) in counted {
            let group = group.unwrap_or(0) as u32;
            for count in counts.iter().flat_map(|counts| counts.get(first)) {
                let next = &mut self.next[count.second as usize];
                groups[*next as usize] = GroupEvents { group, n12: u64::from(count.n) };
                *next += 1;
            }
        }
        for pair in &mut pairs {
            let behind = std::mem::take(&mut self.next[pair.second as usize]);
            let own = &mut groups[pair.groups[0] as usize..behind as usize];
            pair.n12 = own.iter().map(|of| of.n12).sum();
            pair.groups[1] = pair.groups[0] + joined(own);
        }
        EventRow { pairs, groups }
    }
}

/// Adds up what stands there for one group several times, because it has several shards; how
/// many groups there are.
fn joined(of_pair: &mut [GroupEvents]) -> u32 {
    let mut last = 0;
    for at in 1..of_pair.len() {
        if of_pair[at].group == of_pair[last].group {
            of_pair[last].n12 += of_pair[at].n12;
        } else {
            last += 1;
            of_pair[last] = of_pair[at];
        }
    }
    if of_pair.is_empty() { 0 } else { last as u32 + 1 }
}

impl Events {
    /// The pairs that have events, in the order of the codebook.
    pub fn pairs(&self) -> impl Iterator<Item = EventPair<'_>> {
        let is_grouped = self.by.is_some();
        self.codes.iter().zip(&self.rows).flat_map(move |(first, row)| {
            row.pairs.iter().map(move |pair| {
                let [from, behind] = pair.groups.map(|at| at as usize);
                EventPair {
                    first: first.code,
                    second: self.codes[pair.second as usize].code,
                    n12: pair.n12,
                    groups: if is_grouped { &row.groups[from..behind] } else { &[] },
                }
            })
        })
    }

    /// The number of events of two codes, in either order; `None` if one of the two was not
    /// compared, or both are the same.
    #[must_use]
    pub fn n12(&self, one: impl Into<SubjectKey>, other: impl Into<SubjectKey>) -> Option<u64> {
        let place = |key: SubjectKey| self.codes.iter().position(|of| of.code == key);
        let (one, other) = (place(one.into())?, place(other.into())?);
        if one == other {
            return None;
        }
        let row = &self.rows[one.min(other)];
        let known =
            row.pairs.binary_search_by_key(&(one.max(other) as u32), |pair| pair.second);
        Some(known.map_or(0, |at| row.pairs[at].n12))
    }

    /// A row for each pair that has events, the most frequent first and equals in the order
    /// of the codebook, with n12 of each group side by side.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let names: BTreeMap<SubjectKey, &str> =
            self.codes.iter().map(|code| (code.code, code.name.as_str())).collect();
        let name = |code| Cell::text(names.get(&code).copied().unwrap_or_default());
        let what = match self.options.level {
            Level::Code => "Code",
            Level::Theme => "Theme",
        };
        let mut title = format!("{what}s whose excerpts overlap");
        let mut columns = vec![
            Column::new("code_1", format!("{what} 1"), Kind::Text),
            Column::new("code_2", format!("{what} 2"), Kind::Text),
            Column::new("n12", "n12", Kind::Count),
        ];
        if let Some(by) = &self.by {
            title.push_str(&format!(", by {}", by.attribute));
            columns.extend(by.groups.iter().zip(by.keys()).map(|(group, key)| {
                Column::new(format!("{key}_n12"), by.heading(group), Kind::Count)
            }));
        }
        let mut pairs: Vec<EventPair<'_>> = self.pairs().collect();
        // The sort is stable, so equals stay in the order of the codebook.
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.n12));
        let mut table = Table::new("co-occurrence-events", title, columns);
        for pair in pairs {
            let mut groups = vec![0; self.by.as_ref().map_or(0, |by| by.groups.len())];
            pair.groups.iter().for_each(|of| groups[of.group as usize] = of.n12);
            let cells = [name(pair.first), name(pair.second), Cell::Count(pair.n12)];
            table.push(cells.into_iter().chain(groups.into_iter().map(Cell::Count)));
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}

#[cfg(test)]
mod tests {
    use super::{GroupEvents, joined};

    #[test]
    fn shards_of_one_group_are_added_up() {
        let of = |group, n12| GroupEvents { group, n12 };
        let mut counts = [of(0, 1), of(0, 2), of(2, 5), of(3, 1), of(3, 1), of(3, 4)];
        assert_eq!(joined(&mut counts), 3);
        assert_eq!(counts[..3], [of(0, 3), of(2, 5), of(3, 6)]);
        assert_eq!(joined(&mut []), 0);
    }
}
