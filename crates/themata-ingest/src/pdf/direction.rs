//! Scripts that are written from right to left.

use super::{PdfLine, PdfScrap};

/// Whether a text has more letters of such scripts than of others.
pub(super) fn is_rightward(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (mut rightward, mut all) = (0usize, 0usize);
    for c in letters {
        rightward += usize::from(is_rtl(c));
        all += 1;
    }
    rightward * 2 > all
}

/// Whether there is a letter of such a script.
pub(super) fn has_rtl(text: &str) -> bool {
    text.chars().any(is_rtl)
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, with the shapes that print has for them.
fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !is_digit(c)
}

/// Digits are written from left to right in every script.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Makes the letters of each word stand from left to right as the eye meets them. Engines hand
/// them over in that order, or in the order in which they are read.
pub(super) fn spell_as_seen(scraps: &mut [PdfScrap]) {
    let words = scraps.iter().flat_map(|scrap| scrap.piece.text.split_whitespace());
    let (mut seen, mut read) = (0usize, 0usize);
    for word in words.filter(|word| has_rtl(word)) {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic());
        seen += usize::from(begins_a_word_backwards(letters));
        read += usize::from(ends_a_word(letters));
    }
    if read <= seen {
        return;
    }
    for piece in scraps.iter_mut().map(|scrap| &mut scrap.piece) {
        if has_rtl(&piece.text) {
            let words = piece.text.split_inclusive(char::is_whitespace);
            piece.text = words
                .map(|word| if has_rtl(word) { backwards(word) } else { word.to_owned() })
                .collect();
        }
    }
}

/// A word with the white space behind it, spelt backwards.
fn backwards(word: &str) -> String {
    let bare = word.trim_end();
    let mut spelt = turn(bare, true);
    spelt.push_str(&word[bare.len()..]);
    spelt
}

/// Letters that have a shape of their own at the end of a word, and the Arabic article.
fn ends_a_word(letters: &str) -> bool {
    letters.chars().count() > 1
        && (letters.ends_with(is_final) || letters.starts_with("\u{627}\u{644}"))
}

fn begins_a_word_backwards(letters: &str) -> bool {
    letters.chars().count() > 1
        && (letters.starts_with(is_final) || letters.ends_with("\u{644}\u{627}"))
}

fn is_final(c: char) -> bool {
    matches!(
        c,
        '\u{5da}' | '\u{5dd}' | '\u{5df}' | '\u{5e3}' | '\u{5e5}' | '\u{629}' | '\u{649}'
    )
}

/// Puts a line whose letters stand as the eye meets them into the order in which it is read.
pub(super) fn read(line: &mut PdfLine) {
    if !line.pieces.iter().any(|piece| has_rtl(&piece.text)) {
        return;
    }
    let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
    let rightward = is_rightward(&text);
    for piece in &mut line.pieces {
        piece.text = turn(&piece.text, rightward);
    }
    if rightward {
        line.pieces.reverse();
    }
}

/// Spells a line, whose letters stand from left to right as the eye meets them, in the order
/// in which it is read; or one that is spelt so as the eye meets it.
pub(super) fn turn(text: &str, rightward: bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if rightward {
        turn_chars(&mut chars);
        return chars.into_iter().collect();
    }
    let mut at = 0;
    while at < chars.len() {
        let end = run(&chars, at, is_rtl, |c| !is_ltr(c));
        if end > at {
            turn_chars(&mut chars[at..end]);
        }
        at = end.max(at + 1);
    }
    chars.into_iter().collect()
}

/// Reverses all, but neither words of other scripts nor numbers.
fn turn_chars(chars: &mut [char]) {
    chars.reverse();
    let mut at = 0;
    while at < chars.len() {
        let end = if is_ltr(chars[at]) {
            run(chars, at, |c| is_ltr(c) || is_digit(c), |c| !is_rtl(c))
        } else {
            let inside = |c| matches!(c, '.' | ',' | ':' | '/' | '-');
            run(chars, at, is_digit, inside)
        };
        chars[at..end].reverse();
        at = end.max(at + 1);
    }
    // A bracket opens what it stands before. Some programs write down its shape and some what
    // it does, so only a closing one before the first opening one tells.
    if matches!(chars.iter().find_map(|&c| mirrored(c)), Some((_, true))) {
        for c in chars {
            *c = mirrored(*c).map_or(*c, |(other, _)| other);
        }
    }
}

/// The end of the longest run from here whose ends a rule is true of, and between which only
/// what is true of it or of a second one stands.
fn run(
    chars: &[char],
    from: usize,
    ends: impl Fn(char) -> bool,
    inside: impl Fn(char) -> bool,
) -> usize {
    let mut end = from;
    if !ends(chars[from]) {
        return end;
    }
    for (at, &c) in chars.iter().enumerate().skip(from) {
        if ends(c) {
            end = at + 1;
        } else if !inside(c) {
            break;
        }
    }
    end
}

fn is_ltr(c: char) -> bool {
    c.is_alphabetic() && !is_rtl(c)
}

/// The other one of a pair of brackets, and whether this one closes it.
fn mirrored(c: char) -> Option<(char, bool)> {
    Some(match c {
        '(' => (')', false),
        ')' => ('(', true),
        '[' => (']', false),
        ']' => ('[', true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_rightward, turn};

    #[track_caller]
    fn check(seen: &str, rightward: bool, expect: &str) {
        assert_eq!(turn(seen, rightward), expect);
        assert_eq!(turn(expect, rightward), seen, "back again");
    }

    #[test]
    fn words_are_read_from_the_right() {
        check("?םויה ךמולש המ :ןייארמ", true, "מראיין: מה שלומך היום?");
        check(".the work דומלל 2019 תנשבו", true, "ובשנת 2019 ללמוד the work.");
        check("3.5-ב 10:30 העשב", true, "בשעה 10:30 ב-3.5");
        check("2020 2019", true, "2019 2020");
    }

    #[test]
    fn words_of_others_are_left_as_they_are() {
        check("one two", true, "one two");
        check("he said םולש ןכ, twice", false, "he said כן שלום, twice");
    }

    #[test]
    fn brackets_open_what_stands_behind_them() {
        assert_eq!(turn("םוי (בוט) רמא", true), "אמר (טוב) יום");
        assert_eq!(turn("םוי )בוט( רמא", true), "אמר (טוב) יום");
    }

    #[test]
    fn the_direction_of_a_text() {
        assert!(is_rightward("ובשנת 2019 התחלתי ללמוד nursing"));
        assert!(!is_rightward("He said שלום twice"));
        assert!(!is_rightward("12:30"));
    }
}
