use std::iter::Peekable;
use std::str::Chars;

use super::QueryError;

/// A piece of a query, and where it begins in code points.
pub(super) type Placed = (u32, Token);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Colon,
    Comma,
    And,
    Or,
    Not,
    Word(Word),
}

/// A name, a value or a word looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The signs before it: nothing, `=` or `==`.
    pub(super) exact: &'static str,
    pub(super) kind: WordKind,
    pub(super) text: String,
}

/// How a word stands in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Plain,
    Quoted,
    /// A regular expression between slashes.
    Expression,
}

/// Whether a character may stand in a name or value that is not in quotation marks.
pub(super) fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | ':' | ',') && !is_quote(c)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// Cuts a query into its pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, QueryError> {
    let mut lexer = Lexer { chars: text.chars().peekable(), at: 0 };
    let mut tokens = Vec::new();
    while let Some(&c) = lexer.chars.peek() {
        let begun = lexer.at;
        let token = match c {
            _ if c.is_whitespace() => {
                lexer.advance();
                continue;
            }
            '(' | ')' | ':' | ',' => {
                lexer.advance();
                match c {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    ':' => Token::Colon,
                    _ => Token::Comma,
                }
            }
            '/' if !follows_colon(&tokens) => Token::Word(lexer.expression("")?),
            '-' if !follows_colon(&tokens) && lexer.negates() => {
                lexer.advance();
                Token::Not
            }
            _ => lexer.word()?,
        };
        tokens.push((begun, token));
    }
    Ok(tokens)
}

/// Whether what comes next is a value, in which slashes and hyphens are mere characters.
fn follows_colon(tokens: &[Placed]) -> bool {
    matches!(tokens.last(), Some((_, Token::Colon | Token::Comma)))
}

struct Lexer<'a> {
    chars: Peekable<Chars<'a>>,
    at: u32,
}

impl Lexer<'_> {
    fn word(&mut self) -> Result<Token, QueryError> {
        let exact = self.exact();
        if self.chars.peek().copied().is_some_and(is_quote) {
            let text = self.quoted()?;
            return Ok(Token::Word(Word { exact, kind: WordKind::Quoted, text }));
        }
        if !exact.is_empty() && self.chars.peek() == Some(&'/') {
            return Ok(Token::Word(self.expression(exact)?));
        }
        let text = self.plain();
        Ok(match (exact, text.as_str()) {
            ("", "AND") => Token::And,
            ("", "OR") => Token::Or,
            ("", "NOT") => Token::Not,
            _ => Token::Word(Word { exact, kind: WordKind::Plain, text }),
        })
    }

    fn exact(&mut self) -> &'static str {
        let mut signs = 0;
        while signs < 2 && self.chars.peek() == Some(&'=') {
            self.advance();
            signs += 1;
        }
        ["", "=", "=="][signs]
    }

    fn plain(&mut self) -> String {
        let mut word = String::new();
        while let Some(&c) = self.chars.peek() {
            if !is_plain(c) {
                break;
            }
            word.push(c);
            self.advance();
        }
        word
    }

    fn quoted(&mut self) -> Result<String, QueryError> {
        let begun = self.at;
        self.advance();
        let mut word = String::new();
        while let Some(c) = self.advance() {
            match c {
                _ if is_quote(c) => return Ok(word),
                '\\' => word.extend(self.advance()),
                _ => word.push(c),
            }
        }
        Err(QueryError::new(Some(begun), "a quotation mark that is never closed"))
    }

    /// A regular expression, which may hold anything but an unescaped slash.
    fn expression(&mut self, exact: &'static str) -> Result<Word, QueryError> {
        let begun = self.at;
        self.advance();
        let mut text = String::new();
        while let Some(c) = self.advance() {
            match c {
                '/' => return Ok(Word { exact, kind: WordKind::Expression, text }),
                '\\' => {
                    text.push(c);
                    text.extend(self.advance());
                }
                _ => text.push(c),
            }
        }
        Err(QueryError::new(Some(begun), "a regular expression that is never closed")
            .hint("write it between two slashes: /colou?r/"))
    }

    /// Whether a hyphen stands directly before something, which it then leaves out.
    fn negates(&mut self) -> bool {
        let mut ahead = self.chars.clone();
        ahead.next();
        ahead.next().is_some_and(|c| !c.is_whitespace() && !matches!(c, '-' | ')' | ':' | ','))
    }

    fn advance(&mut self) -> Option<char> {
        self.at += 1;
        self.chars.next()
    }
}
