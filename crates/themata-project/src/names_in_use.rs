use std::collections::BTreeSet;

use crate::{Failure, Project};

impl Project {
    /// Every name that somebody has in the study: coders of all kinds, and those who acted or
    /// wrote memos without coding. Whoever bears one of them is that person there.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn names_in_use(&mut self) -> Result<Vec<String>, Failure> {
        let snapshot = self.snapshot()?;
        let mut names: BTreeSet<String> =
            snapshot.study()?.coders.iter().map(|coder| coder.name.clone()).collect();
        names.extend(snapshot.history()?.into_iter().filter_map(|operation| operation.coder));
        Ok(names.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use crate::{CoderKind, Project, Session};

    #[test]
    fn coders_and_those_who_only_acted_are_in_use() {
        let mut project =
            Project::in_memory(&Session::fixed("lea", 1), "Care", &["ana"]).unwrap();
        project.add_coder(&Session::fixed("lea", 100), "ben", CoderKind::Human).unwrap();
        let names = project.names_in_use().unwrap();
        for name in ["ana", "ben", "lea"] {
            assert!(names.iter().any(|known| known == name), "{name}: {names:?}");
        }
    }
}
