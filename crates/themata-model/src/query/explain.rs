//! What a query means, part by part, in words; and which saved queries it is made of.

use std::collections::BTreeSet;

use super::names;
use super::relation::{Distance, Relation, Unit};
use super::resolve::{Elements, Test};
use super::weight;
use super::{Expr, Query, QueryError, Term, Value};
use crate::{DocumentId, SavedQueryId, Study, Valence};

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How deep it stands: 0 is the query as a whole.
    pub depth: u8,
    /// The part, as a query of its own.
    pub query: Query,
    /// What it means, in words.
    pub meaning: String,
}

/// So many names are told one by one.
const NAMES: usize = 12;

impl Query {
    /// What the query means in a study, part by part, from the outside to the inside.
    ///
    /// # Errors
    ///
    /// If it does not fit the study; see [`Query::resolve`].
    pub fn explained(&self, study: &Study) -> Result<Vec<Part>, QueryError> {
        self.resolve(study)?;
        let mut parts = Vec::new();
        match &self.root {
            Some(root) => explain(root, study, 0, &mut parts)?,
            None => parts.push(Part {
                depth: 0,
                query: self.clone(),
                meaning: "everything".to_owned(),
            }),
        }
        Ok(parts)
    }

    /// Whether a saved query is one of its parts, not through another saved one.
    #[must_use]
    pub fn names_query(&self, study: &Study, saved: SavedQueryId) -> bool {
        let mut names_it = false;
        let mut copy = self.clone();
        copy.each_saved(study, &mut |_, id| names_it |= id == saved);
        names_it
    }

    /// The query with another name of a saved query that is one of its parts.
    #[must_use]
    pub fn with_query_renamed(
        mut self,
        study: &Study,
        saved: SavedQueryId,
        new: &str,
    ) -> Query {
        self.each_saved(study, &mut |value, id| {
            if id == saved {
                *value = Value { exact: false, quoted: true, text: new.to_owned() };
            }
        });
        self
    }

    fn each_saved(&mut self, study: &Study, visit: &mut dyn FnMut(&mut Value, SavedQueryId)) {
        // Where there is an attribute of that name, the term means the attribute.
        if study.attribute_named("query").is_some() {
            return;
        }
        if let Some(root) = &mut self.root {
            root.each_term(&mut |term| {
                if !term.name.eq_ignore_ascii_case("query") {
                    return;
                }
                for value in &mut term.values {
                    if let Ok(saved) = names::query(value, study) {
                        visit(value, saved.id);
                    }
                }
            });
        }
    }
}

impl Expr {
    fn each_term(&mut self, visit: &mut dyn FnMut(&mut Term)) {
        match self {
            Expr::Term(term) => visit(term),
            Expr::Words(_) => {}
            Expr::Not(inner) => inner.each_term(visit),
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter_mut().for_each(|part| part.each_term(visit));
            }
            Expr::Related { left, right, .. } => {
                left.each_term(visit);
                right.each_term(visit);
            }
        }
    }
}

fn explain(
    expr: &Expr,
    study: &Study,
    depth: u8,
    parts: &mut Vec<Part>,
) -> Result<(), QueryError> {
    let query = Query { root: Some(expr.clone()) };
    let mut inside: Vec<&Expr> = Vec::new();
    let mut saved = Vec::new();
    let meaning = match expr {
        Expr::Term(term) => {
            let (meaning, roots) = of_term(term, study)?;
            saved = roots;
            meaning
        }
        Expr::Words(_) => "these words in the texts; of codings, those in whose excerpt they \
                           stand"
            .to_owned(),
        Expr::Not(inner) => {
            inside.push(inner);
            "what this does not hold for".to_owned()
        }
        Expr::And(all) => {
            inside.extend(all);
            "what all of these hold for".to_owned()
        }
        Expr::Or(any) => {
            inside.extend(any);
            "what at least one of these holds for".to_owned()
        }
        Expr::Related { .. } if expr.is_of_words() => {
            "words that stand so in one turn or paragraph".to_owned()
        }
        Expr::Related { left, negated, relation, right } => {
            inside.extend([&**left, &**right]);
            let what = match elements(left, study)? {
                Some(Elements::Codings) => "codings of the first",
                _ => "places of the first",
            };
            let not = if *negated { "unless it " } else { "if it " };
            let whose = match of_one_coder(left, right, study)? {
                true => "; only codings of the same coder are held together",
                false => "",
            };
            format!("{what}, {not}{} one of the second{whose}", in_words(*relation))
        }
    };
    parts.push(Part { depth, query, meaning });
    let deeper = depth.saturating_add(1);
    for part in inside.into_iter().chain(&saved) {
        explain(part, study, deeper, parts)?;
    }
    Ok(())
}

fn elements(expr: &Expr, study: &Study) -> Result<Option<Elements>, QueryError> {
    let resolved = Query { root: Some(expr.clone()) }.resolve(study)?;
    Ok(resolved.root.as_ref().and_then(|root| resolved.elements(root)))
}

/// Whether a relation holds only what one coder said together: both sides are codings, and the
/// right one names no coders.
fn of_one_coder(left: &Expr, right: &Expr, study: &Study) -> Result<bool, QueryError> {
    let codings = Some(Elements::Codings);
    let named = Query { root: Some(right.clone()) }.resolve(study)?;
    let names_coders =
        named.root.as_ref().is_some_and(|r| r.any(&|test| matches!(test, Test::Coders(_))));
    Ok(elements(left, study)? == codings && elements(right, study)? == codings && !names_coders)
}

/// What a term means, and what the saved queries that it names are made of.
fn of_term(term: &Term, study: &Study) -> Result<(String, Vec<Expr>), QueryError> {
    let named = term.name.to_lowercase();
    let is_attribute =
        matches!(named.as_str(), "section" | "round" | "memo" | "query" | "weight")
            && study.attribute_named(&named).is_some();
    let values: Vec<&str> = term.values.iter().map(|value| value.text.as_str()).collect();
    let alone = |meaning: String| Ok((meaning, Vec::new()));
    match named.as_str() {
        _ if is_attribute => alone(of_attribute(term, study)?),
        "code" | "theme" => {
            let codes = match named.as_str() {
                "code" => names::each(term, |name| names::code(name, study))?,
                _ => names::each(term, |name| names::theme(name, study))?,
            };
            let order = study.codebook.in_tree_order().iter();
            let names: Vec<&str> = order
                .filter(|code| codes.binary_search(code).is_ok())
                .map(|&code| study.codebook[code].name.as_str())
                .collect();
            alone(match names.as_slice() {
                [only] => format!("codings with the code {only}"),
                _ => format!("codings with one of {} codes: {}", names.len(), few(&names)),
            })
        }
        "coder" => {
            let (coders, is_final) = names::coders(term, study)?;
            let coders = coders.iter().filter_map(|&id| study.coder(id));
            let names: Vec<&str> = coders.map(|coder| coder.name.as_str()).collect();
            let named = format!("codings of {}", either(&names));
            if !is_final {
                return alone(named);
            }
            let settled = number(study.settled_documents().len(), "document");
            let is_final = format!(
                "the final coding: the consensus in the {settled} where it has codings, and \
                 what people coded in the others"
            );
            alone(match names.is_empty() {
                true => is_final,
                false => format!("{named}, and {is_final}"),
            })
        }
        "document" => {
            let documents = names::each(term, |name| names::document(name, study))?;
            alone(format!("what lies in {}", of_documents(&documents, study)))
        }
        "round" => {
            let documents = names::each(term, |name| names::round(name, study))?;
            let round = either(&values);
            let documents = of_documents(&documents, study);
            alone(format!("what lies in the documents of the round {round}: {documents}"))
        }
        "speaker" => {
            let speakers = names::each(term, |name| names::speaker(name, study))?;
            let documents = speakers.iter().map(|&(document, _)| document);
            let documents = documents.collect::<BTreeSet<_>>().len();
            let (who, documents) = (either(&values), number(documents, "document"));
            alone(format!("what touches a turn of {who}, who speaks in {documents}"))
        }
        "section" => {
            let sections = names::each(term, |title| names::section(title, study))?;
            let sections = number(sections.len(), "section");
            alone(format!("what begins in one of {sections} of such a title"))
        }
        "valence" => {
            let valences = names::each(term, names::valence)?;
            let word = |valence: &Option<Valence>| valence.map_or("none", Valence::as_str);
            let words: Vec<&str> = valences.iter().map(word).collect();
            alone(format!("codings with the valence {}", either(&words)))
        }
        "weight" => alone(weight::meaning(term)?),
        "memo" => alone(match values.as_slice() {
            ["*"] => "codings with a memo, or on a stretch with one".to_owned(),
            _ => format!("codings with a memo that holds {}", either(&values)),
        }),
        "query" => {
            let mut roots = Vec::new();
            for value in &term.values {
                roots.extend(Query::parse(&names::query(value, study)?.query)?.root);
            }
            let which = either(&values);
            Ok((format!("what the saved query {which} means as it stands now"), roots))
        }
        _ => alone(of_attribute(term, study)?),
    }
}

fn of_attribute(term: &Term, study: &Study) -> Result<String, QueryError> {
    let test = names::attribute(term, study)?;
    let mut meant = (None, None);
    test.each_part(&mut |part| match part {
        Test::Documents(documents) if !documents.is_empty() => {
            meant.0 = Some(of_documents(documents, study));
        }
        Test::Speakers(speakers) => meant.1 = Some(number(speakers.len(), "speaker")),
        _ => {}
    });
    let values: Vec<&str> = term.values.iter().map(|value| value.text.as_str()).collect();
    let known = format!("of which {} is {}", term.name.to_lowercase(), either(&values));
    Ok(match meant {
        (Some(documents), None) => format!("what lies in {documents}, {known}"),
        (None, Some(speakers)) => format!("what {speakers} say, {known}"),
        (Some(documents), Some(speakers)) => {
            format!("what lies in {documents}, or what {speakers} say, {known}")
        }
        (None, None) => format!("nothing, {known}"),
    })
}

impl Test {
    fn each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a Test)) {
        visit(self);
        if let Test::And(parts) | Test::Or(parts) = self {
            parts.iter().for_each(|part| part.each_part(visit));
        }
    }
}

/// A relation as the verb between its sides.
fn in_words(relation: Relation) -> String {
    let at_most = |far: Option<Distance>| {
        far.map_or(String::new(), |far| format!(", at most {} away,", distance(far)))
    };
    match relation {
        Relation::Overlaps => "shares at least one character with".to_owned(),
        Relation::Within => "lies inside, or is the same stretch as,".to_owned(),
        Relation::Encloses => "encloses, or is the same stretch as,".to_owned(),
        Relation::Equals => "is the same stretch as".to_owned(),
        Relation::Precedes(far) => format!("ends before the beginning of{}", at_most(far)),
        Relation::Follows(far) => format!("begins behind the end of{}", at_most(far)),
        Relation::Near(far) => format!("overlaps, or is at most {} away from,", distance(far)),
        Relation::InSame(unit) => format!("touches the same {} as", one(unit)),
        Relation::InSameDocument => "lies in the same document as".to_owned(),
    }
}

fn distance(far: Distance) -> String {
    number(far.most as usize, one(far.unit))
}

fn one(unit: Unit) -> &'static str {
    match unit {
        Unit::Word => "word",
        Unit::Sentence => "sentence",
        Unit::Paragraph => "paragraph",
        Unit::Turn => "turn",
    }
}

fn of_documents(documents: &[DocumentId], study: &Study) -> String {
    let names: Vec<&str> = documents
        .iter()
        .filter_map(|&id| study.document(id))
        .map(|document| document.name.as_str())
        .collect();
    match names.as_slice() {
        [only] => (*only).to_owned(),
        _ => format!("{} ({})", number(names.len(), "document"), few(&names)),
    }
}

fn number(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn few(names: &[&str]) -> String {
    match names.len().checked_sub(NAMES) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..NAMES].join(", ")),
    }
}

fn either(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        names => names.concat(),
    }
}
