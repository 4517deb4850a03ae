use themata_analysis::{Cell, Column, Kind, Table};

use super::*;
use crate::report::{CodeName, CodebookEntry, Excerpt, Exhibit, Fact, Method, Part, Theme};
use crate::{HeatMap, specimen};

const HOSTILE: &str =
    "<script>alert('x')</script> & \"q\" <img src=https://example.org onerror=x>\u{1b}";

/// A report with the same words in every place.
fn filled(words: &str) -> Report {
    let text = || words.to_owned();
    let mut table = Table::new(
        words,
        words,
        [Column::new(words, words, Kind::Text), Column::new("share", words, Kind::Share)],
    );
    table.push([Cell::text(words), Cell::Number(0.5)]);
    table.push([Cell::text(words), Cell::Undefined(text())]);
    table.definition = text();
    table.remarks = vec![text()];
    let part = Part {
        paragraphs: vec![text()],
        facts: vec![Fact::new(words, words)],
        exhibits: vec![Exhibit::Table(table.clone()), Exhibit::HeatMap(HeatMap::of(&table))],
    };
    let code = CodeName::new(words, words);
    let excerpt = Excerpt { text: text(), codes: vec![code.clone()], credit: text() };
    Report {
        title: text(),
        subtitle: text(),
        date: text(),
        summary: vec![text()],
        study: part.clone(),
        coding: part.clone(),
        agreement: part.clone(),
        sites: part.clone(),
        co_occurrence: part,
        themes: vec![Theme {
            title: text(),
            statement: text(),
            colour: Some(text()),
            codes: vec![code.clone()],
            sites: Some(table),
            excerpt_count: Some(1_204),
            excerpts: vec![excerpt.clone()],
            counter_evidence: vec![excerpt],
        }],
        method: Method { paragraphs: vec![text()], definitions: vec![Fact::new(words, words)] },
        codebook: vec![CodebookEntry {
            code,
            depth: 200,
            definition: text(),
            use_when: text(),
            do_not_use_when: text(),
            examples: vec![text()],
            codings: Some(1),
        }],
    }
}

/// The places in the page where one of these words stands within an element's own brackets.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    body.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag)
}

#[test]
fn nothing_that_is_said_becomes_part_of_the_page() {
    let page = page(&filled(HOSTILE));
    assert!(!page.contains("<script"));
    assert!(!page.contains("<img"));
    assert!(!page.contains('\u{1b}'));
    for tag in tags(&page) {
        // Quoted values may hold the words, escaped; nothing outside of quotes may.
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.contains("onerror") && !outside.contains("alert"), "{tag}");
    }
    assert!(!page.contains("--hue:"), "a colour that is none is not used");
}

#[test]
fn the_page_needs_nothing_beside_it() {
    let page = page(&filled("words"));
    for reach in ["http:", "https:", "src=", "url(", "@import", "<link", "<script", "<iframe"] {
        assert!(!page.contains(reach), "{reach}");
    }
    for tag in tags(&page).filter(|tag| tag.contains("href=")) {
        assert!(tag.contains("href=\"#"), "{tag}");
    }
}

#[test]
fn every_link_has_its_place_and_every_place_is_there_once() {
    let page = page(&filled("words"));
    let values = |name: &str| -> Vec<String> {
        let pattern = format!(" {name}=\"");
        let tags = tags(&page).filter_map(|tag| tag.split_once(&pattern));
        tags.filter_map(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
            .collect()
    };
    let mut places = values("id");
    for link in values("href") {
        assert!(places.contains(&link[1..].to_owned()), "{link}");
    }
    places.sort_unstable();
    let count = places.len();
    places.dedup();
    assert_eq!(places.len(), count);
}

#[test]
fn all_elements_are_closed() {
    let page = page(&filled("words"));
    // What is open where the style sheet ends.
    let mut open = vec!["html", "head"];
    for tag in tags(&page) {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn colours_are_checked() {
    for (colour, expect) in [
        ("#a0B1c2", true),
        ("#abc", false),
        ("red", false),
        ("#12345g", false),
        ("#123456;x", false),
        ("", false),
    ] {
        assert_eq!(checked(Some(colour)).is_some(), expect, "{colour}");
    }
}

#[test]
fn what_is_empty_is_left_out() {
    let empty = page(&Report::default());
    assert!(!empty.contains("<section"));
    let mut report = Report { title: "Study".to_owned(), ..Report::default() };
    report.sites.exhibits.push(Exhibit::Table(specimen::codes()));
    let page = page(&report);
    assert!(
        page.contains(
            r##"<a href="#sites"><span class="no">1</span> What was found where</a>"##
        )
    );
    assert!(page.contains(r##"<span class="no">Appendix A</span> Method"##));
    assert!(!page.contains(r##"href="#codebook""##));
}

#[test]
fn tables_and_figures_are_numbered_apart() {
    let page = page(&filled("words"));
    for number in ["Table 1", "Table 6", "Figure 1", "Figure 5"] {
        assert!(page.contains(&format!(r#"<span class="no">{number}</span>"#)), "{number}");
    }
    assert!(!page.contains("Table 7") && !page.contains("Figure 6"));
}
