use std::fmt;

/// What a person decides before a table is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// What a row is; `None` to find out.
    pub rows: Option<Rows>,
    /// The sheet of a workbook; `None` for the first one that holds anything.
    pub sheet: Option<String>,
    /// What columns hold, by their names in the first row without regard to case. Columns
    /// that are not named here are found out.
    pub columns: Vec<(String, ColumnUse)>,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// A speaker's turn: the table is a transcript.
    Turns,
    /// One who answered: each row becomes a document, each open question a section of it.
    Respondents,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnUse {
    /// The name of the respondent, which becomes that of the document.
    Name,
    /// Something that is known of the respondent.
    Attribute,
    /// Answers to an open question.
    Question,
    /// The words of a turn.
    Words,
    /// Who speaks in a turn.
    Speaker,
    /// When a turn begins.
    Start,
    /// When a turn ends.
    End,
    /// Nothing that is wanted.
    Ignored,
}

impl Rows {
    /// The word for what a row is, as a person writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Rows::Turns => "turns",
            Rows::Respondents => "respondents",
        }
    }

    /// What a row is by the word for it.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Rows> {
        [Rows::Turns, Rows::Respondents].into_iter().find(|rows| rows.as_str() == word)
    }
}

impl ColumnUse {
    /// All uses.
    pub const ALL: [ColumnUse; 8] = [
        ColumnUse::Name,
        ColumnUse::Attribute,
        ColumnUse::Question,
        ColumnUse::Words,
        ColumnUse::Speaker,
        ColumnUse::Start,
        ColumnUse::End,
        ColumnUse::Ignored,
    ];

    /// The word for the use, as a person writes it in a mapping.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ColumnUse::Name => "name",
            ColumnUse::Attribute => "attribute",
            ColumnUse::Question => "question",
            ColumnUse::Words => "words",
            ColumnUse::Speaker => "speaker",
            ColumnUse::Start => "start",
            ColumnUse::End => "end",
            ColumnUse::Ignored => "ignore",
        }
    }

    /// The use that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ColumnUse> {
        ColumnUse::ALL.into_iter().find(|usage| usage.as_str() == word)
    }
}

impl fmt::Display for ColumnUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
