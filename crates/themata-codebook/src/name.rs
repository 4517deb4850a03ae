use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// What is compared when two names are held against each other: the name in lower case, its
/// words parted by single spaces, whatever white space, hyphens, dashes or underscores parted
/// them before.
///
/// # Examples
///
/// ```
/// use themata_codebook::name_key;
///
/// assert_eq!(name_key("Shared-Vision"), name_key("shared  vision"));
/// assert_ne!(name_key("shared vision"), name_key("sharedvision"));
/// ```
#[must_use]
pub fn name_key(name: &str) -> String {
    let lower: String = name.nfc().collect::<String>().to_lowercase();
    let mut key = String::with_capacity(lower.len());
    for word in lower.split(parts_words).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

fn parts_words(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

/// The name as a codebook keeps it: no white space at its ends, single spaces within.
pub(crate) fn tidy_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as a codebook keeps it: no white space at its ends, lines ended by `\n`.
pub(crate) fn tidy_text(text: &str) -> String {
    let text = text.trim();
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// A name between back-ticks, cut in the middle when it is long, for messages.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

const LONGEST_QUOTED: usize = 60;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |letter: char| if letter.is_control() { ' ' } else { letter };
        let letters = self.0.chars().count();
        if letters <= LONGEST_QUOTED {
            let name: String = self.0.chars().map(shown).collect();
            return write!(f, "`{name}`");
        }
        let half = LONGEST_QUOTED / 2;
        let head: String = self.0.chars().take(half).map(shown).collect();
        let tail: String = self.0.chars().skip(letters - half).map(shown).collect();
        write!(f, "`{head}…{tail}`")
    }
}

/// Names between back-ticks as a list: `` `a`, `b` or `c` ``.
pub(crate) fn either(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| Quoted(name).to_string()).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
