//! What the names of styles tell of headings. Programs write the names of their own styles in
//! English or in the language of whoever uses them; identifiers lose letters with accents.

/// The level of heading that a style's name tells, 1 being the highest: that of a title or
/// subtitle, or the number behind the word for a heading, at most 9.
pub(crate) fn level_of(name: &str) -> Option<u8> {
    let name = name.trim();
    let words = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[words.len()..];
    let number = (!number.is_empty()).then(|| number.parse().unwrap_or(9).clamp(1, 9));
    let folded = words.trim_end().to_lowercase();
    if let Some(level) = title_of(&folded) {
        return Some(number.filter(|_| level == 1).unwrap_or(level));
    }
    let is_heading = matches!(
        folded.as_str(),
        "heading"
            | "überschrift"
            | "berschrift"
            | "kop"
            | "rubrik"
            | "overskrift"
            | "nagłówek"
            | "nagwek"
            | "otsikko"
            | "encabezado"
            | "заголовок"
            | "标题"
            | "標題"
            | "見出し"
            | "제목"
    );
    is_heading.then(|| number.unwrap_or(1))
}

/// The level of a title's style. In French and Spanish headings are called titles, too, and
/// have a number.
pub(crate) fn title_level(name: &str) -> Option<u8> {
    title_of(&name.to_lowercase())
}

fn title_of(folded: &str) -> Option<u8> {
    match folded {
        "title" | "titel" | "titre" | "ttulo" | "título" | "titolo" | "tytuł" | "tytu" => {
            Some(1)
        }
        "subtitle" | "untertitel" | "sous-titre" | "subttulo" | "subtítulo" | "sottotitolo" => {
            Some(2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{level_of, title_level};

    #[test]
    fn names_tell_levels() {
        assert_eq!(level_of("heading 3"), Some(3));
        assert_eq!(level_of("Heading2"), Some(2));
        assert_eq!(level_of("Heading 12"), Some(9));
        assert_eq!(level_of("Überschrift 1"), Some(1));
        assert_eq!(level_of("Titre 2"), Some(2));
        assert_eq!(level_of("Title"), Some(1));
        assert_eq!(level_of("Untertitel"), Some(2));
        for other in ["Heading 1 Char", "header", "Normal", "", "3"] {
            assert_eq!(level_of(other), None, "{other}");
        }
        assert_eq!((title_level("Titel"), title_level("heading 1")), (Some(1), None));
    }
}
