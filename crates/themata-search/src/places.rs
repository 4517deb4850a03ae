use std::convert::Infallible;

use themata_text::{CharSpan, Text};

use crate::analyse::Token;
use crate::evaluate::{Occurrence, Standing, find};
use crate::terms::Seam;
use crate::words::Word;
use crate::{Language, Words};

/// The places inside one passage that make it a hit, in code points of the whole text and in
/// reading order.
///
/// A word is a place, and so is a phrase, from its first word to its last. Of a NEAR the
/// words on both sides are places; what is to be left out has none. A place inside another
/// one is not listed. A passage that is a hit has as many places as its
/// [`count`](crate::Hit::count) says, and at least one; one that is no hit, that reaches
/// beyond the text, or in whose language the words were not read, has none.
///
/// `language` is that of the document, as the index was told it.
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
/// let words = Words::parse("wait OR \"cafés waiting\" OR list", &[Language::English])?;
/// let found = places(&words, &text, text.span(), Language::English);
/// let found: Vec<_> = found.into_iter().filter_map(|place| text.slice(place)).collect();
/// assert_eq!(found, ["waited", "waiting", "list"]);
/// # Ok::<(), themata_search::Error>(())
/// ```
#[must_use]
pub fn places(
    words: &Words,
    text: &Text,
    passage: CharSpan,
    language: Language,
) -> Vec<CharSpan> {
    let (Some(slice), Some(root)) = (text.slice(passage), words.root(language)) else {
        return Vec::new();
    };
    let tokens = words.tokens(slice, language);
    let Ok(found) = find(root, &mut OnePassage { tokens: &tokens }, &mut Vec::new());
    let begin = |seam: Seam| {
        let token = tokens.get(seam.word() as usize)?;
        Some(token.span.start() + sign_end(token, seam.sign()))
    };
    let end = |seam: Seam| {
        if seam.sign() > 0 {
            return begin(seam);
        }
        Some(tokens.get(seam.word().checked_sub(1)? as usize)?.span.end())
    };
    let span = |place: Occurrence| {
        Some(CharSpan::new(
            passage.start() + begin(place.first)?,
            passage.start() + end(place.end)?,
        ))
    };
    found.places().into_iter().filter_map(span).collect()
}

/// Where so many signs of a word end, from its beginning.
fn sign_end(token: &Token, signs: u32) -> u32 {
    let last = signs.checked_sub(1).and_then(|last| token.forms.signs.get(last as usize));
    last.map_or(0, |sign| sign.end)
}

/// The words of a single passage, which has the number zero.
struct OnePassage<'a> {
    tokens: &'a [Token],
}

impl Standing for OnePassage<'_> {
    type Error = Infallible;

    fn occurrences(&mut self, word: &Word) -> Result<Vec<Occurrence>, Infallible> {
        let mut occurrences = Vec::new();
        for (number, token) in (0..).zip(self.tokens) {
            if let Word::Sign(looked_for) = word {
                let last = token.forms.signs.len().saturating_sub(1);
                for (at, sign) in token.forms.signs.iter().enumerate() {
                    if looked_for.matches(&sign.folded, at == 0, at == last) {
                        let first = Seam::new(number, at as u32);
                        let end = match at == last {
                            true => Seam::before(number + 1),
                            false => Seam::new(number, at as u32 + 1),
                        };
                        occurrences.push(Occurrence { passage: 0, first, end });
                    }
                }
            } else if word.matches(&token.forms) {
                let (first, end) = (Seam::before(number), Seam::before(number + 1));
                occurrences.push(Occurrence { passage: 0, first, end });
            }
        }
        Ok(occurrences)
    }

    fn passages(&mut self) -> Vec<u32> {
        vec![0]
    }
}
