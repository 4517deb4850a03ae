use super::Finding;
use super::checkout::{Checkout, Manifest};

/// Every dependency of a package is named in its code.
pub(super) fn dependencies_used(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in checkout.manifests() {
        let Manifest { file, toml, .. } = &manifest;
        let Some(folder) = file.path.strip_suffix("Cargo.toml") else { continue };
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(names) = toml.get(table).and_then(toml::Value::as_table) else { continue };
            for name in names.keys() {
                let name_in_code = name.replace('-', "_");
                // The whole text counts, because examples in documentation use dependencies.
                let is_named = checkout.files.iter().any(|other| {
                    other.path.starts_with(folder)
                        && other.code.is_some()
                        && holds_word(&other.text, &name_in_code)
                });
                if !is_named {
                    let line = file.line_of(name);
                    let message =
                        format!("`{name}` is named nowhere in the package; take it out");
                    findings.push(Finding::fault(&file.path, line, message));
                }
            }
        }
    }
    findings
}

fn holds_word(text: &str, word: &str) -> bool {
    let of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + word.len()..]);
        !of_word(before.chars().next_back()) && !of_word(behind.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::dependencies_used;

    #[test]
    fn every_dependency_is_named() {
        let manifest = "[dependencies]\nserde-json.workspace = true\nzip.workspace = true\n\
                        [dev-dependencies]\ninsta.workspace = true\n";
        check(
            dependencies_used,
            &[
                ("crates/a/Cargo.toml", manifest),
                ("crates/a/src/lib.rs", "use serde_json::Value;\nfn unzip() {}"),
                ("crates/a/tests/t.rs", "insta::assert_snapshot!(1);"),
                ("crates/b/src/lib.rs", "use zip::X;"),
            ],
            &["crates/a/Cargo.toml:3: `zip` is named nowhere"],
        );
    }
}
