//! What occurs with what, where, how often, in how many sites and sources? Everything it
//! returns is a [`Table`].
//!
//! Eight questions, a function each:
//!
//! * [`frequencies`]: how often was each theme and code used?
//! * [`cooccurrence`]: which codes occur together, on a declared unit?
//!   [`Cooccurrence::with_coefficients`] adds coefficients of association on [`Fourfold`] tables,
//!   [`Cooccurrence::across`] says whether sites, roles or waves agree on them. Where the events
//!   are all that is wanted, [`events()`] counts them alone.
//! * [`agreement`]: how far do coders agree on each theme and code, unit by unit? A
//!   [`Comparison`] answers more: every measure, intervals, pairs of coders, documents, sets
//!   of codes, free boundaries, or what to talk about without any coefficient.
//! * [`documents_by`]: what is there to compare at each site?
//! * [`crosstab`]: how much of each is there, in rows and columns of any kind?
//! * [`saturation`]: up to which document did new codes come up?
//! * [`patterns`]: which sets of codes are used together?
//! * [`disagreements`]: what do coders say differently of the same text, and what does it cost?
//!
//! What is said of words, [`Keyness`] and [`Collocation`], takes counts and gives figures.
//!
//! Each of the five takes a study and an evaluated query, which says which codings are meant and which
//! documents are the universe, and returns a value of its own with the numbers
//! ([`Frequencies`], [`Cooccurrence`], [`Agreement`], [`DocumentGroups`], [`Crosstab`],
//! [`Saturation`], [`Patterns`], [`Disagreements`]). Its `to_table` and
//! the like make the [`Table`], together with a definition in words: unit, universe, coders,
//! query, formula. What a number means is in `docs/methods`.
//!
//! Texts are asked for only where they are needed; `needs_texts` of a unit or measure says so.
//! Results do not depend on the number of threads.
//!
//! ```
//! use std::collections::BTreeMap;
//! use themata_analysis::{CooccurrenceOptions, CooccurrenceUnit, Layer, Level, cooccurrence};
//! use themata_model::{Query, Scope};
//!
//! let fixture = themata_testkit::fixture(
//!     "
//! leadership
//!   turnover
//! IT
//!   shared record
//! ",
//!     "
//! //- P03 site:04
//! NURSE: The record never loads since the director left.
//!        ^^^^^^^^^^^^^^^^^^^^^^ shared record @ana
//!            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ turnover @ana
//! ",
//! );
//! let scope = Scope { study: &fixture.study, turns: &BTreeMap::new() };
//! let asked = Query::all().resolve(&fixture.study).unwrap().ask(scope);
//! let options = CooccurrenceOptions {
//!     unit: CooccurrenceUnit::Overlap,
//!     layer: Layer::SameCoder,
//!     level: Level::Code,
//!     by: None,
//! };
//! let together = cooccurrence(&fixture.study, &asked, options, &BTreeMap::new()).unwrap();
//! let pair = &together.pairs[0];
//! assert_eq!((pair.n1, pair.n2, pair.n12, pair.sites), (1, 1, 1, Some(1)));
//! assert!(together.to_table().definition.starts_with("Unit: overlap. Layer: same coder"));
//! ```

mod table;

mod error;
mod grouping;
mod judges;
mod settled;
mod subject;
mod universe;

mod code_sets;
mod cut;
mod wording;

mod across;
mod agreement;
mod association;
mod cooccurrence;
mod crosstab;
mod diagnostics;
mod disagreements;
mod documents;
mod frequencies;
mod lexis;
mod patterns;
mod saturation;

pub use across::{Across, AcrossPair, Forest, ForestStratum};
pub use agreement::{
    Agreement, AgreementMeasure, AgreementRow, AgreementUnit, AgreementUniverse,
    CodeSetAgreement, CoderAgreement, CoderJudged, CoderRow, Comparison, Discussion,
    DiscussionRow, DocumentAgreement, DocumentRow, Figure, IntervalOptions, Intervals,
    MeasuredAgreement, MeasuredRow, Pooled, SpanAgreement, SpanRow, Spread, UnitizedAgreement,
    UnitizedRow, UnitizingOptions, agreement,
};
pub use association::{
    AssociationUndefined, BreslowDay, ChiSquared, CochranMantelHaenszel, CommonOddsRatio,
    Fourfold, FourfoldCell, Heterogeneity, OddsRatio, Significance, SignificanceTest,
    Stratified, benjamini_hochberg,
};
pub use cooccurrence::{
    CCoefficient, CodeUse, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Distance,
    DistanceUnit, EventCode, EventOptions, EventPair, Events, GroupEvents, Layer, MatrixValue,
    Near, Overlap, Pair, cooccurrence, events,
};
pub use crosstab::{
    Crosstab, CrosstabAxis, CrosstabFigure, CrosstabLine, CrosstabMeasure, CrosstabOptions,
    CrosstabScale, WordsOf, crosstab,
};
pub use diagnostics::{
    ASYMMETRIC, BOUNDARIES, Diagnostic, DiagnosticKind, FEW_DOCUMENTS, FEW_UNITS, SKEWED,
    SPARSE_MARKS, diagnostics, diagnostics_table,
};
pub use disagreements::{
    Agreed, CodePair, Disagreement, DisagreementKind, DisagreementState, Disagreements,
    DisagreementsBy, Relation, Side, disagreements,
};
pub use documents::{DocumentCounts, DocumentGroups, documents_by};
pub use error::Error;
pub use frequencies::{Frequencies, Frequency, FrequencyMeasure, FrequencyRow, frequencies};
pub use grouping::{Group, Grouping};
pub use lexis::{Collocation, Keyness, NoFigure, PER, rate};
pub use patterns::{Pattern, PatternOptions, PatternUnit, Patterns, patterns};
pub use saturation::{
    Permuted, PermutedPosition, Saturation, SaturationCurve, SaturationOptions,
    SaturationOrder, SaturationPosition, saturation,
};
pub use subject::{Level, Subject, SubjectKey};
pub use table::{Cell, Column, Kind, Row, Table};
pub use universe::Transcripts;
pub use wording::universe;
