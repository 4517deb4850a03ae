use proptest::prelude::*;

use super::*;
use crate::picture::reading::read;

fn sample(codes: &[(&str, u64, Option<usize>)], pairs: &[(usize, usize, f64)]) -> Network {
    Network {
        caption: Caption { title: "T".to_owned(), ..Caption::default() },
        codes: codes
            .iter()
            .map(|(name, codings, theme)| NetworkCode {
                name: (*name).to_owned(),
                codings: *codings,
                theme: *theme,
            })
            .collect(),
        themes: vec![
            NetworkTheme { name: "Means".to_owned(), colour: Some("#123456".to_owned()) },
            NetworkTheme { name: "People".to_owned(), colour: Some("red".to_owned()) },
        ],
        pairs: pairs
            .iter()
            .map(|(one, two, coefficient)| NetworkPair {
                one: *one,
                two: *two,
                coefficient: *coefficient,
            })
            .collect(),
        coefficient: "Jaccard's index".to_owned(),
        seed: 1,
    }
}

#[test]
fn points_and_lines_say_what_they_are() {
    let codes = [("a", 9, Some(0)), ("b", 4, Some(1)), ("c", 1, None), ("d", 3, None)];
    let svg = network(&sample(&codes, &[(0, 1, 0.5), (2, 0, 0.25), (0, 0, 1.0), (1, 9, 1.0)]));
    let picture = read(&svg);
    assert_eq!(
        picture.titles,
        ["T", "a – c: 0.250", "a – b: 0.500", "a: 9 codings", "b: 4 codings", "c: 1 coding"]
    );
    assert_eq!(
        picture.desc,
        "Areas are codings (at most 9), widths Jaccard's index (0.25 to 0.50). Occur with no \
         other code: d."
    );
    for printed in ["a", "b", "c", "0.50", "0.25", "Means", "People", "no theme"] {
        assert!(picture.texts.iter().any(|text| text == printed), "{printed}");
    }
    // A theme has its own colour if that is one, or else the colour of its place.
    assert!(svg.contains("#123456") && svg.contains(look(1).colour) && !svg.contains("red\""));
}

#[test]
fn areas_are_codings() {
    let codes = [("a", 400, None), ("b", 100, None)];
    let svg = network(&sample(&codes, &[(0, 1, 0.5)]));
    // The radius is halved where the codings are a quarter.
    assert!(svg.contains("a22 22 0 1 0 44 0") && svg.contains("a11 11 0 1 0 22 0"), "{svg}");
}

#[test]
fn the_rest_is_counted() {
    let codes: Vec<(String, u64)> = (0..80).map(|code| (format!("code {code}"), 5)).collect();
    let codes: Vec<_> = codes.iter().map(|(name, many)| (name.as_str(), *many, None)).collect();
    let pairs: Vec<_> =
        (0..70usize).map(|one| (one, (one + 1) % 70, 0.9 - one as f64 / 100.0)).collect();
    let picture = read(&network(&sample(&codes, &pairs)));
    assert_eq!(
        picture.desc,
        "Areas are codings (at most 5), widths Jaccard's index (0.56 to 0.90). Of 70 pairs 35 \
         are drawn: the strongest, until they brought in 36 codes, then the strongest among \
         these; 35 are not. 34 codes have only pairs that are not. Occur with no other code: \
         code 70, code 71, code 72, code 73, code 74, code 75, code 76, code 77, code 78, code \
         79."
    );
}

#[test]
fn hard_cases_are_pictures_too() {
    read(&network(&Network::default()));
    let nothing = read(&network(&sample(&[("a", 1, None)], &[(0, 0, f64::NAN)])));
    assert_eq!(nothing.texts[1], "Nothing to draw: no two codes occur together.");
    assert!(nothing.desc.contains("no other code: a."));
    let long = "a name that goes on for very much longer than anyone would like it to";
    let codes = [
        ("<b>&\"", 0, Some(99)),
        ("\u{5d0}\u{5de}\u{5d5}\u{5df}", u64::MAX, Some(0)),
        (long, 1, None),
        ("👩‍⚕️ care", 2, Some(1)),
        ("", 3, None),
    ];
    let pairs =
        [(0, 1, 1e300), (1, 2, 1e-300), (2, 3, f64::INFINITY), (3, 4, -1.0), (1, 0, 0.1)];
    read(&network(&sample(&codes, &pairs)));
}

#[test]
fn the_same_seed_is_the_same_picture_and_another_is_another() {
    let codes = [("a", 9, None), ("b", 4, None), ("c", 1, None)];
    let mut sample = sample(&codes, &[(0, 1, 0.5), (2, 0, 0.25)]);
    let first = network(&sample);
    assert_eq!(network(&sample), first);
    sample.seed = 2;
    assert_ne!(network(&sample), first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn names_never_touch(
        names in prop::collection::vec("[a-z ]{1,40}", 2..40),
        ends in prop::collection::vec((0usize..40, 0usize..40, 0.01f64..1.0), 1..90),
        codings in prop::collection::vec(0u64..500, 40),
    ) {
        let codes: Vec<_> =
            names.iter().zip(&codings).map(|(name, many)| (name.as_str(), *many, None)).collect();
        let sample = sample(&codes, &ends);
        let chosen = chosen(&sample);
        prop_assert!(chosen.codes.len() <= choose::MOST_CODES);
        prop_assert!(chosen.pairs.len() <= choose::MOST_PAIRS);
        let of = |code: &usize| &sample.codes[*code];
        let names: Vec<_> =
            chosen.codes.iter().map(|code| name_within(&of(code).name, 190.0, NAME_SIZE)).collect();
        let codings: Vec<_> = chosen.codes.iter().map(|code| of(code).codings).collect();
        let reaches = vec![[1.0; 3]; names.len()];
        let placed = placed(&chosen, &names, &codings, &reaches, 1);
        for (place, name) in placed.names.iter().enumerate() {
            prop_assert!(name.x >= 0.0 && name.x + name.wide <= PAGE);
            prop_assert!(!placed.names[..place].iter().any(|other| other.touches(name)));
        }
    }
}
