use toml::Value;

use super::Finding;
use super::checkout::{Checkout, Manifest};

/// What every package takes from the workspace, so that it is said once.
const INHERITED: [&str; 4] = ["version", "edition", "rust-version", "license"];

/// Every package says what it is and takes the rest from the workspace.
pub(super) fn manifests(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in checkout.manifests() {
        of_one(&manifest, &mut findings);
        beginning(checkout, &manifest, &mut findings);
    }
    findings
}

fn of_one(manifest: &Manifest<'_>, findings: &mut Vec<Finding>) {
    let Manifest { file, toml, .. } = manifest;
    let package = toml.get("package");
    let description = package.and_then(|package| package.get("description")?.as_str());
    if description.is_none_or(|words| words.trim().is_empty()) {
        findings.push(Finding::fault(
            &file.path,
            1,
            "`description` is missing; say what it is",
        ));
    }
    for key in INHERITED {
        if !is_inherited(package.and_then(|package| package.get(key))) {
            let message = format!("`{key}.workspace = true` is missing");
            findings.push(Finding::fault(&file.path, file.line_of(key).max(1), message));
        }
    }
    if !is_inherited(toml.get("lints")) {
        let message = "`[lints] workspace = true` is missing";
        findings.push(Finding::fault(&file.path, 1, message));
    }
    for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = toml.get(table).and_then(Value::as_table);
        for (name, value) in dependencies.into_iter().flatten() {
            if !is_inherited(Some(value)) {
                let message = format!(
                    "`{name}` has a version of its own; state it in the workspace's `Cargo.toml`"
                );
                findings.push(Finding::fault(&file.path, file.line_of(name), message));
            }
        }
    }
}

fn is_inherited(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")?.as_bool()) == Some(true)
}

fn beginning(checkout: &Checkout, manifest: &Manifest<'_>, findings: &mut Vec<Finding>) {
    let Some(folder) = manifest.file.path.strip_suffix("Cargo.toml") else { return };
    let roots = ["lib.rs", "main.rs"].map(|name| checkout.file(&format!("{folder}src/{name}")));
    for root in roots.into_iter().flatten() {
        if !root.text.starts_with("//!") {
            let message = "the crate does not begin with `//!`; say which question it answers";
            findings.push(Finding::fault(&root.path, 1, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::manifests;

    const SOUND: &str = "[package]\nname = \"a\"\ndescription = \"What it is\"\n\
        version.workspace = true\nedition.workspace = true\nrust-version.workspace = true\n\
        license.workspace = true\n[lints]\nworkspace = true\n[dependencies]\n\
        b.workspace = true\nc = { workspace = true, features = [\"d\"] }\n";

    #[test]
    fn a_sound_manifest() {
        check(
            manifests,
            &[("crates/a/Cargo.toml", SOUND), ("crates/a/src/lib.rs", "//! What?\n")],
            &[],
        );
    }

    #[test]
    fn what_is_missing_is_said() {
        let unsound = SOUND
            .replace("description = \"What it is\"\n", "")
            .replace("license.workspace", "license")
            .replace("[lints]\nworkspace = true\n", "")
            .replace("b.workspace = true", "b = \"1\"");
        check(
            manifests,
            &[("crates/a/Cargo.toml", &unsound), ("crates/a/src/main.rs", "fn main() {}")],
            &[
                "crates/a/Cargo.toml:1: `description` is missing",
                "crates/a/Cargo.toml:1: `[lints] workspace = true` is missing",
                "crates/a/Cargo.toml:6: `license.workspace = true` is missing",
                "crates/a/Cargo.toml:8: `b` has a version of its own",
                "crates/a/src/main.rs:1: the crate does not begin with `//!`",
            ],
        );
    }
}
