use super::html::Taken;
use super::strings::{STRINGS, harmless};
use super::study::Filled;

/// Whether words would be something else on a page than words, if they stood there as they are.
fn is_markup(words: &str) -> bool {
    words.contains(['<', '"', '&'])
}

async fn check(part: usize) {
    let parts = STRINGS.chunks(STRINGS.len().div_ceil(4));
    let strings: Vec<String> =
        parts.skip(part).take(1).flatten().map(ToString::to_string).collect();
    assert!(strings.len() > 15);
    let hostile = Filled::with(&strings, None).await;
    let plain: Vec<String> = strings.iter().map(|words| harmless(words)).collect();
    let plain = Filled::with(&plain, Some(&hostile.kept)).await;
    assert_eq!(plain.kept, hostile.kept, "{:?} {:?}", plain.refusals, hostile.refusals);
    for page in hostile.pages(strings.len()) {
        let answer = hostile.bench.page(&page).await;
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        for words in strings.iter().filter(|words| is_markup(words)) {
            assert!(!answer.body.contains(words), "{words} stands as it is on {page}");
        }
        let taken = Taken::of(&answer.body);
        let expected = Taken::of(&plain.bench.page(&page).await.body);
        assert_eq!(taken.elements, expected.elements, "{page}");
    }
    names_are_themselves(&hostile).await;
}

/// What stands on the pages is what is kept, to the character.
async fn names_are_themselves(filled: &Filled) {
    let study = filled.bench.app.studies.named("care").unwrap();
    let visitor = crate::visitor::Visitor::alone(None);
    let codes = study.ask(&visitor, themata_project::Project::codes).await.unwrap();
    let sheet = study.ask(&visitor, |project| project.document_sheet("", None)).await.unwrap();
    let people = study.ask(&visitor, themata_project::Project::speaker_overview).await.unwrap();

    let book = Taken::of(&filled.bench.page("/s/care/codebook").await.body);
    for code in codes {
        assert!(book.values("data-name").contains(&code.name), "{:?}", code.name);
        assert!(book.text.contains(&code.name), "{:?}", code.name);
    }
    // Blanks are kept as one space each; every other sign is kept as it is.
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept: Vec<String> = book.values("data-name").iter().map(|name| plain(name)).collect();
    for (number, name) in &filled.codes {
        assert!(kept.contains(&plain(name)), "{number}: {name:?} is not among {kept:?}");
    }
    let documents = Taken::of(&filled.bench.page("/s/care/documents").await.body);
    for row in sheet.rows {
        assert!(documents.values("data-value").contains(&row.name), "{:?}", row.name);
    }
    let page = Taken::of(&filled.bench.page("/s/care/people").await.body);
    for row in people.rows {
        assert!(page.values("data-name").contains(&row.name), "{:?}", row.name);
    }
}

#[tokio::test]
async fn words_stay_words_first_part() {
    check(0).await;
}

#[tokio::test]
async fn words_stay_words_second_part() {
    check(1).await;
}

#[tokio::test]
async fn words_stay_words_third_part() {
    check(2).await;
}

#[tokio::test]
async fn words_stay_words_last_part() {
    check(3).await;
}

#[test]
fn the_strings_are_many_and_each_is_another() {
    let all: std::collections::BTreeSet<&str> = STRINGS.iter().copied().collect();
    assert!(all.len() >= 80 && all.len() == STRINGS.len());
    assert!(STRINGS.iter().filter(|words| is_markup(words)).count() > 30);
}

#[tokio::test]
async fn a_name_that_never_ends_is_refused_or_stays_whole() {
    let long = "long ".repeat(20_000);
    let filled = Filled::with(&[long, "short".to_owned()], None).await;
    for page in filled.pages(2) {
        let answer = filled.bench.page(&page).await;
        assert_eq!(answer.status, 200, "{page}");
    }
    names_are_themselves(&filled).await;
}
