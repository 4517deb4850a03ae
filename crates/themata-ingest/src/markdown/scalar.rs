//! Single values of front matter: quoted or plain, and lists of them in brackets.

/// A value as text, or `None` if it is of a kind that only a whole parser understands.
pub(super) fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    match value.chars().next() {
        None => Some(String::new()),
        Some(quote @ ('"' | '\'')) => {
            let (words, rest) = quoted(value, quote)?;
            let rest = rest.trim();
            (rest.is_empty() || rest.starts_with('#')).then_some(words)
        }
        Some('[' | '{' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`') => None,
        Some(_) => {
            let end = value.find(" #").unwrap_or(value.len());
            let plain = value[..end].trim_end();
            let plain = if plain.starts_with('#') { "" } else { plain };
            Some(if matches!(plain, "~" | "null") { String::new() } else { plain.to_owned() })
        }
    }
}

/// The values between brackets, joined as one text.
pub(super) fn list(value: &str) -> Option<String> {
    let inner = between(value, '[', ']')?;
    Some(join(pieces(inner)?.into_iter().map(scalar).collect::<Option<Vec<_>>>()?))
}

/// The keys and values between braces.
pub(super) fn map(value: &str) -> Option<Vec<(String, String)>> {
    let inner = between(value, '{', '}')?;
    pieces(inner)?
        .into_iter()
        .map(|piece| {
            let (key, value) = piece.split_once([':', '='])?;
            Some((scalar(key)?, scalar(value)?))
        })
        .collect()
}

/// Several values as the one text of an attribute.
pub(super) fn join(mut values: Vec<String>) -> String {
    values.retain(|value| !value.is_empty());
    values.join("; ")
}

/// What stands between two brackets; a comment may follow.
fn between(value: &str, open: char, close: char) -> Option<&str> {
    let inner = value.trim().strip_prefix(open)?;
    let end = inner.rfind(close)?;
    let rest = inner[end + 1..].trim();
    (rest.is_empty() || rest.starts_with('#')).then(|| &inner[..end])
}

/// Cuts at the commas outside quotation marks; `None` if there are brackets within brackets.
fn pieces(inner: &str) -> Option<Vec<&str>> {
    let (mut found, mut from, mut quote) = (Vec::new(), 0, None);
    let mut before = ' ';
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open && before != '\\' => quote = None,
            (Some(_), _) => {}
            // An apostrophe within a word opens nothing.
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '[' | ']' | '{' | '}') => return None,
            (None, ',') => {
                found.push(&inner[from..at]);
                from = at + 1;
            }
            (None, _) => {}
        }
        before = c;
    }
    if !inner[from..].trim().is_empty() {
        found.push(&inner[from..]);
    }
    quote.is_none().then_some(found)
}

/// The words between quotation marks, and what follows them.
pub(super) fn quoted(value: &str, quote: char) -> Option<(String, &str)> {
    let mut words = String::new();
    let mut chars = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == quote => {
                if quote == '\'' && chars.next_if(|&(_, next)| next == quote).is_some() {
                    words.push(quote);
                    continue;
                }
                return Some((words, &value[at + c.len_utf8()..]));
            }
            '\\' if quote == '"' => match chars.next()?.1 {
                'n' => words.push('\n'),
                't' => words.push('\t'),
                c @ ('"' | '\\' | '/') => words.push(c),
                _ => return None,
            },
            c => words.push(c),
        }
    }
    None
}
