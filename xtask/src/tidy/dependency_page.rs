use std::collections::BTreeSet;

use super::Finding;
use super::checkout::Checkout;

const ROOT: &str = "Cargo.toml";
const PAGE: &str = "docs/dependencies.md";

/// Every library of others that the workspace names has a line on the page that says what it
/// is for, and is used.
pub(super) fn dependency_page(checkout: &Checkout) -> Vec<Finding> {
    let Some(root) = checkout.file(ROOT) else { return Vec::new() };
    let manifest: toml::Table = root.text.parse().unwrap_or_default();
    let named = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies")?.as_table())
        .into_iter()
        .flatten()
        .filter(|(_, value)| value.get("path").is_none())
        .map(|(name, _)| name.as_str());
    let named: BTreeSet<&str> = named.collect();
    let page = checkout.file(PAGE);
    let told: Vec<(usize, &str)> = page.map_or(Vec::new(), |page| {
        page.lines().filter_map(|(number, line)| Some((number, subject(line)?))).collect()
    });

    let mut findings = Vec::new();
    for &name in &named {
        if !told.iter().any(|(_, known)| *known == name) {
            let message = format!("`{name}` has no line; say what it is for and why this one");
            findings.push(Finding::fault(PAGE, 0, message));
        }
        let line = root.line_of(&format!("{name} = "));
        if !checkout.manifests().any(|manifest| uses(&manifest.toml, name)) {
            let message = format!("`{name}` is used by no package; is it still wanted?");
            findings.push(Finding::question(ROOT, line, message));
        }
    }
    let mut before = "";
    for (line, name) in told {
        if !named.contains(name) {
            let message = format!("`{name}` is not a dependency (any more); take the line out");
            findings.push(Finding::fault(PAGE, line, message));
        }
        if name <= before {
            let message = format!("`{name}` stands behind `{before}`; sort the lines");
            findings.push(Finding::fault(PAGE, line, message));
        }
        before = name;
    }
    findings
}

/// The library that a line of the page is about: "- `clap`: …".
fn subject(line: &str) -> Option<&str> {
    line.strip_prefix("- `")?.split_once('`').map(|(name, _)| name)
}

fn uses(manifest: &toml::Table, name: &str) -> bool {
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .any(|table| manifest.get(*table).is_some_and(|table| table.get(name).is_some()))
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::dependency_page;

    #[test]
    fn page_and_manifest_name_the_same_libraries() {
        let root = "[workspace.dependencies]\nthemata-text = { path = \"x\" }\nclap = \"4\"\n\
                    csv = \"1\"\nzip = \"9\"\n";
        let page = "Text.\n\n- `csv`: tables.\n- `clap`: flags.\n- `gone`: nothing.\n";
        let package = "[dependencies]\nclap.workspace = true\n[dev-dependencies]\n\
                       csv.workspace = true\n";
        check(
            dependency_page,
            &[("Cargo.toml", root), ("docs/dependencies.md", page), ("a/Cargo.toml", package)],
            &[
                "? Cargo.toml:5: `zip` is used by no package",
                "docs/dependencies.md:0: `zip` has no line",
                "docs/dependencies.md:4: `clap` stands behind `csv`",
                "docs/dependencies.md:5: `gone` is not a dependency",
            ],
        );
    }
}
