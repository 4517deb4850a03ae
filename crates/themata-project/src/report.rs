//! The report: a study as the results section of an evaluation, of the parts that are wanted.

mod evidence;
mod made;
mod offer;
mod part_agreement;
mod part_coding;
mod part_cooccurrence;
mod part_layer;
mod part_matrix;
mod part_memos;
mod part_method;
mod part_study;
mod part_summary;
mod part_themes;
mod question;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use themata_model::{Asked, AttributeId, DocumentId, Session, Study, Transcript};
use themata_report::{CodeName, CodebookEntry, Part, Report, ReportPart};

use crate::ask::{ask, ask_compared, transcripts};
use crate::codebook::codings_by_code;
use crate::memos::MemoQuestion;
use crate::names::{count, list};
use crate::{Credit, Failure, Project};

pub use made::ReportMade;
pub use offer::{OfferedTheme, ReportExcerpt, ReportExcerpts, ReportOffer};
pub use question::{ExcerptKey, ReportQuestion, ThemeNamed};

/// What the parts of a report are drawn from.
struct Material<'a> {
    study: &'a Study,
    asked: &'a Asked,
    /// What the query means where coders are held against each other.
    compared: &'a Asked,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
    credit: &'a Credit,
    /// The attribute by which findings are set side by side.
    by: Option<AttributeId>,
}

impl Project {
    /// A report on the study, of the parts that are wanted: as one page of HTML that needs
    /// nothing beside it, or as a text for a word processor. What a blind round keeps back is
    /// not in it, and it says so.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute or theme, or the study cannot be
    /// read.
    pub fn report(
        &mut self,
        session: &Session,
        question: &ReportQuestion,
    ) -> Result<ReportMade, Failure> {
        let has = |part: ReportPart| question.parts.contains(&part);
        let kept_back = self.kept_back()?;
        let memos = match has(ReportPart::Memos) {
            true => self.memo_page(&MemoQuestion::default(), usize::MAX, 1)?.memos,
            false => Vec::new(),
        };
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let compared = match has(ReportPart::Agreement) || has(ReportPart::Summary) {
            true => ask_compared(&snapshot, &question.query)?.asked,
            false => asked.clone(),
        };
        question.credit.check(study)?;
        let transcripts = transcripts(&snapshot, asked)?;
        let by = match &question.by {
            Some(name) => Some(crate::names::attribute(study, name)?),
            None => study.site_attribute().map(|site| site.id),
        };
        let credit = &question.credit;
        let material = Material {
            study,
            asked,
            compared: &compared,
            transcripts: &transcripts,
            credit,
            by,
        };
        let part = |part, of: fn(&Material<'_>) -> Result<Part, Failure>| match has(part) {
            true => of(&material),
            false => Ok(Part::default()),
        };
        let (themes, missing) = match has(ReportPart::Themes) {
            true => part_themes::themes(&material, question)?,
            false => (Vec::new(), Vec::new()),
        };
        let title = question.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        // Where the method is left out, nobody must take what is counted for the whole.
        let kept = kept_back.as_deref().filter(|_| !has(ReportPart::Method));
        let notices = [kept.map(part_method::not_everything), part_layer::consensus(&material)];
        let report = Report {
            title: title.unwrap_or(&study.title).to_owned(),
            subtitle: subtitle(&question.parts, &asked.query),
            date: format!(
                "State of {}, operation {}",
                session.now.strftime("%-d %B %Y"),
                snapshot.head()?
            ),
            notice: notices.into_iter().flatten().collect::<Vec<_>>().join(" "),
            order: question.parts.clone(),
            summary: match has(ReportPart::Summary) {
                true => part_summary::summary(&material)?,
                false => Vec::new(),
            },
            study: part(ReportPart::Study, part_study::part)?,
            coding: part(ReportPart::Coding, |material| Ok(part_coding::part(material)))?,
            agreement: part(ReportPart::Agreement, part_agreement::part)?,
            sites: part(ReportPart::Sites, part_themes::sites)?,
            co_occurrence: part(ReportPart::Cooccurrence, part_cooccurrence::part)?,
            themes,
            matrix: match has(ReportPart::Matrix) {
                true => part_matrix::part(&material, question)?,
                false => Part::default(),
            },
            memos: part_memos::memos(&material, &memos),
            method: match has(ReportPart::Method) {
                true => part_method::method(&material, kept_back.as_deref()),
                false => themata_report::Method::default(),
            },
            codebook: match has(ReportPart::Codebook) {
                true => codebook(study),
                false => Vec::new(),
            },
        };
        // Without any part there is a title, and not everything.
        Ok(ReportMade { report, missing })
    }
}

/// What a report shows, in a line: `Themes, co-occurrence and agreement for site:04`.
fn subtitle(parts: &[ReportPart], query: &str) -> String {
    let shown = [
        (ReportPart::Themes, "themes"),
        (ReportPart::Cooccurrence, "co-occurrence"),
        (ReportPart::Agreement, "agreement"),
    ];
    let shown = shown.into_iter().filter(|(part, _)| parts.contains(part));
    let mut said = list(&shown.map(|(_, name)| name.to_owned()).collect::<Vec<_>>());
    if let Some(first) = said.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    match (said.is_empty(), query.is_empty()) {
        (_, true) => said,
        (true, false) => format!("Codings with {query}"),
        (false, false) => format!("{said} for {query}"),
    }
}

fn codebook(study: &Study) -> Vec<CodebookEntry> {
    let counts = codings_by_code(study);
    let book = &study.codebook;
    book.in_tree_order()
        .iter()
        .filter(|&&place| book[place].is_active())
        .map(|&place| {
            let code = &book[place];
            CodebookEntry {
                code: CodeName::new(&code.name, book.colour_of(place).to_string()),
                depth: book.depth(place) as u8,
                definition: match code.definition.is_empty() {
                    true => code.short.clone(),
                    false => code.definition.clone(),
                },
                use_when: code.use_when.clone(),
                do_not_use_when: code.do_not_use_when.clone(),
                examples: code.examples.clone(),
                codings: code.assignable.then(|| counts[place.get() as usize] as u64),
            }
        })
        .collect()
}

/// A number of things with what they are: `19 documents at 6 sites`.
fn documents_at_sites(material: &Material<'_>) -> String {
    let Material { study, asked, .. } = material;
    let documents = count(asked.documents.len(), "document");
    let Some(site) = study.site_attribute() else { return documents };
    let mut sites: Vec<String> = asked
        .documents
        .iter()
        .filter_map(|&id| Some(study.document(id)?.values.get(&site.id)?.to_string()))
        .collect();
    sites.sort_unstable();
    sites.dedup();
    format!("{documents} at {}", count(sites.len(), "site"))
}
