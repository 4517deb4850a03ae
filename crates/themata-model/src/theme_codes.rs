use themata_codebook::CodeIndex;

use crate::{Study, ThemeId};

/// What one theme is and which codes it takes in: the one answer that queries, analyses and
/// reports share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCodes {
    /// Which theme it is.
    pub of: ThemeOf,
    /// What it is called.
    pub title: String,
    /// Its member codes in the analyst's order, each followed by its subcodes; each code once.
    pub codes: Vec<CodeIndex>,
}

/// What stands for a theme: the analyst's own, or, until one of these has codes, a top-level
/// group of the codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThemeOf {
    /// A theme that the analyst made.
    Made(ThemeId),
    /// A code that stands under no other.
    Group(CodeIndex),
}

impl Study {
    /// Whether the top-level groups of the codebook stand for themes: until one of the
    /// analyst's own has a code, so that a theme that was just made takes nothing away.
    #[must_use]
    pub fn groups_stand_for_themes(&self) -> bool {
        self.themes.iter().all(|theme| theme.members.is_empty())
    }

    /// The themes with their codes, in order: the analyst's own, and behind them the top-level
    /// groups of the codebook until one of these has a code. A code may stand in several themes, or in none.
    #[must_use]
    pub fn theme_codes(&self) -> Vec<ThemeCodes> {
        let book = &self.codebook;
        let mut seen = vec![None; book.len()];
        let made = self.themes.iter().enumerate().map(|(place, theme)| ThemeCodes {
            of: ThemeOf::Made(theme.id),
            title: theme.title.clone(),
            codes: theme
                .members
                .iter()
                .flat_map(|&member| book.subtree(member))
                .copied()
                .filter(|code| seen[code.get() as usize].replace(place) != Some(place))
                .collect(),
        });
        let groups = self.groups_stand_for_themes().then(|| {
            book.roots().iter().map(|&root| ThemeCodes {
                of: ThemeOf::Group(root),
                title: book[root].name.clone(),
                codes: book.subtree(root).to_vec(),
            })
        });
        made.chain(groups.into_iter().flatten()).collect()
    }

    /// The codes that stand in no theme, in the order of the codebook.
    #[must_use]
    pub fn codes_in_no_theme(&self) -> Vec<CodeIndex> {
        let mut taken = vec![false; self.codebook.len()];
        for code in self.theme_codes().iter().flat_map(|theme| &theme.codes) {
            taken[code.get() as usize] = true;
        }
        let all = self.codebook.in_tree_order().iter().copied();
        all.filter(|code| !taken[code.get() as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use themata_codebook::{Code, CodeIndex, Codebook};

    use crate::{Codings, Study, Theme, ThemeId};

    /// `a` with `b` and `c` under it, and `d`.
    fn study(themes: &[&[u32]]) -> Study {
        let code = |name: &str, parent: Option<u32>| Code {
            parent: parent.map(CodeIndex::new),
            ..Code::named(name)
        };
        let codes =
            vec![code("a", None), code("b", Some(0)), code("c", Some(0)), code("d", None)];
        let theme = |(id, members): (u32, &&[u32])| Theme {
            id: ThemeId(id),
            title: format!("theme {id}"),
            statement: String::new(),
            members: members.iter().copied().map(CodeIndex::new).collect(),
            place: 0,
            map_place: None,
            evidence: Vec::new(),
        };
        Study {
            title: "a study".to_owned(),
            coders: Vec::new(),
            codebook: Codebook::new("", "", codes).expect("a sound codebook"),
            attributes: Vec::new(),
            documents: Vec::new(),
            rounds: Vec::new(),
            assignments: Vec::new(),
            queries: Vec::new(),
            themes: (1..).zip(themes).map(theme).collect(),
            summaries: Vec::new(),
            rejections: Vec::new(),
            codings: Codings::default(),
        }
    }

    fn check(themes: &[&[u32]], expect: &[&str], in_none: &str) {
        let study = study(themes);
        let names = |codes: &[CodeIndex]| {
            let names = codes.iter().map(|&code| study.codebook[code].name.as_str());
            names.collect::<String>()
        };
        let found: Vec<String> = study
            .theme_codes()
            .iter()
            .map(|theme| format!("{}: {}", theme.title, names(&theme.codes)))
            .collect();
        assert_eq!(found, expect);
        assert_eq!(names(&study.codes_in_no_theme()), in_none);
    }

    #[test]
    fn groups_are_the_themes_until_one_has_codes() {
        check(&[], &["a: abc", "d: d"], "");
        check(&[&[]], &["theme 1: ", "a: abc", "d: d"], "");
        check(&[&[], &[3]], &["theme 1: ", "theme 2: d"], "abc");
    }

    #[test]
    fn a_theme_without_codes_leaves_the_group_of_its_name_as_it_is() {
        let mut study = study(&[&[]]);
        study.themes[0].title = "A".to_owned();
        let found: Vec<(String, usize)> =
            study.theme_codes().into_iter().map(|it| (it.title, it.codes.len())).collect();
        assert_eq!(found, [("A".to_owned(), 0), ("a".to_owned(), 3), ("d".to_owned(), 1)]);
        assert!(study.codes_in_no_theme().is_empty());
    }

    #[test]
    fn a_code_stands_in_several_themes_or_in_none() {
        check(&[&[2, 0], &[1]], &["theme 1: cab", "theme 2: b"], "d");
    }
}
