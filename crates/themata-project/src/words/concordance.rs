use themata_search::{Language, Vocabulary, WordAt};
use themata_text::{CharSpan, Text};

/// The order of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceOrder {
    /// By document as they came in, then by place in the document.
    #[default]
    Place,
    /// By the document's name, then by place.
    Document,
    /// By the first word to the left, then the second and the third, without regard to case
    /// and accents; then by place.
    Left,
    /// The same to the right.
    Right,
}

/// How many words to a side places are sorted by.
const SORTED_BY: usize = 3;

/// The words of a passage around places in it.
pub(crate) struct Concordance<'a> {
    text: &'a Text,
    passage: CharSpan,
    words: Vec<WordAt>,
}

impl<'a> Concordance<'a> {
    pub(crate) fn of(
        text: &'a Text,
        passage: CharSpan,
        language: Language,
        vocabulary: &mut Vocabulary,
    ) -> Concordance<'a> {
        Concordance { text, passage, words: vocabulary.words_in(language, text, passage) }
    }

    /// What stands before and behind a place: so many words to either side, with what stands
    /// between them, and no further than the passage.
    pub(crate) fn context(&self, place: CharSpan, words: u32) -> (String, String) {
        let words = words as usize;
        let (before, behind) = self.beside(place);
        let start = match before.len().checked_sub(words) {
            Some(0) | None => self.passage.start(),
            Some(first) => before.get(first).map_or(place.start(), |word| word.span.start()),
        };
        let end = match behind.get(words) {
            // A full stop or a question mark behind the last word belongs to it.
            Some(next) => self.end_before(next.span.start(), place.end()),
            None => self.passage.end(),
        };
        let slice = |span: Option<CharSpan>| {
            let slice = span.and_then(|span| self.text.slice(span)).unwrap_or_default();
            slice.replace('\n', " ").trim().to_owned()
        };
        let left = slice(CharSpan::checked(start.min(place.start()), place.start()));
        (left, slice(CharSpan::checked(place.end(), end)))
    }

    /// The words by which a place is sorted on a side, the nearest first. A place with fewer
    /// words on that side comes before those with more.
    pub(crate) fn key(&self, place: CharSpan, order: PlaceOrder) -> Vec<String> {
        let (before, behind) = self.beside(place);
        let folded = |word: &WordAt| word.folded().to_owned();
        match order {
            PlaceOrder::Left => before.iter().rev().take(SORTED_BY).map(folded).collect(),
            PlaceOrder::Right => behind.iter().take(SORTED_BY).map(folded).collect(),
            PlaceOrder::Place | PlaceOrder::Document => Vec::new(),
        }
    }

    /// The words of the passage before and behind a place.
    fn beside(&self, place: CharSpan) -> (&[WordAt], &[WordAt]) {
        let first = self.words.partition_point(|word| word.span.end() <= place.start());
        let behind = self.words.partition_point(|word| word.span.start() < place.end());
        (&self.words[..first], &self.words[behind..])
    }

    /// Where the punctuation ends that stands before the next word without a space between.
    fn end_before(&self, next: u32, from: u32) -> u32 {
        let between = CharSpan::checked(from, next).and_then(|span| self.text.slice(span));
        let between = between.unwrap_or_default();
        let open = between.chars().rev().take_while(|&c| !c.is_whitespace()).count();
        next - open as u32
    }
}

#[cfg(test)]
mod tests {
    use themata_search::{Language, Vocabulary};
    use themata_text::{CharSpan, Text};

    use super::{Concordance, PlaceOrder};

    #[track_caller]
    fn check(text: &str, words: u32, expect: (&str, &str), left: &[&str], right: &[&str]) {
        let at = text.find("wait").expect("the text waits");
        let at = text[..at].chars().count() as u32;
        let text = Text::new(text);
        let mut vocabulary = Vocabulary::default();
        let around = Concordance::of(&text, text.span(), Language::English, &mut vocabulary);
        let place = CharSpan::new(at, at + 4);
        let (before, after) = around.context(place, words);
        assert_eq!((before.as_str(), after.as_str()), expect);
        assert_eq!(around.key(place, PlaceOrder::Left), left);
        assert_eq!(around.key(place, PlaceOrder::Right), right);
    }

    #[test]
    fn context_is_counted_in_words_and_ends_with_the_passage() {
        check(
            "🙂 At the Café, we wait? Yes: every day.",
            2,
            ("Café, we", "? Yes: every"),
            &["we", "cafe", "the"],
            &["yes", "every", "day"],
        );
        check("“We wait.”", 5, ("“We", ".”"), &["we"], &[]);
        check("wait", 5, ("", ""), &[], &[]);
        check("so we wait here", 0, ("", ""), &["we", "so"], &["here"]);
    }
}
