//! The elements and texts of a page, in one list whose entries point at each other by their
//! places in it: however deep they lie in one another, the list goes in one piece.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::facts::Facts;
use super::name::Name;

/// No entry.
const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(super) struct Tree {
    entries: Vec<Entry>,
    /// The characters of all texts.
    words: String,
}

#[derive(Debug)]
struct Entry {
    parent: u32,
    before: u32,
    behind: u32,
    first: u32,
    last: u32,
    depth: u32,
    content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    /// What is neither an element nor a text.
    Nothing,
    Element(Name, Option<Box<Facts>>),
    Text(Text),
}

/// A stretch of characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    from: usize,
    to: usize,
    pub(super) bold: bool,
    /// The line of the source that it begins in.
    pub(super) line: u32,
}

impl Tree {
    pub(super) const ROOT: u32 = 0;

    pub(super) fn content(&self, at: u32) -> &Content {
        &self.entries[at as usize].content
    }

    pub(super) fn words(&self, text: Text) -> &str {
        &self.words[text.from..text.to]
    }

    pub(super) fn first(&self, at: u32) -> Option<u32> {
        Some(self.entries[at as usize].first).filter(|&at| at != NONE)
    }

    pub(super) fn behind(&self, at: u32) -> Option<u32> {
        Some(self.entries[at as usize].behind).filter(|&at| at != NONE)
    }

    /// All that lies in an entry, in the order of the page.
    pub(super) fn within(&self, top: u32) -> impl Iterator<Item = u32> {
        let mut at = self.first(top);
        std::iter::from_fn(move || {
            let now = at?;
            at = self.first(now).or_else(|| {
                let mut up = now;
                while up != top {
                    if let Some(behind) = self.behind(up) {
                        return Some(behind);
                    }
                    up = self.entries[up as usize].parent;
                }
                None
            });
            Some(now)
        })
    }

    /// Whether there are words in an entry that a browser would show.
    pub(super) fn has_words(&self, top: u32) -> bool {
        self.within(top).any(|at| match self.content(at) {
            Content::Text(text) => !self.words(*text).trim().is_empty(),
            _ => false,
        })
    }

    fn add(&mut self, content: Content) -> u32 {
        let at = u32::try_from(self.entries.len()).unwrap_or(NONE - 1);
        self.entries.push(Entry {
            parent: NONE,
            before: NONE,
            behind: NONE,
            first: NONE,
            last: NONE,
            depth: 0,
            content,
        });
        at
    }

    fn entry(&mut self, at: u32) -> Option<&mut Entry> {
        self.entries.get_mut(at as usize)
    }

    fn detach(&mut self, at: u32) {
        let Some(entry) = self.entry(at) else { return };
        let (parent, before, behind) = (entry.parent, entry.before, entry.behind);
        (entry.parent, entry.before, entry.behind) = (NONE, NONE, NONE);
        match self.entry(before) {
            Some(before) => before.behind = behind,
            None => {
                if let Some(parent) = self.entry(parent) {
                    parent.first = behind;
                }
            }
        }
        match self.entry(behind) {
            Some(behind) => behind.before = before,
            None => {
                if let Some(parent) = self.entry(parent) {
                    parent.last = before;
                }
            }
        }
    }

    /// Puts an entry into another, before one of those in it or at the end.
    fn insert(&mut self, parent: u32, behind: u32, at: u32) {
        self.detach(at);
        let Some(above) = self.entry(parent) else { return };
        let depth = above.depth + 1;
        let before = if behind == NONE { std::mem::replace(&mut above.last, at) } else { NONE };
        let before = match self.entry(behind) {
            Some(behind) => std::mem::replace(&mut behind.before, at),
            None => before,
        };
        match self.entry(before) {
            Some(before) => before.behind = at,
            None => {
                if let Some(parent) = self.entry(parent) {
                    parent.first = at;
                }
            }
        }
        if let Some(entry) = self.entry(at) {
            (entry.parent, entry.before, entry.behind) = (parent, before, behind);
            entry.depth = depth;
        }
    }

    /// Goes on with the text before a place, or begins one.
    fn insert_text(&mut self, parent: u32, behind: u32, words: &str, bold: bool, line: u32) {
        let from = self.words.len();
        let before = match self.entry(behind) {
            Some(behind) => behind.before,
            None => self.entry(parent).map_or(NONE, |parent| parent.last),
        };
        self.words.push_str(words);
        let to = self.words.len();
        if let Some(Entry { content: Content::Text(text), .. }) = self.entry(before)
            && text.to == from
            && text.bold == bold
        {
            text.to = to;
            return;
        }
        let at = self.add(Content::Text(Text { from, to, bold, line }));
        self.insert(parent, behind, at);
    }
}

/// What the parser writes a tree with.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// Where the parser is.
    current: Cell<u32>,
    /// Whether what comes is bold.
    pub(super) bold: Cell<bool>,
    /// The line of the source that the parser has come to.
    pub(super) line: Cell<u64>,
}

/// An element as the parser knows it.
#[derive(Clone)]
pub(super) struct Handle {
    at: u32,
    space: Namespace,
    local: LocalName,
}

/// The name of an element as the parser asks for it.
#[derive(Debug)]
pub(super) struct Called<'a>(&'a Namespace, &'a LocalName);

impl ElemName for Called<'_> {
    fn ns(&self) -> &Namespace {
        self.0
    }

    fn local_name(&self) -> &LocalName {
        self.1
    }
}

impl Sink {
    pub(super) fn new() -> Sink {
        let mut tree = Tree::default();
        tree.add(Content::Nothing);
        Sink {
            tree: RefCell::new(tree),
            current: Cell::new(Tree::ROOT),
            bold: Cell::new(false),
            line: Cell::new(1),
        }
    }

    /// How deep the parser is.
    pub(super) fn depth(&self) -> u32 {
        self.tree.borrow_mut().entry(self.current.get()).map_or(0, |entry| entry.depth)
    }

    /// Ends the line without the parser's knowing.
    pub(super) fn line_end(&self) {
        let mut tree = self.tree.borrow_mut();
        let at = tree.add(Content::Element(Name::Block, None));
        tree.insert(self.current.get(), NONE, at);
    }

    fn handle(at: u32) -> Handle {
        Handle { at, space: Namespace::default(), local: LocalName::default() }
    }

    fn put(&self, parent: u32, behind: u32, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => {
                tree.insert(parent, behind, child.at);
                self.current.set(child.at);
            }
            NodeOrText::AppendText(words) => {
                // The parser counts a line end when it has read it.
                let ends = words.bytes().filter(|&byte| byte == b'\n').count() as u64;
                let line = u32::try_from(self.line.get().saturating_sub(ends).max(1));
                let line = line.unwrap_or(u32::MAX);
                tree.insert_text(parent, behind, &words, self.bold.get(), line);
                self.current.set(parent);
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = Called<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Sink::handle(Tree::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Called<'a> {
        Called(&target.space, &target.local)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let content = Content::Element(Name::of(&name), Facts::of(&attrs));
        let at = self.tree.borrow_mut().add(content);
        Handle { at, space: name.ns, local: name.local }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Sink::handle(self.tree.borrow_mut().add(Content::Nothing))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Sink::handle(self.tree.borrow_mut().add(Content::Nothing))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.at, NONE, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.tree.borrow_mut().entry(element.at).map_or(NONE, |at| at.parent);
        if parent == NONE {
            self.append(prev_element, child);
        } else {
            self.put(parent, element.at, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, popped: &Handle) {
        let parent = self.tree.borrow_mut().entry(popped.at).map_or(NONE, |entry| entry.parent);
        self.current.set(parent);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // A browser shows nothing of a template, so that it need not be kept apart.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.at == y.at
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new: NodeOrText<Handle>) {
        let parent = self.tree.borrow_mut().entry(sibling.at).map_or(NONE, |at| at.parent);
        self.put(parent, sibling.at, new);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.at);
    }

    fn reparent_children(&self, from: &Handle, to: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(first) = tree.first(from.at) {
            tree.insert(to.at, NONE, first);
        }
    }
}
