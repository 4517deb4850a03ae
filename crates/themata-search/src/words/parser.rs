//! Puts operators, words and phrases together by their precedence.

use themata_text::CharSpan;

use super::lexer::{Kind, Lexeme};
use super::{Expr, Near, Phrase, Word};
use crate::analyse::{Analyser, Forms};
use crate::error::Problem;
use crate::fold::{letters, without_accents};
use crate::pattern::{Pattern, Piece};
use crate::{Error, Language};

/// How deep parentheses and negations may be nested.
const DEEPEST: u32 = 50;

/// Letters of the Ogham script, which has no case and no joining, stand in for the wildcards
/// while a word is cut: the cutting then treats a wildcard like the letters it stands for.
const ANY_LETTERS: char = '\u{1681}';
const ANY_LETTER: char = '\u{1682}';

pub(super) fn parse(text: &str, lexemes: &[Lexeme], language: Language) -> Result<Expr, Error> {
    let end = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let whole = CharSpan::new(0, end);
    if lexemes.is_empty() {
        return Err(Error::words(Problem::Nothing, whole));
    }
    let mut parser =
        Parser { lexemes, at: 0, depth: 0, analyser: Analyser::new(language), language };
    let root = parser.choice()?;
    if let Some(lexeme) = parser.peek() {
        // Everything but a closing parenthesis continues a choice.
        return Err(Error::words(Problem::StrayClose, lexeme.place));
    }
    if found_in_silence(&root) {
        return Err(Error::words(Problem::OnlyWithout, whole));
    }
    Ok(root)
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    depth: u32,
    analyser: Analyser,
    language: Language,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.at)
    }

    fn next_if(&mut self, kind: &Kind) -> Option<&'a Lexeme> {
        let lexeme = self.peek().filter(|lexeme| lexeme.kind == *kind)?;
        self.at += 1;
        Some(lexeme)
    }

    /// `a OR b OR c`
    fn choice(&mut self) -> Result<Expr, Error> {
        let mut nodes = vec![self.conjunction()?];
        while self.next_if(&Kind::Or).is_some() {
            nodes.push(self.conjunction()?);
        }
        Ok(one_or(nodes, Expr::Or))
    }

    /// `a AND b c`
    fn conjunction(&mut self) -> Result<Expr, Error> {
        let mut nodes = vec![self.negation()?];
        loop {
            let joined = self.next_if(&Kind::And).is_some();
            match self.peek().map(|lexeme| &lexeme.kind) {
                None | Some(Kind::Or | Kind::Close) if !joined => break,
                _ => nodes.push(self.negation()?),
            }
        }
        Ok(one_or(nodes, Expr::And))
    }

    /// `NOT a`, `-a`
    fn negation(&mut self) -> Result<Expr, Error> {
        let Some(not) = self.next_if(&Kind::Not) else { return self.near() };
        self.deeper(not.place)?;
        let node = self.negation()?;
        self.depth -= 1;
        Ok(without(node))
    }

    /// `a NEAR/5 b`
    fn near(&mut self) -> Result<Expr, Error> {
        let (left, left_place) = self.primary()?;
        let Some(&Lexeme { kind: Kind::Near(between), .. }) = self.peek() else {
            return Ok(left);
        };
        self.at += 1;
        let (right, right_place) = self.primary()?;
        if let Some(&Lexeme { kind: Kind::Near(_), place }) = self.peek() {
            return Err(Error::words(Problem::NearChain, place));
        }
        let side = |node, place| phrases(node).ok_or(Error::words(Problem::NearWhat, place));
        let (left, right) = (side(left, left_place)?, side(right, right_place)?);
        Ok(Expr::Near(Near { left, right, between }))
    }

    /// A word, a phrase, or anything in parentheses.
    fn primary(&mut self) -> Result<(Expr, CharSpan), Error> {
        let Some(lexeme) = self.peek() else { return Err(self.ends_open()) };
        let place = lexeme.place;
        self.at += 1;
        let node = match &lexeme.kind {
            Kind::Word { text, exact } => self.phrase(text, *exact, false, place)?,
            Kind::Phrase { text, exact } => self.phrase(text, *exact, true, place)?,
            Kind::Open => {
                if let Some(close) = self.next_if(&Kind::Close) {
                    return Err(Error::words(
                        Problem::EmptyParentheses,
                        place.hull(close.place),
                    ));
                }
                self.deeper(place)?;
                if self.peek().is_none() {
                    return Err(Error::words(Problem::OpenParenthesis, place));
                }
                let node = self.choice()?;
                self.depth -= 1;
                let Some(close) = self.next_if(&Kind::Close) else {
                    return Err(Error::words(Problem::OpenParenthesis, place));
                };
                return Ok((node, place.hull(close.place)));
            }
            Kind::Close if self.at == 1 => {
                return Err(Error::words(Problem::StrayClose, place));
            }
            Kind::Close => {
                self.at -= 1;
                return Err(self.ends_open());
            }
            Kind::And | Kind::Or | Kind::Not | Kind::Near(_) => {
                return Err(Error::words(Problem::NoWordBefore, place));
            }
        };
        Ok((node, place))
    }

    /// The complaint that the operator just read has nothing behind it.
    fn ends_open(&self) -> Error {
        let last = self.at.checked_sub(1).and_then(|at| self.lexemes.get(at));
        let place = last.map_or(CharSpan::new(0, 0), |lexeme| lexeme.place);
        Error::words(Problem::EndsOpen, place)
    }

    fn deeper(&mut self, place: CharSpan) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Error::words(Problem::TooDeep, place)) } else { Ok(()) }
    }

    /// What stands between two spaces or two quotation marks, as the words it consists of.
    fn phrase(
        &mut self,
        text: &str,
        exact: bool,
        quoted: bool,
        place: CharSpan,
    ) -> Result<Expr, Error> {
        let text: String = text
            .chars()
            .map(|c| match c {
                '*' => ANY_LETTERS,
                '?' if !quoted => ANY_LETTER,
                c => c,
            })
            .collect();
        let tokens = self.analyser.tokens(&text);
        let mut words = Vec::with_capacity(tokens.len());
        for (offset, token) in (0..).zip(&tokens) {
            let forms = &*token.forms;
            if quoted && *forms.letters == *ANY_LETTERS.encode_utf8(&mut [0; 4]) {
                continue;
            }
            words.push((offset, self.word(forms, &text, token.span, exact, quoted, place)?));
        }
        let ends = |words: &[(u32, Word)]| {
            let (first, last) = (words.first()?.0, words.last()?.0);
            Some(first == 0 && last as usize == tokens.len() - 1)
        };
        match ends(&words) {
            Some(true) => Ok(Expr::Phrase(Phrase { words })),
            Some(false) => Err(Error::words(Problem::StarAtEnd, place)),
            None if tokens.is_empty() => Err(Error::words(Problem::NoWord, place)),
            None => Err(Error::words(Problem::StarAlone, place)),
        }
    }

    fn word(
        &self,
        forms: &Forms,
        text: &str,
        span: CharSpan,
        exact: bool,
        quoted: bool,
        place: CharSpan,
    ) -> Result<Word, Error> {
        if forms.letters.contains([ANY_LETTERS, ANY_LETTER]) {
            let chars = text.chars().skip(span.start() as usize).take(span.len() as usize);
            return self.pattern(&chars.collect::<String>(), exact, place);
        }
        Ok(if exact {
            Word::Letters(forms.letters.clone())
        } else if quoted || self.language == Language::None {
            Word::Folded(forms.folded.clone())
        } else {
            Word::Stem {
                stem: forms.stem.clone(),
                folded: forms.folded.clone(),
                accented: forms.letters != forms.folded,
            }
        })
    }

    /// A word with wildcards. It is folded from what was typed and not from the forms, which
    /// are cut off at a length.
    fn pattern(&self, word: &str, exact: bool, place: CharSpan) -> Result<Word, Error> {
        let letters = letters(word);
        let word = if exact { letters } else { without_accents(&letters, self.language) };
        let pieces = word
            .chars()
            .map(|c| match c {
                ANY_LETTERS => Piece::AnyLetters,
                ANY_LETTER => Piece::AnyLetter,
                c => Piece::Letter(c),
            })
            .collect();
        let pattern = Pattern::new(pieces).ok_or(Error::words(Problem::StarAlone, place))?;
        Ok(if exact { Word::LettersPattern(pattern) } else { Word::FoldedPattern(pattern) })
    }
}

fn one_or(mut nodes: Vec<Expr>, many: impl FnOnce(Vec<Expr>) -> Expr) -> Expr {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            many(nodes)
        }
        None => many(nodes),
    }
}

/// The opposite of a node, with the negation pushed inwards.
fn without(node: Expr) -> Expr {
    match node {
        Expr::And(nodes) => Expr::Or(nodes.into_iter().map(without).collect()),
        Expr::Or(nodes) => Expr::And(nodes.into_iter().map(without).collect()),
        Expr::Without(node) => *node,
        node @ (Expr::Phrase(_) | Expr::Near(_)) => Expr::Without(Box::new(node)),
    }
}

/// The phrases of a node that is a phrase or a choice of phrases.
fn phrases(node: Expr) -> Option<Vec<Phrase>> {
    match node {
        Expr::Phrase(phrase) => Some(vec![phrase]),
        Expr::Or(nodes) => {
            let phrases: Option<Vec<Vec<Phrase>>> = nodes.into_iter().map(phrases).collect();
            Some(phrases?.into_iter().flatten().collect())
        }
        Expr::Near(_) | Expr::And(_) | Expr::Without(_) => None,
    }
}

/// Whether a passage without any word would be found: then the words say only what to leave
/// out, and what is found would have no place to show.
fn found_in_silence(node: &Expr) -> bool {
    match node {
        Expr::Phrase(_) | Expr::Near(_) => false,
        Expr::Without(_) => true,
        Expr::And(nodes) => nodes.iter().all(found_in_silence),
        Expr::Or(nodes) => nodes.iter().any(found_in_silence),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Words};

    /// Draws the error's place under what was typed.
    #[track_caller]
    fn check(typed: &str, expect: &str) {
        let error = Words::parse(typed, Language::English).expect_err("the words are refused");
        let place = error.place().expect("an error about words has a place");
        let carets = "^".repeat(place.len().max(1) as usize);
        let hint = error.hint().expect("an error about words has a hint");
        let message = error.to_string();
        let message = message.split_once(": ").map_or(message.as_str(), |(_, said)| said);
        let got = format!(
            "{typed}\n{}{carets} {message}; {hint}",
            " ".repeat(place.start() as usize)
        );
        assert_eq!(got, expect.trim_matches('\n'));
    }

    #[test]
    fn what_is_opened_must_be_closed() {
        check(
            "wait (nurse OR queue",
            "
wait (nurse OR queue
     ^ this parenthesis is never closed; add a `)`",
        );
        check(
            "wait (",
            "
wait (
     ^ this parenthesis is never closed; add a `)`",
        );
        check(
            "🙂 \"waiting list",
            "
🙂 \"waiting list
  ^ this quotation mark is never closed; add a `\"` at the end of the phrase",
        );
        check(
            "wait) nurse",
            "
wait) nurse
    ^ this parenthesis closes nothing; add a `(` before it, or take it away",
        );
        check(
            ")",
            "
)
^ this parenthesis closes nothing; add a `(` before it, or take it away",
        );
        check(
            "wait ()",
            "
wait ()
     ^^ there is nothing between the parentheses; put words between them, or take them away",
        );
    }

    #[test]
    fn an_operator_needs_its_words() {
        check(
            "OR wait",
            "
OR wait
^^ there is no word before this; write it between two words, or in quotation marks to look for the word itself",
        );
        check(
            "wait AND OR nurse",
            "
wait AND OR nurse
         ^^ there is no word before this; write it between two words, or in quotation marks to look for the word itself",
        );
        check(
            "wait NOT",
            "
wait NOT
     ^^^ there is no word after this; add a word, or write it in quotation marks to look for the word itself",
        );
        check(
            "(wait AND) nurse",
            "
(wait AND) nurse
      ^^^ there is no word after this; add a word, or write it in quotation marks to look for the word itself",
        );
        check(
            "wait - nurse",
            "
wait - nurse
     ^ this minus stands alone; write it directly before the word to leave out, such as `-nurse`",
        );
    }

    #[test]
    fn there_must_be_something_to_find() {
        check("  ", "  \n^^ there is no word to look for; type a word, such as `wait`");
        check(
            "wait & see",
            "
wait & see
     ^ there is no word in this; look for words, numbers or emoji",
        );
        check(
            "wait *",
            "
wait *
     ^ a wildcard needs letters beside it; write some letters of the word, such as `wait*`",
        );
        check(
            "\"* list\"",
            "
\"* list\"
^^^^^^^^ a phrase cannot begin or end with a star of its own; take the star away",
        );
        check(
            "NOT wait",
            "
NOT wait
^^^^^^^^ this says only what to leave out; add a word to find, such as `care NOT wait`",
        );
        check(
            "wait OR -nurse",
            "
wait OR -nurse
^^^^^^^^^^^^^^ this says only what to leave out; add a word to find, such as `care NOT wait`",
        );
    }

    #[test]
    fn near_joins_words_only() {
        check(
            "(wait nurse) NEAR/5 list",
            "
(wait nurse) NEAR/5 list
^^^^^^^^^^^^ NEAR cannot join this; give it words, phrases, or words joined by OR in parentheses",
        );
        check(
            "a NEAR b NEAR c",
            "
a NEAR b NEAR c
         ^^^^ NEAR joins two sides only; write `a NEAR b AND b NEAR c`",
        );
        check(
            "a near/x b",
            "
a near/x b
  ^^^^^^ NEAR needs a number of words; write it like `NEAR/5`",
        );
    }

    #[test]
    fn nesting_has_an_end() {
        let typed = format!("{}wait", "(".repeat(100_000));
        let error = Words::parse(&typed, Language::English).expect_err("too deep");
        assert_eq!(error.to_string(), "search words, character 51: this is nested too deep");
        let typed = format!("{}wait", "NOT ".repeat(100_000));
        assert!(Words::parse(&typed, Language::English).is_err());
    }
}
