//! Themes: what codes add up to, with statement, member codes, evidence and counter-evidence.

mod edit;
mod evidence;
mod list;
mod order;
mod remove;
mod show;

use themata_model::{Study, Theme, suggestions};

use crate::Failure;

pub use edit::{NewTheme, ThemeEdit};
pub use evidence::EvidenceFor;
pub use remove::ThemeRemoved;
pub use show::ThemeShown;
pub use themata_model::EvidenceSide;

/// The theme of a title.
pub(crate) fn theme_named<'a>(study: &'a Study, title: &str) -> Result<&'a Theme, Failure> {
    study.theme_named(title).ok_or_else(|| {
        let failure = Failure::new(format!("no theme is called `{}`", title.trim()));
        let titles = study.themes.iter().map(|theme| theme.title.as_str());
        match (suggestions(title, titles).first(), study.themes.is_empty()) {
            (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
            (None, false) => failure.hint("`themata themes` lists them"),
            (None, true) => failure
                .hint("the groups of the codebook are the themes until you make some")
                .hint("`themata themes from-codebook` makes themes of them"),
        }
    })
}
