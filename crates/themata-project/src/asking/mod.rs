//! What helps someone to write a query: the names that it can hold, what may come next, and
//! what is wrong with one that is not sound.

mod completion;
mod names;
mod trouble;

pub use completion::{Candidate, Completions};
pub use names::{NamedAttribute, NamedCode, QueryNames};
pub use trouble::QueryTrouble;

/// A value as it is written in a query: in quotation marks where it must be.
#[must_use]
pub fn spelt(value: &str) -> String {
    let is_sign = |c: char| matches!(c, '(' | ')' | ':' | ',' | '*' | '"' | '“' | '”');
    let is_plain = !value.is_empty()
        && !value.chars().any(|c| c.is_whitespace() || is_sign(c))
        && !value.starts_with('=')
        && !matches!(value, "AND" | "OR" | "NOT");
    if is_plain { value.to_owned() } else { quoted(value) }
}

/// A value in quotation marks, so that it means itself and nothing like it.
#[must_use]
pub fn quoted(value: &str) -> String {
    let mut spelt = String::from('"');
    for c in value.chars() {
        // Every kind of quotation mark would end the value.
        if matches!(c, '\\' | '"' | '“' | '”') {
            spelt.push('\\');
        }
        spelt.push(c);
    }
    spelt.push('"');
    spelt
}

#[cfg(test)]
mod tests {
    use themata_model::Query;

    use super::spelt;

    /// What is spelt is read as one value, and as that one.
    #[test]
    fn values_are_spelt_as_the_language_reads_them() {
        for value in [
            "it",
            "data sharing",
            "a:b",
            "=x",
            "OR",
            "say \"no\"",
            "50 %",
            "a\\b",
            "c*",
            "a “b”",
            "“b",
        ] {
            let query = Query::parse(&format!("code:{}", spelt(value))).unwrap();
            let again = Query::parse(&query.to_string()).unwrap();
            assert_eq!(query, again);
            assert!(
                !query.to_string().contains(' ') || spelt(value).starts_with('"'),
                "{value}"
            );
        }
        assert_eq!(spelt("a “b”"), "\"a \\“b\\”\"");
        assert_eq!(spelt("it"), "it");
        assert_eq!(spelt("say \"no\""), "\"say \\\"no\\\"\"");
    }
}
