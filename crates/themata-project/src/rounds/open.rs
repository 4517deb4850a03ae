use std::sync::Arc;

use themata_model::{Change, Round, Session};
use themata_store::Action;

use super::named::{reason, round};
use crate::names::acting;
use crate::{Failure, Project};

impl Project {
    /// Ends the blindness of a round before everyone has finished, on record. Returns on how
    /// many documents codings were kept back until then.
    ///
    /// # Errors
    ///
    /// If there is no such round, it is not blind or was opened before, no reason is given, or
    /// it is not said who opens it.
    pub fn round_open(
        &mut self,
        session: &Session,
        name: &str,
        why: &str,
    ) -> Result<usize, Failure> {
        let mut shown = 0;
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            let before = round(&study, name)?.clone();
            if !before.blind {
                return Err(Failure::new(format!("the round `{}` is not blind", before.name)));
            }
            if before.opened {
                let message = format!("the round `{}` was opened before", before.name);
                return Err(
                    Failure::new(message).hint("`themata history` says when and by whom")
                );
            }
            let who = acting(session, "opens the round")?;
            let reason = reason(Some(why), "the round is opened")?;
            let hidden = study.blind_documents().len();
            let after = Round { opened: true, ..before.clone() };
            if let Some(round) =
                Arc::make_mut(&mut study).rounds.iter_mut().find(|round| round.id == after.id)
            {
                *round = after.clone();
            }
            shown = hidden - study.blind_documents().len();
            let summary = format!("open the blind round `{}`, by {who}", before.name);
            let changes =
                vec![Change::Round { id: before.id, before: Some(before), after: Some(after) }];
            Ok(Action { summary, reason: Some(reason), changes, ..Action::default() })
        })?;
        Ok(shown)
    }
}
