use std::collections::BTreeSet;
use std::sync::Arc;

use themata_analysis::{Frequency, SubjectKey, frequencies};
use themata_codebook::CodeIndex;
use themata_model::{Asked, CoderId, EvidenceSide, Study, ThemeOf, Valence};

use super::list::numbers;
use crate::ask::ask;
use crate::asking::spelt;
use crate::behind::{Behind, Counted, WhoseCodings, all_of};
use crate::{Failure, Project};

/// The themes in order, as a page lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeListing {
    /// The moment that the study is at.
    pub moment: u32,
    /// The themes. Until one that was made has codes, the top-level groups of the codebook
    /// stand behind them.
    pub themes: Vec<ListedTheme>,
    /// Whether groups of the codebook stand for themes, too.
    pub are_groups: bool,
    /// Whose codings are counted, where the study has a consensus.
    pub whose: Option<WhoseCodings>,
    /// The codes that were used and are in no theme: place and name.
    pub in_no_theme: Vec<(u32, String)>,
}

/// A theme with its numbers. They are of what the viewer may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedTheme {
    /// Its number; `None` of a group of the codebook.
    pub number: Option<u32>,
    /// What it is called.
    pub title: String,
    /// What it states; empty if nothing was stated.
    pub statement: String,
    /// Its member codes: place and name.
    pub members: Vec<(u32, String)>,
    /// How many codings carry one of its codes.
    pub codings: usize,
    /// How many distinct excerpts.
    pub excerpts: usize,
    /// In how many documents.
    pub documents: usize,
    /// At how many sites; `None` if the study knows none.
    pub sites: Option<usize>,
    /// By how many coders.
    pub coders: usize,
    /// How many of the codings are barriers.
    pub barriers: usize,
    /// How many of them are facilitators.
    pub facilitators: usize,
    /// How many excerpts were named that speak for it.
    pub evidence_for: usize,
    /// How many that speak against it.
    pub evidence_against: usize,
    /// Where it was put on the thematic map, from the left and from above.
    pub map_place: Option<(u32, u32)>,
    /// The query for its codings.
    pub query: String,
}

impl Project {
    /// The themes in order with their numbers, for a page: those of the codings that a query
    /// means. No text is read.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn theme_listing(&mut self, query: &str) -> Result<ThemeListing, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let (mut themes, in_no_theme) = listed(study, &answer.asked)?;
        let behind = Behind::over(query, Arc::clone(study), &answer.asked)?;
        narrow(&mut themes, &behind);
        let called = |code: CodeIndex| (code.get(), study.codebook[code].name.clone());
        Ok(ThemeListing {
            moment,
            themes,
            whose: behind.whose(),
            are_groups: study.groups_stand_for_themes(),
            in_no_theme: in_no_theme.into_iter().map(called).collect(),
        })
    }
}

/// The codings of a theme are those that the query means.
pub(super) fn narrow(themes: &mut [ListedTheme], behind: &Behind) {
    if behind.query().is_empty() {
        return;
    }
    for theme in themes {
        let of = behind.of(Counted::Theme(&theme.title));
        theme.query = of.unwrap_or_else(|| all_of(&[behind.query(), &theme.query]));
    }
}

/// The themes with their numbers, and the codes that were used and are in none.
pub(crate) fn listed(
    study: &Study,
    asked: &Asked,
) -> Result<(Vec<ListedTheme>, Vec<CodeIndex>), Failure> {
    let found = frequencies(study, asked, None, None)?;
    let numbers = numbers(&found);
    let in_use = |of: &ThemeOf| match *of {
        ThemeOf::Made(_) => true,
        ThemeOf::Group(root) => study.codebook[root].is_active(),
    };
    let themes: Vec<_> =
        study.theme_codes().into_iter().filter(|theme| in_use(&theme.of)).collect();
    let codes: Vec<&[CodeIndex]> = themes.iter().map(|theme| &theme.codes[..]).collect();
    let tallies = tallies(study, asked, &codes);
    let mut listed = Vec::new();
    for (theme, tally) in themes.iter().zip(tallies) {
        let (key, made) = match theme.of {
            ThemeOf::Made(id) => (SubjectKey::Theme(id), study.theme(id)),
            ThemeOf::Group(root) => (SubjectKey::Code(root), None),
        };
        let members = match theme.of {
            ThemeOf::Group(root) => study.codebook.children(root).to_vec(),
            ThemeOf::Made(_) => made.map_or(Vec::new(), |made| made.members.clone()),
        };
        let evidence = |side| {
            let all = made.iter().flat_map(|made| &made.evidence);
            all.filter(|one| one.side == side).count()
        };
        let number =
            |of: fn(&Frequency) -> u64| numbers.get(&key).map_or(0, |known| of(known) as usize);
        let what = if made.is_some() { "theme" } else { "code" };
        listed.push(ListedTheme {
            number: made.map(|made| made.id.0),
            title: theme.title.clone(),
            statement: made.map_or(String::new(), |made| made.statement.clone()),
            members: members
                .into_iter()
                .map(|code| (code.get(), study.codebook[code].name.clone()))
                .collect(),
            codings: number(|of| of.codings),
            excerpts: number(|of| of.excerpts),
            documents: number(|of| of.documents),
            sites: found.has_sites.then(|| number(|of| of.sites.unwrap_or(0))),
            coders: tally.coders.len(),
            barriers: tally.barriers,
            facilitators: tally.facilitators,
            evidence_for: evidence(EvidenceSide::For),
            evidence_against: evidence(EvidenceSide::Against),
            map_place: made.and_then(|made| made.map_place).map(|place| (place.x, place.y)),
            query: format!("{what}:{}", spelt(&theme.title)),
        });
    }
    let rest = study.codes_in_no_theme().into_iter();
    let rest = rest.filter(|&code| numbers.contains_key(&SubjectKey::Code(code)));
    Ok((listed, rest.collect()))
}

#[derive(Clone, Default)]
struct Tally {
    coders: BTreeSet<CoderId>,
    barriers: usize,
    facilitators: usize,
}

/// Who coded, and which way, for each of some sets of codes.
fn tallies(study: &Study, asked: &Asked, of: &[&[CodeIndex]]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); of.len()];
    let mut of_code: Vec<Vec<usize>> = vec![Vec::new(); study.codebook.len()];
    for (place, codes) in of.iter().enumerate() {
        for code in *codes {
            of_code[code.get() as usize].push(place);
        }
    }
    for coding in &asked.codings {
        for &place in &of_code[coding.code.get() as usize] {
            let tally = &mut tallies[place];
            tally.coders.insert(coding.coder);
            tally.barriers += usize::from(coding.valence == Some(Valence::Barrier));
            tally.facilitators += usize::from(coding.valence == Some(Valence::Facilitator));
        }
    }
    tallies
}
