//! Cuts what was typed into operators, words and phrases.

use themata_text::CharSpan;

use super::Level;
use crate::Error;
use crate::error::Problem;

/// How many words may stand between the two sides of a NEAR without a number.
const NEAR: u32 = 10;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub(super) kind: Kind,
    /// The place in what was typed, in code points.
    pub(super) place: CharSpan,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near {
        between: u32,
        is_ordered: bool,
    },
    Word {
        text: String,
        level: Level,
    },
    /// A word that may be misspelt by so many edits.
    Fuzzy {
        text: String,
        level: Level,
        edits: u8,
    },
    Phrase {
        text: String,
        level: Level,
    },
    /// What stands between two slashes.
    Expression {
        text: String,
        level: Level,
    },
}

pub(super) fn lexemes(text: &str) -> Result<Vec<Lexeme>, Error> {
    let chars: Vec<char> = text.chars().collect();
    let mut lexemes = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let from = at;
        let kind = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '(' => {
                at += 1;
                Kind::Open
            }
            ')' => {
                at += 1;
                Kind::Close
            }
            '-' => {
                at += 1;
                if chars.get(at).is_none_or(|c| c.is_whitespace() || *c == ')') {
                    return Err(Error::words(Problem::MinusAlone, place(from, at)));
                }
                Kind::Not
            }
            _ => {
                let mut level = Level::Folded;
                while let ('=', Some(next)) =
                    (chars.get(at).copied().unwrap_or(' '), more(level))
                {
                    level = next;
                    at += 1;
                }
                match chars.get(at) {
                    Some(&quote) if is_quote(quote) => phrase(&chars, &mut at, level)?,
                    Some('/') => expression(&chars, &mut at, level)?,
                    _ => word(&chars, &mut at, level, from)?,
                }
            }
        };
        lexemes.push(Lexeme { kind, place: place(from, at) });
    }
    Ok(lexemes)
}

/// What one equals sign more asks for.
fn more(level: Level) -> Option<Level> {
    match level {
        Level::Folded => Some(Level::Letters),
        Level::Letters => Some(Level::Written),
        Level::Written => None,
    }
}

/// Reads a phrase whose opening quotation mark is at `at`.
fn phrase(chars: &[char], at: &mut usize, level: Level) -> Result<Kind, Error> {
    let from = *at;
    // A straight quotation mark is closed by another one only, so that a passage may be
    // pasted between two of them with the typographic marks that it holds.
    let straight = chars[from] == '"';
    let closes = |c: char| if straight { c == '"' } else { is_quote(c) };
    let length = chars[from + 1..].iter().position(|&c| closes(c));
    let Some(length) = length else {
        return Err(Error::words(Problem::OpenQuote, place(from, from + 1)));
    };
    *at = from + length + 2;
    if chars.get(*at) == Some(&'~') {
        return Err(Error::words(Problem::FuzzyPhrase, place(*at, *at + 1)));
    }
    Ok(Kind::Phrase { text: chars[from + 1..from + 1 + length].iter().collect(), level })
}

/// Reads a regular expression whose opening slash is at `at`.
fn expression(chars: &[char], at: &mut usize, level: Level) -> Result<Kind, Error> {
    let from = *at;
    let mut text = String::new();
    loop {
        *at += 1;
        match (chars.get(*at), chars.get(*at + 1)) {
            (None, _) => {
                return Err(Error::words(Problem::OpenExpression, place(from, from + 1)));
            }
            (Some('/'), _) => break,
            // What the expression makes of `\/` is a slash as well, so the place of an error
            // within the expression is that in what was typed.
            (Some('\\'), Some(next)) => {
                text.extend(['\\', *next]);
                *at += 1;
            }
            (Some(c), _) => text.push(*c),
        }
        if chars[*at].is_whitespace() {
            return Err(Error::words(Problem::ExpressionSpace, place(*at, *at + 1)));
        }
    }
    *at += 1;
    if text.is_empty() {
        return Err(Error::words(Problem::ExpressionEmpty, place(from, *at)));
    }
    let ends = |c: &char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(*c);
    if !chars.get(*at).is_none_or(ends) {
        return Err(Error::words(Problem::BehindExpression, place(*at, *at + 1)));
    }
    Ok(Kind::Expression { text, level })
}

/// Reads an operator or a word up to the next space, parenthesis or quotation mark.
fn word(chars: &[char], at: &mut usize, level: Level, from: usize) -> Result<Kind, Error> {
    let rest = &chars[*at..];
    let ends = |c: &char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(*c);
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    let text: String = rest[..length].iter().collect();
    *at += length;
    if level == Level::Folded
        && let Some(operator) = operator(&text, place(from, *at))?
    {
        return Ok(operator);
    }
    let Some((word, edits)) = text.rsplit_once('~') else {
        return Ok(Kind::Word { text, level });
    };
    let edits = match edits {
        "" | "1" => 1,
        "2" => 2,
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            return Err(Error::words(Problem::FuzzyNumber, place(from, *at)));
        }
        // A tilde inside a word is punctuation.
        _ => return Ok(Kind::Word { text, level }),
    };
    if word.contains(['*', '?']) {
        return Err(Error::words(Problem::FuzzyPattern, place(from, *at)));
    }
    Ok(Kind::Fuzzy { text: word.to_owned(), level, edits })
}

fn operator(text: &str, place: CharSpan) -> Result<Option<Kind>, Error> {
    let (name, number) = match text.split_once('/') {
        Some((name, number)) => (name, Some(number)),
        None => (text, None),
    };
    let is_ordered = name.eq_ignore_ascii_case("precedes");
    let Some(number) = number else {
        return Ok(match text {
            "AND" => Some(Kind::And),
            "OR" => Some(Kind::Or),
            "NOT" => Some(Kind::Not),
            "NEAR" | "PRECEDES" => Some(Kind::Near { between: NEAR, is_ordered }),
            _ => None,
        });
    };
    if !is_ordered && !name.eq_ignore_ascii_case("near") {
        return Ok(None);
    }
    match number.parse() {
        Ok(between) => Ok(Some(Kind::Near { between, is_ordered })),
        Err(_) => Err(Error::words(Problem::NearNumber, place)),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn place(start: usize, end: usize) -> CharSpan {
    let of = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    CharSpan::new(of(start), of(end))
}
