use super::folded::{Folded, Form};
use super::{LEAST_LETTERS, Outcome, QuoteFinder, Way, decide};
use crate::CharSpan;

/// How many code points an ellipsis may stand for. It usually stands for some sentences; parts
/// that lie further apart are more likely to be two quotes, and coding all that lies between
/// them would be wrong.
const LONGEST_ELLIPSIS: u32 = 2_000;

/// How many code points a bracket may stand for. It explains or replaces a few words.
const LONGEST_BRACKET: u32 = 200;

/// A part of a quote, and how much may lie between it and the part before.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    words: &'a str,
    reach: u32,
}

/// Looks for a quote by the parts around its ellipses and brackets.
///
/// `None` if the quote has no such parts, or not all of them stand in order near each other.
pub(super) fn find(finder: &QuoteFinder<'_>, quote: &str) -> Option<Outcome> {
    let parts = split(quote);
    let letters: Vec<String> =
        parts.iter().map(|part| Folded::quote(part.words, Form::Letters)).collect();
    // A bracket at either end leaves one part, which stands for the whole.
    let (first, others) = letters.split_first()?;
    if letters.iter().map(|part| part.chars().count()).sum::<usize>() < LEAST_LETTERS {
        return None;
    }
    let mut chains: Vec<CharSpan> = finder.letter_places(first);
    for (part, letters) in parts[1..].iter().zip(others) {
        let next = finder.letter_places(letters);
        chains =
            chains.iter().filter_map(|&chain| extended(chain, &next, part.reach)).collect();
        // A short part such as `They` stands in many places before the next one; only the
        // nearest of them is part of the quote.
        chains.dedup_by(|later, kept| {
            let same = later.end() == kept.end();
            if same {
                *kept = *later;
            }
            same
        });
    }
    decide(chains, Way::Parts { parts: parts.len() })
}

/// A chain of parts with the nearest place of the next part behind it.
fn extended(chain: CharSpan, next: &[CharSpan], reach: u32) -> Option<CharSpan> {
    let behind = next.partition_point(|place| place.start() < chain.end());
    let place = next.get(behind)?;
    (place.start() - chain.end() <= reach).then(|| chain.hull(*place))
}

/// The stretches of a quote that lie outside its ellipses (`…`, `...`, `. . .`) and outside
/// its brackets (`[…]`, `(…)`, `[the manager]`).
fn split(quote: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut begun, mut at, mut reach) = (0, 0, 0);
    let mut push = |words, reach| parts.push(Part { words, reach });
    while at < quote.len() {
        match gap_at(&quote[at..]) {
            Some((len, longest)) => {
                push(&quote[begun..at], reach);
                at += len;
                (begun, reach) = (at, longest);
            }
            None => at += quote[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    push(&quote[begun..], reach);
    parts.retain(|part| part.words.chars().any(char::is_alphanumeric));
    parts
}

/// The length in bytes of the gap that a string begins with, and how much it may stand for.
fn gap_at(rest: &str) -> Option<(usize, u32)> {
    let close = match rest.chars().next()? {
        '…' => return Some(('…'.len_utf8(), LONGEST_ELLIPSIS)),
        '.' => {
            let dots = rest.find(|c: char| c != '.' && c != ' ').unwrap_or(rest.len());
            let count = rest[..dots].matches('.').count();
            return (count >= 3).then_some((dots, LONGEST_ELLIPSIS));
        }
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    let len = rest.find(close)? + close.len_utf8();
    let is_ellipsis = !rest[..len].chars().any(char::is_alphanumeric);
    Some((len, if is_ellipsis { LONGEST_ELLIPSIS } else { LONGEST_BRACKET }))
}

#[cfg(test)]
mod tests {
    use super::split;

    fn check(quote: &str, expect: &[&str]) {
        let parts: Vec<&str> = split(quote).iter().map(|part| part.words.trim()).collect();
        assert_eq!(parts, expect);
    }

    #[test]
    fn quotes_part_at_ellipses_and_brackets() {
        check("we met [the team] often … until. . . May", &["we met", "often", "until", "May"]);
        check("an end. No gap", &["an end. No gap"]);
        check("... we met", &["we met"]);
        check("an [open bracket", &["an [open bracket"]);
    }
}
