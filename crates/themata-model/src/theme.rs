use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{DocumentId, ThemeId};

/// What codes add up to: a title, a statement, member codes, evidence and counter-evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its number in the study.
    pub id: ThemeId,
    /// What it is called; unique in a study without regard to case.
    pub title: String,
    /// What it states, in the analyst's words. It may still be empty.
    pub statement: String,
    /// The codes that it is made of, in the analyst's order, each once. A code may be a member
    /// of several themes.
    pub members: Vec<CodeIndex>,
    /// Where it stands among the themes. Those of one place stand in order of their numbers.
    pub place: u32,
    /// Where it stands on the thematic map, if somebody put it there.
    pub map_place: Option<MapPlace>,
    /// What speaks for it and against it, in the analyst's order.
    pub evidence: Vec<Evidence>,
}

/// A place on the thematic map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MapPlace {
    /// How far it is from the left edge, in pixels of the map as it is drawn.
    pub x: u32,
    /// How far it is from the upper edge, in the same.
    pub y: u32,
}

/// An excerpt that speaks for a theme or against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The document.
    pub document: DocumentId,
    /// The stretch, in the document's current version. It is empty where the words have gone
    /// from the document, and then it is the place where they would stand.
    pub span: CharSpan,
    /// Which way it speaks.
    pub side: EvidenceSide,
    /// What is to be said of it.
    pub note: Option<String>,
}

/// Which way an excerpt speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceSide {
    /// For the theme.
    For,
    /// Against it.
    Against,
}

impl EvidenceSide {
    /// Both of them.
    pub const ALL: [EvidenceSide; 2] = [EvidenceSide::For, EvidenceSide::Against];

    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            EvidenceSide::For => "for",
            EvidenceSide::Against => "against",
        }
    }

    /// The side that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<EvidenceSide> {
        EvidenceSide::ALL.into_iter().find(|side| side.as_str() == word)
    }
}

impl Theme {
    /// Whether it is the same as another in all but its place on the thematic map.
    #[must_use]
    pub fn is_same_but_for_the_map(&self, other: &Theme) -> bool {
        // What is added to a theme has to be compared here, too.
        let Theme { id, title, statement, members, place, map_place: _, evidence } = self;
        (id, title, statement, members, place, evidence)
            == (
                &other.id,
                &other.title,
                &other.statement,
                &other.members,
                &other.place,
                &other.evidence,
            )
    }

    /// The theme with a code carried to another that takes it over. Where both are members,
    /// the one that takes over stays where it stands.
    #[must_use]
    pub fn recoded(&self, from: CodeIndex, into: CodeIndex) -> Theme {
        let mut theme = self.clone();
        if theme.members.contains(&into) {
            theme.members.retain(|&member| member != from);
        } else {
            for member in theme.members.iter_mut().filter(|member| **member == from) {
                *member = into;
            }
        }
        theme
    }
}

#[cfg(test)]
mod tests {
    use themata_codebook::CodeIndex;

    use super::Theme;
    use crate::ThemeId;

    /// The members of a theme when code 1 was merged into code 2.
    fn check(members: &[u32], expect: &[u32]) {
        let theme = Theme {
            id: ThemeId(1),
            title: "carrying on".to_owned(),
            statement: String::new(),
            members: members.iter().copied().map(CodeIndex::new).collect(),
            place: 0,
            map_place: None,
            evidence: Vec::new(),
        };
        let recoded = theme.recoded(CodeIndex::new(1), CodeIndex::new(2));
        let found: Vec<u32> = recoded.members.into_iter().map(CodeIndex::get).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn members_follow_a_merged_code() {
        check(&[0, 1, 3], &[0, 2, 3]);
        check(&[1, 0, 2], &[0, 2]);
        check(&[2, 1], &[2]);
        check(&[0, 3], &[0, 3]);
    }
}
