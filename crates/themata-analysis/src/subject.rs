use themata_codebook::{CodeIndex, Codebook};
use themata_model::{Asked, Study};

use crate::Cell;

/// Whether something is counted by code or by theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// What carries a code of the theme, whichever. A theme is a top-level group of the
    /// codebook.
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

/// What a row of numbers is about: a theme, or a code in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The code, or the top-level group that is the theme.
    pub code: CodeIndex,
    /// Its name.
    pub name: String,
    /// The top-level group that it stands in; for a theme, itself.
    pub theme: CodeIndex,
    /// The theme's name.
    pub theme_name: String,
    /// Whether the theme as a whole or a code is meant.
    pub level: Level,
    /// How deep the row stands: 0 for a theme and for a code that stands in no group, 1 for
    /// the codes of a theme, however deep the codebook is.
    pub depth: u8,
}

impl Subject {
    fn new(codebook: &Codebook, code: CodeIndex, level: Level, depth: u8) -> Subject {
        let theme = codebook.root_of(code);
        let name = codebook[code].name.clone();
        Subject { code, name, theme, theme_name: codebook[theme].name.clone(), level, depth }
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

/// The themes and codes that a query can hold for, in the order of the codebook: each theme
/// with its codes under it.
///
/// Listed is what the query can hold for and is in use, and whatever its codings carry. A
/// group that could be assigned is listed as a code of its own only if it was: more often
/// than not it is a heading that nobody closed for coding.
pub(crate) struct Outline {
    pub(crate) subjects: Vec<Subject>,
    /// For each code of the codebook the places of its rows in `subjects`: the theme's and
    /// its own.
    rows: Vec<[Option<usize>; 2]>,
}

impl Outline {
    pub(crate) fn of(study: &Study, asked: &Asked) -> Outline {
        let codebook = &study.codebook;
        let mut used = vec![false; codebook.len()];
        for coding in &asked.codings {
            if let Some(used) = used.get_mut(coding.code.get() as usize) {
                *used = true;
            }
        }
        let mut listed = used.clone();
        for &code in &asked.codes {
            let (at, active) = (code.get() as usize, codebook[code].is_active());
            listed[at] |=
                active && (codebook[code].parent.is_some() || is_leaf(codebook, code));
        }

        let mut outline = Outline { subjects: Vec::new(), rows: vec![[None; 2]; used.len()] };
        for &root in codebook.roots() {
            let members: Vec<CodeIndex> = codebook
                .subtree(root)
                .iter()
                .copied()
                .filter(|code| listed[code.get() as usize])
                .collect();
            if members.is_empty() {
                continue;
            }
            let alone = is_leaf(codebook, root);
            let theme = (!alone).then_some(outline.subjects.len());
            if !alone {
                outline.subjects.push(Subject::new(codebook, root, Level::Theme, 0));
            }
            for code in members {
                outline.rows[code.get() as usize] = [theme, Some(outline.subjects.len())];
                let depth = u8::from(!alone);
                outline.subjects.push(Subject::new(codebook, code, Level::Code, depth));
            }
        }
        outline
    }

    /// The places in `subjects` that a coding with this code counts for.
    pub(crate) fn rows_of(&self, code: CodeIndex) -> impl Iterator<Item = usize> + '_ {
        self.rows.get(code.get() as usize).into_iter().flatten().filter_map(|row| *row)
    }

    /// The subjects of one level, and for each code of the codebook its place among them.
    pub(crate) fn at(&self, level: Level) -> (Vec<&Subject>, Vec<Option<usize>>) {
        let mut places = vec![None; self.subjects.len()];
        let mut chosen = Vec::new();
        for (row, subject) in self.subjects.iter().enumerate() {
            let wanted = match level {
                Level::Theme => subject.depth == 0,
                Level::Code => subject.level == Level::Code,
            };
            if wanted {
                places[row] = Some(chosen.len());
                chosen.push(subject);
            }
        }
        let of_code = self
            .rows
            .iter()
            .map(|rows| rows.iter().flatten().find_map(|&row| places[row]))
            .collect();
        (chosen, of_code)
    }
}

fn is_leaf(codebook: &Codebook, code: CodeIndex) -> bool {
    codebook.children(code).is_empty()
}
