use themata_report::{Fact, Method};

use super::Material;

/// That something is kept back.
pub(super) fn not_everything(kept_back: &str) -> String {
    format!("Not everything is counted here: {kept_back}.")
}

/// How every number came about, and by which rules was coded.
pub(super) fn method(material: &Material<'_>, kept_back: Option<&str>) -> Method {
    let mut paragraphs = vec![format!(
        "Made with Themata {}. Every table says below it what was counted.",
        env!("CARGO_PKG_VERSION")
    )];
    if let Some(kept_back) = kept_back {
        paragraphs.push(not_everything(kept_back));
    }
    let rules = material.study.codebook.rules.split("\n\n").map(|rule| rule.replace('\n', " "));
    paragraphs.extend(rules.filter(|rule| !rule.is_empty()));
    Method {
        paragraphs,
        definitions: vec![
            Fact::new("Coding", "One code that one coder applied to one excerpt."),
            Fact::new(
                "Excerpt",
                "A stretch of a document that at least one coder chose. The same stretch coded \
                 by several coders, or with several codes, is one excerpt.",
            ),
            Fact::new(
                "Theme",
                "A top-level group of the codebook. An excerpt belongs to a theme when it \
                 carries one of its codes; it counts once, however many of them it carries.",
            ),
            Fact::new("Turn", "A speaker's contiguous stretch."),
            Fact::new(
                "Share of words",
                "The words, by Unicode's rules, that coded excerpts hold or touch, each counted \
                 once, over all words of the documents.",
            ),
        ],
    }
}
