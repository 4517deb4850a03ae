//! Words in a line of limited length, counted in columns of a terminal.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

const ELLIPSIS: char = '…';

/// How many columns of a terminal a text takes.
pub(crate) fn width(text: &str) -> usize {
    simple_width(text).unwrap_or_else(|| text.width())
}

/// Whether a character takes one column wherever it stands, and is a letter of its own that
/// nothing before or behind it changes, unless that is no such character: what most texts are
/// written in. It is neither white space, other than the space, nor commands the medium.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…')
}

/// The columns that a text of simple characters takes, which are as many as its characters.
fn simple_width(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Some(text.len());
    }
    text.chars().try_fold(0, |width, c| is_simple(c).then_some(width + 1))
}

/// The measures of a line that has nothing but simple characters, and no space that a line
/// must not have: it can be cut anywhere between two characters, and is as [`in_one_line`]
/// makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plain {
    /// The columns that it takes.
    pub(crate) width: usize,
    /// The columns that its longest word takes.
    pub(crate) longest_word: usize,
}

/// Measures a line, if it is a plain one.
pub(crate) fn plain(line: &str) -> Option<Plain> {
    let (mut width, mut longest, mut word) = (0, 0, 0);
    let mut before = ' ';
    for c in line.chars() {
        if !is_simple(c) || (c == ' ' && before == ' ') {
            return None;
        }
        width += 1;
        word = if c == ' ' { 0 } else { word + 1 };
        longest = longest.max(word);
        before = c;
    }
    let is_trim = line.is_empty() || before != ' ';
    is_trim.then_some(Plain { width, longest_word: longest })
}

/// The same lines as [`wrapped`] for a plain line, as stretches of it, with their widths.
pub(crate) fn wrapped_plain(line: &str, room: usize) -> Vec<(&str, usize)> {
    let room = room.max(1);
    let mut lines = Vec::new();
    // The line at hand: where it begins, where it ends so far, and how wide it is.
    let (mut start, mut end, mut used) = (0, 0, 0);
    let mut at = 0;
    for word in line.split(' ') {
        let (from, wide) = (at, characters(word));
        at += word.len() + 1;
        if used > 0 && used + 1 + wide <= room {
            end = from + word.len();
            used += 1 + wide;
            continue;
        }
        if used > 0 {
            lines.push((&line[start..end], used));
        }
        (start, end, used) = (from, from + word.len(), wide);
        while used > room {
            let cut = start + first_bytes(&line[start..end], room);
            lines.push((&line[start..cut], room));
            (start, used) = (cut, used - room);
        }
    }
    if used > 0 || lines.is_empty() {
        lines.push((&line[start..end], used));
    }
    lines
}

fn characters(text: &str) -> usize {
    // Every character has one byte that does not carry on another.
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// The bytes of the first so many characters.
fn first_bytes(text: &str, characters: usize) -> usize {
    text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
}

/// The bytes of the last so many characters.
fn last_bytes(text: &str, characters: usize) -> usize {
    let Some(before) = characters.checked_sub(1) else { return 0 };
    text.char_indices().nth_back(before).map_or(text.len(), |(at, _)| text.len() - at)
}

/// A text in one line: white space is single spaces, and nothing is left that moves the
/// cursor, changes a colour or turns the direction of what follows.
///
/// Spaces that hold words together stay, because numbers are written with them.
pub(crate) fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let holds_together = matches!(c, '\u{a0}' | '\u{202f}');
        let c = if c.is_whitespace() && !holds_together { ' ' } else { c };
        let is_one_space_too_many = c == ' ' && line.ends_with(' ');
        if !is_commanding(c) && !is_one_space_too_many {
            line.push(c);
        }
    }
    line.trim().to_owned()
}

/// A text in its own lines, without what commands the medium instead of showing something.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !is_commanding(*c)).collect()
}

/// Whether a character commands the medium instead of showing something on it.
fn is_commanding(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Cuts a line in its middle so that it takes no more than `room` columns.
///
/// The middle goes because names of a kind tend to share it, while beginning and end tell
/// them apart.
pub(crate) fn cut_middle(line: &str, room: usize) -> String {
    if width(line) <= room {
        return line.to_owned();
    }
    if room <= 1 {
        return ELLIPSIS.to_string().repeat(room);
    }
    let kept = room - 1;
    let tail_room = kept / 2;
    let head = fitting_first(line, kept - tail_room);
    let tail = fitting_last(line, tail_room);
    let head = &line[..head];
    let tail = &line[line.len() - tail..];
    format!("{}{ELLIPSIS}{}", head.trim_end(), tail.trim_start())
}

/// Cuts a line at its beginning, where possible before a word, so that it takes no more than
/// `room` columns.
pub(crate) fn cut_start(line: &str, room: usize) -> String {
    if width(line) <= room || room == 0 {
        return if room == 0 { String::new() } else { line.to_owned() };
    }
    let kept = fitting_last(line, room - 1);
    let (left_out, tail) = line.split_at(line.len() - kept);
    let is_whole = left_out.ends_with(' ') || tail.starts_with(' ');
    let whole = if is_whole { Some(tail) } else { tail.split_once(' ').map(|(_, rest)| rest) };
    format!("{ELLIPSIS}{}", whole.unwrap_or(tail).trim_start())
}

/// Cuts a line at its end, where possible behind a word, so that it takes no more than `room`
/// columns.
pub(crate) fn cut_end(line: &str, room: usize) -> String {
    if width(line) <= room || room == 0 {
        return if room == 0 { String::new() } else { line.to_owned() };
    }
    let (head, left_out) = line.split_at(fitting_first(line, room - 1));
    let is_whole = left_out.starts_with(' ') || head.ends_with(' ');
    let whole = if is_whole { Some(head) } else { head.rsplit_once(' ').map(|(rest, _)| rest) };
    format!("{}{ELLIPSIS}", whole.unwrap_or(head).trim_end())
}

/// How many bytes of the first graphemes fit.
fn fitting_first(line: &str, room: usize) -> usize {
    match simple_width(line) {
        Some(_) => first_bytes(line, room),
        None => fitting(line.graphemes(true), room),
    }
}

/// How many bytes of the last graphemes fit.
fn fitting_last(line: &str, room: usize) -> usize {
    match simple_width(line) {
        Some(_) => last_bytes(line, room),
        None => fitting(line.graphemes(true).rev(), room),
    }
}

fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, room: usize) -> usize {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += width(grapheme);
            used <= room
        })
        .map(str::len)
        .sum()
}

/// Breaks a line at its spaces into lines of no more than `room` columns. A word that is
/// longer than a line is broken where the line ends.
pub(crate) fn wrapped(line: &str, room: usize) -> Vec<String> {
    let room = room.max(1);
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide <= room {
            current.push(' ');
            current.push_str(word);
            used += 1 + wide;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        if wide <= room && simple_width(word).is_some() {
            current.push_str(word);
            used = wide;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = width(grapheme);
            if used > 0 && used + wide > room {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(grapheme);
            used += wide;
        }
    }
    if !current.is_empty() || lines.is_empty() {
        lines.push(current);
    }
    lines
}

/// The columns that the longest word of a line takes.
pub(crate) fn longest_word(line: &str) -> usize {
    line.split(' ').map(width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition of wrapping, without short cuts.
    fn wrapped_by_graphemes(line: &str, room: usize) -> Vec<String> {
        let room = room.max(1);
        let (mut lines, mut current, mut used) = (Vec::new(), String::new(), 0);
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            if used > 0 && used + 1 + word.width() <= room {
                current = format!("{current} {word}");
                used += 1 + word.width();
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            for grapheme in word.graphemes(true) {
                if used > 0 && used + grapheme.width() > room {
                    lines.push(std::mem::take(&mut current));
                    used = 0;
                }
                current.push_str(grapheme);
                used += grapheme.width();
            }
        }
        if !current.is_empty() || lines.is_empty() {
            lines.push(current);
        }
        lines
    }

    #[track_caller]
    fn check_cut(line: &str, room: usize, expect: &str) {
        assert_eq!(cut_middle(line, room), expect);
    }

    #[test]
    fn names_are_cut_in_the_middle() {
        check_cut("leadership", 10, "leadership");
        check_cut("leadership", 9, "lead…ship");
        check_cut("leadership", 8, "lead…hip");
        check_cut("leadership", 2, "l…");
        check_cut("leadership", 1, "…");
        check_cut("leadership", 0, "");
        check_cut("Site 04 in the north", 10, "Site…orth");
    }

    #[test]
    fn context_is_cut_between_words() {
        let check = |room: usize, start: &str, end: &str| {
            let line = "we waited for the list";
            assert_eq!(
                (cut_start(line, room).as_str(), cut_end(line, room).as_str()),
                (start, end)
            );
        };
        check(22, "we waited for the list", "we waited for the list");
        check(21, "…waited for the list", "we waited for the…");
        check(10, "…the list", "we waited…");
        check(9, "…the list", "we…");
        check(4, "…ist", "we…");
        check(1, "…", "…");
        check(0, "", "");
    }

    #[test]
    fn wide_characters_and_emoji_are_never_cut_in_two() {
        check_cut("領導力與文化", 7, "領…化");
        check_cut("a👩‍⚕️bcdef", 5, "a…ef");
        check_cut("cafe\u{301} au lait", 9, "cafe\u{301}…lait");
    }

    #[test]
    fn what_commands_a_terminal_is_taken_out() {
        assert_eq!(in_one_line(" a\t\n b\u{1b}[31m\u{202e}c\u{7} "), "a b[31mc");
        assert_eq!(in_one_line("\u{7} a  b \u{7}"), "a b");
        assert_eq!(in_one_line("1\u{202f}204"), "1\u{202f}204");
    }

    #[test]
    fn lines_break_at_spaces_and_not_within_numbers() {
        assert_eq!(wrapped("of 1\u{202f}204 codings", 8), ["of 1\u{202f}204", "codings"]);
        assert_eq!(wrapped("extraordinarily", 6), ["extrao", "rdinar", "ily"]);
        assert_eq!(wrapped("", 6), [""]);
        assert_eq!(wrapped("領導力與文化", 5), ["領導", "力與", "文化"]);
    }

    #[test]
    fn simple_characters_take_a_column_each_and_are_letters_of_their_own() {
        let simple: String = ('\0'..'\u{3000}').filter(|&c| is_simple(c)).collect();
        assert!(simple.chars().count() > 400);
        assert_eq!(simple.as_str().width(), simple.chars().count());
        assert_eq!(simple.graphemes(true).count(), simple.chars().count());
        for c in simple.chars() {
            assert_eq!(c.to_string().as_str().width(), 1);
            assert_eq!(in_one_line(&format!("a{c}b")), format!("a{c}b"));
        }
    }

    proptest! {
        #[test]
        fn plain_lines_are_wrapped_like_all_others(
            text in "([a-eéßŁ’“…–]{1,9} ?){0,9}", room in 0usize..14,
        ) {
            let line = text.trim_end();
            let measured = plain(line);
            prop_assert!(measured.is_some());
            let expect = Plain { width: line.width(), longest_word: longest_word(line) };
            prop_assert_eq!(measured, Some(expect));
            prop_assert_eq!(in_one_line(line), line);
            let plainly = wrapped_plain(line, room);
            prop_assert!(plainly.iter().all(|(line, wide)| line.width() == *wide));
            let plainly: Vec<&str> = plainly.into_iter().map(|(line, _)| line).collect();
            prop_assert_eq!(&plainly, &wrapped_by_graphemes(line, room));
            prop_assert_eq!(plainly, wrapped(line, room));
        }

        #[test]
        fn what_is_measured_plainly_is_as_wide_as_it_is(
            text in "[a-cé’… \u{301}\u{ad}\u{200d}\u{fe00}\u{fe0f}領🙂👩\u{1f3fd}\t]{0,12}",
            room in 0usize..9,
        ) {
            prop_assert_eq!(width(&text), text.as_str().width());
            let first = fitting(text.graphemes(true), room);
            prop_assert_eq!(fitting_first(&text, room), first);
            prop_assert_eq!(fitting_last(&text, room), fitting(text.graphemes(true).rev(), room));
            prop_assert_eq!(wrapped(&text, room), wrapped_by_graphemes(&text, room));
            prop_assert!(plain(&text).is_none() || in_one_line(&text) == text);
        }

        #[test]
        fn a_cut_line_fits(text in "\\PC{0,40}", room in 0usize..50) {
            let line = in_one_line(&text);
            prop_assert!(width(&cut_middle(&line, room)) <= room);
            prop_assert!(width(&cut_start(&line, room)) <= room);
            prop_assert!(width(&cut_end(&line, room)) <= room);
        }

        #[test]
        fn wrapping_loses_nothing_but_spaces(text in "\\PC{0,60}", room in 2usize..30) {
            let line = in_one_line(&text);
            let lines = wrapped(&line, room);
            let without_spaces = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without_spaces(&lines.concat()), without_spaces(&line));
        }
    }
}
