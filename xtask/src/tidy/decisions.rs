use super::Finding;
use super::checkout::Checkout;

const FOLDER: &str = "docs/decisions/";

/// What every decision says, in this order.
const PARTS: [&str; 4] =
    ["## Context", "## Options", "## Decision", "## What would change our mind"];

/// Decisions are numbered from 0001 without gaps and all say the same four things.
pub(super) fn decisions(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = checkout.files.iter().filter_map(|file| {
        file.path.strip_prefix(FOLDER).filter(|name| name.ends_with(".md")).map(|n| (file, n))
    });
    for (expected, (file, name)) in (1u32..).zip(files) {
        if !name.starts_with(&format!("{expected:04}-")) {
            let message = format!("the next decision is number {expected:04}; rename the file");
            findings.push(Finding::fault(&file.path, 0, message));
        }
        let mut from = 0;
        for part in PARTS {
            match file.lines().find(|&(line, words)| line > from && words == part) {
                Some((line, _)) => from = line,
                None => {
                    let message = format!("`{part}` is missing or out of place");
                    findings.push(Finding::fault(&file.path, 0, message));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::decisions;

    const SOUND: &str = "# A\n\n## Context\n## Options\n## Decision\n\
                         ## What would change our mind\n";

    #[test]
    fn numbers_have_no_gaps() {
        check(
            decisions,
            &[("docs/decisions/0001-a.md", SOUND), ("docs/decisions/0003-b.md", SOUND)],
            &["docs/decisions/0003-b.md:0: the next decision is number 0002"],
        );
    }

    #[test]
    fn every_part_is_there() {
        let unsound = SOUND.replace("## Options\n", "");
        check(
            decisions,
            &[("docs/decisions/0001-a.md", &unsound)],
            &["docs/decisions/0001-a.md:0: `## Options` is missing"],
        );
    }
}
