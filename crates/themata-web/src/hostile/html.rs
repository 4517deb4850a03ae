use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page as a browser takes it apart.
#[derive(Default)]
pub(super) struct Taken {
    /// How many elements there are of a name, with attributes of these names.
    pub(super) elements: BTreeMap<(String, Vec<String>), usize>,
    /// The values of attributes, by their names.
    values: BTreeMap<String, Vec<String>>,
    /// What stands between elements.
    pub(super) text: String,
}

impl Taken {
    pub(super) fn of(page: &str) -> Taken {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(page));
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }

    /// The values of all attributes of a name.
    pub(super) fn values(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Where its links and forms lead.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &String> {
        ["href", "action", "src"].into_iter().flat_map(|name| self.values(name))
    }
}

#[derive(Default)]
struct Sink(RefCell<Taken>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut taken = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == StartTag => return taken.element(tag),
            Token::CharacterTokens(characters) => taken.text.push_str(&characters),
            Token::CommentToken(comment) => panic!("no page has a comment: {comment}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Taken {
    fn element(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let mut names = Vec::new();
        for attribute in tag.attrs {
            let name = attribute.name.local.to_string();
            self.values.entry(name.clone()).or_default().push(attribute.value.to_string());
            names.push(name);
        }
        names.sort();
        *self.elements.entry((tag.name.to_string(), names)).or_default() += 1;
        match &*tag.name {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[test]
fn markup_is_told_from_words() {
    let taken = Taken::of("<p title=\"&lt;i&gt;\">a &lt;b> <textarea><b></textarea><b>");
    let names: Vec<&str> = taken.elements.keys().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["b", "p", "textarea"]);
    assert_eq!(taken.values("title"), ["<i>"]);
    assert_eq!(taken.text, "a <b> <b>");
}
