//! Which encoding a page declares. It has to be known before the page can be decoded, so it
//! is looked for among the bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// How far a declaration is looked for, in bytes. Browsers stop at 1024, and programs that
/// put a long comment first are met.
const FAR: usize = 4096;

/// The encoding that a page or an XML document declares, if it does.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(FAR)];
    let head = head.trim_ascii_start().to_ascii_lowercase();
    if !head.starts_with(b"<") {
        return None;
    }
    let declared = if head.starts_with(b"<?xml") {
        let end = memmem::find(&head, b"?>")?;
        value(&head[..end], b"encoding")
    } else {
        None
    };
    let in_meta = || {
        let metas = memmem::find_iter(&head, b"<meta");
        metas
            .filter_map(|at| {
                let meta = &head[at..];
                value(&meta[..memchr::memchr(b'>', meta)?], b"charset")
            })
            .next()
    };
    let encoding = Encoding::for_label_no_replacement(declared.or_else(in_meta)?)?;
    // Had the page been written in UTF-16, no declaration could have been found in it.
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_wide { UTF_8 } else { encoding })
}

/// The value behind a name and an equals sign, with quotes or without.
fn value<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut places = memmem::find_iter(text, name);
    places.find_map(|at| {
        let behind = text[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
        let behind = behind.trim_ascii_start();
        let behind = behind.strip_prefix(b"\"").or(behind.strip_prefix(b"'")).unwrap_or(behind);
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/".contains(byte);
        let end = behind.iter().position(is_end).unwrap_or(behind.len());
        Some(&behind[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[track_caller]
    fn check(bytes: &str, expect: Option<&str>) {
        assert_eq!(declared(bytes.as_bytes()).map(|encoding| encoding.name()), expect);
    }

    #[test]
    fn declarations() {
        check("<html><meta charset=latin1>", Some("windows-1252"));
        check("<HTML><META HTTP-EQUIV=x content='text/html; charset=big5'>", Some("Big5"));
        check("\n<meta name=x><meta charset = \"utf-16\" />", Some("UTF-8"));
        check("<?xml version='1.0' encoding='ISO-8859-2'?><html>", Some("ISO-8859-2"));
        check("<?xml version='1.0'?><html><meta charset='koi8-r'/>", Some("KOI8-R"));
        check("<p>charset=latin1", None);
        check("<meta charset=klingon>", None);
        check("I: <meta charset=latin1>", None);
    }
}
