//! Documents that are counted together: enough of them that a shard is worth its overhead,
//! few enough that what is counted stays close at hand, and all of one group and one site, so
//! that sums by group and by site need no more than the sums of shards.

use std::ops::Range;

use themata_text::words;

use super::covers::{Covers, Shared};
use super::distance::DistanceUnit;
use super::marks::Lanes;
use super::meetings::Meetings;
use super::rows::{Row, Rows};
use super::sets::Sets;
use super::unit::{CooccurrenceUnit, Near};
use crate::cut::Rule;
use crate::universe::{Part, text_of};
use crate::{Error, Transcripts};

/// How many codings a shard has before it takes no further document. Shards do not depend on
/// the number of threads.
const CODINGS: usize = 32_768;

/// Documents of one group and one site, by their places in the universe.
pub(super) struct Shard {
    pub(super) documents: Vec<usize>,
    pub(super) group: Option<usize>,
    pub(super) site: Option<usize>,
}

/// What was counted in a shard.
#[derive(Debug)]
pub(super) struct Tally {
    /// For each code the number of units that carry it.
    pub(super) n: Vec<u64>,
    /// For each code the number of code points that it covers; empty unless counted.
    pub(super) characters: Vec<u64>,
    /// The number of units.
    pub(super) units: u64,
    /// The number of codings that lie in no unit.
    pub(super) outside: u64,
    /// The pairs of codes that occur together.
    pub(super) rows: Rows,
}

/// The universe in shards, those of one site in a row.
pub(super) fn shards(
    parts: &[Part<'_>],
    groups: Option<&[usize]>,
    sites: Option<&[Option<usize>]>,
) -> Vec<Shard> {
    let key = |place: usize| {
        (sites.and_then(|sites| sites[place]), groups.map(|groups| groups[place]))
    };
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&place| key(place));
    let mut shards: Vec<Shard> = Vec::new();
    let (mut codings, mut characters) = (0, 0_u64);
    for place in order {
        let part = &parts[place];
        let (site, group) = key(place);
        // Places in all texts of a shard, one after the other, are 32-bit numbers.
        let len = u64::from(part.document.version.len) + 1;
        codings += part.codings.len();
        characters += len;
        match shards.last_mut() {
            Some(last)
                if (last.site, last.group) == (site, group)
                    && codings <= CODINGS
                    && characters < u64::from(u32::MAX) =>
            {
                last.documents.push(place);
            }
            _ => {
                (codings, characters) = (part.codings.len(), len);
                shards.push(Shard { documents: vec![place], group, site });
            }
        }
    }
    shards
}

/// What counting needs to know of the question.
pub(super) struct Counting<'a> {
    pub(super) parts: &'a [Part<'a>],
    pub(super) unit: CooccurrenceUnit,
    pub(super) lanes: &'a Lanes,
    /// For each code of the codebook its place among those compared.
    pub(super) place_of: &'a [Vec<usize>],
    pub(super) transcripts: &'a Transcripts,
}

impl Counting<'_> {
    /// Counts in a shard.
    pub(super) fn tally(&self, shard: &Shard, row: &mut Row) -> Result<Tally, Error> {
        match self.unit {
            CooccurrenceUnit::Overlap => Ok(self.overlaps(shard, row)),
            CooccurrenceUnit::Near(near) => self.near(shard, near, row),
            CooccurrenceUnit::Stretch | CooccurrenceUnit::Character => {
                Ok(self.covers(shard, row))
            }
            CooccurrenceUnit::Excerpt
            | CooccurrenceUnit::Sentence
            | CooccurrenceUnit::Paragraph
            | CooccurrenceUnit::Turn
            | CooccurrenceUnit::Document
            | CooccurrenceUnit::Case(_)
            | CooccurrenceUnit::Site => self.sets(shard, row),
        }
    }

    fn codings(&self, shard: &Shard) -> usize {
        self.parts(shard).map(|part| part.codings.len()).sum()
    }

    fn parts<'a>(&'a self, shard: &'a Shard) -> impl Iterator<Item = &'a Part<'a>> + 'a {
        shard.documents.iter().map(|&place| &self.parts[place])
    }

    fn overlaps(&self, shard: &Shard, row: &mut Row) -> Tally {
        let codings = self.codings(shard);
        let mut meetings = Meetings::new(row.codes(), false, codings);
        let mut covers = Covers::new(row.codes(), self.lanes.count, codings);
        let mut marks = Vec::new();
        for part in self.parts(shard) {
            self.lanes.marks_into(part.codings, self.place_of, &mut marks);
            meetings.add(&marks, |span| Some(span.start()..span.end()));
            covers.add(&marks, part.document.version.len);
        }
        let (mut met, covered) = (meetings.by_code(), covers.by_code());
        let rows = Rows::of(row, true, met.most(), |code, row| {
            met.count(code, row);
            covered.count(code, Shared::Beside, row);
        });
        Tally {
            n: meetings.n,
            characters: covers.characters,
            units: meetings.excerpts,
            outside: 0,
            rows,
        }
    }

    fn near(&self, shard: &Shard, near: Near, row: &mut Row) -> Result<Tally, Error> {
        let mut meetings = Meetings::new(row.codes(), near.ordered, self.codings(shard));
        for part in self.parts(shard) {
            let text = text_of(self.transcripts, part.document)?;
            let marks = self.lanes.marks(part.codings, self.place_of);
            let steps = match near.within.of {
                DistanceUnit::Word => words(&text.text),
                DistanceUnit::Sentence => Rule::Sentence.cut(text),
                DistanceUnit::Paragraph => Rule::Paragraph.cut(text),
                DistanceUnit::Turn => Rule::Turn.cut(text),
            };
            // Ranges that are longer by the distance overlap if the shorter ones are within
            // it: the last of the one, and so many more, reaches the first of the other.
            meetings.add(&marks, |span| {
                let Range { start, end } = steps.touching(span);
                let behind = (end as u32).saturating_add(near.within.most);
                (start < end).then_some(start as u32..behind)
            });
        }
        let mut met = meetings.by_code();
        let rows = Rows::of(row, true, met.most(), |code, row| met.count(code, row));
        Ok(Tally {
            n: meetings.n,
            characters: Vec::new(),
            units: meetings.excerpts,
            outside: meetings.outside,
            rows,
        })
    }

    fn covers(&self, shard: &Shard, row: &mut Row) -> Tally {
        let mut covers = Covers::new(row.codes(), self.lanes.count, self.codings(shard));
        let (mut outside, mut characters) = (0, 0);
        for part in self.parts(shard) {
            let marks = self.lanes.marks(part.codings, self.place_of);
            outside += marks.iter().filter(|mark| mark.span.is_empty()).count() as u64;
            covers.add(&marks, part.document.version.len);
            characters += u64::from(part.document.version.len);
        }
        let stretches = self.unit == CooccurrenceUnit::Stretch;
        let shared = if stretches { Shared::Stretches } else { Shared::Characters };
        let covered = covers.by_code();
        let most = covered.most();
        let rows = Rows::of(row, stretches, most, |code, row| covered.count(code, shared, row));
        if !stretches {
            let (n, units) = (covers.characters, characters);
            return Tally { n, characters: Vec::new(), units, outside, rows };
        }
        let units = covers.stretches.iter().sum();
        Tally { n: covers.stretches, characters: covers.characters, units, outside, rows }
    }

    fn sets(&self, shard: &Shard, row: &mut Row) -> Result<Tally, Error> {
        let mut sets = Sets::new(row.codes());
        let mut units = 0;
        for (document, part) in (1..).zip(self.parts(shard)) {
            let marks = self.lanes.marks(part.codings, self.place_of);
            if let Some(rule) = self.unit.rule() {
                let segments = rule.cut(text_of(self.transcripts, part.document)?);
                for mark in &marks {
                    let Range { start, end } = segments.touching(mark.span);
                    sets.touch(mark, units + start as u32..units + end as u32);
                }
                units += segments.len() as u32;
            } else if self.unit == CooccurrenceUnit::Excerpt {
                for same in marks.chunk_by(|a, b| a.span == b.span) {
                    same.iter().for_each(|mark| sets.touch(mark, units..units + 1));
                    units += 1;
                }
            } else {
                marks.iter().for_each(|mark| sets.touch(mark, units..units + 1));
                units += 1;
            }
            sets.finish(document);
        }
        let counted = sets.by_code();
        let rows = Rows::of(row, false, 0, |code, row| counted.count(code, row));
        let (units, characters) = (u64::from(units), Vec::new());
        Ok(Tally { n: sets.n, characters, units, outside: sets.outside, rows })
    }
}
