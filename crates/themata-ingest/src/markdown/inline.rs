//! The inside of a Markdown paragraph as a browser shows it: without markup.

use std::collections::HashSet;

use super::emphasis::{Run, pair};
use super::reference::{self, Piece};
use crate::joint::joint;

/// What a paragraph shows. A `"\n"` in the words is a hard break.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) words: String,
    /// The byte ranges that are bold, in order.
    pub(super) bold: Vec<(usize, usize)>,
}

/// A token of a paragraph.
pub(super) enum Token {
    Words(String),
    Soft,
    Hard,
    Run(Run),
}

/// Shows a paragraph.
///
/// This is the inline grammar of CommonMark with strikethrough, less what no transcript uses.
/// Two things differ, because losing what somebody said is worse than showing a bracket: an
/// unknown HTML element such as `<crosstalk>` stays, and so does the text of a broken link.
pub(super) fn show(source: &str, references: &HashSet<String>) -> Shown {
    let mut tokens = tokens(source, references);
    let strong = pair(&mut tokens);
    let mut shown = Shown::default();
    let mut offsets = Vec::with_capacity(tokens.len() + 1);
    for (at, token) in tokens.iter().enumerate() {
        offsets.push(shown.words.len());
        match token {
            Token::Words(words) => shown.words.push_str(words),
            Token::Run(run) => {
                for _ in 0..run.left {
                    shown.words.push(run.mark);
                }
            }
            Token::Hard => {
                shown.words.truncate(shown.words.trim_end_matches(' ').len());
                shown.words.push('\n');
            }
            Token::Soft => {
                let next = tokens[at + 1..].iter().find_map(|token| match token {
                    Token::Words(words) if !words.is_empty() => Some(words.as_str()),
                    Token::Words(_) | Token::Run(_) => None,
                    Token::Soft | Token::Hard => Some(" "),
                });
                shown.words.truncate(shown.words.trim_end_matches(' ').len());
                let between = joint(&shown.words, next.unwrap_or(" "));
                shown.words.push_str(between);
            }
        }
    }
    offsets.push(shown.words.len());
    let length = shown.words.len();
    shown.bold = strong
        .into_iter()
        .map(|(from, to)| (offsets[from + 1].min(length), offsets[to].min(length)))
        .collect();
    shown.bold.sort_unstable();
    shown
}

fn tokens(source: &str, references: &HashSet<String>) -> Vec<Token> {
    let fences = Fences::of(source);
    let mut tokens: Vec<Token> = Vec::new();
    let mut words = String::new();
    let mut brackets: Vec<Bracket> = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let flush = |words: &mut String, tokens: &mut Vec<Token>| {
            if !words.is_empty() {
                tokens.push(Token::Words(std::mem::take(words)));
            }
        };
        match c {
            '\\' => {
                let next = rest[1..].chars().next();
                at += 1;
                match next {
                    Some('\n') => {
                        flush(&mut words, &mut tokens);
                        tokens.push(Token::Hard);
                        at += 1;
                    }
                    Some(next) if next.is_ascii_punctuation() => {
                        words.push(next);
                        at += 1;
                    }
                    _ => words.push('\\'),
                }
            }
            '\n' => {
                let hard = words.ends_with("  ");
                words.truncate(words.trim_end_matches([' ', '\t']).len());
                flush(&mut words, &mut tokens);
                tokens.push(if hard { Token::Hard } else { Token::Soft });
                at += rest.len() - rest.trim_start_matches(['\n', ' ', '\t']).len();
            }
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                if let Some(end) = fences.closing(at + run, run) {
                    words.push_str(code(&source[at + run..end]).as_str());
                    at = end + run;
                } else {
                    words.push_str(&rest[..run]);
                    at += run;
                }
            }
            '<' | '&' => match reference::read(rest) {
                Some((Piece::Words(piece), len)) => {
                    words.push_str(&piece);
                    at += len;
                }
                Some((Piece::Break, len)) => {
                    flush(&mut words, &mut tokens);
                    tokens.push(Token::Hard);
                    at += len;
                }
                None => {
                    words.push(c);
                    at += 1;
                }
            },
            '!' if rest[1..].starts_with('[') => {
                flush(&mut words, &mut tokens);
                brackets.push(Bracket { token: tokens.len(), source: at + 2, image: true });
                tokens.push(Token::Words("![".to_owned()));
                at += 2;
            }
            '[' => {
                flush(&mut words, &mut tokens);
                brackets.push(Bracket { token: tokens.len(), source: at + 1, image: false });
                tokens.push(Token::Words("[".to_owned()));
                at += 1;
            }
            ']' => {
                flush(&mut words, &mut tokens);
                at += 1;
                let Some(bracket) = brackets.pop() else {
                    words.push(']');
                    continue;
                };
                let inside = &source[bracket.source..at - 1];
                match reference::link(&source[at..], inside, references) {
                    Some(len) => {
                        if bracket.image {
                            tokens.truncate(bracket.token);
                        } else if let Token::Words(open) = &mut tokens[bracket.token] {
                            open.clear();
                        }
                        at += len;
                    }
                    None => words.push(']'),
                }
            }
            '*' | '_' | '~' => {
                let count = rest.len() - rest.trim_start_matches(c).len();
                flush(&mut words, &mut tokens);
                let before = source[..at].chars().next_back();
                let behind = rest[count..].chars().next();
                tokens.push(Token::Run(Run::new(c, count, before, behind)));
                at += count;
            }
            _ => {
                words.push(c);
                at += c.len_utf8();
            }
        }
    }
    if !words.is_empty() {
        tokens.push(Token::Words(words));
    }
    tokens
}

/// An opening bracket that may begin a link.
struct Bracket {
    token: usize,
    source: usize,
    image: bool,
}

fn code(inside: &str) -> String {
    let flat = inside.replace('\n', " ");
    let stripped = flat.strip_prefix(' ').and_then(|flat| flat.strip_suffix(' '));
    stripped.filter(|inner| !inner.trim().is_empty()).unwrap_or(&flat).to_owned()
}

/// Where the runs of backticks are, so that finding a closing run costs nothing.
struct Fences(Vec<(usize, usize)>);

impl Fences {
    fn of(source: &str) -> Fences {
        let mut fences = Vec::new();
        let mut at = 0;
        while let Some(next) = source[at..].find('`') {
            let start = at + next;
            let length = source[start..].bytes().take_while(|&b| b == b'`').count();
            fences.push((length, start));
            at = start + length;
        }
        fences.sort_unstable();
        Fences(fences)
    }

    fn closing(&self, from: usize, length: usize) -> Option<usize> {
        let next = self.0.partition_point(|&fence| fence < (length, from));
        self.0.get(next).filter(|fence| fence.0 == length).map(|fence| fence.1)
    }
}
