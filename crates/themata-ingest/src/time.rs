//! Time stamps as typists and programs write them: `00:10`, `[1:04:56]`, `(00:10.5)`,
//! `#00:00:10-5#`, and two of them with a dash or an arrow between.

/// The latest moment that a source can mean, in milliseconds: more than a century.
pub(crate) const LATEST_MS: u64 = 4_000_000_000_000;

/// A time stamp, or a range of two, at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) start_ms: u64,
    pub(crate) end_ms: Option<u64>,
    pub(crate) dress: Dress,
    /// The length of the stamp in bytes, with its brackets.
    pub(crate) len: usize,
}

/// What stands around a stamp. The stamps of one file are dressed alike, which tells them from
/// times of day that somebody mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dress {
    Bare,
    Square,
    Round,
    Angle,
    Curly,
    Hash,
}

/// The stamp that a text begins with.
pub(crate) fn stamp(text: &str) -> Option<Stamp> {
    let (dress, close) = match text.as_bytes().first()? {
        b'[' => (Dress::Square, Some(b']')),
        b'(' => (Dress::Round, Some(b')')),
        b'<' => (Dress::Angle, Some(b'>')),
        b'{' => (Dress::Curly, Some(b'}')),
        b'#' => (Dress::Hash, Some(b'#')),
        b'0'..=b'9' => (Dress::Bare, None),
        _ => return None,
    };
    let mut at = usize::from(close.is_some());
    at += spaces(&text[at..]);
    let (start_ms, len) = clock(&text[at..])?;
    at += len;
    let mut end_ms = None;
    let gap = spaces(&text[at..]);
    if let Some(dash) = dash(&text[at + gap..]) {
        let behind = at + gap + dash;
        let behind = behind + spaces(&text[behind..]);
        if let Some((ms, len)) = clock(&text[behind..]) {
            end_ms = Some(ms).filter(|&ms| ms >= start_ms);
            at = behind + len;
        }
    }
    if let Some(close) = close {
        at += spaces(&text[at..]);
        if text.as_bytes().get(at) != Some(&close) {
            return None;
        }
        at += 1;
    } else if text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == ':') {
        return None;
    }
    Some(Stamp { start_ms, end_ms, dress, len: at })
}

/// The stamp that a text ends with, and where it begins.
pub(crate) fn stamp_at_end(text: &str) -> Option<(usize, Stamp)> {
    // A stamp is ASCII and short, so only the last few bytes can hold one.
    let tail = text.len().saturating_sub(40);
    let window = &text.as_bytes()[tail..];
    let opener = match window.last()? {
        b']' => b'[',
        b')' => b'(',
        b'>' => b'<',
        b'}' => b'{',
        b'#' => b'#',
        b'0'..=b'9' => 0,
        _ => return None,
    };
    let start = if opener == 0 {
        let bare = |b: &u8| b.is_ascii_digit() || matches!(b, b':' | b'.');
        window.iter().rposition(|b| !bare(b)).map_or(0, |at| at + 1)
    } else {
        window[..window.len() - 1].iter().rposition(|&b| b == opener)?
    };
    let start = tail + start;
    let found = stamp(text.get(start..)?)?;
    (start + found.len == text.len()).then_some((start, found))
}

/// A reading of a clock, `m:ss` or `h:mm:ss` with an optional fraction: milliseconds and the
/// length in bytes.
pub(crate) fn clock(text: &str) -> Option<(u64, usize)> {
    let bytes = text.as_bytes();
    let (first, mut at) = number(bytes, 0, 3)?;
    let mut parts = [first, 0, 0];
    let mut count = 1;
    while count < 3 && bytes.get(at) == Some(&b':') {
        let Some((value, next)) = number(bytes, at + 1, 2) else { break };
        // One digit is a clock's only where hours are told too: `0:0:1.9`, but not `2:1`.
        let is_short = next == at + 2;
        if is_short && count == 1 && bytes.get(next) != Some(&b':') {
            return None;
        }
        parts[count] = value;
        count += 1;
        at = next;
    }
    let (hours, minutes, seconds) = match count {
        2 => (0, parts[0], parts[1]),
        3 => (parts[0], parts[1], parts[2]),
        _ => return None,
    };
    if seconds > 59 || (count == 3 && minutes > 59) {
        return None;
    }
    let mut ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    match bytes.get(at) {
        Some(b'.' | b',' | b'-') => {
            let fraction = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            if fraction > 0 && fraction <= 9 {
                ms += thousandths(&bytes[at + 1..at + 1 + fraction]);
                at += 1 + fraction;
            }
        }
        // The frames of a film camera say less than a transcript needs.
        Some(b':' | b';') => {
            if let Some((_, next)) = number(bytes, at + 1, 2).filter(|&(_, n)| n == at + 3) {
                at = next;
            }
        }
        _ => {}
    }
    Some((ms, at))
}

fn thousandths(digits: &[u8]) -> u64 {
    (0..3).fold(0, |sum, place| {
        sum * 10 + digits.get(place).map_or(0, |digit| u64::from(digit - b'0'))
    })
}

fn number(bytes: &[u8], from: usize, most: usize) -> Option<(u64, usize)> {
    let digits = bytes.get(from..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > most {
        return None;
    }
    let value = bytes[from..from + digits]
        .iter()
        .fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    Some((value, from + digits))
}

fn dash(text: &str) -> Option<usize> {
    ["-->", "->", "–", "—", "-", "→"]
        .iter()
        .find(|dash| text.starts_with(**dash))
        .map(|d| d.len())
}

fn spaces(text: &str) -> usize {
    text.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::{clock, stamp, stamp_at_end};

    #[track_caller]
    fn check(input: &str, expect: Option<(u64, Option<u64>, &str)>) {
        let found = stamp(input).map(|s| (s.start_ms, s.end_ms, &input[s.len..]));
        assert_eq!(found, expect);
    }

    #[test]
    fn the_dresses_of_a_stamp() {
        check("00:10 A", Some((10_000, None, " A")));
        check("[1:04:56] A", Some((3_896_000, None, " A")));
        check("(00:10.5)", Some((10_500, None, "")));
        check("#00:00:10-5#", Some((10_500, None, "")));
        check("<00:03.500>", Some((3_500, None, "")));
        check("[75:10]", Some((4_510_000, None, "")));
        check("01:02:03:12 A", Some((3_723_000, None, " A")));
        check("0:0:1.940", Some((1_940, None, "")));
    }

    #[test]
    fn two_times_make_a_range() {
        check("[00:10 - 00:12] A", Some((10_000, Some(12_000), " A")));
        check("00:00:10,500 --> 00:00:12,000", Some((10_500, Some(12_000), "")));
        check("[00:10–00:05]", Some((10_000, None, "")));
    }

    #[test]
    fn what_is_no_stamp() {
        for input in [
            "7:3 left", "7:3:", "10:30am", "12:75", "[00:10", "1:99:00", "3", "", "[4] x",
            "2:1",
        ] {
            check(input, None);
        }
    }

    #[test]
    fn a_fraction_counts_by_place() {
        assert_eq!(clock("00:00:01.37"), Some((1_370, 11)));
        assert_eq!(clock("0:01,7"), Some((1_700, 6)));
        assert_eq!(clock("0:01.123456"), Some((1_123, 11)));
    }

    #[test]
    fn a_stamp_at_the_end() {
        let line = "Unknown Speaker  1:02:03";
        assert_eq!(stamp_at_end(line).map(|(at, s)| (at, s.start_ms)), Some((17, 3_723_000)));
        assert_eq!(
            stamp_at_end("Ann (00:10)").map(|(at, s)| (at, s.start_ms)),
            Some((4, 10_000))
        );
        assert_eq!(stamp_at_end("Ann é 7:30pm"), None);
        assert_eq!(stamp_at_end("#00:10#").map(|(at, _)| at), Some(0));
    }
}
