use proptest::prelude::*;

use super::{Outcome, QuoteFinder, Way};
use crate::{CharSpan, Text};

const STORY: &str = "\
So the record – the shared one – didn’t load. I sat in the car, 🙂 honestly, for ten minutes.
We’d agreed a single point of access back in May, before the money went. Then the trust \
pulled out and nobody told us anything until the Friday.
I sat in the car again the next week.";

fn check(quote: &str, expect: &str) {
    let text = Text::new(STORY);
    let rendered = match QuoteFinder::new(&text).find(quote) {
        Outcome::Placed(found) => {
            let way = match found.way {
                Way::Close { similarity } => format!("close {similarity:.2}"),
                way => format!("{way:?}").to_lowercase(),
            };
            format!("{way}: {}", text.slice(found.span).unwrap_or("beyond the text"))
        }
        Outcome::Ambiguous { places, .. } => format!("ambiguous: {} places", places.len()),
        Outcome::NotFound { .. } => "not found".to_owned(),
    };
    assert_eq!(rendered, expect);
}

#[test]
fn words_as_they_stand() {
    check("for ten minutes", "exact: for ten minutes");
    check("🙂 honestly", "exact: 🙂 honestly");
}

#[test]
fn retyped_words() {
    check("DIDN'T   load", "normalised: didn’t load");
    check(
        "the record - the shared one - didn't",
        "normalised: the record – the shared one – didn’t",
    );
    check("“before the money went”", "exact: before the money went");
    check("for ten minutes. We'd agreed", "normalised: for ten minutes.\nWe’d agreed");
}

#[test]
fn punctuation_that_an_editor_changed() {
    check(
        "back in May; before the money went, then the trust",
        "letters: back in May, before the money went. Then the trust",
    );
}

#[test]
fn parts_around_an_ellipsis_or_a_bracket() {
    check(
        "We'd agreed a single point of access … and nobody told us",
        "parts { parts: 2 }: We’d agreed a single point of access back in May, before the money \
         went. Then the trust pulled out and nobody told us",
    );
    check(
        "Then the trust [name removed] pulled out and nobody told us",
        "parts { parts: 2 }: Then the trust pulled out and nobody told us",
    );
    check("... nobody told us anything", "letters: nobody told us anything");
    check(
        "[They] told us anything until the Friday",
        "parts { parts: 1 }: told us anything until the Friday",
    );
    check("nobody told us anything … So the record", "not found");
    // Of several places for a short part only the nearest belongs to the quote.
    check(
        "the [hospital] trust pulled out and nobody told us",
        "parts { parts: 2 }: the trust pulled out and nobody told us",
    );
}

#[test]
fn a_close_match_says_how_close() {
    check(
        "Then the trust pulled out and no one told us a thing until Friday",
        "close 0.87: Then the trust pulled out and nobody told us anything until the Friday",
    );
}

#[test]
fn several_places_are_not_chosen_from() {
    check("I sat in the car", "ambiguous: 2 places");
}

#[test]
fn words_are_not_found_inside_words() {
    check("he record", "not found");
    check("the", "ambiguous: 8 places");
}

#[test]
fn places_that_overlap_are_several() {
    let text = Text::new("so yeah yeah yeah.");
    let outcome = QuoteFinder::new(&text).find("yeah yeah");
    assert!(matches!(outcome, Outcome::Ambiguous { places, .. } if places.len() == 2));
    // A place inside a word does not hide the one that overlaps it.
    let text = Text::new("xab ab ab");
    let found = QuoteFinder::new(&text).find("ab ab").placed();
    assert_eq!(found.map(|found| found.span), Some(CharSpan::new(4, 9)));
}

#[test]
fn something_else_is_not_found() {
    check("The hospital discharge lounge is always cold in the winter", "not found");
    check("  ", "not found");
}

proptest! {
    /// Whatever stretch of whole words is quoted, it is found where it stands, or at all its
    /// places.
    #[test]
    fn every_stretch_is_found_where_it_stands(from in 0usize..60, len in 1usize..30) {
        let text = Text::new(STORY);
        let words = crate::words(&text);
        let from = from.min(words.len() - 1);
        let to = (from + len).min(words.len()) - 1;
        let span = CharSpan::new(words.spans()[from].start(), words.spans()[to].end());
        let quote = text.slice(span).unwrap_or_default();
        match QuoteFinder::new(&text).find(quote) {
            Outcome::Placed(found) => prop_assert_eq!(found.span, span),
            Outcome::Ambiguous { places, .. } => prop_assert!(places.contains(&span)),
            outcome => prop_assert!(false, "{:?}", outcome),
        }
        let shouted = quote.to_uppercase().replace(' ', "\n  ");
        match QuoteFinder::new(&text).find(&shouted) {
            Outcome::Placed(found) => prop_assert_eq!(found.span, span),
            Outcome::Ambiguous { places, .. } => prop_assert!(places.contains(&span)),
            outcome => prop_assert!(false, "{:?}", outcome),
        }
    }

    #[test]
    fn any_quote_in_any_text_has_an_outcome(text in ".{0,300}", quote in ".{0,120}") {
        let text = Text::new(text.as_str());
        if let Some(found) = QuoteFinder::new(&text).find(&quote).placed() {
            prop_assert!(text.span().encloses(found.span));
        }
    }
}
