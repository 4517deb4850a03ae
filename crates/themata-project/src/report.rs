//! The report: a study as the results section of an evaluation.

mod part_agreement;
mod part_coding;
mod part_cooccurrence;
mod part_method;
mod part_study;
mod part_summary;
mod part_themes;

use std::collections::BTreeMap;

use themata_model::{Asked, AttributeId, DocumentId, Session, Study, Transcript};
use themata_report::{CodeName, CodebookEntry, Report, page};

use crate::ask::{ask, transcripts};
use crate::codebook::codings_by_code;
use crate::names::count;
use crate::{Credit, Failure, Project};

/// What the parts of a report are drawn from.
struct Material<'a> {
    study: &'a Study,
    asked: &'a Asked,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
    credit: &'a Credit,
    /// The attribute by which findings are set side by side.
    by: Option<AttributeId>,
}

impl Project {
    /// The study as one page of HTML that needs nothing beside it. Findings are set side by
    /// side by site, where documents have one, or by another attribute.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute, or the study cannot be read.
    pub fn report(
        &mut self,
        session: &Session,
        query: &str,
        by: Option<&str>,
        credit: &Credit,
    ) -> Result<String, Failure> {
        let kept_back = self.kept_back()?;
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        credit.check(study)?;
        let transcripts = transcripts(&snapshot, asked)?;
        let by = match by {
            Some(name) => Some(crate::names::attribute(study, name)?),
            None => study.site_attribute().map(|site| site.id),
        };
        let material = Material { study, asked, transcripts: &transcripts, credit, by };
        let report = Report {
            title: study.title.clone(),
            subtitle: match asked.query.as_str() {
                "" => "Themes, co-occurrence and agreement".to_owned(),
                query => format!("Themes, co-occurrence and agreement for {query}"),
            },
            date: format!(
                "State of {}, operation {}",
                session.now.strftime("%-d %B %Y"),
                snapshot.head()?
            ),
            summary: part_summary::summary(&material)?,
            study: part_study::part(&material)?,
            coding: part_coding::part(&material),
            agreement: part_agreement::part(&material)?,
            sites: part_themes::sites(&material)?,
            co_occurrence: part_cooccurrence::part(&material)?,
            themes: part_themes::themes(&material)?,
            method: part_method::method(&material, kept_back.as_deref()),
            codebook: codebook(study),
        };
        Ok(page(&report))
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
