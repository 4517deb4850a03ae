//! What a report is made of: values, in the order in which they are read.

pub(crate) mod numbering;
pub(crate) mod part;

use themata_analysis::Table;

use crate::HeatMap;

pub use self::part::ReportPart;

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
    /// What every reader must know before anything else, in a sentence under the date. May be
    /// empty.
    pub notice: String,
    /// The parts that it has and their order; all in the usual order if none is named.
    pub order: Vec<ReportPart>,
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
    /// What the analyst wrote of each site, theme by theme.
    pub matrix: Part,
    /// What was thought while coding, by what it is on.
    pub memos: Vec<MemoGroup>,
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

/// Memos on one sort of thing: the study, codes, documents, passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoGroup {
    /// The heading: `On codes`.
    pub title: String,
    /// The memos in the order in which they are read.
    pub memos: Vec<ReportMemo>,
}

/// A note of the team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportMemo {
    /// What it is on, or what it is called. May be empty.
    pub title: String,
    /// The passage that it is about, if it is about one.
    pub about: Option<Excerpt>,
    /// What it says; a paragraph a line.
    pub words: String,
    /// Who wrote it and when: `ana, 3 March 2026`. May be empty.
    pub by: String,
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

impl Report {
    /// The parts in which there is something to read, in the order in which they are read.
    pub(crate) fn parts(&self) -> Vec<ReportPart> {
        let wanted = if self.order.is_empty() { &ReportPart::ALL[..] } else { &self.order };
        let mut parts = part::in_reading_order(wanted);
        // Tables and pictures have definitions, which the method lists.
        let has_exhibits = parts.iter().any(|part| self.shows_exhibits(*part));
        parts.retain(|part| match part {
            ReportPart::Summary => !self.summary.is_empty(),
            ReportPart::Themes => !self.themes.is_empty(),
            ReportPart::Memos => self.memos.iter().any(|group| !group.memos.is_empty()),
            ReportPart::Method => !self.method.is_empty() || has_exhibits,
            ReportPart::Codebook => !self.codebook.is_empty(),
            part => self.part(*part).is_some_and(|part| !part.is_empty()),
        });
        parts
    }

    /// The words, facts and exhibits of a part that is made of these.
    pub(crate) fn part(&self, part: ReportPart) -> Option<&Part> {
        match part {
            ReportPart::Study => Some(&self.study),
            ReportPart::Coding => Some(&self.coding),
            ReportPart::Agreement => Some(&self.agreement),
            ReportPart::Sites => Some(&self.sites),
            ReportPart::Cooccurrence => Some(&self.co_occurrence),
            ReportPart::Matrix => Some(&self.matrix),
            ReportPart::Summary
            | ReportPart::Themes
            | ReportPart::Memos
            | ReportPart::Method
            | ReportPart::Codebook => None,
        }
    }

    /// Whether a part has a table or picture that says what it counts.
    fn shows_exhibits(&self, part: ReportPart) -> bool {
        let defines = |text: &str| !crate::line::in_one_line(text).is_empty();
        match part {
            ReportPart::Themes => {
                let tables = self.themes.iter().filter_map(|theme| theme.sites.as_ref());
                tables.into_iter().any(|table| defines(&table.whole_definition()))
            }
            part => self.part(part).is_some_and(|part| {
                part.exhibits.iter().any(|exhibit| match exhibit {
                    Exhibit::Table(table) => defines(&table.whole_definition()),
                    Exhibit::HeatMap(map) => defines(&map.description),
                })
            }),
        }
    }
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
