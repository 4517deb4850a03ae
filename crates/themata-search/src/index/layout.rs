//! What the index holds and how it says what it was built from.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::Language;
use crate::analyse::{Analyser, Forms};

/// The number of this layout. Whoever changes what is written to the index, or how words are
/// cut and folded, adds one, and every index built before is thrown away.
const LAYOUT: u32 = 1;

/// Stands before the folded form of a word that is written with accents.
pub(super) const FOLDED_MARK: char = '\u{1}';
/// Stands before a word that is written with accents, accents and all.
pub(super) const ACCENTED_MARK: char = '\u{2}';
/// Separates two terms that stand at the same position.
const SAME_POSITION: char = '\u{3}';
const NEXT_POSITION: char = ' ';

/// The first byte that an unmarked term may begin with.
pub(super) const FIRST_UNMARKED: u8 = 0x20;

const TOKENIZER: &str = "themata";

/// The fields of the index. One entry of the engine is one passage.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) schema: Schema,
    /// The stems of the passage's words; empty without a stemmer.
    pub(super) stem: Field,
    /// The words of the passage. A word without accents is one term. A word with accents is
    /// two at the same position, each behind its mark, so that it can be found with or
    /// without regard to them and costs nothing where there are none.
    pub(super) form: Field,
    pub(super) document: Field,
    pub(super) start: Field,
    pub(super) end: Field,
    /// The number of words in the passage.
    pub(super) words: Field,
}

pub(super) const DOCUMENT: &str = "document";
pub(super) const START: &str = "start";
pub(super) const END: &str = "end";
pub(super) const WORDS: &str = "words";

impl Layout {
    pub(super) fn new() -> Layout {
        let mut builder = Schema::builder();
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(TOKENIZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions)
                .set_fieldnorms(false),
        );
        let stem = builder.add_text_field("stem", text.clone());
        let form = builder.add_text_field("form", text);
        let document = builder.add_u64_field(DOCUMENT, INDEXED | FAST);
        let start = builder.add_u64_field(START, FAST);
        let end = builder.add_u64_field(END, FAST);
        let words = builder.add_u64_field(WORDS, FAST);
        Layout { schema: builder.build(), stem, form, document, start, end, words }
    }
}

/// Teaches an opened index to read the terms of a passage. The engine does not keep this in
/// the index.
pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(TOKENIZER, Joined::default());
}

/// Adds the terms of a word to the terms of its passage.
pub(super) fn join(forms: &Forms, stem: &mut String, form: &mut String) {
    stem.push_str(&forms.stem);
    stem.push(NEXT_POSITION);
    if forms.letters != forms.folded {
        form.push(FOLDED_MARK);
        form.push_str(&forms.folded);
        form.push(SAME_POSITION);
        form.push(ACCENTED_MARK);
    }
    form.push_str(&forms.letters);
    form.push(NEXT_POSITION);
}

/// What a commit says about itself: how it was made, and from what.
pub(super) fn payload(language: Language, stamp: &str) -> String {
    format!("{}\n{stamp}", maker(language))
}

/// The stamp in a commit's payload, or `None` if the commit was not made in the way in which
/// this program would make it for this language.
pub(super) fn stamp(payload: &str, language: Language) -> Option<&str> {
    payload.strip_prefix(&maker(language))?.strip_prefix('\n')
}

/// Everything that the terms of the index depend on besides the text.
fn maker(language: Language) -> String {
    let (major, minor, _) = unicode_segmentation::UNICODE_VERSION;
    // The stemmer does not say which version it is; the stems of some words that stemmers
    // disagree about do.
    let probe: Vec<Box<str>> = Analyser::new(language)
        .tokens("generously skies dying waitings; gegangen Häuser; continuellement; corriendo")
        .iter()
        .map(|token| token.forms.stem.clone())
        .collect();
    format!(
        "themata-search {LAYOUT}; {}; {}; unicode {major}.{minor}; {}",
        tantivy::version_string(),
        language.name(),
        probe.join(" "),
    )
}

/// Takes the terms of a passage apart again: the cutting and folding has been done when they
/// were joined.
#[derive(Clone, Default)]
struct Joined {
    token: Token,
}

struct JoinedStream<'a> {
    rest: &'a str,
    /// How far the next term stands from the one before it.
    step: usize,
    token: &'a mut Token,
}

impl Tokenizer for Joined {
    type TokenStream<'a> = JoinedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> JoinedStream<'a> {
        self.token.reset();
        JoinedStream { rest: text, step: 1, token: &mut self.token }
    }
}

impl TokenStream for JoinedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(end) = self.rest.find([NEXT_POSITION, SAME_POSITION]) else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.rest[..end]);
        // The position before the first is the greatest number.
        self.token.position = self.token.position.wrapping_add(self.step);
        self.step = usize::from(!self.rest[end..].starts_with(SAME_POSITION));
        self.rest = &self.rest[end + 1..];
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::{Joined, join, payload, stamp};
    use crate::Language;
    use crate::analyse::Analyser;

    #[test]
    fn accented_words_have_two_terms_at_one_position() {
        let (mut stems, mut forms) = (String::new(), String::new());
        for token in Analyser::new(Language::English).tokens("The Café waited") {
            join(&token.forms, &mut stems, &mut forms);
        }
        let mut tokenizer = Joined::default();
        let mut terms = |text: &str| {
            let mut stream = tokenizer.token_stream(text);
            let mut terms = Vec::new();
            stream.process(&mut |token| terms.push((token.position, token.text.clone())));
            terms
        };
        let of = |(position, term): (usize, &str)| (position, term.to_owned());
        assert_eq!(terms(&stems), [(0, "the"), (1, "cafe"), (2, "wait")].map(of));
        assert_eq!(
            terms(&forms),
            [(0, "the"), (1, "\u{1}cafe"), (1, "\u{2}café"), (2, "waited")].map(of)
        );
    }

    #[test]
    fn a_stamp_is_read_only_by_who_would_have_written_it() {
        let payload = payload(Language::English, "log 17\nof the study");
        assert_eq!(stamp(&payload, Language::English), Some("log 17\nof the study"));
        assert_eq!(stamp(&payload, Language::German), None);
        assert_eq!(stamp("something else", Language::English), None);
    }
}
