use super::Finding;
use super::checkout::Checkout;
use super::rust_code::pattern;

/// Words that are not used in names, because they mean something else to everyone or nothing
/// to anyone, and what is said instead.
const WORDS: [(&str, &str); 11] = [
    ("annotation", "coding"),
    ("quotation", "excerpt, or quote for words that are looked for"),
    ("tag", "code or kind"),
    ("label", "name, heading or code"),
    ("node", "code, or what it is a point of"),
    ("selection", "span or excerpt"),
    ("item", "what it is"),
    ("util", "what it does"),
    ("utils", "what it does"),
    ("helper", "what it does"),
    ("manager", "what it does"),
];

/// Names that use such a word all the same, and why.
const REASONS: [(&str, &str, &str); 0] = [];

/// In this package items are what its field calls them: whatever coders judge.
const ITEMS_AT_HOME: &str = "themata-agreement";

/// Names are made of the words of the glossary.
pub(super) fn identifiers(checkout: &Checkout) -> Vec<Finding> {
    let declaration = pattern(
        r"(?m)^\s*pub(?:\([^)]*\))?\s+(?:(?:const|unsafe|async|static|mut)\s+)*(?:(?:fn|struct|enum|mod|trait|type|union)\s+)?([A-Za-z]\w*)",
    );
    let mut findings = Vec::new();
    for (package, file, code) in checkout.product() {
        for hit in declaration.captures_iter(&code.product) {
            let Some(name) = hit.get(1) else { continue };
            let line = code.product[..name.start()].matches('\n').count() + 1;
            let name = name.as_str();
            for word in words(name) {
                let Some((_, instead)) = WORDS.iter().find(|(bad, _)| is(&word, bad)) else {
                    continue;
                };
                let excused =
                    REASONS.iter().any(|(path, known, _)| *path == file.path && *known == name)
                        || (package == ITEMS_AT_HOME && is(&word, "item"));
                if !excused {
                    let message = format!("`{name}`: say {instead} instead of `{word}`");
                    findings.push(Finding::fault(&file.path, line, message));
                }
            }
        }
    }
    findings
}

fn is(word: &str, bad: &str) -> bool {
    word == bad || word.strip_suffix('s') == Some(bad)
}

/// The words that a name is made of, in lower case: `excerpt_context`, `ExcerptContext`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = '_';
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && before.is_lowercase()) {
            words.push(String::new());
        }
        if let (Some(word), true) = (words.last_mut(), c != '_') {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::{identifiers, words};

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(words("excerpt_context"), ["excerpt", "context"]);
        assert_eq!(words("ExcerptContext2"), ["excerpt", "context2"]);
        assert_eq!(words("MAX_LEN"), ["max", "len"]);
    }

    #[test]
    fn some_words_are_not_used() {
        let code = "pub struct TagList {\n    pub(crate) labels: u8,\n    stage: u8,\n}\n\
                    pub const fn selected_item() {}\npub use a::node;\nfn node() {}\npub mod utils;";
        check(
            identifiers,
            &[("crates/themata-model/src/a.rs", code)],
            &[
                "crates/themata-model/src/a.rs:1: `TagList`: say code or kind instead of `tag`",
                "crates/themata-model/src/a.rs:2: `labels`",
                "crates/themata-model/src/a.rs:5: `selected_item`",
                "crates/themata-model/src/a.rs:8: `utils`",
            ],
        );
    }

    #[test]
    fn agreement_is_about_items() {
        let code = "pub fn items() {}";
        check(identifiers, &[("crates/themata-agreement/src/a.rs", code)], &[]);
    }
}
