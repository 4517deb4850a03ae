//! What is in a TextGrid. Praat reads numbers, texts in quotation marks and flags, and passes
//! over everything else; the long layout is the short one with explanations between.

use crate::error::Kind;

/// A TextGrid, as far as it could be read.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) tiers: Vec<Tier>,
    /// The line from which on nothing fits.
    pub(super) damaged: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Tier {
    pub(super) name: String,
    pub(super) intervals: Vec<Interval>,
    /// How many moments it names.
    pub(super) points: usize,
}

#[derive(Debug)]
pub(super) struct Interval {
    pub(super) start_ms: u64,
    pub(super) end_ms: u64,
    pub(super) words: String,
}

/// Reads the tiers of a text file. How many entries a tier has is not asked for: what stands
/// there says it.
pub(super) fn read(text: &str) -> Result<File, Kind> {
    let mut tokens = Tokens { text, at: 0, line: 1, began: 1 };
    check_kind(&mut tokens)?;
    let mut file = File::default();
    // The numbers since the last text: the times of what comes next.
    let mut numbers: Vec<f64> = Vec::new();
    let mut names_tier = false;
    loop {
        let token = tokens.next();
        let line = tokens.began;
        match token {
            Some(Token::Number(number)) => {
                if numbers.len() < 8 {
                    numbers.push(number);
                }
            }
            Some(Token::Text(label)) => {
                let is_class = matches!(label.as_str(), "IntervalTier" | "TextTier");
                // A tier begins where no times precede the word. Before the first tier stand
                // the times of the whole and a count.
                if is_class && (numbers.is_empty() || file.tiers.is_empty()) {
                    file.tiers.push(Tier::default());
                    names_tier = true;
                } else if names_tier {
                    names_tier = false;
                    if let Some(tier) = file.tiers.last_mut() {
                        tier.name = label;
                    }
                } else if let Some(tier) = file.tiers.last_mut() {
                    // The first entry of a tier follows the times of the tier and a count.
                    let skipped = if numbers.len() >= 3 { 3 } else { 0 };
                    match numbers[skipped..] {
                        [start, end] => tier.intervals.push(Interval {
                            start_ms: ms(start),
                            end_ms: ms(end),
                            words: label,
                        }),
                        [_] => tier.points += 1,
                        _ => file.damaged = file.damaged.or(Some(line)),
                    }
                }
                numbers.clear();
            }
            Some(Token::Broken) => {
                file.damaged = file.damaged.or(Some(line));
                break;
            }
            None => break,
        }
        // An empty tier ends with its count, and the next one begins.
        if let Some(tier) = file.tiers.last()
            && tier.intervals.is_empty()
            && tier.points == 0
            && numbers.len() == 3
            && numbers[2] == 0.0
            && !names_tier
        {
            numbers.clear();
        }
    }
    Ok(file)
}

/// Makes sure that the file is a TextGrid and not another thing that Praat writes.
fn check_kind(tokens: &mut Tokens<'_>) -> Result<(), Kind> {
    let hint = "open it in Praat and save it with `Save as text file…`";
    let mut texts = std::iter::from_fn(|| match tokens.next() {
        Some(Token::Text(text)) => Some(text),
        _ => None,
    });
    let first = texts.next().unwrap_or_default();
    if first.starts_with("Praat chronological TextGrid") {
        return Err(Kind::Unsupported { what: "a chronological TextGrid", hint });
    }
    match texts.next() {
        Some(class) if class.starts_with("TextGrid") => Ok(()),
        Some(_) => {
            Err(Kind::Unsupported { what: "an object of Praat that is no TextGrid", hint })
        }
        None => {
            let message = "the second line does not say what is in it".to_owned();
            Err(Kind::Malformed { what: "the TextGrid", message, hint })
        }
    }
}

fn ms(seconds: f64) -> u64 {
    (seconds.max(0.0) * 1_000.0).round() as u64
}

enum Token {
    Number(f64),
    Text(String),
    /// A text without an end.
    Broken,
}

struct Tokens<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// The line that the last token begins on.
    began: u32,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = &self.text[self.at..];
            let word = rest.trim_start();
            self.pass(rest.len() - word.len());
            self.began = self.line;
            let first = word.chars().next()?;
            if first == '"' {
                return Some(self.quoted());
            }
            if first == '!' {
                self.pass(word.find('\n').unwrap_or(word.len()));
                continue;
            }
            let len = word.find(char::is_whitespace).unwrap_or(word.len());
            self.pass(len);
            let is_number = first.is_ascii_digit() || matches!(first, '-' | '+' | '.');
            let number = word[..len].trim_end_matches('%').parse().ok();
            if let Some(number) = number.filter(|n: &f64| is_number && n.is_finite()) {
                return Some(Token::Number(number));
            }
        }
    }

    /// A text in quotation marks. Two of them inside stand for one.
    fn quoted(&mut self) -> Token {
        let mut text = String::new();
        self.pass(1);
        loop {
            let rest = &self.text[self.at..];
            let Some(end) = rest.find('"') else {
                self.pass(rest.len());
                return Token::Broken;
            };
            text.push_str(&rest[..end]);
            self.pass(end + 1);
            if !rest[end + 1..].starts_with('"') {
                return Token::Text(text);
            }
            text.push('"');
            self.pass(1);
        }
    }

    fn pass(&mut self, len: usize) {
        let passed = &self.text.as_bytes()[self.at..self.at + len];
        let ends = passed.iter().filter(|&&byte| byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at += len;
    }
}
