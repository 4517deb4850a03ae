use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

fn of(new: &[u64]) -> Saturation {
    Saturation {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        step: "interview".to_owned(),
        steps: new
            .iter()
            .enumerate()
            .map(|(place, new)| SaturationStep { name: format!("i{place}"), new: *new })
            .collect(),
        band: Vec::new(),
        band_name: "95% of random orders".to_owned(),
        base: Some(2),
        runs: Vec::new(),
        threshold: None,
    }
}

fn run(from: usize, share: f64) -> SaturationRun {
    SaturationRun { from, to: from + 2, share: Some(share) }
}

#[test]
fn new_codes_are_bars_and_all_codes_steps() {
    let svg = saturation(&of(&[4, 0, 2]));
    assert_eq!(hovers(&svg), ["1. i0: 4 new", "3. i2: 2 new"]);
    let words = printed(&svg);
    assert!(words.contains(&"6".to_owned()), "the sum stands at the end of the curve");
    assert!(
        words.last().is_some_and(|caption| caption
            == "C. 6 codes in 3 interviews. Base: the first 2 interviews, with 4 codes."),
        "{words:?}"
    );
    let steps = svg
        .split("class=\"so-far\"")
        .nth(1)
        .and_then(|rest| rest.split(" d=\"").nth(1))
        .and_then(|rest| rest.split('"').next());
    // From 46 to 604 in three steps; 4 and 6 of 6 on a height of 190 from 20 down.
    assert_eq!(steps, Some("M46 83.3H232V83.3H418V20H604"));
}

#[test]
fn the_first_run_without_news_is_named() {
    let mut picture = of(&[9, 3, 1, 1, 0, 0]);
    picture.runs = vec![run(2, 0.167), run(3, 0.083), run(4, 0.0)];
    picture.threshold = Some(0.05);
    let words = printed(&saturation(&picture)).join(" ");
    assert!(
        words.contains("The first run with 5.0% or less is that of interviews 5 to 6."),
        "{words}"
    );
    picture.runs.pop();
    let words = printed(&saturation(&picture)).join(" ");
    assert!(words.contains("No run has 5.0% or less."), "{words}");
}

#[test]
fn the_band_lies_between_its_quantiles() {
    let mut picture = of(&[2, 2]);
    picture.band = vec![
        SaturationBand { low: 1.0, middle: 2.0, high: 3.0 },
        SaturationBand { low: 4.0, middle: 4.0, high: 4.0 },
    ];
    let svg = saturation(&picture);
    assert!(svg.contains("d=\"M46 67.5H325V20H604V20H325V162.5H46z\""), "{svg}");
    assert!(
        printed(&svg).join(" ").contains("Shaded: 95% of random orders; dashed: their median.")
    );
}

#[test]
fn any_interviews_are_drawn() {
    let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0];
    for new in [&[][..], &[0], &[u64::MAX, u64::MAX], &[1; 700]] {
        let mut picture = of(new);
        for (step, name) in picture.steps.iter_mut().zip(HARD_NAMES) {
            step.name = name.to_owned();
        }
        picture.step = HARD_NAMES[2].to_owned();
        picture.base = Some(10);
        picture.runs = odd
            .iter()
            .map(|share| SaturationRun { from: 900, to: 1, share: Some(*share) })
            .collect();
        picture.band = odd
            .iter()
            .map(|value| SaturationBand { low: *value, middle: *value, high: *value })
            .collect();
        for threshold in odd {
            picture.threshold = Some(threshold);
            printed(&saturation(&picture));
        }
    }
}
