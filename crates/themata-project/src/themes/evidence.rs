use themata_model::{Change, Evidence, EvidenceSide, Session, Theme};
use themata_store::Action;

use super::theme_named;
use crate::findings::{ExcerptNamed, excerpt_named};
use crate::names::count;
use crate::view::seen_by;
use crate::{Failure, Project};

/// An excerpt that speaks for a theme or against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFor {
    /// The title of the theme.
    pub theme: String,
    /// Which way it speaks.
    pub side: EvidenceSide,
    /// The excerpt.
    pub excerpt: ExcerptNamed,
    /// What is to be said of it.
    pub note: Option<String>,
}

impl Project {
    /// Says that an excerpt speaks for a theme or against it. One that was named before speaks
    /// the way that is said now, with the note that is said now if there is one. Returns the
    /// number of the piece of evidence, or `None` if all was so already.
    ///
    /// # Errors
    ///
    /// If there is no such theme, or the excerpt is not found.
    pub fn theme_evidence(
        &mut self,
        session: &Session,
        new: &EvidenceFor,
    ) -> Result<Option<usize>, Failure> {
        let mut number = 0;
        let done = self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let theme = theme_named(&study, &new.theme)?;
            let (document, span) = excerpt_named(snapshot, &study, &new.excerpt)?;
            let note = new.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
            let mut after = theme.clone();
            let is_known = |one: &Evidence| (one.document, one.span) == (document, span);
            let at = after.evidence.iter().position(is_known).unwrap_or(after.evidence.len());
            let known = after.evidence.get(at).and_then(|known| known.note.clone());
            let note = note.map(str::to_owned).or(known);
            let one = Evidence { document, span, side: new.side, note };
            after.evidence.splice(at..(at + 1).min(after.evidence.len()), [one]);
            number = at + 1;
            let summary = format!("say what speaks {} a theme", new.side.as_str());
            Ok::<_, Failure>(changed(theme, after, summary))
        })?;
        Ok(done.map(|_| number))
    }

    /// Takes a piece of evidence from a theme, by its number.
    ///
    /// # Errors
    ///
    /// If there is no such theme, or it has no evidence of that number.
    pub fn theme_evidence_remove(
        &mut self,
        session: &Session,
        theme: &str,
        number: usize,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let theme = theme_named(&study, theme)?;
            let mut after = theme.clone();
            if number == 0 || number > after.evidence.len() {
                let pieces = count(after.evidence.len(), "piece");
                return Err(Failure::new(format!(
                    "the theme `{}` has {pieces} of evidence, none of the number {number}",
                    theme.title
                ))
                .hint(format!("`themata themes show \"{}\"` shows the numbers", theme.title)));
            }
            after.evidence.remove(number - 1);
            Ok(changed(theme, after, "take a piece of evidence from a theme".to_owned()))
        })?;
        Ok(())
    }
}

pub(super) fn changed(before: &Theme, after: Theme, summary: String) -> Action {
    let id = before.id;
    let changes = match *before == after {
        true => Vec::new(),
        false => vec![Change::Theme { id, before: Some(before.clone()), after: Some(after) }],
    };
    Action { summary, changes, ..Action::default() }
}
