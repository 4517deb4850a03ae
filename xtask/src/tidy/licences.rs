use super::Finding;
use super::checkout::Checkout;

/// Licences that ask for no more than that they are passed on.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages under another licence, with that licence and why it is acceptable.
const REASONS: [(&str, &str, &str); 0] = [];

/// Everything that the product is built of may be passed on under its own licence.
pub(super) fn licences(checkout: &Checkout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in &checkout.packages {
        let name = &package.name;
        let Some(licence) = &package.licence else {
            let message = format!("`{name}` does not say its licence; choose another library");
            findings.push(Finding::fault("Cargo.lock", 0, message));
            continue;
        };
        let acceptable = |one: &str| {
            ALLOWED.contains(&one)
                || REASONS.iter().any(|(known, licence, _)| known == name && *licence == one)
        };
        if !holds(licence, &acceptable) {
            let message = format!(
                "`{name}` is under `{licence}`, which is not on tidy's list; choose another \
                 library, or add it to the list with a reason"
            );
            findings.push(Finding::fault("Cargo.lock", 0, message));
        }
    }
    findings
}

/// Whether an SPDX expression holds when some licences are acceptable. AND binds more closely
/// than OR; a slash is how OR was once written.
fn holds(expression: &str, acceptable: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest, acceptable) && rest.is_empty()
}

fn any_of(words: &mut &[&str], acceptable: &dyn Fn(&str) -> bool) -> bool {
    let mut holds = all_of(words, acceptable);
    while let [first, rest @ ..] = words
        && *first == "OR"
    {
        *words = rest;
        holds |= all_of(words, acceptable);
    }
    holds
}

fn all_of(words: &mut &[&str], acceptable: &dyn Fn(&str) -> bool) -> bool {
    let mut holds = one(words, acceptable);
    while let [first, rest @ ..] = words
        && *first == "AND"
    {
        *words = rest;
        holds &= one(words, acceptable);
    }
    holds
}

fn one(words: &mut &[&str], acceptable: &dyn Fn(&str) -> bool) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let holds = any_of(words, acceptable);
            match *words {
                [")", rest @ ..] => {
                    *words = rest;
                    holds
                }
                _ => false,
            }
        }
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            acceptable(&format!("{licence} WITH {exception}"))
        }
        [licence, rest @ ..] => {
            *words = rest;
            acceptable(licence)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::check_in;
    use super::super::checkout::{Checkout, Package};
    use super::{holds, licences};

    fn check(expression: &str, expect: bool) {
        assert_eq!(holds(expression, &|one| ["A", "B", "A WITH x"].contains(&one)), expect);
    }

    #[test]
    fn expressions() {
        check("A", true);
        check("C", false);
        check("C OR A", true);
        check("C/A", true);
        check("C AND A", false);
        check("(C OR A) AND B", true);
        check("C OR A AND B", true);
        check("A AND (C OR D)", false);
        check("A WITH x", true);
        check("B WITH x", false);
        check("(A", false);
        check("A B", false);
        check("", false);
    }

    #[test]
    fn a_package_without_an_acceptable_licence_is_named() {
        let package = |name: &str, licence: Option<&str>| Package {
            name: name.to_owned(),
            licence: licence.map(str::to_owned),
        };
        let checkout = Checkout {
            packages: vec![
                package("fine", Some("MIT OR GPL-3.0")),
                package("strict", Some("GPL-3.0")),
                package("silent", None),
            ],
            ..Checkout::of(&[])
        };
        check_in(
            licences,
            &checkout,
            &[
                "Cargo.lock:0: `strict` is under `GPL-3.0`",
                "Cargo.lock:0: `silent` does not say",
            ],
        );
    }
}
