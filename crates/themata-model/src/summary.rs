use jiff::Timestamp;
use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{AttributeId, DocumentId, SummaryId, ThemeId};

/// What the analyst wrote in one cell of the framework matrix: what the documents of a row say
/// on the theme or code of a column (Ritchie and Spencer 1994).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its number in the study.
    pub id: SummaryId,
    /// The row.
    pub of: SummaryOf,
    /// The column.
    pub column: SummaryColumn,
    /// The analyst's words.
    pub words: String,
    /// The excerpts that it rests on, as stretches of their documents' current versions, in
    /// the analyst's order. One is empty where its words have gone from the document.
    pub excerpts: Vec<(DocumentId, CharSpan)>,
    /// Who wrote it, if it is known.
    pub by: Option<String>,
    /// When it was written or changed last.
    pub at: Timestamp,
}

/// The row of the matrix that a summary stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummaryOf {
    /// A document.
    Document(DocumentId),
    /// The documents that share a value of an attribute.
    Value {
        /// The attribute.
        attribute: AttributeId,
        /// The value as it is shown, compared without regard to case; empty for the documents
        /// that have none. It is a text so that it stays what it was when the attribute gets
        /// another kind.
        value: String,
    },
}

/// The column of the matrix that a summary stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SummaryColumn {
    /// A theme.
    Theme(ThemeId),
    /// A code.
    Code(CodeIndex),
}

impl SummaryOf {
    /// Whether another row is this one.
    #[must_use]
    pub fn is_same(&self, other: &SummaryOf) -> bool {
        match (self, other) {
            (
                SummaryOf::Value { attribute, value },
                SummaryOf::Value { attribute: of_other, value: other },
            ) => attribute == of_other && value.to_lowercase() == other.to_lowercase(),
            (one, other) => one == other,
        }
    }
}

impl Summary {
    /// Whether it stands in a cell.
    #[must_use]
    pub fn is_in(&self, of: &SummaryOf, column: SummaryColumn) -> bool {
        self.column == column && self.of.is_same(of)
    }

    /// The summary with another one's words under its own and the excerpts of both, each once.
    /// Words that are the same are not said twice. Who wrote it, and when, stays its own.
    #[must_use]
    pub fn joined(&self, other: &Summary) -> Summary {
        let mut joined = self.clone();
        if joined.words.trim().is_empty() {
            joined.words.clone_from(&other.words);
        } else if joined.words != other.words && !other.words.trim().is_empty() {
            joined.words.push_str("\n\n");
            joined.words.push_str(&other.words);
        }
        for excerpt in &other.excerpts {
            if !joined.excerpts.contains(excerpt) {
                joined.excerpts.push(*excerpt);
            }
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use themata_text::CharSpan;

    use super::{Summary, SummaryColumn, SummaryOf};
    use crate::{AttributeId, DocumentId, SummaryId, ThemeId};

    const COLUMN: SummaryColumn = SummaryColumn::Theme(ThemeId(1));

    fn site(value: &str) -> SummaryOf {
        SummaryOf::Value { attribute: AttributeId(1), value: value.to_owned() }
    }

    fn summary(words: &str, excerpts: &[(u32, u32)]) -> Summary {
        let excerpt = |&(start, end): &(u32, u32)| (DocumentId(1), CharSpan::new(start, end));
        Summary {
            id: SummaryId(1),
            of: site("North"),
            column: COLUMN,
            words: words.to_owned(),
            excerpts: excerpts.iter().map(excerpt).collect(),
            by: None,
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_cell_is_found_without_regard_to_case() {
        let known = summary("They wait.", &[]);
        assert!(known.is_in(&site("NORTH"), COLUMN));
        assert!(!known.is_in(&site("south"), COLUMN));
        assert!(!known.is_in(&SummaryOf::Document(DocumentId(1)), COLUMN));
        assert!(!known.is_in(&site("north"), SummaryColumn::Theme(ThemeId(2))));
    }

    #[test]
    fn joining_keeps_what_both_say() {
        let one = summary("They wait.", &[(0, 4)]);
        let both = one.joined(&summary("They give up.", &[(9, 12), (0, 4)]));
        assert_eq!(both, summary("They wait.\n\nThey give up.", &[(0, 4), (9, 12)]));
        assert_eq!(one.joined(&one), one);
        assert_eq!(summary("", &[]).joined(&one), one);
        assert_eq!(one.joined(&summary(" ", &[])), one);
    }
}
