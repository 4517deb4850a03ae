use super::Finding;
use super::checkout::Checkout;
use super::rust_code::pattern;

/// Paths of one machine, and the hosts of package registries.
const TRACES: &str = r"(?:^|[^\w.-])(?P<path>/(?:work|tmp|root|home)/)|(?P<host>crates\.io|pypi\.org|registry\.npmjs)";

/// Files that hold such words for a reason: cargo writes where packages come from.
const REASONS: [(&str, &str); 1] = [("Cargo.lock", "cargo writes it")];

/// No file speaks of one machine or of where packages are fetched from. Paths in tests are
/// data and may look like any path.
pub(super) fn traces(checkout: &Checkout) -> Vec<Finding> {
    let traces = pattern(TRACES);
    let mut findings = Vec::new();
    for file in &checkout.files {
        if REASONS.iter().any(|(path, _)| *path == file.path) {
            continue;
        }
        let is_test = file.path.split('/').any(|folder| folder == "tests");
        for (number, line) in file.lines() {
            for hit in traces.captures_iter(line) {
                let (trace, advice) = match (hit.name("path"), hit.name("host")) {
                    (Some(_), _) if is_test => continue,
                    (Some(path), _) => {
                        (path.as_str(), "name the place from the project's folder")
                    }
                    (_, Some(host)) => (host.as_str(), "say it without the host"),
                    _ => continue,
                };
                let message =
                    format!("`{trace}` is a trace of one machine or registry; {advice}");
                findings.push(Finding::fault(&file.path, number, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::traces;

    #[test]
    fn machine_paths_and_registries_are_found() {
        let [home, host] = ["home", "crates"];
        let text = format!("see `/{home}/me/x` or {host}.io\nhttps://example.org/{home}/x");
        check(
            traces,
            &[("docs/a.md", &text), ("Cargo.lock", &text), ("crates/a/tests/b.rs", &text)],
            &[
                &format!("crates/a/tests/b.rs:1: `{host}.io`"),
                &format!("docs/a.md:1: `/{home}/`"),
                &format!("docs/a.md:1: `{host}.io`"),
            ],
        );
    }
}
