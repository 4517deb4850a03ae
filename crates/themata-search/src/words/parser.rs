//! Puts operators, words and phrases together by their precedence.

use themata_text::CharSpan;

use super::lexer::{Kind, Lexeme};
use super::{Expr, Level, Like, Near, Phrase, SignWord, Word};
use crate::analyse::{Analyser, Forms};
use crate::error::Problem;
use crate::expression::{Expression, Flaw};
use crate::fold::{letters, without_accents, written};
use crate::fuzzy::Fuzzy;
use crate::pattern::{Pattern, Piece};
use crate::script::is_unspaced;
use crate::terms::is_own_stem;
use crate::{Error, Language};

/// How deep parentheses and negations may be nested.
const DEEPEST: u32 = 50;

/// Letters of the Ogham script, which has no case and no joining, stand in for the wildcards
/// while a word is cut: the cutting then treats a wildcard like the letters it stands for.
const ANY_LETTERS: char = '\u{1681}';
const ANY_LETTER: char = '\u{1682}';
const WILDCARDS: [char; 2] = [ANY_LETTERS, ANY_LETTER];

pub(super) fn parse(
    text: &str,
    lexemes: &[Lexeme],
    language: Language,
    expressions: &mut Vec<Expression>,
) -> Result<Expr, Error> {
    let end = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let whole = CharSpan::new(0, end);
    if lexemes.is_empty() {
        return Err(Error::words(Problem::Nothing, whole));
    }
    let analyser = Analyser::new(language);
    let mut parser = Parser { lexemes, at: 0, depth: 0, analyser, language, expressions };
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
    expressions: &'a mut Vec<Expression>,
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

    /// `a NEAR/5 b`, `a PRECEDES/5 b`
    fn near(&mut self) -> Result<Expr, Error> {
        let (left, left_place) = self.primary()?;
        let Some(&Lexeme { kind: Kind::Near { between, is_ordered }, .. }) = self.peek() else {
            return Ok(left);
        };
        self.at += 1;
        let (right, right_place) = self.primary()?;
        if let Some(&Lexeme { kind: Kind::Near { .. }, place }) = self.peek() {
            return Err(Error::words(Problem::NearChain, place));
        }
        let side = |node, place| phrases(node).ok_or(Error::words(Problem::NearWhat, place));
        let (left, right) = (side(left, left_place)?, side(right, right_place)?);
        Ok(Expr::Near(Near { left, right, between, is_ordered }))
    }

    /// A word, a phrase, or anything in parentheses.
    fn primary(&mut self) -> Result<(Expr, CharSpan), Error> {
        let Some(lexeme) = self.peek() else { return Err(self.ends_open()) };
        let place = lexeme.place;
        self.at += 1;
        let node = match &lexeme.kind {
            Kind::Word { text, level } => self.phrase(text, *level, false, place)?,
            Kind::Phrase { text, level } => self.phrase(text, *level, true, place)?,
            Kind::Fuzzy { text, level, edits } => self.fuzzy(text, *level, *edits, place)?,
            Kind::Expression { text, level } => self.expression(text, *level, place)?,
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
            Kind::And | Kind::Or | Kind::Not | Kind::Near { .. } => {
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
        level: Level,
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
        if !quoted && text.contains(WILDCARDS) && text.contains(is_unspaced) {
            // Where a word of the dictionary would end cannot be told with a part left open.
            let word = self.pattern(&text, level, place)?;
            return Ok(Expr::Phrase(Phrase { words: vec![(0, word)] }));
        }
        let tokens = self.analyser.tokens(&text);
        let mut words = Vec::with_capacity(tokens.len());
        let mut skipped = 0;
        for token in &tokens {
            let forms = &*token.forms;
            if quoted && *forms.letters == *ANY_LETTERS.encode_utf8(&mut [0; 4]) {
                skipped += 1;
                continue;
            }
            if skipped > 0 && words.is_empty() {
                return Err(Error::words(Problem::StarAtEnd, place));
            }
            if forms.signs.is_empty() {
                let word = self.word(forms, &text, token.span, level, quoted, place)?;
                words.push((skipped, word));
            } else {
                self.signs(forms, level, skipped, &mut words);
            }
            skipped = 0;
        }
        match words.is_empty() {
            false if skipped == 0 => Ok(Expr::Phrase(Phrase { words })),
            false => Err(Error::words(Problem::StarAtEnd, place)),
            true if tokens.is_empty() => Err(Error::words(Problem::NoWord, place)),
            true => Err(Error::words(Problem::StarAlone, place)),
        }
    }

    fn word(
        &mut self,
        forms: &Forms,
        text: &str,
        span: CharSpan,
        level: Level,
        quoted: bool,
        place: CharSpan,
    ) -> Result<Word, Error> {
        if forms.letters.contains(WILDCARDS) {
            let chars = text.chars().skip(span.start() as usize).take(span.len() as usize);
            return self.pattern(&chars.collect::<String>(), level, place);
        }
        if level != Level::Folded || quoted || self.language.algorithm().is_none() {
            let form: Box<str> = level.of(forms).into();
            let small = match level {
                Level::Written => forms.letters.clone(),
                Level::Letters | Level::Folded => form.clone(),
            };
            return Ok(Word::Form { level, form, small });
        }
        let stem = forms.stem.clone();
        let folded = without_accents(&stem, self.language);
        let own = is_own_stem(&stem, &folded, &self.analyser.stem(&stem));
        Ok(Word::Stem {
            language: self.language,
            stem,
            folded: forms.folded.clone(),
            accented: forms.letters != forms.folded,
            own,
        })
    }

    /// The signs of a word in a script without spaces. After an equals sign the words of the
    /// dictionary must begin and end where they do in what was typed.
    fn signs(&self, forms: &Forms, level: Level, skipped: u32, words: &mut Vec<(u32, Word)>) {
        let whole = level != Level::Folded;
        let last = forms.signs.len() - 1;
        for (at, sign) in forms.signs.iter().enumerate() {
            let word = Word::Sign(SignWord {
                sign: sign.folded.clone(),
                begins: whole && at == 0,
                ends: whole && at == last,
            });
            words.push((if at == 0 { skipped } else { 0 }, word));
        }
    }

    /// A word with wildcards. It is folded from what was typed and not from the forms, which
    /// are cut off at a length.
    fn pattern(&self, word: &str, level: Level, place: CharSpan) -> Result<Word, Error> {
        let pieces = self
            .at_level(word, level)
            .chars()
            .map(|c| match c {
                ANY_LETTERS => Piece::AnyLetters,
                ANY_LETTER => Piece::AnyLetter,
                c => Piece::Letter(c),
            })
            .collect();
        let pattern = Pattern::new(pieces).ok_or(Error::words(Problem::StarAlone, place))?;
        Ok(Word::Like { level, like: Like::Pattern(pattern) })
    }

    /// A word that may be misspelt.
    fn fuzzy(
        &mut self,
        text: &str,
        level: Level,
        edits: u8,
        place: CharSpan,
    ) -> Result<Expr, Error> {
        let mut words = Vec::new();
        for token in self.analyser.tokens(text) {
            let form = level.of(&token.forms);
            let Some(fuzzy) = Fuzzy::new(form, edits) else {
                let long = form.chars().count() > Fuzzy::MOST;
                let problem = if long { Problem::FuzzyLong } else { Problem::FuzzyShort };
                return Err(Error::words(problem, place));
            };
            words.push((0, Word::Like { level, like: Like::Fuzzy(fuzzy) }));
        }
        if words.is_empty() {
            return Err(Error::words(Problem::NoWord, place));
        }
        Ok(Expr::Phrase(Phrase { words }))
    }

    fn expression(&mut self, text: &str, level: Level, place: CharSpan) -> Result<Expr, Error> {
        let made = Expression::new(text, level, self.language, self.expressions);
        let expression = made.map_err(|flaw| match flaw {
            Flaw::Long => Error::words(Problem::ExpressionLong, place),
            Flaw::Large => Error::words(Problem::ExpressionLarge, place),
            Flaw::Wrong(why, at) => {
                let here = at.and_then(|at| {
                    // Before what was typed stand the equals signs and a slash.
                    let before = level as u32 + 1;
                    let start = place.start() + before + u32::try_from(at).ok()?;
                    (start < place.end()).then(|| CharSpan::new(start, start + 1))
                });
                Error::expression(why, here.unwrap_or(place))
            }
        })?;
        let word = Word::Like { level, like: Like::Expression(expression) };
        Ok(Expr::Phrase(Phrase { words: vec![(0, word)] }))
    }

    fn at_level(&self, word: &str, level: Level) -> String {
        let written = written(word);
        match level {
            Level::Written => written,
            Level::Letters => letters(&written, self.language),
            Level::Folded => without_accents(&letters(&written, self.language), self.language),
        }
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
        let error =
            Words::parse(typed, &[Language::English]).expect_err("the words are refused");
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
            "a NEAR b PRECEDES/2 c",
            "
a NEAR b PRECEDES/2 c
         ^^^^^^^^^^ NEAR joins two sides only; write `a NEAR b AND b NEAR c`",
        );
        check(
            "a near/x b",
            "
a near/x b
  ^^^^^^ NEAR needs a number of words; write it like `NEAR/5` or `PRECEDES/5`",
        );
    }

    #[test]
    fn regular_expressions_are_checked_where_they_stand() {
        check(
            "wait =/co(lou?r/",
            "
wait =/co(lou?r/
         ^ this regular expression is not well formed: unclosed group; mend it, or write the word without slashes",
        );
        check(
            "/wait nurse/",
            "
/wait nurse/
     ^ a regular expression is matched against single words, which hold no space; look for several words in quotation marks or with NEAR",
        );
        check(
            "nurse /wait",
            "
nurse /wait
      ^ this regular expression is never closed; add a `/` at its end, or take this one away",
        );
        check(
            "/wait/i",
            "
/wait/i
      ^ something stands directly behind the regular expression; put a space between them; case counts only after `==`",
        );
        check(
            "=//",
            "
=//
 ^^ there is nothing between the slashes; write an expression between them, such as `/colou?r/`",
        );
        check(
            "/(a{500}){500}/",
            "
/(a{500}){500}/
^^^^^^^^^^^^^^^ this regular expression takes too much memory; make its numbers of repetitions smaller",
        );
    }

    #[test]
    fn misspelling_has_its_limits() {
        check(
            "wait~3",
            "
wait~3
^^^^^^ a word may be misspelt by one or two letters; write it like `recieve~` or `recieve~2`",
        );
        check(
            "it~",
            "
it~
^^^ this word is too short to be misspelt so far; it needs two letters more than there may be edits",
        );
        check(
            "wai*~",
            "
wai*~
^^^^^ a wildcard and `~` cannot be in one word; leave one of them out",
        );
        check(
            "\"waiting list\"~3",
            "
\"waiting list\"~3
              ^ `~` is for single words; for words near each other write `waiting NEAR/3 list`",
        );
    }

    #[test]
    fn nesting_has_an_end() {
        let typed = format!("{}wait", "(".repeat(100_000));
        let error = Words::parse(&typed, &[Language::English]).expect_err("too deep");
        assert_eq!(error.to_string(), "search words, character 51: this is nested too deep");
        let typed = format!("{}wait", "NOT ".repeat(100_000));
        assert!(Words::parse(&typed, &[Language::English]).is_err());
    }
}
