//! What lies in a relation to something else.

use std::collections::BTreeMap;

use themata_text::{CharSpan, Segments, paragraphs, sentences, words};

use super::Resolved;
use super::evaluate::{Evaluated, Place};
use super::relation::{Distance, Relation, Unit};
use super::resolve::{Elements, Related, Test};
use crate::DocumentId;

/// What a relation holds for.
pub(super) enum Found {
    /// For each coding of the study, whether it does.
    Codings(Vec<bool>),
    /// The places of words for which it does, those of a document in order.
    Words(BTreeMap<DocumentId, Vec<CharSpan>>),
}

/// One side's stretch in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Element {
    start: u32,
    end: u32,
    /// What tells it from every other one: nothing lies in a relation to itself.
    key: u64,
    /// Only elements of one voice are held against each other.
    voice: u32,
}

impl Resolved {
    /// Whether it looks for words, so that it means places in the texts.
    #[must_use]
    pub fn means_places(&self) -> bool {
        let mut means_places = false;
        if let Some(root) = &self.root {
            root.each_affirmed(&mut |test| {
                means_places |= match test {
                    Test::Words(_) => true,
                    Test::Related(place) => {
                        self.elements(&self.related[*place].left) == Some(Elements::Words)
                    }
                    _ => false,
                };
            });
        }
        means_places
    }
}

impl Evaluated<'_> {
    /// Finds what a relation holds for, each document apart.
    pub(super) fn relate(&self, related: &Related) -> Found {
        let (mut lefts, is_of_codings) = self.elements_of(&related.left, related.same_coder);
        let (mut rights, _) = self.elements_of(&related.right, related.same_coder);
        let mut coded = Vec::new();
        let mut places: BTreeMap<DocumentId, Vec<CharSpan>> = BTreeMap::new();
        if is_of_codings {
            coded.resize(self.study.codings.len(), false);
        }
        for (document, left) in &mut lefts {
            let right = rights.get_mut(document).map(std::mem::take).unwrap_or_default();
            let holds = self.related_in(*document, related.relation, left, right);
            for (element, holds) in left.iter().zip(holds) {
                if holds == related.negated {
                    continue;
                }
                if is_of_codings {
                    coded[element.key as usize] = true;
                } else {
                    let span = CharSpan::new(element.start, element.end);
                    places.entry(*document).or_default().push(span);
                }
            }
        }
        places.values_mut().for_each(|places| places.sort_unstable());
        if is_of_codings { Found::Codings(coded) } else { Found::Words(places) }
    }

    /// What a side means, by document, and whether these are codings.
    fn elements_of(
        &self,
        test: &Test,
        same_coder: bool,
    ) -> (BTreeMap<DocumentId, Vec<Element>>, bool) {
        let mut elements: BTreeMap<DocumentId, Vec<Element>> = BTreeMap::new();
        if self.resolved.elements(test) == Some(Elements::Codings) {
            for (place, coding) in self.meant(test) {
                let (start, end) = (coding.span.start(), coding.span.end());
                let voice = if same_coder { coding.coder.0 } else { 0 };
                let element = Element { start, end, key: place as u64, voice };
                elements.entry(coding.document).or_default().push(element);
            }
            return (elements, true);
        }
        for (document, span) in self.places_of(test) {
            let (start, end) = (span.start(), span.end());
            // Behind the keys of codings, whose number is far smaller.
            let key = 1 << 63 | u64::from(start) << 31 | u64::from(end);
            elements.entry(document).or_default().push(Element { start, end, key, voice: 0 });
        }
        (elements, false)
    }

    /// The places of the words that the query looks for, as far as it holds there, in order
    /// and each once.
    #[must_use]
    pub fn places(&self) -> Vec<(DocumentId, CharSpan)> {
        let Some(root) = &self.resolved.root else { return Vec::new() };
        let mut all = self.affirmed(root);
        all.retain(|&(document, span)| self.holds_at(self.place(document, span)));
        all
    }

    /// The places of the words of a side, as far as the side holds there.
    fn places_of(&self, test: &Test) -> Vec<(DocumentId, CharSpan)> {
        let mut all = self.affirmed(test);
        all.retain(|&(document, span)| self.holds_for(test, self.place(document, span), &[]));
        all
    }

    /// The places of all words of a test that are not negated, in order and each once.
    fn affirmed(&self, test: &Test) -> Vec<(DocumentId, CharSpan)> {
        let mut all: Vec<(DocumentId, CharSpan)> = Vec::new();
        let mut add = |found: &BTreeMap<DocumentId, Vec<CharSpan>>| {
            let places = found.iter();
            all.extend(
                places.flat_map(|(&id, spans)| spans.iter().map(move |&span| (id, span))),
            );
        };
        test.each_affirmed(&mut |test| match test {
            Test::Words(place) => {
                if let Some(found) = self.material.found.get(*place) {
                    add(found);
                }
            }
            Test::Related(place) => {
                if let Some(Found::Words(found)) = self.related.get(*place) {
                    add(found);
                }
            }
            _ => {}
        });
        all.sort_unstable();
        all.dedup();
        all
    }

    /// A stretch with the turn in which it begins.
    fn place(&self, document: DocumentId, span: CharSpan) -> Place {
        let turn = self.turn_at(document, span);
        let passage = turn.map_or(span, |(passage, _)| passage);
        let speaker = turn.and_then(|(_, speaker)| speaker);
        Place { document, span, passage, speaker }
    }

    /// The turn in which a stretch begins, and who speaks.
    fn turn_at(&self, document: DocumentId, span: CharSpan) -> Option<(CharSpan, Option<u32>)> {
        let turns = self.material.turns.get(&document)?;
        let behind = turns.partition_point(|turn| turn.span.start() <= span.start());
        let turn = turns.get(behind.checked_sub(1)?)?;
        turn.span.contains(span.start()).then_some((turn.span, turn.speaker))
    }

    /// Which of the left elements of a document lie in a relation to one on the right.
    fn related_in(
        &self,
        document: DocumentId,
        relation: Relation,
        lefts: &[Element],
        mut rights: Vec<Element>,
    ) -> Vec<bool> {
        if rights.is_empty() {
            return vec![false; lefts.len()];
        }
        if let Relation::Near(far) = relation {
            let far = Some(far);
            let parts = [Relation::Overlaps, Relation::Precedes(far), Relation::Follows(far)]
                .map(|part| self.related_in(document, part, lefts, rights.clone()));
            return (0..lefts.len())
                .map(|place| parts.iter().any(|part| part[place]))
                .collect();
        }
        let segments = relation.unit().map(|unit| self.segments(document, unit));
        let mut lefts: Vec<Option<Element>> = lefts.iter().copied().map(Some).collect();
        match (relation, &segments) {
            (Relation::InSame(_), Some(segments)) => {
                rights = rights.into_iter().filter_map(|r| in_segments(segments, r)).collect();
                lefts = lefts.into_iter().map(|l| in_segments(segments, l?)).collect();
            }
            // What touches no such unit is at no distance from anything.
            (_, Some(segments)) if relation.unit() != Some(Unit::Word) => {
                rights.retain(|&right| touched(segments, right).is_some());
            }
            _ => {}
        }
        let voice = |place: usize| lefts[place].map(|left| left.voice);
        let mut holds = vec![false; lefts.len()];
        // A million codings of one coder are one voice, so it is sorted by, not gathered.
        rights.sort_unstable_by_key(|element| (element.voice, element.start, element.end));
        let mut order: Vec<usize> = (0..lefts.len()).collect();
        order.sort_by_key(|&place| voice(place));
        for of_voice in order.chunk_by(|&a, &b| voice(a) == voice(b)) {
            let Some(voice) = voice(of_voice[0]) else { continue };
            let first = rights.partition_point(|element| element.voice < voice);
            let behind = rights.partition_point(|element| element.voice <= voice);
            let row = Row::new(rights[first..behind].to_vec(), segments.as_ref());
            for &place in of_voice {
                holds[place] = lefts[place].is_some_and(|l| row.has_related(relation, l));
            }
        }
        holds
    }

    fn segments(&self, document: DocumentId, unit: Unit) -> Segments {
        if unit == Unit::Turn {
            let turns = self.material.turns.get(&document).map_or(&[][..], Vec::as_slice);
            let spans = turns.iter().map(|turn| turn.span).filter(|span| !span.is_empty());
            return Segments::from_sorted(spans.collect()).unwrap_or_default();
        }
        let Some(text) = self.material.texts.get(&document) else { return Segments::default() };
        match unit {
            Unit::Word => words(text),
            Unit::Sentence => sentences(text),
            Unit::Paragraph | Unit::Turn => paragraphs(text),
        }
    }
}

impl Test {
    /// Shows a visitor every part of the test that is not negated.
    pub(super) fn each_affirmed<'a>(&'a self, visit: &mut dyn FnMut(&'a Test)) {
        visit(self);
        if let Test::And(parts) | Test::Or(parts) = self {
            parts.iter().for_each(|part| part.each_affirmed(visit));
        }
    }
}

/// The right side of a relation in one document and voice, in order, so that one look finds
/// the one that counts: the nearest, the longest, the shortest.
struct Row<'a> {
    segments: Option<&'a Segments>,
    by_start: Vec<Element>,
    by_end: Vec<Element>,
    /// The greatest end among the first elements by start.
    furthest: Vec<Two>,
    /// The smallest end among the last elements by start.
    shortest: Vec<Two>,
}

/// The best element so far and the best besides it, so that one can be left out.
#[derive(Clone, Copy, Default)]
struct Two {
    best: Option<(u32, u64)>,
    second: Option<(u32, u64)>,
}

impl Two {
    fn with(mut self, value: u32, key: u64, is_better: fn(u32, u32) -> bool) -> Two {
        if self.best.is_none_or(|(best, _)| is_better(value, best)) {
            self.second = self.best;
            self.best = Some((value, key));
        } else if self.second.is_none_or(|(second, _)| is_better(value, second)) {
            self.second = Some((value, key));
        }
        self
    }

    fn but_for(self, key: u64) -> Option<u32> {
        let one = if self.best.is_some_and(|(_, best)| best == key) {
            self.second
        } else {
            self.best
        };
        one.map(|(value, _)| value)
    }
}

impl<'a> Row<'a> {
    fn new(by_start: Vec<Element>, segments: Option<&'a Segments>) -> Row<'a> {
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|element| (element.end, element.start));
        let mut furthest = vec![Two::default()];
        let mut so_far = Two::default();
        for element in &by_start {
            so_far = so_far.with(element.end, element.key, |a, b| a > b);
            furthest.push(so_far);
        }
        let mut shortest = vec![Two::default()];
        let mut so_far = Two::default();
        for element in by_start.iter().rev() {
            so_far = so_far.with(element.end, element.key, |a, b| a < b);
            shortest.push(so_far);
        }
        shortest.reverse();
        Row { segments, by_start, by_end, furthest, shortest }
    }

    fn has_related(&self, relation: Relation, left: Element) -> bool {
        match relation {
            Relation::Overlaps => self.overlaps(left),
            Relation::Within => {
                let among = self.by_start.partition_point(|right| right.start <= left.start);
                self.furthest[among].but_for(left.key).is_some_and(|end| end >= left.end)
            }
            Relation::Encloses => {
                let from = self.by_start.partition_point(|right| right.start < left.start);
                self.shortest[from].but_for(left.key).is_some_and(|end| end <= left.end)
            }
            Relation::Equals => {
                let place = |element: &Element| (element.start, element.end);
                let first = self.by_start.partition_point(|r| place(r) < place(&left));
                let same =
                    self.by_start[first..].iter().take_while(|r| place(r) == place(&left));
                same.take(2).any(|right| right.key != left.key)
            }
            Relation::Precedes(far) => self.precedes(left, far),
            Relation::Follows(far) => self.follows(left, far),
            Relation::Near(far) => {
                // Taken apart before, since what overlaps is near in any unit.
                self.precedes(left, Some(far)) || self.follows(left, Some(far))
            }
            // By now the elements are the places of the segments that they touch.
            Relation::InSame(_) => self.overlaps(left),
            Relation::InSameDocument => {
                self.furthest[self.by_start.len()].but_for(left.key).is_some()
            }
        }
    }

    fn overlaps(&self, left: Element) -> bool {
        let among = self.by_start.partition_point(|right| right.start < left.end);
        let reaches = |end: u32| end > left.start && left.start < left.end;
        self.furthest[among].but_for(left.key).is_some_and(reaches)
    }

    /// Whether one on the right begins where the left one ends, or behind, near enough: of
    /// those, the first is the nearest.
    fn precedes(&self, left: Element, far: Option<Distance>) -> bool {
        let from = self.by_start.partition_point(|right| right.start < left.end);
        let nearest = self.by_start[from..].iter().find(|right| right.key != left.key);
        nearest.is_some_and(|&right| self.is_as_near(left, right, far))
    }

    fn follows(&self, left: Element, far: Option<Distance>) -> bool {
        let until = self.by_end.partition_point(|right| right.end <= left.start);
        let nearest = self.by_end[..until].iter().rev().find(|right| right.key != left.key);
        nearest.is_some_and(|&right| self.is_as_near(right, left, far))
    }

    fn is_as_near(&self, first: Element, second: Element, far: Option<Distance>) -> bool {
        far.is_none_or(|far| {
            self.distance(first, second, far.unit).is_some_and(|units| units <= far.most)
        })
    }

    /// How many units lie between two elements, of which the first ends before the other
    /// begins; `None` if one of them touches no such unit.
    fn distance(&self, first: Element, second: Element, unit: Unit) -> Option<u32> {
        let spans = self.segments?.spans();
        if unit == Unit::Word {
            let from = spans.partition_point(|word| word.start() < first.end);
            let until = spans.partition_point(|word| word.end() <= second.start);
            return Some(until.saturating_sub(from) as u32);
        }
        let (_, last) = self.touched(first)?;
        let (next, _) = self.touched(second)?;
        Some(next.saturating_sub(last) as u32)
    }

    fn touched(&self, element: Element) -> Option<(usize, usize)> {
        touched(self.segments?, element)
    }
}

/// The first and last segment that an element touches.
fn touched(segments: &Segments, element: Element) -> Option<(usize, usize)> {
    let touched = segments.touching(CharSpan::new(element.start, element.end));
    Some((touched.start, touched.end.checked_sub(1)?)).filter(|(first, last)| first <= last)
}

/// An element by the segments that it touches instead of its code points.
fn in_segments(segments: &Segments, element: Element) -> Option<Element> {
    let (first, last) = touched(segments, element)?;
    Some(Element { start: first as u32, end: last as u32 + 1, ..element })
}
