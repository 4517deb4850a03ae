//! Whether a stretch before a colon can be a person's name.

use super::keys::PREAMBLE_KEYS;
use super::words::{COUNTED, NOT_SPEAKERS, PARTICLES, PROSE};

/// How far a stretch is believed to name a speaker, on its looks alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Belief {
    /// It cannot be a name: it is prose, an address, a number.
    No,
    /// It looks like a name but is known to be something else: `Note`, `Question 3`.
    Doubtful,
    /// It may be a name if it comes often: `interviewer`, `Second nurse`.
    Weak,
    /// It looks like a name or a code: `Ann`, `P12`, `ALL PARTICIPANTS`, `受訪者`.
    Strong,
}

/// The longest name in characters, which is MAXQDA's limit too.
pub(super) const LONGEST: usize = 63;
const MOST_WORDS: usize = 6;

/// Judges a stretch without white space at its ends.
pub(super) fn believe(name: &str) -> Belief {
    let Some(first) = name.chars().next() else { return Belief::No };
    if !first.is_alphanumeric() && !matches!(first, '(' | '[' | '"' | '“' | '?') {
        return Belief::No;
    }
    if name.chars().nth(LONGEST).is_some() || !name.chars().any(char::is_alphabetic) {
        return Belief::No;
    }
    // `Airplane!` and `Unknown?` are met as names; a mark inside is prose.
    let inner = name.trim_end_matches(['!', '?']);
    let marks = ['!', '?', ';', '=', '<', '>', '{', '}', '|', '@', '\t'];
    if inner.is_empty() || inner.contains(marks) || inner.contains("//") {
        return Belief::No;
    }
    let mut words = 0;
    let mut small = 0;
    let mut aside = false;
    for word in name.split_whitespace() {
        words += 1;
        // What stands in brackets says what somebody is: `Ann (nurse)`.
        aside |= word.starts_with('(');
        if aside {
            aside = !word.ends_with(')');
            continue;
        }
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        if ends_a_sentence(word) {
            return Belief::No;
        }
        let folded = core.to_lowercase();
        if folded != core && PROSE.contains(&folded.as_str()) && core.chars().nth(1).is_some() {
            // A capital does not save it: `He said`. `IT` and `US` are departments and places.
            if core.chars().any(char::is_lowercase) {
                return Belief::No;
            }
        } else if PROSE.contains(&core) {
            return Belief::No;
        }
        if core.starts_with(char::is_lowercase) && !PARTICLES.contains(&core) {
            small += 1;
        }
    }
    if words > MOST_WORDS || small > 2 {
        return Belief::No;
    }
    if is_something_else(name) {
        return Belief::Doubtful;
    }
    if small > 0 || name.ends_with(['!', '?']) { Belief::Weak } else { Belief::Strong }
}

/// Whether a name is known to be the name of something else than a person.
fn is_something_else(name: &str) -> bool {
    let folded = name.to_lowercase();
    if NOT_SPEAKERS.contains(&folded.as_str()) || PREAMBLE_KEYS.contains(&folded.as_str()) {
        return true;
    }
    let Some((word, number)) = folded.rsplit_once(char::is_whitespace) else { return false };
    let word = word.trim();
    let counts = COUNTED.contains(&word) || PREAMBLE_KEYS.contains(&word);
    number.starts_with(|c: char| c.is_ascii_digit()) && counts
}

/// A word that a full stop follows is the end of a sentence, unless it is an abbreviation:
/// `Dr.`, `J.`, `Prof.`.
fn ends_a_sentence(word: &str) -> bool {
    word.strip_suffix(['.', '…']).is_some_and(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 4 || word.starts_with(char::is_lowercase)
    }) || word.ends_with(['…', '。'])
}

/// Whether a name is one of the keys that stand above a transcript, such as `Date`.
pub(super) fn is_preamble_key(name: &str) -> bool {
    PREAMBLE_KEYS.contains(&name.to_lowercase().as_str())
}

/// The shape of a name: its digits all alike. `P3` and `P12` are codes of one series.
pub(super) fn series(name: &str) -> Option<String> {
    if !name.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut shape = String::with_capacity(name.len());
    for c in name.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    Some(shape)
}

/// Whether a name is a code such as `I`, `P3` or `INT`: short, and not a word.
pub(super) fn is_code(name: &str) -> bool {
    let mut chars = name.chars();
    let is_short = name.chars().nth(4).is_none();
    is_short && chars.all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a name is written in capitals throughout, as `RESEARCHER` is and `P` is not.
pub(super) fn is_capitals(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Belief, believe, series};

    #[track_caller]
    fn check(names: &[&str], expect: Belief) {
        for name in names {
            assert_eq!(believe(name), expect, "{name}");
        }
    }

    #[test]
    fn names_and_codes() {
        check(
            &[
                "Ann",
                "P",
                "P12",
                "RESEARCHER",
                "ALL PARTICIPANTS",
                "PARTICIPANT 2",
                "Mireille Reece, PsyD",
                "Dr. J. van der Berg",
                "Unknown Speaker",
                "Mary Ann O'Neil",
                "受訪者",
                "مُقابِل",
                "I1",
                "ผู้ให้สัมภาษณ์",
                "Anna (nurse)",
                "IT",
                "Q",
            ],
            Belief::Strong,
        );
        check(&["interviewer", "speaker 1", "Second nurse", "Airplane!"], Belief::Weak);
    }

    #[test]
    fn what_is_known_to_be_something_else() {
        check(&["Note", "Question 3", "DATE", "Figure 12", "PART 2"], Belief::Doubtful);
    }

    #[test]
    fn prose_and_numbers() {
        check(
            &[
                "",
                "12",
                "- Ann",
                "And he would come and say",
                "He said",
                "the following",
                "So we had three kinds",
                "I went home. Then",
                "What? Well",
                "a@b.org",
            ],
            Belief::No,
        );
    }

    #[test]
    fn codes_of_one_series_have_one_shape() {
        assert_eq!(series("P3"), series("P12"));
        assert_eq!(series("Ann"), None);
    }
}
