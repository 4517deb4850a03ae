//! Sets in a form that can be read: a word per coder, a letter per member.

use themata_agreement::Category;
use themata_agreement::sets::SetRatings;

/// Ratings from one line per unit with a word per coder: letters from `a` for the members,
/// `0` for the empty set, a dot where the coder did not judge the unit.
pub(crate) fn sets(lines: &[&str]) -> SetRatings {
    let coders = lines.first().map_or(0, |line| line.split_whitespace().count());
    let mut ratings = SetRatings::new(coders, 26);
    for line in lines {
        let sets: Vec<Option<Vec<Category>>> = line.split_whitespace().map(set).collect();
        ratings.add(&sets.iter().map(Option::as_deref).collect::<Vec<_>>(), 1);
    }
    ratings
}

fn set(word: &str) -> Option<Vec<Category>> {
    let member = |letter: u8| Category::new(u32::from(letter - b'a'));
    match word {
        "." => None,
        "0" => Some(Vec::new()),
        letters => Some(letters.bytes().map(member).collect()),
    }
}
