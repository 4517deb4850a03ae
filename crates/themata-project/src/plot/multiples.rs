use themata_analysis::{CrosstabFigure, CrosstabMeasure, CrosstabScale, Kind, Level, WordsOf};
use themata_report::{PanelGroup, Panels, panels};

use super::caption::Told;
use crate::ask::Answer;
use crate::view::View;
use crate::{Failure, TableQuestion};

/// The same small bars for each of several groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiplesPlot {
    /// What the groups are: one of [`TableQuestion::AXES`] or the name of an attribute; the
    /// site if nothing is said.
    pub by: Option<String>,
    /// Whether the bars are codes or themes.
    pub level: Level,
    /// What the bars count.
    pub measure: MultiplesMeasure,
    /// Whether bars are shares of what is counted in their group, rather than numbers.
    pub share: bool,
}

/// What the bars of small multiples count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MultiplesMeasure {
    /// Codings: a coder, an excerpt and a code each.
    #[default]
    Codings,
    /// Distinct excerpts, whoever coded them.
    Excerpts,
    /// Documents with such a coding.
    Documents,
}

impl MultiplesMeasure {
    /// All of them.
    pub const ALL: [MultiplesMeasure; 3] =
        [MultiplesMeasure::Codings, MultiplesMeasure::Excerpts, MultiplesMeasure::Documents];

    /// The word for it, as in options; also what the numbers are of.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MultiplesMeasure::Codings => "codings",
            MultiplesMeasure::Excerpts => "excerpts",
            MultiplesMeasure::Documents => "documents",
        }
    }

    /// The measure that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<MultiplesMeasure> {
        MultiplesMeasure::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    fn counted(self) -> CrosstabMeasure {
        match self {
            MultiplesMeasure::Codings => CrosstabMeasure::Codings,
            MultiplesMeasure::Excerpts => CrosstabMeasure::Excerpts,
            MultiplesMeasure::Documents => CrosstabMeasure::Documents,
        }
    }

    fn of(self, figure: CrosstabFigure) -> u64 {
        match self {
            MultiplesMeasure::Codings => figure.codings,
            MultiplesMeasure::Excerpts => figure.excerpts,
            MultiplesMeasure::Documents => figure.documents,
        }
    }

    /// What there is of it in a group, be it coded so or not.
    fn all_of(self, group: CrosstabFigure) -> u64 {
        match self {
            MultiplesMeasure::Codings | MultiplesMeasure::Excerpts => self.of(group),
            MultiplesMeasure::Documents => group.of_documents,
        }
    }

    /// What the bars are, for the caption.
    fn said(self, share: bool) -> &'static str {
        match (self, share) {
            (MultiplesMeasure::Codings, false) => {
                "Bars: codings, each a coder, an excerpt and a code."
            }
            (MultiplesMeasure::Codings, true) => "Bars: codings ÷ all codings of the group.",
            (MultiplesMeasure::Excerpts, false) => {
                "Bars: excerpts, distinct stretches of a document, whoever coded them."
            }
            (MultiplesMeasure::Excerpts, true) => {
                "Bars: excerpts ÷ all excerpts of the group, distinct stretches of a document, \
                 whoever coded them; one with several codes is in several bars."
            }
            (MultiplesMeasure::Documents, false) => {
                "Bars: documents with such a coding; beside a group stands the number of its \
                 documents."
            }
            (MultiplesMeasure::Documents, true) => {
                "Bars: documents with such a coding ÷ all documents of the group."
            }
        }
    }
}

impl MultiplesPlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        let site = || answer.study.site_attribute().map(|site| site.name.clone());
        let by = self.by.clone().or_else(site).ok_or_else(|| {
            Failure::new("the documents have no attribute `site`, by which groups are made")
                .hint("say what makes the groups, such as `--by role` or `--by coder`")
        })?;
        let question = TableQuestion {
            query: String::new(),
            rows: self.level.as_str().to_owned(),
            columns: Some(by.clone()),
            measure: self.measure.counted(),
            shown: CrosstabScale::Counts,
            roll_up: false,
            by_valence: false,
            every_row: false,
            words_of: WordsOf::Everyone,
            sort: None,
        };
        let counts = crate::table::counted(snapshot, answer, &question)?;
        let figure = |row, column| counts.figure(row, column, None);
        let rows: Vec<usize> =
            (0..counts.rows.len()).filter(|row| figure(Some(*row), None).codings > 0).collect();
        let groups = counts.columns.iter().enumerate().map(|(column, line)| {
            let all = self.measure.all_of(figure(None, Some(column)));
            let value = |row: usize| {
                let own = self.measure.of(figure(Some(row), Some(column))) as f64;
                match self.share {
                    // Where there is nothing, nothing has a share of it.
                    true => (all > 0).then(|| own / all as f64),
                    false => Some(own),
                }
            };
            PanelGroup {
                name: line.heading.clone(),
                n: Some(all),
                values: rows.iter().map(|&row| vec![value(row)]).collect(),
            }
        });
        let what = match self.level {
            Level::Code => "Codes",
            Level::Theme => "Themes",
        };
        let told = Told {
            n: self.measure.of(figure(None, None)) as usize,
            unit: self.measure.as_str().to_owned(),
            ..Told::of_codings(
                answer,
                &format!("{what} by {by}"),
                self.measure.said(self.share),
            )
        };
        Ok(panels(&Panels {
            caption: told.remarked(&counts.remarks).caption(),
            kind: if self.share { Kind::Share } else { Kind::Count },
            columns: Vec::new(),
            groups: groups.collect(),
            rows: rows.iter().map(|&row| counts.rows[row].name.clone()).collect(),
        }))
    }
}
