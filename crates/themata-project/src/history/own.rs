use themata_model::{OperationId, OperationKind, Session};
use themata_store::Recorded;

use crate::{Failure, Project};

impl Project {
    /// The number of the last that the acting coder did, whatever others have done since: what
    /// an undoing of theirs takes back. Where several work on a study at once, nobody undoes
    /// what somebody else just did.
    ///
    /// # Errors
    ///
    /// If the coder has done nothing that can be undone, or the study cannot be read.
    pub fn own_to_undo(&mut self, session: &Session) -> Result<u32, Failure> {
        let operations = self.snapshot()?.history()?;
        let own = operations.iter().skip(1).rev();
        let mut own = own.filter(|known| is_by(known, session));
        let last = own.find(|known| known.kind == OperationKind::Do && known.in_force);
        let last = last.ok_or_else(|| Failure::nothing("you have done nothing to undo"))?;
        Ok(last.id.0)
    }

    /// The number of the acting coder's last undoing, which is taken back to do again what it
    /// undid, unless the coder has done something new since.
    ///
    /// # Errors
    ///
    /// If there is nothing to do again, or the study cannot be read.
    pub fn own_to_redo(&mut self, session: &Session) -> Result<u32, Failure> {
        let operations = self.snapshot()?.history()?;
        let undone = |target: OperationId| {
            operations.iter().any(|known| known.id == target && !known.in_force)
        };
        let mut wanted = None;
        for known in operations.iter().rev().filter(|known| is_by(known, session)) {
            match known.kind {
                OperationKind::Do => break,
                OperationKind::Undo(target) if undone(target) => {
                    // One that was done again since and undone anew comes first.
                    wanted = Some(known.id);
                    break;
                }
                OperationKind::Undo(_) | OperationKind::Redo(_) => {}
            }
        }
        let wanted = wanted.ok_or_else(|| Failure::nothing("there is nothing to do again"))?;
        Ok(wanted.0)
    }

    /// Whether an operation is the acting coder's.
    ///
    /// # Errors
    ///
    /// If there is no such operation, or the study cannot be read.
    pub fn is_own_operation(
        &mut self,
        session: &Session,
        number: u32,
    ) -> Result<bool, Failure> {
        let operations = self.snapshot()?.history()?;
        let known = operations.iter().find(|known| known.id.0 == number);
        let known =
            known.ok_or_else(|| Failure::nothing(format!("there is no operation {number}")))?;
        Ok(is_by(known, session))
    }
}

fn is_by(operation: &Recorded, session: &Session) -> bool {
    let plain = |name: &Option<String>| name.as_ref().map(|name| name.trim().to_lowercase());
    session.coder.is_some() && plain(&operation.coder) == plain(&session.coder)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use themata_store::Done;

    use crate::{Failure, Project, Session};

    /// As whoever undoes on a server, whose role is looked at in between.
    impl Project {
        pub(crate) fn undo_own(&mut self, session: &Session) -> Result<Done, Failure> {
            let number = self.own_to_undo(session)?;
            Ok(self.undo_operation(session, number)?.done)
        }

        pub(crate) fn redo_own(&mut self, session: &Session) -> Result<Done, Failure> {
            let number = self.own_to_redo(session)?;
            Ok(self.undo_operation(session, number)?.done)
        }
    }

    /// A study with codes that ana and ben have called otherwise, one after the other.
    fn project() -> Project {
        let mut project =
            Project::in_memory(&Session::fixed("lea", 1), "Care", &["ana", "ben"]).unwrap();
        let codes = ["trust", "record", "time", "staff", "space"];
        for (number, code) in (100..).zip(codes) {
            let session = Session::fixed("lea", number);
            project.codebook_add(&session, code, None, &Default::default()).unwrap();
        }
        for (number, coder, code) in [
            (200, "ana", "trust"),
            (201, "ana", "record"),
            (202, "ben", "time"),
            (203, "ben", "staff"),
        ] {
            renamed(&mut project, number, coder, code);
        }
        project
    }

    fn renamed(project: &mut Project, number: u64, coder: &str, code: &str) {
        let (session, new) = (Session::fixed(coder, number), code.to_uppercase());
        project.codebook_rename(&session, code, &new).unwrap();
    }

    fn codes(project: &mut Project) -> Vec<String> {
        project.codes().unwrap().into_iter().map(|code| code.name).collect()
    }

    #[test]
    fn one_undoes_what_one_did_oneself() {
        let mut project = project();
        let ana = |number| Session::fixed("Ana ", number);
        let done = project.undo_own(&ana(10)).unwrap();
        assert!(done.summary.contains("record"), "{}", done.summary);
        project.undo_own(&ana(11)).unwrap();
        assert_eq!(codes(&mut project), ["trust", "record", "TIME", "STAFF", "space"]);
        let failure = project.undo_own(&ana(12)).unwrap_err();
        assert!(failure.message.contains("nothing to undo"), "{}", failure.message);

        project.redo_own(&ana(13)).unwrap();
        project.redo_own(&ana(14)).unwrap();
        assert_eq!(codes(&mut project), ["TRUST", "RECORD", "TIME", "STAFF", "space"]);
        assert!(project.redo_own(&ana(15)).is_err());
    }

    #[test]
    fn what_is_new_ends_doing_again() {
        let mut project = project();
        project.undo_own(&Session::fixed("ana", 10)).unwrap();
        // What another does is no reason to forget what I undid.
        renamed(&mut project, 11, "ben", "space");
        project.redo_own(&Session::fixed("ana", 12)).unwrap();
        project.undo_own(&Session::fixed("ana", 13)).unwrap();
        renamed(&mut project, 14, "ana", "record");
        assert!(project.redo_own(&Session::fixed("ana", 15)).is_err());
    }

    #[test]
    fn whose_an_operation_is_is_known() {
        let mut project = project();
        let last = project.moment().unwrap();
        assert!(project.is_own_operation(&Session::fixed("ben", 9), last).unwrap());
        assert!(!project.is_own_operation(&Session::fixed("ana", 9), last).unwrap());
        assert!(project.is_own_operation(&Session::fixed("ana", 9), last + 1).is_err());
    }
}
