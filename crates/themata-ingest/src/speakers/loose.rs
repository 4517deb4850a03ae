//! Layouts that prove little on one line: `Ann<TAB>words`, `[Ann] words`, `<Ann> words`,
//! `Ann – words`, `Q. words`, and a name above its words. They are tried where nothing else
//! was found, and believed where a few names begin nearly every paragraph of the file.

use std::collections::HashMap;

use super::Part;
use super::name::{Belief, believe, is_capitals, is_code, series};
use crate::builder::Opening;
use crate::line::{Line, Role};

/// The longest name in bytes; whatever is longer is not looked at.
const LONGEST: usize = 120;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `Ann<TAB>words`
    Tab,
    /// `[Ann] words`
    Square,
    /// `<Ann> words` and `<Ann>: words`
    Angle,
    /// `(Ann) words`
    Round,
    /// `Ann – words`
    Dash,
    /// `Ann | words`
    Bar,
    /// `Q. words`
    Stop,
    /// A name, and the words on the lines below.
    Above,
}

const WAYS: [Way; 8] =
    [Way::Tab, Way::Square, Way::Angle, Way::Round, Way::Dash, Way::Bar, Way::Stop, Way::Above];

/// The parts of a file that has one of these layouts; `None` if it has none of them.
pub(super) fn decide(lines: &[Line], from: usize) -> Option<Vec<Part>> {
    let (way, names) =
        WAYS.into_iter().find_map(|way| Some((way, speakers(way, lines, from)?)))?;
    let part = |(at, line): (usize, &Line)| match way.read(line) {
        Some((name, words_from)) if at >= from && names.contains_key(name) => {
            let speaker = Some(name.to_owned());
            Part::Opens(Box::new(Opening { speaker, ..Opening::default() }), words_from)
        }
        _ if matches!(line.role, Role::Note | Role::Heading(_)) => Part::Apart,
        _ => Part::Follows,
    };
    Some(lines.iter().enumerate().map(part).collect())
}

/// What comes of a name if a file is read in one way.
#[derive(Debug, Default)]
struct Tally {
    turns: usize,
    /// In how many of them more than one word follows.
    spoken: usize,
}

/// The names that speak if a file is read in one way.
fn speakers(way: Way, lines: &[Line], from: usize) -> Option<HashMap<&str, Tally>> {
    let mut names: HashMap<&str, Tally> = HashMap::new();
    let mut units = 0;
    for line in lines.iter().skip(from).filter(|line| line.role != Role::Note) {
        units += usize::from(line.opens);
        if let Some((name, words_from)) = way.read(line) {
            let tally = names.entry(name).or_default();
            tally.turns += 1;
            let words = line.text[words_from..].trim();
            tally.spoken += usize::from(words.contains(char::is_whitespace));
        }
    }
    // Whether it is a name is asked of each once, and not of every line.
    names.retain(|name, tally| tally.turns >= 2 && way.is_name(name));
    let turns = sum(&names, |tally| tally.turns);
    if names.len() < 2 || turns < 4 || names.len() * 2 > turns {
        return None;
    }
    // A table has cells; people say more than one word.
    if way != Way::Above && sum(&names, |tally| tally.spoken) * 2 < turns {
        return None;
    }
    let covers = turns * 10 >= units * way.share(lines, turns);
    let is_apart = way != Way::Above || alternates(&names, lines, from);
    (covers && is_apart).then_some(names)
}

#[expect(clippy::iter_over_hash_type, reason = "a sum does not depend on the order")]
fn sum(names: &HashMap<&str, Tally>, count: impl Fn(&Tally) -> usize) -> usize {
    let mut total = 0;
    for tally in names.values() {
        total += count(tally);
    }
    total
}

/// Whether names above words have words below them, and not each other.
fn alternates(names: &HashMap<&str, Tally>, lines: &[Line], from: usize) -> bool {
    let is_name = |line: &Line| names.contains_key(line.text.trim());
    let pairs = lines[from..].windows(2).filter(|pair| is_name(&pair[0]));
    let (mut above, mut bare) = (0usize, 0usize);
    for pair in pairs {
        above += 1;
        bare += usize::from(is_name(&pair[1]));
    }
    above > 0 && bare * 10 <= above
}

impl Way {
    /// Of ten paragraphs, how many must begin with a name.
    fn share(self, lines: &[Line], turns: usize) -> usize {
        match self {
            Way::Tab | Way::Square | Way::Angle | Way::Stop => 7,
            Way::Round | Way::Dash | Way::Bar => 9,
            // The words may be a paragraph of their own, or several.
            Way::Above => {
                let opening = lines.iter().filter(|line| line.opens).count();
                match opening {
                    _ if opening == lines.len() => 4,
                    _ if opening >= turns * 2 => 3,
                    _ => 7,
                }
            }
        }
    }

    /// The name that a line begins with in this way, and where the words begin.
    fn read(self, line: &Line) -> Option<(&str, usize)> {
        if !matches!(line.role, Role::Body | Role::Heading(_)) {
            return None;
        }
        let text = &line.text;
        let start = text.len() - text.trim_start().len();
        let head = head(&text[start..]);
        let (name, behind) = match self {
            Way::Tab => split(head, &["\t"])?,
            Way::Square => split(head.strip_prefix('[')?, &["] ", "]\t"])?,
            Way::Angle => split(head.strip_prefix('<')?, &["> ", ">\t", ">: "])?,
            Way::Round => split(head.strip_prefix('(')?, &[") ", ")\t"])?,
            Way::Dash => split(head, &[" – ", " — ", " - "])?,
            Way::Bar => split(head, &[" | "])?,
            Way::Stop => split(head, &[". ", ".\t"])?,
            Way::Above if line.opens && text.len() <= LONGEST => (text.trim(), ""),
            Way::Above => return None,
        };
        let name = name.trim();
        let words_from = if self == Way::Above {
            text.len()
        } else {
            let at = behind.as_ptr() as usize - text.as_ptr() as usize;
            text.len() - text[at..].trim_start().len()
        };
        (self == Way::Above || words_from < text.len()).then_some((name, words_from))
    }

    fn is_name(self, name: &str) -> bool {
        let telling = is_code(name) || is_capitals(name) || series(name).is_some();
        let well_ended = !name.ends_with(['.', ',', ':', ';', '!', '?', '。']);
        let few = name.split_whitespace().count() <= 4;
        believe(name) == Belief::Strong
            && well_ended
            && few
            && match self {
                Way::Stop => is_code(name) || is_capitals(name),
                // Within a block of lines, what stands alone may be any short answer.
                Way::Above => {
                    let is_word = name.chars().nth(1).is_some();
                    telling || (is_word && !is_answer(name))
                }
                _ => true,
            }
    }
}

/// Whether a line is one of the short answers that come again and again.
fn is_answer(line: &str) -> bool {
    const ANSWERS: [&str; 24] = [
        "absolutely",
        "exactly",
        "good",
        "hello",
        "ja",
        "nee",
        "nein",
        "nej",
        "no",
        "non",
        "ok",
        "okay",
        "oui",
        "right",
        "sure",
        "sí",
        "thanks",
        "thank you",
        "yeah",
        "yes",
        "да",
        "нет",
        "はい",
        "いいえ",
    ];
    ANSWERS.contains(&line.to_lowercase().as_str())
}

fn split<'a>(head: &'a str, signs: &[&str]) -> Option<(&'a str, &'a str)> {
    signs
        .iter()
        .filter_map(|sign| head.find(sign).map(|at| (&head[..at], &head[at + sign.len()..])))
        .min_by_key(|(name, _)| name.len())
}

/// As much of a line as a name may take.
fn head(text: &str) -> &str {
    let end = (0..=text.len().min(LONGEST)).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}
