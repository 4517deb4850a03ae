use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::CharSpan;

/// How much of the difference between two typings of the same words is overlooked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Case, the kind and amount of white space, the shape of quotation marks and dashes,
    /// soft hyphens and other invisible characters, ligatures, composed accents.
    Typing,
    /// All that, and everything that is not a letter or a digit.
    Letters,
}

/// A text in a folded form, and where each byte of it came from.
pub(super) struct Folded {
    pub(super) string: String,
    /// For each byte of `string`, the code point of the original that it stands for.
    origins: Vec<u32>,
}

impl Folded {
    pub(super) fn new(original: &str, form: Form) -> Folded {
        let mut folded = Folded {
            string: String::with_capacity(original.len()),
            origins: Vec::with_capacity(original.len()),
        };
        for (position, c) in (0u32..).zip(original.chars()) {
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase(), position, form);
            } else {
                decompose_compatible(c, |part| {
                    for lower in part.to_lowercase() {
                        folded.push(lower, position, form);
                    }
                });
            }
        }
        folded
    }

    /// The folded form of a quote: without white space at its ends.
    pub(super) fn quote(quote: &str, form: Form) -> String {
        Folded::new(quote, form).string.trim().to_owned()
    }

    /// Where a stretch of the folded form lies in the original, with the combining marks
    /// that follow its last letter.
    pub(super) fn span(&self, start: usize, end: usize) -> CharSpan {
        let marks: usize = self.string[end..]
            .chars()
            .take_while(|&c| is_combining_mark(c))
            .map(char::len_utf8)
            .sum();
        CharSpan::new(self.origins[start], self.origins[end + marks - 1] + 1)
    }

    fn push(&mut self, c: char, position: u32, form: Form) {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => return,
            _ if form == Form::Letters && !c.is_alphanumeric() && !is_combining_mark(c) => {
                return;
            }
            _ if c.is_whitespace() => {
                if self.string.ends_with(' ') {
                    return;
                }
                ' '
            }
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        };
        self.string.push(c);
        self.origins.resize(self.string.len(), position);
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Form};

    #[test]
    fn typing_differences_are_folded_away() {
        let quote = |s| Folded::quote(s, Form::Typing);
        assert_eq!(
            quote(" “It’s  co\u{ad}ordinated” –\nYES…"),
            "\"it's coordinated\" - yes..."
        );
        assert_eq!(quote("ﬁne é"), quote("fine e\u{301}"));
    }

    #[test]
    fn letters_alone_remain() {
        assert_eq!(Folded::quote("It’s 3.5, no?", Form::Letters), "its35no");
    }

    #[test]
    fn a_folded_place_leads_back_to_the_original() {
        let folded = Folded::new("A  caf\u{e9}!", Form::Typing);
        let start = folded.string.find("caf").unwrap_or_default();
        assert_eq!(folded.span(start, start + 4), crate::CharSpan::new(3, 7));
    }
}
