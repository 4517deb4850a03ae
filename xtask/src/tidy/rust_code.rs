use regex::Regex;

/// A Rust file as the rules read it: with spaces in place of comments and of what stands in
/// literals, so that only code is left, each part where it was.
pub(super) struct RustCode {
    /// All of it.
    pub(super) all: String,
    /// Without what is compiled for tests only.
    pub(super) product: String,
    /// The modules in files of their own that are compiled for tests only.
    pub(super) test_modules: Vec<String>,
}

impl RustCode {
    pub(super) fn new(source: &str) -> RustCode {
        let all = blanked(source);
        let (product, test_modules) = without_tests(&all);
        RustCode { all, product, test_modules }
    }
}

/// A pattern of a rule.
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of the rules are sound")
}

/// Every place at which a pattern matches, as its line, counted from 1, and its words.
pub(super) fn matches<'a>(
    pattern: &Regex,
    code: &'a str,
) -> impl Iterator<Item = (usize, &'a str)> {
    let (mut line, mut from) = (1, 0);
    pattern.find_iter(code).map(move |hit| {
        line += code[from..hit.start()].matches('\n').count();
        from = hit.start();
        (line, hit.as_str())
    })
}

/// The source with spaces in place of comments and of what stands in literals.
fn blanked(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let inside_word = before.is_alphanumeric() || before == '_';
        let len = token(rest, inside_word).unwrap_or(0);
        if len == 0 {
            out.push(c);
            before = c;
            rest = &rest[c.len_utf8()..];
        } else {
            out.extend(rest[..len].chars().map(|c| if c == '\n' { c } else { ' ' }));
            before = ' ';
            rest = &rest[len..];
        }
    }
    out
}

/// The length of the comment or literal that some code begins with, if it begins with one.
fn token(code: &str, inside_word: bool) -> Option<usize> {
    if code.starts_with("//") {
        return Some(code.find('\n').unwrap_or(code.len()));
    }
    if code.starts_with("/*") {
        return Some(block_comment(code));
    }
    if code.starts_with('"') {
        return Some(string(code));
    }
    if code.starts_with('\'') {
        return character(code);
    }
    if inside_word {
        return None;
    }
    let prefix = ["br", "cr", "r", "b", "c"].into_iter().find(|&p| code.starts_with(p))?;
    let behind = &code[prefix.len()..];
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    if prefix.ends_with('r') && behind[hashes..].starts_with('"') {
        let close = format!("\"{}", "#".repeat(hashes));
        let words = prefix.len() + hashes + 1;
        return Some(
            code[words..].find(&close).map_or(code.len(), |at| words + at + close.len()),
        );
    }
    if behind.starts_with('"') {
        return Some(prefix.len() + string(behind));
    }
    if prefix == "b" && behind.starts_with('\'') {
        return Some(1 + character(behind)?);
    }
    None
}

fn block_comment(code: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < code.len() {
        if code[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if code[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += code[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    code.len()
}

fn string(code: &str) -> usize {
    let mut escaped = false;
    for (at, c) in code.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The length of a character literal; `None` if the quotation mark begins a lifetime.
fn character(code: &str) -> Option<usize> {
    let mut chars = code.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next()?;
        return chars.find(|&(_, c)| c == '\'').map(|(at, _)| at + 1);
    }
    chars.next().filter(|&(_, c)| c == '\'').map(|(at, _)| at + 1)
}

/// Code without what is compiled for tests only, and the names of such modules in files of
/// their own.
fn without_tests(code: &str) -> (String, Vec<String>) {
    const ATTRIBUTE: &str = "#[cfg(test)]";
    let mut product = String::with_capacity(code.len());
    let mut modules = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(ATTRIBUTE) {
        product.push_str(&rest[..at]);
        let behind = &rest[at + ATTRIBUTE.len()..];
        let end = end_of_declaration(behind);
        let declaration = &behind[..end];
        if let Some(name) = declaration.trim().strip_suffix(';').and_then(module_name) {
            modules.push(name.to_owned());
        }
        product.extend(rest[at..at + ATTRIBUTE.len() + end].chars().filter(|&c| c == '\n'));
        rest = &behind[end..];
    }
    product.push_str(rest);
    (product, modules)
}

fn module_name(declaration: &str) -> Option<&str> {
    let (before, name) = declaration.trim().rsplit_once(char::is_whitespace)?;
    before.ends_with("mod").then_some(name)
}

/// Where the declaration that some code begins with ends: at its semicolon or at the brace
/// that closes its first one.
fn end_of_declaration(code: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' | '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    // A `use` with a group goes on to its semicolon.
                    return at + if code[at..].starts_with("};") { 2 } else { 1 };
                }
            }
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::{RustCode, matches, pattern};

    fn check(source: &str, expect: &str) {
        let squeezed: Vec<String> =
            RustCode::new(source).product.split_whitespace().map(str::to_owned).collect();
        assert_eq!(squeezed.join(" "), expect);
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        check("a // b\nc /* d /* e */ f */ g", "a c g");
        check(r#"let a = "b \" c"; d"#, "let a = ; d");
        check(r###"f(r#"a "quoted" b"#, br"c", b"d\"e", c"f")"###, "f( , , , )");
        check(
            r"['a', '\'', '\u{7f}', b'x'] fn f<'a>(x: &'a str)",
            "[ , , , ] fn f<'a>(x: &'a str)",
        );
        check("var\"\"", "var");
        check("é'é'x", "é x");
    }

    #[test]
    fn what_is_for_tests_is_not_of_the_product() {
        check("a; #[cfg(test)] mod tests { fn f() { g(); } } b", "a; b");
        check("#[cfg(test)]\n#[allow(x)]\nuse a::{b, c};\nd", "d");
        check("#[cfg(test)]\nfn f(a: [u8; 3]) -> u8 { 1 }\nd", "d");
        let code =
            RustCode::new("mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod b;");
        assert_eq!(code.test_modules, ["tests", "b"]);
    }

    #[test]
    fn lines_are_kept() {
        let code = RustCode::new("\"a\nb\"\n#[cfg(test)]\nmod t {\n}\nlast");
        assert_eq!(matches(&pattern("last"), &code.product).collect::<Vec<_>>(), [(6, "last")]);
    }
}
