//! The query language: which codings, and which documents, does a question mean?
//!
//! A query is made of terms `name:value` joined by `AND` (or nothing), `OR`, `NOT` and
//! brackets. The names are `code`, `theme`, `coder`, `valence`, `speaker`, `document`, and
//! the study's attributes (`site`, `role`, `wave`…). Values with spaces stand in quotation
//! marks; `site:04,05` means either.
//!
//! A coding is meant if the query holds for it. Terms on codes look at all codes that the
//! same coder gave to the same excerpt, so `code:funding code:staffing` means excerpts that
//! carry both; of such an excerpt the codings with one of the named codes are meant.

mod evaluate;
mod parse;
mod places;
mod resolve;

use std::fmt;

pub use evaluate::{Asked, Scope};
pub use resolve::{Resolved, TERMS};

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
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expr {
    Term(Term),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
}

/// `name:value,value`, and where it begins in the query in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    name: String,
    values: Vec<String>,
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
}

impl QueryError {
    fn new(at: Option<u32>, message: impl Into<String>) -> QueryError {
        QueryError { message: message.into(), hint: None, at }
    }

    fn hint(mut self, hint: impl Into<String>) -> QueryError {
        self.hint = Some(hint.into());
        self
    }

    /// What to do about it, if something can be advised.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.hint.as_deref()
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

/// The query in its standard spelling; parsing it gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.root {
            Some(root) => write(root, f, false),
            None => Ok(()),
        }
    }
}

fn write(expr: &Expr, f: &mut fmt::Formatter<'_>, nested: bool) -> fmt::Result {
    match expr {
        Expr::Term(term) => {
            write!(f, "{}:", Word(&term.name))?;
            for (i, value) in term.values.iter().enumerate() {
                write!(f, "{}{}", if i == 0 { "" } else { "," }, Word(value))?;
            }
            Ok(())
        }
        Expr::Not(inner) => {
            f.write_str("NOT ")?;
            write(inner, f, true)
        }
        Expr::And(parts) => joined(parts, " ", f, nested),
        Expr::Or(parts) => joined(parts, " OR ", f, nested),
    }
}

fn joined(parts: &[Expr], by: &str, f: &mut fmt::Formatter<'_>, nested: bool) -> fmt::Result {
    f.write_str(if nested { "(" } else { "" })?;
    for (i, part) in parts.iter().enumerate() {
        f.write_str(if i == 0 { "" } else { by })?;
        write(part, f, true)?;
    }
    f.write_str(if nested { ")" } else { "" })
}

/// A name or value as it is written in a query: in quotation marks where it must be.
struct Word<'a>(&'a str);

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = !self.0.is_empty()
            && self.0.chars().all(parse::is_plain)
            && !matches!(self.0, "AND" | "OR" | "NOT");
        if plain {
            return f.write_str(self.0);
        }
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests;
