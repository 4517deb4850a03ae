use super::folded::{Folded, Form};
use super::{LEAST_LETTERS, Outcome, QuoteFinder, Way, decide};
use crate::CharSpan;

/// How many code points may be left out between two parts of a quote. An ellipsis stands for
/// some sentences; parts that lie further apart are more likely to be two quotes, and coding
/// all that lies between them would be wrong.
const LONGEST_GAP: u32 = 2_000;

/// Looks for a quote by the parts around its ellipses and brackets.
///
/// `None` if the quote has no such parts, or not all of them stand in order near each other.
pub(super) fn find(finder: &QuoteFinder<'_>, quote: &str) -> Option<Outcome> {
    let parts: Vec<String> =
        split(quote).into_iter().map(|part| Folded::quote(part, Form::Letters)).collect();
    let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
    // A bracket at either end leaves one part, which stands for the whole.
    if parts.is_empty() || letters < LEAST_LETTERS {
        return None;
    }
    let mut chains: Vec<CharSpan> = finder.letter_places(&parts[0]);
    for part in &parts[1..] {
        let next = finder.letter_places(part);
        chains = chains.iter().filter_map(|&chain| extended(chain, &next)).collect();
    }
    chains.dedup_by_key(|chain| chain.end());
    decide(chains, Way::Parts { parts: parts.len() })
}

/// A chain of parts with the nearest place of the next part behind it.
fn extended(chain: CharSpan, next: &[CharSpan]) -> Option<CharSpan> {
    let behind = next.partition_point(|place| place.start() < chain.end());
    let place = next.get(behind)?;
    (place.start() - chain.end() <= LONGEST_GAP).then(|| chain.hull(*place))
}

/// The stretches of a quote that lie outside its ellipses (`…`, `...`, `. . .`) and outside
/// its brackets (`[…]`, `(…)`, `[the manager]`).
fn split(quote: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begun, mut at) = (0, 0);
    while at < quote.len() {
        match gap_at(&quote[at..]) {
            Some(len) => {
                parts.push(&quote[begun..at]);
                at += len;
                begun = at;
            }
            None => at += quote[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(&quote[begun..]);
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

/// The length in bytes of the gap that a string begins with, or `None`.
fn gap_at(rest: &str) -> Option<usize> {
    let close = match rest.chars().next()? {
        '…' => return Some('…'.len_utf8()),
        '.' => {
            let dots = rest.find(|c: char| c != '.' && c != ' ').unwrap_or(rest.len());
            let count = rest[..dots].matches('.').count();
            return (count >= 3).then_some(dots);
        }
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    rest.find(close).map(|end| end + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn quotes_part_at_ellipses_and_brackets() {
        assert_eq!(split("we met [the team] often … until. . . May"), ["we met ", " often ", " until", "May"]);
        assert_eq!(split("an end. No gap"), ["an end. No gap"]);
        assert_eq!(split("... we met"), ["we met"]);
        assert_eq!(split("an [open bracket"), ["an [open bracket"]);
    }
}
