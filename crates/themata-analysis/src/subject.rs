use themata_codebook::{CodeIndex, Codebook};
use themata_model::{Asked, Study, ThemeId, ThemeOf};

use crate::Cell;
use crate::wording::counted;

/// What codes stand under that are in no theme.
const IN_NO_THEME: &str = "in no theme";

/// Whether something is counted by code or by theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What carries a code of the theme, whichever: a member code or one of its subcodes.
    /// Until one that the analyst made has codes, the codebook's top-level groups are themes, too.
    Theme,
    /// What carries exactly this code: neither its subcodes nor the code above it.
    Code,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Theme => "theme",
            Level::Code => "code",
        }
    }

    /// The level that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Level> {
        [Level::Theme, Level::Code].into_iter().find(|level| level.as_str() == word)
    }
}

/// What numbers are about, as it is told apart from everything else in an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKey {
    /// A code, or the top-level group of the codebook that is a theme.
    Code(CodeIndex),
    /// A theme that the analyst made.
    Theme(ThemeId),
    /// The codes that are in no theme, taken together. They are no theme.
    InNoTheme,
}

impl From<CodeIndex> for SubjectKey {
    fn from(code: CodeIndex) -> SubjectKey {
        SubjectKey::Code(code)
    }
}

impl From<ThemeId> for SubjectKey {
    fn from(theme: ThemeId) -> SubjectKey {
        SubjectKey::Theme(theme)
    }
}

/// What a row of numbers is about: a theme, or a code in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Which theme or code it is.
    pub key: SubjectKey,
    /// Its name.
    pub name: String,
    /// The name of the theme that it stands under; for a theme, its own. A code that is in
    /// several themes stands under the first of them.
    pub theme_name: String,
    /// Whether the theme as a whole or a code is meant.
    pub level: Level,
    /// How deep the row stands: 0 for a theme and for a code that is one by itself, 1 for the
    /// codes of a theme, however deep the codebook is.
    pub depth: u8,
}

impl Subject {
    /// Whether it is a theme, also one of a single code that stands in no group.
    #[must_use]
    pub fn is_theme(&self) -> bool {
        self.depth == 0 && self.key != SubjectKey::InNoTheme
    }

    /// The codes that count for it: those of the theme, or the code itself.
    #[must_use]
    pub fn codes(&self, study: &Study) -> Vec<CodeIndex> {
        match self.key {
            SubjectKey::Code(code) if self.level == Level::Theme => {
                study.codebook.subtree(code).to_vec()
            }
            SubjectKey::Code(code) => vec![code],
            SubjectKey::Theme(id) => {
                let mut themes = study.theme_codes().into_iter();
                let theme = themes.find(|theme| theme.of == ThemeOf::Made(id));
                theme.map(|theme| theme.codes).unwrap_or_default()
            }
            SubjectKey::InNoTheme => study.codes_in_no_theme(),
        }
    }

    /// The cells of the columns `theme` and `code`.
    pub(crate) fn cells(&self) -> [Cell; 2] {
        let code = match self.level {
            Level::Theme => Cell::Empty,
            Level::Code => Cell::text(&self.name),
        };
        [Cell::text(&self.theme_name), code]
    }
}

/// The themes and codes that a query can hold for, in order: each theme with its codes under
/// it, and last the codes that are in no theme.
///
/// Listed is what the query can hold for and is in use, and whatever its codings carry. A
/// group that could be assigned is listed as a code of its own only if it was: more often
/// than not it is a heading that nobody closed for coding. A code is listed once, under the
/// first of its themes, and counts for all of them.
pub(crate) struct Outline {
    pub(crate) subjects: Vec<Subject>,
    /// For each code of the codebook the places of its rows in `subjects`: its themes' and,
    /// last, its own.
    rows: Vec<Vec<usize>>,
    /// How many of the codes that are listed are in several themes.
    shared: usize,
}

/// What stands together under one heading.
struct Section {
    key: SubjectKey,
    title: String,
    codes: Vec<CodeIndex>,
}

impl Outline {
    pub(crate) fn of(study: &Study, asked: &Asked) -> Outline {
        let codebook = &study.codebook;
        let listed = listed(codebook, asked);
        let mut outline =
            Outline { subjects: Vec::new(), rows: vec![Vec::new(); listed.len()], shared: 0 };
        let mut own: Vec<Option<usize>> = vec![None; listed.len()];
        for section in sections(study) {
            let members: Vec<CodeIndex> =
                section.codes.into_iter().filter(|code| listed[code.get() as usize]).collect();
            if members.is_empty() {
                continue;
            }
            let is_alone =
                matches!(section.key, SubjectKey::Code(root) if is_leaf(codebook, root));
            let heading = outline.subjects.len();
            if !is_alone {
                outline.subjects.push(Subject {
                    key: section.key,
                    name: section.title.clone(),
                    theme_name: section.title.clone(),
                    level: Level::Theme,
                    depth: 0,
                });
            }
            for code in members {
                let at = code.get() as usize;
                if !is_alone {
                    outline.shared += usize::from(outline.rows[at].len() == 1);
                    outline.rows[at].push(heading);
                }
                if own[at].is_none() {
                    own[at] = Some(outline.subjects.len());
                    outline.subjects.push(Subject {
                        key: SubjectKey::Code(code),
                        name: codebook[code].name.clone(),
                        theme_name: section.title.clone(),
                        level: Level::Code,
                        depth: u8::from(!is_alone),
                    });
                }
            }
        }
        for (rows, own) in outline.rows.iter_mut().zip(own) {
            rows.extend(own);
        }
        outline
    }

    /// The places in `subjects` that a coding with this code counts for.
    pub(crate) fn rows_of(&self, code: CodeIndex) -> impl Iterator<Item = usize> + '_ {
        self.rows.get(code.get() as usize).into_iter().flatten().copied()
    }

    /// The subjects of one level, and for each code of the codebook its places among them. A
    /// code has one place among the codes, and one for each of its themes among the themes.
    pub(crate) fn at(&self, level: Level) -> (Vec<&Subject>, Vec<Vec<usize>>) {
        let mut places = vec![None; self.subjects.len()];
        let mut chosen = Vec::new();
        for (row, subject) in self.subjects.iter().enumerate() {
            let wanted = match level {
                Level::Theme => subject.is_theme(),
                Level::Code => subject.level == Level::Code,
            };
            if wanted {
                places[row] = Some(chosen.len());
                chosen.push(subject);
            }
        }
        let of_code = |rows: &Vec<usize>| rows.iter().filter_map(|&row| places[row]).collect();
        (chosen, self.rows.iter().map(of_code).collect())
    }

    /// The codes, and for each code of the codebook its place among them.
    pub(crate) fn codes(&self) -> (Vec<&Subject>, Vec<Option<usize>>) {
        let (codes, places) = self.at(Level::Code);
        (codes, places.iter().map(|places| places.first().copied()).collect())
    }

    /// What is to be known where a code is in several themes.
    pub(crate) fn remark(&self) -> Option<String> {
        let codes = counted(self.shared as u64, "code is in", "codes are in");
        (self.shared > 0)
            .then(|| format!("{codes} several themes and counted for each of them"))
    }
}

fn sections(study: &Study) -> Vec<Section> {
    let mut sections: Vec<Section> = study
        .theme_codes()
        .into_iter()
        .map(|theme| Section {
            key: match theme.of {
                ThemeOf::Made(id) => SubjectKey::Theme(id),
                ThemeOf::Group(root) => SubjectKey::Code(root),
            },
            title: theme.title,
            codes: theme.codes,
        })
        .collect();
    sections.push(Section {
        key: SubjectKey::InNoTheme,
        title: IN_NO_THEME.to_owned(),
        codes: study.codes_in_no_theme(),
    });
    sections
}

/// For each code of the codebook whether it has a row.
fn listed(codebook: &Codebook, asked: &Asked) -> Vec<bool> {
    let mut listed = vec![false; codebook.len()];
    for coding in &asked.codings {
        if let Some(used) = listed.get_mut(coding.code.get() as usize) {
            *used = true;
        }
    }
    for &code in &asked.codes {
        let (at, active) = (code.get() as usize, codebook[code].is_active());
        listed[at] |= active && (codebook[code].parent.is_some() || is_leaf(codebook, code));
    }
    listed
}

fn is_leaf(codebook: &Codebook, code: CodeIndex) -> bool {
    codebook.children(code).is_empty()
}
