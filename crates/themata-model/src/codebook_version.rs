use themata_codebook::Codebook;

/// A frozen, numbered state of the codebook. It never changes; a correction makes another.
#[derive(Clone, Debug, PartialEq)]
pub struct CodebookVersion {
    /// Its number, counted from 1.
    pub number: u32,
    /// Who froze it, if it is known.
    pub by: Option<String>,
    /// When, in UTC.
    pub at: String,
    /// What is to be said of it: why it was frozen, what has changed.
    pub note: String,
    /// The codebook as it was.
    pub codebook: Codebook,
}
