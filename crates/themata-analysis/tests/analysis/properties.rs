//! The analyses on random studies against their definitions written out as loops, and what
//! must hold however coders overlap.

use std::collections::BTreeSet;

use proptest::prelude::*;
use themata_agreement::{Category, Ratings, cohen_kappa, conger_kappa, krippendorff_alpha};
use themata_analysis::{
    AgreementUnit, AgreementUniverse, CooccurrenceOptions, CooccurrenceUnit as Unit, Layer,
    Level, agreement, cooccurrence, frequencies,
};
use themata_codebook::CodeIndex;
use themata_model::{CoderId, Coding, Codings, Document, DocumentId};
use themata_text::{CharSpan, paragraphs, sentences, words};

use crate::asking::ask_all;
use crate::random_study::{CODERS, Random, random_study};

const LAYERS: [Layer; 2] = [Layer::SameCoder, Layer::AnyCoder];
const LEVELS: [Level; 2] = [Level::Code, Level::Theme];

/// What stands for a code at a level.
fn subject(random: &Random, level: Level, code: CodeIndex) -> CodeIndex {
    match level {
        Level::Code => code,
        Level::Theme => random.study.codebook.root_of(code),
    }
}

fn segments(random: &Random, document: DocumentId, unit: Unit) -> Vec<CharSpan> {
    let transcript = &random.transcripts[&document];
    match unit {
        Unit::Turn => transcript.turn_segments().spans().to_vec(),
        Unit::Paragraph => paragraphs(&transcript.text).spans().to_vec(),
        Unit::Sentence => sentences(&transcript.text).spans().to_vec(),
        Unit::Character => {
            (0..transcript.text.len()).map(|at| CharSpan::new(at, at + 1)).collect()
        }
        _ => Vec::new(),
    }
}

/// For each unit of the study the codings that lie in it.
fn units(random: &Random, unit: Unit) -> Vec<Vec<Coding>> {
    let mut all = Vec::new();
    for document in &random.study.documents {
        let codings = random.study.codings.on(document.id);
        let among = |lies: &dyn Fn(&Coding) -> bool| -> Vec<Coding> {
            codings.iter().copied().filter(|coding| lies(coding)).collect()
        };
        match unit {
            // In these studies no two documents are of one site, and the last is of none.
            Unit::Site if document.values.is_empty() => {}
            Unit::Document | Unit::Case(_) | Unit::Site => all.push(codings.to_vec()),
            Unit::Excerpt => {
                let spans: BTreeSet<CharSpan> = codings.iter().map(|c| c.span).collect();
                all.extend(spans.into_iter().map(|span| among(&|coding| coding.span == span)));
            }
            _ => all.extend(
                segments(random, document.id, unit)
                    .into_iter()
                    .map(|segment| among(&|coding| coding.span.overlaps(segment))),
            ),
        }
    }
    all
}

/// Whether two codings may meet in a layer.
fn may_meet(layer: Layer, one: &Coding, other: &Coding) -> bool {
    layer == Layer::AnyCoder || one.coder == other.coder
}

fn options(unit: Unit, layer: Layer, level: Level) -> CooccurrenceOptions {
    CooccurrenceOptions { unit, layer, level, by: None }
}

/// The codes of a level that a study uses.
fn subjects(random: &Random, level: Level) -> Vec<CodeIndex> {
    let used = random.study.codings.as_slice().iter();
    let used: BTreeSet<CodeIndex> = used.map(|c| subject(random, level, c.code)).collect();
    used.into_iter().collect()
}

fn pairs_of(codes: &[CodeIndex]) -> impl Iterator<Item = (CodeIndex, CodeIndex)> + '_ {
    codes.iter().flat_map(move |&a| codes.iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
}

proptest! {
    #[test]
    fn set_units_count_what_the_definition_says(random in random_study()) {
        let asked = ask_all(&random.study);
        let set_units = Unit::ALL.into_iter().filter(|&unit| unit.is_set_unit());
        for (unit, layer, level) in set_units
            .flat_map(|unit| LAYERS.map(|layer| (unit, layer)))
            .flat_map(|(unit, layer)| LEVELS.map(|level| (unit, layer, level)))
        {
            let options = options(unit, layer, level);
            let together =
                cooccurrence(&random.study, &asked, options, &random.transcripts).expect("all texts are at hand");
            let units = units(&random, unit);
            prop_assert_eq!(together.units, units.len() as u64);
            let is = |coding: &Coding, code| subject(&random, level, coding.code) == code;
            let count = |code| {
                units.iter().filter(|unit| unit.iter().any(|c| is(c, code))).count() as u64
            };
            for (a, b) in pairs_of(&subjects(&random, level)) {
                let pair = together.pair(a, b).expect("compared");
                prop_assert_eq!(pair.overlap, None);
                let n12 = units.iter().filter(|unit| unit.iter().any(|one| {
                    is(one, a) && unit.iter().any(|c| is(c, b) && may_meet(layer, one, c))
                }));
                let n12 = n12.count() as u64;
                prop_assert_eq!((pair.n1, pair.n2, pair.n12), (count(a), count(b), n12));
                prop_assert!(pair.n12 <= pair.n1.min(pair.n2));
                prop_assert!(pair.jaccard().is_none_or(|share| (0.0..=1.0).contains(&share)));
            }
        }
    }

    #[test]
    fn overlaps_count_what_the_definition_says(random in random_study()) {
        let asked = ask_all(&random.study);
        let all = random.study.codings.as_slice();
        for (layer, level) in LAYERS.into_iter().flat_map(|layer| LEVELS.map(|l| (layer, l))) {
            let options = options(Unit::Overlap, layer, level);
            let together =
                cooccurrence(&random.study, &asked, options, &random.transcripts).expect("all texts are at hand");
            for (a, b) in pairs_of(&subjects(&random, level)) {
                let is = |coding: &Coding, code| subject(&random, level, coding.code) == code;
                let mut events = BTreeSet::new();
                for one in all.iter().filter(|c| is(c, a)) {
                    for other in all.iter().filter(|c| is(c, b) && c.document == one.document) {
                        let overlap = one.span == other.span || one.span.overlaps(other.span);
                        if overlap && may_meet(layer, one, other) {
                            events.insert((one.document, one.span, other.span));
                        }
                    }
                }
                let excerpts = |code| -> u64 {
                    let of = all.iter().filter(|c| is(c, code)).map(|c| (c.document, c.span));
                    of.collect::<BTreeSet<_>>().len() as u64
                };
                let first_meeting: BTreeSet<_> = events.iter().map(|e| (e.0, e.1)).collect();
                let second_meeting: BTreeSet<_> = events.iter().map(|e| (e.0, e.2)).collect();
                let (mut characters, mut spans) = ([0_u64; 3], 0);
                for document in &random.study.documents {
                    let mut inside = false;
                    for at in 0..document.version.len {
                        let on = |code| all.iter().filter(move |c| {
                            c.document == document.id && c.span.contains(at) && is(c, code)
                        });
                        let both = on(a).any(|one| on(b).any(|c| may_meet(layer, one, c)));
                        characters[0] += u64::from(on(a).next().is_some());
                        characters[1] += u64::from(on(b).next().is_some());
                        characters[2] += u64::from(both);
                        spans += u64::from(both && !inside);
                        inside = both;
                    }
                }
                let pair = together.pair(a, b).expect("compared");
                let overlap = pair.overlap.expect("counted");
                prop_assert_eq!(
                    (pair.n12, pair.n1, pair.n2),
                    (events.len() as u64, excerpts(a), excerpts(b))
                );
                prop_assert_eq!(overlap.first_meeting, first_meeting.len() as u64);
                prop_assert_eq!(overlap.second_meeting, second_meeting.len() as u64);
                prop_assert_eq!(overlap.spans, spans);
                prop_assert_eq!(
                    [overlap.first_characters, overlap.second_characters, overlap.characters],
                    characters
                );
                let shares = [pair.share_of_first(), pair.share_of_second(), pair.jaccard()];
                for share in shares.into_iter().flatten() {
                    prop_assert!((0.0..=1.0).contains(&share));
                }
            }
        }
    }

    #[test]
    fn groups_add_up_and_sites_are_those_of_the_documents(random in random_study()) {
        let asked = ask_all(&random.study);
        let by = random.study.site_attribute().map(|site| site.id);
        for unit in Unit::ALL {
            let options =
                CooccurrenceOptions { by, ..options(unit, Layer::AnyCoder, Level::Code) };
            let together =
                cooccurrence(&random.study, &asked, options, &random.transcripts).expect("all texts are at hand");
            for pair in &together.pairs {
                prop_assert_eq!(pair.groups.iter().sum::<u64>(), pair.n12);
                // Every document is a group of its own, the one without a site the last.
                let documents = pair.groups.iter().filter(|&&n| n > 0).count() as u64;
                let sites = pair.groups[..2].iter().filter(|&&n| n > 0).count() as u64;
                prop_assert_eq!((pair.documents, pair.sites), (documents, Some(sites)));
            }
        }
    }

    #[test]
    fn coders_are_interchangeable(random in random_study(), turn in 1..CODERS) {
        let mut other = random.clone();
        let turned = |coder: CoderId| CoderId((coder.0 - 1 + turn) % CODERS + 1);
        let codings = random.study.codings.as_slice().iter();
        other.study.codings =
            Codings::new(codings.map(|c| Coding { coder: turned(c.coder), ..*c }).collect());
        let (asked, asked_other) = (ask_all(&random.study), ask_all(&other.study));
        for (unit, layer) in Unit::ALL.into_iter().flat_map(|u| LAYERS.map(|layer| (u, layer))) {
            let options = options(unit, layer, Level::Code);
            let one = cooccurrence(&random.study, &asked, options, &random.transcripts).expect("all texts are at hand");
            let same =
                cooccurrence(&other.study, &asked_other, options, &random.transcripts).expect("all texts are at hand");
            prop_assert_eq!(one.pairs, same.pairs);
        }
        for unit in AgreementUnit::ALL {
            let whole = AgreementUniverse::WholeText;
            let one =
                agreement(&random.study, &asked, unit, whole, &random.transcripts).expect("all texts are at hand");
            let same =
                agreement(&other.study, &asked_other, unit, whole, &random.transcripts).expect("all texts are at hand");
            for (one, same) in one.rows.iter().zip(&same.rows) {
                prop_assert_eq!(one.alpha, same.alpha);
                match (one.kappa.value, same.kappa.value) {
                    (Ok(one), Ok(same)) => prop_assert!((one - same).abs() < 1e-12),
                    (one, same) => prop_assert_eq!(one, same),
                }
            }
        }
    }

    #[test]
    fn agreement_compares_what_the_definition_says(random in random_study()) {
        let asked = ask_all(&random.study);
        for universe in AgreementUniverse::ALL {
            for unit in AgreementUnit::ALL {
                check_agreement(&random, &asked, unit, universe)?;
            }
        }
    }

    #[test]
    fn frequencies_count_what_the_definition_says(random in random_study()) {
        let asked = ask_all(&random.study);
        let by = random.study.site_attribute().map(|site| site.id);
        let counted =
            frequencies(&random.study, &asked, by, Some(&random.transcripts)).expect("all texts are at hand");
        for row in &counted.rows {
            let all = random.study.codings.as_slice().iter();
            let is = |c: &&Coding| {
                row.subject.key == subject(&random, row.subject.level, c.code).into()
            };
            let of: Vec<&Coding> = all.filter(is).collect();
            let excerpts: BTreeSet<_> = of.iter().map(|c| (c.document, c.span)).collect();
            let documents: BTreeSet<_> = of.iter().map(|c| c.document).collect();
            let mut touched = 0;
            for document in &random.study.documents {
                let words = words(&random.transcripts[&document.id].text);
                let is_touched = |word: &&CharSpan| of.iter().any(|c| {
                    c.document == document.id && c.span.overlaps(**word)
                });
                touched += words.spans().iter().filter(is_touched).count() as u64;
            }
            let numbers = row.overall;
            prop_assert_eq!(numbers.codings, of.len() as u64);
            prop_assert_eq!(numbers.excerpts, excerpts.len() as u64);
            prop_assert_eq!(numbers.documents, documents.len() as u64);
            prop_assert_eq!(numbers.words, Some(touched));
            prop_assert_eq!(
                numbers.sites,
                Some(documents.iter().filter(|id| id.0 != 3).count() as u64)
            );
            prop_assert_eq!(row.groups.iter().map(|g| g.excerpts).sum::<u64>(), numbers.excerpts);
            prop_assert_eq!(
                row.groups.iter().filter_map(|g| g.words).sum::<u64>(),
                touched
            );
        }
    }
}

/// Compares the agreement on every theme and code with ratings that are added unit by unit.
fn check_agreement(
    random: &Random,
    asked: &themata_model::Asked,
    unit: AgreementUnit,
    universe: AgreementUniverse,
) -> Result<(), TestCaseError> {
    let study = &random.study;
    let found = agreement(study, asked, unit, universe, &random.transcripts)
        .expect("all texts are at hand");
    let coders_of = |document: &Document| -> BTreeSet<CoderId> {
        study.codings.on(document.id).iter().map(|coding| coding.coder).collect()
    };
    let shared: Vec<&Document> =
        study.documents.iter().filter(|document| coders_of(document).len() >= 2).collect();
    let coders: BTreeSet<CoderId> = shared.iter().flat_map(|d| coders_of(d)).collect();
    if shared.is_empty() {
        prop_assert_eq!(found.units, 0);
        return Ok(());
    }
    let found_coders: Vec<CoderId> = found.coders.iter().map(|coder| coder.id).collect();
    prop_assert_eq!(&found_coders, &coders.iter().copied().collect::<Vec<_>>());

    for row in &found.rows {
        let mut ratings = Ratings::binary(coders.len());
        for document in &shared {
            let pieces: Vec<CharSpan> = match unit {
                AgreementUnit::Character => {
                    (0..document.version.len).map(|at| CharSpan::new(at, at + 1)).collect()
                }
                AgreementUnit::Sentence => segments(random, document.id, Unit::Sentence),
                AgreementUnit::Paragraph => segments(random, document.id, Unit::Paragraph),
                AgreementUnit::Turn => segments(random, document.id, Unit::Turn),
                AgreementUnit::Document => vec![CharSpan::new(0, document.version.len)],
            };
            let codings = study.codings.on(document.id);
            for piece in pieces {
                let touches = |coding: &Coding| {
                    unit == AgreementUnit::Document || coding.span.overlaps(piece)
                };
                let touched = codings.iter().any(touches);
                if universe == AgreementUniverse::CodedText && !touched {
                    continue;
                }
                let said: Vec<Option<Category>> = coders
                    .iter()
                    .map(|&coder| {
                        let marks = codings.iter().any(|coding| {
                            coding.coder == coder
                                && touches(coding)
                                && row.subject.key
                                    == subject(random, row.subject.level, coding.code).into()
                        });
                        coders_of(document).contains(&coder).then_some(Category::from(marks))
                    })
                    .collect();
                ratings.add(&said, 1);
            }
        }
        prop_assert_eq!(found.units, ratings.items());
        prop_assert_eq!(row.alpha, krippendorff_alpha(&ratings));
        let kappa =
            if coders.len() == 2 { cohen_kappa(&ratings) } else { conger_kappa(&ratings) };
        prop_assert_eq!(row.kappa, kappa);
        let mut marked = vec![0; coders.len()];
        ratings.for_each_pattern(|codes, count| {
            for (marked, code) in marked.iter_mut().zip(codes) {
                *marked += if *code == Some(Category::PRESENT) { count } else { 0 };
            }
        });
        prop_assert_eq!(&row.marked, &marked);
    }
    Ok(())
}
