/// What bears on the meaning of figures of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosticKind {
    /// A code applies to nearly nothing, or to nearly everything.
    SkewedPrevalence,
    /// A coder applies a code far more often than another.
    MarginalAsymmetry,
    /// There is little to judge.
    FewUnits,
    /// A code is hardly used.
    SparseCode,
    /// Coders often differ only in where a stretch begins or ends.
    BoundaryDisagreement,
    /// Documents of the query that could not be compared.
    UnusableDocuments,
    /// A coder judged documents and marked nothing.
    CoderWithoutCodings,
    /// There is nothing to tell apart.
    SingleCategory,
    /// There are few documents.
    FewDocuments,
}

impl DiagnosticKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [DiagnosticKind; 9] = [
        DiagnosticKind::SkewedPrevalence,
        DiagnosticKind::MarginalAsymmetry,
        DiagnosticKind::FewUnits,
        DiagnosticKind::SparseCode,
        DiagnosticKind::BoundaryDisagreement,
        DiagnosticKind::UnusableDocuments,
        DiagnosticKind::CoderWithoutCodings,
        DiagnosticKind::SingleCategory,
        DiagnosticKind::FewDocuments,
    ];

    /// The words for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DiagnosticKind::SkewedPrevalence => "skewed prevalence",
            DiagnosticKind::MarginalAsymmetry => "marginal asymmetry",
            DiagnosticKind::FewUnits => "few units",
            DiagnosticKind::SparseCode => "sparse codes",
            DiagnosticKind::BoundaryDisagreement => "boundary disagreement",
            DiagnosticKind::UnusableDocuments => "documents not compared",
            DiagnosticKind::CoderWithoutCodings => "coder without codings",
            DiagnosticKind::SingleCategory => "single category",
            DiagnosticKind::FewDocuments => "few documents",
        }
    }

    /// What it means for whoever reads the figures, and what to do.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            DiagnosticKind::SkewedPrevalence => {
                "figures corrected for chance are low for rare and for ubiquitous codes even \
                 where coders seldom differ; read them beside positive agreement and the \
                 disagreements themselves"
            }
            DiagnosticKind::MarginalAsymmetry => {
                "one coder uses the code more readily than another; talk about when it applies"
            }
            DiagnosticKind::FewUnits => "a single judgement moves the figures; code more",
            DiagnosticKind::SparseCode => {
                "too little was marked to say how far the code is understood alike"
            }
            DiagnosticKind::BoundaryDisagreement => {
                "coders see the same and cut it differently; agree on what an excerpt holds, or \
                 compare larger units"
            }
            DiagnosticKind::UnusableDocuments => {
                "what follows says nothing of these documents; have a second coder finish them"
            }
            DiagnosticKind::CoderWithoutCodings => {
                "each unit counts as judged and unmarked; make sure that the coder was at it"
            }
            DiagnosticKind::SingleCategory => {
                "where everything is judged alike by design there is no chance to correct for, \
                 and figures are undefined or say little"
            }
            DiagnosticKind::FewDocuments => {
                "no interval is reliable; take the figures for these documents only"
            }
        }
    }

    /// Whether it only bears on coefficients, and tells nothing to those who compute none.
    #[must_use]
    pub fn is_of_coefficients(self) -> bool {
        matches!(
            self,
            DiagnosticKind::SkewedPrevalence
                | DiagnosticKind::SingleCategory
                | DiagnosticKind::FewDocuments
                | DiagnosticKind::FewUnits
        )
    }
}
