//! What of a message its sender wrote. Zoom puts the words of others into it:
//!
//! ```text
//! Replying to "How was the first w..."
//!
//! Hard, but fine.
//! ```
//!
//! and writes `Reacted to "Hard, but fine." with 👍` and `Removed a 👍 reaction from "Hard, …"`
//! as messages of their own.

/// The longest sign of a reaction, in characters. Some are put together from many.
const LONGEST_SIGN: usize = 16;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own<'m, 'a> {
    /// Lines of the sender.
    Words(&'m [&'a str]),
    /// A reply: what follows the quoted opening, on its line and below it.
    Reply(&'a str, &'m [&'a str]),
    /// A sign that somebody liked a message, or did not any more.
    Reaction,
}

/// Reads the lines of a message.
pub(super) fn own<'m, 'a>(lines: &'m [&'a str]) -> Own<'m, 'a> {
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    let (all, lines) = (lines, &lines[blank..]);
    let first = lines.first().map_or("", |line| line.trim_start());
    if is_reaction(first, lines) {
        return Own::Reaction;
    }
    let Some(quoted) = first.strip_prefix("Replying to ").and_then(behind_mark) else {
        return Own::Words(all);
    };
    let is_blank = |line: &&str| line.trim().is_empty();
    let filled = lines.len() - lines.iter().rev().take_while(|line| is_blank(line)).count();
    let mut ends =
        (0..filled).filter(|&at| ends_quote(if at == 0 { quoted } else { lines[at] }));
    // The quoted words may hold lines that end with a mark; a blank line tells the last one.
    let told = ends.clone().find(|&at| lines[..filled].get(at + 1).is_some_and(is_blank));
    if let Some(end) = told.or_else(|| ends.next()) {
        return Own::Reply("", &lines[end + 1..]);
    }
    let close = ["\" ", "” "].iter().filter_map(|mark| Some(quoted.find(mark)? + mark.len()));
    match close.min() {
        Some(behind) => Own::Reply(&quoted[behind..], &lines[1..]),
        None => Own::Words(all),
    }
}

fn is_reaction(first: &str, lines: &[&str]) -> bool {
    let last = lines.iter().rfind(|line| !line.trim().is_empty());
    let last = last.map_or("", |line| line.trim_end());
    if first.starts_with("Reacted to ") {
        // The mark is around what was reacted to, or around the sign.
        let parts = last.rsplit_once(" with ");
        return parts.is_some_and(|(before, sign)| {
            let bare = sign.trim_matches(['"', '“', '”']);
            is_sign(bare) && (ends_quote(before) || bare != sign)
        });
    }
    let removed =
        first.strip_prefix("Removed a ").or_else(|| first.strip_prefix("Removed an "));
    removed.and_then(|rest| rest.split_once(" reaction from ")).is_some_and(|(sign, quoted)| {
        is_sign(sign) && behind_mark(quoted).is_some() && ends_quote(last)
    })
}

/// Whether what somebody reacted with is a picture and no words.
fn is_sign(sign: &str) -> bool {
    let sign = sign.trim();
    !sign.is_empty()
        && sign.chars().nth(LONGEST_SIGN).is_none()
        && !sign.chars().any(char::is_alphabetic)
}

fn behind_mark(text: &str) -> Option<&str> {
    text.strip_prefix(['"', '“'])
}

fn ends_quote(line: &str) -> bool {
    line.trim_end().ends_with(['"', '”'])
}

#[cfg(test)]
mod tests {
    use super::{Own, own};

    #[test]
    fn replies_begin_with_the_words_of_others() {
        let check = |lines: &[&str], on_line: &str, below: &[&str]| {
            assert_eq!(own(lines), Own::Reply(on_line, below), "{lines:?}");
        };
        check(&["Replying to \"one...\"", "", "two"], "", &["", "two"]);
        check(&["Replying to \"one", "two\"", "", "three"], "", &["", "three"]);
        check(&["Replying to \"a \"b\"", "c\"", "", "d"], "", &["", "d"]);
        check(&["Replying to \"one\"", "two \"three\""], "", &["two \"three\""]);
        check(&["Replying to \"one\" two"], "two", &[]);
        check(&["Replying to “one”"], "", &[]);
        check(&["Replying to \"one\"", "two \"three\"", ""], "", &["two \"three\"", ""]);
    }

    #[test]
    fn reactions_have_no_words_of_their_own() {
        for lines in [
            &["Reacted to \"one\" with 👍"][..],
            &["Reacted to \"one", "two \" with me\" with ❤️", ""],
            &["Reacted to one, two ... with \"👍\""],
            &["Removed a 👍🏼 reaction from \"one...\""],
            &["Removed a 😮 reaction from \"one", "two\""],
        ] {
            assert_eq!(own(lines), Own::Reaction, "{lines:?}");
        }
    }

    #[test]
    fn what_people_write_about_it_is_theirs() {
        for lines in [
            &["Reacted to \"one\" with anger"][..],
            &["Reacted to it with 100"],
            &["I reacted to \"one\" with 👍"],
            &["Removed a 👍 reaction from it"],
            &["Removed a chapter"],
            &["Replying to everybody"],
            &["Replying to \"one"],
            &[""],
            &[],
        ] {
            assert_eq!(own(lines), Own::Words(lines), "{lines:?}");
        }
    }
}
