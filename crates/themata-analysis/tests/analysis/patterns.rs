use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use themata_analysis::{
    Layer, PatternOptions, PatternUnit as Unit, Patterns, SubjectKey, patterns,
};
use themata_codebook::CodeIndex;
use themata_model::{CoderId, Coding, DocumentId};
use themata_testkit::{Fixture, fixture};
use themata_text::CharSpan;

use crate::asking::{ask, ask_all, attribute, draw};
use crate::random_study::{Random, random_study};

fn look(fixture: &Fixture, options: PatternOptions) -> Patterns {
    let asked = ask(fixture, "");
    patterns(&fixture.study, &asked, options, &fixture.transcripts).expect("a sound question")
}

/// The figures of the example in MAXQDA's manual (Code Patterns): Finn and Mareike on five
/// segments, Mareike and Joshua on three, Finn and Joshua on two, all three on none.
#[test]
fn configurations_are_the_whole_set_of_a_unit() {
    let names = ["Finn", "Mareike", "Joshua"];
    let segments = [(0, 1, 5), (1, 2, 3), (0, 2, 2)];
    let mut documents = String::from("//- P1 site:01\n");
    for (one, other, times) in segments {
        for _ in 0..times {
            documents.push_str(&format!(
                "N: Words\n   ^^^^^ {}\n   ^^^^^ {}\n",
                names[one], names[other]
            ));
        }
    }
    documents.push_str("N: Words\n   ^^^^^ Finn\n");
    let fixture = fixture("Finn\nMareike\nJoshua", &documents);
    let options = PatternOptions { smallest: 2, only_exact: true, ..PatternOptions::default() };
    assert_eq!(
        draw(&look(&fixture, options).to_table()),
        [
            "set | size | exactly | at_least | documents | sites",
            "Finn + Mareike | 2 | 5 | 5 | 1 | 1",
            "Mareike + Joshua | 2 | 3 | 3 | 1 | 1",
            "Finn + Joshua | 2 | 2 | 2 | 1 | 1",
        ]
    );
    let three = PatternOptions { smallest: 3, ..options };
    assert!(look(&fixture, three).patterns.is_empty());
    let frequent = PatternOptions { at_least: 3, ..options };
    assert_eq!(look(&fixture, frequent).patterns.len(), 2);
}

const DOCUMENTS: &str = "
//- one site:01
N: We knew it all along.
   ^^^^^^^^^^^^^^^^^^^^^ A
   ^^^^^^^ B
   ^^^^^^^ C @ben
      ^^^^^^^ C
              ^^^^^^ D
//- two site:02
N: It was so.
   ^^ A
   ^^ B
   ^^ C
   ^^ D
";

#[test]
fn excerpts_that_share_a_character_are_a_unit() {
    let fixture = fixture("A\nB\nC\nD", DOCUMENTS);
    let overlap = PatternOptions { unit: Unit::Overlap, ..PatternOptions::default() };
    assert_eq!(
        draw(&look(&fixture, overlap).to_table()),
        [
            "set | size | exactly | at_least | documents | sites",
            // In the first document of A, B and C, which share `knew`; D begins behind them.
            "A + B + C | 3 | 1 | 2 | 2 | 2",
            "A + B + C + D | 4 | 1 | 1 | 1 | 1",
        ]
    );
    let turn = PatternOptions { unit: Unit::Turn, ..PatternOptions::default() };
    assert_eq!(draw(&look(&fixture, turn).to_table())[1], "A + B + C + D | 4 | 2 | 2 | 2 | 2");
    let site = Unit::Attribute(attribute(&fixture.study, "site"));
    let sites = PatternOptions { unit: site, ..PatternOptions::default() };
    assert_eq!(
        draw(&look(&fixture, sites).to_table()),
        ["set | size | exactly | at_least", "A + B + C + D | 4 | 2 | 2"]
    );
}

#[test]
fn what_is_left_out_is_said() {
    let fixture = fixture("A\nB\nC\nD", DOCUMENTS);
    let found =
        look(&fixture, PatternOptions { unit: Unit::Overlap, most: 1, ..Default::default() });
    assert_eq!(found.patterns.len(), 1);
    assert_eq!(
        found.remarks,
        ["1 set listed, those on most units; each of the others is on 1 unit at most"]
    );
}

/// Twenty-four codes that are all on ten excerpts have sixteen million sets, and one of them
/// says it all. Where each
/// excerpt leaves one out there are many, and those on most units come first.
#[test]
fn sets_do_not_explode() {
    let codes: Vec<String> = (0..24).map(|code| format!("code {code}")).collect();
    let mut documents = String::from("//- P1\n");
    for line in 0..10 {
        documents.push_str("N: Words\n");
        for (at, code) in codes.iter().enumerate() {
            // Each line leaves out one code, so that sets of every size are closed.
            if at != line {
                documents.push_str(&format!("   ^^^^^ {code}\n"));
            }
        }
    }
    let fixture = fixture(&codes.join("\n"), &documents);
    let options = PatternOptions { most: 100, ..PatternOptions::default() };
    let found = look(&fixture, options);
    assert_eq!(found.patterns.len(), 100);
    assert_eq!((found.patterns[0].names.len(), found.patterns[0].at_least), (14, 10));
    // 1 on ten lines, 10 on nine, 45 on eight, and some of the 120 on seven.
    assert_eq!(found.patterns[99].at_least, 7);
    assert_eq!(found.remarks.len(), 1);
    let all = look(&fixture, PatternOptions { most: 5_000, ..options });
    assert_eq!(all.patterns.len(), (1 << 10) - 1);
}

/// What a coder, or anyone, says of each unit: by unit and lane the codes.
fn uses(random: &Random, unit: Unit, layer: Layer) -> Vec<Vec<BTreeSet<CodeIndex>>> {
    let mut units = Vec::new();
    for document in &random.study.documents {
        let codings = random.study.codings.on(document.id);
        let mut cut: Vec<Vec<Coding>> = match unit {
            Unit::Document => vec![codings.to_vec()],
            Unit::Excerpt => {
                let spans: BTreeSet<CharSpan> = codings.iter().map(|c| c.span).collect();
                let on = |span| codings.iter().copied().filter(move |c| c.span == span);
                spans.into_iter().map(|span| on(span).collect()).collect()
            }
            Unit::Turn => {
                let turns = random.transcripts[&document.id].turn_segments();
                let on = |span: CharSpan| {
                    codings.iter().copied().filter(move |c| c.span.overlaps(span)).collect()
                };
                turns.spans().iter().map(|&span| on(span)).collect()
            }
            _ => return overlaps(random, layer),
        };
        for codings in cut.drain(..) {
            let mut lanes: BTreeMap<CoderId, BTreeSet<CodeIndex>> = BTreeMap::new();
            for coding in codings {
                let lane = if layer == Layer::SameCoder { coding.coder } else { CoderId(0) };
                lanes.entry(lane).or_default().insert(coding.code);
            }
            units.push(lanes.into_values().collect());
        }
    }
    units
}

/// The largest groups of excerpts of a lane that share a character, by looking at every
/// character; groups of the same excerpts are one unit.
fn overlaps(random: &Random, layer: Layer) -> Vec<Vec<BTreeSet<CodeIndex>>> {
    type Group = BTreeSet<CharSpan>;
    let mut units: BTreeMap<(DocumentId, Group), Vec<BTreeSet<CodeIndex>>> = BTreeMap::new();
    for document in &random.study.documents {
        let codings = random.study.codings.on(document.id);
        let lanes: BTreeSet<CoderId> = match layer {
            Layer::SameCoder => codings.iter().map(|coding| coding.coder).collect(),
            _ => BTreeSet::from([CoderId(0)]),
        };
        for lane in lanes {
            let own: Vec<&Coding> = codings
                .iter()
                .filter(|coding| lane == CoderId(0) || coding.coder == lane)
                .collect();
            let at = |position: u32| -> Group {
                let on = own.iter().map(|coding| coding.span);
                on.filter(|span| span.contains(position)).collect()
            };
            let groups: BTreeSet<Group> =
                (0..document.version.len).map(at).filter(|group| !group.is_empty()).collect();
            let largest = groups
                .iter()
                .filter(|group| !groups.iter().any(|o| o != *group && o.is_superset(group)))
                .cloned();
            let empty = own.iter().map(|coding| coding.span).filter(|span| span.is_empty());
            let empty: BTreeSet<Group> = empty.map(|span| Group::from([span])).collect();
            for group in largest.chain(empty) {
                let on = own.iter().filter(|coding| group.contains(&coding.span));
                let codes = on.map(|coding| coding.code).collect();
                units.entry((document.id, group)).or_default().push(codes);
            }
        }
    }
    units.into_values().collect()
}

proptest! {
    /// Every set of codes there could be, counted by loops: those that are closed are listed
    /// with these figures, and no others.
    #[test]
    fn patterns_are_what_the_definition_says(random in random_study(), at_least in 1..4_u64) {
        let asked = ask_all(&random.study);
        for (unit, layer) in [Unit::Excerpt, Unit::Overlap, Unit::Turn, Unit::Document]
            .into_iter()
            .flat_map(|unit| [Layer::SameCoder, Layer::AnyCoder].map(|layer| (unit, layer)))
        {
            let units = uses(&random, unit, layer);
            let codes: BTreeSet<CodeIndex> =
                units.iter().flatten().flatten().copied().collect();
            let codes: Vec<CodeIndex> = codes.into_iter().collect();
            let mut expect = BTreeMap::new();
            let mut exact = BTreeMap::new();
            for bits in 1_u32..1 << codes.len() {
                let set: BTreeSet<CodeIndex> = (0..codes.len())
                    .filter(|bit| bits & (1 << bit) != 0)
                    .map(|bit| codes[bit])
                    .collect();
                let count = |holds: &dyn Fn(&BTreeSet<CodeIndex>) -> bool| {
                    units.iter().filter(|lanes| lanes.iter().any(holds)).count() as u64
                };
                let least = count(&|own| own.is_superset(&set));
                let exactly = count(&|own| *own == set);
                let mut with: Vec<&BTreeSet<CodeIndex>> =
                    units.iter().flatten().filter(|own| own.is_superset(&set)).collect();
                let Some(first) = with.pop() else { continue };
                let common = with.iter().fold(first.clone(), |a, b| &a & *b);
                let figures = (exactly, least);
                let set: Vec<CodeIndex> = set.into_iter().collect();
                if set.len() >= 2 && least >= at_least && common.len() == set.len() {
                    expect.insert(set.clone(), figures);
                }
                if set.len() >= 2 && exactly >= at_least {
                    exact.insert(set, figures);
                }
            }
            let options =
                PatternOptions { unit, layer, smallest: 2, at_least, ..Default::default() };
            for (only_exact, expect) in [(false, &expect), (true, &exact)] {
                let options = PatternOptions { only_exact, ..options };
                let found = patterns(&random.study, &asked, options, &random.transcripts)
                    .expect("all texts are at hand");
                let figures: BTreeMap<Vec<CodeIndex>, (u64, u64)> = found
                    .patterns
                    .iter()
                    .map(|p| (p.codes.iter().map(code_of).collect(), (p.exactly, p.at_least)))
                    .collect();
                prop_assert_eq!(&figures, expect, "{:?} {:?} {}", unit, layer, only_exact);
                prop_assert_eq!(found.patterns.len(), figures.len());
                let by_units = |p: &themata_analysis::Pattern| {
                    if only_exact { p.exactly } else { p.at_least }
                };
                let is_sorted =
                    found.patterns.is_sorted_by(|a, b| by_units(a) >= by_units(b));
                prop_assert!(is_sorted);
            }
        }
    }
}

fn code_of(key: &SubjectKey) -> CodeIndex {
    let SubjectKey::Code(code) = key else { panic!("the study has no themes of its own") };
    *code
}
