use themata_analysis::Stratified;

use super::*;
use crate::picture::forest::forest;
use crate::picture::forest::tests::{of, table};
use crate::picture::sound::printed;

/// Ratios of 2.25 and 9, the interval of the first from 0.63 to 7.97, of the second from 4.4 to
/// 18.4, and the same turned about.
const MORE: [u64; 4] = [12, 8, 8, 12];
const CLEARLY_MORE: [u64; 4] = [60, 20, 20, 60];
const LESS: [u64; 4] = [8, 12, 12, 8];
const CLEARLY_LESS: [u64; 4] = [20, 60, 60, 20];

/// The codes are used and never meet, or one is never without the other.
const NEVER_TOGETHER: [u64; 4] = [0, 3, 4, 33];
const NEVER_WITHOUT: [u64; 4] = [3, 4, 0, 33];

/// A code is missing, and a code is everywhere.
const UNUSED: [u64; 4] = [0, 0, 4, 36];
const EVERYWHERE: [u64; 4] = [4, 36, 0, 0];

#[track_caller]
fn check(strata: &[[u64; 4]], expect: &str) {
    assert_eq!(sentences(&of(strata)), expect);
}

#[test]
fn it_is_said_on_which_side_of_1_the_strata_lie() {
    check(
        &[MORE, CLEARLY_MORE, MORE, LESS, CLEARLY_LESS, UNUSED],
        "In 3 of 6 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 2 less often (below 1), in 1 it cannot be said (a code is in no \
         unit or in every one). In 1 the whole 95% interval is above 1, in 1 it is wholly below \
         1, in 3 it includes 1, in 1 there is none (a cell of the fourfold table is empty).",
    );
    check(
        &[LESS],
        "In 1 of 1 sites the codes occur together less often than chance would have it (odds \
         ratio below 1). In 1 the 95% interval includes 1.",
    );
    check(
        &[UNUSED, EVERYWHERE],
        "In 2 of 2 sites it cannot be said whether the codes occur together more often than \
         chance would have it (a code is in no unit or in every one). In 2 there is no 95% \
         interval (a cell of the fourfold table is empty).",
    );
    check(&[], "");
}

#[test]
fn an_empty_cell_leaves_the_side_known() {
    let rare = [[CLEARLY_MORE; 5], [NEVER_TOGETHER; 5]].concat();
    check(
        &rare,
        "In 5 of 10 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 5 less often (below 1). In 5 the whole 95% interval is above 1, in \
         5 there is none (a cell of the fourfold table is empty).",
    );
    check(
        &[NEVER_WITHOUT, NEVER_TOGETHER, NEVER_WITHOUT],
        "In 2 of 3 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 1 less often (below 1). In 3 there is no 95% interval (a cell of \
         the fourfold table is empty).",
    );
}

/// The table of the analysis marks strata as reversed: where all together say more often, they
/// are those of which the sentence says less often.
#[test]
fn less_often_is_what_the_table_calls_reversed() {
    let small = (0..81_u64).map(|place| [1, 3, 9, 27].map(|by| place / by % 3));
    let strata: Vec<[u64; 4]> = small.chain([CLEARLY_MORE; 9]).collect();
    let tables: Vec<Fourfold> = strata.iter().map(|counts| table(*counts)).collect();
    let figures = Stratified::of(&tables);
    assert_eq!(figures.direction(), Ordering::Greater);
    let reversed = tables.iter().filter(|counts| figures.reverses(counts)).count() as u64;
    let silent = tables.iter().filter(|counts| counts.informative().is_err()).count() as u64;
    let tally = Tally::of(&of(&strata));
    assert_eq!((tally.less, tally.silent), (reversed, silent));
    assert!(reversed > 0 && silent > 0);
}

#[test]
fn a_ratio_of_1_is_on_neither_side_whatever_division_loses() {
    // 1/49 times 49 is below 1 as numbers are divided.
    check(
        &[[1, 49, 1, 49], MORE],
        "In 1 of 2 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 1 exactly as often (1). In 2 the 95% interval includes 1.",
    );
    check(
        &[[1, 49, 1, 49]],
        "In 1 of 1 sites the codes occur together exactly as often as chance would have it \
         (odds ratio 1). In 1 the 95% interval includes 1.",
    );
}

#[test]
fn strata_that_are_not_drawn_are_counted() {
    let mut picture = of(&[MORE; 5]);
    picture.most = 2;
    let words = printed(&forest(&picture)).join(" ");
    assert!(words.starts_with("T In 5 of 5 sites the codes occur"), "{words}");
}

#[test]
fn sentences_keep_to_the_picture() {
    let mut picture = of(&[MORE, NEVER_TOGETHER, UNUSED]);
    let hard = ["WM ".repeat(90), "W".repeat(200), "領導力".repeat(30)];
    let sites = ["sites", "strata of site"].map(str::to_owned);
    for strata in sites.into_iter().chain(hard) {
        picture.strata = strata;
        for line in lines(&sentences(&picture)) {
            assert!(text_width(&line, NAME_SIZE) <= PAGE, "{line}");
            assert!(!line.starts_with("1)"), "{line}");
        }
    }
}
