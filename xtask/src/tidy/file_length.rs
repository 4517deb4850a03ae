use super::Finding;
use super::checkout::Checkout;

/// How many lines make one ask whether a reader would rather have two files.
const MANY: usize = 500;

/// How many lines are too many without a reason.
const TOO_MANY: usize = 1_000;

/// Files that may be longer, and why.
const REASONS: [(&str, &str); 0] = [];

const CODE: [&str; 5] = [".rs", ".js", ".css", ".html", ".sql"];

/// Files are small enough to be read from top to bottom.
pub(super) fn file_length(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &checkout.files {
        let lines = file.lines().count();
        let excused = REASONS.iter().any(|(path, _)| *path == file.path);
        if lines <= MANY || excused || !CODE.iter().any(|ending| file.path.ends_with(ending)) {
            continue;
        }
        findings.push(if lines > TOO_MANY {
            let message = format!(
                "{lines} lines: cut it in two, or say in tidy's `file_length` why it stays whole"
            );
            Finding::fault(&file.path, 0, message)
        } else {
            let message = format!("{lines} lines: would a reader rather have two files?");
            Finding::question(&file.path, 0, message)
        });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::file_length;

    #[test]
    fn long_files_are_asked_about_and_very_long_ones_refused() {
        let lines = |number: usize| "x\n".repeat(number);
        let (short, many, too_many) = (lines(500), lines(501), lines(1_001));
        check(
            file_length,
            &[("a.rs", &short), ("b.rs", &many), ("c.sql", &too_many), ("d.csv", &too_many)],
            &["? b.rs:0: 501 lines", "c.sql:0: 1001 lines"],
        );
    }
}
