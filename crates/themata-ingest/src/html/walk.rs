//! From elements to lines.

use std::collections::HashMap;

use super::LeftOut;
use super::facts::{Facts, Fate};
use super::grid::Grid;
use super::name::Name;
use super::style::bold_classes;
use super::tree::{Content, Tree};
use super::writer::{Manner, Writer, Written};
use crate::line::Role;

/// Walks over all that is on a page.
pub(super) fn walk(tree: &Tree) -> (Vec<Written>, LeftOut) {
    let mut walk = Walk {
        tree,
        bold: HashMap::new(),
        writer: Writer::default(),
        grids: Vec::new(),
        open: Vec::new(),
        edges: Vec::new(),
        left_out: LeftOut::default(),
        line: 1,
    };
    for at in tree.within(Tree::ROOT) {
        if let Content::Element(Name::Style, _) = tree.content(at) {
            for inner in tree.within(at) {
                if let Content::Text(text) = tree.content(inner) {
                    bold_classes(tree.words(*text), &mut walk.bold);
                }
            }
        }
    }
    walk.all_in(Tree::ROOT);
    walk.writer.paragraph_end();
    let mut written = walk.title_of_the_page();
    written.append(&mut walk.writer.written);
    (written, walk.left_out)
}

struct Walk<'a> {
    tree: &'a Tree,
    /// The classes of which the page says whether they are bold.
    bold: HashMap<String, bool>,
    writer: Writer,
    /// The tables that are open.
    grids: Vec<Grid>,
    open: Vec<Open>,
    /// The headers and footers of the page, which were left out.
    edges: Vec<u32>,
    left_out: LeftOut,
    line: u32,
}

/// An element that is being walked over.
struct Open {
    at: u32,
    /// What held around it.
    around: Around,
    name: Name,
    is_block: bool,
    is_apart: bool,
}

/// What elements tell those in them.
#[derive(Clone, Copy)]
struct Around {
    manner: Manner,
    /// Whether there is a part with headers and footers of its own.
    in_part: bool,
}

const OUTSIDE: Around = Around {
    manner: Manner { role: Role::Body, quoted: false, bold: false, pre: false },
    in_part: false,
};

impl Walk<'_> {
    fn all_in(&mut self, top: u32) {
        let mut around = OUTSIDE;
        let mut next = self.tree.first(top);
        loop {
            match next {
                Some(at) => {
                    let entered = self.enter(at, &mut around);
                    next = if entered { self.tree.first(at) } else { self.tree.behind(at) };
                }
                None => {
                    let Some(open) = self.open.pop() else { break };
                    self.leave(&open, around.manner);
                    around = open.around;
                    next = self.tree.behind(open.at);
                }
            }
        }
    }

    /// Begins an element or takes in a text, and says whether to go into it.
    fn enter(&mut self, at: u32, around: &mut Around) -> bool {
        let (name, facts) = match self.tree.content(at) {
            Content::Nothing => return false,
            Content::Text(text) => {
                let manner = Manner { bold: text.bold || around.manner.bold, ..around.manner };
                self.line = text.line;
                self.writer.push(self.tree.words(*text), manner, text.line);
                return false;
            }
            Content::Element(name, facts) => (*name, facts.as_deref()),
        };
        if self.is_left_out(at, name, facts, *around) {
            return false;
        }
        if let Some(ms) = facts.and_then(|facts| facts.stamp) {
            self.writer.stamp(ms, around.manner, self.line);
            return false;
        }
        let style = facts.map(|facts| facts.style).unwrap_or_default();
        let is_block = style.block || !matches!(name, Name::Inline | Name::Break | Name::Quote);
        let is_apart = facts.is_some_and(|facts| facts.apart) && !is_block;
        if is_block {
            self.writer.paragraph_end();
        } else if is_apart {
            self.writer.apart();
        }
        self.open.push(Open { at, around: *around, name, is_block, is_apart });
        let manner = &mut around.manner;
        manner.bold = facts.and_then(|facts| self.weight(facts)).unwrap_or(manner.bold);
        manner.pre = style.pre.unwrap_or(manner.pre);
        if facts.is_some_and(|facts| facts.note) {
            manner.role = Role::Note;
        }
        match name {
            Name::Break => self.writer.line_end(),
            Name::Quote => self.writer.push("“", *manner, self.line),
            Name::Pre => manner.pre = true,
            Name::Heading(level) if manner.role == Role::Body => {
                manner.role = Role::Heading(level);
            }
            Name::BlockQuote => manner.quoted = true,
            Name::Part => around.in_part = true,
            Name::Table => {
                if let Some(outer) = self.grids.last_mut() {
                    outer.holds_table = true;
                }
                self.grids.push(Grid::default());
            }
            Name::Row => self.grids.last_mut().into_iter().for_each(Grid::row),
            Name::Cell => {
                let line = self.writer.written.len();
                let rows = facts.map_or(1, |facts| facts.rows);
                self.grids.last_mut().into_iter().for_each(|grid| grid.begin_cell(line, rows));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, open: &Open, manner: Manner) {
        if open.name == Name::Quote {
            self.writer.push("”", manner, self.line);
        }
        if open.is_block {
            self.writer.paragraph_end();
        } else if open.is_apart {
            self.writer.apart();
        }
        match open.name {
            Name::Cell => {
                let line = self.writer.written.len();
                self.grids.last_mut().into_iter().for_each(|grid| grid.end_cell(line));
            }
            Name::Table => {
                if let Some(grid) = self.grids.pop() {
                    grid.finish(&mut self.writer.written);
                }
            }
            _ => {}
        }
    }

    fn is_left_out(
        &mut self,
        at: u32,
        name: Name,
        facts: Option<&Facts>,
        around: Around,
    ) -> bool {
        let is_edge = name == Name::Edge && !around.in_part;
        let fate = facts.map(|facts| facts.fate).unwrap_or_default();
        let count = match (name, fate) {
            (Name::Out | Name::Style, _) | (_, Fate::Numbering) => return true,
            (_, Fate::Hidden) => &mut self.left_out.hidden,
            (_, Fate::Comment) => &mut self.left_out.comments,
            (Name::Deleted, _) => &mut self.left_out.deleted,
            (Name::Frame, _) | (_, Fate::Frame) => &mut self.left_out.frame,
            _ if is_edge => &mut self.left_out.frame,
            _ => return false,
        };
        *count += usize::from(self.tree.has_words(at));
        if is_edge && fate == Fate::Shown {
            self.edges.push(at);
        }
        true
    }

    /// Whether an element says of itself that it is bold.
    fn weight(&self, facts: &Facts) -> Option<bool> {
        let by_class = || {
            let classes = facts.classes.split_ascii_whitespace();
            classes.filter_map(|class| self.bold.get(class)).next_back().copied()
        };
        facts.style.bold.or_else(by_class)
    }

    /// The heading in the header of the page, if it is the only one that could be the page's.
    fn title_of_the_page(&mut self) -> Vec<Written> {
        let title = Role::Heading(1);
        if self.writer.written.iter().any(|written| written.line.role == title) {
            return Vec::new();
        }
        let body = std::mem::take(&mut self.writer);
        let is_title =
            |at: &u32| matches!(self.tree.content(*at), Content::Element(Name::Heading(1), _));
        let headings = self.edges.iter().flat_map(|&edge| self.tree.within(edge));
        let heading = { headings }.find(is_title);
        if let Some(heading) = heading {
            let left_out = self.left_out;
            self.all_in(heading);
            self.left_out = left_out;
        }
        self.writer.paragraph_end();
        let mut found = std::mem::replace(&mut self.writer, body).written;
        found.iter_mut().for_each(|written| written.line.role = title);
        found
    }
}
