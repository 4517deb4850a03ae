use themata_model::{Query, QueryError};
use themata_search::Words;

use super::spelt;
use crate::language::languages;
use crate::{Failure, Project};

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTrouble {
    /// What is wrong, without where: lower case, no full stop.
    pub message: String,
    /// What to do about it, if something can be advised.
    pub hint: Option<String>,
    /// The stretch of the query where it is, in code points, the end excluded; if it is
    /// somewhere.
    pub span: Option<(u32, u32)>,
    /// The query as it may have been meant: what to write instead, and the whole query.
    pub instead: Vec<(String, String)>,
}

impl Project {
    /// What is wrong with a query; `None` if it is sound and fits the study.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn query_trouble(&mut self, query: &str) -> Result<Option<QueryTrouble>, Failure> {
        let study = self.snapshot()?.study()?;
        let resolved = match Query::parse(query).and_then(|parsed| parsed.resolve(&study)) {
            Ok(resolved) => resolved,
            Err(error) => return Ok(Some(QueryTrouble::of(query, &error))),
        };
        let languages = languages(&study);
        for term in resolved.needs().words {
            if let Err(error) = Words::parse(&term.text, &languages) {
                // Words of a saved query stand elsewhere.
                let stands = query.chars().skip(term.at as usize);
                let is_here = stands.take(term.text.chars().count()).eq(term.text.chars());
                return Ok(Some(QueryTrouble {
                    message: error.to_string(),
                    hint: error.hint().map(Into::into),
                    span: is_here
                        .then(|| (term.at, term.at + term.text.chars().count() as u32)),
                    instead: Vec::new(),
                }));
            }
        }
        Ok(None)
    }
}

impl QueryTrouble {
    fn of(query: &str, error: &QueryError) -> QueryTrouble {
        let chars: Vec<char> = query.chars().collect();
        let at = error.place().map(|at| (at as usize).min(chars.len()));
        let mut span = at.map(|at| (at, piece_end(&chars, at)));
        let mut instead = Vec::new();
        if let (Some((written, meant)), Some(at)) = (error.misnamed(), at)
            && let Some((from, to)) = find(&chars, at, written)
        {
            span = Some((from, to));
            instead.extend(meant.iter().map(|name| {
                let before: String = chars[..from].iter().collect();
                let behind: String = chars[to..].iter().collect();
                (name.clone(), format!("{before}{}{behind}", spelt(name)))
            }));
        }
        let message = error.what().to_owned();
        let hint = error.advice().map(str::to_owned);
        let span = span.map(|(from, to)| (from as u32, to as u32));
        QueryTrouble { message, hint, span, instead }
    }
}

/// Where a name stands behind a place, with its quotation marks.
fn find(chars: &[char], at: usize, written: &str) -> Option<(usize, usize)> {
    let spellings = [spelt(written), format!("\"{written}\""), written.to_owned()];
    spellings.iter().find_map(|spelling| {
        let wanted: Vec<char> = spelling.chars().collect();
        let behind = chars.get(at..)?.windows(wanted.len().max(1));
        let place = at + behind.into_iter().position(|here| here == wanted)?;
        Some((place, place + wanted.len()))
    })
}

/// Where the piece that begins at a place ends: at white space outside quotation marks.
fn piece_end(chars: &[char], at: usize) -> usize {
    let mut is_quoted = false;
    let ends = |c: &char| {
        is_quoted ^= matches!(c, '"' | '“' | '”');
        c.is_whitespace() && !is_quoted
    };
    let length = chars[at..].iter().position(ends).unwrap_or(chars.len() - at);
    at + length.max(1).min(chars.len() - at)
}
