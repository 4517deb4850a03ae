use std::convert::Infallible;
use std::ptr;

use themata_text::{CharSpan, Text};

use crate::analyse::Token;
use crate::evaluate::{Occurrence, Standing, find};
use crate::seek::{Met, Seeker, words_of};
use crate::terms::Seam;
use crate::words::{Expr, Word};
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
/// The passage is cut into words anew, which takes a few microseconds for a hundred words. To
/// go through very many hits on several threads, give each thread a clone of the words:
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
    let looked_for = words_of(root);
    if looked_for.iter().any(|word| matches!(word, Word::Sign(_))) {
        let tokens = words.seeking(language, |seeker| seeker.tokens(slice));
        return among_signs(root, &tokens, passage);
    }
    words.seeking(language, |seeker| {
        let met = seeker.seek(slice, &looked_for);
        if met.is_empty() {
            // Nothing is found where no word stands that could be shown.
            return Vec::new();
        }
        let mut standing = FewWords { seeker, met: &met, looked_for: &looked_for, next: 0 };
        let Ok(found) = find(root, &mut standing, &mut Vec::new());
        let of_number = |number: u32| {
            let at = met.binary_search_by_key(&number, |met| met.number).ok()?;
            Some(met[at].span)
        };
        let span = |place: Occurrence| {
            let first = of_number(place.first.word())?;
            let last = of_number(place.end.word().checked_sub(1)?)?;
            Some(CharSpan::new(passage.start() + first.start(), passage.start() + last.end()))
        };
        found.places().into_iter().filter_map(span).collect()
    })
}

/// The words of a single passage, as far as they are words looked for. No sign is looked for,
/// so that places begin and end with words.
struct FewWords<'a> {
    seeker: &'a Seeker,
    met: &'a [Met],
    looked_for: &'a [&'a Word],
    /// The number of the word that is most likely asked for next.
    next: usize,
}

impl Standing for FewWords<'_> {
    type Error = Infallible;

    fn occurrences(&mut self, word: &Word) -> Result<Vec<Occurrence>, Infallible> {
        let is_it = |it: &&Word| ptr::eq(*it, word);
        let number = match self.looked_for.get(self.next).filter(|it| is_it(it)) {
            Some(_) => self.next,
            None => match self.looked_for.iter().position(is_it) {
                Some(number) => number,
                None => return Ok(Vec::new()),
            },
        };
        self.next = number + 1;
        let is_here = |met: &&Met| self.seeker.is(**met, number as u32);
        let occurrence = |met: &Met| Occurrence {
            passage: 0,
            first: Seam::before(met.number),
            end: Seam::before(met.number + 1),
        };
        Ok(self.met.iter().filter(is_here).map(occurrence).collect())
    }

    fn passages(&mut self) -> Vec<u32> {
        vec![0]
    }
}

/// The places in a passage where signs of a script without spaces are looked for: they begin
/// and end within words, too.
fn among_signs(root: &Expr, tokens: &[Token], passage: CharSpan) -> Vec<CharSpan> {
    let Ok(found) = find(root, &mut OnePassage { tokens }, &mut Vec::new());
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

/// All words of a single passage, which has the number zero.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use themata_text::{CharSpan, Text};

    use super::{among_signs, places};
    use crate::analyse::Analyser;
    use crate::{Language, Words};

    proptest! {
        #[test]
        fn remembering_words_changes_no_place(
            passages in prop::collection::vec(
                "((wait|waits|Waiting|café|CAFE|list|a|no|我们)[ ,.é’]{1,2}){0,12}", 1..6,
            ),
            question in prop::sample::select(vec![
                "wait", "\"wait list\"", "=café OR cafe", "a* NOT list", "wait NEAR/2 (a OR list)",
                "\"a * list\" OR a OR wait*", "list PRECEDES/3 wait", "==CAFE OR lisd~", "wait AND a",
            ]),
            language in prop::sample::select(vec![Language::English, Language::French]),
        ) {
            let words = Words::parse(question, &[language]).expect("the words are well formed");
            let root = words.root(language).expect("the words were read for the language");
            for passage in &passages {
                // What stands before the passage moves its places.
                let text = Text::new(format!("é {passage}"));
                let span = CharSpan::new(2, text.len());
                let slowly = among_signs(root, &Analyser::new(language).tokens(passage), span);
                prop_assert_eq!(places(&words, &text, span, language), slowly);
            }
        }
    }
}
