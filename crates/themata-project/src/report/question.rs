use std::fmt;

use themata_analysis::SubjectKey;
use themata_codebook::CodeIndex;
use themata_model::{Study, ThemeId, ThemeOf, suggestions};
use themata_report::ReportPart;

use crate::{Credit, Failure};

/// What a report holds. The default is everything but memos, with the themes that have most
/// excerpts and three telling excerpts for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportQuestion {
    /// The query: of which codings it speaks.
    pub query: String,
    /// The attribute by which findings are set side by side; `None` for the site, where
    /// documents have one.
    pub by: Option<String>,
    /// The template by which words are credited.
    pub credit: Credit,
    /// The heading; `None` for the title of the study.
    pub title: Option<String>,
    /// The parts that it has, in their order; appendices stand last in any case.
    pub parts: Vec<ReportPart>,
    /// The themes that have a chapter, in their order; `None` for the 24 with most excerpts.
    /// Themes that a number names and that are gone are left out.
    pub themes: Option<Vec<ThemeNamed>>,
    /// How many excerpts are quoted for a theme for which none are chosen and no evidence is
    /// named; `None` for three at most, each from another site and document.
    pub quoted: Option<usize>,
    /// The excerpts that are quoted for a theme, in their order. They stand instead of telling
    /// ones and of the evidence that is named for it.
    pub chosen: Vec<(ThemeNamed, Vec<ExcerptKey>)>,
}

/// A theme as a report's question names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThemeNamed {
    /// By its title, without regard to case.
    Title(String),
    /// By the number of a theme that the analyst made.
    Made(u32),
    /// By the place of a top-level group of the codebook, where no themes were made.
    Group(u32),
}

/// An excerpt as a report's question names it, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExcerptKey {
    /// By the number of any coding on it.
    Coding(u32),
    /// By the number of the document and the stretch in code points, end excluded.
    Place(u32, u32, u32),
}

impl Default for ReportQuestion {
    fn default() -> ReportQuestion {
        ReportQuestion {
            query: String::new(),
            by: None,
            credit: Credit::default(),
            title: None,
            parts: ReportPart::usual(),
            themes: None,
            quoted: None,
            chosen: Vec::new(),
        }
    }
}

/// As it stands in forms and files: `made-3`, `group-0`, or a title.
impl fmt::Display for ThemeNamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ThemeNamed::Title(title) => f.write_str(title),
            ThemeNamed::Made(number) => write!(f, "made-{number}"),
            ThemeNamed::Group(place) => write!(f, "group-{place}"),
        }
    }
}

impl ThemeNamed {
    /// What `made-3` or `group-0` stands for; nothing else is read, titles least of all.
    #[must_use]
    pub fn from_key(key: &str) -> Option<ThemeNamed> {
        let (sort, number) = key.split_once('-')?;
        let number = number.parse().ok()?;
        match sort {
            "made" => Some(ThemeNamed::Made(number)),
            "group" => Some(ThemeNamed::Group(number)),
            _ => None,
        }
    }

    pub(super) fn of(key: SubjectKey) -> Option<ThemeNamed> {
        match key {
            SubjectKey::Theme(id) => Some(ThemeNamed::Made(id.0)),
            SubjectKey::Code(code) => Some(ThemeNamed::Group(code.get())),
            SubjectKey::InNoTheme => None,
        }
    }

    /// Which theme is meant. `None` for a number that no theme has any more.
    pub(super) fn find(&self, study: &Study) -> Result<Option<SubjectKey>, Failure> {
        let themes = study.theme_codes();
        let key = |of: ThemeOf| match of {
            ThemeOf::Made(id) => SubjectKey::Theme(id),
            ThemeOf::Group(code) => SubjectKey::Code(code),
        };
        let known = |of: ThemeOf| themes.iter().any(|theme| theme.of == of).then(|| key(of));
        match self {
            ThemeNamed::Made(number) => Ok(known(ThemeOf::Made(ThemeId(*number)))),
            ThemeNamed::Group(place) => Ok(known(ThemeOf::Group(CodeIndex::new(*place)))),
            ThemeNamed::Title(title) => {
                let wanted = title.trim().to_lowercase();
                let found = themes.iter().find(|theme| theme.title.to_lowercase() == wanted);
                found.map(|theme| Some(key(theme.of))).ok_or_else(|| {
                    let failure =
                        Failure::new(format!("no theme is called `{}`", title.trim()));
                    let titles = themes.iter().map(|theme| theme.title.as_str());
                    match suggestions(title, titles).first() {
                        Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
                        None => failure.hint("`themata themes` lists them"),
                    }
                })
            }
        }
    }
}

/// As it stands in forms and files: `12`, or `3-100-250`.
impl fmt::Display for ExcerptKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExcerptKey::Coding(number) => write!(f, "{number}"),
            ExcerptKey::Place(document, start, end) => write!(f, "{document}-{start}-{end}"),
        }
    }
}

impl ExcerptKey {
    /// What `12` or `3-100-250` stands for.
    #[must_use]
    pub fn from_key(key: &str) -> Option<ExcerptKey> {
        let numbers: Option<Vec<u32>> =
            key.trim().split('-').map(|number| number.parse().ok()).collect();
        match *numbers?.as_slice() {
            [coding] => Some(ExcerptKey::Coding(coding)),
            [document, start, end] => Some(ExcerptKey::Place(document, start, end)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ExcerptKey, ThemeNamed};

    #[test]
    fn keys_are_read_as_they_are_written() {
        for theme in [ThemeNamed::Made(3), ThemeNamed::Group(0)] {
            assert_eq!(ThemeNamed::from_key(&theme.to_string()), Some(theme));
        }
        for excerpt in [ExcerptKey::Coding(12), ExcerptKey::Place(3, 100, 250)] {
            assert_eq!(ExcerptKey::from_key(&excerpt.to_string()), Some(excerpt));
        }
        for nothing in ["", "made", "made-x", "Leadership", "group--1"] {
            assert_eq!(ThemeNamed::from_key(nothing), None, "{nothing}");
        }
        for nothing in ["", "1-2", "x", "1-2-3-4", "-1"] {
            assert_eq!(ExcerptKey::from_key(nothing), None, "{nothing}");
        }
    }
}
