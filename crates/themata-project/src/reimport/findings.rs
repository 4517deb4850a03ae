//! What themes, summaries and rejections say of a document that gets another version.

#[cfg(test)]
mod tests;

use themata_model::{Change, DocumentId, Evidence, Rejection, Summary, Theme};
use themata_text::CharSpan;

use super::{Fate, Replacement};
use crate::names::{count, list};
use crate::rounds::veil::Veil;

/// What became of some excerpts: how many stand on words that were changed, and how many have
/// no words any more.
#[derive(Default)]
struct Outcome {
    changed: usize,
    lost: usize,
}

impl Replacement<'_> {
    /// Evidence, excerpts of summaries and rejections, carried over with their words, and what
    /// is to be looked at again. A piece of evidence or an excerpt of a summary stays where its
    /// words stood if those are gone; a rejection goes with its words.
    pub(super) fn findings(&self, veil: Option<&Veil>) -> (Vec<Change>, Vec<String>) {
        let (mut changes, mut remarks) = (Vec::new(), Vec::new());
        let mut evidence = Outcome::default();
        let mut touched = Vec::new();
        for theme in &self.study.themes {
            let mut here = Outcome::default();
            let after = self.theme(theme, &mut here);
            if here.changed + here.lost > 0 {
                touched.push(format!("\"{}\"", theme.title));
                evidence.changed += here.changed;
                evidence.lost += here.lost;
            }
            if after != *theme {
                let (before, after) = (Some(theme.clone()), Some(after));
                changes.push(Change::Theme { id: theme.id, before, after });
            }
        }
        let titles = list(&touched);
        let themes = if touched.len() == 1 { "the theme" } else { "the themes" };
        remarks.extend(evidence.remark("piece of evidence", &format!("{themes} {titles}")));
        let mut excerpts = Outcome::default();
        let mut of_summaries = 0;
        for summary in &self.study.summaries {
            let mut here = Outcome::default();
            let after = self.summary(summary, &mut here);
            if here.changed + here.lost > 0 {
                of_summaries += 1;
                excerpts.changed += here.changed;
                excerpts.lost += here.lost;
            }
            if after != *summary {
                let (before, after) = (Some(summary.clone()), Some(after));
                changes.push(Change::Summary { id: summary.id, before, after });
            }
        }
        let summaries = count(of_summaries, "summary");
        remarks.extend(excerpts.remark("excerpt", &format!("{summaries} of the matrix")));
        let mut gone = 0;
        for rejection in &self.study.rejections {
            let Some(change) = self.rejection(rejection) else { continue };
            let is_dropped = matches!(change, Change::Rejection { after: None, .. });
            let is_shown = veil.is_none_or(|veil| !veil.hides_rejection(rejection));
            gone += usize::from(is_dropped && is_shown);
            changes.push(change);
        }
        if gone > 0 {
            let rejections = count(gone, "proposal");
            remarks.push(format!(
                "{rejections} that had been turned down lost the words and may come again"
            ));
        }
        (changes, remarks)
    }

    fn theme(&self, theme: &Theme, outcome: &mut Outcome) -> Theme {
        let carried = |one: &Evidence| Evidence {
            span: self.place(one.document, one.span, outcome),
            ..one.clone()
        };
        Theme { evidence: theme.evidence.iter().map(carried).collect(), ..theme.clone() }
    }

    fn summary(&self, summary: &Summary, outcome: &mut Outcome) -> Summary {
        let carried = |&(document, span): &(DocumentId, CharSpan)| {
            (document, self.place(document, span, outcome))
        };
        Summary { excerpts: summary.excerpts.iter().map(carried).collect(), ..summary.clone() }
    }

    /// Where a stretch stands from now on. What had no words before has none to lose.
    fn place(&self, document: DocumentId, from: CharSpan, outcome: &mut Outcome) -> CharSpan {
        if document != self.document.id {
            return from;
        }
        let (fate, to) = self.carry(from);
        outcome.changed += usize::from(fate == Fate::Changed);
        outcome.lost += usize::from(fate == Fate::Lost && !from.is_empty());
        to
    }

    fn rejection(&self, rejection: &Rejection) -> Option<Change> {
        if rejection.document != self.document.id {
            return None;
        }
        let (fate, to) = self.carry(rejection.span);
        let after = (fate != Fate::Lost).then(|| Rejection { span: to, ..rejection.clone() });
        let before = Some(rejection.clone());
        (before != after).then_some(Change::Rejection { id: rejection.id, before, after })
    }
}

impl Outcome {
    /// What is to be looked at again, if anything is.
    fn remark(&self, what: &str, place: &str) -> Option<String> {
        let many = |number: usize| match what {
            "piece of evidence" => count(number, "piece").replace("piece", "piece of evidence"),
            _ => count(number, what),
        };
        let stand = if self.changed == 1 { "stands" } else { "stand" };
        let changed = format!("{} {stand} on words that were changed", many(self.changed));
        let lost = format!("{} lost the words", many(self.lost));
        let told = match (self.changed, self.lost) {
            (0, 0) => return None,
            (_, 0) => changed,
            (0, _) => lost,
            _ => format!("{changed} and {lost}"),
        };
        Some(format!("{told}: look again at {place}"))
    }
}
