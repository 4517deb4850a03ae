//! The words of a document as pandoc lays it out in its native format. Words are joined out of
//! the pieces that it cuts them into: only a space, a break of the line or the border of a
//! block, a note or a comment ends a word.

/// A piece of the notation.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// What a thing is: `Para`, `Str`.
    Name(String),
    /// A string, with its escapes resolved.
    Text(String),
    Open(char),
    Close,
}

impl Piece {
    fn is_text(&self, wanted: &str) -> bool {
        matches!(self, Piece::Text(text) if text == wanted)
    }
}

/// What stands apart from what is before it.
const BORDERS: [&str; 19] = [
    "Para",
    "Plain",
    "Header",
    "LineBlock",
    "CodeBlock",
    "BlockQuote",
    "BulletList",
    "OrderedList",
    "DefinitionList",
    "Table",
    "Caption",
    "Row",
    "Cell",
    "Figure",
    "Div",
    "HorizontalRule",
    "MetaInlines",
    "MetaString",
    "MetaBlocks",
];

/// The text of a document, with white space wherever one of its words ends.
pub(super) fn text_of(native: &str) -> String {
    let pieces = pieces(native);
    let mut text = String::new();
    let mut depth = 0usize;
    // How deep the notes and comments began that are not yet at their end.
    let mut aside: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece {
            Piece::Name(name) => {
                if BORDERS.contains(&name.as_str()) {
                    text.push('\n');
                }
                match name.as_str() {
                    "Str" | "MetaString" => push(&pieces, &mut at, &mut text),
                    "Space" | "SoftBreak" | "LineBreak" => text.push(' '),
                    "Code" | "CodeBlock" => {
                        at = after_group(&pieces, at);
                        push(&pieces, &mut at, &mut text);
                    }
                    "Math" => {
                        at += 1;
                        push(&pieces, &mut at, &mut text);
                    }
                    "Note" => {
                        text.push('\n');
                        aside.push(depth);
                    }
                    "Span" => {
                        let end = after_group(&pieces, at);
                        let is = |class: &str| pieces[at..end].iter().any(|p| p.is_text(class));
                        if is("comment-start") {
                            text.push('\n');
                            aside.push(depth);
                        }
                        // What was deleted is no part of the document any more.
                        let end = if is("deletion") { after_group(&pieces, end) } else { end };
                        at = end;
                    }
                    _ => {}
                }
            }
            Piece::Open(bracket) => {
                // A term and what it means are a pair, which begins with a list.
                if *bracket == '(' && matches!(pieces.get(at), Some(Piece::Open('['))) {
                    text.push('\n');
                }
                depth += 1;
            }
            Piece::Close => {
                depth = depth.saturating_sub(1);
                if aside.last() == Some(&depth) {
                    aside.pop();
                    text.push('\n');
                }
            }
            // Addresses, identifiers and the like are no words of the document.
            Piece::Text(_) => {}
        }
    }
    text
}

/// Whether pandoc was told to show comments, and there are some.
pub(super) fn has_comments(native: &str) -> bool {
    native.contains("\"comment-start\"")
}

/// Adds the string that comes next, if one does.
fn push(pieces: &[Piece], at: &mut usize, text: &mut String) {
    if let Some(Piece::Text(words)) = pieces.get(*at) {
        text.push_str(words);
        *at += 1;
    }
}

/// The place after the group in brackets that comes next, if one does.
fn after_group(pieces: &[Piece], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(piece) = pieces.get(at) {
        match piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth = depth.saturating_sub(1),
            Piece::Name(_) | Piece::Text(_) => {}
        }
        if depth == 0 {
            return if *piece == Piece::Close { at + 1 } else { at };
        }
        at += 1;
    }
    at
}

fn pieces(native: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = native.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => pieces.push(Piece::Text(string(&mut rest))),
            '(' | '[' | '{' => pieces.push(Piece::Open(c)),
            ')' | ']' | '}' => pieces.push(Piece::Close),
            c if c.is_alphanumeric() => {
                let mut name = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || "._'".contains(*c))
                {
                    name.push(c);
                }
                pieces.push(Piece::Name(name));
            }
            _ => {}
        }
    }
    pieces
}

/// The rest of a string, as Haskell writes it.
fn string(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(c) = rest.next() {
        if c == '"' {
            break;
        }
        if c != '\\' {
            text.push(c);
            continue;
        }
        match rest.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            // It stands between a number and a digit that does not belong to it.
            Some('&') | None => {}
            Some('x') => text.extend(code_point(String::new(), 16, rest)),
            Some(c) if c.is_ascii_digit() => text.extend(code_point(c.to_string(), 10, rest)),
            // A string may be broken off and taken up again on another line.
            Some(c) if c.is_whitespace() => {
                for c in rest.by_ref() {
                    if c == '\\' {
                        break;
                    }
                }
            }
            Some(c) => text.push(c),
        }
    }
    text
}

fn code_point(
    mut digits: String,
    radix: u32,
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Option<char> {
    while let Some(c) = rest.next_if(|c| c.is_digit(radix)) {
        digits.push(c);
    }
    u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[track_caller]
    fn check(native: &str, words: &[&str]) {
        assert_eq!(text_of(native).split_whitespace().collect::<Vec<_>>(), words);
    }

    #[test]
    fn pieces_of_a_word_are_joined() {
        check(
            r#"[Para [Str "Al",Strong [Str "ma"],Str "'s",Space,Emph [Str "hat"],SoftBreak,Str "it",LineBreak,Str "is"]]"#,
            &["Alma's", "hat", "it", "is"],
        );
    }

    #[test]
    fn blocks_end_words() {
        check(
            r#"[Header 1 ("an-id",["cls"],[("key","value")]) [Str "One"],Plain [Str "two"]
            ,BulletList [[Plain [Str "three"]],[Plain [Str "four"]]]
            ,DefinitionList [([Str "term"],[[Plain [Str "sense"]]])]]"#,
            &["One", "two", "three", "four", "term", "sense"],
        );
        check(
            r#"[ Row ( "" , [] , [] ) [ Cell ( "" , [] , [] ) AlignDefault (RowSpan 1) [ Plain [ Str "a" ] ] , Cell ( "" , [] , [] ) AlignDefault (RowSpan 1) [ Plain [ Str "b" ] ] ] ]"#,
            &["a", "b"],
        );
        check(
            r#"Pandoc (Meta {unMeta = fromList [("author",MetaList [MetaInlines [Str "Ann"],MetaInlines [Str "Bo"]])]}) [Para [Str "Text"]]"#,
            &["Ann", "Bo", "Text"],
        );
    }

    #[test]
    fn notes_and_comments_stand_apart() {
        check(
            r#"[Para [Str "word",Note [Para [Str "note"]],Str ".",Str "x"]]"#,
            &["word", "note", ".x"],
        );
        check(
            r#"[Para [Str "a",Span ("",["comment-start"],[("id","0")]) [Str "why?"],Str "b",Span ("",["comment-end"],[("id","0")]) [],Str "c"]]"#,
            &["a", "why?", "bc"],
        );
        check(r#"[Para [Str "a",Span ("",["mark"],[]) [Str "b"],Str "c"]]"#, &["abc"]);
    }

    #[test]
    fn what_was_deleted_is_left_out() {
        check(
            r#"[Para [Str "a",Space,Span ("",["deletion"],[("author","A")]) [Str "b",Space],Span ("",["insertion"],[]) [Str "c"],Str "d"]]"#,
            &["a", "cd"],
        );
    }

    #[test]
    fn code_formulas_and_pictures() {
        check(
            r#"[CodeBlock ("",[],[]) "let x\nlet y",Para [Code ("",["cls"],[]) "z",Space,Math InlineMath "a+b"]]"#,
            &["let", "x", "let", "y", "z", "a+b"],
        );
        check(
            r#"[Para [Image ("",[],[("width","3in")]) [Str "cat"] ("media/cat.png","title"),Link ("",[],[]) [Str "here"] ("http://a.example","")]]"#,
            &["cathere"],
        );
    }

    #[test]
    fn escapes() {
        check(
            r#"[Para [Str "\8220hi\8221\&3 \"\\ \x00e9",Str "\   \ä"]]"#,
            &["“hi”3", "\"\\", "éä"],
        );
    }
}
