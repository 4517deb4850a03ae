//! The sheet that a picture stands on: title, ground and caption.

use maud::{Markup, html};

use super::ink::{FONT, INK, PALE_INK, px, text_width};
use crate::line::{in_one_line, wrapped};

/// The width of a picture: the text width of a page of A4, in pixels as CSS counts them.
pub(crate) const WIDTH: f64 = 648.0;

/// Around everything.
const MARGIN: f64 = 16.0;

/// The size of the letters of a caption.
const CAPTION_SIZE: f64 = 11.0;

/// Over a whole line the lengths of letters, which are estimated rather too long, even out.
const ROUGHLY: f64 = 1.12;

/// From one line of a caption to the next.
const CAPTION_LINE: f64 = 16.0;

/// A picture before it is written.
pub(crate) struct Sheet<'a> {
    /// The kind of picture, as the class of the root.
    pub(crate) kind: &'static str,
    pub(crate) title: &'a str,
    pub(crate) caption: &'a str,
    /// Sentences that follow the caption: how to read it, what is left out.
    pub(crate) notes: Vec<String>,
    pub(crate) height: f64,
    pub(crate) body: Markup,
}

impl Sheet<'_> {
    /// The picture as a file.
    pub(crate) fn write(self) -> String {
        let title = in_one_line(self.title);
        let mut caption = in_one_line(self.caption);
        for note in &self.notes {
            if !caption.is_empty() {
                caption.push(' ');
            }
            caption.push_str(note);
        }
        let heads = lines(&title, 15.0);
        let prose = lines(&caption, CAPTION_SIZE);
        let above = if heads.is_empty() { 0.0 } else { heads.len() as f64 * 20.0 + 10.0 };
        let below =
            if prose.is_empty() { 0.0 } else { prose.len() as f64 * CAPTION_LINE + 10.0 };
        let foot = above + self.height;
        let (width, height) = (WIDTH + 2.0 * MARGIN, foot + below + 2.0 * MARGIN);
        let frame = [-MARGIN, -MARGIN, width, height].map(px).join(" ");
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class=(self.kind) role="img"
                width=(px(width)) height=(px(height)) viewBox=(frame)
                font-family=(FONT) font-size="12" {
                title { (title) }
                desc { (caption) }
                rect class="ground" x=(px(-MARGIN)) y=(px(-MARGIN)) width=(px(width))
                    height=(px(height)) fill="#ffffff" {}
                @for (place, words) in heads.iter().enumerate() {
                    text class="title" x="0" y=(px(12.0 + place as f64 * 20.0)) font-size="15"
                        font-weight="600" fill=(INK) { (words) }
                }
                g transform=(format!("translate(0 {})", px(above))) { (self.body) }
                @for (place, words) in prose.iter().enumerate() {
                    text class="caption" x="0" font-size=(CAPTION_SIZE) fill=(PALE_INK)
                        y=(px(foot + 20.0 + place as f64 * CAPTION_LINE)) { (words) }
                }
            }
        }
        .into_string()
    }
}

/// Words in lines that are as wide as the sheet.
fn lines(words: &str, size: f64) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    // As many columns as letters of usual width would take; a line of wide ones gets fewer.
    let mut room = (WIDTH / (size * 0.48)) as usize;
    loop {
        let lines = wrapped(words, room);
        if room < 24 || lines.iter().all(|line| text_width(line, size) <= WIDTH * ROUGHLY) {
            return lines;
        }
        room -= 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_keep_to_the_sheet() {
        let words = "mmmm WWWW ".repeat(60);
        for line in lines(words.trim(), 11.0) {
            assert!(text_width(&line, 11.0) <= WIDTH * ROUGHLY, "{line}");
        }
        assert_eq!(lines("", 11.0), Vec::<String>::new());
        assert_eq!(lines("Codes by site.", 11.0), ["Codes by site."]);
    }
}
