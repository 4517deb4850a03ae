use super::Finding;
use super::checkout::Checkout;
use super::rust_code::{matches, pattern};

const FRONT_ENDS: [&str; 1] = ["themata"];

const TALK: &str = r"\be?print(?:ln)?!|\bprocess::(?:exit|abort)\b";

/// Nothing below the front ends prints or ends the process.
pub(super) fn silence(checkout: &Checkout) -> Vec<Finding> {
    let talk = pattern(TALK);
    let mut findings = Vec::new();
    for (name, file, code) in checkout.product() {
        if FRONT_ENDS.contains(&name) {
            continue;
        }
        for (line, what) in matches(&talk, &code.product) {
            let message = format!(
                "`{what}` is for front ends, which `{name}` is not; return what there is to say"
            );
            findings.push(Finding::fault(&file.path, line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::silence;

    #[test]
    fn only_front_ends_talk() {
        let code = "fn f() {\n    println!(\"{x}\");\n    std::process::exit(1)\n}";
        check(
            silence,
            &[("crates/themata-store/src/a.rs", code), ("crates/themata/src/main.rs", code)],
            &[
                "crates/themata-store/src/a.rs:2: `println!`",
                "crates/themata-store/src/a.rs:3: `process::exit`",
            ],
        );
    }

    #[test]
    fn examples_benches_and_build_scripts_may_talk() {
        let code = "fn main() { eprintln!() }";
        check(
            silence,
            &[
                ("crates/themata-store/examples/a.rs", code),
                ("crates/themata-store/benches/a.rs", code),
                ("crates/themata-store/build.rs", code),
            ],
            &[],
        );
    }
}
