//! What stands around every picture: title, white ground, and a caption that says what was
//! counted.

use maud::{Markup, html};

use crate::figure::count;
use crate::line::{in_one_line, wrapped};
use crate::picture::words::text_width;

/// Fonts that are there without being fetched.
pub(crate) const FONT: &str = "'Segoe UI', Seravek, Ubuntu, Calibri, 'Source Sans 3', \
                               'Noto Sans', 'Liberation Sans', sans-serif";

/// The colour of names and titles.
pub(crate) const INK: &str = "#1c1b19";
/// The colour of what is read second.
pub(crate) const PALE_INK: &str = "#6b6760";
/// The colour of zeros, and of lines that lead to names.
pub(crate) const PALEST_INK: &str = "#8f8a80";
/// Lines that guide the eye.
pub(crate) const RULE: &str = "#dedad2";

/// The width that a picture keeps to as long as it can: the text width of a page of A4.
pub(crate) const PAGE: f64 = 648.0;

/// Around the picture, because a file may be put close to other things.
const MARGIN: f64 = 16.0;

/// A caption needs some width, even under a small picture.
const NARROWEST: f64 = 400.0;

const TITLE_SIZE: f64 = 15.0;
const TITLE_LINE: f64 = 20.0;
const CAPTION_SIZE: f64 = 11.0;
const CAPTION_LINE: f64 = 16.0;

/// Over a whole line the lengths of letters, which are estimated rather too long, even out.
const ROUGHLY: f64 = 1.12;

/// What a picture says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows, as a heading: `Codes that occur together`.
    pub title: String,
    /// What was counted, and how, in one or more sentences. What the picture did on its own,
    /// such as ordering or leaving out, is added behind it.
    pub description: String,
    /// How many there are of the unit, over the whole picture.
    pub n: Option<u64>,
    /// What was counted, in the plural: `codings`.
    pub unit: String,
    /// The query that says which codings are meant; empty if it is not to be said.
    pub query: String,
}

impl Caption {
    /// The caption as sentences, with the remarks of the picture between description and
    /// figures.
    pub(crate) fn sentences(&self, remarks: &[String]) -> String {
        let (unit, query) = (in_one_line(&self.unit), in_one_line(&self.query));
        let mut sentences = vec![in_one_line(&self.description)];
        sentences.extend(remarks.iter().cloned());
        if let Some(n) = self.n {
            sentences.push(format!("{}.", format!("n = {} {unit}", count(n)).trim_end()));
        }
        if !query.is_empty() {
            sentences.push(format!("Query: {query}."));
        }
        sentences.retain(|sentence| !sentence.is_empty());
        sentences.join(" ")
    }
}

/// A picture before it has its frame.
pub(crate) struct Drawing {
    /// The class of the whole picture.
    pub(crate) class: &'static str,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) body: Markup,
    /// What the picture did on its own, in sentences.
    pub(crate) remarks: Vec<String>,
}

impl Drawing {
    /// A picture of nothing, which says so.
    pub(crate) fn nothing(class: &'static str, why: &str) -> Drawing {
        let body = html! { text x="0" y="14" font-size="12" fill=(PALE_INK) { (why) } };
        Drawing { class, width: NARROWEST, height: 24.0, body, remarks: Vec::new() }
    }

    /// The picture as an SVG file.
    pub(crate) fn file(self, caption: &Caption) -> String {
        let sentences = caption.sentences(&self.remarks);
        self.written(&in_one_line(&caption.title), &sentences)
    }

    /// The picture as an SVG file, with a caption that says n and query by itself.
    pub(crate) fn under(self, title: &str, caption: &str) -> String {
        let caption = Caption { description: caption.to_owned(), ..Caption::default() };
        let sentences = caption.sentences(&self.remarks);
        self.written(&in_one_line(title), &sentences)
    }

    fn written(self, title: &str, sentences: &str) -> String {
        let width = self.width.max(NARROWEST);
        let heading = lines(title, TITLE_SIZE, width);
        let prose = lines(sentences, CAPTION_SIZE, width);
        let above =
            if heading.is_empty() { 0.0 } else { heading.len() as f64 * TITLE_LINE + 12.0 };
        let below =
            if prose.is_empty() { 0.0 } else { prose.len() as f64 * CAPTION_LINE + 12.0 };
        let height = above + self.height + below + 2.0 * MARGIN;
        let (wide, high) = (px(width + 2.0 * MARGIN), px(height));
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class=(format!("picture {}", self.class))
                role="img" width=(wide) height=(high)
                viewBox=(format!("{0} {0} {wide} {high}", px(-MARGIN)))
                font-family=(FONT) font-size="12" {
                title { (title) }
                desc { (sentences) }
                rect class="ground" x=(px(-MARGIN)) y=(px(-MARGIN)) width=(wide) height=(high)
                    fill="#ffffff" {}
                @for (line, words) in heading.iter().enumerate() {
                    text class="title" x="0" y=(px(12.0 + line as f64 * TITLE_LINE))
                        font-size=(TITLE_SIZE) font-weight="600" fill=(INK) { (words) }
                }
                g transform=(format!("translate(0 {})", px(above))) { (self.body) }
                @for (line, words) in prose.iter().enumerate() {
                    text class="description" x="0" font-size=(CAPTION_SIZE) fill=(PALE_INK)
                        y=(px(above + self.height + 22.0 + line as f64 * CAPTION_LINE)) { (words) }
                }
            }
        }
        .into_string()
    }
}

/// Words in lines that are as wide as the picture.
fn lines(words: &str, size: f64, width: f64) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    // As many columns as letters of usual width would take; a line of wide ones gets fewer.
    let mut room = (width / (size * 0.48)) as usize;
    loop {
        let lines = wrapped(words, room);
        if room < 24 || lines.iter().all(|line| text_width(line, size) <= width * ROUGHLY) {
            return lines;
        }
        room -= 4;
    }
}

/// A length in pixels with one decimal at most.
pub(crate) fn px(length: f64) -> String {
    let text = format!("{length:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A colour if it is exactly `#rrggbb`; anything else is not used.
pub(crate) fn colour_of(own: Option<&str>) -> Option<&str> {
    own.filter(|colour| {
        colour.len() == 7
            && colour
                .strip_prefix('#')
                .is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::reading::read;

    fn caption() -> Caption {
        Caption {
            title: "A < B".to_owned(),
            description: "What was counted.".to_owned(),
            n: Some(1_204),
            unit: "codings".to_owned(),
            query: "site = \"04\"".to_owned(),
        }
    }

    #[test]
    fn captions_keep_to_the_picture() {
        let words = "mmmm WWWW ".repeat(60);
        for line in lines(words.trim(), CAPTION_SIZE, PAGE) {
            assert!(text_width(&line, CAPTION_SIZE) <= PAGE * ROUGHLY, "{line}");
        }
        assert_eq!(lines("", CAPTION_SIZE, PAGE), Vec::<String>::new());
        assert_eq!(lines("Codes by site.", CAPTION_SIZE, PAGE), ["Codes by site."]);
    }

    #[test]
    fn the_caption_says_n_unit_and_query() {
        let remarks = ["Two were left out.".to_owned()];
        let expect = "What was counted. Two were left out. n = 1\u{202f}204 codings. \
                      Query: site = \"04\".";
        assert_eq!(caption().sentences(&remarks), expect);
        assert_eq!(Caption::default().sentences(&[]), "");
    }

    #[test]
    fn title_and_caption_are_there_for_those_who_hear_them() {
        let svg = Drawing::nothing("empty", "Nothing to draw.").file(&caption());
        let picture = read(&svg);
        assert_eq!(picture.titles, ["A < B"]);
        assert!(picture.desc.starts_with("What was counted. n = 1"), "{}", picture.desc);
        assert_eq!(picture.texts[..2], ["A < B", "Nothing to draw."]);
    }

    #[test]
    fn lengths_have_no_negative_zero() {
        assert_eq!([px(-0.01), px(2.0), px(-1.25), px(3.16)].join(" "), "0 2 -1.2 3.2");
    }

    #[test]
    fn colours_that_are_something_else_are_not_used() {
        assert_eq!(colour_of(Some("#A0b1c2")), Some("#A0b1c2"));
        for odd in ["red", "#12345", "#12345g", "\" onload=\"x", "#ééé"] {
            assert_eq!(colour_of(Some(odd)), None, "{odd}");
        }
    }
}
