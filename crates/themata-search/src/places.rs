use std::convert::Infallible;

use themata_text::{CharSpan, Text};

use crate::Words;
use crate::analyse::Token;
use crate::evaluate::{At, Standing, grounds};
use crate::words::Word;

/// The places inside one passage that make it a hit, in code points of the whole text and in
/// reading order.
///
/// A word is a place, and so is a phrase, from its first word to its last. Of a NEAR the
/// words on both sides are places; what is to be left out has none. A place inside another
/// one is not listed. A passage that is a hit has at least one place; one that is no hit, or
/// that reaches beyond the text, has none.
///
/// The passage is cut into words anew, which takes some ten microseconds for a hundred words.
/// To go through very many hits on several threads, give each thread a clone of the words:
/// they remember the words of the passages seen, and one thread at a time can use that.
///
/// # Examples
///
/// ```
/// use themata_search::{Language, Words, places};
/// use themata_text::Text;
///
/// let text = Text::new("🙂 We waited for the café’s waiting list.");
/// let words = Words::parse("wait OR \"cafés waiting\" OR list", Language::English)?;
/// let found = places(&words, &text, text.span());
/// let found: Vec<_> = found.into_iter().filter_map(|place| text.slice(place)).collect();
/// assert_eq!(found, ["waited", "waiting", "list"]);
/// # Ok::<(), themata_search::Error>(())
/// ```
#[must_use]
pub fn places(words: &Words, text: &Text, passage: CharSpan) -> Vec<CharSpan> {
    let Some(slice) = text.slice(passage) else { return Vec::new() };
    let tokens = words.tokens(slice);
    let Ok(grounds) = grounds(words.root(), &mut OnePassage { tokens: &tokens });
    let mut places: Vec<CharSpan> = grounds
        .unwrap_or_default()
        .into_iter()
        .map(|it| {
            let first = tokens[it.first as usize].span;
            let last = tokens[it.end as usize - 1].span;
            CharSpan::new(passage.start() + first.start(), passage.start() + last.end())
        })
        .collect();
    places.sort_unstable_by_key(|place| (place.start(), std::cmp::Reverse(place.end())));
    let mut end = 0;
    places.retain(|place| {
        let inside = place.end() <= end;
        end = end.max(place.end());
        !inside
    });
    places
}

/// The words of a single passage, which has the number zero.
struct OnePassage<'a> {
    tokens: &'a [Token],
}

impl Standing for OnePassage<'_> {
    type Error = Infallible;

    fn places(&mut self, word: &Word) -> Result<Vec<At>, Infallible> {
        Ok((0..)
            .zip(self.tokens)
            .filter(|(_, token)| word.matches(&token.forms))
            .map(|(position, _)| At { passage: 0, position })
            .collect())
    }

    fn passages(&mut self) -> Vec<u32> {
        vec![0]
    }
}
