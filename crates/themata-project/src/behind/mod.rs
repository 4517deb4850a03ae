//! What stands behind a number: the query whose excerpts are just those that were counted.
//!
//! A query that is narrowed by `code:=x` means more than the codings with `x` where it names
//! codes itself: of an excerpt that carries both, the codings with either are meant (decision
//! 0004). So what it says of codes is held against the codes that were counted, and said anew.

mod narrowed;
mod whose;

use std::collections::BTreeSet;
use std::sync::Arc;

use themata_codebook::CodeIndex;
pub use whose::{Whose, WhoseCodings};

use themata_model::{Asked, Coder, CoderId, CoderKind, Query, Resolved, SpeakerRole, Study};

use crate::ask::ask;
use crate::asking::{QueryNames, spelt};
use crate::{Failure, Project};

/// The term for the final coding: what was agreed on where something was, else what people coded.
const FINAL: &str = "coder:final";

/// A query, with what is needed to narrow it to what a number in a table counts.
pub struct Behind {
    /// How many codings the query means.
    pub codings: usize,
    /// Every name that a query can hold.
    pub names: QueryNames,
    query: String,
    parts: Vec<Part>,
    /// The codes that some coding has.
    used: BTreeSet<CodeIndex>,
    /// Of a query that names coders, those whose codings it means.
    coders: Option<BTreeSet<CoderId>>,
    /// The coders whose codings count.
    meant: Vec<CoderId>,
    /// Whether what is counted is the final coding, as far as the query says in a word of its own.
    is_final: bool,
    study: Arc<Study>,
}

/// A part of a query that must hold.
#[derive(Clone)]
struct Part {
    text: String,
    /// The codes that it names, if that is all it does.
    codes: Option<BTreeSet<CodeIndex>>,
    /// What is enough for it to hold, if it is a choice: for each the parts that must hold.
    either: Vec<Vec<Part>>,
}

impl Part {
    fn all_of(query: &Query, study: &Study) -> Result<Vec<Part>, Failure> {
        let part = |part: Query| {
            let resolved = part.resolve(study)?;
            let codes = resolved.codes_alone().map(|codes| codes.iter().copied().collect());
            let either = match part.disjuncts().as_slice() {
                [_] => Vec::new(),
                several => {
                    let each = several.iter().map(|it| Part::all_of(it, study));
                    each.collect::<Result<_, Failure>>()?
                }
            };
            Ok(Part { text: bracketed(&part.to_string()), codes, either })
        };
        query.conjuncts().into_iter().map(part).collect()
    }

    fn names_codes(&self) -> bool {
        self.codes.is_some() || self.either.iter().flatten().any(Part::names_codes)
    }
}

/// What a row or column counts, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted<'a> {
    /// A code itself.
    Code(&'a str),
    /// A code with its subcodes.
    WithSubcodes(&'a str),
    /// The codes of a theme.
    Theme(&'a str),
    /// The codes that are in no theme.
    InNoTheme,
}

/// Something that a form offers by its number, since names do not stand in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The number.
    pub number: u32,
    /// What it is called.
    pub name: String,
}

impl Project {
    /// A query with what is needed to narrow it.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn behind(&mut self, query: &str) -> Result<Behind, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        Behind::over(query, answer.study, &answer.asked)
    }

    /// A query without the final coding: where coders are held against each other that means
    /// people's codings, and those of one of them are found by naming them. `None` if it is
    /// named within something else, where it cannot be left out.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn query_of_people(&mut self, query: &str) -> Result<Option<String>, Failure> {
        let study = self.snapshot()?.study()?;
        let mut rest = Vec::new();
        for part in Query::parse(query)?.conjuncts() {
            let text = part.to_string();
            if is_final_coding(&text, &study) {
                continue;
            }
            if part.resolve(&study)? != part.resolve_compared(&study)? {
                return Ok(None);
            }
            rest.push(text);
        }
        Ok(Some(all_of(&rest.iter().map(String::as_str).collect::<Vec<_>>())))
    }
}

impl Behind {
    /// A query over a study, and what it means there.
    pub(crate) fn over(
        query: &str,
        study: Arc<Study>,
        asked: &Asked,
    ) -> Result<Behind, Failure> {
        let whole = Query::parse(query)?;
        let resolved = whole.resolve(&study)?;
        let coders = || asked.codings.iter().map(|coding| coding.coder).collect();
        Ok(Behind {
            codings: asked.codings.len(),
            names: QueryNames::of(&study),
            query: query.trim().to_owned(),
            parts: Part::all_of(&whole, &study)?,
            used: used(&study),
            coders: resolved.names_coders().then(coders),
            meant: taking_part(&resolved, &study),
            is_final: is_final_coding(query, &study),
            study,
        })
    }

    /// The study that the query is asked of.
    pub(crate) fn study(&self) -> &Study {
        &self.study
    }

    /// The query narrowed to its codings with some codes; `None` without codes.
    pub(crate) fn with_codes(&self, codes: &BTreeSet<CodeIndex>) -> Option<String> {
        (!codes.is_empty()).then(|| narrowed::to(self, &self.parts, codes))
    }

    /// The same where all codes that codings have may be among them: then nothing is narrowed.
    pub(crate) fn with_codes_if_others(&self, codes: &BTreeSet<CodeIndex>) -> Option<String> {
        match self.used.is_subset(codes) {
            true => Some(self.query.clone()),
            false => self.with_codes(codes),
        }
    }

    /// The term that means a document by its name.
    pub(crate) fn document(name: &str) -> String {
        format!("document:{}", spelt(name))
    }

    /// The query as it was asked.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The query narrowed to the codings that a row or column counts; `None` if nothing has
    /// that name.
    #[must_use]
    pub fn of(&self, counted: Counted<'_>) -> Option<String> {
        self.with_codes(&self.codes(counted)?)
    }

    /// The codes in the order of the tree, by their places, as far as they can be applied.
    #[must_use]
    pub fn codes_by_number(&self) -> Vec<Numbered> {
        let codes = self.names.codes.iter().filter(|code| code.assignable);
        codes.map(|code| Numbered { number: code.place, name: code.name.clone() }).collect()
    }

    /// The attributes.
    #[must_use]
    pub fn attributes(&self) -> Vec<Numbered> {
        let all = self.study.attributes.iter();
        all.map(|it| Numbered { number: it.id.0, name: it.name.clone() }).collect()
    }

    /// The attribute that says where a document was collected.
    #[must_use]
    pub fn site(&self) -> Option<Numbered> {
        let site = self.study.site_attribute()?;
        Some(Numbered { number: site.id.0, name: site.name.clone() })
    }

    /// The documents, each with how many codings it has.
    #[must_use]
    pub fn documents(&self) -> Vec<(Numbered, usize)> {
        let all = self.study.documents.iter();
        all.map(|it| {
            let named = Numbered { number: it.id.0, name: it.name.clone() };
            let codings = self.study.codings.on(it.id).iter();
            (named, codings.filter(|coding| self.meant.contains(&coding.coder)).count())
        })
        .collect()
    }

    /// How many words the study holds.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.study.documents.iter().map(|it| u64::from(it.version.words)).sum()
    }

    /// The groups of documents that share a value of an attribute, in their order; each with
    /// its value, `None` for those that have none, and the term that means just these
    /// documents. None if there is no such attribute.
    #[must_use]
    pub fn groups(&self, attribute: &str) -> Vec<(Option<String>, String)> {
        let Some(attribute) = self.study.attribute_named(attribute) else { return Vec::new() };
        let groups = self.study.groups_by(attribute.id).into_iter();
        groups
            .map(|(value, documents)| {
                let value = value.map(|value| value.to_string());
                let short = match &value {
                    Some(value) => format!("{}:{}", spelt(&attribute.name), spelt(value)),
                    None => format!("NOT {}:*", spelt(&attribute.name)),
                };
                // A value may be that of speakers, too, or be spelt like another one.
                let means = value.as_ref().and_then(|_| {
                    let resolved = Query::parse(&short).ok()?.resolve(&self.study).ok()?;
                    Some(resolved.documents_alone()? == documents)
                });
                let is_whole = match means {
                    Some(same) => same,
                    None => value.is_none() && self.is_of_documents_alone(attribute.id),
                };
                let term = if is_whole { short } else { self.each(&documents) };
                (value, term)
            })
            .collect()
    }

    /// Whether a theme has a title.
    #[must_use]
    pub fn has_theme(&self, title: &str) -> bool {
        self.study.theme_codes().iter().any(|theme| theme.title == title)
    }

    /// The term for what touches a turn of a speaker; of nobody if no name is said. `None` if
    /// there are no speakers, so that nothing needs to be said; or if the name is the word for
    /// a role that others have, too, so that it would mean them all.
    #[must_use]
    pub fn speaker(&self, name: Option<&str>) -> Option<String> {
        match name {
            Some(name) => {
                let key = name.trim().to_lowercase();
                let role = SpeakerRole::from_word(name);
                let mut all = self.study.documents.iter().flat_map(|it| &it.version.speakers);
                let means_others = role.is_some()
                    && all.any(|it| it.role == role && it.name.trim().to_lowercase() != key);
                (!means_others).then(|| format!("speaker:{}", spelt(name)))
            }
            None => (!self.names.speakers.is_empty()).then(|| "NOT speaker:*".to_owned()),
        }
    }

    /// Whether someone who speaks is known to be an interviewer.
    #[must_use]
    pub fn has_interviewers(&self) -> bool {
        let mut all = self.study.documents.iter().flat_map(|it| &it.version.speakers);
        all.any(|speaker| speaker.role == Some(SpeakerRole::Interviewer))
    }

    /// Whether somebody speaks in every document.
    #[must_use]
    pub fn everywhere_is_spoken(&self) -> bool {
        let all = &self.study.documents;
        !all.is_empty() && all.iter().all(|it| !it.version.speakers.is_empty())
    }

    /// The term for the codings of everyone whose codings count: of machines and a consensus only
    /// if the query names them.
    #[must_use]
    pub fn anyone(&self) -> String {
        // Whose they are differs by document there, and is said by no list of coders.
        if self.is_final {
            return FINAL.to_owned();
        }
        let is_meant = |coder: &&Coder| self.meant.contains(&coder.id);
        coded_by(self.study.coders.iter().filter(is_meant))
    }

    /// The term for the codings that were agreed on; `None` if there is no coder for these.
    #[must_use]
    pub fn consensus(&self) -> Option<String> {
        let is_meant = |coder: &&Coder| coder.kind == CoderKind::Consensus;
        let all = || self.study.coders.iter().filter(is_meant);
        all().next().map(|_| coded_by(all()))
    }

    /// Of a query that names coders: for each of those whose codings it means, the term.
    #[must_use]
    pub fn each_coder(&self) -> Option<Vec<String>> {
        let coders = self.coders.as_ref()?;
        let meant = self.study.coders.iter().filter(|coder| coders.contains(&coder.id));
        Some(meant.map(|coder| coded_by(std::iter::once(coder))).collect())
    }

    /// The codes that codings have, but for some, as a term that can be denied; `None` if
    /// there are no others.
    #[must_use]
    pub fn others_than(&self, counted: &[Counted<'_>]) -> Option<String> {
        let these: BTreeSet<CodeIndex> =
            counted.iter().filter_map(|it| self.codes(*it)).flatten().collect();
        let others: BTreeSet<CodeIndex> = self.used.difference(&these).copied().collect();
        (!others.is_empty()).then(|| self.term(&others))
    }

    fn codes(&self, counted: Counted<'_>) -> Option<BTreeSet<CodeIndex>> {
        let book = &self.study.codebook;
        let codes = match counted {
            Counted::Code(name) => vec![book.find(name)?],
            Counted::WithSubcodes(name) => book.subtree(book.find(name)?).to_vec(),
            Counted::Theme(title) => {
                let themes = self.study.theme_codes().into_iter();
                // One without codes counts nothing, whatever it is called.
                let mut named = themes.filter(|it| it.title == title && !it.codes.is_empty());
                let theme = named.next()?;
                // Of two themes of one name nobody knows which is counted.
                if named.next().is_some() {
                    return None;
                }
                theme.codes
            }
            Counted::InNoTheme => self.study.codes_in_no_theme(),
        };
        Some(codes.into_iter().collect())
    }

    /// The term that means some codes, as short as it can be said.
    fn term(&self, codes: &BTreeSet<CodeIndex>) -> String {
        let book = &self.study.codebook;
        let themes = self.study.theme_codes();
        let theme = themes.iter().find(|theme| {
            let theirs = || theme.codes.iter().copied().collect::<BTreeSet<_>>();
            codes.len() > 1 && theme.codes.len() == codes.len() && theirs() == *codes
        });
        let is_alone = |title: &str| {
            themes.iter().filter(|it| it.title.to_lowercase() == title.to_lowercase()).count()
                == 1
        };
        if let Some(theme) = theme.filter(|theme| is_alone(&theme.title)) {
            return format!("theme:{}", spelt(&theme.title));
        }
        let names: Vec<String> =
            codes.iter().map(|&code| format!("={}", spelt(&book[code].name))).collect();
        format!("code:{}", names.join(","))
    }

    /// Whether an attribute is of documents and of no speakers, and some document has it.
    fn is_of_documents_alone(&self, id: themata_model::AttributeId) -> bool {
        let mut speakers = self.study.documents.iter().flat_map(|it| &it.version.speakers);
        !speakers.any(|speaker| speaker.values.contains_key(&id))
            && self.study.documents.iter().any(|it| it.values.contains_key(&id))
    }

    fn each(&self, documents: &[themata_model::DocumentId]) -> String {
        let named = documents.iter().filter_map(|&id| self.study.document(id));
        let names: Vec<String> = named.map(|it| spelt(&it.name)).collect();
        format!("document:{}", names.join(","))
    }
}

/// The term for what some coders coded.
fn coded_by<'a>(coders: impl Iterator<Item = &'a Coder>) -> String {
    let names: Vec<String> = coders.map(|coder| spelt(&coder.name)).collect();
    format!("coder:{}", names.join(","))
}

fn taking_part(resolved: &Resolved, study: &Study) -> Vec<CoderId> {
    let coders = study.coders.iter().map(|coder| coder.id);
    coders.filter(|&id| resolved.takes_part(id)).collect()
}

fn used(study: &Study) -> BTreeSet<CodeIndex> {
    let mut seen = vec![false; study.codebook.len()];
    for coding in &study.codings {
        seen[coding.code.get() as usize] = true;
    }
    study.codebook.codes().map(|(code, _)| code).filter(|it| seen[it.get() as usize]).collect()
}

/// Queries joined so that all must hold; what is empty is left out.
#[must_use]
pub fn all_of(parts: &[&str]) -> String {
    let mut all = Vec::new();
    for part in parts.iter().filter(|part| !part.trim().is_empty()) {
        match Query::parse(part) {
            Ok(query) => {
                all.extend(query.conjuncts().iter().map(|it| bracketed(&it.to_string())));
            }
            Err(_) => all.push(format!("({part})")),
        }
    }
    all.join(" ")
}

/// Whether a query says by a word of its own that the final coding is meant.
pub(crate) fn is_final_coding(query: &str, study: &Study) -> bool {
    let parts = Query::parse(query).map(|query| query.conjuncts()).unwrap_or_default();
    study.knows_final_coding()
        && parts.iter().any(|part| part.to_string().eq_ignore_ascii_case(FINAL))
}

/// A part of a query so that it can stand beside others.
fn bracketed(text: &str) -> String {
    if is_joined(text) { format!("({text})") } else { text.to_owned() }
}

/// Whether a part of a query is made of several that no brackets hold together.
fn is_joined(text: &str) -> bool {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' | '“' | '”' => is_quoted = !is_quoted,
            _ if is_quoted => (),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 => return true,
            _ => (),
        }
    }
    false
}

#[cfg(test)]
mod tests;
