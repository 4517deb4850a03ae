mod count;
mod measure;
mod table;

use themata_model::{Asked, AttributeId, Study};

pub use measure::FrequencyMeasure;

use crate::grouping::{self, Grouped, by_site, grouped, siteless};
use crate::subject::Outline;
use crate::universe::{in_order, parts};
use crate::{Error, Grouping, Subject, Transcripts, wording};
use count::{Sums, count};

/// How often each theme and each code was used, in all and in groups of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Frequencies {
    /// The themes and codes in order, each theme with its codes under it; a code that is in
    /// several themes stands under the first.
    pub rows: Vec<FrequencyRow>,
    /// The query's codings as a whole, whatever their code.
    pub total: FrequencyRow<()>,
    /// The groups of documents that are put side by side, if any were asked for.
    pub by: Option<Grouping>,
    /// Whether the study says where documents were collected.
    pub has_sites: bool,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// The numbers of a theme or a code.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyRow<S = Subject> {
    /// What they are about.
    pub subject: S,
    /// The numbers over all documents of the universe.
    pub overall: Frequency,
    /// The numbers for each group, in the order of [`Grouping::groups`].
    pub groups: Vec<Frequency>,
}

/// How often something was coded in some documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// The number of codings.
    pub codings: u64,
    /// The number of distinct excerpts: stretches of a document, whoever coded them and
    /// however often.
    pub excerpts: u64,
    /// The number of documents with at least one such coding.
    pub documents: u64,
    /// The number of documents that there are.
    pub of_documents: u64,
    /// The number of different sites of those documents; `None` if the study knows no sites.
    pub sites: Option<u64>,
    /// The number of words that the coded stretches hold or touch, each counted once; `None`
    /// if texts were not at hand.
    pub words: Option<u64>,
    /// The number of words that there are.
    pub of_words: u64,
}

/// Counts how often each theme and each code was used: codings, distinct excerpts, documents,
/// sites and words.
///
/// A code counts what carries exactly this code. A theme counts what carries any of its
/// codes, so an excerpt with two of them counts once and the theme is less than their sum.
/// Which codings count, and the documents that shares are taken of, is what `asked` says.
/// With `by` the same is counted for each group of documents that share a value.
///
/// Words are counted if `transcripts` are given; they must then hold the text of every
/// document with codings ([`FrequencyMeasure::needs_texts`]). The cost is proportional to
/// the codings, and to the length of those texts.
///
/// # Errors
///
/// If the text of a document with codings is missing in `transcripts`, or the study has no
/// attribute `by`.
pub fn frequencies(
    study: &Study,
    asked: &Asked,
    by: Option<AttributeId>,
    transcripts: Option<&Transcripts>,
) -> Result<Frequencies, Error> {
    let codings = in_order(asked);
    let parts = parts(study, asked, &codings);
    let outline = Outline::of(study, asked);
    let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
    let grouped = by.map(|by| grouped(study, &ids, by)).transpose()?;
    let sites = grouping::sites(study, &ids);

    let counted = count(&parts, &outline, transcripts)?;
    let groups = grouped.as_ref().map_or(0, |Grouped { grouping, .. }| grouping.groups.len());
    let mut sums = vec![Sums::new(groups); outline.subjects.len() + 1];
    for place in by_site(sites.as_deref(), parts.len()) {
        let site = sites.as_ref().and_then(|sites| sites[place]);
        let group = grouped.as_ref().map(|grouped| grouped.of[place]);
        for (sums, tally) in sums.iter_mut().zip(&counted[place]) {
            sums.add(*tally, group, site);
        }
    }

    let whole = Extent {
        documents: parts.len() as u64,
        words: parts.iter().map(|part| u64::from(part.document.version.words)).sum(),
        has_sites: sites.is_some(),
        has_texts: transcripts.is_some(),
    };
    let by = grouped.map(|grouped| grouped.grouping);
    let shared = outline.remark();
    let total = sums.pop().unwrap_or_else(|| Sums::new(groups)).into_row((), whole, &by);
    let rows = outline
        .subjects
        .into_iter()
        .zip(sums)
        .map(|(subject, sums)| sums.into_row(subject, whole, &by))
        .collect();
    let mut remarks = wording::mixed_kinds(study, codings.iter());
    remarks.extend(shared);
    remarks.extend(siteless(sites.as_deref()));
    remarks.extend(by.as_ref().and_then(Grouping::small_groups));
    let definition = definition(&wording::universe(study, asked, parts.len()), whole);
    Ok(Frequencies { rows, total, by, has_sites: sites.is_some(), definition, remarks })
}

/// The documents that shares are taken of, and what is known of them.
#[derive(Clone, Copy)]
struct Extent {
    documents: u64,
    words: u64,
    has_sites: bool,
    has_texts: bool,
}

fn definition(universe: &str, whole: Extent) -> String {
    let mut sentences = vec![
        "A code counts what carries exactly this code; a theme counts what carries any of its \
         codes, once.",
        "Excerpts are distinct stretches of a document, whoever coded them.",
    ];
    if whole.has_sites {
        sentences.push("Sites are distinct values of the attribute site.");
    }
    if whole.has_texts {
        sentences.push(
            "Share of words = words that the coded stretches hold or touch, each once ÷ words \
             of the documents.",
        );
    }
    format!("{} {universe}", sentences.join(" "))
}
