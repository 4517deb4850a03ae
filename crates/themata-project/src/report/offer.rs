//! What a report can be made of: for someone who chooses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use themata_analysis::frequencies;

use super::evidence::{
    Place, by_hand, drawn, drawn_from, named, own, quoted, quoted_places, stretches,
};
use super::part_themes::CHAPTERS;
use super::{ExcerptKey, Material, ReportQuestion, ThemeNamed};
use crate::ask::ask;
use crate::behind::{Behind, WhoseCodings};
use crate::{CharSpan, Failure, Project};
use themata_model::{Coding, DocumentId, EvidenceSide};

/// What can be chosen for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOffer {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// The title of the study.
    pub title: String,
    /// The attributes of documents, by which findings can be set side by side.
    pub attributes: Vec<String>,
    /// The attribute by which they are if nothing else is said.
    pub site: Option<String>,
    /// The themes, those with most excerpts first.
    pub themes: Vec<OfferedTheme>,
    /// Whose codings are counted, where the study has a consensus.
    pub whose: Option<WhoseCodings>,
}

/// A theme that can have a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedTheme {
    /// What names it.
    pub named: ThemeNamed,
    /// What it is called.
    pub title: String,
    /// The place of the code in whose colour it stands.
    pub colour: Option<u32>,
    /// How many excerpts it has.
    pub excerpts: u64,
    /// Whether it has a chapter unless it is said otherwise.
    pub is_usual: bool,
}

/// An excerpt that can be quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportExcerpt {
    /// What names it.
    pub key: ExcerptKey,
    /// The number of the document.
    pub document: u32,
    /// The stretch.
    pub span: CharSpan,
    /// The words.
    pub words: String,
    /// Their credit.
    pub credit: String,
    /// The codings on just this stretch.
    pub codings: Vec<Coding>,
}

/// The excerpts of a theme, for someone who chooses among them.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportExcerpts {
    /// What is quoted, in its order.
    pub quoted: Vec<ReportExcerpt>,
    /// Whether that was chosen by hand, and not by the program.
    pub is_by_hand: bool,
    /// How many that were chosen are not there any more.
    pub missing: usize,
    /// A part of the others, in order of the documents.
    pub others: Vec<ReportExcerpt>,
    /// How many others there are.
    pub total: usize,
    /// The names of the codes on the excerpts, by their places in the codebook.
    pub codes: Vec<String>,
}

impl Project {
    /// What can be chosen for a report on a query.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn report_offer(&mut self, query: &str) -> Result<ReportOffer, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let found = frequencies(study, &answer.asked, None, None)?;
        let mut rows: Vec<_> = found.rows.iter().filter(|row| row.subject.is_theme()).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.overall.excerpts));
        let themes = rows.into_iter().enumerate().filter_map(|(place, row)| {
            Some(OfferedTheme {
                named: ThemeNamed::of(row.subject.key)?,
                title: row.subject.name.clone(),
                colour: row.subject.codes(study).first().map(|code| code.get()),
                excerpts: row.overall.excerpts,
                is_usual: place < CHAPTERS && row.overall.codings > 0,
            })
        });
        Ok(ReportOffer {
            moment,
            title: study.title.clone(),
            attributes: study.attributes.iter().map(|one| one.name.clone()).collect(),
            site: study.site_attribute().map(|site| site.name.clone()),
            themes: themes.collect(),
            whose: Behind::over(query, Arc::clone(study), &answer.asked)?.whose(),
        })
    }

    /// The excerpts of a theme that a report can quote: those that it does quote, and of the
    /// others at most so many from a place on.
    ///
    /// # Errors
    ///
    /// If there is no such theme, the query is unsound, the credit names what no document has,
    /// or the study cannot be read.
    pub fn report_excerpts(
        &mut self,
        question: &ReportQuestion,
        theme: &ThemeNamed,
        (from, most): (usize, usize),
    ) -> Result<ReportExcerpts, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        question.credit.check(study)?;
        let of = |transcripts| Material {
            study,
            asked,
            compared: asked,
            transcripts,
            credit: &question.credit,
            by: None,
        };
        let Some(key) = theme.find(study)? else {
            return Err(Failure::nothing("this theme is not there any more"));
        };
        // What is shown is chosen by its place; then the texts of these documents are read.
        let unread = BTreeMap::new();
        let own = own(&of(&unread), key);
        let places = quoted_places(&of(&unread), question, key, &own)?;
        let first = snapshot.transcripts(documents(&places))?;
        let material = of(&first);
        let (quoted, missing) = quoted(&material, question, key, &own)?;
        let place = |one: &ReportExcerpt| (DocumentId(one.document), one.span);
        let is_quoted: BTreeSet<Place> = quoted.iter().map(place).collect();
        let coded: BTreeSet<Place> = stretches(&own).map(|(place, _)| place).collect();
        // Evidence that nobody coded is offered first; all else is among the excerpts.
        let mut others = named(&material, key, EvidenceSide::For);
        others.retain(|one| !coded.contains(&place(one)) && !is_quoted.contains(&place(one)));
        let total = others.len() + coded.difference(&is_quoted).count();
        let passed_over = from.saturating_sub(others.len());
        others = others.into_iter().skip(from).take(most).collect();
        let shown = coded.difference(&is_quoted).skip(passed_over).take(most - others.len());
        let shown: BTreeSet<Place> = shown.copied().collect();
        let second = snapshot.transcripts(documents(&shown))?;
        others.extend(drawn_from(&of(&second), &own, &shown).iter().map(drawn));
        Ok(ReportExcerpts {
            is_by_hand: by_hand(&material, question, key)?.is_some(),
            missing: missing.len(),
            quoted,
            others,
            total,
            codes: study.codebook.codes().map(|(_, code)| code.name.clone()).collect(),
        })
    }
}

/// The documents that some stretches lie in.
fn documents(places: &BTreeSet<Place>) -> BTreeSet<DocumentId> {
    places.iter().map(|(document, _)| *document).collect()
}
