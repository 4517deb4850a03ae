use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use super::names;
use super::relation::Relation;
use super::weight::{Weights, weights};
use super::{Expr, Query, QueryError, Side, Spelt, Term};
use crate::{CoderId, CoderKind, DocumentId, Study, Valence};

/// The words that a term may begin with besides the names of attributes.
pub const TERMS: [&str; 11] = [
    "code", "theme", "coder", "document", "memo", "query", "round", "speaker", "section",
    "valence", "weight",
];

/// How deep saved queries may be made of each other, and how many may be read for one query.
/// Nobody writes more by hand, and what each names twice would double at every step.
const DEEPEST: usize = 32;
const MOST: u32 = 1_000;

/// A query whose names were found in a study. It is meant for that study as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub(super) root: Option<Test>,
    /// The relations that tests refer to by their places; those that one is made of stand
    /// before it.
    pub(super) related: Vec<Related>,
    pub(super) words: Vec<WordTerm>,
    /// The machines that it names, and not to leave them out: codings of others are left out.
    pub(super) machines: Vec<CoderId>,
    /// The coders whose codings do not count, because only naming them makes them count.
    pub(super) aside: Vec<CoderId>,
    query: Query,
}

/// Words that a query looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordTerm {
    /// The words in the language of searching.
    pub text: String,
    /// Where they begin in the query, in code points.
    pub at: u32,
}

/// What is asked of a coding or a place. Sets are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Codes(Vec<CodeIndex>),
    Coders(Vec<CoderId>),
    Documents(Vec<DocumentId>),
    Valence(Vec<Option<Valence>>),
    Weight(Vec<Weights>),
    /// The speakers meant, as pairs of document and place among its speakers.
    Speakers(Vec<(DocumentId, u32)>),
    /// The sections meant, as pairs of document and span.
    Sections(Vec<(DocumentId, CharSpan)>),
    /// What a memo holds, in small letters; an empty text means any memo.
    Memo(Vec<String>),
    /// The words of this place among the query's.
    Words(usize),
    /// The relation of this place among the query's.
    Related(usize),
    Not(Box<Test>),
    And(Vec<Test>),
    Or(Vec<Test>),
}

/// What lies in a relation to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Related {
    pub(super) left: Test,
    pub(super) negated: bool,
    pub(super) relation: Relation,
    pub(super) right: Test,
    /// Whether only what one coder said is held together.
    pub(super) same_coder: bool,
}

/// What the two sides of a relation are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elements {
    Codings,
    Words,
}

impl Query {
    /// Finds the query's names in a study.
    ///
    /// # Errors
    ///
    /// If the study knows no such code, theme, coder, attribute, value, speaker, document or
    /// saved query; the error suggests the names that may have been meant. If saved queries
    /// name each other in a circle, or a relation has a side that is neither codings nor words.
    pub fn resolve(&self, study: &Study) -> Result<Resolved, QueryError> {
        self.resolved(study, false)
    }

    /// The same, to hold what coders said against each other. The final coding of a query means
    /// people's there: a consensus is compared with nobody, and where there is one, people's
    /// codings are what it was made from.
    ///
    /// # Errors
    ///
    /// As [`Query::resolve`].
    pub fn resolve_compared(&self, study: &Study) -> Result<Resolved, QueryError> {
        self.resolved(study, true)
    }

    fn resolved(&self, study: &Study, compares: bool) -> Result<Resolved, QueryError> {
        let mut resolver = Resolver {
            study,
            compares,
            related: Vec::new(),
            words: Vec::new(),
            open: Vec::new(),
            read: 0,
        };
        let root = self.root.as_ref().map(|root| resolver.test(root)).transpose()?;
        let Resolver { related, words, .. } = resolver;
        let sides = related.iter().flat_map(|related| [&related.left, &related.right]);
        let (mut machines, mut aside) = (Vec::new(), study.aside());
        for root in root.iter().chain(sides) {
            root.each_affirmed(&mut |test| {
                if let Test::Coders(coders) = test {
                    machines.extend(coders.iter().filter(|&&id| is_machine(study, id)));
                    aside.retain(|id| !coders.contains(id));
                }
            });
        }
        Ok(Resolved { root, related, words, machines, aside, query: self.clone() })
    }
}

impl Resolved {
    /// The query as it was asked, in its standard spelling.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether codings of machines are meant too, because the query names one.
    #[must_use]
    pub fn names_machine(&self) -> bool {
        !self.machines.is_empty()
    }

    /// The codes that the query names, if naming codes is all that it does.
    #[must_use]
    pub fn codes_alone(&self) -> Option<&[CodeIndex]> {
        match &self.root {
            Some(Test::Codes(codes)) => Some(codes),
            _ => None,
        }
    }

    /// The documents that the query names, if naming documents is all that it does.
    #[must_use]
    pub fn documents_alone(&self) -> Option<&[DocumentId]> {
        match &self.root {
            Some(Test::Documents(documents)) => Some(documents),
            _ => None,
        }
    }

    /// Whether the query names coders. A relation whose right side does is held against the
    /// codings of everyone.
    #[must_use]
    pub fn names_coders(&self) -> bool {
        let root = self.root.as_ref();
        root.is_some_and(|root| root.any(&|test| matches!(test, Test::Coders(_))))
    }

    /// The query over everyone's codings, those of machines among them, whomever it names.
    #[must_use]
    pub fn with_machines(mut self, study: &Study) -> Resolved {
        let machines = study.coders.iter().filter(|coder| is_machine(study, coder.id));
        self.machines = machines.map(|coder| coder.id).collect();
        self.aside.clear();
        self
    }

    /// The query over the consensus, too, whether it names it or not.
    #[must_use]
    pub fn with_consensus(mut self, study: &Study) -> Resolved {
        self.aside.retain(|&id| is_machine(study, id));
        self
    }

    /// Whether a coder's codings count at all.
    #[must_use]
    pub fn takes_part(&self, coder: CoderId) -> bool {
        !self.aside.contains(&coder)
    }

    /// What a test is about: codings, words, or neither but only documents and places.
    pub(super) fn elements(&self, test: &Test) -> Option<Elements> {
        elements(test, &self.related)
    }
}

impl Test {
    /// Whether a part of the test is such. Relations are tests of their own.
    pub(super) fn any(&self, is: &dyn Fn(&Test) -> bool) -> bool {
        let inside = match self {
            Test::Not(inner) => inner.any(is),
            Test::And(parts) | Test::Or(parts) => parts.iter().any(|part| part.any(is)),
            _ => false,
        };
        inside || is(self)
    }
}

fn is_machine(study: &Study, id: CoderId) -> bool {
    study.coder(id).is_some_and(|coder| coder.kind == CoderKind::Machine)
}

fn elements(test: &Test, related: &[Related]) -> Option<Elements> {
    let codings = test.any(&|test| match test {
        Test::Codes(_)
        | Test::Coders(_)
        | Test::Valence(_)
        | Test::Weight(_)
        | Test::Memo(_) => true,
        Test::Related(place) => {
            elements(&related[*place].left, related) == Some(Elements::Codings)
        }
        _ => false,
    });
    let words = || test.any(&|test| matches!(test, Test::Words(_) | Test::Related(_)));
    match codings {
        true => Some(Elements::Codings),
        false => words().then_some(Elements::Words),
    }
}

struct Resolver<'a> {
    study: &'a Study,
    /// Whether coders are held against each other.
    compares: bool,
    related: Vec<Related>,
    words: Vec<WordTerm>,
    /// The names of the saved queries that are being read.
    open: Vec<String>,
    /// How many saved queries were read.
    read: u32,
}

impl Resolver<'_> {
    fn test(&mut self, expr: &Expr) -> Result<Test, QueryError> {
        // What is made of words alone is looked for at once.
        if let Expr::Related { .. } = expr
            && expr.is_of_words()
        {
            return Ok(self.looked_for(&Spelt { expr, nested: false }.to_string(), expr.at()));
        }
        match expr {
            Expr::Term(term) => self.term(term),
            Expr::Words(words) => Ok(self.looked_for(&words.text, words.at)),
            Expr::Not(inner) => Ok(Test::Not(Box::new(self.test(inner)?))),
            Expr::And(parts) => Ok(Test::And(self.all(parts)?)),
            Expr::Or(parts) => Ok(Test::Or(self.all(parts)?)),
            Expr::Related { left, negated, relation, right } => {
                let (left, right) = (self.side(left)?, self.side(right)?);
                // Whose codings are named on the right side are held against everyone's.
                let named = right.any(&|test| matches!(test, Test::Coders(_)));
                let both = [&left, &right]
                    .iter()
                    .all(|side| elements(side, &self.related) == Some(Elements::Codings));
                let (negated, relation) = (*negated, *relation);
                let same_coder = both && !named;
                self.related.push(Related { left, negated, relation, right, same_coder });
                Ok(Test::Related(self.related.len() - 1))
            }
        }
    }

    fn all(&mut self, parts: &[Expr]) -> Result<Vec<Test>, QueryError> {
        parts.iter().map(|part| self.test(part)).collect()
    }

    fn side(&mut self, expr: &Expr) -> Result<Test, QueryError> {
        let test = self.test(expr)?;
        if elements(&test, &self.related).is_some() {
            return Ok(test);
        }
        let what = format!("`{}` is neither codings nor words", Side(expr));
        Err(QueryError::new(Some(expr.at()), what).hint(
            "a relation holds codings or words against each other; say where behind it: \
             code:it OVERLAPS code:culture site:04",
        ))
    }

    fn looked_for(&mut self, text: &str, at: u32) -> Test {
        let known = self.words.iter().position(|words| words.text == text);
        Test::Words(known.unwrap_or_else(|| {
            self.words.push(WordTerm { text: text.to_owned(), at });
            self.words.len() - 1
        }))
    }

    fn term(&mut self, term: &Term) -> Result<Test, QueryError> {
        let study = self.study;
        let named = term.name.to_lowercase();
        // A study of before there was such a term may have an attribute of that name.
        if matches!(named.as_str(), "section" | "round" | "memo" | "query" | "weight")
            && study.attribute_named(&named).is_some()
        {
            return names::attribute(term, study);
        }
        match named.as_str() {
            "code" => Ok(Test::Codes(names::each(term, |name| names::code(name, study))?)),
            "theme" => Ok(Test::Codes(names::each(term, |name| names::theme(name, study))?)),
            "coder" => self.coders(term),
            "document" => {
                Ok(Test::Documents(names::each(term, |name| names::document(name, study))?))
            }
            "speaker" => {
                Ok(Test::Speakers(names::each(term, |name| names::speaker(name, study))?))
            }
            "section" => {
                Ok(Test::Sections(names::each(term, |title| names::section(title, study))?))
            }
            "round" => {
                Ok(Test::Documents(names::each(term, |name| names::round(name, study))?))
            }
            "valence" => Ok(Test::Valence(names::each(term, names::valence)?)),
            "weight" => Ok(Test::Weight(names::each(term, weights)?)),
            "memo" => Ok(Test::Memo(names::each(term, names::memo)?)),
            "query" => self.saved(term),
            _ => names::attribute(term, study),
        }
    }

    /// Coders by name or kind, or the final coding.
    fn coders(&self, term: &Term) -> Result<Test, QueryError> {
        let (named, is_final) = names::coders(term, self.study)?;
        if !is_final {
            return Ok(Test::Coders(named));
        }
        let of_kind = |kind: CoderKind| {
            let coders = self.study.coders.iter().filter(move |coder| coder.kind == kind);
            Test::Coders(coders.map(|coder| coder.id).collect())
        };
        if self.compares {
            return Ok(Test::Or(vec![Test::Coders(named), of_kind(CoderKind::Human)]));
        }
        let settled = Test::Documents(self.study.settled_documents());
        let unsettled = Test::Not(Box::new(settled));
        Ok(Test::Or(vec![
            Test::Coders(named),
            of_kind(CoderKind::Consensus),
            Test::And(vec![of_kind(CoderKind::Human), unsettled]),
        ]))
    }

    /// A saved query means what it means as it stands now.
    fn saved(&mut self, term: &Term) -> Result<Test, QueryError> {
        let mut meant = Vec::new();
        for value in &term.values {
            let at = Some(term.at);
            let saved = names::query(value, self.study).map_err(|error| error.at(at))?;
            let key = saved.name.to_lowercase();
            if self.open.contains(&key) {
                let what = format!("the saved query `{}` refers to itself", saved.name);
                return Err(QueryError::new(at, what)
                    .hint("`themata query show` shows what it is made of"));
            }
            let inside = |error: QueryError| {
                let what = format!("in the saved query `{}`: {}", saved.name, error.message);
                QueryError { message: what, hint: error.hint, at, meant: None }
            };
            self.read += 1;
            if self.open.len() >= DEEPEST || self.read > MOST {
                let what = "saved queries are made of too many others";
                return Err(QueryError::new(at, what).hint("write out some of them"));
            }
            let query = Query::parse(&saved.query).map_err(inside)?;
            self.open.push(key);
            let test = query.root.as_ref().map(|root| self.test(root)).transpose();
            self.open.pop();
            // An empty query means everything: nothing must hold.
            meant.push(test.map_err(inside)?.unwrap_or(Test::And(Vec::new())));
        }
        Ok(if meant.len() == 1 { meant.remove(0) } else { Test::Or(meant) })
    }
}

impl Expr {
    /// Where it begins in the query, in code points.
    fn at(&self) -> u32 {
        match self {
            Expr::Term(term) => term.at,
            Expr::Words(words) => words.at,
            Expr::Not(inner) => inner.at(),
            Expr::And(parts) | Expr::Or(parts) => parts.first().map_or(0, Expr::at),
            Expr::Related { left, .. } => left.at(),
        }
    }
}
