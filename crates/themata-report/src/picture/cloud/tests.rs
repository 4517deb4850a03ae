use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

fn of(words: &[(&str, u64)]) -> Cloud {
    Cloud {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        unit: "occurrences".to_owned(),
        groups: Vec::new(),
        words: words
            .iter()
            .map(|(word, count)| CloudWord {
                word: (*word).to_owned(),
                count: *count,
                group: None,
            })
            .collect(),
        most: 100,
    }
}

#[test]
fn size_follows_the_count() {
    let svg = cloud(&of(&[("rare", 1), ("common", 100), ("between", 25)]));
    assert_eq!(
        hovers(&svg),
        ["common: 100 occurrences", "between: 25 occurrences", "rare: 1 occurrences"]
    );
    for (size, word) in [("39", "common"), ("18", "between"), ("11", "rare")] {
        let found = svg.split("<text").any(|text| {
            text.contains(&format!("font-size=\"{size}\""))
                && text.contains(&format!("</title>{word}<"))
        });
        assert!(found, "{word} in {svg}");
    }
    let words = printed(&svg);
    assert!(
        words.contains(&"100".to_owned()) && words.contains(&"25".to_owned()),
        "the key has the counts: {words:?}"
    );
}

#[test]
fn steps_are_few_and_in_order() {
    let steps: Vec<usize> =
        [1, 4, 9, 16, 25, 36].into_iter().map(|count| step(count, 1, 36)).collect();
    assert_eq!(steps, [0, 1, 2, 3, 4, 5]);
    assert_eq!(step(7, 7, 7), 3);
}

#[test]
fn the_order_given_does_not_matter() {
    let words = [("a", 3), ("b", 3), ("c", 9), ("d", 1)];
    let mut turned = words;
    turned.reverse();
    assert_eq!(cloud(&of(&words)), cloud(&of(&turned)));
}

#[test]
fn the_least_frequent_are_told_and_not_drawn() {
    let mut picture = of(&[("a", 30), ("b", 20), ("c", 2), ("d", 1), ("nothing", 0)]);
    picture.most = 2;
    let words = printed(&cloud(&picture)).join(" ");
    assert!(
        words.contains(
            "the 2 most frequent of 4 words; the others, with 3 occurrences, are not drawn."
        ),
        "{words}"
    );
}

#[test]
fn any_words_are_drawn() {
    let hard: Vec<(&str, u64)> = HARD_NAMES
        .iter()
        .map(|name| (*name, 3))
        .chain([("x", u64::MAX), ("y", u64::MAX)])
        .collect();
    for mut picture in [of(&[]), of(&[("", 4)]), of(&[("one", 1)]), of(&hard)] {
        printed(&cloud(&picture));
        picture.groups = HARD_NAMES.iter().map(|name| (*name).to_owned()).collect();
        for (place, word) in picture.words.iter_mut().enumerate() {
            word.group = Some(place * 3);
        }
        printed(&cloud(&picture));
    }
    assert!(printed(&cloud(&of(&[]))).join(" ").contains("There are no words."));
}
