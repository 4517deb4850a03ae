use themata_analysis::{CrosstabMeasure, CrosstabScale, Kind, Level, WordsOf};
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
    /// Whether bars are shares of the codings of their group, rather than numbers of codings.
    pub share: bool,
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
            measure: CrosstabMeasure::Codings,
            shown: CrosstabScale::Counts,
            roll_up: false,
            by_valence: false,
            every_row: false,
            words_of: WordsOf::Everyone,
            sort: None,
        };
        let counts = crate::table::counted(snapshot, answer, &question)?;
        let codings = |row, column| counts.figure(row, column, None).codings;
        let rows: Vec<usize> =
            (0..counts.rows.len()).filter(|row| codings(Some(*row), None) > 0).collect();
        let groups = counts.columns.iter().enumerate().map(|(column, line)| {
            let all = codings(None, Some(column));
            let value = |row: usize| {
                let own = codings(Some(row), Some(column)) as f64;
                match self.share {
                    // Where nothing was coded there is nothing to have a share of.
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
        let bars = match self.share {
            true => "Bars: codings ÷ all codings of the group.",
            false => "Bars: codings, each a coder, an excerpt and a code.",
        };
        let told = Told::of_codings(answer, &format!("{what} by {by}"), bars);
        Ok(panels(&Panels {
            caption: told.remarked(&counts.remarks).caption(),
            kind: if self.share { Kind::Share } else { Kind::Count },
            columns: Vec::new(),
            groups: groups.collect(),
            rows: rows.iter().map(|&row| counts.rows[row].name.clone()).collect(),
        }))
    }
}
