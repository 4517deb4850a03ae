use themata_codebook::CodeIndex;
use themata_model::{Change, Session, Study, Summary, SummaryColumn, Theme, ThemeId};
use themata_store::Action;

use super::{order, theme_named};
use crate::meanwhile::Wanted;
use crate::names::count;
use crate::{Failure, Project};

/// A theme that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewTheme {
    /// What it is called.
    pub title: String,
    /// What it states; it may be empty.
    pub statement: String,
    /// The names of its member codes.
    pub codes: Vec<String>,
}

/// What is to be changed of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeEdit {
    /// Another title.
    pub title: Option<String>,
    /// Another statement.
    pub statement: Option<String>,
    /// The names of codes that become members, behind the others.
    pub add: Vec<String>,
    /// The names of codes that are members no longer.
    pub remove: Vec<String>,
    /// Where it stands among the themes, counted from 1.
    pub place: Option<usize>,
    /// What its title was when editing began; if it is not known, it is written over.
    pub was_title: Option<String>,
    /// What its statement was when editing began.
    pub was_statement: Option<String>,
}

/// A theme that was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeEdited {
    /// Its title from now on.
    pub title: String,
    /// What became by it of the groups of the codebook, if anything.
    pub groups: Option<GroupsNow>,
}

/// What became of the groups of the codebook, which are themes as long as no theme of the
/// study's own has codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupsNow {
    /// They are themes no longer: the first of the study's own has codes.
    Gone,
    /// They are themes again: none of the study's own has codes any more.
    Back,
}

impl ThemeEdited {
    fn of(study: &Study, before: &Theme, after: &Theme) -> ThemeEdited {
        let others = || study.themes.iter().filter(|theme| theme.id != before.id);
        let decides = others().all(|theme| theme.members.is_empty());
        let groups = match (before.members.is_empty(), after.members.is_empty()) {
            (true, false) => Some(GroupsNow::Gone),
            (false, true) => Some(GroupsNow::Back),
            _ => None,
        };
        ThemeEdited { title: after.title.clone(), groups: groups.filter(|_| decides) }
    }
}

impl Project {
    /// Makes a theme and returns its title, and whether it takes the place of the groups of the
    /// codebook, which are themes until one of the study's own has codes.
    ///
    /// # Errors
    ///
    /// If the title is empty or another theme's, or a code is not found.
    pub fn theme_new(
        &mut self,
        session: &Session,
        new: &NewTheme,
    ) -> Result<(String, bool), Failure> {
        let mut made = (String::new(), false);
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let title = title(&study, &new.title, None)?;
            let mut members = Vec::new();
            add(&study, &mut members, &new.codes)?;
            let has_codes = !members.is_empty();
            let mut themes = study.themes.clone();
            let statement = new.statement.trim().to_owned();
            let theme = Theme {
                id: snapshot.next_ids()?.theme,
                title: title.clone(),
                statement,
                members,
                place: 0,
                map_place: None,
                evidence: Vec::new(),
            };
            order::put(&mut themes, theme, None);
            made = (title.clone(), has_codes && study.groups_stand_for_themes());
            Ok::<_, Failure>(Action {
                summary: format!("make the theme `{title}`"),
                changes: order::changes(&study.themes, themes),
                ..Action::default()
            })
        })?;
        Ok(made)
    }

    /// Makes a theme of each top-level group of the codebook, with the group as its member and
    /// what was summarised of it, and returns how many.
    ///
    /// # Errors
    ///
    /// If every group is a theme already, or the codebook has no codes.
    pub fn themes_from_codebook(&mut self, session: &Session) -> Result<usize, Failure> {
        let mut made = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let ThemeId(first) = snapshot.next_ids()?.theme;
            let mut changes = Vec::new();
            let named = |root: CodeIndex| study.theme_named(&study.codebook[root].name);
            let groups = study.codebook.roots().iter().copied().filter(|&root| {
                study.codebook[root].is_active()
                    && named(root).is_none_or(|theme| theme.members.is_empty())
            });
            let behind = study.themes.iter().map(|theme| theme.place + 1).max().unwrap_or(0);
            for (number, root) in (0..).zip(groups) {
                made += 1;
                // A theme that was made under its name and has no codes yet gets the group.
                if let Some(before) = named(root) {
                    let after = Theme { members: vec![root], ..before.clone() };
                    let (id, before) = (before.id, Some(before.clone()));
                    changes.push(Change::Theme { id, before, after: Some(after) });
                    changes.extend(carried(&study, root, id));
                    continue;
                }
                let (id, place) = (ThemeId(first + number), behind + number);
                let theme = Theme {
                    id,
                    title: study.codebook[root].name.clone(),
                    statement: study.codebook[root].short.trim().to_owned(),
                    members: vec![root],
                    place,
                    map_place: None,
                    evidence: Vec::new(),
                };
                changes.push(Change::Theme { id, before: None, after: Some(theme) });
                changes.extend(carried(&study, root, id));
            }
            if made == 0 {
                if !study.themes.is_empty() {
                    return Err(Failure::new("every group of the codebook is a theme already")
                        .hint("`themata themes new` makes one more"));
                }
                return Err(Failure::new("the codebook has no codes to make themes of")
                    .hint("`themata codebook import FILE` brings a codebook in"));
            }
            let summary = format!("make {} of the codebook", count(made, "theme"));
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(made)
    }

    /// Changes a theme and returns what it is from now on, or `None` if it was so already.
    ///
    /// # Errors
    ///
    /// If there is no such theme, the title is empty or another theme's, a code is not found,
    /// one that is to be removed is no member, or somebody else changed title or statement
    /// since the editing began, of which [`Failure::meanwhile`] then tells. Nothing is changed
    /// then.
    pub fn theme_edit(
        &mut self,
        session: &Session,
        name: &str,
        edit: &ThemeEdit,
    ) -> Result<Option<ThemeEdited>, Failure> {
        let mut edited = ThemeEdited::default();
        let mut id = None;
        let done = self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let before = theme_named(&study, name)?;
            let mut theme = before.clone();
            id = Some(before.id);
            if let Some(new) = &edit.title
                && is_written("the title", edit.was_title.as_deref(), &before.title, new)?
            {
                theme.title = title(&study, new, Some(before.id))?;
            }
            if let Some(new) = &edit.statement {
                let what = format!("the statement of `{}`", before.title);
                let was = edit.was_statement.as_deref();
                if is_written(&what, was, &before.statement, new)? {
                    new.trim().clone_into(&mut theme.statement);
                }
            }
            remove(&study, &mut theme, &edit.remove)?;
            add(&study, &mut theme.members, &edit.add)?;
            if edit.place == Some(0) {
                return Err(Failure::new("places of themes are counted from 1"));
            }
            edited = ThemeEdited::of(&study, before, &theme);
            let mut themes = study.themes.clone();
            let at = themes.iter().position(|known| known.id == before.id).unwrap_or(0);
            themes.remove(at);
            order::put(&mut themes, theme, edit.place.or(Some(at + 1)));
            // An edit that changes nothing is none, also where places have gaps.
            let is_same = themes.iter().eq(study.themes.iter());
            let changes = match is_same {
                true => Vec::new(),
                false => order::changes(&study.themes, themes),
            };
            let summary = format!("edit the theme `{}`", before.title);
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        });
        let done = done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Theme { id: changed, before: Some(before), after: Some(after) } => {
                    let texts = |theme: &Theme| (theme.title.clone(), theme.statement.clone());
                    Some(*changed) == id && texts(before) != texts(after)
                }
                _ => false,
            })
        })?;
        Ok(done.map(|_| edited))
    }
}

/// Whether a text is to be written, or that somebody else wrote another one meanwhile.
fn is_written(what: &str, was: Option<&str>, now: &str, new: &str) -> Result<bool, Failure> {
    match Wanted::of(was, now, new) {
        Wanted::Written => Ok(true),
        Wanted::Stays => Ok(false),
        Wanted::Apart => Err(Failure::changed_meanwhile(what, vec![now.to_owned()])),
    }
}

/// A title that a theme can have.
fn title(study: &Study, wanted: &str, of: Option<ThemeId>) -> Result<String, Failure> {
    let title = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Failure::new("a theme needs a title")
            .hint("a few words that say what the codes add up to"));
    }
    match study.theme_named(&title) {
        Some(known) if Some(known.id) != of => {
            Err(Failure::new(format!("there is a theme `{}` already", known.title))
                .hint("`themata themes edit` changes it"))
        }
        _ => Ok(title),
    }
}

fn add(study: &Study, members: &mut Vec<CodeIndex>, names: &[String]) -> Result<(), Failure> {
    for name in names {
        let code = study.codebook.resolve(name)?;
        if !members.contains(&code) {
            members.push(code);
        }
    }
    Ok(())
}

fn remove(study: &Study, theme: &mut Theme, names: &[String]) -> Result<(), Failure> {
    for name in names {
        let code = study.codebook.resolve(name)?;
        let Some(at) = theme.members.iter().position(|&member| member == code) else {
            let names: Vec<&str> =
                theme.members.iter().map(|&code| study.codebook[code].name.as_str()).collect();
            let failure = Failure::new(format!(
                "`{}` is no member of the theme `{}`",
                study.codebook[code].name, theme.title
            ));
            return Err(match names.is_empty() {
                true => failure.hint("the theme has no members"),
                false => failure.hint(format!("its members are {}", names.join(", "))),
            });
        };
        theme.members.remove(at);
    }
    Ok(())
}

/// The changes by which what was summarised of a group becomes what is said of its theme.
fn carried(study: &Study, root: CodeIndex, theme: ThemeId) -> Vec<Change> {
    let of_group =
        study.summaries.iter().filter(|known| known.column == SummaryColumn::Code(root));
    of_group
        .map(|summary| Change::Summary {
            id: summary.id,
            before: Some(summary.clone()),
            after: Some(Summary { column: SummaryColumn::Theme(theme), ..summary.clone() }),
        })
        .collect()
}
