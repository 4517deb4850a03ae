use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_model::{DocumentId, Evidence, EvidenceSide, Session};
use themata_text::CharSpan;

use super::listing::{ListedTheme, listed, narrow};
use super::{evidence, theme_numbered};
use crate::ask::ask;
use crate::behind::Behind;
use crate::documents::gone;
use crate::findings::Words;
use crate::meanwhile::Wanted;
use crate::{Credit, Failure, Project};

/// A theme, open on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeReading {
    /// The moment that the study is at.
    pub moment: u32,
    /// Its title, statement and numbers.
    pub theme: ListedTheme,
    /// The theme before it and the one behind it, by number and title.
    pub neighbours: [Option<(u32, String)>; 2],
    /// Its member codes with their numbers.
    pub members: Vec<MemberCode>,
    /// What speaks for it and against it, in the analyst's order.
    pub evidence: Vec<ReadEvidence>,
}

/// A code that is a member of a theme; its subcodes belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCode {
    /// Its place in the codebook.
    pub place: u32,
    /// What it is called.
    pub name: String,
    /// What it is in a few words.
    pub short: String,
    /// How many codings carry it or a subcode.
    pub codings: usize,
    /// How many subcodes it brings along.
    pub subcodes: usize,
}

/// A piece of evidence with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadEvidence {
    /// The number of the document.
    pub document: u32,
    /// Where it lies.
    pub span: CharSpan,
    /// Which way it speaks.
    pub side: EvidenceSide,
    /// What is said of it.
    pub note: String,
    /// Its words with their credit; `None` where they have gone from the document.
    pub quote: Option<(String, String)>,
    /// What the document is called.
    pub document_name: String,
}

/// An excerpt as evidence, by its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceAt {
    /// The number of the theme.
    pub theme: u32,
    /// The number of the document.
    pub document: u32,
    /// Where it lies.
    pub span: CharSpan,
    /// Which way it speaks; `None` takes it away.
    pub side: Option<EvidenceSide>,
    /// What is to be said of it; what was said stays if nothing is given.
    pub note: Option<String>,
    /// What was said of it when writing began, if that is known.
    pub was: Option<String>,
}

impl Project {
    /// A theme with its codes, evidence and the numbers of the codings that a query means, for a
    /// page. The texts of those documents alone are read that the evidence lies in.
    ///
    /// # Errors
    ///
    /// If there is no theme of that number, the query is unsound, or the study cannot be read.
    pub fn theme_reading(&mut self, number: u32, query: &str) -> Result<ThemeReading, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let theme = theme_numbered(study, number)?;
        let (mut all, _) = listed(study, &answer.asked)?;
        narrow(&mut all, &Behind::over(query, Arc::clone(study), &answer.asked)?);
        let at = all.iter().position(|known| known.number == Some(number));
        let at = at.ok_or_else(|| gone("theme"))?;
        let beside = |place: Option<usize>| {
            let known = all.get(place?)?;
            Some((known.number?, known.title.clone()))
        };

        let mut codings: BTreeMap<u32, usize> = BTreeMap::new();
        for coding in &answer.asked.codings {
            *codings.entry(coding.code.get()).or_default() += 1;
        }
        let book = &study.codebook;
        let member = |&code: &themata_codebook::CodeIndex| {
            let below = book.subtree(code);
            let of = |code: &themata_codebook::CodeIndex| codings.get(&code.get()).copied();
            MemberCode {
                place: code.get(),
                name: book[code].name.clone(),
                short: book[code].short.clone(),
                codings: below.iter().filter_map(of).sum(),
                subcodes: below.len().saturating_sub(1),
            }
        };
        let documents: BTreeSet<DocumentId> =
            theme.evidence.iter().map(|one| one.document).collect();
        let transcripts = snapshot.transcripts(documents)?;
        let credit = Credit::default();
        let words = Words { study, transcripts: &transcripts, credit: &credit };
        let read = |one: &Evidence| ReadEvidence {
            document: one.document.0,
            span: one.span,
            side: one.side,
            note: one.note.clone().unwrap_or_default(),
            quote: words.of(one.document, one.span).map(|quote| (quote.words, quote.credit)),
            document_name: study
                .document(one.document)
                .map_or(String::new(), |document| document.name.clone()),
        };
        Ok(ThemeReading {
            moment,
            neighbours: [beside(at.checked_sub(1)), beside(Some(at + 1))],
            theme: all[at].clone(),
            members: theme.members.iter().map(member).collect(),
            evidence: theme.evidence.iter().map(read).collect(),
        })
    }

    /// Says that an excerpt speaks for a theme or against it, what is to be said of it, or that
    /// it is no evidence. It says whether anything was changed.
    ///
    /// # Errors
    ///
    /// If there is no such theme, the excerpt lies outside its document or is empty, it is to
    /// be taken away and is not there, or somebody else changed the note since writing began.
    pub fn theme_evidence_at(
        &mut self,
        session: &Session,
        at: &EvidenceAt,
    ) -> Result<bool, Failure> {
        let place = (DocumentId(at.document), at.span);
        let done = self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let theme = theme_numbered(&study, at.theme)?;
            let mut after = theme.clone();
            let is_meant = |one: &Evidence| (one.document, one.span) == place;
            let known = after.evidence.iter().position(is_meant);
            let Some(side) = at.side else {
                let known = known.ok_or_else(|| gone("piece of evidence"))?;
                after.evidence.remove(known);
                let summary = "take a piece of evidence from a theme".to_owned();
                return Ok(evidence::changed(theme, after, summary));
            };
            let now = known.and_then(|known| after.evidence[known].note.clone());
            let now = now.unwrap_or_default();
            let note = match &at.note {
                None => now,
                Some(new) => match Wanted::of(at.was.as_deref(), &now, new) {
                    Wanted::Written => new.trim().to_owned(),
                    Wanted::Stays => now,
                    Wanted::Apart => {
                        return Err(Failure::changed_meanwhile("this note", vec![now]));
                    }
                },
            };
            let note = Some(note).filter(|note| !note.is_empty());
            let one = Evidence { document: place.0, span: place.1, side, note };
            match known {
                Some(known) => after.evidence[known] = one,
                None => {
                    let document = study.document(place.0).ok_or_else(|| gone("document"))?;
                    if at.span.is_empty() || at.span.end() > document.version.len {
                        return Err(gone("excerpt"));
                    }
                    after.evidence.push(one);
                }
            }
            let summary = format!("say what speaks {} a theme", side.as_str());
            Ok(evidence::changed(theme, after, summary))
        })?;
        Ok(done.is_some())
    }
}
