use themata_model::{Change, Session, SummaryColumn};
use themata_store::Action;

use super::theme_named;
use crate::matrix::row_name;
use crate::names::{count, list};
use crate::{Failure, Project};

/// How many rows are named where a theme has summaries.
const NAMED: usize = 6;

/// What was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeRemoved {
    /// The title of the theme.
    pub title: String,
    /// How many summaries went with it.
    pub summaries: usize,
}

impl Project {
    /// Removes a theme; its codes and their codings stay. Where the framework matrix has
    /// summaries of it, they go with it if that is said.
    ///
    /// # Errors
    ///
    /// If there is no such theme, or it has summaries and nothing was said of them.
    pub fn theme_remove(
        &mut self,
        session: &Session,
        name: &str,
        with_summaries: bool,
    ) -> Result<ThemeRemoved, Failure> {
        let mut removed = ThemeRemoved::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let theme = theme_named(&study, name)?;
            let of_theme: Vec<_> = study
                .summaries
                .iter()
                .filter(|summary| summary.column == SummaryColumn::Theme(theme.id))
                .collect();
            if !of_theme.is_empty() && !with_summaries {
                let mut rows: Vec<String> = of_theme
                    .iter()
                    .take(NAMED)
                    .map(|known| row_name(&study, &known.of))
                    .collect();
                if of_theme.len() > NAMED {
                    rows.push(format!("{} more", of_theme.len() - NAMED));
                }
                return Err(Failure::new(format!(
                    "the theme `{}` has {} in the framework matrix: {}",
                    theme.title,
                    count(of_theme.len(), "summary"),
                    list(&rows)
                ))
                .hint(
                    "`--with-summaries` removes them with it; `themata undo` brings all back",
                ));
            }
            removed = ThemeRemoved { title: theme.title.clone(), summaries: of_theme.len() };
            let mut changes: Vec<Change> = of_theme
                .into_iter()
                .map(|summary| Change::Summary {
                    id: summary.id,
                    before: Some(summary.clone()),
                    after: None,
                })
                .collect();
            let before = Some(theme.clone());
            changes.push(Change::Theme { id: theme.id, before, after: None });
            let mut summary = format!("remove the theme `{}`", theme.title);
            if removed.summaries > 0 {
                summary += &format!(" with {}", count(removed.summaries, "summary"));
            }
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(removed)
    }
}
