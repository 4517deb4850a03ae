//! Cuts what was typed into operators, words and phrases.

use themata_text::CharSpan;

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
    Near(u32),
    Word { text: String, exact: bool },
    Phrase { text: String, exact: bool },
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
                let exact = c == '=';
                at += usize::from(exact);
                match chars.get(at) {
                    Some(&quote) if is_quote(quote) => phrase(&chars, &mut at, exact)?,
                    _ => word(&chars, &mut at, exact, from)?,
                }
            }
        };
        lexemes.push(Lexeme { kind, place: place(from, at) });
    }
    Ok(lexemes)
}

/// Reads a phrase whose opening quotation mark is at `at`.
fn phrase(chars: &[char], at: &mut usize, exact: bool) -> Result<Kind, Error> {
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
    Ok(Kind::Phrase { text: chars[from + 1..from + 1 + length].iter().collect(), exact })
}

/// Reads an operator or a word up to the next space, parenthesis or quotation mark.
fn word(chars: &[char], at: &mut usize, exact: bool, from: usize) -> Result<Kind, Error> {
    let rest = &chars[*at..];
    let ends = |c: &char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(*c);
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    let text: String = rest[..length].iter().collect();
    *at += length;
    if exact {
        return Ok(Kind::Word { text, exact });
    }
    Ok(match text.as_str() {
        "AND" => Kind::And,
        "OR" => Kind::Or,
        "NOT" => Kind::Not,
        "NEAR" => Kind::Near(NEAR),
        _ => match text.get(..5) {
            Some(near) if near.eq_ignore_ascii_case("near/") => match text[5..].parse() {
                Ok(between) => Kind::Near(between),
                Err(_) => return Err(Error::words(Problem::NearNumber, place(from, *at))),
            },
            _ => Kind::Word { text, exact },
        },
    })
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn place(start: usize, end: usize) -> CharSpan {
    let of = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    CharSpan::new(of(start), of(end))
}
