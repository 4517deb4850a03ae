use proptest::prelude::*;

use super::*;
use crate::picture::reading::read;

/// A theme as a test tells it: its name, its place and its codes.
type Told<'a> = (&'a str, Option<(u32, u32)>, &'a [usize]);

fn map(themes: &[Told<'_>], codes: &[(&str, u64)]) -> ThemeMap {
    ThemeMap {
        caption: Caption { title: "T".to_owned(), ..Caption::default() },
        themes: themes
            .iter()
            .enumerate()
            .map(|(place, (title, at, codes))| MapTheme {
                key: Some(place as u32 + 1),
                title: (*title).to_owned(),
                told: "2 excerpts".to_owned(),
                at: *at,
                codes: codes.to_vec(),
                ..MapTheme::default()
            })
            .collect(),
        codes: codes
            .iter()
            .map(|(name, excerpts)| MapCode {
                name: (*name).to_owned(),
                excerpts: *excerpts,
                colour: Some("#123456".to_owned()),
            })
            .collect(),
        together_means: "excerpts that overlap.".to_owned(),
        ..ThemeMap::default()
    }
}

#[test]
fn what_has_a_place_stands_there_and_the_rest_below_it() {
    let at = [("A", Some((40, 300)), &[0, 1][..]), ("B", None, &[]), ("C", None, &[])];
    let map = map(&at, &[("a", 3), ("b", 1)]);
    let places = placed(&map);
    let corners: Vec<(f64, f64)> = places.boxes.iter().map(|it| (it.x, it.y)).collect();
    // 300 + 44 of the theme, 8 before its codes, 25 for each of them, 32 between rows.
    assert_eq!(corners, [(40.0, 300.0), (0.0, 434.0), (224.0, 434.0)]);
    assert_eq!(places.height, 434.0 + 44.0 + 8.0);
    let svg = theme_map(&map);
    assert!(svg.contains(r#"data-map-theme="1" data-x="40" data-y="300""#), "{svg}");
    assert!(svg.contains("#123456"), "{svg}");
}

#[test]
fn a_code_of_two_themes_hangs_once_and_is_joined_to_the_other() {
    let themes = [("A", None, &[0][..]), ("B", None, &[0, 1])];
    let picture = read(&theme_map(&map(&themes, &[("a", 3), ("b", 1)])));
    assert_eq!(picture.texts.iter().filter(|text| *text == "a").count(), 1);
    assert_eq!(picture.titles, ["T", "a, also of B"]);
}

#[test]
fn themes_that_occur_together_are_joined_by_how_often() {
    let mut map = map(&[("A", None, &[][..]), ("B", None, &[])], &[]);
    map.together = vec![
        MapPair { one: 0, two: 1, times: 12 },
        MapPair { one: 1, two: 1, times: 5 },
        MapPair { one: 0, two: 7, times: 5 },
    ];
    map.in_no_theme = vec!["loose".to_owned()];
    let picture = read(&theme_map(&map));
    assert_eq!(picture.titles, ["T", "A – B: 12"]);
    assert!(picture.texts.iter().any(|text| text == "12"), "{:?}", picture.texts);
    assert!(picture.desc.contains("excerpts that overlap."), "{}", picture.desc);
    assert!(picture.desc.ends_with("In no theme: loose."), "{}", picture.desc);
}

#[test]
fn of_many_pairs_the_most_frequent_are_drawn() {
    let themes: Vec<String> = (0..6).map(|theme| format!("theme {theme}")).collect();
    let themes: Vec<_> = themes.iter().map(|title| (title.as_str(), None, &[][..])).collect();
    let mut map = map(&themes, &[]);
    let pairs = (0..6).flat_map(|one| (0..one).map(move |two| (one, two)));
    map.together =
        (1..).zip(pairs).map(|(times, (one, two))| MapPair { one, two, times }).collect();
    let picture = read(&theme_map(&map));
    assert!(
        picture.desc.contains("The 12 most frequent pairs are drawn; 3 less frequent ones")
    );
    assert!(picture.titles.contains(&"theme 3 – theme 0: 4".to_owned()), "{picture:?}");
    assert!(!picture.titles.contains(&"theme 2 – theme 1: 3".to_owned()), "{picture:?}");
}

#[test]
fn of_many_codes_those_with_the_most_excerpts_are_drawn() {
    let codes: Vec<(String, u64)> =
        (0..20).map(|code| (format!("code {code}"), code)).collect();
    let codes: Vec<(&str, u64)> =
        codes.iter().map(|(name, many)| (name.as_str(), *many)).collect();
    let all: Vec<usize> = (0..20).collect();
    let picture = read(&theme_map(&map(&[("A", None, &all)], &codes)));
    assert!(picture.texts.iter().any(|text| text == "code 6"), "{:?}", picture.texts);
    assert!(!picture.texts.iter().any(|text| text == "code 5"), "{:?}", picture.texts);
    assert!(picture.texts.iter().any(|text| text == "and 6 more"), "{:?}", picture.texts);
}

#[test]
fn without_themes_it_says_so() {
    let picture = read(&theme_map(&ThemeMap::default()));
    assert!(picture.texts[0].starts_with("Nothing to draw"), "{:?}", picture.texts);
}

proptest! {
    #[test]
    fn any_map_is_a_picture(
        themes in prop::collection::vec(
            (".{0,40}", prop::option::of((0u32..20_000, 0u32..20_000)),
             prop::collection::vec(0usize..9, 0..12)), 0..9),
        pairs in prop::collection::vec((0usize..10, 0usize..10, 0u64..99), 0..9),
        name in ".{0,40}",
    ) {
        let known: Vec<_> =
            themes.iter().map(|(name, at, codes)| (name.as_str(), *at, &codes[..])).collect();
        let mut map = map(&known, &[(name.as_str(), 1); 7]);
        map.together =
            pairs.into_iter().map(|(one, two, times)| MapPair { one, two, times }).collect();
        read(&theme_map(&map));
    }
}
