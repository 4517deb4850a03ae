//! From characters to elements. The parser is that of browsers; what stands before it here
//! keeps its work in proportion to the page.
//!
//! * Elements that only change what characters look like are no part of the tree. Browsers
//!   open them anew in every block until they are closed, which makes a tree of any size out
//!   of a small page. Whether characters are bold is noted with them instead.
//! * From a depth that no honest page comes near, an element is a line end at most.
//! * A stretch of markup without an end is closed.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    EndTag, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, QualName, TokenizerResult, local_name, ns};

use super::facts::Facts;
use super::name::{Name, is_formatting, is_raw, is_void};
use super::tree::{Handle, Sink, Tree};

/// How deep elements may lie in one another. Browsers allow some more; each element is looked
/// for in all those that are open, and no honest page comes near.
pub(super) const DEEPEST: u32 = 200;
/// How many elements that change the looks of characters may be open at once.
const MOST_FORMATTING: usize = 256;
/// How many bytes are handed to the parser at a time.
const PORTION: usize = 64 << 10;

/// Reads the elements of a page, and says how many of them lay too deep.
pub(super) fn parse(text: &str, is_xml: bool) -> (Tree, usize) {
    let builder = TreeBuilder::new(Sink::new(), TreeBuilderOpts::default());
    let feed = Feed {
        builder,
        is_xml,
        tokens: Cell::new(0),
        formatting: RefCell::default(),
        swallowed: RefCell::default(),
        deep: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(feed, TokenizerOpts::default());
    let input = BufferQueue::default();
    let hand_over = |portion: &str| {
        input.push_back(StrTendril::from_slice(portion));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (portion, behind) = rest.split_at(rest.floor_char_boundary(PORTION));
        let before = tokenizer.sink.tokens.get();
        hand_over(portion);
        if tokenizer.sink.tokens.get() == before {
            // Each attribute is compared with all before it, so no element may have more of
            // them than a portion holds. In comments and in quotes this is a character more.
            hand_over(" >");
        }
        rest = behind;
    }
    tokenizer.end();
    let feed = tokenizer.sink;
    (feed.builder.sink.finish(), feed.deep.get())
}

struct Feed {
    builder: TreeBuilder<Handle, Sink>,
    is_xml: bool,
    tokens: Cell<u64>,
    /// The open elements that only change what characters look like.
    formatting: RefCell<Vec<Formatting>>,
    /// For each name: how many beginnings were kept from the parser, so that as many ends are.
    swallowed: RefCell<HashMap<LocalName, u32>>,
    deep: Cell<usize>,
}

struct Formatting {
    local: LocalName,
    bold: bool,
    /// Whether the parser has been given an element for it.
    given: bool,
}

impl TokenSink for Feed {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.builder.sink.line.set(line);
        match token {
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CommentToken(_) => {
                self.tokens.set(self.tokens.get() + 1);
                return TokenSinkResult::Continue;
            }
            _ => self.tokens.set(self.tokens.get() + 1),
        }
        match token {
            Token::TagToken(tag) if tag.kind == StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end_of(tag, line),
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_xml || self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Feed {
    fn start(&self, mut tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        let is_empty = self.is_xml && tag.self_closing && !is_void(&tag.name);
        if is_empty {
            if is_raw(&tag.name) {
                return TokenSinkResult::Continue;
            }
            tag.self_closing = false;
            let end = Tag { kind: EndTag, attrs: Vec::new(), ..tag.clone() };
            let _ = self.begin(tag, line);
            return self.end_of(end, line);
        }
        self.begin(tag, line)
    }

    fn begin(&self, mut tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if is_formatting(&tag.name) {
            if !self.begin_formatting(&tag) {
                return TokenSinkResult::Continue;
            }
            tag.name = local_name!("span");
        } else if ends_formatting(&tag.name) {
            self.formatting.borrow_mut().retain(|open| open.given);
            self.settle_bold();
        }
        let depth = self.builder.sink.depth();
        let is_deep = depth >= DEEPEST && !is_void(&tag.name);
        if is_deep && (!is_raw(&tag.name) || depth >= 2 * DEEPEST) {
            self.deep.set(self.deep.get() + 1);
            *self.swallowed.borrow_mut().entry(tag.name.clone()).or_default() += 1;
            return self.line_end(&tag.name);
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    fn end_of(&self, mut tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if is_formatting(&tag.name) {
            let mut open = self.formatting.borrow_mut();
            let Some(at) = open.iter().rposition(|open| open.local == tag.name) else {
                return TokenSinkResult::Continue;
            };
            let given = open.remove(at).given;
            drop(open);
            self.settle_bold();
            if !given {
                return TokenSinkResult::Continue;
            }
            tag.name = local_name!("span");
        } else if ends_formatting(&tag.name) {
            self.formatting.borrow_mut().retain(|open| open.given);
            self.settle_bold();
        } else if self.is_xml && tag.name == local_name!("br") {
            return TokenSinkResult::Continue;
        }
        if let Some(count) = self.swallowed.borrow_mut().get_mut(&tag.name)
            && *count > 0
        {
            *count -= 1;
            return self.line_end(&tag.name);
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// Takes in an element that only changes what characters look like, and says whether the
    /// parser has to know of it.
    fn begin_formatting(&self, tag: &Tag) -> bool {
        let mut open = self.formatting.borrow_mut();
        if open.len() >= MOST_FORMATTING {
            return false;
        }
        let facts = Facts::of(&tag.attrs);
        let style = facts.as_ref().map(|facts| facts.style).unwrap_or_default();
        let is_bold = matches!(&*tag.name, "b" | "strong");
        let outer = open.last().is_some_and(|outer| outer.bold);
        let bold = style.bold.unwrap_or(is_bold || outer);
        let given = facts.is_some_and(|facts| facts.matter_for_formatting());
        open.push(Formatting { local: tag.name.clone(), bold, given });
        drop(open);
        self.settle_bold();
        given
    }

    fn settle_bold(&self) {
        let bold = self.formatting.borrow().last().is_some_and(|open| open.bold);
        self.builder.sink.bold.set(bold);
    }

    /// What is left of an element that lies too deep.
    fn line_end(&self, local: &LocalName) -> TokenSinkResult<Handle> {
        let name = Name::of(&QualName::new(None, ns!(html), local.clone()));
        if !matches!(name, Name::Inline | Name::Out) {
            self.builder.sink.line_end();
        }
        TokenSinkResult::Continue
    }
}

/// What looks of characters that nobody ended do not reach beyond.
fn ends_formatting(local: &str) -> bool {
    matches!(local, "td" | "th" | "caption" | "table")
}
