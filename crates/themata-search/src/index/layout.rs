//! What the index holds and how it says what it was built from.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::Language;
use crate::analyse::Analyser;
use crate::terms::{SIGN, sign_position, split_first};

/// The number of this layout. Whoever changes what is written to the index, or how words are
/// cut and folded, adds one, and every index built before is thrown away.
const LAYOUT: u32 = 2;

const TOKENIZER: &str = "themata";

/// The fields of the index. One entry of the engine is one passage.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) schema: Schema,
    /// The terms of the passage's words.
    pub(super) terms: Field,
    pub(super) document: Field,
    pub(super) start: Field,
    pub(super) end: Field,
    /// The number of words in the passage.
    pub(super) words: Field,
    /// The number of the document's language.
    pub(super) language: Field,
}

pub(super) const DOCUMENT: &str = "document";
pub(super) const START: &str = "start";
pub(super) const END: &str = "end";
pub(super) const WORDS: &str = "words";
pub(super) const LANGUAGE: &str = "language";

impl Layout {
    pub(super) fn new() -> Layout {
        let mut builder = Schema::builder();
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(TOKENIZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions)
                .set_fieldnorms(false),
        );
        let terms = builder.add_text_field("terms", text);
        let document = builder.add_u64_field(DOCUMENT, INDEXED | FAST);
        let start = builder.add_u64_field(START, FAST);
        let end = builder.add_u64_field(END, FAST);
        let words = builder.add_u64_field(WORDS, FAST);
        let language = builder.add_u64_field(LANGUAGE, FAST);
        let schema = builder.build();
        Layout { schema, terms, document, start, end, words, language }
    }
}

/// Teaches an opened index to read the terms of a passage. The engine does not keep this in
/// the index.
pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(TOKENIZER, Joined::default());
}

/// What a commit says about itself: how it was made, and from what.
pub(super) fn payload(stamp: &str) -> String {
    format!("{}\n{stamp}", *MAKER)
}

/// The stamp in a commit's payload, or `None` if the commit was not made in the way in which
/// this program would make it.
pub(super) fn stamp(payload: &str) -> Option<&str> {
    payload.strip_prefix(MAKER.as_str())?.strip_prefix('\n')
}

/// Everything that the terms of the index depend on besides the text.
static MAKER: LazyLock<String> = LazyLock::new(|| {
    let (major, minor, _) = unicode_segmentation::UNICODE_VERSION;
    format!(
        "themata-search {LAYOUT}; {}; unicode {major}.{minor}; probe {:016x}",
        tantivy::version_string(),
        probe()
    )
});

/// What the stemmers and the dictionaries do with some words that versions of them disagree
/// about, as a number: they do not say which version they are.
fn probe() -> u64 {
    const WORDS: &str = "generously skies dying waitings gegangen Häuser continuellement \
                         corriendo evlerimizden házakban σπίτια больницами المستشفيات \
                         மருத்துவமனைகள் 我们在医院等待着 病院で待っています โรงพยาบาล";
    let mut hasher = DefaultHasher::new();
    for language in Language::ALL {
        let mut terms = String::new();
        Analyser::new(language).terms(WORDS, &mut terms);
        terms.hash(&mut hasher);
    }
    hasher.finish()
}

/// Takes the terms of a passage apart again: the cutting and folding has been done when they
/// were joined.
#[derive(Clone, Default)]
struct Joined {
    token: Token,
}

struct JoinedStream<'a> {
    rest: &'a str,
    /// The number of the word that the next term belongs to.
    word: u32,
    /// How many signs of that word have been.
    signs: u32,
    token: &'a mut Token,
}

impl Tokenizer for Joined {
    type TokenStream<'a> = JoinedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> JoinedStream<'a> {
        self.token.reset();
        JoinedStream { rest: text, word: 0, signs: 0, token: &mut self.token }
    }
}

impl TokenStream for JoinedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((term, is_last, rest)) = split_first(self.rest) else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
        let position = if term.starts_with(SIGN) {
            self.signs += 1;
            sign_position(self.word, self.signs - 1, is_last)
        } else {
            self.word
        };
        self.token.position = position as usize;
        if is_last {
            self.word += 1;
            self.signs = 0;
        }
        self.rest = rest;
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

    use super::{Joined, payload, stamp};
    use crate::Language;
    use crate::analyse::Analyser;

    #[track_caller]
    fn check(passage: &str, expect: &[(usize, &str)]) {
        let mut joined = String::new();
        Analyser::new(Language::English).terms(passage, &mut joined);
        let mut tokenizer = Joined::default();
        let mut stream = tokenizer.token_stream(&joined);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push((token.position, token.text.clone())));
        let terms: Vec<(usize, &str)> =
            terms.iter().map(|(position, term)| (*position, term.as_str())).collect();
        assert_eq!(terms, expect);
    }

    #[test]
    fn a_word_has_a_term_for_each_way_to_find_it() {
        check(
            "The café waited",
            &[
                (0, "the"),
                (0, "\u{4}the\u{5}The"),
                (1, "\u{1}cafe"),
                (1, "\u{2}café"),
                (1, "\u{6}Acafe"),
                (2, "waited"),
                (2, "\u{6}Await"),
            ],
        );
    }

    #[test]
    fn the_position_of_a_sign_says_where_in_which_word_it_stands() {
        check(
            "I 我们",
            &[
                (0, "i"),
                (0, "\u{4}i\u{5}I"),
                (1, "我们"),
                (128, "\u{7}我"),
                (128 + 3, "\u{7}们"),
            ],
        );
    }

    #[test]
    fn a_stamp_is_read_only_by_who_would_have_written_it() {
        let payload = payload("log 17\nof the study");
        assert_eq!(stamp(&payload), Some("log 17\nof the study"));
        assert_eq!(stamp("something else"), None);
    }
}
