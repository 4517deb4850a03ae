//! Addresses of other pages, as links need them.

use std::fmt::Write;

use themata_project::asking::quoted;

use crate::studies::OpenStudy;

/// Where the excerpts of a query are.
pub(super) fn excerpts(study: &OpenStudy, query: &str) -> String {
    format!("/s/{}/excerpts?q={}", study.word, study.sought.numbered(query))
}

/// A test of a query for something with a name: `document:"04-nurse"`.
pub(super) fn test(what: &str, name: &str) -> String {
    format!("{what}:{}", quoted(name))
}

/// Words as they stand behind `=` in an address.
pub(super) fn encoded(words: &str) -> String {
    let mut encoded = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// An address with what is asked for there; what is empty is left out.
pub(crate) fn asking(path: &str, asked: &[(&str, &str)]) -> String {
    let asked = asked.iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        asked.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    match pairs.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", pairs.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::{asking, encoded, test};

    #[test]
    fn names_stay_whole_in_addresses() {
        assert_eq!(encoded("a b&c=é\"<"), "a%20b%26c%3D%C3%A9%22%3C");
        assert_eq!(test("document", r#"say "no" \ now"#), r#"document:"say \"no\" \\ now""#);
        assert_eq!(test("document", "a “b”"), "document:\"a \\“b\\”\"");
        assert_eq!(asking("/a", &[("q", ""), ("sort", "-words")]), "/a?sort=-words");
        assert_eq!(asking("/a", &[("q", "")]), "/a");
    }
}
