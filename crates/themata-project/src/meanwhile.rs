//! What was written between somebody's reading a value and changing it.

use themata_model::Change;

use crate::{Failure, Project};

/// So many operations are looked through for whoever changed something; editing one field does
/// not take longer than that.
const LATELY: usize = 200;

/// What stands now where somebody wanted to write on the strength of what stood there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// What stands there now; of a list, each of it.
    pub now: Vec<String>,
    /// Who changed it last, if that is known.
    pub by: Option<String>,
}

impl Failure {
    /// The failure to write where somebody else wrote meanwhile, with what stands there now.
    /// `what` is what it is, as in `the definition of X`.
    #[must_use]
    pub fn changed_meanwhile(what: &str, now: Vec<String>) -> Failure {
        let message = format!("{what} was changed meanwhile");
        let mut failure = Failure::new(message).hint("keep yours, or take what stands there");
        failure.meanwhile = Some(Box::new(Meanwhile { now, by: None }));
        failure
    }

    /// The failure to take away what somebody else changed meanwhile.
    pub(crate) fn changed_before_removal(what: &str) -> Failure {
        Failure::new(format!("{what} was changed meanwhile"))
            .hint("look at it again before you remove it")
    }
}

/// What comes of a text that somebody wants to be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It is written.
    Written,
    /// It stays: it says so already, or whoever wants it did not touch it.
    Stays,
    /// It was changed meanwhile to something else.
    Apart,
}

impl Wanted {
    /// What comes of a text that is to be `wanted`, where it said `was` when somebody began to
    /// change it, if that is known, and says `now`.
    pub(crate) fn of(was: Option<&str>, now: &str, wanted: &str) -> Wanted {
        match was {
            None => Wanted::Written,
            Some(_) if reads_alike(wanted, now) => Wanted::Stays,
            Some(was) if reads_alike(was, now) => Wanted::Written,
            Some(was) if reads_alike(was, wanted) => Wanted::Stays,
            Some(_) => Wanted::Apart,
        }
    }
}

impl Project {
    /// The failure to write where somebody else wrote meanwhile, with who made the last of the
    /// changes that are meant, if it was lately; any other failure as it is.
    ///
    /// Operations are read for it, large ones among them, so this is for when the transaction
    /// is over: nobody waits for it to write.
    pub(crate) fn with_whom(
        &mut self,
        mut failure: Failure,
        is_meant: impl Fn(&Change) -> bool,
    ) -> Failure {
        if failure.meanwhile.is_none() {
            return failure;
        }
        // That something was changed is worth more than why it is not known by whom.
        if let Ok(Some(by)) = self.last_to_change(is_meant) {
            failure.message = format!("{} by {by}", failure.message);
            failure.meanwhile.iter_mut().for_each(|it| it.by = Some(by.clone()));
        }
        failure
    }

    fn last_to_change(
        &mut self,
        is_meant: impl Fn(&Change) -> bool,
    ) -> Result<Option<String>, Failure> {
        let snapshot = self.snapshot()?;
        for operation in snapshot.history()?.iter().rev().take(LATELY) {
            if snapshot.changes(operation)?.iter().any(&is_meant) {
                return Ok(operation.coder.clone());
            }
        }
        Ok(None)
    }
}

/// Whether two texts are the same to whoever reads them: pages know one kind of line end and show
/// no control characters, and blanks at the ends are nothing that anyone wrote.
pub(crate) fn reads_alike(a: &str, b: &str) -> bool {
    // A page shows this sign for a control character.
    let plain = |text: &str| cleaned(&text.replace('\u{fffd}', ""));
    a == b || plain(a) == plain(b)
}

/// A text with one kind of line end, without what no page can show, and without blank ends.
pub(crate) fn cleaned(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let shown = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    shown.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Wanted, reads_alike};

    #[test]
    fn what_nobody_else_changed_is_written() {
        for (was, now, wanted, expect) in [
            (None, "b", "c", Wanted::Written),
            (Some("a"), "a\r\n", "c", Wanted::Written),
            (Some("a"), "b", "c", Wanted::Apart),
            (Some("a"), "b", "", Wanted::Apart),
            (Some("a"), "b", " b", Wanted::Stays),
            (Some("a"), "b", "a ", Wanted::Stays),
        ] {
            assert_eq!(Wanted::of(was, now, wanted), expect, "{was:?} {now:?} {wanted:?}");
        }
    }

    #[test]
    fn line_ends_and_blanks_are_no_change() {
        assert!(reads_alike("a\r\nb\r", " a\nb"));
        assert!(reads_alike("a\0b", "a\u{fffd}b"));
        assert!(!reads_alike("a b", "a\nb"));
        assert!(!reads_alike("", "a"));
    }
}
