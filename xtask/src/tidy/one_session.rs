use super::Finding;
use super::checkout::Checkout;
use super::rust_code::{matches, pattern};

const FRONT_ENDS: [&str; 1] = ["themata"];

const CLOCK: &str =
    r"\bSystemTime\b|\b(?:Timestamp|Zoned)::now\b|\bUuid::(?:new_v4|now_v[17])\b";

/// Time and new identities come in through the one `Session` that a front end makes, so that
/// a test that passes a fixed one can repeat every output.
pub(super) fn one_session(checkout: &Checkout) -> Vec<Finding> {
    let clock = pattern(CLOCK);
    let mut findings = Vec::new();
    for (name, file, code) in checkout.product() {
        if FRONT_ENDS.contains(&name) {
            continue;
        }
        for (line, what) in matches(&clock, &code.product) {
            let message = format!("`{what}` comes in with the `Session`; take it from there");
            findings.push(Finding::fault(&file.path, line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::one_session;

    #[test]
    fn only_front_ends_look_at_the_clock() {
        let code = "let now = jiff::Timestamp::now();\nlet id = Uuid::now_v7();";
        check(
            one_session,
            &[("crates/themata-project/src/a.rs", code), ("crates/themata/src/a.rs", code)],
            &[
                "crates/themata-project/src/a.rs:1: `Timestamp::now`",
                "crates/themata-project/src/a.rs:2: `Uuid::now_v7`",
            ],
        );
    }
}
