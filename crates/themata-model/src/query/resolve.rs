use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use super::{Expr, Query, QueryError, Term};
use crate::{
    Attribute, AttributeId, CoderId, DocumentId, SpeakerRole, Study, Valence, Value,
    suggestions,
};

/// The words that a term may begin with besides the names of attributes.
pub const TERMS: [&str; 8] =
    ["code", "theme", "coder", "document", "round", "speaker", "section", "valence"];

/// A query whose names were found in a study. It is meant for that study as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    pub(super) root: Option<Test>,
    query: Query,
}

/// What is asked of a coding. Sets are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Codes(Vec<CodeIndex>),
    Coders(Vec<CoderId>),
    Documents(Vec<DocumentId>),
    Valence(Vec<Option<Valence>>),
    /// The speakers meant, as pairs of document and place among its speakers.
    Speakers(Vec<(DocumentId, u32)>),
    /// The sections meant, as pairs of document and span.
    Sections(Vec<(DocumentId, CharSpan)>),
    Not(Box<Test>),
    And(Vec<Test>),
    Or(Vec<Test>),
}

impl Query {
    /// Finds the query's names in a study.
    ///
    /// # Errors
    ///
    /// If the study knows no such code, theme, coder, attribute, value, speaker or document;
    /// the error suggests the names that may have been meant.
    pub fn resolve(&self, study: &Study) -> Result<Resolved, QueryError> {
        let root = self.root.as_ref().map(|root| test(root, study)).transpose()?;
        Ok(Resolved { root, query: self.clone() })
    }
}

impl Resolved {
    /// The query as it was asked, in its standard spelling.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether turns must be at hand to evaluate it, because it names a speaker.
    #[must_use]
    pub fn needs_turns(&self) -> bool {
        fn any(test: &Test) -> bool {
            match test {
                Test::Speakers(_) => true,
                Test::Not(inner) => any(inner),
                Test::And(parts) | Test::Or(parts) => parts.iter().any(any),
                _ => false,
            }
        }
        self.root.as_ref().is_some_and(any)
    }
}

fn test(expr: &Expr, study: &Study) -> Result<Test, QueryError> {
    let all = |parts: &[Expr]| -> Result<Vec<Test>, QueryError> {
        parts.iter().map(|part| test(part, study)).collect()
    };
    match expr {
        Expr::Term(term) => self::term(term, study),
        Expr::Not(inner) => Ok(Test::Not(Box::new(test(inner, study)?))),
        Expr::And(parts) => Ok(Test::And(all(parts)?)),
        Expr::Or(parts) => Ok(Test::Or(all(parts)?)),
    }
}

fn term(term: &Term, study: &Study) -> Result<Test, QueryError> {
    match term.name.to_lowercase().as_str() {
        "code" => Ok(Test::Codes(sorted(each(term, |name| code(name, study, term.at))?))),
        "theme" => Ok(Test::Codes(sorted(each(term, |name| theme(name, study, term.at))?))),
        "coder" => Ok(Test::Coders(sorted(each(term, |name| coder(name, study, term.at))?))),
        "document" => {
            Ok(Test::Documents(sorted(each(term, |name| document(name, study, term.at))?)))
        }
        "speaker" => {
            Ok(Test::Speakers(sorted(each(term, |name| speaker(name, study, term.at))?)))
        }
        // A study of before there were sections may have an attribute of that name.
        "section" if study.attribute_named("section").is_some() => attribute(term, study),
        "section" => {
            Ok(Test::Sections(sorted(each(term, |title| section(title, study, term.at))?)))
        }
        // A study of before there were rounds may have an attribute of that name.
        "round" if study.attribute_named("round").is_some() => attribute(term, study),
        "round" => Ok(Test::Documents(sorted(each(term, |name| round(name, study, term.at))?))),
        "valence" => Ok(Test::Valence(sorted(each(term, |word| valence(word, term.at))?))),
        _ => attribute(term, study),
    }
}

/// What each value of a term means, together.
fn each<T>(
    term: &Term,
    mean: impl Fn(&str) -> Result<Vec<T>, QueryError>,
) -> Result<Vec<T>, QueryError> {
    let meant: Result<Vec<Vec<T>>, QueryError> =
        term.values.iter().map(|value| mean(value)).collect();
    Ok(meant?.into_iter().flatten().collect())
}

/// A code means itself and its subcodes.
fn code(name: &str, study: &Study, at: u32) -> Result<Vec<CodeIndex>, QueryError> {
    let codebook = &study.codebook;
    match codebook.find(name) {
        Some(code) => Ok(codebook.subtree(code).to_vec()),
        None => {
            let names = codebook.codes().map(|(_, code)| code.name.as_str());
            Err(unknown("code", name, at, names, "`themata codebook show` lists the codes"))
        }
    }
}

/// A theme is a top-level group of the codebook and means every code in it.
fn theme(name: &str, study: &Study, at: u32) -> Result<Vec<CodeIndex>, QueryError> {
    let codebook = &study.codebook;
    if let Some(code) = codebook.find(name) {
        if codebook[code].parent.is_none() {
            return Ok(codebook.subtree(code).to_vec());
        }
        let theme = &codebook[codebook.root_of(code)].name;
        return Err(QueryError::new(Some(at), format!("`{name}` is a code, not a theme"))
            .hint(format!("write code:\"{name}\"; its theme is `{theme}`")));
    }
    let names = codebook.roots().iter().map(|&root| codebook[root].name.as_str());
    Err(unknown("theme", name, at, names, "themes are the codebook's top-level groups"))
}

/// A round means the documents that are coded in it.
fn round(name: &str, study: &Study, at: u32) -> Result<Vec<DocumentId>, QueryError> {
    match study.round_named(name) {
        Some(round) => Ok(study
            .assignments_in(round.id)
            .iter()
            .map(|assignment| assignment.document)
            .collect()),
        None => {
            let names = study.rounds.iter().map(|round| round.name.as_str());
            Err(unknown("round", name, at, names, "`themata round list` lists the rounds"))
        }
    }
}

fn coder(name: &str, study: &Study, at: u32) -> Result<Vec<CoderId>, QueryError> {
    match study.coder_named(name) {
        Some(coder) => Ok(vec![coder.id]),
        None => {
            let names = study.coders.iter().map(|coder| coder.name.as_str());
            Err(unknown("coder", name, at, names, ""))
        }
    }
}

fn document(name: &str, study: &Study, at: u32) -> Result<Vec<DocumentId>, QueryError> {
    match study.document_named(name) {
        Some(document) => Ok(vec![document.id]),
        None => {
            let names = study.documents.iter().map(|document| document.name.as_str());
            Err(unknown("document", name, at, names, "`themata documents` lists them"))
        }
    }
}

fn speaker(name: &str, study: &Study, at: u32) -> Result<Vec<(DocumentId, u32)>, QueryError> {
    let mut meant: Vec<(DocumentId, u32)> = Vec::new();
    for document in &study.documents {
        let places = document.version.speakers_named(name);
        meant.extend(places.into_iter().map(|place| (document.id, place)));
    }
    if meant.is_empty()
        && let Some(role) = SpeakerRole::from_word(name)
    {
        for document in &study.documents {
            for (place, speaker) in (0u32..).zip(&document.version.speakers) {
                if speaker.role == Some(role) {
                    meant.push((document.id, place));
                }
            }
        }
    }
    if !meant.is_empty() {
        return Ok(meant);
    }
    let speakers = study.documents.iter().flat_map(|document| &document.version.speakers);
    let names = sorted(speakers.map(|speaker| speaker.name.as_str()).collect());
    Err(unknown("speaker", name, at, names.into_iter(), ""))
}

/// A section goes by its title, or by the beginning of it if no title is just that.
fn section(
    title: &str,
    study: &Study,
    at: u32,
) -> Result<Vec<(DocumentId, CharSpan)>, QueryError> {
    let key = title.trim().to_lowercase();
    let meant = |is_meant: fn(&str, &str) -> bool| -> Vec<(DocumentId, CharSpan)> {
        study
            .documents
            .iter()
            .flat_map(|document| {
                let sections = document.version.sections.iter();
                sections.map(move |section| (document.id, section))
            })
            .filter(|(_, section)| is_meant(&section.title.to_lowercase(), &key))
            .map(|(document, section)| (document, section.span))
            .collect()
    };
    let mut found = meant(|title, key| title == key);
    if found.is_empty() && !key.is_empty() {
        found = meant(|title, key| title.starts_with(key));
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let sections = study.documents.iter().flat_map(|document| &document.version.sections);
    let titles = sorted(sections.map(|section| section.title.as_str()).collect());
    let hint = "`themata documents --sections` lists the sections";
    Err(unknown("section", title, at, titles.into_iter(), hint))
}

fn valence(word: &str, at: u32) -> Result<Vec<Option<Valence>>, QueryError> {
    if word.eq_ignore_ascii_case("none") {
        return Ok(vec![None]);
    }
    match Valence::from_word(word) {
        Some(valence) => Ok(vec![Some(valence)]),
        None => Err(QueryError::new(Some(at), format!("no valence is called `{word}`"))
            .hint("write valence:barrier, valence:facilitator or valence:none")),
    }
}

/// An attribute means the documents that have the value, and what those speakers say of whom
/// it is known.
fn attribute(term: &Term, study: &Study) -> Result<Test, QueryError> {
    let Some(attribute) = study.attribute_named(&term.name) else {
        let names = TERMS
            .into_iter()
            .chain(study.attributes.iter().map(|attribute| attribute.name.as_str()));
        let all: Vec<&str> = names.clone().collect();
        let hint = format!("a term begins with one of: {}", all.join(", "));
        return Err(unknown("attribute", &term.name, term.at, names, &hint));
    };
    let (mut documents, mut speakers) = (Vec::new(), Vec::new());
    for wanted in &term.values {
        let before = (documents.len(), speakers.len());
        let is_meant = |values: &BTreeMap<AttributeId, Value>| {
            values.get(&attribute.id).is_some_and(|value| value.is_meant_by(wanted))
        };
        for document in &study.documents {
            if is_meant(&document.values) {
                documents.push(document.id);
            }
            for (place, speaker) in (0u32..).zip(&document.version.speakers) {
                if is_meant(&speaker.values) {
                    speakers.push((document.id, place));
                }
            }
        }
        if (documents.len(), speakers.len()) == before {
            return Err(no_such_value(term, wanted, attribute, study));
        }
    }
    let documents = Test::Documents(sorted(documents));
    match (&documents, speakers.is_empty()) {
        (_, true) => Ok(documents),
        (Test::Documents(none), false) if none.is_empty() => {
            Ok(Test::Speakers(sorted(speakers)))
        }
        _ => Ok(Test::Or(vec![documents, Test::Speakers(sorted(speakers))])),
    }
}

fn no_such_value(
    term: &Term,
    wanted: &str,
    attribute: &Attribute,
    study: &Study,
) -> QueryError {
    let speakers = study.documents.iter().flat_map(|document| &document.version.speakers);
    let of_speakers = speakers.filter_map(|speaker| speaker.values.get(&attribute.id));
    let of_documents = study.documents.iter().filter_map(|d| d.values.get(&attribute.id));
    let mut values: Vec<&Value> = of_documents.chain(of_speakers).collect();
    values.sort_by(|a, b| a.order(b));
    let mut values: Vec<String> = values.into_iter().map(ToString::to_string).collect();
    values.dedup();
    let mut shown = values.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
    if values.len() > 12 {
        shown.push_str(", …");
    }
    let speakers = study.documents.iter().flat_map(|document| &document.version.speakers);
    let of_speakers = speakers.into_iter().any(|s| s.values.contains_key(&attribute.id));
    let who = if of_speakers { "no document or speaker" } else { "no document" };
    let what = format!("{who} has {} `{wanted}`", attribute.name);
    let hint = format!("{} is one of: {shown}", attribute.name);
    QueryError::new(Some(term.at), what).hint(hint)
}

fn unknown<'a>(
    what: &str,
    name: &str,
    at: u32,
    names: impl Iterator<Item = &'a str>,
    otherwise: &str,
) -> QueryError {
    let error = QueryError::new(Some(at), format!("no {what} is called `{name}`"));
    let meant: Vec<String> =
        suggestions(name, names).into_iter().map(|name| format!("`{name}`")).collect();
    match meant.as_slice() {
        [] if otherwise.is_empty() => error,
        [] => error.hint(otherwise),
        _ => error.hint(format!("did you mean {}?", meant.join(" or "))),
    }
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}
