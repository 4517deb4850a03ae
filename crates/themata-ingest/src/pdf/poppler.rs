//! Pages as poppler's `pdftotext -bbox-layout` writes them.

use super::direction::{is_rightward, turn};
use super::{PdfError, PdfPage, PdfPiece, PdfScrap};

/// Where poppler ends one word and begins another without a space between them, as it does
/// where the font changes, the gap is smaller than this multiple of the line's height.
const SPACE: f32 = 0.06;

/// No entity has more characters behind its `&`.
const LONGEST_ENTITY: usize = 12;

/// The pages in the output of `pdftotext -bbox-layout FILE -`.
///
/// The words come in poppler's reading order. Nothing says which of them are bold. The output
/// is no XML in the strict sense, since it may hold control characters, and it is read as what
/// it is: a list of words, each with its place.
///
/// # Errors
///
/// If it is no such output, breaks off, or holds no words.
///
/// # Examples
///
/// ```
/// use themata_ingest::poppler_pages;
///
/// let output = r#"<doc><page width="595" height="842"><flow><block><line>
///     <word xMin="50" yMin="40" xMax="70" yMax="52">Q&amp;A:</word>
///     <word xMin="73" yMin="40" xMax="99" yMax="52">Well?</word>
/// </line></block></flow></page></doc>"#;
/// let pages = poppler_pages(output).unwrap();
/// assert_eq!(pages[0].lines[0].pieces[0].text, "Q&A: Well?");
/// ```
pub fn poppler_pages(bbox_layout_xhtml: &str) -> Result<Vec<PdfPage>, PdfError> {
    let damaged = |message: &str| PdfError::Damaged { message: message.to_owned() };
    // The head holds what the document says of itself, which may look like anything.
    let Some((_, body)) = bbox_layout_xhtml.split_once("<doc>") else {
        return Err(damaged("what poppler wrote holds no pages"));
    };
    let mut pages: Vec<PdfPage> = Vec::new();
    let (mut width, mut height, mut scraps) = (0.0, 0.0, Vec::new());
    let mut rest = body;
    loop {
        let Some((_, behind)) = rest.split_once('<') else {
            return Err(damaged("what poppler wrote breaks off"));
        };
        let Some((element, behind)) = behind.split_once('>') else {
            return Err(damaged("what poppler wrote breaks off"));
        };
        rest = behind;
        let name = element.split_ascii_whitespace().next().unwrap_or_default();
        match name {
            "/doc" => break,
            "page" => {
                width = number(element, "width").unwrap_or_default();
                height = number(element, "height").unwrap_or_default();
            }
            "word" => {
                let text = &rest[..rest.find('<').unwrap_or(rest.len())];
                scraps.extend(scrap(element, text));
            }
            "/page" => {
                let scraps = std::mem::take(&mut scraps);
                pages.push(PdfPage::of(width, height, scraps, SPACE));
            }
            _ => {}
        }
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(match u32::try_from(pages.len()) {
            Ok(0) => damaged("it has no pages"),
            pages => PdfError::NoText { pages: pages.unwrap_or(u32::MAX) },
        });
    }
    Ok(pages)
}

/// A word, if it has a place on the page.
fn scrap(element: &str, text: &str) -> Option<PdfScrap> {
    let (left, right) = (number(element, "xMin")?, number(element, "xMax")?);
    let (top, bottom) = (number(element, "yMin")?, number(element, "yMax")?);
    let mut text = resolve(text);
    if stands_on_its_side(&text, right - left, bottom - top) {
        return None;
    }
    // White space inside a word is there because the document itself says what stands here,
    // in the order in which it is read.
    if text.trim().contains(char::is_whitespace) {
        text = turn(&text, is_rightward(&text));
    }
    Some(PdfScrap { piece: PdfPiece { text, left, right, bold: false }, top, bottom })
}

/// What stands on its side is an axis, a stamp or a watermark.
fn stands_on_its_side(word: &str, width: f32, height: f32) -> bool {
    word.chars().nth(3).is_some() && height > width * 2.0
}

/// The value of an attribute.
fn number(element: &str, name: &str) -> Option<f32> {
    let (_, behind) = element.split_once(name)?;
    let (value, _) = behind.strip_prefix("=\"")?.split_once('"')?;
    value.parse().ok().filter(|value: &f32| value.is_finite())
}

/// Makes characters of the entities that poppler writes.
fn resolve(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        resolved.push_str(before);
        let end = behind.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let entity = end.and_then(|end| {
            let c = match &behind[..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                name => {
                    let code = name.strip_prefix('#')?;
                    let code = match code.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => code.parse().ok()?,
                    };
                    char::from_u32(code)?
                }
            };
            Some((c, &behind[end + 1..]))
        });
        let (c, behind) = entity.unwrap_or(('&', behind));
        resolved.push(c);
        rest = behind;
    }
    resolved.push_str(rest);
    resolved
}

#[cfg(test)]
mod tests {
    use super::{poppler_pages, resolve};
    use crate::PdfError;

    /// Pages of words, each with its left edge and its top: eight points high, five wide for
    /// each character.
    fn output(pages: &[&[(&str, u32, u32)]]) -> String {
        let mut output = String::from("<html><head><title>A &lt;doc</title></head><body><doc>");
        for words in pages {
            output.push_str(r#"<page width="600.0" height="800.0"><flow><block>"#);
            for (word, left, top) in *words {
                let right = left + 5 * word.len() as u32;
                let bottom = top + 8;
                output.push_str(&format!(
                    "<line><word xMin=\"{left}\" yMin=\"{top}\" xMax=\"{right}\" \
                     yMax=\"{bottom}\">{word}</word></line>\n"
                ));
            }
            output.push_str("</block></flow></page>");
        }
        output.push_str("</doc></body></html>");
        output
    }

    #[test]
    fn words_become_lines_and_pieces() {
        let output = output(&[&[
            ("12", 20, 40),
            ("Ann:", 60, 40),
            ("Yes,", 83, 40),
            ("in", 106, 40),
            ("deed.", 116, 40),
            ("Next", 60, 52),
        ]]);
        let pages = poppler_pages(&output).unwrap();
        assert_eq!((pages.len(), pages[0].width, pages[0].height), (1, 600.0, 800.0));
        let texts: Vec<Vec<&str>> = pages[0]
            .lines
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        assert_eq!(texts, [vec!["12", "Ann: Yes, indeed."], vec!["Next"]]);
        assert_eq!((pages[0].lines[0].top, pages[0].lines[0].bottom), (40.0, 48.0));
        assert_eq!(pages[0].lines[0].pieces[1].left, 60.0);
        assert_eq!(pages[0].lines[0].pieces[1].right, 141.0);
    }

    #[test]
    fn entities_are_characters_and_control_characters_do_no_harm() {
        for (text, expect) in [
            ("Q&amp;A", "Q&A"),
            ("&lt;b&gt;&quot;&apos;", "<b>\"'"),
            ("&#8212;&#x41;", "—A"),
            ("a & b; &unknown; &#1114112;", "a & b; &unknown; &#1114112;"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(resolve(text), expect);
        }
        let pages = poppler_pages(&output(&[&[("a\u{0}\u{1f}b", 10, 10)]])).unwrap();
        assert_eq!(pages[0].lines[0].pieces[0].text, "a\u{0}\u{1f}b");
    }

    #[test]
    fn a_word_without_a_place_is_left_out() {
        let odd = output(&[&[("one", 10, 10), ("two", 30, 10)]]).replace("\"30\"", "\"nan\"");
        let pages = poppler_pages(&odd).unwrap();
        assert_eq!(pages[0].lines[0].pieces[0].text, "one");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let whole = output(&[&[("one", 10, 10)], &[]]);
        assert_eq!(poppler_pages(&whole).unwrap().len(), 2);
        let message = |found: Result<_, PdfError>| found.unwrap_err().to_string();
        let cut = &whole[..whole.len() - 20];
        assert_eq!(message(poppler_pages(cut)), "it is damaged: what poppler wrote breaks off");
        assert_eq!(
            message(poppler_pages("Usage: pdftotext")),
            "it is damaged: what poppler wrote holds no pages"
        );
        assert_eq!(message(poppler_pages("<doc></doc>")), "it is damaged: it has no pages");
        let blank = output(&[&[], &[]]);
        assert_eq!(message(poppler_pages(&blank)), "none of its 2 pages holds text");
    }
}
