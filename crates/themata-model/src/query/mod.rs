//! The query language: which codings, documents and places does a question mean?
//!
//! A query is made of terms `name:value` and of words to look for, joined by `AND` (or
//! nothing), `OR`, `NOT`, brackets and relations such as `OVERLAPS`. `docs/queries.md` is its
//! reference, decisions 0004 and 0013 say why it means what it means.
//!
//! A coding is meant if the query holds for it. Terms on codes look at all codes that the
//! same coder gave to the same excerpt, so `code:funding code:staffing` means excerpts that
//! carry both; of such an excerpt the codings with one of the named codes are meant. Words
//! hold for a coding if they stand in its excerpt.
//!
//! Reading order: `lexer` and `parse` make an [`Query`] of a text, `resolve` (with `names`)
//! holds it against a study, `evaluate` finds what it means; `relation` says how two stretches
//! may lie to each other and `related` finds those that do; `universe` and `places` say where a
//! query can hold at all; `explain` says in words what it means.

mod lexer;
mod parse;
mod relation;

mod names;
mod resolve;

mod evaluate;
mod explain;
mod material;
mod places;
mod related;
mod universe;
mod weight;

use std::fmt;

pub use evaluate::{Asked, Evaluated, Place, Scope};
pub use explain::Part;
pub use material::{Material, Memos, Needs};
pub use resolve::{Resolved, TERMS, WordTerm};

use lexer::{Word, WordKind};
use relation::Relation;

/// A parsed question, not yet held against a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    root: Option<Expr>,
}

/// Why a text is no query, or a query does not fit a study: what is wrong, where, and what
/// to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    message: String,
    hint: Option<String>,
    at: Option<u32>,
    /// What was written and the names that may have been meant by it.
    meant: Option<(String, Vec<String>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expr {
    Term(Term),
    Words(Words),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Related { left: Box<Expr>, negated: bool, relation: Relation, right: Box<Expr> },
}

/// `name:value,value`, and where it begins in the query in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    name: String,
    values: Vec<Value>,
    at: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    /// Whether `=` stands before it: of a code, not its subcodes.
    exact: bool,
    /// Whether it stands in quotation marks, where a star is a star.
    quoted: bool,
    text: String,
}

/// Words to look for as they are written, and where they begin in the query in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    text: String,
    at: u32,
}

impl Query {
    /// The query that means everything.
    #[must_use]
    pub fn all() -> Query {
        Query { root: None }
    }

    /// Reads a query. An empty text means everything.
    ///
    /// # Errors
    ///
    /// If the text is not in the language; the error says where and what to write instead.
    pub fn parse(text: &str) -> Result<Query, QueryError> {
        parse::parse(text).map(|root| Query { root })
    }

    /// Whether words stand in it that are to be looked for. What saved queries look for is not
    /// known before it is resolved.
    #[must_use]
    pub fn looks_for_words(&self) -> bool {
        self.root.as_ref().is_some_and(Expr::has_words)
    }

    /// The parts that must all hold, in their order; none if the query means everything.
    #[must_use]
    pub fn conjuncts(&self) -> Vec<Query> {
        let parts = match &self.root {
            None => &[],
            Some(Expr::And(parts)) => parts.as_slice(),
            Some(other) => std::slice::from_ref(other),
        };
        parts.iter().map(|part| Query { root: Some(part.clone()) }).collect()
    }

    /// The parts of which one is enough, in their order; the query itself if it is no choice.
    #[must_use]
    pub fn disjuncts(&self) -> Vec<Query> {
        match &self.root {
            Some(Expr::Or(parts)) => {
                parts.iter().map(|part| Query { root: Some(part.clone()) }).collect()
            }
            _ => vec![self.clone()],
        }
    }

    /// Parts the query into words, and what else must hold where they stand. `None` if it is
    /// not made so: if it looks for no words, or asks for words or something else, or holds
    /// words against codings.
    #[must_use]
    pub fn apart(&self) -> Option<(String, Query)> {
        let parts = match self.root.as_ref()? {
            Expr::And(parts) => parts.as_slice(),
            other => std::slice::from_ref(other),
        };
        let (words, rest): (Vec<&Expr>, Vec<&Expr>) =
            parts.iter().partition(|part| part.is_of_words());
        if words.is_empty() || rest.iter().any(|part| part.has_words()) {
            return None;
        }
        let rest = match rest.as_slice() {
            [] => None,
            [only] => Some((*only).clone()),
            several => Some(Expr::And(several.iter().map(|&part| part.clone()).collect())),
        };
        let all: Vec<String> = words
            .iter()
            .map(|part| Spelt { expr: part, nested: words.len() > 1 }.to_string())
            .collect();
        Some((all.join(" "), Query { root: rest }))
    }
}

impl QueryError {
    fn new(at: Option<u32>, message: impl Into<String>) -> QueryError {
        QueryError { message: message.into(), hint: None, at, meant: None }
    }

    fn hint(mut self, hint: impl Into<String>) -> QueryError {
        self.hint = Some(hint.into());
        self
    }

    fn hint_if(self, applies: bool, hint: &str) -> QueryError {
        if applies { self.hint(hint) } else { self }
    }

    /// What to do about it, if something can be advised.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// What is wrong, without where.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.message
    }

    /// Where in the query it is, in code points counted from 0, if it is somewhere.
    #[must_use]
    pub fn place(&self) -> Option<u32> {
        self.at
    }

    /// A name that nothing has, as it was written, and the names that may have been meant by
    /// it; `None` if something else is wrong.
    #[must_use]
    pub fn misnamed(&self) -> Option<(&str, &[String])> {
        self.meant.as_ref().map(|(written, meant)| (written.as_str(), meant.as_slice()))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.at {
            Some(at) => write!(f, " (character {} of the query)", at + 1),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

impl Expr {
    /// Whether it is made of nothing but words, so that a search alone can answer it.
    fn is_of_words(&self) -> bool {
        match self {
            Expr::Term(_) => false,
            Expr::Words(_) => true,
            Expr::Not(inner) => inner.is_of_words(),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().all(Expr::is_of_words),
            Expr::Related { left, negated, relation, right } => {
                !negated
                    && relation.is_of_words()
                    && left.is_word_or_choice()
                    && right.is_word_or_choice()
            }
        }
    }

    /// Whether it is what may stand beside NEAR in a search: words, or a choice of words.
    fn is_word_or_choice(&self) -> bool {
        match self {
            Expr::Words(_) => true,
            Expr::Or(parts) => parts.iter().all(|part| matches!(part, Expr::Words(_))),
            _ => false,
        }
    }

    fn has_words(&self) -> bool {
        match self {
            Expr::Term(_) => false,
            Expr::Words(_) => true,
            Expr::Not(inner) => inner.has_words(),
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::has_words),
            Expr::Related { left, right, .. } => left.has_words() || right.has_words(),
        }
    }
}

impl Words {
    fn of(word: &Word, at: u32) -> Words {
        let text = &word.text;
        let spelt = match word.kind {
            WordKind::Plain => text.clone(),
            WordKind::Quoted => quoted(text),
            WordKind::Expression => format!("/{text}/"),
        };
        Words { text: format!("{}{spelt}", word.exact), at }
    }
}

/// The query in its standard spelling; parsing it gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Some(root) => write!(f, "{}", Spelt { expr: root, nested: false }),
            None => Ok(()),
        }
    }
}

/// An expression in its standard spelling, in brackets if it is joined and nested.
struct Spelt<'a> {
    expr: &'a Expr,
    nested: bool,
}

impl fmt::Display for Spelt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = |expr| Spelt { expr, nested: true };
        match self.expr {
            Expr::Term(term) => {
                write!(f, "{}:", Plainly { text: &term.name, but_for: &['=', '-', '/'] })?;
                for (i, value) in term.values.iter().enumerate() {
                    write!(f, "{}{value}", if i == 0 { "" } else { "," })?;
                }
                Ok(())
            }
            Expr::Words(words) => f.write_str(&words.text),
            Expr::Not(part) => write!(f, "NOT {}", inner(part)),
            Expr::And(parts) => self.joined(parts, " ", f),
            Expr::Or(parts) => self.joined(parts, " OR ", f),
            Expr::Related { left, negated, relation, right } => {
                let not = if *negated { "NOT " } else { "" };
                let to = match relation {
                    Relation::InSame(_) | Relation::InSameDocument => " AS",
                    _ => "",
                };
                let (left, right) = (Side(left), Side(right));
                write!(f, "{left} {not}{relation}{to} {right}")
            }
        }
    }
}

impl Spelt<'_> {
    fn joined(&self, parts: &[Expr], by: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.nested { "(" } else { "" })?;
        for (i, expr) in parts.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { by })?;
            write!(f, "{}", Spelt { expr, nested: true })?;
        }
        f.write_str(if self.nested { ")" } else { "" })
    }
}

/// A side of a relation: everything but a term or words stands in brackets.
struct Side<'a>(&'a Expr);

impl fmt::Display for Side<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spelt = Spelt { expr: self.0, nested: false };
        match self.0 {
            Expr::Term(_) | Expr::Words(_) => write!(f, "{spelt}"),
            _ => write!(f, "({spelt})"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.exact { "=" } else { "" })?;
        if self.quoted && self.text.contains('*') {
            return f.write_str(&quoted(&self.text));
        }
        write!(f, "{}", Plainly { text: &self.text, but_for: &['='] })
    }
}

/// A name or value as it is written in a query: in quotation marks where it must be.
struct Plainly<'a> {
    text: &'a str,
    /// The signs with which it cannot begin.
    but_for: &'a [char],
}

impl fmt::Display for Plainly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = !self.text.is_empty()
            && self.text.chars().all(lexer::is_plain)
            && !self.text.starts_with(self.but_for)
            && !matches!(self.text, "AND" | "OR" | "NOT");
        if plain { f.write_str(self.text) } else { f.write_str(&quoted(self.text)) }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        // Every kind of quotation mark would end the value.
        if matches!(c, '\\' | '"' | '“' | '”') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests;
