use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::Language;
use crate::fold::without_accents;
use crate::words::Level;

/// A regular expression that is matched against whole words.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    source: Box<str>,
    regex: Regex,
    beginning: String,
}

/// What is wrong with a regular expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Flaw {
    /// It is longer than [`Expression::LONGEST`].
    Long,
    /// What it is made into takes too much memory.
    Large,
    /// It is not well formed: why, and where in code points from its beginning, if known.
    Wrong(String, Option<usize>),
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.source == other.source
    }
}

impl Expression {
    /// The most code points in an expression.
    pub(crate) const LONGEST: usize = 500;

    /// The most memory that an expression may take when it is made, and again while it is
    /// matched, in bytes.
    const LARGEST: usize = 1 << 20;

    /// Understands what was typed between the slashes. Making an expression takes long, so one
    /// that was made already, for another language, is taken again; a new one is added.
    pub(crate) fn new(
        typed: &str,
        level: Level,
        language: Language,
        made: &mut Vec<Expression>,
    ) -> Result<Expression, Flaw> {
        if typed.chars().count() > Expression::LONGEST {
            return Err(Flaw::Long);
        }
        let folded = match level {
            Level::Folded => fold(typed, language),
            Level::Letters | Level::Written => typed.nfc().collect(),
        };
        let whole = format!("^(?:{folded})$");
        let source: Box<str> = format!("{level:?} {whole}").into();
        if let Some(known) = made.iter().find(|it| it.source == source) {
            return Ok(known.clone());
        }
        // What was typed is understood first, alone, so that an error has its place there and
        // no parenthesis reaches out of it.
        build(typed, level)?;
        let regex = build(&whole, level)?;
        let beginning = match level {
            Level::Written => String::new(),
            Level::Folded | Level::Letters => beginning(&folded),
        };
        made.push(Expression { source, regex, beginning });
        Ok(made[made.len() - 1].clone())
    }

    /// The letters that every word matching the expression begins with, as far as they are
    /// easily seen.
    pub(crate) fn beginning(&self) -> &str {
        &self.beginning
    }

    pub(crate) fn matches(&self, word: &str) -> bool {
        self.regex.is_match(word)
    }
}

fn build(expression: &str, level: Level) -> Result<Regex, Flaw> {
    let built = RegexBuilder::new(expression)
        .case_insensitive(level != Level::Written)
        .size_limit(Expression::LARGEST)
        .dfa_size_limit(Expression::LARGEST)
        .nest_limit(50)
        .build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => Flaw::Large,
        error => {
            let said = error.to_string();
            let why = said.rsplit_once("error: ").map_or("not understood", |(_, why)| why);
            // The second line repeats the expression, the third has carets under the place,
            // both behind the same number of blanks.
            let lines: Vec<&str> = said.lines().collect();
            let at = lines.get(1).zip(lines.get(2)).and_then(|(shown, carets)| {
                let caret = carets.chars().position(|c| c == '^')?;
                caret
                    .checked_sub(shown.chars().count().checked_sub(expression.chars().count())?)
            });
            Flaw::Wrong(why.trim().to_owned(), at)
        }
    })
}

/// The expression without the accents that its letters carry.
fn fold(typed: &str, language: Language) -> String {
    let composed: String = typed.nfc().collect();
    let mut folded = String::with_capacity(composed.len());
    let mut in_class = 0u32;
    let mut is_escaped = false;
    for c in composed.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class += 1,
            ']' => in_class = in_class.saturating_sub(1),
            _ => (),
        }
        if c.is_ascii() {
            folded.push(c);
            continue;
        }
        // The languages tell small letters of their own, as which capitals count, too.
        let small: String = c.to_lowercase().collect();
        let plain = without_accents(&small, language);
        match plain.chars().count() {
            1 => folded.push_str(&plain),
            // What is more than one letter without its accents is no single letter of a class.
            _ if in_class > 0 => folded.push(c),
            _ => {
                folded.push_str("(?:");
                folded.push_str(&plain);
                folded.push(')');
            }
        }
    }
    folded
}

fn beginning(expression: &str) -> String {
    // With a choice, or a flag that changes what letters mean, nothing is easily seen.
    if expression.contains('|') || expression.contains("(?") {
        return String::new();
    }
    let plain = |c: &char| c.is_ascii_alphanumeric();
    let mut letters: String = expression.chars().take_while(plain).collect();
    if expression[letters.len()..].starts_with(['*', '?', '{']) {
        letters.pop();
    }
    letters.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Expression, Flaw};
    use crate::Language;
    use crate::words::Level;

    #[track_caller]
    fn check(typed: &str, word: &str, expect: bool) {
        let expression =
            Expression::new(typed, Level::Folded, Language::English, &mut Vec::new());
        let expression = expression.expect("a sound expression");
        assert_eq!(expression.matches(word), expect);
        assert!(!expect || word.starts_with(expression.beginning()));
    }

    #[test]
    fn the_whole_word_must_match() {
        check("colou?r(ed)?", "color", true);
        check("colou?r(ed)?", "coloured", true);
        check("colou?r(ed)?", "colours", false);
        check("a|b", "ab", false);
        check("wa*t", "wt", true);
        check("wa+t", "waat", true);
    }

    #[test]
    fn letters_are_folded_and_signs_are_not() {
        check("Caf[éè]", "cafe", true);
        check(r"\W", "w", false);
        check(r"stra(ß|x)e", "strasse", true);
        check(r"[ß]", "ss", false);
        check("É", "e", true);
        let mut made = Vec::new();
        let expression = Expression::new("IT", Level::Written, Language::English, &mut made);
        let expression = expression.expect("a sound expression");
        assert!(expression.matches("IT") && !expression.matches("it"));
    }

    #[test]
    fn flaws_have_their_place() {
        let flaw = |typed: &str| {
            Expression::new(typed, Level::Folded, Language::English, &mut Vec::new())
                .expect_err("a flaw")
        };
        assert_eq!(flaw("a(b"), Flaw::Wrong("unclosed group".to_owned(), Some(1)));
        assert_eq!(flaw("é)"), Flaw::Wrong("unopened group".to_owned(), Some(1)));
        assert_eq!(flaw(&"a".repeat(501)), Flaw::Long);
        assert_eq!(flaw("(a{500}){500}"), Flaw::Large);
        assert!(matches!(flaw("a)(b"), Flaw::Wrong(..)));
        assert!(matches!(flaw("(?x)a #"), Flaw::Wrong(..)));
    }
}
