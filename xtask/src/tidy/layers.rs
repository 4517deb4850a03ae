use super::Finding;
use super::checkout::Checkout;

/// Which packages of the workspace each one may use: the layers, from values to front ends.
const LAYERS: [(&str, &[&str]); 17] = [
    // Values.
    ("themata-text", &[]),
    ("themata-agreement", &[]),
    ("themata-ingest", &["themata-text"]),
    ("themata-pdf", &["themata-ingest"]),
    ("themata-codebook", &["themata-text"]),
    ("themata-model", &["themata-codebook", "themata-text"]),
    (
        "themata-analysis",
        &["themata-agreement", "themata-codebook", "themata-model", "themata-text"],
    ),
    ("themata-exchange", &["themata-codebook", "themata-model", "themata-text"]),
    ("themata-report", &["themata-analysis"]),
    ("themata-png", &[]),
    // Engines.
    ("themata-search", &["themata-text"]),
    ("themata-store", &["themata-codebook", "themata-model", "themata-text"]),
    // The application.
    (
        "themata-project",
        &[
            "themata-agreement",
            "themata-analysis",
            "themata-codebook",
            "themata-exchange",
            "themata-ingest",
            "themata-model",
            "themata-pdf",
            "themata-png",
            "themata-report",
            "themata-search",
            "themata-store",
            "themata-text",
        ],
    ),
    // Front ends. Positions are spoken of everywhere, so `text` may be named here too.
    ("themata-web", &["themata-project", "themata-report", "themata-text"]),
    ("themata", &["themata-project", "themata-report", "themata-text", "themata-web"]),
    // Development only.
    ("themata-testkit", &["themata-codebook", "themata-model", "themata-text"]),
    (
        "xtask",
        &[
            "themata-codebook",
            "themata-ingest",
            "themata-model",
            "themata-search",
            "themata-store",
            "themata-text",
        ],
    ),
];

/// Tests across the crates may look at everything.
const FREE: &str = "themata-tests";

/// The libraries that one package keeps to itself, so that they can be exchanged.
const KEPT: [(&str, &str); 7] = [
    ("tantivy", "themata-search"),
    ("rusqlite", "themata-store"),
    ("pdf_oxide", "themata-pdf"),
    ("resvg", "themata-png"),
    ("parquet", "themata-exchange"),
    ("axum", "themata-web"),
    ("tokio", "themata-web"),
];

/// Packages use what stands above them and nothing below, and keep their engines to
/// themselves. What tests are built with is free.
pub(super) fn layers(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for manifest in checkout.manifests() {
        let (name, file) = (manifest.name, manifest.file);
        if name == FREE {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(package, _)| *package == name) else {
            let message = format!("`{name}` has no layer; give it one in tidy's `layers`");
            findings.push(Finding::fault(&file.path, 1, message));
            continue;
        };
        for dependency in manifest.dependencies() {
            let line = file.line_of(dependency);
            if is_ours(dependency) && !allowed.contains(&dependency) {
                let message = format!(
                    "`{name}` may not use `{dependency}`, which stands beside or below it; move \
                     what is needed up, or hand it in as a value"
                );
                findings.push(Finding::fault(&file.path, line, message));
            }
            if let Some((_, keeper)) = KEPT.iter().find(|(library, _)| *library == dependency)
                && *keeper != name
            {
                let message = format!("`{dependency}` stays in `{keeper}`; call that instead");
                findings.push(Finding::fault(&file.path, line, message));
            }
        }
    }
    findings
}

fn is_ours(package: &str) -> bool {
    package == FREE || LAYERS.iter().any(|(name, _)| *name == package)
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::{LAYERS, layers};

    #[test]
    fn what_stands_below_may_not_be_used() {
        let manifest = "[dependencies]\nthemata-text.workspace = true\n\
                        themata-store.workspace = true\n[dev-dependencies]\nrusqlite = \"1\"";
        check(
            layers,
            &[("crates/themata-model/Cargo.toml", manifest)],
            &["crates/themata-model/Cargo.toml:3: `themata-model` may not use `themata-store`"],
        );
    }

    #[test]
    fn engines_are_kept() {
        let manifest = "[build-dependencies]\nrusqlite = \"1\"\n\
                        [target.'cfg(unix)'.dependencies]\ntantivy = \"1\"";
        check(
            layers,
            &[("crates/themata-project/Cargo.toml", manifest)],
            &[
                "crates/themata-project/Cargo.toml:2: `rusqlite` stays in `themata-store`",
                "crates/themata-project/Cargo.toml:4: `tantivy` stays in `themata-search`",
            ],
        );
        check(
            layers,
            &[("crates/themata-store/Cargo.toml", "[dependencies]\nrusqlite = \"1\"")],
            &[],
        );
    }

    #[test]
    fn every_package_has_a_layer() {
        let manifest = "[package]";
        check(
            layers,
            &[("crates/themata-new/Cargo.toml", manifest), ("tests/Cargo.toml", manifest)],
            &["crates/themata-new/Cargo.toml:1: `themata-new` has no layer"],
        );
    }

    #[test]
    fn the_layers_have_no_circle() {
        for (place, (name, allowed)) in LAYERS.iter().enumerate() {
            for other in *allowed {
                let above = LAYERS.iter().position(|(package, _)| package == other);
                assert!(
                    above.is_some_and(|above| above < place),
                    "{name} stands above {other}"
                );
            }
        }
    }
}
