use themata_model::AttributeId;

use crate::Kind;

/// What a crosstab is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrosstabOptions {
    /// What the rows are.
    pub rows: CrosstabAxis,
    /// What the columns are; one column with the totals if there are none.
    pub columns: Option<CrosstabAxis>,
    /// What a cell counts.
    pub measure: CrosstabMeasure,
    /// In what form the counts are shown.
    pub shown: CrosstabScale,
    /// Whether a code counts what carries its subcodes, too.
    pub roll_up: bool,
    /// Whether each column is split into barriers and facilitators.
    pub by_valence: bool,
    /// Whether rows without codings are shown.
    pub every_row: bool,
    /// Whose words are counted.
    pub words_of: WordsOf,
}

/// What the rows or columns of a crosstab are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrosstabAxis {
    /// Codes, each by itself or, rolled up, with its subcodes.
    Code,
    /// Themes: the top-level groups of the codebook, and codes that stand in none.
    Theme,
    /// The values of an attribute of documents.
    Attribute(AttributeId),
    /// The documents.
    Document,
    /// Those who speak in the turns that a coding touches, by the names that the study gives
    /// them.
    Speaker,
    /// The coders.
    Coder,
    /// Barriers, facilitators, and codings whose coder left it open.
    Valence,
}

/// What a cell of a crosstab counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrosstabMeasure {
    /// Codings.
    Codings,
    /// Distinct excerpts.
    Excerpts,
    /// Documents with such a coding.
    Documents,
    /// Words in the coded stretches, each once.
    Words,
    /// Code points in the coded stretches, each once.
    Characters,
    /// The share of the words that is coded.
    Share,
    /// The share of the documents that have such a coding.
    DocumentShare,
    /// The mean of the codings' weights, from 0 to 100: the sum of the weights, divided by the
    /// number of codings that have one. Undefined, and an empty cell, where none has.
    MeanWeight,
}

/// In what form the counts of a crosstab are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrosstabScale {
    /// As they are.
    #[default]
    Counts,
    /// As shares of the total of their row.
    RowShares,
    /// As shares of the total of their column.
    ColumnShares,
    /// For every thousand words of the documents of the cell.
    PerThousandWords,
}

/// Whose words are counted in a crosstab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordsOf {
    /// All words of the text.
    #[default]
    Everyone,
    /// Words that begin in a turn of a speaker whose role is participant.
    Participants,
}

impl CrosstabOptions {
    /// Counts of something in rows, without columns.
    #[must_use]
    pub fn of(rows: CrosstabAxis, measure: CrosstabMeasure) -> CrosstabOptions {
        CrosstabOptions {
            rows,
            columns: None,
            measure,
            shown: CrosstabScale::Counts,
            roll_up: false,
            by_valence: false,
            every_row: false,
            words_of: WordsOf::Everyone,
        }
    }

    /// The same in columns.
    #[must_use]
    pub fn by(self, columns: CrosstabAxis) -> CrosstabOptions {
        CrosstabOptions { columns: Some(columns), ..self }
    }

    /// Whether the texts of the documents must be at hand.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self.counts_words() || self.has(CrosstabAxis::Speaker) || self.needs_word_places()
    }

    pub(super) fn has(self, axis: CrosstabAxis) -> bool {
        self.rows == axis || self.columns == Some(axis)
    }

    /// Whether words of coded stretches are counted.
    pub(super) fn counts_words(self) -> bool {
        matches!(self.measure, CrosstabMeasure::Words | CrosstabMeasure::Share)
    }

    /// Whether the places of coded stretches must be kept.
    pub(super) fn keeps_spans(self) -> bool {
        self.counts_words() || self.measure == CrosstabMeasure::Characters
    }

    /// Whether words are what something is divided by.
    pub(super) fn divides_by_words(self) -> bool {
        self.shown == CrosstabScale::PerThousandWords || self.measure == CrosstabMeasure::Share
    }

    /// Whether it matters where in the text the words stand that something is divided by.
    pub(super) fn needs_word_places(self) -> bool {
        self.divides_by_words()
            && (self.words_of == WordsOf::Participants || self.has(CrosstabAxis::Speaker))
    }

    pub(super) fn kind(self) -> Kind {
        match (self.shown, self.measure) {
            (_, CrosstabMeasure::MeanWeight) => Kind::Measure,
            (CrosstabScale::RowShares | CrosstabScale::ColumnShares, _)
            | (_, CrosstabMeasure::Share | CrosstabMeasure::DocumentShare) => Kind::Share,
            (CrosstabScale::PerThousandWords, _) => Kind::Measure,
            (CrosstabScale::Counts, _) => Kind::Count,
        }
    }
}

impl CrosstabMeasure {
    /// Every measure.
    pub const ALL: [CrosstabMeasure; 8] = [
        CrosstabMeasure::Codings,
        CrosstabMeasure::Excerpts,
        CrosstabMeasure::Documents,
        CrosstabMeasure::Words,
        CrosstabMeasure::Characters,
        CrosstabMeasure::Share,
        CrosstabMeasure::DocumentShare,
        CrosstabMeasure::MeanWeight,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CrosstabMeasure::Codings => "codings",
            CrosstabMeasure::Excerpts => "excerpts",
            CrosstabMeasure::Documents => "documents",
            CrosstabMeasure::Words => "words",
            CrosstabMeasure::Characters => "characters",
            CrosstabMeasure::Share => "share",
            CrosstabMeasure::DocumentShare => "document-share",
            CrosstabMeasure::MeanWeight => "mean-weight",
        }
    }

    /// The measure that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<CrosstabMeasure> {
        CrosstabMeasure::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    /// Whether it is a share already, so that shares of it would mean nothing.
    #[must_use]
    pub fn is_share(self) -> bool {
        matches!(self, CrosstabMeasure::Share | CrosstabMeasure::DocumentShare)
    }

    /// Whether it is a mean, which has no share and no rate.
    #[must_use]
    pub fn is_mean(self) -> bool {
        self == CrosstabMeasure::MeanWeight
    }

    pub(super) fn heading(self) -> &'static str {
        match self {
            CrosstabMeasure::Codings => "codings",
            CrosstabMeasure::Excerpts => "excerpts",
            CrosstabMeasure::Documents => "documents",
            CrosstabMeasure::Words => "words",
            CrosstabMeasure::Characters => "characters",
            CrosstabMeasure::Share => "share of words",
            CrosstabMeasure::DocumentShare => "share of documents",
            CrosstabMeasure::MeanWeight => "mean weight",
        }
    }
}
