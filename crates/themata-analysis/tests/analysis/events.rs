//! Events alone: as their definition says, written out as loops, and as the whole answer has
//! them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use themata_analysis::{
    CooccurrenceOptions, CooccurrenceUnit, EventOptions, Events, Layer, Level, SubjectKey,
    Transcripts, cooccurrence, events,
};
use themata_model::{CoderKind, Coding, DocumentId};
use themata_testkit::fixture;
use themata_text::CharSpan;

use crate::asking::{ask, ask_all, attribute, code, draw, themes_of};
use crate::random_study::{Random, random_study};

const DRAWING: &str = "
//- P1 site:01
ANA: We knew where to go. The record never loads.
     ^^^^^^ vision @ana
     ^^^^^^^^^^^^^^^^^^^ turnover @ana
     ^^^^^^^^^^^^^^^^^^^ turnover @ben
         ^^^^^ vision @ana
         ^^^^^ vision @ben
                          ^^^^^^^^^^ record @ana
                              ^^^^^^^^^^^^ record @ana
//- P2 site:02
ANA: Nobody can get in.
     ^^^^^^^^^^ record @ben
            ^^^ vision @ben
            ^^^ vision @ana
//- P3 site:02
ANA: Then she left.
     ^^^^ turnover @ana
          ^^^ vision @ana
";

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
";

#[test]
fn events_stand_side_by_side_by_site() {
    let fixture = fixture(CODES, DRAWING);
    let by = Some(attribute(&fixture.study, "site"));
    let options = EventOptions { layer: Layer::SameCoder, level: Level::Code, by };
    let found = events(&fixture.study, &ask(&fixture, ""), options).expect("sound question");
    let table = found.to_table();
    // Turnover and the second vision are said by both coders, and are one event.
    assert_eq!(
        draw(&table),
        [
            "code_1 | code_2 | n12 | site_01_n12 | site_02_n12",
            "vision | turnover | 2 | 2 | 0",
            "vision | record | 1 | 0 | 1",
        ]
    );
    assert_eq!(
        table.definition,
        "Unit: overlap. Layer: same coder: one and the same coder said both. n12 = events: \
         pairs of an excerpt with code 1 and an excerpt with code 2 that share a character or \
         are the same. Universe: 3 documents; coders: ana, ben; query: everything."
    );
    assert_eq!(
        table.remarks,
        ["fewer than 3 documents, compare with care: site 01 (1), site 02 (2)"]
    );
    let [vision, turnover, record] =
        ["vision", "turnover", "record"].map(|name| code(&fixture.study, name));
    assert_eq!(found.n12(turnover, vision), Some(2));
    assert_eq!(found.n12(turnover, record), Some(0));
    assert_eq!(found.n12(record, record), None);
}

#[test]
fn a_code_of_two_themes_counts_for_both() {
    let mut fixture = fixture(CODES, DRAWING);
    fixture.study.themes = themes_of(
        &fixture.study,
        &[("change", &["vision", "turnover"]), ("aims", &["vision", "record"])],
    );
    let options = EventOptions { layer: Layer::AnyCoder, level: Level::Theme, by: None };
    let found = events(&fixture.study, &ask(&fixture, ""), options).expect("sound question");
    check_whole(&fixture.study, &fixture.transcripts, &ask(&fixture, ""), &found);
    assert_eq!(found.remarks, ["1 code is in several themes and counted for each of them"]);
    assert!(found.pairs().all(|pair| pair.groups.is_empty()));
}

#[test]
fn a_consensus_layer_that_is_not_there_is_an_error() {
    let mut fixture = fixture(CODES, DRAWING);
    let options = EventOptions { layer: Layer::Consensus, level: Level::Code, by: None };
    let asked = ask(&fixture, "");
    assert!(events(&fixture.study, &asked, options).is_err());
    fixture.study.coders[1].kind = CoderKind::Consensus;
    let found = events(&fixture.study, &asked, options).expect("ben is the consensus");
    let n12: Vec<u64> = found.pairs().map(|pair| pair.n12).collect();
    assert_eq!(n12, [1, 1]);
}

#[test]
fn nothing_makes_no_events() {
    let fixture = fixture(CODES, "//- P1 site:01\nANA: Nothing.\n");
    let options = EventOptions { layer: Layer::AnyCoder, level: Level::Code, by: None };
    let found = events(&fixture.study, &ask(&fixture, ""), options).expect("sound question");
    assert_eq!((found.codes.len(), found.pairs().count()), (3, 0));
}

/// Holds events against the whole answer.
fn check_whole(
    study: &themata_model::Study,
    transcripts: &Transcripts,
    asked: &themata_model::Asked,
    found: &Events,
) {
    let EventOptions { layer, level, by } = found.options;
    let options = CooccurrenceOptions { unit: CooccurrenceUnit::Overlap, layer, level, by };
    let whole = cooccurrence(study, asked, options, transcripts).expect("sound question");
    assert_eq!(found.by, whole.by);
    let codes: Vec<SubjectKey> = whole.codes.iter().map(|code| code.code).collect();
    assert_eq!(found.codes.iter().map(|code| code.code).collect::<Vec<_>>(), codes);
    assert_eq!(found.pairs().count(), whole.pairs.len());
    let of_pair: BTreeMap<_, _> =
        whole.pairs.iter().map(|pair| ((pair.first, pair.second), pair)).collect();
    for pair in found.pairs() {
        let expect = of_pair[&(pair.first, pair.second)];
        assert_eq!(pair.n12, expect.n12);
        let mut groups = vec![0; expect.groups.len()];
        for of in pair.groups {
            assert!(of.n12 > 0);
            groups[of.group as usize] += of.n12;
        }
        assert_eq!(groups, expect.groups);
    }
}

/// The events of every two codes in each document, every coding held against every other.
fn expected(
    random: &Random,
    options: EventOptions,
) -> BTreeMap<(SubjectKey, SubjectKey), BTreeMap<DocumentId, u64>> {
    let subject = |coding: &Coding| match options.level {
        Level::Code => SubjectKey::Code(coding.code),
        Level::Theme => SubjectKey::Code(random.study.codebook.root_of(coding.code)),
    };
    let mut met: BTreeSet<(SubjectKey, SubjectKey, DocumentId, CharSpan, CharSpan)> =
        BTreeSet::new();
    for one in &random.study.codings {
        for other in &random.study.codings {
            let overlap = one.document == other.document
                && (one.span == other.span || one.span.overlaps(other.span));
            let layer = options.layer == Layer::AnyCoder || one.coder == other.coder;
            if overlap && layer && subject(one) < subject(other) {
                met.insert((subject(one), subject(other), one.document, one.span, other.span));
            }
        }
    }
    let mut counts: BTreeMap<_, BTreeMap<DocumentId, u64>> = BTreeMap::new();
    for (first, second, document, ..) in met {
        *counts.entry((first, second)).or_default().entry(document).or_default() += 1;
    }
    counts
}

proptest! {
    #[test]
    fn events_are_what_the_definition_says(random in random_study()) {
        let asked = ask_all(&random.study);
        let by = random.study.site_attribute().map(|site| site.id);
        for layer in [Layer::SameCoder, Layer::AnyCoder] {
            for level in [Level::Code, Level::Theme] {
                let options = EventOptions { layer, level, by };
                let found = events(&random.study, &asked, options).expect("a known attribute");
                check_whole(&random.study, &random.transcripts, &asked, &found);
                let mut expected = expected(&random, options);
                for pair in found.pairs() {
                    let documents = expected.remove(&(pair.first, pair.second));
                    let documents = documents.expect("a pair that meets");
                    prop_assert_eq!(pair.n12, documents.values().sum::<u64>());
                    // Every document is a group of its own: the first of site 02, the second
                    // of site 01, the third of none.
                    let of_group = |group: u32| DocumentId([2, 1, 3][group as usize]);
                    let groups: BTreeMap<DocumentId, u64> =
                        pair.groups.iter().map(|of| (of_group(of.group), of.n12)).collect();
                    prop_assert_eq!(groups, documents);
                }
                prop_assert!(expected.is_empty());
            }
        }
    }
}
