use themata_model::{Change, Round, Session};
use themata_store::Action;

use super::named::round;
use super::new::free_name;
use crate::{Failure, Project};

impl Project {
    /// Gives a round another name, and says which it is.
    ///
    /// # Errors
    ///
    /// If there is no such round, or another one has the name.
    pub fn round_rename(
        &mut self,
        session: &Session,
        name: &str,
        new: &str,
    ) -> Result<String, Failure> {
        let new = new.trim();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = round(&study, name)?.clone();
            if before.name == new {
                return Ok(Action::default());
            }
            // Another way to write its own name is free.
            if before.name.to_lowercase() != new.to_lowercase() {
                free_name(&study, new)?;
            }
            let summary = format!("rename the round `{}` to `{new}`", before.name);
            let after = Round { name: new.to_owned(), ..before.clone() };
            let (id, before, after) = (before.id, Some(before), Some(after));
            let changes = vec![Change::Round { id, before, after }];
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(new.to_owned())
    }
}
