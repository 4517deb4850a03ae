use crate::{Change, Study};

impl Study {
    /// Carries out on a study that was read before what was done since, where that is less work
    /// than to read it anew: codings that were put in or taken away, and what is no part of a
    /// study. Costs time proportional to the codings, once for each change of codings.
    ///
    /// Returns `false` where the study has to be read anew: more than that was changed, or what
    /// was taken away is not there. It is then changed in part and of no use.
    #[must_use]
    pub fn follow(&mut self, changes: &[Change]) -> bool {
        changes.iter().all(|change| match change {
            Change::CodingsAdded(records) => {
                self.codings.put(records.iter().map(|record| record.coding));
                true
            }
            Change::CodingsRemoved(records) => {
                self.codings.take(records.iter().map(|record| record.coding))
            }
            Change::Memo { .. }
            | Change::Question { .. }
            | Change::Answer { .. }
            | Change::Adjudication { .. }
            | Change::CodebookVersion { .. }
            | Change::BoardView { .. } => true,
            _ => false,
        })
    }
}
