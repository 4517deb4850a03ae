use proptest::prelude::*;
use themata_analysis::{
    Crosstab, CrosstabAxis as Axis, CrosstabMeasure as M, CrosstabOptions, CrosstabScale,
    Transcripts, WordsOf, crosstab, frequencies,
};
use themata_model::{SpeakerRole, Weight};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, ask_all, attribute, draw};
use crate::random_study::random_study;

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
    viewer
  access
alone
";

const DOCUMENTS: &str = "
//- north site:01 wave:1
NURSE: We knew where to go, all of us.
       ^^^^^^^ vision @ana facilitator
       ^^^^^^^ vision @ben facilitator
       ^^^^^^^ turnover @ana
DOCTOR: The record never loads.
            ^^^^^^^^^^^^ record @ana barrier
            ^^^^^^^^^^^^ viewer @ana barrier
                   ^^^^^^^^^^^ access @ben barrier
//- north2 site:01 wave:2
NURSE: Fine words here today.
       ^^^^ alone @ana
//- south site:02 wave:1
DOCTOR: It loads.
        ^^^^^^^^ viewer @ben facilitator
";

fn count(query: &str, options: impl Fn(&Fixture) -> CrosstabOptions) -> Crosstab {
    let fixture = fixture(CODES, DOCUMENTS);
    count_in(&fixture, query, options)
}

fn count_in(
    fixture: &Fixture,
    query: &str,
    options: impl Fn(&Fixture) -> CrosstabOptions,
) -> Crosstab {
    let asked = ask(fixture, query);
    crosstab(&fixture.study, &asked, options(fixture), &fixture.transcripts)
        .expect("a sound question")
}

fn by(fixture: &Fixture, name: &str) -> Axis {
    Axis::Attribute(attribute(&fixture.study, name))
}

#[test]
fn a_document_total_is_not_the_sum_of_its_parts() {
    let counted =
        count("", |f| CrosstabOptions::of(Axis::Code, M::Documents).by(by(f, "site")));
    assert_eq!(
        draw(&counted.to_table()),
        [
            "code | site_01 | site_02 | total",
            "vision | 1 | 0 | 1",
            "turnover | 1 | 0 | 1",
            "record | 1 | 0 | 1",
            "viewer | 1 | 1 | 2",
            "access | 1 | 0 | 1",
            "alone | 1 | 0 | 1",
            // Seven documents stand above, and there are three.
            "= total | 2 | 1 | 3",
        ]
    );
    assert_eq!(
        counted.definition,
        "Rows: code; columns: site. A cell counts documents with at least one such coding. A \
         code counts what carries exactly this code, not its subcodes. Totals count what is \
         distinct over all rows or columns: what counts in several of them is one in the total, \
         which can be less than their sum. Universe: 3 documents; coders: ana, ben; query: \
         everything."
    );
}

#[test]
fn subcodes_are_rolled_up_and_an_excerpt_counts_once() {
    let roll_up = |measure| {
        let options = CrosstabOptions::of(Axis::Code, measure);
        let options = CrosstabOptions { roll_up: true, ..options };
        draw(&count("theme:it", |f| options.by(by(f, "site"))).to_table())
    };
    assert_eq!(
        roll_up(M::Excerpts),
        [
            "code | site_01 | site_02 | total",
            "IT | 2 | 1 | 3",
            // `record` and `viewer` are on the same excerpt.
            "  record | 1 | 1 | 2",
            "    viewer | 1 | 1 | 2",
            "  access | 1 | 0 | 1",
            "= total | 2 | 1 | 3",
        ]
    );
    assert_eq!(roll_up(M::Codings)[2], "  record | 2 | 1 | 3");
    // `record never` and `never loads` share a word.
    assert_eq!(roll_up(M::Words)[1], "IT | 3 | 2 | 5");
    assert_eq!(roll_up(M::Characters)[1], "IT | 18 | 8 | 26");
}

#[test]
fn two_attributes_stand_against_each_other() {
    let counted =
        count("", |f| CrosstabOptions::of(by(f, "site"), M::Codings).by(by(f, "wave")));
    assert_eq!(
        draw(&counted.to_table()),
        [
            "site | wave_1 | wave_2 | total",
            "01 | 6 | 1 | 7",
            "02 | 1 | 0 | 1",
            "= total | 7 | 1 | 8",
        ]
    );
    let cell = counted.figure(Some(0), Some(0), None);
    assert_eq!((cell.codings, cell.excerpts, cell.documents), (6, 3, 1));
    // 8 and 4 words of the one document of site 01 in wave 1.
    assert_eq!((cell.of_documents, cell.of_words), (1, 12));
    let rate = count("", |f| {
        let options = CrosstabOptions::of(by(f, "site"), M::Codings).by(by(f, "wave"));
        CrosstabOptions { shown: CrosstabScale::PerThousandWords, ..options }
    });
    assert_eq!(
        draw(&rate.to_table()),
        [
            "site | wave_1 | wave_2 | total",
            "01 | 500.000 | 250.000 | 437.500",
            "02 | 500.000 | undefined: there are no words | 500.000",
            "= total | 500.000 | 250.000 | 444.444",
        ]
    );
    assert_eq!(
        rate.remarks,
        [
            "fewer than 3 documents, compare with care: site 01 (2), site 02 (1), wave 1 (2), wave 2 (1)"
        ]
    );
}

#[test]
fn shares_are_of_the_total_of_row_or_column() {
    let shares = |shown| {
        let counted = count("", |f| CrosstabOptions {
            shown,
            ..CrosstabOptions::of(Axis::Theme, M::Codings).by(by(f, "site"))
        });
        draw(&counted.to_table())
    };
    assert_eq!(
        shares(CrosstabScale::RowShares),
        [
            "theme | site_01 | site_02 | total",
            "leadership | 1.000 | 0.000 | 1.000",
            "IT | 0.750 | 0.250 | 1.000",
            "alone | 1.000 | 0.000 | 1.000",
            "= total | 0.875 | 0.125 | 1.000",
        ]
    );
    assert_eq!(shares(CrosstabScale::ColumnShares)[2], "IT | 0.429 | 1.000 | 0.500");
}

#[test]
fn valences_stand_under_each_column() {
    let counted = count("", |f| CrosstabOptions {
        by_valence: true,
        ..CrosstabOptions::of(Axis::Theme, M::Excerpts).by(by(f, "site"))
    });
    assert_eq!(
        draw(&counted.to_table()),
        [
            "theme | site_01_barriers | site_01_facilitators | site_02_barriers | \
             site_02_facilitators | total_barriers | total_facilitators",
            "leadership | 0 | 1 | 0 | 0 | 0 | 1",
            "IT | 2 | 0 | 0 | 1 | 2 | 1",
            "alone | 0 | 0 | 0 | 0 | 0 | 0",
            "= total | 2 | 1 | 0 | 1 | 2 | 2",
        ]
    );
    assert_eq!(
        counted.remarks,
        ["2 codings without a valence: neither barrier nor facilitator"]
    );
    let rows = count("", |_| CrosstabOptions::of(Axis::Valence, M::Codings).by(Axis::Coder));
    assert_eq!(
        draw(&rows.to_table()),
        [
            "valence | ana | ben | total",
            "barrier | 2 | 1 | 3",
            "facilitator | 1 | 2 | 3",
            "left open | 2 | 0 | 2",
            "= total | 5 | 3 | 8",
        ]
    );
}

#[test]
fn a_coding_over_two_turns_counts_for_both_speakers() {
    let mut fixture = fixture(
        "A\nB",
        "
//- one
NURSE: We knew it well.
               ^^^^^^^ A
DOCTOR: You did.
        ^^^ A
//- two
NURSE: Yes.
       ^^^ B
Nobody says this.
^^^^^^ B
",
    );
    // From `it` of the nurse to the doctor's `You`.
    let (first, second) = {
        let spans: Vec<_> = fixture.study.codings.as_slice().iter().map(|c| c.span).collect();
        (spans[0], spans[1])
    };
    let mut codings = fixture.study.codings.as_slice().to_vec();
    codings[0].span = first.hull(second);
    fixture.study.codings = themata_model::Codings::new(codings);
    let of = |measure| {
        let options = CrosstabOptions::of(Axis::Speaker, measure).by(Axis::Code);
        draw(&count_in(&fixture, "", |_| options).to_table())
    };
    assert_eq!(
        of(M::Codings),
        [
            "speaker | a | b | total",
            "NURSE | 1 | 1 | 2",
            "DOCTOR | 2 | 0 | 2",
            "no speaker | 0 | 1 | 1",
            "= total | 2 | 2 | 4",
        ]
    );
    // Each speaker has their own words: `it well` and `You`, of four and two.
    assert_eq!(of(M::Words)[1..3], ["NURSE | 2 | 1 | 3", "DOCTOR | 1 | 0 | 1"]);
    assert_eq!(
        of(M::Share)[1..3],
        ["NURSE | 0.400 | 0.200 | 0.600", "DOCTOR | 0.500 | 0.000 | 0.500"]
    );
}

#[test]
fn only_what_participants_say_is_counted_if_that_is_asked_for() {
    let mut fixture = fixture(CODES, DOCUMENTS);
    for document in &mut fixture.study.documents {
        for speaker in &mut document.version.speakers {
            speaker.role = Some(match speaker.name.as_str() {
                "NURSE" => SpeakerRole::Participant,
                _ => SpeakerRole::Interviewer,
            });
        }
    }
    let theirs = |measure, shown| {
        let counted = count_in(&fixture, "theme:leadership,alone", |f| CrosstabOptions {
            shown,
            words_of: WordsOf::Participants,
            ..CrosstabOptions::of(Axis::Theme, measure).by(by(f, "wave"))
        });
        draw(&counted.to_table())
    };
    // Three codings in the eight words of the nurse in north, one in the four of north2.
    assert_eq!(
        theirs(M::Codings, CrosstabScale::PerThousandWords)[1..],
        [
            "leadership | 375.000 | 0.000 | 250.000",
            "alone | 0.000 | 250.000 | 83.333",
            "= total | 375.000 | 250.000 | 333.333",
        ]
    );
    assert_eq!(
        theirs(M::Share, CrosstabScale::Counts)[1],
        "leadership | 0.250 | 0.000 | 0.167"
    );
}

#[test]
fn rows_are_sorted_within_their_code() {
    let mut table = count("", |_| CrosstabOptions {
        roll_up: true,
        every_row: true,
        ..CrosstabOptions::of(Axis::Code, M::Excerpts)
    })
    .to_table();
    assert!(!Crosstab::sort(&mut table, "nothing"));
    assert!(Crosstab::sort(&mut table, "Excerpts"));
    assert_eq!(
        draw(&table),
        [
            "code | excerpts",
            "IT | 3",
            "  record | 2",
            "    viewer | 2",
            "  access | 1",
            "leadership | 1",
            "  vision | 1",
            "  turnover | 1",
            "alone | 1",
            "= total | 5",
        ]
    );
}

#[test]
fn rows_without_codings_are_shown_if_asked_for() {
    let rows = |every_row| {
        let options = CrosstabOptions::of(Axis::Code, M::Codings);
        let counted = count("coder:ben", |_| CrosstabOptions { every_row, ..options });
        draw(&counted.to_table()).len()
    };
    // Head, total, and three or five codes: nobody may use `record`, which groups others.
    assert_eq!((rows(false), rows(true)), (5, 7));
}

#[test]
fn a_missing_text_is_an_error() {
    let fixture = fixture(CODES, DOCUMENTS);
    let asked = ask(&fixture, "");
    let options = CrosstabOptions::of(Axis::Code, M::Words);
    assert!(options.needs_texts());
    let error = crosstab(&fixture.study, &asked, options, &Transcripts::new());
    assert!(error.expect_err("no texts are at hand").is_missing_text());
}

/// Three weights and one coding without on `IT`, one weight on `leadership`, none on `alone`.
const WEIGHED: &str = "
//- north site:01
NURSE: We knew where to go, all of us.
       ^^^^^^^ vision @ana 10
DOCTOR: The record never loads.
            ^^^^^^^^^^^^ record @ana barrier 80
            ^^^^^^^^^^^^ viewer @ana barrier 100
            ^^^^^^^^^^^^ record @ben barrier
//- south site:02
DOCTOR: It loads.
        ^^^^^^^^ viewer @ben facilitator 30
        ^^ alone @ben
";

fn weighed(options: impl Fn(&Fixture) -> CrosstabOptions) -> Crosstab {
    count_in(&fixture(CODES, WEIGHED), "", options)
}

#[test]
fn weights_have_means_and_what_has_none_is_left_out() {
    let counted =
        weighed(|f| CrosstabOptions::of(Axis::Theme, M::MeanWeight).by(by(f, "site")));
    assert_eq!(
        draw(&counted.to_table()),
        [
            "theme | site_01 | site_02 | total",
            "leadership | 10.000 | - | 10.000",
            // (80 + 100) / 2, then 30, then (80 + 100 + 30) / 3.
            "IT | 90.000 | 30.000 | 70.000",
            "alone | - | - | -",
            // (10 + 80 + 100) / 3, then 30, then (10 + 80 + 100 + 30) / 4: over codings, where
            // the mean of the means of the rows would be 40.
            "= total | 63.333 | 30.000 | 55.000",
        ]
    );
    assert_eq!(
        counted.definition,
        "Rows: theme; columns: site. A cell is the mean of the weights (0 to 100) of its \
         codings: sum of the weights ÷ codings with a weight. Means are taken over 4 codings \
         with a weight; 2 codings have none and are left out, not counted as zero. Where no \
         coding has a weight the cell is empty. A theme counts what carries any of its codes, \
         once. Totals are means over the codings of all rows or columns, each once, not means \
         of the means beside them. Universe: 2 documents; coders: ana, ben; query: everything."
    );
    let cell = counted.figure(Some(1), Some(0), None);
    assert_eq!((cell.codings, cell.weighed, cell.weights), (3, 2, 180));
    assert_eq!(cell.mean_weight(), Some(90.0));
}

#[test]
fn means_of_weights_are_rolled_up_over_codings() {
    let options = CrosstabOptions::of(Axis::Code, M::MeanWeight);
    let rolled = weighed(|_| CrosstabOptions { roll_up: true, ..options });
    let table = draw(&rolled.to_table());
    // `record` is 80 itself, its subcode 100 and 30: not (80 + 65) / 2.
    assert!(table.contains(&"  record | 70.000".to_owned()), "{table:?}");
    let split = weighed(|_| CrosstabOptions { by_valence: true, ..options });
    let table = draw(&split.to_table());
    assert!(table.contains(&"viewer | 100.000 | 30.000".to_owned()), "{table:?}");
    assert!(table.contains(&"record | 80.000 | -".to_owned()), "{table:?}");
    let by_coder = weighed(|_| CrosstabOptions::of(Axis::Coder, M::MeanWeight));
    assert_eq!(
        draw(&by_coder.to_table()),
        ["coder | mean_weight", "ana | 63.333", "ben | 30.000", "= total | 55.000"]
    );
}

#[test]
fn a_weight_of_zero_is_not_none() {
    let mut fixture = fixture(CODES, WEIGHED);
    let with = |weight: Option<u8>, fixture: &mut Fixture| {
        let mut codings = fixture.study.codings.as_slice().to_vec();
        for coding in &mut codings {
            coding.weight = coding.weight.and(weight.and_then(Weight::new));
        }
        fixture.study.codings = themata_model::Codings::new(codings);
        count_in(fixture, "theme:it", |_| CrosstabOptions::of(Axis::Theme, M::MeanWeight))
    };
    let zeros = with(Some(0), &mut fixture);
    assert_eq!(draw(&zeros.to_table())[1..], ["IT | 0.000", "= total | 0.000"]);
    assert_eq!(zeros.remarks, [] as [&str; 0]);
    let none = with(None, &mut fixture);
    assert_eq!(draw(&none.to_table())[1..], ["IT | -", "= total | -"]);
    assert_eq!(none.remarks, ["no coding has a weight; `themata code --weight N` gives one"]);
    assert!(none.definition.contains("over 0 codings with a weight; 4 codings have none"));
}

proptest! {
    /// The same study counted by two ways: themes and codes by site.
    #[test]
    fn codes_by_site_are_what_frequencies_says(random in random_study()) {
        let asked = ask_all(&random.study);
        let site = attribute(&random.study, "site");
        let known =
            frequencies(&random.study, &asked, Some(site), Some(&random.transcripts)).expect("all texts are at hand");
        for (axis, is_theme) in [(Axis::Code, false), (Axis::Theme, true)] {
            let options = CrosstabOptions::of(axis, M::Words).by(Axis::Attribute(site));
            let counted = crosstab(&random.study, &asked, options, &random.transcripts)
                .expect("all texts are at hand");
            for (at, line) in counted.rows.iter().enumerate() {
                let row = known.rows.iter().find(|row| {
                    let wanted = match is_theme {
                        true => row.subject.depth == 0,
                        false => row.subject.level == themata_analysis::Level::Code,
                    };
                    wanted && row.subject.name == line.name
                });
                let row = row.expect("the same rows");
                let columns = [(None, &row.overall)];
                let groups = row.groups.iter().enumerate().map(|(at, group)| (Some(at), group));
                for (column, expect) in columns.into_iter().chain(groups) {
                    let cell = counted.figure(Some(at), column, None);
                    prop_assert_eq!(cell.codings, expect.codings);
                    prop_assert_eq!(cell.excerpts, expect.excerpts);
                    prop_assert_eq!(cell.documents, expect.documents);
                    prop_assert_eq!(Some(cell.words), expect.words);
                    prop_assert_eq!(cell.of_words, expect.of_words);
                    prop_assert_eq!(cell.of_documents, expect.of_documents);
                }
            }
        }
    }
}
