//! Themes: what codes add up to, with statement, member codes, evidence and counter-evidence.

mod edit;
mod evidence;
mod list;
mod listing;
mod map;
mod order;
mod reading;
mod remove;
mod show;

#[cfg(test)]
mod tests;

use themata_model::{Study, Theme, ThemeId, suggestions};

use crate::documents::gone;
use crate::{Failure, Project};

pub use edit::{GroupsNow, NewTheme, ThemeEdit, ThemeEdited};
pub use evidence::EvidenceFor;
pub(crate) use listing::listed;
pub use listing::{ListedTheme, ThemeListing};
pub use map::MapPut;
pub use reading::{EvidenceAt, MemberCode, ReadEvidence, ThemeReading};
pub use remove::ThemeRemoved;
pub use show::ThemeShown;
pub use themata_model::EvidenceSide;

/// The theme of a title.
pub(crate) fn theme_named<'a>(study: &'a Study, title: &str) -> Result<&'a Theme, Failure> {
    study.theme_named(title).ok_or_else(|| {
        let failure = Failure::new(format!("no theme is called `{}`", title.trim()));
        let titles = study.themes.iter().map(|theme| theme.title.as_str());
        match (suggestions(title, titles).first(), study.groups_stand_for_themes()) {
            (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
            (None, false) => failure.hint("`themata themes` lists them"),
            (None, true) => failure
                .hint("the groups of the codebook are themes only until one that you make has codes")
                .hint("`themata themes from-codebook` makes themes of them"),
        }
    })
}

/// The theme of a number.
pub(crate) fn theme_numbered(study: &Study, number: u32) -> Result<&Theme, Failure> {
    study.theme(ThemeId(number)).ok_or_else(|| gone("theme"))
}

impl Project {
    /// The title of the theme that has a number.
    ///
    /// # Errors
    ///
    /// If there is none, or the file cannot be read.
    pub fn theme_called(&mut self, number: u32) -> Result<String, Failure> {
        let study = self.snapshot()?.study()?;
        Ok(theme_numbered(&study, number)?.title.clone())
    }
}
