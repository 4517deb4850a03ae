//! Checks span F1 against the published report on seven news texts that four coders marked
//! for names (the example project of the program bratiaa, in brat's standoff format).
//!
//! The texts are in the folder `coders/brat-four-coders` of the folder that
//! `THEMATA_CORPUS` names, by default the shared material beside the workspace. They are not
//! part of this repository: where they are absent the test says so and does nothing.

#![allow(clippy::unwrap_used, reason = "a test that unwraps says which line it failed on")]

use std::fs;
use std::path::{Path, PathBuf};

use themata_agreement::{
    Category, Continuum, PairMeans, SpanMatch, Unit, position_f1, span_f1,
};

const CODERS: [&str; 4] = ["Lisa", "Maria", "Max", "Peter"];
const CATEGORIES: [&str; 4] = ["LOC", "MISC", "ORG", "PER"];

/// The report's figures are means over the six pairs of coders of F1 over all texts together
/// (micro), which is what a continuum of all texts gives. The mean over texts and pairs
/// would be .8885 over all.
#[test]
fn the_published_report_on_instances_and_tokens_is_met() {
    let Some(project) = project() else { return };
    let (spans, words) = continua(&project);
    let exact = span_f1(&spans, SpanMatch::Exact);
    check(&exact, ["0.890", "0.819", "0.840", "0.906", "0.938"]);
    let tokens = position_f1(&words);
    check(&tokens, ["0.964", "0.963", "0.918", "0.972", "0.983"]);
}

/// Of all categories, then of each.
#[track_caller]
fn check(means: &PairMeans, expect: [&str; 5]) {
    let all = [means.overall].into_iter().chain(means.categories.iter().copied());
    let values: Vec<_> = all.map(|mean| format!("{:.3}", mean.value.unwrap())).collect();
    assert_eq!(values, expect);
    assert_eq!(means.overall.pairs, 6);
}

/// All texts end to end: in code points, and in words.
fn continua(project: &Path) -> (Continuum, Continuum) {
    let mut names: Vec<_> = fs::read_dir(project.join(CODERS[0]))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    let (mut spans, mut words) = (vec![Vec::new(); 4], vec![Vec::new(); 4]);
    let (mut characters_before, mut words_before) = (0, 0);
    for name in &names {
        let text = fs::read_to_string(project.join(CODERS[0]).join(name)).unwrap();
        let places = words_of(&text);
        for (coder, folder) in CODERS.iter().enumerate() {
            let marks = project.join(folder).join(name.replace(".txt", ".ann"));
            for unit in units(&fs::read_to_string(marks).unwrap()) {
                spans[coder].push(shifted(unit, characters_before));
                let start = places.partition_point(|(_, end)| *end <= unit.start) as u64;
                let end = places.partition_point(|(start, _)| *start < unit.end) as u64;
                words[coder].push(shifted(Unit { start, end, ..unit }, words_before));
            }
        }
        characters_before += text.chars().count() as u64;
        words_before += places.len() as u64;
    }
    let all = |units: Vec<Vec<Unit>>, length| {
        let mut continuum = Continuum::new(4, length, CATEGORIES.len());
        units.into_iter().enumerate().for_each(|(coder, units)| continuum.extend(coder, units));
        continuum
    };
    (all(spans, characters_before), all(words, words_before))
}

fn shifted(unit: Unit, by: u64) -> Unit {
    Unit { start: unit.start + by, end: unit.end + by, ..unit }
}

/// Where the words of a text begin and end, in code points.
fn words_of(text: &str) -> Vec<(u64, u64)> {
    let mut words: Vec<(u64, u64)> = Vec::new();
    for (place, character) in (0..).zip(text.chars()) {
        if character.is_whitespace() {
            continue;
        }
        match words.last_mut() {
            Some((_, end)) if *end == place => *end += 1,
            _ => words.push((place, place + 1)),
        }
    }
    words
}

/// The lines of brat's standoff format that begin with T: a name, a category with where it
/// begins and ends, and the words.
fn units(marks: &str) -> Vec<Unit> {
    let line = |line: &str| {
        let mut parts = line.split('\t').nth(1)?.split(' ');
        let category = parts.next()?;
        let place = CATEGORIES.iter().position(|known| *known == category)?;
        let (start, end) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Unit { start, end, category: Category::new(place as u32) })
    };
    marks.lines().filter(|line| line.starts_with('T')).map(|mark| line(mark).unwrap()).collect()
}

/// The folder of the project, or `None` where there is none at the place of last resort.
#[expect(clippy::print_stderr, reason = "a test that did nothing has to say so")]
fn project() -> Option<PathBuf> {
    let named = std::env::var_os("THEMATA_CORPUS").map(PathBuf::from);
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = named.unwrap_or_else(|| workspace.join("../shared/corpus"));
    let folder = corpus.join("coders/brat-four-coders/example-files/example-project");
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("left out: {} is not there", folder.display());
    None
}
