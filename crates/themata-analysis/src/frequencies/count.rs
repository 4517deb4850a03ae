use rayon::prelude::*;
use themata_text::{Segments, words};

use super::{Extent, Frequency, FrequencyRow};
use crate::grouping::SitesSeen;
use crate::settled::settled;
use crate::subject::Outline;
use crate::universe::{Part, text_of};
use crate::{Error, Grouping, Transcripts};

/// What was counted in one document.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    codings: u64,
    excerpts: u64,
    words: u64,
}

/// What was counted in each document, for every row of the outline and, last, in all.
pub(super) fn count(
    parts: &[Part<'_>],
    outline: &Outline,
    transcripts: Option<&Transcripts>,
) -> Result<Vec<Vec<Tally>>, Error> {
    let counted = parts
        .par_iter()
        .map(|part| {
            let text = match transcripts {
                Some(transcripts) if !part.codings.is_empty() => {
                    Some(words(&text_of(transcripts, part.document)?.text))
                }
                _ => None,
            };
            Ok(count_in(part, outline, text.as_ref()))
        })
        .collect();
    settled(counted)
}

fn count_in(part: &Part<'_>, outline: &Outline, words: Option<&Segments>) -> Vec<Tally> {
    let all = outline.subjects.len();
    let mut tallies = vec![Tally::default(); all + 1];
    // For every row the last excerpt that counted, and the first word not counted so far.
    let mut last = vec![usize::MAX; all + 1];
    let mut next = vec![0; all + 1];
    for (excerpt, codings) in part.codings.chunk_by(|a, b| a.span == b.span).enumerate() {
        let touched = words.map_or(0..0, |words| words.touching(codings[0].span));
        for coding in codings {
            for row in outline.rows_of(coding.code).chain([all]) {
                let tally = &mut tallies[row];
                tally.codings += 1;
                if last[row] != excerpt {
                    last[row] = excerpt;
                    tally.excerpts += 1;
                    // Excerpts come in the order of their starts, so the words counted so
                    // far are those before `next` that any of them touched.
                    let from = touched.start.max(next[row]);
                    tally.words += touched.end.saturating_sub(from) as u64;
                    next[row] = touched.end.max(next[row]);
                }
            }
        }
    }
    tallies
}

/// The sums of one row over documents that are added site by site.
#[derive(Clone)]
pub(super) struct Sums {
    overall: Sum,
    groups: Vec<Sum>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    tally: Tally,
    documents: u64,
    sites: SitesSeen,
}

impl Sums {
    pub(super) fn new(groups: usize) -> Sums {
        Sums { overall: Sum::default(), groups: vec![Sum::default(); groups] }
    }

    pub(super) fn add(&mut self, tally: Tally, group: Option<usize>, site: Option<usize>) {
        if tally.codings == 0 {
            return;
        }
        let group = group.map(|group| &mut self.groups[group]);
        for sum in [Some(&mut self.overall), group].into_iter().flatten() {
            sum.tally.codings += tally.codings;
            sum.tally.excerpts += tally.excerpts;
            sum.tally.words += tally.words;
            sum.documents += 1;
            sum.sites.see(site);
        }
    }

    pub(super) fn into_row<S>(
        self,
        subject: S,
        whole: Extent,
        by: &Option<Grouping>,
    ) -> FrequencyRow<S> {
        let groups = by.iter().flat_map(|by| &by.groups);
        FrequencyRow {
            subject,
            overall: self.overall.over(whole.documents, whole.words, whole),
            groups: self
                .groups
                .iter()
                .zip(groups)
                .map(|(sum, group)| sum.over(group.documents, group.words, whole))
                .collect(),
        }
    }
}

impl Sum {
    fn over(&self, of_documents: u64, of_words: u64, whole: Extent) -> Frequency {
        Frequency {
            codings: self.tally.codings,
            excerpts: self.tally.excerpts,
            documents: self.documents,
            of_documents,
            sites: whole.has_sites.then_some(self.sites.count),
            words: whole.has_texts.then_some(self.tally.words),
            of_words,
        }
    }
}
