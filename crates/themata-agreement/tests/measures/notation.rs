//! Ratings and results in the form in which papers print them.

use themata_agreement::{Category, Ratings, Undefined};

/// Ratings from one row per coder: a word per item, a dot where the coder gave no code. The
/// words that occur are the categories, in alphabetical order.
pub(crate) fn by_coder<const CODERS: usize>(rows: [&str; CODERS]) -> Ratings {
    let rows = rows.map(|row| row.split_whitespace().collect::<Vec<_>>());
    let items = rows.first().map_or(0, Vec::len);
    assert!(rows.iter().all(|row| row.len() == items), "rows differ in length");
    let categories = distinct(rows.iter().flatten().copied());
    let mut ratings = Ratings::new(CODERS, categories.len());
    for item in 0..items {
        ratings.add(&rows.each_ref().map(|row| code(row[item], &categories)), 1);
    }
    ratings
}

/// Ratings from one line per pattern: how many items show it, and a word per coder.
pub(crate) fn by_pattern(lines: &[(u64, &str)]) -> Ratings {
    let coders = lines.first().map_or(0, |(_, words)| words.split_whitespace().count());
    let categories = distinct(lines.iter().flat_map(|(_, words)| words.split_whitespace()));
    let mut ratings = Ratings::new(coders, categories.len());
    for (count, words) in lines {
        let codes: Vec<_> =
            words.split_whitespace().map(|word| code(word, &categories)).collect();
        ratings.add(&codes, *count);
    }
    ratings
}

/// Ratings of two coders from their cross table: rows are the first coder's categories,
/// columns the second's, cells numbers of items.
pub(crate) fn cross_table<const CATEGORIES: usize>(
    cells: [[u64; CATEGORIES]; CATEGORIES],
) -> Ratings {
    let mut ratings = Ratings::new(2, CATEGORIES);
    for (first, row) in (0..).map(Category::new).zip(cells) {
        for (second, count) in (0..).map(Category::new).zip(row) {
            ratings.add(&[Some(first), Some(second)], count);
        }
    }
    ratings
}

/// Whether `value`, rounded to as many digits as `printed` has, is `printed`.
#[track_caller]
pub(crate) fn check(value: Result<f64, Undefined>, printed: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    let shown = match value {
        Ok(value) => format!("{value:.digits$}"),
        Err(reason) => format!("undefined: {reason}"),
    };
    assert_eq!(shown, printed, "the value is {value:?}");
}

/// Ratings from how many coders gave each item each category, a row for each item, where it
/// is not known who gave which.
pub(crate) fn by_count<const CATEGORIES: usize>(rows: &[[usize; CATEGORIES]]) -> Ratings {
    let coders = rows.first().map_or(0, |row| row.iter().sum());
    let mut ratings = Ratings::new(coders, CATEGORIES);
    for row in rows {
        let codes = (0..).zip(row).flat_map(|(position, count)| {
            std::iter::repeat_n(Some(Category::new(position)), *count)
        });
        ratings.add(&codes.collect::<Vec<_>>(), 1);
    }
    ratings
}

/// Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, sections C and D: four
/// coders, twelve items, codes missing. The last item has one code. Gwet (2014) uses the same
/// ratings.
pub(crate) fn four_coders_twelve_items() -> Ratings {
    by_coder([
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . .",
        ". 3 3 3 2 3 4 2 2 5 1 3",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ])
}

fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut words: Vec<_> = words.filter(|word| *word != ".").collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn code(word: &str, categories: &[&str]) -> Option<Category> {
    let position = categories.binary_search(&word).ok()?;
    u32::try_from(position).ok().map(Category::new)
}
