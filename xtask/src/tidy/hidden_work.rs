use super::Finding;
use super::checkout::Checkout;
use super::rust_code::{matches, pattern};

/// What is unfinished or looks done and is not, and what to do instead.
const HIDDEN: [(&str, &str); 4] = [
    (r"#\[ignore\b", "a test that does not run proves nothing; mend it or take it out"),
    (r"#\[should_panic\b", "a panic anywhere would pass; check the value or the error"),
    (r"\b(?:todo|unimplemented)!", "finish it, or return an error that says so"),
    (r"\bdbg!", "take it out"),
];

/// No test is switched off, nothing is left to be written, nothing is left of a search for a
/// mistake. This holds for tests too.
pub(super) fn hidden_work(checkout: &Checkout) -> Vec<Finding> {
    let hidden = HIDDEN.map(|(words, advice)| (pattern(words), advice));
    let mut findings = Vec::new();
    for file in &checkout.files {
        let Some(code) = &file.code else { continue };
        for (pattern, advice) in &hidden {
            for (line, what) in matches(pattern, &code.all) {
                findings.push(Finding::fault(&file.path, line, format!("`{what}`: {advice}")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::hidden_work;

    #[test]
    fn nothing_is_hidden() {
        let code = "#[test]\n#[ignore]\nfn a() { todo!() }\n// todo!()\n#[test]\n\
                    #[should_panic(expected = \"x\")]\nfn b() { dbg!(1); }";
        check(
            hidden_work,
            &[("tests/a.rs", code)],
            &[
                "tests/a.rs:2: `#[ignore`",
                "tests/a.rs:3: `todo!`",
                "tests/a.rs:6: `#[should_panic`",
                "tests/a.rs:7: `dbg!`",
            ],
        );
    }
}
