//! Any query with relations and words means what a plain evaluator, which compares everything
//! with everything, says it means.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use themata_codebook::CodeIndex;
use themata_model::{
    Coding, CodingId, Codings, DocumentId, Material, Memos, Query, Study, Transcript,
};
use themata_testkit::{Fixture, fixture};
use themata_text::{CharSpan, Segments, paragraphs, sentences, words};

const CODES: &str = "
a
  b
c
";

const DOCUMENTS: &str = "
//- one site:01
NURSE: alpha beta gamma. Beta delta, alpha.
       ^^^^^ b @ana
INTERVIEWER: gamma alpha? Alpha beta beta.
             ^^^^^ b @ben
NURSE: delta delta. Gamma beta
A line that nobody says: alpha, beta.
//- two site:02
NURSE: beta. Alpha beta. Delta!
A line that nobody says: gamma.
INTERVIEWER: alpha
//- three site:02
";

const WORDS: [&str; 3] = ["alpha", "beta", "gamma"];

/// A question, apart from how it is spelt.
#[derive(Clone, Debug)]
enum Ask {
    Code(&'static str),
    Coder(&'static str),
    Site(&'static str),
    Speaker(&'static str),
    Word(usize),
    Memo,
    Not(Box<Ask>),
    And(Vec<Ask>),
    Or(Vec<Ask>),
    Related(Box<Ask>, bool, Relation, Box<Ask>),
}

#[derive(Clone, Copy, Debug)]
enum Relation {
    Overlaps,
    Within,
    Encloses,
    Equals,
    Precedes(Option<(u32, Unit)>),
    Follows(Option<(u32, Unit)>),
    Near(u32, Unit),
    InSame(Unit),
    InSameDocument,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Word,
    Sentence,
    Paragraph,
    Turn,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Word => "words",
            Unit::Sentence => "sentences",
            Unit::Paragraph => "paragraphs",
            Unit::Turn => "turns",
        }
    }
}

fn spelt(ask: &Ask) -> String {
    let joined = |parts: &[Ask], by: &str| {
        format!("({})", parts.iter().map(spelt).collect::<Vec<_>>().join(by))
    };
    match ask {
        Ask::Code(name) => format!("code:{name}"),
        Ask::Coder(name) => format!("coder:{name}"),
        Ask::Site(name) => format!("site:{name}"),
        Ask::Speaker(name) => format!("speaker:{name}"),
        Ask::Word(word) => WORDS[*word].to_owned(),
        Ask::Memo => "memo:doubt".to_owned(),
        Ask::Not(inner) => format!("(NOT {})", spelt(inner)),
        Ask::And(parts) => joined(parts, " "),
        Ask::Or(parts) => joined(parts, " OR "),
        Ask::Related(left, negated, relation, right) => {
            let far = |name: &str, far: &Option<(u32, Unit)>| match far {
                Some((most, unit)) => format!("{name}/{most}{}", unit.name()),
                None => name.to_owned(),
            };
            let relation = match relation {
                Relation::Overlaps => "OVERLAPS".to_owned(),
                Relation::Within => "WITHIN".to_owned(),
                Relation::Encloses => "ENCLOSES".to_owned(),
                Relation::Equals => "EQUALS".to_owned(),
                Relation::Precedes(distance) => far("PRECEDES", distance),
                Relation::Follows(distance) => far("FOLLOWS", distance),
                Relation::Near(most, unit) => far("NEAR", &Some((*most, *unit))),
                Relation::InSame(unit) => format!("IN SAME {}", unit.name()),
                Relation::InSameDocument => "IN SAME document AS".to_owned(),
            };
            let not = if *negated { "NOT " } else { "" };
            format!("(({}) {not}{relation} ({}))", spelt(left), spelt(right))
        }
    }
}

/// Words and the like that are looked for at once, by the search and not by the query.
fn is_searched(ask: &Ask) -> bool {
    let Ask::Related(left, false, relation, right) = ask else { return false };
    let is_choice = |side: &Ask| match side {
        Ask::Word(_) => true,
        Ask::Or(parts) => parts.iter().all(|part| matches!(part, Ask::Word(_))),
        _ => false,
    };
    let of_words = matches!(
        relation,
        Relation::Near(_, Unit::Word) | Relation::Precedes(Some((_, Unit::Word)))
    );
    of_words && is_choice(left) && is_choice(right)
}

/// What a side of a relation is made of.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Codings,
    Words,
    Neither,
}

fn side(ask: &Ask) -> Side {
    match ask {
        Ask::Code(_) | Ask::Coder(_) | Ask::Memo => Side::Codings,
        Ask::Word(_) => Side::Words,
        Ask::Site(_) | Ask::Speaker(_) => Side::Neither,
        Ask::Not(inner) => side(inner),
        Ask::And(parts) | Ask::Or(parts) => {
            let sides: Vec<Side> = parts.iter().map(side).collect();
            [Side::Codings, Side::Words]
                .into_iter()
                .find(|side| sides.contains(side))
                .unwrap_or(Side::Neither)
        }
        Ask::Related(left, ..) => side(left),
    }
}

fn names_coder(ask: &Ask) -> bool {
    match ask {
        Ask::Coder(_) => true,
        Ask::Not(inner) => names_coder(inner),
        Ask::And(parts) | Ask::Or(parts) => parts.iter().any(names_coder),
        _ => false,
    }
}

/// Whether every relation has codings or words on both sides, and none is the search's.
fn is_sound(ask: &Ask) -> bool {
    match ask {
        Ask::Not(inner) => is_sound(inner),
        Ask::And(parts) | Ask::Or(parts) => parts.iter().all(is_sound),
        Ask::Related(left, _, _, right) => {
            !is_searched(ask)
                && [left, right].iter().all(|s| side(s) != Side::Neither && is_sound(s))
        }
        _ => true,
    }
}

struct World {
    study: Study,
    transcripts: BTreeMap<DocumentId, Transcript>,
    memos: Memos,
    cuts: BTreeMap<(DocumentId, Unit), Segments>,
    places: [Vec<(DocumentId, CharSpan)>; 3],
}

/// A thing that a relation holds for: a coding by its place, or a place of a word.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Thing {
    Coding(usize),
    Word(DocumentId, CharSpan),
}

impl World {
    fn coding(&self, place: usize) -> Coding {
        self.study.codings.as_slice()[place]
    }

    fn stretch(&self, thing: Thing) -> (DocumentId, CharSpan) {
        match thing {
            Thing::Coding(place) => (self.coding(place).document, self.coding(place).span),
            Thing::Word(document, span) => (document, span),
        }
    }

    fn cut(&self, document: DocumentId, unit: Unit) -> &Segments {
        &self.cuts[&(document, unit)]
    }

    fn places(&self, word: usize) -> Vec<(DocumentId, CharSpan)> {
        self.places[word].clone()
    }

    fn things(&self, ask: &Ask) -> Vec<Thing> {
        if side(ask) == Side::Codings {
            return self.meant(ask).into_iter().map(Thing::Coding).collect();
        }
        let mut places = self.affirmed(ask);
        places.sort();
        places.dedup();
        let holds = |&(id, span): &(DocumentId, CharSpan)| self.holds_at(ask, id, span);
        places.into_iter().filter(holds).map(|(id, span)| Thing::Word(id, span)).collect()
    }

    fn affirmed(&self, ask: &Ask) -> Vec<(DocumentId, CharSpan)> {
        match ask {
            Ask::Word(word) => self.places(*word),
            Ask::And(parts) | Ask::Or(parts) => {
                parts.iter().flat_map(|part| self.affirmed(part)).collect()
            }
            Ask::Related(..) => self.holding(ask).iter().map(|&t| self.stretch(t)).collect(),
            _ => Vec::new(),
        }
    }

    fn holds_at(&self, ask: &Ask, id: DocumentId, span: CharSpan) -> bool {
        let turns = &self.transcripts[&id].turns;
        let turn = turns.iter().find(|turn| turn.span.contains(span.start()));
        let passage = turn.map_or(span, |turn| turn.span);
        let holds = |part: &Ask| self.holds_at(part, id, span);
        match ask {
            Ask::Word(word) => {
                self.places(*word).iter().any(|&(d, s)| d == id && passage.encloses(s))
            }
            Ask::Related(..) => self.holding(ask).iter().any(|&thing| {
                let (d, s) = self.stretch(thing);
                d == id && passage.encloses(s)
            }),
            Ask::Site(_) => self.is_at(ask, id),
            Ask::Speaker(name) => turn.and_then(|turn| turn.speaker).is_some_and(|speaker| {
                let speakers = &self.study.document(id).unwrap().version.speakers;
                speakers[speaker as usize].name == *name
            }),
            Ask::Not(inner) => !holds(inner),
            Ask::And(parts) => parts.iter().all(holds),
            Ask::Or(parts) => parts.iter().any(holds),
            Ask::Code(_) | Ask::Coder(_) | Ask::Memo => unreachable!("codings are no words"),
        }
    }

    fn is_at(&self, ask: &Ask, id: DocumentId) -> bool {
        let Ask::Site(site) = ask else { return false };
        let attribute = self.study.site_attribute().unwrap().id;
        let value = self.study.document(id).unwrap().values.get(&attribute);
        value.is_some_and(|value| value.to_string() == *site)
    }

    /// What a relation holds for.
    fn holding(&self, ask: &Ask) -> Vec<Thing> {
        let Ask::Related(left, negated, relation, right) = ask else { return Vec::new() };
        let (lefts, rights) = (self.things(left), self.things(right));
        let both = side(left) == Side::Codings && side(right) == Side::Codings;
        let same_coder = both && !names_coder(right);
        let related = |&x: &Thing| {
            rights.iter().any(|&y| {
                let (Thing::Coding(a), Thing::Coding(b)) = (x, y) else {
                    return x != y && self.lie(x, *relation, y);
                };
                let voices = !same_coder || self.coding(a).coder == self.coding(b).coder;
                x != y && voices && self.lie(x, *relation, y)
            })
        };
        lefts.into_iter().filter(|x| related(x) != *negated).collect()
    }

    fn lie(&self, x: Thing, relation: Relation, y: Thing) -> bool {
        let ((d, x), (e, y)) = (self.stretch(x), self.stretch(y));
        if d != e {
            return false;
        }
        let near = |first: CharSpan, second: CharSpan, far: Option<(u32, Unit)>| {
            let Some((most, unit)) = far else { return first.end() <= second.start() };
            first.end() <= second.start()
                && self.distance(d, first, second, unit).is_some_and(|units| units <= most)
        };
        match relation {
            Relation::Overlaps => x.overlaps(y),
            Relation::Within => y.encloses(x),
            Relation::Encloses => x.encloses(y),
            Relation::Equals => x == y,
            Relation::Precedes(far) => near(x, y, far),
            Relation::Follows(far) => near(y, x, far),
            Relation::Near(most, unit) => {
                x.overlaps(y)
                    || near(x, y, Some((most, unit)))
                    || near(y, x, Some((most, unit)))
            }
            Relation::InSame(unit) => {
                let segments = self.cut(d, unit);
                let touches = |span: CharSpan, segment: &CharSpan| span.overlaps(*segment);
                segments.spans().iter().any(|s| touches(x, s) && touches(y, s))
            }
            Relation::InSameDocument => true,
        }
    }

    fn distance(&self, id: DocumentId, x: CharSpan, y: CharSpan, unit: Unit) -> Option<u32> {
        let segments = self.cut(id, unit);
        let spans = segments.spans();
        if unit == Unit::Word {
            let between = |s: &&CharSpan| s.start() >= x.end() && s.end() <= y.start();
            return Some(spans.iter().filter(between).count() as u32);
        }
        let last = spans.iter().rposition(|segment| x.overlaps(*segment))?;
        let next = spans.iter().position(|segment| y.overlaps(*segment))?;
        Some(next.saturating_sub(last) as u32)
    }

    fn meant(&self, ask: &Ask) -> Vec<usize> {
        (0..self.study.codings.len())
            .filter(|&place| {
                let (holds, named) = self.holds(ask, place);
                holds && named.unwrap_or(true)
            })
            .collect()
    }

    fn codes(&self, name: &str) -> Vec<CodeIndex> {
        let book = &self.study.codebook;
        book.subtree(book.find(name).unwrap()).to_vec()
    }

    /// Whether a question holds for a coding, and whether it names the coding's own code.
    fn holds(&self, ask: &Ask, place: usize) -> (bool, Option<bool>) {
        let coding = self.coding(place);
        let excerpt = |other: &Coding| {
            (other.document, other.span, other.coder)
                == (coding.document, coding.span, coding.coder)
        };
        let all = || (0..self.study.codings.len()).filter(|&at| excerpt(&self.coding(at)));
        let inside = |&(id, span): &(DocumentId, CharSpan)| {
            id == coding.document && coding.span.encloses(span)
        };
        match ask {
            Ask::Code(name) => {
                let codes = self.codes(name);
                let named = |at: usize| codes.contains(&self.coding(at).code);
                (all().any(named), Some(named(place)))
            }
            Ask::Coder(name) => (self.study.coder(coding.coder).unwrap().name == *name, None),
            Ask::Site(_) => (self.is_at(ask, coding.document), None),
            Ask::Speaker(name) => {
                let speakers = &self.study.document(coding.document).unwrap().version.speakers;
                let speaks = |turn: &themata_model::Turn| {
                    turn.speaker.is_some_and(|s| speakers[s as usize].name == *name)
                };
                let turns = &self.transcripts[&coding.document].turns;
                (turns.iter().any(|t| speaks(t) && t.span.overlaps(coding.span)), None)
            }
            Ask::Word(word) => (self.places(*word).iter().any(inside), None),
            Ask::Memo => {
                let memo = self.memos.on_codings.get(&coding.id);
                (memo.is_some_and(|memo| memo.to_lowercase().contains("doubt")), None)
            }
            Ask::Related(left, ..) => {
                let holding = self.holding(ask);
                if side(left) == Side::Codings {
                    let held = |at: usize| holding.contains(&Thing::Coding(at));
                    return (all().any(held), Some(held(place)));
                }
                (holding.iter().any(|&thing| inside(&self.stretch(thing))), None)
            }
            Ask::Not(inner) => (!self.holds(inner, place).0, None),
            Ask::And(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.holds(part, place)).collect();
                let named: Vec<bool> = parts.iter().filter_map(|part| part.1).collect();
                let named = (!named.is_empty()).then(|| named.contains(&true));
                (parts.iter().all(|part| part.0), named)
            }
            Ask::Or(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.holds(part, place)).collect();
                let means = |part: &(bool, Option<bool>)| part.0 && part.1.unwrap_or(true);
                let named = parts.iter().any(|part| part.1.is_some());
                (parts.iter().any(|part| part.0), named.then(|| parts.iter().any(means)))
            }
        }
    }
}

fn relation() -> impl Strategy<Value = Relation> {
    let unit = || {
        prop_oneof![
            Just(Unit::Word),
            Just(Unit::Sentence),
            Just(Unit::Paragraph),
            Just(Unit::Turn)
        ]
    };
    let far = move || proptest::option::of((0u32..4, unit()));
    prop_oneof![
        2 => Just(Relation::Overlaps),
        1 => Just(Relation::Within),
        1 => Just(Relation::Encloses),
        1 => Just(Relation::Equals),
        2 => far().prop_map(Relation::Precedes),
        2 => far().prop_map(Relation::Follows),
        3 => (0u32..4, unit()).prop_map(|(most, unit)| Relation::Near(most, unit)),
        2 => unit().prop_filter("words are no places", |&unit| unit != Unit::Word)
            .prop_map(Relation::InSame),
        1 => Just(Relation::InSameDocument),
    ]
}

fn question() -> impl Strategy<Value = Ask> {
    let leaf = prop_oneof![
        4 => prop_oneof![Just("a"), Just("b"), Just("c")].prop_map(Ask::Code),
        1 => prop_oneof![Just("ana"), Just("ben")].prop_map(Ask::Coder),
        1 => prop_oneof![Just("01"), Just("02")].prop_map(Ask::Site),
        1 => prop_oneof![Just("NURSE"), Just("INTERVIEWER")].prop_map(Ask::Speaker),
        3 => (0..WORDS.len()).prop_map(Ask::Word),
        1 => Just(Ask::Memo),
    ];
    leaf.prop_recursive(3, 10, 2, |inner| {
        let pair = proptest::collection::vec(inner.clone(), 2);
        prop_oneof![
            1 => inner.clone().prop_map(|ask| Ask::Not(Box::new(ask))),
            2 => pair.clone().prop_map(Ask::And),
            1 => pair.prop_map(Ask::Or),
            6 => (inner.clone(), any::<bool>(), relation(), inner).prop_map(|(x, not, r, y)| {
                Ask::Related(Box::new(x), not, r, Box::new(y))
            }),
        ]
    })
    .prop_filter("relations hold codings or words together", is_sound)
}

/// Codings as document, start, length, code and coder.
fn world(codings: &[(u32, u32, u32, u32, u32)]) -> World {
    let Fixture { mut study, transcripts } = fixture(CODES, DOCUMENTS);
    let mut memos = Memos::default();
    let rows = (1u32..).zip(codings).map(|(id, &(document, start, len, code, coder))| {
        let id = CodingId(id);
        if (start + len) % 3 == 0 {
            memos.on_codings.insert(id, "In Doubt.".to_owned());
        }
        let document = DocumentId(document);
        let end = transcripts[&document].text.len();
        let start = start.min(end);
        Coding {
            id,
            document,
            span: CharSpan::new(start, (start + len).min(end)),
            code: CodeIndex::new(code),
            coder: study.coders[coder as usize].id,
            valence: None,
            weight: None,
        }
    });
    study.codings = Codings::new(rows.filter(|coding| !coding.span.is_empty()).collect());
    let mut cuts = BTreeMap::new();
    let mut places = [const { Vec::new() }; 3];
    for (&id, transcript) in &transcripts {
        let text = &transcript.text;
        cuts.insert((id, Unit::Word), words(text));
        cuts.insert((id, Unit::Sentence), sentences(text));
        cuts.insert((id, Unit::Paragraph), paragraphs(text));
        cuts.insert((id, Unit::Turn), transcript.turn_segments());
        for &span in words(text).spans() {
            let word = text.slice(span).unwrap().to_lowercase();
            if let Some(known) = WORDS.iter().position(|known| *known == word) {
                places[known].push((id, span));
            }
        }
    }
    World { study, transcripts, memos, cuts, places }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, max_global_rejects: 60_000, ..ProptestConfig::default() })]

    #[test]
    fn a_query_means_what_a_plain_evaluator_says(
        codings in proptest::collection::vec((1u32..=2, 0u32..120, 1u32..50, 1u32..3, 0u32..2), 0..14),
        ask in question(),
    ) {
        let world = world(&codings);
        let text = spelt(&ask);
        let query = Query::parse(&text).unwrap();
        let resolved = query.resolve(&world.study).unwrap();
        let needs = resolved.needs();
        let mut material = Material::default();
        for (&id, transcript) in &world.transcripts {
            if needs.turns {
                material.turns.insert(id, transcript.turns.clone());
            }
            if needs.texts {
                material.texts.insert(id, transcript.text.clone());
            }
        }
        if needs.memos {
            material.memos = world.memos.clone();
        }
        for term in needs.words {
            let word = WORDS.iter().position(|word| *word == term.text).unwrap();
            let mut found: BTreeMap<DocumentId, Vec<CharSpan>> = BTreeMap::new();
            for (id, span) in world.places(word) {
                found.entry(id).or_default().push(span);
            }
            material.found.push(found);
        }
        let asked = resolved.evaluate(&world.study, &material).asked();
        let expect: Vec<Coding> =
            world.meant(&ask).into_iter().map(|place| world.coding(place)).collect();
        prop_assert_eq!(&asked.codings, &expect, "{}", text);
        // What is found lies in the universe.
        for coding in &asked.codings {
            prop_assert!(asked.documents.contains(&coding.document), "{}", text);
            prop_assert!(asked.codes.contains(&coding.code) || coding.code.get() == 0, "{}", text);
            prop_assert!(asked.coders.contains(&coding.coder), "{}", text);
        }
    }
}
