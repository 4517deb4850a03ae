//! What the names in a query mean in a study.

use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use super::resolve::{TERMS, Test};
use super::{QueryError, Term, Value as Wanted};
use crate::{
    Attribute, AttributeId, CoderId, CoderKind, DocumentId, SavedQuery, SpeakerRole, Study,
    Valence, Value, suggestions,
};

/// What each value of a term means, together, sorted.
pub(super) fn each<T: Ord>(
    term: &Term,
    mean: impl Fn(&Wanted) -> Result<Vec<T>, QueryError>,
) -> Result<Vec<T>, QueryError> {
    let meant: Result<Vec<Vec<T>>, QueryError> = term.values.iter().map(mean).collect();
    let meant = meant.map_err(|error| error.at(Some(term.at)))?;
    Ok(sorted(meant.into_iter().flatten().collect()))
}

impl QueryError {
    /// The error with its place, unless it has one.
    pub(super) fn at(self, at: Option<u32>) -> QueryError {
        QueryError { at: self.at.or(at), ..self }
    }
}

impl Wanted {
    /// Whether it is a pattern such as `leadership*`, and if so, whether a name is like it.
    fn pattern(&self) -> Option<impl Fn(&str) -> bool> {
        if self.quoted || !self.text.contains('*') {
            return None;
        }
        let pattern = self.text.to_lowercase();
        Some(move |name: &str| is_like(&name.to_lowercase(), &pattern))
    }
}

/// Whether a name is like a pattern in which a star stands for anything.
fn is_like(name: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, middle)) = pieces.split_last() else { return rest.is_empty() };
    for piece in middle {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// A code means itself and its subcodes, after `=` itself alone.
pub(super) fn code(wanted: &Wanted, study: &Study) -> Result<Vec<CodeIndex>, QueryError> {
    let codebook = &study.codebook;
    let whole = |code: CodeIndex| match wanted.exact {
        true => vec![code],
        false => codebook.subtree(code).to_vec(),
    };
    if let Some(code) = codebook.find(&wanted.text) {
        return Ok(whole(code));
    }
    if let Some(is_like) = wanted.pattern() {
        let meant: Vec<CodeIndex> = codebook
            .in_tree_order()
            .iter()
            .filter(|&&code| is_like(&codebook[code].name))
            .flat_map(|&code| whole(code))
            .collect();
        if !meant.is_empty() {
            return Ok(meant);
        }
    }
    let names = codebook.codes().map(|(_, code)| code.name.as_str());
    Err(unknown("code", &wanted.text, names, "`themata codebook show` lists the codes"))
}

/// A theme means its member codes with their subcodes. Until one of the analyst's own has codes,
/// the top-level groups of the codebook are themes, too.
pub(super) fn theme(wanted: &Wanted, study: &Study) -> Result<Vec<CodeIndex>, QueryError> {
    let (codebook, name) = (&study.codebook, wanted.text.as_str());
    let themes = study.theme_codes();
    let meant = by_name(wanted, &themes, |theme| &theme.title);
    if !meant.is_empty() {
        return Ok(meant.iter().flat_map(|theme| theme.codes.iter().copied()).collect());
    }
    if !study.groups_stand_for_themes() {
        let names = study.themes.iter().map(|theme| theme.title.as_str());
        return Err(unknown("theme", name, names, "`themata themes` lists the study's themes"));
    }
    if let Some(code) = codebook.find(name) {
        if codebook[code].parent.is_none() {
            return Ok(codebook.subtree(code).to_vec());
        }
        let theme = &codebook[codebook.root_of(code)].name;
        return Err(QueryError::new(None, format!("`{name}` is a code, not a theme"))
            .hint(format!("write code:\"{name}\"; its theme is `{theme}`")));
    }
    let names = themes.iter().map(|theme| theme.title.as_str());
    Err(unknown("theme", name, names, "themes are the codebook's top-level groups"))
}

/// A round means the documents that are coded in it.
pub(super) fn round(wanted: &Wanted, study: &Study) -> Result<Vec<DocumentId>, QueryError> {
    let meant = by_name(wanted, &study.rounds, |round| &round.name);
    if meant.is_empty() {
        let names = study.rounds.iter().map(|round| round.name.as_str());
        let hint = "`themata round list` lists the rounds";
        return Err(unknown("round", &wanted.text, names, hint));
    }
    let assignments = meant.iter().flat_map(|round| study.assignments_in(round.id));
    Ok(assignments.map(|assignment| assignment.document).collect())
}

/// The coders that a term names, and whether it means the final coding, too.
pub(super) fn coders(term: &Term, study: &Study) -> Result<(Vec<CoderId>, bool), QueryError> {
    let is_known = study.knows_final_coding();
    let is_final = |wanted: &Wanted| is_known && wanted.text.eq_ignore_ascii_case("final");
    let named = each(term, |wanted| match is_final(wanted) {
        true => Ok(Vec::new()),
        false => coder(wanted, study),
    })?;
    Ok((named, term.values.iter().any(is_final)))
}

/// A coder goes by name; `human`, `consensus` and `machine` mean all of a kind.
fn coder(wanted: &Wanted, study: &Study) -> Result<Vec<CoderId>, QueryError> {
    let meant = by_name(wanted, &study.coders, |coder| &coder.name);
    if !meant.is_empty() {
        return Ok(meant.iter().map(|coder| coder.id).collect());
    }
    if let Some(kind) = CoderKind::from_word(&wanted.text.to_lowercase()) {
        let of_kind = study.coders.iter().filter(|coder| coder.kind == kind);
        let of_kind: Vec<CoderId> = of_kind.map(|coder| coder.id).collect();
        if !of_kind.is_empty() {
            return Ok(of_kind);
        }
    }
    let names = study.coders.iter().map(|coder| coder.name.as_str());
    Err(unknown("coder", &wanted.text, names, "`themata coders` lists them"))
}

pub(super) fn document(wanted: &Wanted, study: &Study) -> Result<Vec<DocumentId>, QueryError> {
    if let Some(document) = study.document_named(&wanted.text) {
        return Ok(vec![document.id]);
    }
    let meant = by_name(wanted, &study.documents, |document| &document.name);
    if meant.is_empty() {
        let names = study.documents.iter().map(|document| document.name.as_str());
        return Err(unknown("document", &wanted.text, names, "`themata documents` lists them"));
    }
    Ok(meant.iter().map(|document| document.id).collect())
}

/// What goes by a name, without regard to case, or by names like a pattern.
fn by_name<'a, T>(wanted: &Wanted, all: &'a [T], name: fn(&T) -> &String) -> Vec<&'a T> {
    let key = wanted.text.trim().to_lowercase();
    let named: Vec<&T> = all.iter().filter(|&one| name(one).to_lowercase() == key).collect();
    match wanted.pattern() {
        Some(is_like) if named.is_empty() => {
            all.iter().filter(|&one| is_like(name(one))).collect()
        }
        _ => named,
    }
}

pub(super) fn speaker(
    wanted: &Wanted,
    study: &Study,
) -> Result<Vec<(DocumentId, u32)>, QueryError> {
    let name = wanted.text.as_str();
    let mut meant: Vec<(DocumentId, u32)> = Vec::new();
    for document in &study.documents {
        let places = document.version.speakers_named(name);
        meant.extend(places.into_iter().map(|place| (document.id, place)));
    }
    let mut those = |is_meant: &dyn Fn(&crate::Speaker) -> bool| {
        for document in &study.documents {
            for (place, speaker) in (0u32..).zip(&document.version.speakers) {
                if is_meant(speaker) {
                    meant.push((document.id, place));
                }
            }
        }
        !meant.is_empty()
    };
    // The word for a role means all who have it, and those who are called so.
    if let Some(role) = SpeakerRole::from_word(name) {
        those(&|speaker| speaker.role == Some(role));
    }
    let found = those(&|_| false)
        || wanted.pattern().is_some_and(|is_like| those(&|speaker| is_like(&speaker.name)));
    if found {
        return Ok(meant);
    }
    let speakers = study.documents.iter().flat_map(|document| &document.version.speakers);
    let names = sorted(speakers.map(|speaker| speaker.name.as_str()).collect());
    Err(unknown("speaker", name, names.into_iter(), ""))
}

/// A section goes by its title, or by the beginning of it if no title is just that.
pub(super) fn section(
    wanted: &Wanted,
    study: &Study,
) -> Result<Vec<(DocumentId, CharSpan)>, QueryError> {
    let key = wanted.text.trim().to_lowercase();
    let meant = |is_meant: &dyn Fn(&str) -> bool| -> Vec<(DocumentId, CharSpan)> {
        study
            .documents
            .iter()
            .flat_map(|document| {
                let sections = document.version.sections.iter();
                sections.map(move |section| (document.id, section))
            })
            .filter(|(_, section)| is_meant(&section.title.to_lowercase()))
            .map(|(document, section)| (document, section.span))
            .collect()
    };
    let mut found = meant(&|title| title == key);
    if let Some(is_like) = wanted.pattern()
        && found.is_empty()
    {
        found = meant(&|title| is_like(title));
    }
    if found.is_empty() && !key.is_empty() {
        found = meant(&|title| title.starts_with(&key));
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let sections = study.documents.iter().flat_map(|document| &document.version.sections);
    let titles = sorted(sections.map(|section| section.title.as_str()).collect());
    let hint = "`themata documents --sections` lists the sections";
    Err(unknown("section", &wanted.text, titles.into_iter(), hint))
}

pub(super) fn query<'a>(
    wanted: &Wanted,
    study: &'a Study,
) -> Result<&'a SavedQuery, QueryError> {
    match study.query_named(&wanted.text) {
        Some(query) => Ok(query),
        None => {
            let names = study.queries.iter().map(|query| query.name.as_str());
            Err(unknown("saved query", &wanted.text, names, "`themata query list` lists them"))
        }
    }
}

pub(super) fn valence(wanted: &Wanted) -> Result<Vec<Option<Valence>>, QueryError> {
    if wanted.text.eq_ignore_ascii_case("none") {
        return Ok(vec![None]);
    }
    match Valence::from_word(&wanted.text) {
        Some(valence) => Ok(vec![Some(valence)]),
        None => Err(QueryError::new(None, format!("no valence is called `{}`", wanted.text))
            .hint("write valence:barrier, valence:facilitator or valence:none")),
    }
}

/// What a memo must hold: words in small letters, or nothing for `*`.
pub(super) fn memo(wanted: &Wanted) -> Result<Vec<String>, QueryError> {
    match (wanted.text.trim(), wanted.quoted) {
        ("*", false) => Ok(vec![String::new()]),
        ("", _) => Err(QueryError::new(None, "`memo:` is followed by no words")
            .hint("write memo:* for any memo, or memo:\"to discuss\"")),
        (words, _) => Ok(vec![words.to_lowercase()]),
    }
}

/// An attribute means the documents that have the value, and what those speakers say of whom
/// it is known.
pub(super) fn attribute(term: &Term, study: &Study) -> Result<Test, QueryError> {
    let Some(attribute) = study.attribute_named(&term.name) else {
        let names = TERMS
            .into_iter()
            .chain(study.attributes.iter().map(|attribute| attribute.name.as_str()));
        let all: Vec<&str> = names.clone().collect();
        let hint = format!("a term begins with one of: {}", all.join(", "));
        return Err(unknown("attribute", &term.name, names, &hint).at(Some(term.at)));
    };
    let (mut documents, mut speakers) = (Vec::new(), Vec::new());
    for wanted in &term.values {
        let before = (documents.len(), speakers.len());
        let is_like = wanted.pattern();
        let is_meant = |values: &BTreeMap<AttributeId, Value>| {
            values.get(&attribute.id).is_some_and(|value| {
                value.is_meant_by(&wanted.text)
                    || is_like.as_ref().is_some_and(|is_like| is_like(&value.to_string()))
            })
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
            return Err(no_such_value(term, &wanted.text, attribute, study));
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
    let meant = suggestions(wanted, values.iter().map(String::as_str));
    let error = QueryError::new(Some(term.at), what).hint(hint);
    QueryError { meant: Some((wanted.to_owned(), meant)), ..error }
}

fn unknown<'a>(
    what: &str,
    name: &str,
    names: impl Iterator<Item = &'a str>,
    otherwise: &str,
) -> QueryError {
    let mut error = QueryError::new(None, format!("no {what} is called `{name}`"));
    let meant = suggestions(name, names);
    error.meant = Some((name.to_owned(), meant.clone()));
    let meant: Vec<String> = meant.into_iter().map(|name| format!("`{name}`")).collect();
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
