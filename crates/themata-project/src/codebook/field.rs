use themata_codebook::{Code, CodeIndex, Codebook};
use themata_model::{Change, CodingId, Session};
use themata_store::{Action, Snapshot};

use super::change::changes;
use crate::meanwhile::reads_alike;
use crate::view::seen_by;
use crate::{Failure, Project};

/// One thing that is said of a code, as it is from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeField {
    /// What it is called.
    Name(String),
    /// The definition in a few words.
    Short(String),
    /// The definition in full.
    Definition(String),
    /// When it is applied.
    UseWhen(String),
    /// When it is not.
    DoNotUseWhen(String),
    /// All passages that it fits; blank ones are left out.
    Examples(Vec<String>),
    /// Its own colour as `#rrggbb`; `None` for the one that follows from its place.
    Colour(Option<String>),
    /// Whether coders may apply it.
    Assignable(bool),
}

impl CodeField {
    /// The words for it in the history.
    fn words(&self) -> &'static str {
        match self {
            CodeField::Name(_) => "name",
            CodeField::Short(_) => "short definition",
            CodeField::Definition(_) => "definition",
            CodeField::UseWhen(_) => "use when",
            CodeField::DoNotUseWhen(_) => "do not use when",
            CodeField::Examples(_) => "examples",
            CodeField::Colour(_) => "colour",
            CodeField::Assignable(_) => "whether it may be applied",
        }
    }

    /// What is said, as texts.
    fn texts(&self) -> Vec<String> {
        match self {
            CodeField::Name(text)
            | CodeField::Short(text)
            | CodeField::Definition(text)
            | CodeField::UseWhen(text)
            | CodeField::DoNotUseWhen(text) => vec![text.clone()],
            CodeField::Examples(texts) => texts.clone(),
            CodeField::Colour(colour) => colour.iter().cloned().collect(),
            CodeField::Assignable(may) => vec![may.to_string()],
        }
    }

    /// What a code says of the same, as texts.
    fn texts_of(&self, code: &Code) -> Vec<String> {
        match self {
            CodeField::Name(_) => vec![code.name.clone()],
            CodeField::Short(_) => vec![code.short.clone()],
            CodeField::Definition(_) => vec![code.definition.clone()],
            CodeField::UseWhen(_) => vec![code.use_when.clone()],
            CodeField::DoNotUseWhen(_) => vec![code.do_not_use_when.clone()],
            CodeField::Examples(_) => code.examples.clone(),
            CodeField::Colour(_) => code.colour.iter().map(ToString::to_string).collect(),
            CodeField::Assignable(_) => vec![code.assignable.to_string()],
        }
    }
}

impl Project {
    /// Says one thing anew of a code in whatever state, by its place in the codebook. `was` is
    /// what it said when editing began, if that matters.
    ///
    /// # Errors
    ///
    /// If there is no such code, the name is taken or unfit, the colour is none, or it says
    /// something else by now than `was`.
    pub fn codebook_set(
        &mut self,
        session: &Session,
        code: u32,
        field: CodeField,
        was: Option<&CodeField>,
    ) -> Result<(), Failure> {
        let words = field.words();
        let renamed = match &field {
            CodeField::Name(new) => Some(new.trim().to_owned()),
            _ => None,
        };
        let summary = |name: &str| match renamed {
            Some(new) => format!("rename the code `{name}` to `{new}`"),
            None => format!("edit the code `{name}`: {words}"),
        };
        let wanted = field.clone();
        let done = self.edit_code(session, code, summary, |_, book, place| {
            let mut code = book[place].clone();
            if let Some(was) = was {
                unchanged(&code, was, &field)?;
            }
            set(&mut code, field)?;
            Ok(book.edit(place, |known| *known = code)?)
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Code { place, before: Some(before), after: Some(after) } => {
                    let is_other = wanted.texts_of(before) != wanted.texts_of(after);
                    *place == CodeIndex::new(code) && is_other
                }
                _ => false,
            })
        })
    }

    /// Says anew how to code with the codebook as a whole. `was` is what it said when editing
    /// began, if that matters.
    ///
    /// # Errors
    ///
    /// If it says something else by now than `was`, or the study cannot be written.
    pub fn codebook_rules(
        &mut self,
        session: &Session,
        rules: &str,
        was: Option<&str>,
    ) -> Result<(), Failure> {
        let done = self.store.transact(session, |snapshot| {
            let before = snapshot.codebook()?;
            let now = &before.rules;
            if was.is_some_and(|was| !reads_alike(was, now) && !reads_alike(rules, now)) {
                let now = vec![now.clone()];
                return Err(Failure::changed_meanwhile("the text of the coding rules", now));
            }
            let codes = before.codes().map(|(_, code)| code.clone()).collect();
            let after = Codebook::new(before.title.clone(), rules, codes)?;
            let summary = "edit the coding rules".to_owned();
            Ok(Action { summary, changes: changes(&before, &after), ..Action::default() })
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Codebook { before: (_, before), after: (_, after) } => before != after,
                _ => false,
            })
        })?;
        Ok(())
    }

    /// Adds the words of a coding's excerpt to the examples of a code, if they are not among
    /// them. Returns whether they were added.
    ///
    /// # Errors
    ///
    /// If there is no such code, or no such coding that the session's coder may see.
    pub fn codebook_example(
        &mut self,
        session: &Session,
        code: u32,
        coding: u32,
    ) -> Result<bool, Failure> {
        let mut added = false;
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let place = CodeIndex::new(code);
            let name = &study.codebook.get(place).ok_or_else(no_such_code)?.name;
            let id = CodingId(coding);
            let coding = study.codings.into_iter().find(|coding| coding.id == id);
            let gone = || {
                Failure::nothing("there is no such coding any more")
                    .hint("it was taken away meanwhile; look again")
            };
            let coding = coding.ok_or_else(gone)?;
            let transcripts = snapshot.transcripts([coding.document])?;
            let words = transcripts[&coding.document].text.slice(coding.span);
            let words = words.ok_or_else(gone)?.trim().to_owned();
            let before = &study.codebook;
            added = !before[place].examples.contains(&words);
            let after = match added {
                true => before.edit(place, |code| code.examples.push(words))?,
                false => before.clone(),
            };
            Ok::<_, Failure>(Action {
                summary: format!("use an excerpt as an example of `{name}`"),
                changes: changes(before, &after),
                ..Action::default()
            })
        })?;
        Ok(added)
    }

    /// Edits one code, by its place. The summary is told by its name.
    pub(super) fn edit_code(
        &mut self,
        session: &Session,
        code: u32,
        summary: impl FnOnce(&str) -> String,
        edit: impl FnOnce(&Snapshot<'_>, &Codebook, CodeIndex) -> Result<Codebook, Failure>,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let before = snapshot.codebook()?;
            let place = CodeIndex::new(code);
            let known = before.get(place).ok_or_else(no_such_code)?;
            let after = edit(snapshot, &before, place)?;
            Ok::<_, Failure>(Action {
                summary: summary(&known.name),
                changes: changes(&before, &after),
                ..Action::default()
            })
        })?;
        Ok(())
    }
}

/// What is said where an address or a page names a code that is not there.
pub(super) fn no_such_code() -> Failure {
    Failure::nothing("there is no such code in this study")
        .hint("adding it may have been undone; look at the codebook again")
}

/// That a code still says what it said when somebody began to edit it, or says already what is
/// wanted.
fn unchanged(code: &Code, was: &CodeField, wanted: &CodeField) -> Result<(), Failure> {
    let now = wanted.texts_of(code);
    let is_so = |field: &CodeField| alike(&field.texts(), &now);
    if is_so(was) || is_so(wanted) {
        return Ok(());
    }
    let what = format!("the {} of `{}`", wanted.words(), code.name);
    Err(Failure::changed_meanwhile(&what, now))
}

fn alike(a: &[String], b: &[String]) -> bool {
    let said = |texts: &[String]| {
        texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect::<Vec<_>>()
    };
    let (a, b) = (said(a), said(b));
    a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| reads_alike(a, b))
}

fn set(code: &mut Code, field: CodeField) -> Result<(), Failure> {
    match field {
        CodeField::Name(text) => code.name = text,
        CodeField::Short(text) => code.short = text,
        CodeField::Definition(text) => code.definition = text,
        CodeField::UseWhen(text) => code.use_when = text,
        CodeField::DoNotUseWhen(text) => code.do_not_use_when = text,
        CodeField::Examples(texts) => code.examples = texts,
        CodeField::Assignable(may) => code.assignable = may,
        CodeField::Colour(colour) => {
            let read = |colour: String| {
                colour.parse().map_err(|_| {
                    Failure::new(format!("`{colour}` is no colour")).hint("write it as #2b6cb0")
                })
            };
            code.colour = colour.map(read).transpose()?;
        }
    }
    Ok(())
}
