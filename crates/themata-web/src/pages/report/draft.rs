use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Json, Path, State};
use serde::{Deserialize, Serialize};
use themata_project::{
    Credit, ExcerptKey, Failure, OfferedTheme, Project, ReportOffer, ReportPart,
    ReportQuestion, ThemeNamed,
};

use crate::app::App;
use crate::studies::{OpenStudy, apart};
use crate::trouble::{Deed, hints};
use crate::visitor::Visitor;
use crate::wording::sentence;

/// The longest draft that is kept, in bytes: some thousand excerpts.
const LONGEST: usize = 64 * 1024;

/// As many excerpts as are quoted for a theme by themselves.
const MOST_QUOTED: usize = 20;

/// What somebody chose for a report. What is empty is as it usually is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) query: String,
    pub(super) by: String,
    pub(super) credit: String,
    /// The parts by their words, in their order.
    parts: Vec<Listed>,
    /// The themes by their keys, in their order.
    themes: Option<Vec<Listed>>,
    pub(super) quoted: Option<usize>,
    /// The keys of the excerpts that were chosen, by the key of the theme.
    pub(super) excerpts: BTreeMap<String, Vec<String>>,
}

/// Something in a list, and whether the report has it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Listed {
    key: String,
    is_in: bool,
}

/// What came of keeping a draft.
#[derive(Serialize)]
pub(super) struct Kept {
    /// What is wrong with what was chosen, in sentences; empty if nothing is.
    trouble: String,
}

impl Draft {
    /// What somebody chose for a report on a study, the last time.
    pub(super) fn of(app: &App, study: &OpenStudy, visitor: &Visitor) -> Draft {
        let kept = app.memory.report_draft(&study.path, &visitor.coder().unwrap_or_default());
        kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default()
    }

    /// Every part in order, each with whether it is in. Parts that the draft does not know
    /// stand where they usually do.
    pub(super) fn parts(&self) -> Vec<(ReportPart, bool)> {
        let usual = ReportPart::usual();
        let mut parts: Vec<(ReportPart, bool)> = Vec::new();
        for listed in &self.parts {
            let part = ReportPart::from_word(&listed.key);
            let part = part.filter(|part| parts.iter().all(|(known, _)| known != part));
            parts.extend(part.map(|part| (part, listed.is_in)));
        }
        for part in ReportPart::ALL {
            if parts.iter().all(|(known, _)| *known != part) {
                parts.push((part, self.parts.is_empty() && usual.contains(&part)));
            }
        }
        parts.sort_by_key(|(part, _)| part.is_appendix());
        parts
    }

    /// The themes in order, each with whether it is in. Those that were made since stand last.
    pub(super) fn themes<'o>(
        &self,
        offered: &'o [OfferedTheme],
    ) -> Vec<(&'o OfferedTheme, bool)> {
        let Some(chosen) = &self.themes else {
            return offered.iter().map(|theme| (theme, theme.is_usual)).collect();
        };
        let by_key: BTreeMap<String, &OfferedTheme> =
            offered.iter().map(|theme| (theme.named.to_string(), theme)).collect();
        let mut seen = BTreeSet::new();
        let mut themes = Vec::new();
        for listed in chosen {
            if let Some(&theme) = by_key.get(&listed.key)
                && seen.insert(listed.key.as_str())
            {
                themes.push((theme, listed.is_in));
            }
        }
        let known: BTreeSet<ThemeNamed> =
            themes.iter().map(|(theme, _)| theme.named.clone()).collect();
        let rest = offered.iter().filter(|theme| !known.contains(&theme.named));
        themes.extend(rest.map(|theme| (theme, false)));
        themes
    }

    /// Whether the themes are other than they usually are.
    pub(super) fn has_own_themes(&self) -> bool {
        self.themes.is_some()
    }

    /// The question that it asks.
    pub(super) fn question(&self) -> Result<ReportQuestion, Failure> {
        let said =
            |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let credit = match said(&self.credit) {
            Some(template) => Credit::parse(&template)?,
            None => Credit::default(),
        };
        let themes = self.themes.as_ref().map(|themes| {
            let chosen = themes.iter().filter(|theme| theme.is_in);
            chosen.filter_map(|theme| ThemeNamed::from_key(&theme.key)).collect()
        });
        let chosen = self.excerpts.iter().filter_map(|(theme, keys)| {
            let keys = keys.iter().filter_map(|key| ExcerptKey::from_key(key));
            Some((ThemeNamed::from_key(theme)?, keys.collect()))
        });
        let parts = self.parts().into_iter().filter(|(_, is_in)| *is_in);
        Ok(ReportQuestion {
            query: self.query.clone(),
            by: said(&self.by),
            credit,
            title: said(&self.title),
            parts: parts.map(|(part, _)| part).collect(),
            themes,
            quoted: self.quoted.map(|quoted| quoted.min(MOST_QUOTED)),
            chosen: chosen.collect(),
        })
    }

    /// What can be chosen for it, and what is wrong with it, in sentences. What is wrong with a
    /// query is said beside what there is without one.
    pub(super) fn offer(
        &self,
        project: &mut Project,
    ) -> Result<(ReportOffer, Option<String>), Failure> {
        match self.question().and_then(|_| project.report_offer(&self.query)) {
            Ok(offer) => Ok((offer, None)),
            Err(failure) => Ok((project.report_offer("")?, Some(told(&failure)))),
        }
    }

    /// What is wrong with it, in sentences.
    fn trouble(&self, project: &mut Project) -> Option<String> {
        let failure = match self.query.trim() {
            "" => self.question().err(),
            query => self.question().and_then(|_| project.report_offer(query)).err(),
        };
        failure.map(|failure| told(&failure))
    }
}

/// What went wrong, in sentences.
fn told(failure: &Failure) -> String {
    let mut told = vec![sentence(&failure.message)];
    told.extend(hints(failure));
    told.join(" ")
}

/// Keeps what somebody chose, also if something is wrong with it: nothing typed is lost.
pub(super) async fn keep(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(draft): Json<Draft>,
) -> Deed<Kept> {
    let study = app.studies.named(&study)?;
    let value = serde_json::to_value(&draft)
        .map_err(|error| Failure::caused("the choices cannot be kept", &error))?;
    if value.to_string().len() > LONGEST {
        return Err(Failure::new("this is more than can be chosen for one report")
            .hint("choose fewer excerpts by hand, or make two reports")
            .into());
    }
    let coder = visitor.coder().unwrap_or_default();
    let (memory, path) = (app.clone(), study.path.clone());
    // A file is written, so it is done where waiting for a disk holds up nobody else.
    apart(move || {
        memory.memory.drafts_report(&path, &coder, value);
        Ok(())
    })
    .await?;
    let trouble = study.ask(&visitor, move |project| Ok(draft.trouble(project))).await?;
    Ok(Json(Kept { trouble: trouble.unwrap_or_default() }))
}
