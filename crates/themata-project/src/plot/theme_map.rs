use std::collections::BTreeMap;

use themata_analysis::{CooccurrenceUnit, Layer, Level, SubjectKey};
use themata_codebook::CodeIndex;
use themata_model::{Study, ThemeCodes, ThemeOf};
use themata_report::{MapCode, MapPair, MapTheme, ThemeMap, theme_map};

use super::caption::Told;
use crate::ask::ask;
use crate::names::count;
use crate::themes::{ListedTheme, listed};
use crate::view::View;
use crate::{CooccurrenceQuestion, CooccurrenceShape, Failure};

/// The thematic map: themes where the analyst put them, with their codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeMapPlot {
    /// Whether lines say which themes occur together.
    pub together: bool,
}

impl ThemeMapPlot {
    pub(super) fn draw(self, snapshot: &View<'_>, query: &str) -> Result<String, Failure> {
        let answer = ask(snapshot, query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let in_use = |theme: &ThemeCodes| match theme.of {
            ThemeOf::Made(_) => true,
            ThemeOf::Group(root) => study.codebook[root].is_active(),
        };
        let themes: Vec<ThemeCodes> = study.theme_codes().into_iter().filter(in_use).collect();
        if themes.is_empty() {
            return Err(Failure::nothing("there are no themes to draw")
                .hint("`themata themes new` makes a theme")
                .hint("`themata codebook import FILE` brings a codebook in"));
        }
        let (numbers, in_no_theme) = listed(study, asked)?;
        let mut place_of: BTreeMap<CodeIndex, usize> = BTreeMap::new();
        for theme in &themes {
            for code in drawn_codes(study, theme) {
                let next = place_of.len();
                place_of.entry(code).or_insert(next);
            }
        }
        let mut excerpts = vec![0_u64; place_of.len()];
        for group in asked.codings.chunk_by(|a, b| (a.document, a.span) == (b.document, b.span))
        {
            let mut codes: Vec<CodeIndex> = group.iter().map(|coding| coding.code).collect();
            codes.sort_unstable();
            codes.dedup();
            let places = codes.iter().filter_map(|code| place_of.get(code));
            places.for_each(|&place| excerpts[place] += 1);
        }
        let mut codes = vec![MapCode::default(); place_of.len()];
        for (&code, &place) in &place_of {
            codes[place] = MapCode {
                name: study.codebook[code].name.clone(),
                colour: Some(study.codebook.colour_of(code).to_string()),
                excerpts: excerpts[place],
            };
        }
        let (together, together_means) = match self.together {
            true => together(snapshot, &answer, &themes)?,
            false => (Vec::new(), String::new()),
        };
        let told = Told::of_codings(&answer, "Thematic map", "Themes with their codes.");
        Ok(theme_map(&ThemeMap {
            caption: told.caption(),
            themes: themes
                .iter()
                .zip(&numbers)
                .map(|(theme, numbers)| drawn(study, theme, numbers, &place_of))
                .collect(),
            codes,
            together,
            together_means,
            in_no_theme: in_no_theme
                .into_iter()
                .map(|code| study.codebook[code].name.clone())
                .collect(),
        }))
    }
}

/// The codes that hang below a theme: those in use, without a group that is the theme itself.
fn drawn_codes(study: &Study, theme: &ThemeCodes) -> Vec<CodeIndex> {
    let codes = theme.codes.iter().copied();
    let codes = codes.filter(|&code| {
        let code = &study.codebook[code];
        code.is_active() && code.assignable
    });
    codes.filter(|&code| theme.of != ThemeOf::Group(code)).collect()
}

fn drawn(
    study: &Study,
    theme: &ThemeCodes,
    numbers: &ListedTheme,
    place_of: &BTreeMap<CodeIndex, usize>,
) -> MapTheme {
    let made = match theme.of {
        ThemeOf::Made(id) => study.theme(id),
        ThemeOf::Group(_) => None,
    };
    let mut told = count(numbers.excerpts, "excerpt");
    if made.is_some_and(|made| !made.evidence.is_empty()) {
        told +=
            &format!(", {} for, {} against", numbers.evidence_for, numbers.evidence_against);
    }
    MapTheme {
        key: numbers.number,
        title: theme.title.clone(),
        told,
        statement: numbers.statement.clone(),
        colour: match theme.of {
            ThemeOf::Group(root) => Some(study.codebook.colour_of(root).to_string()),
            ThemeOf::Made(_) => None,
        },
        at: made.and_then(|made| made.map_place).map(|place| (place.x, place.y)),
        codes: drawn_codes(study, theme)
            .into_iter()
            .filter_map(|code| place_of.get(&code).copied())
            .collect(),
    }
}

/// Which themes occur together, and what that means.
fn together(
    snapshot: &View<'_>,
    answer: &crate::ask::Answer,
    themes: &[ThemeCodes],
) -> Result<(Vec<MapPair>, String), Failure> {
    let question = CooccurrenceQuestion {
        query: String::new(),
        unit: CooccurrenceUnit::Overlap,
        case_attribute: None,
        layer: Layer::SameCoder,
        level: Level::Theme,
        by: None,
        coefficients: false,
        shape: CooccurrenceShape::Pairs,
    };
    let found = crate::cooccurrence::found(snapshot, answer, &question)?;
    let place = |key: SubjectKey| {
        themes.iter().position(|theme| match theme.of {
            ThemeOf::Made(id) => key == SubjectKey::Theme(id),
            ThemeOf::Group(root) => key == SubjectKey::Code(root),
        })
    };
    let pairs = found.pairs.iter().filter_map(|pair| {
        Some(MapPair { one: place(pair.first)?, two: place(pair.second)?, times: pair.n12 })
    });
    Ok((pairs.collect(), found.definition.clone()))
}
