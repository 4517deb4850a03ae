//! Which way words run.

/// The direction of most of the letters, as HTML says it, or nothing where there are none.
///
/// The first letter, by which browsers go, is a poor witness: an Arabic sentence may well begin
/// with the name of a firm.
pub(super) fn direction<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    let (mut rightwards, mut leftwards) = (0_usize, 0_usize);
    for letter in words.into_iter().flat_map(str::chars) {
        if runs_leftwards(letter) {
            leftwards += 1;
        } else if letter.is_alphabetic() {
            rightwards += 1;
        }
    }
    match (rightwards, leftwards) {
        (0, 0) => None,
        _ => Some(if leftwards >= rightwards { "rtl" } else { "ltr" }),
    }
}

/// Whether a letter is of a block that the Unicode Character Database gives to scripts that are
/// written from right to left (`DerivedBidiClass`, R and AL), digits left out.
fn runs_leftwards(letter: char) -> bool {
    letter >= '\u{590}'
        && letter.is_alphabetic()
        && matches!(letter,
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn words_run_as_most_of_their_letters_do() {
        for (words, expect) in [
            ("plain", Some("ltr")),
            ("שלום לכולם", Some("rtl")),
            ("IBM قالت إن النظام لا يعمل", Some("rtl")),
            ("She said שלום to everyone", Some("ltr")),
            ("[…] 12:30", None),
            ("٣٤", None),
        ] {
            assert_eq!(direction([words]), expect, "{words}");
        }
    }
}
