//! Which excerpts speak for a theme, or against it, in a report.

use std::collections::BTreeSet;

use themata_analysis::SubjectKey;
use themata_model::{Asked, Coding, DocumentId, Evidence, EvidenceSide, Theme};
use themata_text::CharSpan;

use super::{ExcerptKey, Material, ReportQuestion};
use crate::excerpts::{Excerpt, excerpts};
use crate::findings::Words;
use crate::{Failure, ReportExcerpt};

/// How many excerpts are quoted for each theme unless it is said otherwise.
const QUOTED: usize = 3;

/// Passages of about this many characters are quoted rather than shorter or longer ones.
const TELLING: u32 = 220;

/// The codings of an answer that belong to a theme.
pub(super) fn own(material: &Material<'_>, key: SubjectKey) -> Asked {
    let Material { study, asked, .. } = material;
    let members = study.theme_codes().into_iter().find_map(|theme| {
        let of = match theme.of {
            themata_model::ThemeOf::Made(id) => SubjectKey::Theme(id),
            themata_model::ThemeOf::Group(code) => SubjectKey::Code(code),
        };
        (of == key).then_some(theme.codes)
    });
    let mut is_member = vec![false; study.codebook.len()];
    for code in members.unwrap_or_default() {
        is_member[code.get() as usize] = true;
    }
    let codings = asked.codings.iter().filter(|coding| is_member[coding.code.get() as usize]);
    Asked { codings: codings.copied().collect(), ..(*asked).clone() }
}

/// The excerpts that were chosen by hand for a theme; `None` if the program is to choose.
pub(super) fn by_hand<'q>(
    material: &Material<'_>,
    question: &'q ReportQuestion,
    key: SubjectKey,
) -> Result<Option<&'q [ExcerptKey]>, Failure> {
    for (theme, keys) in &question.chosen {
        if theme.find(material.study)? == Some(key) {
            return Ok(Some(keys));
        }
    }
    Ok(None)
}

/// What is quoted for a theme, and the keys of chosen excerpts that it does not have (any
/// more): what was chosen by hand, else the evidence that is named, else telling excerpts.
pub(super) fn quoted(
    material: &Material<'_>,
    question: &ReportQuestion,
    key: SubjectKey,
    own: &Asked,
) -> Result<(Vec<ReportExcerpt>, Vec<ExcerptKey>), Failure> {
    let named = named(material, key, EvidenceSide::For);
    match by_hand(material, question, key)? {
        Some(keys) => {
            let all = drawn_from(material, own, &by_keys(own, keys));
            let mut missing = Vec::new();
            let mut chosen = Vec::new();
            for key in keys {
                let found = all.iter().find(|excerpt| is_meant(*key, excerpt));
                let found = found.map(drawn).or_else(|| {
                    let is_named = |one: &&ReportExcerpt| {
                        let span = (one.span.start(), one.span.end());
                        *key == ExcerptKey::Place(one.document, span.0, span.1)
                    };
                    named.iter().find(is_named).cloned()
                });
                match found {
                    Some(excerpt) => chosen.push(excerpt),
                    None => missing.push(*key),
                }
            }
            Ok((chosen, missing))
        }
        None if !named.is_empty() => Ok((named, Vec::new())),
        None => {
            let places = telling(material, own, question.quoted);
            let chosen = drawn_from(material, own, &places);
            Ok((chosen.iter().map(drawn).collect(), Vec::new()))
        }
    }
}

/// Where that lies which is quoted for a theme, and all that the analyst named as evidence: no
/// text needs to be read for it.
pub(super) fn quoted_places(
    material: &Material<'_>,
    question: &ReportQuestion,
    key: SubjectKey,
    own: &Asked,
) -> Result<BTreeSet<Place>, Failure> {
    let evidence = evidence(material, key, EvidenceSide::For);
    let mut places: BTreeSet<Place> = evidence.map(|one| (one.document, one.span)).collect();
    match by_hand(material, question, key)? {
        Some(keys) => places.extend(by_keys(own, keys)),
        None if places.is_empty() => places.extend(telling(material, own, question.quoted)),
        None => {}
    }
    Ok(places)
}

/// A stretch of a document.
pub(super) type Place = (DocumentId, CharSpan);

fn place(coding: &Coding) -> Place {
    (coding.document, coding.span)
}

/// The stretches of an answer, each with its codings, in order.
pub(super) fn stretches(own: &Asked) -> impl Iterator<Item = (Place, &[Coding])> {
    let each = own.codings.chunk_by(|a, b| place(a) == place(b));
    each.filter_map(|codings| Some((place(codings.first()?), codings)))
}

/// The excerpts of some stretches of an answer, in order.
pub(super) fn drawn_from(
    material: &Material<'_>,
    own: &Asked,
    places: &BTreeSet<Place>,
) -> Vec<Excerpt> {
    let codings = own.codings.iter().filter(|coding| places.contains(&place(coding)));
    let meant = Asked { codings: codings.copied().collect(), ..own.clone() };
    excerpts(material.study, &meant, material.transcripts, material.credit)
}

/// The stretches that keys name.
fn by_keys(own: &Asked, keys: &[ExcerptKey]) -> BTreeSet<Place> {
    let known: BTreeSet<ExcerptKey> = keys.iter().copied().collect();
    let is_meant = |(document, span): Place, codings: &[Coding]| {
        known.contains(&ExcerptKey::Place(document.0, span.start(), span.end()))
            || codings.iter().any(|coding| known.contains(&ExcerptKey::Coding(coding.id.0)))
    };
    let meant = stretches(own).filter(|(place, codings)| is_meant(*place, codings));
    meant.map(|(place, _)| place).collect()
}

/// Whether a key names an excerpt.
fn is_meant(key: ExcerptKey, excerpt: &Excerpt) -> bool {
    match key {
        ExcerptKey::Coding(number) => {
            excerpt.codings.iter().any(|coding| coding.id.0 == number)
        }
        ExcerptKey::Place(document, start, end) => {
            excerpt.document == DocumentId(document)
                && excerpt.span == CharSpan::new(start, end)
        }
    }
}

/// An excerpt as it is shown. The number of its first coding names it.
pub(super) fn drawn(excerpt: &Excerpt) -> ReportExcerpt {
    let first = excerpt.codings.iter().map(|coding| coding.id.0).min();
    ReportExcerpt {
        key: first.map_or(
            ExcerptKey::Place(excerpt.document.0, excerpt.span.start(), excerpt.span.end()),
            ExcerptKey::Coding,
        ),
        document: excerpt.document.0,
        span: excerpt.span,
        words: excerpt.words.clone(),
        credit: excerpt.credit.clone(),
        codings: excerpt.codings.clone(),
    }
}

/// Excerpts that speak for a theme: telling ones, from as many documents as possible.
///
/// Those that several coders chose come first, then those of a length that says something
/// and can be read; one for each document, before any document has a second.
fn telling(material: &Material<'_>, own: &Asked, wanted: Option<usize>) -> BTreeSet<Place> {
    let Material { study, .. } = material;
    let most = wanted.unwrap_or(QUOTED);
    let mut all: Vec<(Place, &[Coding])> = stretches(own).collect();
    all.sort_by_cached_key(|((document, span), codings)| {
        let mut coders: Vec<_> = codings.iter().map(|coding| coding.coder).collect();
        coders.sort_unstable();
        coders.dedup();
        let length = span.end() - span.start();
        (std::cmp::Reverse(coders.len()), length.abs_diff(TELLING), *document, *span)
    });
    let sites = study.site_attribute().map(|site| site.id);
    let mut chosen: Vec<usize> = Vec::new();
    let mut documents = BTreeSet::new();
    let mut places = BTreeSet::new();
    for (at, ((document, _), _)) in all.iter().enumerate() {
        if chosen.len() >= most {
            break;
        }
        let place = sites
            .and_then(|site| Some(study.document(*document)?.values.get(&site)?.to_string()));
        let fresh = place.as_ref().is_none_or(|place| !places.contains(place));
        if fresh && documents.insert(*document) {
            places.extend(place);
            chosen.push(at);
        }
    }
    // If a number was asked for, it is filled up: with other documents first.
    for is_new_document in [true, false] {
        for (at, ((document, _), _)) in all.iter().enumerate() {
            if wanted.is_none() || chosen.len() >= most {
                break;
            }
            let is_new = !is_new_document || documents.insert(*document);
            if is_new && !chosen.contains(&at) {
                chosen.push(at);
            }
        }
    }
    chosen.into_iter().map(|at| all[at].0).collect()
}

/// What the analyst named for a theme or against it, in the documents that the query means.
fn evidence<'m>(
    material: &Material<'m>,
    key: SubjectKey,
    side: EvidenceSide,
) -> impl Iterator<Item = &'m Evidence> + use<'m> {
    let theme: Option<&'m Theme> = match key {
        SubjectKey::Theme(id) => material.study.theme(id),
        SubjectKey::Code(_) | SubjectKey::InNoTheme => None,
    };
    let named = theme.into_iter().flat_map(|theme| &theme.evidence);
    let documents = &material.asked.documents;
    let is_meant = move |one: &&Evidence| documents.binary_search(&one.document).is_ok();
    named.filter(move |one| one.side == side).filter(is_meant)
}

/// What the analyst named as speaking for a theme or against it, with the codings that are on
/// just those words.
pub(super) fn named(
    material: &Material<'_>,
    key: SubjectKey,
    side: EvidenceSide,
) -> Vec<ReportExcerpt> {
    let Material { study, asked, transcripts, credit, .. } = material;
    evidence(material, key, side)
        .filter_map(|one| {
            let words = Words { study, transcripts, credit };
            let quote = words.of(one.document, one.span)?;
            let on = asked
                .codings
                .iter()
                .filter(|coding| (coding.document, coding.span) == (one.document, one.span));
            let codings: Vec<Coding> = on.copied().collect();
            Some(ReportExcerpt {
                key: ExcerptKey::Place(one.document.0, one.span.start(), one.span.end()),
                document: one.document.0,
                span: one.span,
                words: quote.words,
                credit: quote.credit,
                codings,
            })
        })
        .collect()
}
