//! Small wordings that everything shares.

use themata_model::{AttributeId, Document, Session, Study, suggestions};

use crate::Failure;

/// That a name can be seen, and read back by every program that it goes to: no tabs, line ends or
/// NUL, which pages and tables cannot keep in a name. Codes are held to the same.
pub(crate) fn visible(name: &str) -> Result<&str, Failure> {
    if name.chars().any(char::is_control) {
        return Err(Failure::new(
            "a name cannot hold control characters, such as tabs and line ends",
        )
        .hint("type the name anew, without what was copied with it"));
    }
    Ok(name)
}

/// A number of things: `1 document`, `2 documents`, `3 studies`.
pub(crate) fn count(number: usize, what: &str) -> String {
    let number_of = grouped(number);
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o', 'u']) => {
            format!("{number_of} {stem}ies")
        }
        _ if what.ends_with('s') => format!("{number_of} {what}es"),
        _ => format!("{number_of} {what}s"),
    }
}

/// A whole number with thin spaces between thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// A list in words: `a`, `a and b`, `a, b and c`.
pub(crate) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A word with a capital.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of whoever acts, who must be known where a decision goes on record.
pub(crate) fn acting<'a>(session: &'a Session, what: &str) -> Result<&'a str, Failure> {
    let name = session.coder.as_deref().map(str::trim).filter(|name| !name.is_empty());
    name.ok_or_else(|| {
        Failure::new(format!("it is not known who {what}"))
            .hint("say `--coder NAME`, or set THEMATA_CODER once")
    })
}

/// A time in UTC to the minute, as people read it.
pub(crate) fn minute(at: &str) -> String {
    at.get(..16).map_or_else(|| at.to_owned(), |minute| minute.replace('T', " "))
}

/// A moment of a recording: `0:04:10`.
pub(crate) fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What a query adds to a sentence: ` with site:04`, or nothing.
pub(crate) fn of_query(query: &str) -> String {
    if query.is_empty() { String::new() } else { format!(" with {query}") }
}

/// The attribute of documents that has a name.
pub(crate) fn attribute(study: &Study, name: &str) -> Result<AttributeId, Failure> {
    let Some(attribute) = study.attribute_named(name) else {
        let names: Vec<&str> = study.attributes.iter().map(|a| a.name.as_str()).collect();
        let failure = Failure::new(format!("the documents have no attribute `{name}`"));
        let meant = suggestions(name, names.iter().copied());
        return Err(match (meant.first(), names.is_empty()) {
            (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
            (None, false) => failure.hint(format!("there are: {}", names.join(", "))),
            (None, true) => {
                failure.hint("`themata attributes import TABLE.csv` brings them in")
            }
        });
    };
    let of_documents = study.documents.iter().any(|d| d.values.contains_key(&attribute.id));
    let mut speakers = study.documents.iter().flat_map(|document| &document.version.speakers);
    let of_speaker = speakers.find_map(|speaker| speaker.values.get(&attribute.id));
    if let (false, Some(value)) = (of_documents, of_speaker) {
        let name = &attribute.name;
        return Err(Failure::new(format!(
            "`{name}` is known of speakers, not of documents, and documents are grouped here"
        ))
        .hint(format!(
            "ask for one value after the other, such as `{name}:\"{value}\"` in the query, which \
             means what those speakers say"
        )));
    }
    Ok(attribute.id)
}

/// The document of a name.
pub(crate) fn document<'a>(study: &'a Study, name: &str) -> Result<&'a Document, Failure> {
    study.document_named(name).ok_or_else(|| {
        let names = study.documents.iter().map(|document| document.name.as_str());
        let meant = suggestions(name, names);
        let failure = Failure::new(format!("no document is called `{name}`"));
        match meant.first() {
            Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
            None => failure.hint("`themata documents` lists them"),
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use super::{clock, count, visible};

    #[test]
    fn names_hold_nothing_that_controls_something() {
        assert_eq!(visible("Σ, \u{202e}שלום 👩‍👩‍👧").unwrap(), "Σ, \u{202e}שלום 👩‍👩‍👧");
        for name in ["a\0b", "a\tb", "a\nb", "\u{1b}[31m", "a\u{85}b"] {
            assert!(
                visible(name).unwrap_err().message.contains("control characters"),
                "{name:?}"
            );
        }
    }

    #[test]
    fn things_are_counted_in_words() {
        assert_eq!(count(1, "study"), "1 study");
        assert_eq!(count(2, "study"), "2 studies");
        assert_eq!(count(0, "turn"), "0 turns");
        assert_eq!(count(63_900, "coding"), "63\u{202f}900 codings");
        assert_eq!(clock(3_755_410), "1:02:35");
    }
}
