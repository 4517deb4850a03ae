use super::Finding;
use super::checkout::Checkout;
use super::rust_code::{matches, pattern};

/// The packages that compute and do nothing else.
const VALUE_CRATES: [&str; 10] = [
    "themata-text",
    "themata-agreement",
    "themata-ingest",
    "themata-pdf",
    "themata-codebook",
    "themata-model",
    "themata-analysis",
    "themata-exchange",
    "themata-report",
    "themata-png",
];

/// Where the world is: files, network, environment, processes, chance, terminal. The clock
/// is the business of another rule. Numbers that follow from a seed are no chance.
const WORLD: &str = r"\bstd::(?:fs|net|env|process)\b|\bInstant\b|\brand::|\b(?:OsRng|SysRng|ThreadRng|thread_rng|from_os_rng|from_entropy|getrandom)\b|\b(?:stdin|stdout|stderr)\s*\(";

const GROUP: &str = "use std::{";

/// The packages that compute touch nothing outside: bytes in, values out.
pub(super) fn value_crates(checkout: &Checkout) -> Vec<Finding> {
    let world = pattern(WORLD);
    let mut findings = Vec::new();
    for (name, file, code) in checkout.product() {
        if !VALUE_CRATES.contains(&name) {
            continue;
        }
        let named = matches(&world, &code.product);
        let grouped = of_groups(&code.product).into_iter();
        let grouped =
            grouped.filter(|(_, name)| matches!(*name, "fs" | "net" | "env" | "process"));
        for (line, what) in named.chain(grouped) {
            let message = format!(
                "`{what}` reaches outside, which `{name}` never does; let the caller hand in \
                 what is needed"
            );
            findings.push(Finding::fault(&file.path, line, message));
        }
    }
    findings
}

/// The modules that are named in `use std::{fs, io::Read}`, with their lines.
fn of_groups(code: &str) -> Vec<(usize, &str)> {
    let mut modules = Vec::new();
    for (at, _) in code.match_indices(GROUP) {
        let mut depth = 1usize;
        let mut expects = true;
        for (offset, c) in code[at + GROUP.len()..].char_indices() {
            let here = at + GROUP.len() + offset;
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => break,
                '}' => depth -= 1,
                ',' if depth == 1 => expects = true,
                c if expects && c.is_alphabetic() => {
                    let end = code[here..].find(|c: char| !c.is_alphanumeric() && c != '_');
                    let name = &code[here..end.map_or(code.len(), |end| here + end)];
                    modules.push((code[..here].matches('\n').count() + 1, name));
                    expects = false;
                }
                _ => {}
            }
        }
    }
    modules
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::value_crates;

    fn check_text(code: &str, expect: &[&str]) {
        check(value_crates, &[("crates/themata-text/src/a.rs", code)], expect);
    }

    #[test]
    fn the_world_is_not_named() {
        check_text("use std::fs;", &["crates/themata-text/src/a.rs:1: `std::fs`"]);
        check_text(
            "use std::{\n    fmt::{self, env},\n    fs::File,\n};",
            &["crates/themata-text/src/a.rs:3: `fs`"],
        );
        check_text("let now = Instant::now();", &["crates/themata-text/src/a.rs:1: `Instant`"]);
        check_text("io::stdin()", &["crates/themata-text/src/a.rs:1: `stdin(`"]);
        check_text("rand::rng(); operand::x()", &["crates/themata-text/src/a.rs:1: `rand::`"]);
        check_text(
            "ChaCha8Rng::from_os_rng()",
            &["crates/themata-text/src/a.rs:1: `from_os_rng`"],
        );
        check_text("rand_chacha::ChaCha8Rng::seed_from_u64(seed)", &[]);
    }

    #[test]
    fn tests_and_words_about_the_world_are_free() {
        check_text("/// Not `std::fs`.\nconst A: &str = \"std::env\";", &[]);
        check_text("#[cfg(test)]\nmod tests {\n    use std::fs;\n}", &[]);
        check(value_crates, &[("crates/themata-text/tests/a.rs", "use std::fs;")], &[]);
        check(value_crates, &[("crates/themata-store/src/a.rs", "use std::fs;")], &[]);
    }
}
