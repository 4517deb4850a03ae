use std::iter::Peekable;
use std::str::Chars;

use super::{Expr, QueryError, Term};

/// How deep brackets and `NOT` may be nested. Nobody writes more, and every further level
/// would cost stack.
const DEEPEST: u32 = 64;

/// Whether a character may stand in a name or value that is not in quotation marks.
pub(super) fn is_plain(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | ':' | ',' | '"' | '“' | '”')
}

pub(super) fn parse(text: &str) -> Result<Option<Expr>, QueryError> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { tokens, next: 0, depth: 0 };
    let root = parser.or()?;
    match parser.peek() {
        None => Ok(Some(root)),
        Some((at, Token::Close)) => {
            Err(QueryError::new(Some(*at), "a closing bracket without an opening one"))
        }
        Some((at, _)) => Err(QueryError::new(Some(*at), "this does not belong here")
            .hint("a value that holds a colon or a comma stands in quotation marks")),
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Colon,
    Comma,
    And,
    Or,
    Not,
    Word(String),
}

fn tokens(text: &str) -> Result<Vec<(u32, Token)>, QueryError> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    let mut at = 0;
    while let Some(&c) = chars.peek() {
        let begun = at;
        let token = match c {
            _ if c.is_whitespace() => {
                advance(&mut chars, &mut at);
                continue;
            }
            '(' | ')' | ':' | ',' => {
                advance(&mut chars, &mut at);
                match c {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    ':' => Token::Colon,
                    _ => Token::Comma,
                }
            }
            '"' | '“' | '”' => Token::Word(quoted(&mut chars, &mut at)?),
            _ => match plain(&mut chars, &mut at).as_str() {
                "AND" => Token::And,
                "OR" => Token::Or,
                "NOT" => Token::Not,
                word => Token::Word(word.to_owned()),
            },
        };
        tokens.push((begun, token));
    }
    Ok(tokens)
}

fn plain(chars: &mut Peekable<Chars<'_>>, at: &mut u32) -> String {
    let mut word = String::new();
    while let Some(&c) = chars.peek() {
        if !is_plain(c) {
            break;
        }
        word.push(c);
        advance(chars, at);
    }
    word
}

fn quoted(chars: &mut Peekable<Chars<'_>>, at: &mut u32) -> Result<String, QueryError> {
    let begun = *at;
    advance(chars, at);
    let mut word = String::new();
    while let Some(c) = advance(chars, at) {
        match c {
            '"' | '“' | '”' => return Ok(word),
            '\\' => word.extend(advance(chars, at)),
            _ => word.push(c),
        }
    }
    Err(QueryError::new(Some(begun), "a quotation mark that is never closed"))
}

fn advance(chars: &mut Peekable<Chars<'_>>, at: &mut u32) -> Option<char> {
    *at += 1;
    chars.next()
}

struct Parser {
    tokens: Vec<(u32, Token)>,
    next: usize,
    depth: u32,
}

impl Parser {
    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.and()?];
        while self.take(&Token::Or) {
            parts.push(self.and()?);
        }
        Ok(only(parts, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.not()?];
        loop {
            let joined = self.take(&Token::And);
            let follows =
                matches!(self.peek(), Some((_, Token::Open | Token::Not | Token::Word(_))));
            if !joined && !follows {
                return Ok(only(parts, Expr::And));
            }
            parts.push(self.not()?);
        }
    }

    fn not(&mut self) -> Result<Expr, QueryError> {
        let at = self.peek().map(|(at, _)| *at);
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(at, "brackets are nested too deeply"));
        }
        let expr = if self.take(&Token::Not) {
            Expr::Not(Box::new(self.not()?))
        } else if self.take(&Token::Open) {
            let inner = self.or()?;
            if !self.take(&Token::Close) {
                return Err(QueryError::new(at, "a bracket that is never closed"));
            }
            inner
        } else {
            self.term()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    fn term(&mut self) -> Result<Expr, QueryError> {
        let example = "write terms such as theme:leadership, code:\"shared vision\" or site:04";
        let Some((at, token)) = self.peek().cloned() else {
            return Err(
                QueryError::new(None, "the query ends where a term was expected").hint(example)
            );
        };
        let Token::Word(name) = token else {
            return Err(QueryError::new(Some(at), "a term was expected here").hint(example));
        };
        self.next += 1;
        if !self.take(&Token::Colon) {
            return Err(QueryError::new(
                Some(at),
                format!("`{name}` is a bare word; a query is made of terms `name:value`"),
            )
            .hint(format!(
                "write theme:{name}, code:{name} or site:{name}, and a name of several words in \
                 quotation marks: code:\"clean code\"; `themata search` finds words"
            )));
        }
        let mut values = vec![self.value(&name)?];
        while self.take(&Token::Comma) {
            values.push(self.value(&name)?);
        }
        Ok(Expr::Term(Term { name, values, at }))
    }

    fn value(&mut self, name: &str) -> Result<String, QueryError> {
        match self.peek().cloned() {
            Some((_, Token::Word(value))) => {
                self.next += 1;
                Ok(value)
            }
            // A value may be spelt like one of the joining words.
            Some((_, token @ (Token::And | Token::Or | Token::Not))) => {
                self.next += 1;
                Ok(format!("{token:?}").to_uppercase())
            }
            other => Err(QueryError::new(
                other.map(|(at, _)| at),
                format!("`{name}:` is followed by no value"),
            )),
        }
    }

    fn peek(&self) -> Option<&(u32, Token)> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek().is_some_and(|(_, token)| token == wanted);
        self.next += usize::from(found);
        found
    }
}

fn only(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() == 1 { parts.remove(0) } else { join(parts) }
}
