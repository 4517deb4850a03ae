use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{AttributeId, DocumentId, Study, Value};

use crate::Failure;
use crate::excerpts::Excerpt;
use crate::names::attribute;

/// Under what excerpts stand in a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExcerptGroups {
    /// Under each of their codes, in the order of the codebook.
    Code,
    /// Under each of their themes, in the order of the codebook.
    Theme,
    /// Under the document.
    Document,
    /// Under the value that the document has of an attribute, such as the site.
    Attribute(String),
}

/// A heading with the excerpts that stand under it.
type Group<'a> = (String, Vec<&'a Excerpt>);

impl ExcerptGroups {
    /// What a word asks for: `code`, `theme`, `document`, or the name of an attribute.
    #[must_use]
    pub fn from_word(word: &str) -> ExcerptGroups {
        match word.trim().to_lowercase().as_str() {
            "code" => ExcerptGroups::Code,
            "theme" => ExcerptGroups::Theme,
            "document" => ExcerptGroups::Document,
            _ => ExcerptGroups::Attribute(word.trim().to_owned()),
        }
    }

    pub(crate) fn heading(&self) -> String {
        match self {
            ExcerptGroups::Code => "Code".to_owned(),
            ExcerptGroups::Theme => "Theme".to_owned(),
            ExcerptGroups::Document => "Document".to_owned(),
            ExcerptGroups::Attribute(name) => name.clone(),
        }
    }

    pub(crate) fn definition(&self) -> String {
        match self {
            ExcerptGroups::Code => {
                " An excerpt stands under each of its codes that the query means.".to_owned()
            }
            ExcerptGroups::Theme => {
                " An excerpt stands under each theme of the codes that the query means."
                    .to_owned()
            }
            ExcerptGroups::Document => " Grouped by document.".to_owned(),
            ExcerptGroups::Attribute(name) => format!(" Grouped by {name} of the document."),
        }
    }

    /// The groups in order, each with its excerpts in theirs.
    pub(crate) fn groups<'a>(
        &self,
        study: &Study,
        excerpts: &'a [Excerpt],
    ) -> Result<Vec<Group<'a>>, Failure> {
        Ok(match self {
            ExcerptGroups::Code => by_code(study, excerpts),
            ExcerptGroups::Theme => by_theme(study, excerpts),
            ExcerptGroups::Document => excerpts
                .chunk_by(|a, b| a.document == b.document)
                .map(|group| (document_name(study, group[0].document), group.iter().collect()))
                .collect(),
            ExcerptGroups::Attribute(name) => {
                let id = attribute(study, name)
                    .map_err(|failure| failure.hint("or group by code, theme or document"))?;
                by_value(study, excerpts, id, name)
            }
        })
    }
}

fn document_name(study: &Study, id: DocumentId) -> String {
    study.document(id).map_or_else(String::new, |document| document.name.clone())
}

fn by_code<'a>(study: &Study, excerpts: &'a [Excerpt]) -> Vec<Group<'a>> {
    let mut under: BTreeMap<CodeIndex, Vec<&Excerpt>> = BTreeMap::new();
    for excerpt in excerpts {
        let mut headings: Vec<CodeIndex> =
            excerpt.codings.iter().map(|coding| coding.code).collect();
        headings.sort_unstable();
        headings.dedup();
        for code in headings {
            under.entry(code).or_default().push(excerpt);
        }
    }
    let order = study.codebook.in_tree_order().iter();
    order
        .filter_map(|code| Some((study.codebook[*code].name.clone(), under.remove(code)?)))
        .collect()
}

/// Under each theme in order, and last what is in none. An excerpt stands under each of its
/// themes.
fn by_theme<'a>(study: &Study, excerpts: &'a [Excerpt]) -> Vec<Group<'a>> {
    let under = |codes: &[CodeIndex]| -> Vec<&'a Excerpt> {
        let has = |excerpt: &&Excerpt| {
            excerpt.codings.iter().any(|coding| codes.contains(&coding.code))
        };
        excerpts.iter().filter(has).collect()
    };
    let mut groups: Vec<Group<'a>> = Vec::new();
    for theme in study.theme_codes() {
        groups.push((theme.title, under(&theme.codes)));
    }
    groups.push(("in no theme".to_owned(), under(&study.codes_in_no_theme())));
    groups.retain(|(_, excerpts)| !excerpts.is_empty());
    groups
}

fn by_value<'a>(
    study: &Study,
    excerpts: &'a [Excerpt],
    attribute: AttributeId,
    name: &str,
) -> Vec<Group<'a>> {
    let value = |excerpt: &Excerpt| study.document(excerpt.document)?.values.get(&attribute);
    let mut sorted: Vec<(Option<&Value>, &Excerpt)> =
        excerpts.iter().map(|excerpt| (value(excerpt), excerpt)).collect();
    // Those of whom it is not known stand last; the order of the documents is kept.
    sorted.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => a.order(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    sorted
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|group| {
            let heading = group[0]
                .0
                .map_or_else(|| format!("no {name}"), |value| format!("{name} {value}"));
            (heading, group.iter().map(|(_, excerpt)| *excerpt).collect())
        })
        .collect()
}
