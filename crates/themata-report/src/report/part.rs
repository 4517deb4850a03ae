/// A piece of a [`Report`](crate::Report) that can be left out or stand elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportPart {
    /// The findings in a few sentences.
    Summary,
    /// What was studied.
    Study,
    /// How it was coded.
    Coding,
    /// How far the coders agreed.
    Agreement,
    /// What was found where.
    Sites,
    /// What occurs together.
    Cooccurrence,
    /// The themes one by one.
    Themes,
    /// What was written of each site, theme by theme.
    Matrix,
    /// What was thought while coding.
    Memos,
    /// How every number came about; an appendix.
    Method,
    /// The codes with their definitions; an appendix.
    Codebook,
}

impl ReportPart {
    /// Every part, in the usual order.
    pub const ALL: [ReportPart; 11] = [
        ReportPart::Summary,
        ReportPart::Study,
        ReportPart::Coding,
        ReportPart::Agreement,
        ReportPart::Sites,
        ReportPart::Cooccurrence,
        ReportPart::Themes,
        ReportPart::Matrix,
        ReportPart::Memos,
        ReportPart::Method,
        ReportPart::Codebook,
    ];

    /// The parts that a report has unless something else is wanted: all but the memos, which
    /// were written for the team.
    #[must_use]
    pub fn usual() -> Vec<ReportPart> {
        ReportPart::ALL.into_iter().filter(|part| *part != ReportPart::Memos).collect()
    }

    /// The word for it, as in addresses and options.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ReportPart::Summary => "summary",
            ReportPart::Study => "study",
            ReportPart::Coding => "coding",
            ReportPart::Agreement => "agreement",
            ReportPart::Sites => "sites",
            ReportPart::Cooccurrence => "co-occurrence",
            ReportPart::Themes => "themes",
            ReportPart::Matrix => "matrix",
            ReportPart::Memos => "memos",
            ReportPart::Method => "method",
            ReportPart::Codebook => "codebook",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<ReportPart> {
        let word = word.trim().to_lowercase();
        let word = if word == "cooccurrence" { "co-occurrence" } else { word.as_str() };
        ReportPart::ALL.into_iter().find(|part| part.as_str() == word)
    }

    /// The heading that it has.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            ReportPart::Summary => "Summary",
            ReportPart::Study => "What was studied",
            ReportPart::Coding => "How it was coded",
            ReportPart::Agreement => "How far the coders agreed",
            ReportPart::Sites => "What was found where",
            ReportPart::Cooccurrence => "What occurs together",
            ReportPart::Themes => "Theme by theme",
            ReportPart::Matrix => "Framework matrix",
            ReportPart::Memos => "Memos",
            ReportPart::Method => "Method",
            ReportPart::Codebook => "Codebook",
        }
    }

    /// Whether it is looked up rather than read. Appendices stand last, since the method
    /// defines what all other parts count.
    #[must_use]
    pub fn is_appendix(self) -> bool {
        matches!(self, ReportPart::Method | ReportPart::Codebook)
    }
}

/// Parts as they are read: each once, the appendices last.
pub(crate) fn in_reading_order(parts: &[ReportPart]) -> Vec<ReportPart> {
    let mut order: Vec<ReportPart> = Vec::new();
    for part in parts {
        if !order.contains(part) {
            order.push(*part);
        }
    }
    order.sort_by_key(|part| part.is_appendix());
    order
}

#[cfg(test)]
mod tests {
    use super::{ReportPart, in_reading_order};

    #[test]
    fn every_part_is_found_by_its_word() {
        for part in ReportPart::ALL {
            assert_eq!(ReportPart::from_word(part.as_str()), Some(part));
            assert_eq!(ReportPart::usual().contains(&part), part != ReportPart::Memos);
        }
        assert_eq!(ReportPart::from_word(" Cooccurrence"), Some(ReportPart::Cooccurrence));
        assert_eq!(ReportPart::from_word("discussion"), None);
    }

    #[test]
    fn appendices_stand_last_and_nothing_twice() {
        let chosen = [
            ReportPart::Codebook,
            ReportPart::Themes,
            ReportPart::Method,
            ReportPart::Themes,
            ReportPart::Study,
        ];
        let expect =
            [ReportPart::Themes, ReportPart::Study, ReportPart::Codebook, ReportPart::Method];
        assert_eq!(in_reading_order(&chosen), expect);
    }
}
