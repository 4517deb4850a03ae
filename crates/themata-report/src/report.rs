//! What a report is made of: values, in the order in which they are read.

use themata_analysis::Table;

use crate::HeatMap;

/// A study for readers who were not part of it. [`page`](crate::page) sets it.
///
/// The parts stand in the order of the results section of a good evaluation and have their
/// headings from it. A part in which there is nothing is left out, heading and all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The name of the study.
    pub title: String,
    /// What the report is, in a line: `Barriers and facilitators at six sites`. May be empty.
    pub subtitle: String,
    /// As of when, in a line: `State of 14 March 2026, codebook version 3`. May be empty.
    pub date: String,
    /// The findings in a few paragraphs.
    pub summary: Vec<String>,
    /// What was studied: facts, documents by site.
    pub study: Part,
    /// How it was coded: codebook, coders, rounds.
    pub coding: Part,
    /// How far the coders agreed: the measures, in words too, and what undefined means there.
    pub agreement: Part,
    /// What was found where: themes and codes by site.
    pub sites: Part,
    /// Which codes occur together.
    pub co_occurrence: Part,
    /// The themes, one by one.
    pub themes: Vec<Theme>,
    /// How every number came about; first part of the appendix. The definitions of all tables
    /// and pictures are added to it.
    pub method: Method,
    /// The codes with their definitions, in tree order; second part of the appendix.
    pub codebook: Vec<CodebookEntry>,
}

/// A part of a report: words first, then what they speak of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// What a reader should take away, a paragraph each.
    pub paragraphs: Vec<String>,
    /// Single facts, set as a small table.
    pub facts: Vec<Fact>,
    /// Tables and pictures, in the order in which they are read.
    pub exhibits: Vec<Exhibit>,
}

/// A fact with its name: `Documents`, `24 interviews at 6 sites`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What is stated.
    pub name: String,
    /// What is so.
    pub value: String,
}

/// What is shown rather than told; numbered throughout the report.
#[derive(Clone, Debug, PartialEq)]
pub enum Exhibit {
    /// A table.
    Table(Table),
    /// A grid of shaded cells.
    HeatMap(HeatMap),
}

/// A theme with its evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Theme {
    /// The title of the theme.
    pub title: String,
    /// What the theme says, in a sentence or a few. May be empty.
    pub statement: String,
    /// The colour of the theme as `#rrggbb`; anything else is not used.
    pub colour: Option<String>,
    /// The codes that add up to the theme.
    pub codes: Vec<CodeName>,
    /// How the theme is spread over the sites.
    pub sites: Option<Table>,
    /// How many excerpts belong to the theme in the whole study, if that is to be said.
    pub excerpt_count: Option<u64>,
    /// Excerpts that speak for the theme.
    pub excerpts: Vec<Excerpt>,
    /// Excerpts that speak against it.
    pub counter_evidence: Vec<Excerpt>,
}

/// The name of a code with its colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeName {
    /// The name, with a valence if it has one: `funding −`.
    pub name: String,
    /// The colour as `#rrggbb`; anything else is not used.
    pub colour: Option<String>,
}

/// The words of a participant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The words; a line each if several people speak.
    pub text: String,
    /// The codes that were applied.
    pub codes: Vec<CodeName>,
    /// Who said it and where, without a name: `Manager 1, site 04, interview`.
    pub credit: String,
}

/// How every number came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Method {
    /// What holds for the whole study, a paragraph each.
    pub paragraphs: Vec<String>,
    /// The terms and measures with their definitions: as [`Fact`]s, name and meaning.
    pub definitions: Vec<Fact>,
}

/// A code with all that the codebook says of it. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodebookEntry {
    /// The code.
    pub code: CodeName,
    /// How deep it stands in the tree, 0 for the outermost.
    pub depth: u8,
    /// What it means.
    pub definition: String,
    /// When to apply it.
    pub use_when: String,
    /// When not to apply it.
    pub do_not_use_when: String,
    /// Passages that show it.
    pub examples: Vec<String>,
    /// How often it was applied, if that is to be said.
    pub codings: Option<u64>,
}

impl Part {
    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty() && self.facts.is_empty() && self.exhibits.is_empty()
    }
}

impl Method {
    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs.is_empty() && self.definitions.is_empty()
    }
}

impl Fact {
    /// A fact.
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact { name: name.into(), value: value.into() }
    }
}

impl CodeName {
    /// A code with a colour as `#rrggbb`.
    #[must_use]
    pub fn new(name: impl Into<String>, colour: impl Into<String>) -> CodeName {
        CodeName { name: name.into(), colour: Some(colour.into()) }
    }
}
