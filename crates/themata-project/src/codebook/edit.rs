use std::collections::BTreeSet;

use themata_codebook::{Code, CodeIndex, Codebook};
use themata_model::{Change, Coding, CodingRecord, Session, Study};
use themata_store::{Action, Snapshot};

use super::change::changes;
use super::follow::{follow, memos_follow};
use crate::names::count;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

/// What is said of a code; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeTexts {
    /// The definition in a few words.
    pub short: Option<String>,
    /// The definition in full.
    pub definition: Option<String>,
    /// When the code is applied.
    pub use_when: Option<String>,
    /// When it is not.
    pub do_not_use_when: Option<String>,
    /// Examples that are added to those that there are.
    pub examples: Vec<String>,
    /// The colour as `#rrggbb`.
    pub colour: Option<String>,
    /// Whether coders may apply it.
    pub assignable: Option<bool>,
}

/// What merging two codes came to, without codings that are kept back while a round is blind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// How many codings were carried to the target.
    pub carried: usize,
    /// How many were dropped, because the same coder had said the same with the target: same
    /// excerpt, no other valence or weight, no memo.
    pub dropped: usize,
    /// How many summaries of the framework matrix were joined to one that the target had for
    /// the same cell. Both texts are kept.
    pub joined: usize,
}

impl Project {
    /// Adds a code, under another or at the top.
    ///
    /// # Errors
    ///
    /// If the name is taken or unfit, or there is no such parent.
    pub fn codebook_add(
        &mut self,
        session: &Session,
        name: &str,
        parent: Option<&str>,
        texts: &CodeTexts,
    ) -> Result<(), Failure> {
        self.edit_codebook(session, &format!("add the code `{name}`"), |book| {
            let parent = parent.map(|parent| book.resolve(parent)).transpose()?;
            let mut code = Code { parent, ..Code::named(name) };
            write(&mut code, texts)?;
            Ok(book.add(code)?.0)
        })
    }

    /// Changes what is said of a code.
    ///
    /// # Errors
    ///
    /// If there is no such code, or nothing to change.
    pub fn codebook_edit(
        &mut self,
        session: &Session,
        name: &str,
        texts: &CodeTexts,
    ) -> Result<(), Failure> {
        if *texts == CodeTexts::default() {
            return Err(Failure::new("nothing was said that is to change")
                .hint("say for instance `--definition \"…\"` or `--use-when \"…\"`"));
        }
        self.edit_codebook(session, &format!("edit the code `{name}`"), |book| {
            let place = book.resolve(name)?;
            let mut code = book[place].clone();
            write(&mut code, texts)?;
            Ok(book.edit(place, |known| *known = code)?)
        })
    }

    /// Gives a code another name. Its codings stay with it.
    ///
    /// # Errors
    ///
    /// If there is no such code or the name is taken.
    pub fn codebook_rename(
        &mut self,
        session: &Session,
        name: &str,
        new: &str,
    ) -> Result<(), Failure> {
        self.edit_codebook(session, &format!("rename the code `{name}` to `{new}`"), |book| {
            Ok(book.rename(book.resolve(name)?, new)?)
        })
    }

    /// Puts a code, with everything under it, under another code or at the top.
    ///
    /// # Errors
    ///
    /// If there is no such code, or the code would stand under itself.
    pub fn codebook_move(
        &mut self,
        session: &Session,
        name: &str,
        parent: Option<&str>,
    ) -> Result<(), Failure> {
        let to = parent.map_or("to the top".to_owned(), |parent| format!("under `{parent}`"));
        self.edit_codebook(session, &format!("move the code `{name}` {to}"), |book| {
            let parent = parent.map(|parent| book.resolve(parent)).transpose()?;
            Ok(book.move_to(book.resolve(name)?, parent)?)
        })
    }

    /// Takes a code out of use. Its codings stay.
    ///
    /// # Errors
    ///
    /// If there is no such code, or it is out of use already.
    pub fn codebook_retire(&mut self, session: &Session, name: &str) -> Result<(), Failure> {
        self.edit_codebook(session, &format!("retire the code `{name}`"), |book| {
            Ok(book.retire(book.resolve(name)?)?)
        })
    }

    /// Puts a retired or merged code in use again, by its place. What a merger carried over
    /// stays where it is.
    ///
    /// # Errors
    ///
    /// If there is no such code, or it is in use.
    pub fn codebook_restore(&mut self, session: &Session, code: u32) -> Result<(), Failure> {
        let summary = |name: &str| format!("put the code `{name}` in use again");
        self.edit_code(session, code, summary, |_, book, place| Ok(book.restore(place)?))
    }

    /// Merges a code into another, which takes over its codings and subcodes, its place in
    /// themes, its memos, and what was written of it in the framework matrix.
    ///
    /// # Errors
    ///
    /// If there is no such code, or the target cannot take it over.
    pub fn codebook_merge(
        &mut self,
        session: &Session,
        source: &str,
        target: &str,
    ) -> Result<Merged, Failure> {
        let mut merged = Merged { carried: 0, dropped: 0, joined: 0 };
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let from = study.codebook.resolve(source)?;
            let into = study.codebook.resolve(target)?;
            let veil = Veil::of(&study, session.coder.as_deref());
            let (changes, came) = merging(&study, snapshot, from, into, veil.as_ref())?;
            merged = came;
            let mut summary = format!("merge the code `{source}` into `{target}`");
            // Whoever reads the history later may not know how much others have coded.
            if veil.is_none() {
                summary += &format!(", {} carried over", count(merged.carried, "coding"));
            }
            if merged.joined > 0 {
                summary += &format!(", {} joined", count(merged.joined, "summary"));
            }
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(merged)
    }

    pub(super) fn edit_codebook(
        &mut self,
        session: &Session,
        summary: &str,
        edit: impl FnOnce(&Codebook) -> Result<Codebook, Failure>,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = snapshot.codebook()?;
            let after = edit(&before)?;
            Ok::<_, Failure>(Action {
                summary: summary.to_owned(),
                changes: changes(&before, &after),
                ..Action::default()
            })
        })?;
        Ok(())
    }
}

/// The changes that merge a code into another, and what they come to.
pub(super) fn merging(
    study: &Study,
    snapshot: &Snapshot<'_>,
    from: CodeIndex,
    into: CodeIndex,
    veil: Option<&Veil>,
) -> Result<(Vec<Change>, Merged), Failure> {
    let mut merged = Merged { carried: 0, dropped: 0, joined: 0 };
    let after = study.codebook.merge(from, into)?;
    let mut all = carry(study, snapshot, from, into, veil, &mut merged)?;
    all.extend(changes(&study.codebook, &after));
    let (followed, joined) = follow(study, from, into);
    all.extend(followed);
    all.extend(memos_follow(snapshot.all_memos()?, from, into));
    merged.joined = joined;
    Ok((all, merged))
}

/// The changes that carry codings from one code to another. How many are carried, and how many
/// are dropped because they would say the same twice, is counted without those that are kept
/// back.
fn carry(
    study: &Study,
    snapshot: &Snapshot<'_>,
    from: CodeIndex,
    into: CodeIndex,
    veil: Option<&Veil>,
    merged: &mut Merged,
) -> Result<Vec<Change>, Failure> {
    let memos = snapshot.memos()?;
    let of_target = study.codings.into_iter().filter(|coding| coding.code == into);
    let taken: BTreeSet<_> = of_target
        .flat_map(|coding| {
            let key = (coding.document, coding.span, coding.coder);
            let Coding { valence, weight, .. } = *coding;
            [
                (key, valence, weight),
                (key, valence, None),
                (key, None, weight),
                (key, None, None),
            ]
        })
        .collect();
    // A coding is dropped only if everything it says is said by the target's coding: a memo
    // or another valence or weight is carried over, so that nothing is lost.
    let said_already = |coding: &&Coding| {
        let key = (coding.document, coding.span, coding.coder);
        taken.contains(&(key, coding.valence, coding.weight)) && !memos.contains_key(&coding.id)
    };
    let (twice, carried): (Vec<_>, Vec<_>) =
        study.codings.into_iter().filter(|coding| coding.code == from).partition(said_already);
    let is_seen =
        |coding: &&&Coding| veil.is_none_or(|veil| !veil.hides(coding.document, coding.coder));
    merged.carried = carried.iter().filter(is_seen).count();
    merged.dropped = twice.iter().filter(is_seen).count();
    let dropped: Vec<CodingRecord> = twice
        .into_iter()
        .map(|&coding| CodingRecord { coding, memo: memos.get(&coding.id).cloned() })
        .collect();
    let carried: Vec<_> = carried.into_iter().map(|coding| coding.id).collect();
    let mut changes = Vec::new();
    if !dropped.is_empty() {
        changes.push(Change::CodingsRemoved(dropped));
    }
    if !carried.is_empty() {
        changes.push(Change::Recoded { codings: carried, before: from, after: into });
    }
    Ok(changes)
}

fn write(code: &mut Code, texts: &CodeTexts) -> Result<(), Failure> {
    for (field, text) in [
        (&mut code.short, &texts.short),
        (&mut code.definition, &texts.definition),
        (&mut code.use_when, &texts.use_when),
        (&mut code.do_not_use_when, &texts.do_not_use_when),
    ] {
        if let Some(text) = text {
            field.clone_from(text);
        }
    }
    code.examples.extend(texts.examples.iter().cloned());
    if let Some(colour) = &texts.colour {
        code.colour = Some(colour.parse().map_err(|_| {
            Failure::new(format!("`{colour}` is no colour")).hint("write it as #2b6cb0")
        })?);
    }
    code.assignable = texts.assignable.unwrap_or(code.assignable);
    Ok(())
}
