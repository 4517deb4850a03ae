use super::Finding;
use super::checkout::Checkout;
use super::rust_code::{matches, pattern};

/// Where the shapes of what leaves the process live: the log of a study, what the front ends
/// show, other programs' formats, what a page and its scripts say to each other.
const HOMES: [&str; 4] = [
    "crates/themata-store/src/log/",
    "crates/themata-project/",
    "crates/themata-exchange/",
    "crates/themata-web/",
];

/// Types of the domain do not say how they are stored or sent.
pub(super) fn stored_shapes(checkout: &Checkout) -> Vec<Finding> {
    let shapes = pattern(r"\b(?:Serialize|Deserialize)\b");
    let mut findings = Vec::new();
    for (_, file, code) in checkout.product() {
        if HOMES.iter().any(|home| file.path.starts_with(home)) {
            continue;
        }
        for (line, what) in matches(&shapes, &code.product) {
            let message = format!(
                "`{what}` does not belong here: what is stored or sent has a shape of its own in \
                 the store's log, in `themata-project`, `themata-exchange` or `themata-web`"
            );
            findings.push(Finding::fault(&file.path, line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::stored_shapes;

    #[test]
    fn domain_types_have_no_stored_shape() {
        let code = "#[derive(Clone, Serialize)]\nstruct A;";
        check(
            stored_shapes,
            &[
                ("crates/themata-model/src/a.rs", code),
                ("crates/themata-store/src/log/", code),
                ("crates/themata-store/src/file.rs", code),
                ("crates/themata-project/src/a.rs", code),
            ],
            &[
                "crates/themata-model/src/a.rs:1: `Serialize`",
                "crates/themata-store/src/file.rs:1: `Serialize`",
            ],
        );
    }
}
