mod doubt;
mod wide;

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, UTF_8};

use crate::Error;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;

/// The way in which the characters of a text file are written as bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(Scheme);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Named(&'static encoding_rs::Encoding),
    /// Four bytes a character; the first of them is the greatest if the flag is set.
    Utf32 {
        big: bool,
    },
}

impl Encoding {
    /// The encoding of a name. The names are those of the
    /// [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels), in any case,
    /// and `utf-32le` and `utf-32be`.
    ///
    /// # Errors
    ///
    /// If there is no encoding of this name.
    ///
    /// # Examples
    ///
    /// ```
    /// use themata_ingest::Encoding;
    ///
    /// assert_eq!(Encoding::named("latin1").unwrap().name(), "windows-1252");
    /// assert!(Encoding::named("klingon").is_err());
    /// ```
    pub fn named(name: &str) -> Result<Encoding, Error> {
        let scheme = match name.trim().to_ascii_lowercase().as_str() {
            "utf-32le" => Scheme::Utf32 { big: false },
            "utf-32be" => Scheme::Utf32 { big: true },
            folded => encoding_rs::Encoding::for_label_no_replacement(folded.as_bytes())
                .map(Scheme::Named)
                .ok_or_else(|| Kind::UnknownEncoding { name: name.to_owned() })?,
        };
        Ok(Encoding(scheme))
    }

    /// The name in the spelling of the Encoding Standard.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Scheme::Named(encoding) => encoding.name(),
            Scheme::Utf32 { big: false } => "UTF-32LE",
            Scheme::Utf32 { big: true } => "UTF-32BE",
        }
    }

    fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self.0 {
            Scheme::Named(encoding) => {
                let (text, replaced) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), replaced)
            }
            Scheme::Utf32 { big } => decode_utf32(bytes, big),
        }
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text and how it was written.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
}

/// Decodes a text file: by the encoding that a person chose, else by its byte order mark, else
/// by what a web page or XML declares, else as UTF-8 if it is valid, else as UTF-16 or UTF-32 if
/// the pattern of its zero bytes says so, else by a guess.
pub(crate) fn decode(
    bytes: &[u8],
    chosen: Option<Encoding>,
    diagnostics: &mut Diagnostics,
) -> Decoded {
    let marked = marked(bytes);
    let (encoding, guess) = match (chosen, marked) {
        (Some(encoding), _) | (None, Some((encoding, _))) => (encoding, Guess::Certain),
        (None, None) => declared(bytes, diagnostics)
            .map_or_else(|| detect(bytes), |encoding| (encoding, Guess::Certain)),
    };
    let body = match marked {
        Some((own, mark)) if own == encoding => &bytes[mark..],
        _ => bytes,
    };
    let (mut text, replaced) = encoding.decode(body);
    // Two marks are met where a program added one to a file that had one.
    let extra = text.len() - text.trim_start_matches('\u{feff}').len();
    text.drain(..extra);
    if extra > 0 || body.len() < bytes.len() {
        diagnostics.push(Diagnostic::note("bom-dropped", "a byte order mark was dropped"));
    }
    if guess != Guess::Certain {
        let message = format!("the encoding is not declared and was guessed: {encoding}");
        let remark = if guess == Guess::Good && !replaced {
            Diagnostic::note("encoding-guessed", message)
        } else {
            Diagnostic::warning("encoding-guessed", message)
        };
        diagnostics.push(
            remark.hint("if letters look wrong, import it again and name it with --encoding"),
        );
    }
    if chosen.is_some() && encoding != utf8() && is_utf8_instead(bytes, &text) {
        let message = format!(
            "the file is valid UTF-8, and was read as {encoding} because that was chosen"
        );
        diagnostics.push(
            Diagnostic::warning("chosen-encoding-doubtful", message)
                .hint("if letters look wrong, import it again without --encoding"),
        );
    }
    if replaced {
        let message = format!("some bytes are not valid {encoding} and became \u{fffd}");
        diagnostics.push(
            Diagnostic::warning("undecodable-bytes", message).hint(
                "if letters are missing, import it again and name another with --encoding",
            ),
        );
    }
    if encoding == utf8() && is_mojibake(&text) {
        diagnostics.push(
            Diagnostic::warning(
                "decoded-twice",
                "letters with accents and quotation marks look as if they had been decoded twice",
            )
            .hint("look for an earlier copy of the file, saved as UTF-8"),
        );
    }
    Decoded { text, encoding }
}

fn utf8() -> Encoding {
    Encoding(Scheme::Named(UTF_8))
}

/// Whether bytes that were read as some other text would be taken for UTF-8 if nothing had been
/// chosen. Bytes of UTF-16 and of escape sequences may be valid UTF-8 by chance.
fn is_utf8_instead(bytes: &[u8], text: &str) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body).is_ok_and(|utf8| utf8 != text) && detect(body).0 == utf8()
}

/// The encoding that a byte order mark declares, and the mark's length.
fn marked(bytes: &[u8]) -> Option<(Encoding, usize)> {
    let utf32 = |big| Encoding(Scheme::Utf32 { big });
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) {
        return Some((utf32(false), 4));
    }
    if bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some((utf32(true), 4));
    }
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes)?;
    Some((Encoding(Scheme::Named(encoding)), mark))
}

/// The encoding that a web page or XML declares.
fn declared(bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Encoding> {
    let declared = crate::html::declared(bytes)?;
    let is_doubtful =
        declared != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    if is_doubtful {
        let message =
            format!("the encoding is declared to be {}, and looks like UTF-8", declared.name());
        diagnostics.push(
            Diagnostic::warning("declared-encoding-doubtful", message)
                .hint("if letters look wrong, import it again and name the encoding utf-8"),
        );
    }
    Some(Encoding(Scheme::Named(declared)))
}

/// How sure it is which encoding a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Guess {
    /// It is declared, or there is no other.
    Certain,
    /// There are others, and the bytes speak for this one.
    Good,
    /// There are others that the bytes would fit too.
    Doubtful,
}

/// The encoding of bytes without a mark, and how sure that is.
fn detect(bytes: &[u8]) -> (Encoding, Guess) {
    if let Some(wide) = wide::detect(bytes) {
        return (wide, Guess::Certain);
    }
    let escaped = bytes.is_ascii() && bytes.contains(&0x1b);
    if !escaped && std::str::from_utf8(bytes).is_ok() {
        return (utf8(), Guess::Certain);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // What a long text has shown by then, its rest does not change.
    let mut seen = 0;
    for chunk in bytes.chunks(1 << 20) {
        detector.feed(chunk, false);
        seen += chunk.iter().filter(|byte| !byte.is_ascii()).count();
        if seen > 50_000 {
            break;
        }
    }
    detector.feed(&[], true);
    let encoding = doubt::reconsider(bytes, detector.guess(None, Utf8Detection::Allow));
    let guess = match encoding {
        _ if encoding == UTF_8 || encoding == ISO_2022_JP => Guess::Certain,
        _ if encoding.is_single_byte() => Guess::Doubtful,
        // The bytes of a long text are hardly ever valid in an encoding of two bytes a
        // character by chance.
        _ if bytes.iter().filter(|byte| !byte.is_ascii()).count() >= 100 => Guess::Good,
        _ => Guess::Doubtful,
    };
    (Encoding(Scheme::Named(encoding)), guess)
}

fn decode_utf32(bytes: &[u8], big: bool) -> (String, bool) {
    let mut replaced = !bytes.len().is_multiple_of(4);
    let text = bytes
        .chunks_exact(4)
        .map(|unit| {
            let unit = [unit[0], unit[1], unit[2], unit[3]];
            let code = if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
            char::from_u32(code).unwrap_or_else(|| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, replaced)
}

/// Whether a text holds what UTF-8 looks like after a detour through windows-1252.
fn is_mojibake(text: &str) -> bool {
    ["â€™", "â€œ", "â€“", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã±"]
        .iter()
        .any(|pair| text.contains(pair))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};
    use crate::diagnostic::Diagnostics;

    #[track_caller]
    fn check(bytes: &[u8], chosen: Option<&str>, expect: &str, name: &str, ids: &[&str]) {
        let mut diagnostics = Diagnostics::default();
        let chosen = chosen.map(|name| Encoding::named(name).unwrap());
        let decoded = decode(bytes, chosen, &mut diagnostics);
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), (expect, name));
        let found: Vec<&str> = diagnostics.finish().iter().map(|d| d.id).collect();
        assert_eq!(found, ids);
    }

    #[test]
    fn a_mark_declares_the_encoding() {
        check(b"\xef\xbb\xbfhi", None, "hi", "UTF-8", &["bom-dropped"]);
        check(b"\xef\xbb\xbf\xef\xbb\xbfhi", None, "hi", "UTF-8", &["bom-dropped"]);
        check(b"\xff\xfeh\0i\0", None, "hi", "UTF-16LE", &["bom-dropped"]);
        check(b"\xfe\xff\0h\0i", None, "hi", "UTF-16BE", &["bom-dropped"]);
        check(b"\xff\xfe\0\0h\0\0\0", None, "h", "UTF-32LE", &["bom-dropped"]);
    }

    #[test]
    fn zero_bytes_betray_wide_encodings() {
        check(b"h\0i\0\n\0", None, "hi\n", "UTF-16LE", &[]);
        check(b"\0h\0i\0\n", None, "hi\n", "UTF-16BE", &[]);
        check(b"h\0\0\0i\0\0\0", None, "hi", "UTF-32LE", &[]);
        check(b"\0\0\0h\0\0\0i", None, "hi", "UTF-32BE", &[]);
        check(b"I: hello\0\0 world", None, "I: hello\0\0 world", "UTF-8", &[]);
    }

    #[test]
    fn what_is_not_utf8_is_guessed_with_a_warning() {
        check(b"caf\xe9 na\xefve", None, "café naïve", "windows-1252", &["encoding-guessed"]);
    }

    #[test]
    fn a_person_decides_over_everything() {
        check(b"\xe4\xf6", Some("iso-8859-7"), "δφ", "ISO-8859-7", &[]);
        check(b"\xff", Some("utf-8"), "\u{fffd}", "UTF-8", &["undecodable-bytes"]);
    }

    #[test]
    fn a_choice_that_the_bytes_speak_against_is_remarked_upon() {
        let doubtful = &["chosen-encoding-doubtful"];
        check("é".as_bytes(), Some("latin1"), "Ã©", "windows-1252", doubtful);
        check(b"\xef\xbb\xbfa", Some("latin1"), "ï»¿a", "windows-1252", doubtful);
        // What is the same either way, and what only chance makes valid.
        check(b"plain", Some("latin1"), "plain", "windows-1252", &[]);
        check(b"caf\xe9", Some("latin1"), "café", "windows-1252", &[]);
        check(b"h\0i\0\n\0", Some("utf-16le"), "hi\n", "UTF-16LE", &[]);
        check(b"\x1b$B$\"\x1b(B", Some("iso-2022-jp"), "あ", "ISO-2022-JP", &[]);
        check("é".as_bytes(), Some("utf-8"), "é", "UTF-8", &[]);
    }

    #[test]
    fn a_text_that_was_decoded_twice_is_remarked_upon() {
        check("donâ€™t".as_bytes(), None, "donâ€™t", "UTF-8", &["decoded-twice"]);
    }
}
