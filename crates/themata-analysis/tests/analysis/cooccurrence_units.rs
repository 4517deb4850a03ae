//! Units of co-occurrence that are not simply a list of segments, on random studies against
//! their definitions written out as loops over everything there is: stretches, distances,
//! cases and sites.

use std::collections::BTreeSet;

use proptest::prelude::*;
use themata_analysis::{
    Cooccurrence, CooccurrenceOptions, CooccurrenceUnit as Unit, Distance, DistanceUnit, Layer,
    Level, Near, cooccurrence,
};
use themata_codebook::CodeIndex;
use themata_model::{Attribute, AttributeId, Coding, Document, Kind, Value};
use themata_text::{CharSpan, paragraphs, sentences, words};

use crate::asking::ask_all;
use crate::random_study::{CODES, Random, random_study};

const LAYERS: [Layer; 2] = [Layer::SameCoder, Layer::AnyCoder];

fn counted(random: &Random, options: CooccurrenceOptions) -> Cooccurrence {
    let asked = ask_all(&random.study);
    cooccurrence(&random.study, &asked, options, &random.transcripts).expect("all is there")
}

fn by(unit: Unit, layer: Layer) -> CooccurrenceOptions {
    CooccurrenceOptions { unit, layer, level: Level::Code, by: None }
}

/// The codes that a study uses.
fn used(random: &Random) -> Vec<CodeIndex> {
    let codes = random.study.codings.as_slice().iter().map(|coding| coding.code);
    codes.collect::<BTreeSet<_>>().into_iter().collect()
}

fn may_meet(layer: Layer, one: &Coding, other: &Coding) -> bool {
    layer == Layer::AnyCoder || one.coder == other.coder
}

/// Every two different codes, in both orders.
fn directed(codes: &[CodeIndex]) -> impl Iterator<Item = (CodeIndex, CodeIndex)> + '_ {
    codes
        .iter()
        .flat_map(move |&a| codes.iter().filter(move |&&b| a != b).map(move |&b| (a, b)))
}

fn all_in_range(shares: [Option<f64>; 3]) -> bool {
    shares.into_iter().flatten().all(|share| (0.0..=1.0).contains(&share))
}

/// Runs of `true`, as ranges.
fn runs(marked: &[bool]) -> Vec<std::ops::Range<usize>> {
    let begins = |at: &usize| marked[*at] && (*at == 0 || !marked[*at - 1]);
    let end = |at: usize| (at..marked.len()).find(|&at| !marked[at]).unwrap_or(marked.len());
    (0..marked.len()).filter(begins).map(|at| at..end(at)).collect()
}

/// How many words, turns and so on lie from what one excerpt touches to what the other does,
/// at least; `None` if one touches none.
fn apart(steps: &[CharSpan], one: CharSpan, other: CharSpan) -> Option<usize> {
    let touched = |span: CharSpan| (0..steps.len()).filter(move |&at| steps[at].overlaps(span));
    touched(one).flat_map(|a| touched(other).map(move |b| a.abs_diff(b))).min()
}

fn distance() -> impl Strategy<Value = Distance> {
    (0..6_u32, 0..4_usize).prop_map(|(most, of)| Distance { most, of: DistanceUnit::ALL[of] })
}

/// The value of one of two attributes for each of three documents: 0 is none.
fn values() -> impl Strategy<Value = [[u8; 3]; 2]> {
    proptest::array::uniform2(proptest::array::uniform3(0..3_u8))
}

const WARD: AttributeId = AttributeId(8);
const WAVE: AttributeId = AttributeId(9);

fn with_values(random: &Random, values: [[u8; 3]; 2]) -> Random {
    let mut random = random.clone();
    for (id, name) in [(WARD, "ward"), (WAVE, "wave")] {
        let attribute = Attribute { id, name: name.to_owned(), kind: Kind::Text };
        random.study.attributes.push(attribute);
    }
    for (attribute, values) in [WARD, WAVE].into_iter().zip(values) {
        for (document, value) in random.study.documents.iter_mut().zip(values) {
            if value > 0 {
                document.values.insert(attribute, Value::Text(format!("{value}")));
            }
        }
    }
    random
}

/// In how many of the units, each some documents, both codes are used, and in how many the
/// first is.
fn used_in(
    random: &Random,
    units: &[Vec<&Document>],
    layer: Layer,
    (a, b): (CodeIndex, CodeIndex),
) -> [u64; 2] {
    let codings = |unit: &[&Document], code| -> Vec<Coding> {
        let all = random.study.codings.as_slice().iter().copied();
        all.filter(|c| c.code == code && unit.iter().any(|d| d.id == c.document)).collect()
    };
    let both = |unit: &&Vec<&Document>| {
        let (firsts, seconds) = (codings(unit, a), codings(unit, b));
        firsts.iter().any(|one| seconds.iter().any(|other| may_meet(layer, one, other)))
    };
    let first = |unit: &&Vec<&Document>| !codings(unit, a).is_empty();
    [units.iter().filter(both).count() as u64, units.iter().filter(first).count() as u64]
}

/// Documents by what they have in common; those with nothing of the kind by themselves, if
/// `alone`.
fn together_by<'a>(
    documents: &[&'a Document],
    attribute: AttributeId,
    alone: bool,
) -> Vec<Vec<&'a Document>> {
    let mut units: Vec<Vec<&Document>> = Vec::new();
    for &document in documents {
        let value = document.values.get(&attribute);
        let known = units
            .iter_mut()
            .find(|unit| value.is_some() && unit[0].values.get(&attribute) == value);
        match known {
            Some(unit) => unit.push(document),
            None if value.is_some() || alone => units.push(vec![document]),
            None => {}
        }
    }
    units
}

proptest! {
    #[test]
    fn stretches_count_what_the_definition_says(random in random_study()) {
        for layer in LAYERS {
            let together = counted(&random, by(Unit::Stretch, layer));
            for (a, b) in directed(&used(&random)).filter(|(a, b)| a < b) {
                let mut expect = [0_u64; 6];
                for document in &random.study.documents {
                    let codings = random.study.codings.on(document.id);
                    let on = |at: u32, code| -> Vec<&Coding> {
                        let on = codings.iter().filter(|c| c.code == code && c.span.contains(at));
                        on.collect()
                    };
                    let places = || 0..document.version.len;
                    let of = |code| -> Vec<bool> {
                        places().map(|at| !on(at, code).is_empty()).collect()
                    };
                    let both: Vec<bool> = places().map(|at| {
                        let seconds = on(at, b);
                        on(at, a).iter().any(|one| seconds.iter().any(|c| may_meet(layer, one, c)))
                    }).collect();
                    let meeting = |runs: &[std::ops::Range<usize>]| {
                        runs.iter().filter(|run| both[(*run).clone()].contains(&true)).count() as u64
                    };
                    let (first, second) = (runs(&of(a)), runs(&of(b)));
                    let found = [
                        first.len() as u64, second.len() as u64, runs(&both).len() as u64,
                        meeting(&first), meeting(&second),
                        both.iter().filter(|&&both| both).count() as u64,
                    ];
                    expect.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
                }
                let pair = together.pair(a, b).expect("compared");
                let overlap = pair.overlap.expect("counted");
                prop_assert_eq!(
                    [pair.n1, pair.n2, pair.n12, overlap.first_meeting, overlap.second_meeting,
                        overlap.characters],
                    expect
                );
                prop_assert_eq!(overlap.spans, pair.n12);
                prop_assert!(all_in_range(
                    [pair.share_of_first(), pair.share_of_second(), pair.jaccard()]));
            }
        }
    }

    #[test]
    fn distances_count_what_the_definition_says(
        random in random_study(), within in distance(), ordered: bool,
    ) {
        for layer in LAYERS {
            let together = counted(&random, by(Unit::Near(Near { within, ordered }), layer));
            let steps: Vec<CharSpan> = {
                let transcript = &random.transcripts[&random.study.documents[0].id];
                match within.of {
                    DistanceUnit::Word => words(&transcript.text),
                    DistanceUnit::Sentence => sentences(&transcript.text),
                    DistanceUnit::Paragraph => paragraphs(&transcript.text),
                    DistanceUnit::Turn => transcript.turn_segments(),
                }
            }.spans().to_vec();
            let counts = |coding: &&Coding| apart(&steps, coding.span, coding.span).is_some();
            let all: Vec<&Coding> =
                random.study.codings.as_slice().iter().filter(counts).collect();
            let excerpts = |code: Option<CodeIndex>| {
                let of = all.iter().filter(|c| code.is_none_or(|code| c.code == code));
                of.map(|c| (c.document, c.span)).collect::<BTreeSet<_>>().len() as u64
            };
            prop_assert_eq!(together.units, excerpts(None));
            let mut found = 0;
            for (a, b) in directed(&used(&random)).filter(|(a, b)| ordered || a < b) {
                let mut events = BTreeSet::new();
                for one in all.iter().filter(|c| c.code == a) {
                    for other in all.iter().filter(|c| c.code == b) {
                        let near = one.document == other.document
                            && may_meet(layer, one, other)
                            && (!ordered || one.span.end() <= other.span.start())
                            && apart(&steps, one.span, other.span)
                                .is_some_and(|steps| steps <= within.most as usize);
                        if near {
                            events.insert((one.document, one.span, other.span));
                        }
                    }
                }
                let first: BTreeSet<_> = events.iter().map(|e| (e.0, e.1)).collect();
                let second: BTreeSet<_> = events.iter().map(|e| (e.0, e.2)).collect();
                let documents: BTreeSet<_> = events.iter().map(|e| e.0).collect();
                let pair = together.pair(a, b).expect("compared");
                let overlap = pair.overlap.expect("counted");
                prop_assert_eq!(
                    (pair.n1, pair.n2, pair.n12, pair.documents),
                    (excerpts(Some(a)), excerpts(Some(b)), events.len() as u64,
                        documents.len() as u64)
                );
                prop_assert_eq!(
                    (overlap.first_meeting, overlap.second_meeting),
                    (first.len() as u64, second.len() as u64)
                );
                prop_assert_eq!(pair.jaccard(), None);
                prop_assert!(all_in_range([pair.share_of_first(), pair.share_of_second(), None]));
                found += usize::from(pair.n12 > 0);
            }
            prop_assert_eq!(together.pairs.len(), found);
        }
    }

    #[test]
    fn cases_and_sites_are_documents_together(random in random_study(), values in values()) {
        let mut random = with_values(&random, values);
        // The site has the values of the ward, so that documents of one site are a unit.
        let site = random.study.site_attribute().expect("an attribute").id;
        for document in &mut random.study.documents {
            document.values.remove(&site);
            if let Some(ward) = document.values.get(&WARD).cloned() {
                document.values.insert(site, ward);
            }
        }
        let documents: Vec<&Document> = random.study.documents.iter().collect();
        let apart: Vec<Vec<&Document>> = documents.iter().map(|&d| vec![d]).collect();
        let sites = together_by(&documents, site, false);
        for (unit, units) in [
            (Unit::Case(None), apart.clone()),
            (Unit::Case(Some(WARD)), together_by(&documents, WARD, true)),
            (Unit::Case(Some(WAVE)), together_by(&documents, WAVE, true)),
            (Unit::Site, sites.clone()),
        ] {
            for layer in LAYERS {
                let options = CooccurrenceOptions { by: Some(WAVE), ..by(unit, layer) };
                let together = counted(&random, options);
                prop_assert_eq!(together.units, units.len() as u64);
                let within: Vec<Vec<&Document>> = apart.iter()
                    .filter(|d| units.iter().flatten().any(|known| known.id == d[0].id))
                    .cloned().collect();
                let groups = &together.by.as_ref().expect("asked for").groups;
                for (a, b) in directed(&used(&random)).filter(|(a, b)| a < b) {
                    let pair = together.pair(a, b).expect("compared");
                    let [n12, n1] = used_in(&random, &units, layer, (a, b));
                    let [_, n2] = used_in(&random, &units, layer, (b, a));
                    prop_assert_eq!((pair.n1, pair.n2, pair.n12), (n1, n2, n12));
                    let [in_documents, _] = used_in(&random, &within, layer, (a, b));
                    prop_assert_eq!(pair.documents, in_documents);
                    let [in_sites, _] = used_in(&random, &sites, layer, (a, b));
                    prop_assert_eq!(pair.sites, Some(in_sites));
                    prop_assert!(pair.n12 <= pair.n1.min(pair.n2));
                    for (group, &n12) in groups.iter().zip(&pair.groups) {
                        let of_group: Vec<Vec<&Document>> = units.iter().map(|unit| {
                            let value = |d: &Document| d.values.get(&WAVE).map(Value::to_string);
                            unit.iter().copied().filter(|d| value(d) == group.value).collect()
                        }).collect();
                        let [expect, _] = used_in(&random, &of_group, layer, (a, b));
                        prop_assert_eq!(n12, expect);
                    }
                }
            }
        }
    }
}

#[test]
fn shards_of_documents_add_up() {
    // More codings than one shard holds: the same document many times over has the same
    // counts as many times over.
    let text = crate::random_study::study_of(Vec::new());
    let codings = |documents: u32| {
        let mut all = Vec::new();
        for document in 1..=documents {
            // Two codes on every third excerpt, one on the others.
            let places =
                (0..30_u32).flat_map(|at| (0..=u32::from(at % 3 == 0)).map(move |n| (at, n)));
            for (at, more) in places {
                all.push(Coding {
                    id: themata_model::CodingId(all.len() as u32 + 1),
                    document: themata_model::DocumentId(document),
                    span: CharSpan::new(at * 2, at * 2 + 3 + at % 5),
                    code: CodeIndex::new(CODES[(at + more) as usize % CODES.len()]),
                    coder: themata_model::CoderId(1 + at % 2),
                    valence: None,
                    weight: None,
                });
            }
        }
        all
    };
    let study = |documents: u32| {
        let mut random = text.clone();
        let first = random.study.documents[0].clone();
        let transcript = random.transcripts[&first.id].clone();
        random.study.documents = (1..=documents)
            .map(|id| Document {
                id: themata_model::DocumentId(id),
                name: format!("P{id}"),
                ..first.clone()
            })
            .collect();
        random.transcripts = random
            .study
            .documents
            .iter()
            .map(|document| (document.id, transcript.clone()))
            .collect();
        random.study.codings = themata_model::Codings::new(codings(documents));
        random
    };
    let (one, many) = (study(1), study(3_000));
    let near = Near { within: Distance { most: 2, of: DistanceUnit::Word }, ordered: true };
    let site = one.study.site_attribute().map(|site| site.id);
    for unit in Unit::ALL.into_iter().chain([Unit::Near(near)]) {
        let options = CooccurrenceOptions { by: site, ..by(unit, Layer::SameCoder) };
        let (one, many) = (counted(&one, options), counted(&many, options));
        let times = if unit == Unit::Site { 1 } else { 3_000 };
        assert_eq!(many.units, one.units * times, "{unit:?}");
        assert_eq!(many.pairs.len(), one.pairs.len(), "{unit:?}");
        assert!(!one.pairs.is_empty(), "{unit:?}");
        for (pair, once) in many.pairs.iter().zip(&one.pairs) {
            assert_eq!((pair.first, pair.second), (once.first, once.second), "{unit:?}");
            assert_eq!((pair.n1, pair.n12), (once.n1 * times, once.n12 * times), "{unit:?}");
            assert_eq!((pair.documents, pair.sites), (once.documents * 3_000, Some(1)));
            assert_eq!(pair.groups, [pair.n12], "{unit:?}");
            let characters = |pair: &themata_analysis::Pair| {
                pair.overlap.map(|overlap| (overlap.spans, overlap.characters))
            };
            let expect = characters(once).map(|(spans, of)| (spans * 3_000, of * 3_000));
            assert_eq!(characters(pair), expect, "{unit:?}");
        }
    }
}
