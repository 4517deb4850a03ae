use super::Finding;
use super::checkout::Checkout;
use super::rust_code::pattern;

const COMMANDS: &str = "crates/themata/src/commands/";

/// Subcommands that nobody types, and why they are there.
const REASONS: [(&str, &str); 1] =
    [("pdf_pages", "the program calls itself to read a PDF apart")];

/// Every subcommand is written about: `themata NAME` stands in the README or in `docs`.
pub(super) fn commands_told(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &checkout.files {
        let Some(place) = file.path.strip_prefix(COMMANDS) else { continue };
        let Some(place) = place.strip_suffix(".rs") else { continue };
        let place = place.strip_suffix("/mod").unwrap_or(place);
        let unseen = place == "mod" || REASONS.iter().any(|(hidden, _)| *hidden == place);
        if unseen || file.code.as_ref().is_none_or(|code| code.product.is_empty()) {
            continue;
        }
        // Folders are groups of subcommands: `codings/import.rs` is `themata codings import`.
        let command = format!("themata {}", place.replace('/', " ").replace('_', "-"));
        let pattern = pattern(&format!(r"\b{}(?:[^\w-]|$)", regex::escape(&command)));
        let told = checkout.files.iter().any(|page| {
            let is_page = page.path == "README.md"
                || (page.path.starts_with("docs/") && page.path.ends_with(".md"));
            is_page && pattern.is_match(&page.text)
        });
        if !told {
            let message = format!("`{command}` is told nowhere; write about it in `docs`");
            findings.push(Finding::fault(&file.path, 0, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::commands_told;

    #[test]
    fn every_command_is_written_about() {
        check(
            commands_told,
            &[
                ("README.md", "Run `themata init` and\n    themata codings import SHEET\n"),
                ("docs/guide.md", "`themata show-all`"),
                ("crates/themata/src/commands/mod.rs", "mod init;"),
                ("crates/themata/src/commands/pdf_pages.rs", "x"),
                ("crates/themata/src/commands/init.rs", "x"),
                ("crates/themata/src/commands/show.rs", "x"),
                ("crates/themata/src/commands/codings/mod.rs", "x"),
                ("crates/themata/src/commands/codings/import.rs", "x"),
            ],
            &["crates/themata/src/commands/show.rs:0: `themata show` is told nowhere"],
        );
    }
}
