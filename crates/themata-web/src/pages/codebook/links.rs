//! Where numbers, codes and excerpts lead.

use std::fmt::Write;

use themata_project::CharSpan;

/// The excerpts that a query means.
pub(super) fn excerpts(word: &str, query: &str) -> String {
    format!("/s/{word}/excerpts?q={}", encoded(query))
}

/// The excerpts that carry a code itself.
pub(super) fn of_code(word: &str, name: &str) -> String {
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    excerpts(word, &format!("code:=\"{name}\""))
}

/// A code of the codebook.
pub(super) fn code(word: &str, place: u32) -> String {
    format!("/s/{word}/codebook/{place}")
}

/// A stretch of a document.
pub(super) fn place(word: &str, document: u32, span: CharSpan) -> String {
    format!("/s/{word}/read/{document}#at-{}-{}", span.start(), span.end())
}

/// Words as they stand in the query of an address.
pub(super) fn encoded(words: &str) -> String {
    let mut encoded = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{encoded, of_code};

    #[test]
    fn words_travel_whole_in_an_address() {
        assert_eq!(encoded("a b&c=d+é%"), "a%20b%26c%3Dd%2B%C3%A9%25");
        assert_eq!(
            of_code("care", "say \"no\""),
            "/s/care/excerpts?q=code%3A%3D%22say%20%5C%22no%5C%22%22"
        );
    }
}
