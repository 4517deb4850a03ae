//! The blocks of a caption file: which lines are cues, and when each is shown.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::time::clock;
use crate::{Format, Place};

/// A caption: what is shown, and from when to when.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) number: u32,
    pub(super) start_ms: Option<u64>,
    pub(super) end_ms: Option<u64>,
    /// The lines as they stand in the file, with their markup.
    pub(super) lines: Vec<String>,
}

/// Reads the cues of a caption file whose line ends are clean. WebVTT and SubRip differ in the
/// header, in the blocks that are no captions and in the decimal sign, SBV has a comma for the
/// arrow, and real files mix that up, so one reader serves all.
pub(super) fn cues(text: &str, format: Format, diagnostics: &mut Diagnostics) -> Vec<Cue> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut cues: Vec<Cue> = Vec::new();
    let mut at = header(&lines, format);
    while at < lines.len() {
        let line = lines[at].trim_end();
        if line.trim().is_empty() {
            at += 1;
        } else if is_aside(line, format) {
            at = behind_block(&lines, at);
        } else if is_timing(line) {
            at = cue(&lines, at, format, &mut cues, diagnostics);
        } else if lines.get(at + 1).is_some_and(|next| is_timing(next)) {
            // The line above a timing is the cue's number or name.
            at += 1;
        } else {
            at = untimed(&lines, at, format, &mut cues, diagnostics);
        }
    }
    cues
}

/// Whether a text begins like a caption file, and like which.
pub(super) fn sniff(start: &str) -> Option<Format> {
    let mut head = start.lines().filter(|line| !line.trim().is_empty()).take(2);
    let found = head.find(|line| timing(line).is_some())?;
    // `0:0:1.9` is how meeting programs write times into documents, never into captions.
    let two_digits = |part: &str| part.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    if !found.contains("-->") {
        return Some(Format::Sbv);
    }
    let (start, end) = found.split_once("-->")?;
    let end = end.split_whitespace().next().unwrap_or_default();
    let is_caption = [start, end].iter().all(|t| t.split(':').skip(1).all(two_digits));
    let format = if found.contains(',') { Format::Srt } else { Format::Vtt };
    is_caption.then_some(format)
}

fn header(lines: &[&str], format: Format) -> usize {
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let is_header = lines.get(first).is_some_and(|line| line.starts_with("WEBVTT"));
    if format != Format::Vtt || !is_header {
        return first;
    }
    // What follows the first line is metadata up to a blank line or, in hasty files, a cue.
    let rest = &lines[first + 1..];
    let end = rest.iter().enumerate().position(|(at, line)| {
        line.trim().is_empty()
            || is_timing(line)
            || rest.get(at + 1).is_some_and(|next| is_timing(next))
    });
    end.map_or(lines.len(), |end| first + 1 + end)
}

/// Comments, style sheets and regions of WebVTT are no captions. Elsewhere they are words.
fn is_aside(line: &str, format: Format) -> bool {
    let behind_note = line.strip_prefix("NOTE");
    let is_note =
        behind_note.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    format == Format::Vtt && (is_note || line == "STYLE" || line == "REGION")
}

fn behind_block(lines: &[&str], at: usize) -> usize {
    let end = lines[at..].iter().position(|line| line.trim().is_empty() || is_timing(line));
    end.map_or(lines.len(), |end| at + end)
}

fn cue(
    lines: &[&str],
    at: usize,
    format: Format,
    cues: &mut Vec<Cue>,
    diagnostics: &mut Diagnostics,
) -> usize {
    let number = next_number(cues);
    let place = Place::Cue(number);
    let mut remark = |id, message| {
        diagnostics.push(Diagnostic::warning(id, message).at(place));
    };
    let (start_ms, mut end_ms) = match timing(lines[at]) {
        Some((start, end)) => (Some(start), Some(end)),
        None => {
            remark("bad-cue-time", "the times of this caption cannot be read");
            (None, None)
        }
    };
    if let (Some(start), Some(end)) = (start_ms, end_ms)
        && end < start
    {
        remark("cue-ends-before-it-starts", "this caption ends before it starts");
        end_ms = None;
    }
    let (mut payload, behind) = payload(lines, at + 1, format);
    if lines.get(behind).is_some_and(|next| is_timing(next))
        && payload.last().is_some_and(|last| is_number(last))
    {
        // No blank line separates this cue from the next one, whose number was read already.
        payload.pop();
    }
    let beside = beside(lines[at]).into_iter();
    let lines: Vec<String> = beside.chain(payload).map(str::to_owned).collect();
    cues.push(Cue { number, start_ms, end_ms, lines });
    behind
}

/// The words that stand on the line of a timing, behind it, as some programs write captions
/// into a text. Settings such as `align:start position:0%` and coordinates such as `X1:40` are
/// no words: nothing but them stands there in a caption file.
fn beside(line: &str) -> Option<&str> {
    let (_, end) = line.split_once("-->")?;
    let end = end.trim();
    let (_, length) = clock(end)?;
    let rest = end[length..].trim();
    let is_setting = |word: &str| {
        let (name, value) = word.split_once(':').unwrap_or((word, ""));
        !value.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (!rest.is_empty() && !rest.split_whitespace().all(is_setting)).then_some(rest)
}

/// Words that no timing precedes are kept: somebody said them.
fn untimed(
    lines: &[&str],
    at: usize,
    format: Format,
    cues: &mut Vec<Cue>,
    diagnostics: &mut Diagnostics,
) -> usize {
    let (mut payload, behind) = payload(lines, at, format);
    if payload.len() > 1 && is_number(payload[0]) {
        payload.remove(0);
    }
    if payload.iter().any(|line| !is_number(line)) {
        let number = next_number(cues);
        let message = "these words have no times";
        diagnostics
            .push(Diagnostic::warning("cue-without-time", message).at(Place::Cue(number)));
        let lines: Vec<String> = payload.into_iter().map(str::to_owned).collect();
        cues.push(Cue { number, lines, ..Cue::default() });
    }
    behind
}

fn payload<'a>(lines: &[&'a str], from: usize, format: Format) -> (Vec<&'a str>, usize) {
    let rest = &lines[from..];
    let mut end = 0;
    while let Some(line) = rest.get(end).filter(|line| !is_timing(line)) {
        if line.trim().is_empty() && (line.is_empty() || separates(&rest[end + 1..], format)) {
            break;
        }
        end += 1;
    }
    let words = rest[..end].iter().map(|line| line.trim_end());
    (words.filter(|line| !line.is_empty()).collect(), from + end)
}

/// Whether a line of nothing but white space ends a caption. In hasty files it does; scrolling
/// captions show it as an empty line of the screen. What follows tells.
fn separates(behind: &[&str], format: Format) -> bool {
    let Some(next) = behind.first() else { return true };
    next.trim().is_empty()
        || is_timing(next)
        || is_aside(next.trim_end(), format)
        || behind.get(1).is_some_and(|second| is_timing(second))
}

fn next_number(cues: &[Cue]) -> u32 {
    u32::try_from(cues.len()).unwrap_or(u32::MAX).saturating_add(1)
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line was meant as a timing, readable or not.
fn is_timing(line: &str) -> bool {
    let arrow = line.contains("-->")
        && line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && line.split("-->").all(|half| half.contains(':'));
    arrow || sbv(line).is_some()
}

/// The two halves of `0:00:00.599,0:00:04.160`, readable or not.
fn sbv(line: &str) -> Option<(&str, &str)> {
    let (start, end) = line.trim().split_once(',')?;
    let is_clock = |half: &str| {
        half.len() <= 16
            && half.starts_with(|c: char| c.is_ascii_digit())
            && half.bytes().filter(|&b| b == b':').count() == 2
            && half.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'.'))
            && half.contains('.')
    };
    (is_clock(start) && is_clock(end)).then_some((start, end))
}

fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, end) = line.split_once("-->").or_else(|| sbv(line))?;
    let (start, end) = (start.trim(), end.trim());
    let (start_ms, len) = clock(start)?;
    let (end_ms, end_len) = clock(end)?;
    // Settings such as `align:start` may follow the end.
    let ends_clean = end[end_len..].chars().next().is_none_or(char::is_whitespace);
    (len == start.len() && ends_clean).then_some((start_ms, end_ms))
}
