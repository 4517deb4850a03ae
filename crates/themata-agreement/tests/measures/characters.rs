//! Two coders mark stretches of one text, and every code point is an item.
//!
//! A widely used program gave 0.2987, −0.0667, 0.3333 and 0.0279 on these four texts: it
//! multiplied where the chance agreement adds, left out the text that nobody marked, and let
//! two stretches of one coder that overlap stand for two coders who agree. The text has
//! 1,000 code points because that is the length at which the first case, 100 code points
//! each and half of them shared, gives the kappa of 0.4444.
//!
//! A line is the text: every character of the drawing stands for fifty code points, `#` for
//! those that a coder marked. A coder with stretches that overlap has a line for each.

use themata_agreement::{
    Category, PercentAgreement, Ratings, cohen_kappa, krippendorff_alpha, percent_agreement,
    specific_agreement,
};

use crate::notation::check;

const FIFTIES: usize = 20;

/// Asks of each code point of the text whether each of the coders marked it, however often.
fn marked<const CODERS: usize>(lines: [&[&str]; CODERS]) -> Ratings {
    let mut ratings = Ratings::binary(CODERS);
    for place in 0..FIFTIES {
        let marks = |line: &&str| line.as_bytes()[place] == b'#';
        let codes = lines.map(|lines| Some(Category::from(lines.iter().any(marks))));
        for _code_point in 0..50 {
            ratings.add(&codes, 1);
        }
    }
    assert_eq!(ratings.items(), 1_000);
    ratings
}

#[test]
fn half_overlap() {
    let ratings = marked([&["##.................."], &[".##................."]]);
    check(cohen_kappa(&ratings).value, "0.4444");
    check(percent_agreement(&ratings, PercentAgreement::ItemMean).value, "0.9000");
    check(specific_agreement(&ratings)[1].value, "0.5000");
}

#[test]
fn no_overlap() {
    let ratings = marked([&["##.................."], &["..##................"]]);
    check(cohen_kappa(&ratings).value, "-0.1111");
    check(specific_agreement(&ratings)[1].value, "0.0000");
}

#[test]
fn one_coder_marked_nothing_and_the_other_twice_over() {
    let ratings = marked([&["##..................", ".##................."], &[]]);
    assert_eq!(cohen_kappa(&ratings).value, Ok(0.0));
    check(specific_agreement(&ratings)[1].value, "0.0000");
}

#[test]
fn the_same_marks_and_one_coder_has_a_duplicate_inside() {
    let ratings =
        marked([&["##..................", "#..................."], &["##.................."]]);
    assert_eq!(cohen_kappa(&ratings).value, Ok(1.0));
    assert_eq!(krippendorff_alpha(&ratings).value, Ok(1.0));
    assert_eq!(percent_agreement(&ratings, PercentAgreement::AllCoders).value, Ok(1.0));
}

#[test]
fn nobody_marked_anything() {
    let ratings = marked([&[], &[]]);
    let undefined =
        "undefined: only one value was used, so chance alone expects no disagreement";
    check(cohen_kappa(&ratings).value, undefined);
    check(krippendorff_alpha(&ratings).value, undefined);
    check(percent_agreement(&ratings, PercentAgreement::ItemMean).value, "1.0");
}

#[test]
fn text_that_a_coder_did_not_read_is_not_text_without_marks() {
    let read = marked([&["##.................."], &["##.................."]]);
    let mut half_read = read.clone();
    let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
    half_read.add(&[yes, None], 300);
    half_read.add(&[no, None], 700);
    assert_eq!(cohen_kappa(&half_read), cohen_kappa(&read));
    assert_eq!(krippendorff_alpha(&half_read), krippendorff_alpha(&read));
}
