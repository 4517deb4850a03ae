use themata_analysis::{Cell, Column, Kind, Table};

use super::*;
use crate::report::{
    CodeName, CodebookEntry, Excerpt, Exhibit, Fact, MemoGroup, Method, Part, ReportMemo, Theme,
};
use crate::{HeatMap, specimen};

const HOSTILE: &str =
    "<script>alert('x')</script> & \"q\" <img src=https://example.org onerror=x>\u{1b}";

/// A report with the same words in every place.
pub(crate) fn filled(words: &str) -> Report {
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
        notice: text(),
        order: Vec::new(),
        summary: vec![text()],
        study: part.clone(),
        coding: part.clone(),
        agreement: part.clone(),
        sites: part.clone(),
        co_occurrence: part.clone(),
        matrix: part,
        themes: vec![Theme {
            title: text(),
            statement: text(),
            colour: Some(text()),
            codes: vec![code.clone()],
            sites: Some(table),
            excerpt_count: Some(1_204),
            excerpts: vec![excerpt.clone()],
            counter_evidence: vec![excerpt.clone()],
        }],
        memos: vec![MemoGroup {
            title: text(),
            memos: vec![ReportMemo {
                title: text(),
                about: Some(excerpt),
                words: text(),
                by: text(),
            }],
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

/// The headings of the sections as they are read.
fn headings(page: &str) -> Vec<&str> {
    let headings = page.split("<h2>").skip(1).filter_map(|rest| rest.split_once("</h2>"));
    headings.map(|(heading, _)| heading).collect()
}

#[test]
fn parts_stand_in_the_order_that_is_wanted() {
    let mut report = filled("words");
    report.order = vec![
        ReportPart::Codebook,
        ReportPart::Themes,
        ReportPart::Method,
        ReportPart::Study,
        ReportPart::Summary,
    ];
    let page = page(&report);
    let number =
        |number: &str, title: &str| format!("<span class=\"no\">{number}</span> {title}");
    assert_eq!(
        headings(&page),
        [
            number("1", "Theme by theme"),
            number("2", "What was studied"),
            "Summary".to_owned(),
            number("Appendix A", "Codebook"),
            number("Appendix B", "Method"),
        ]
    );
    // The table of the theme comes first now, and the method defines what is there alone.
    assert!(page.contains("<span class=\"no\">Table 2</span>") && !page.contains("Table 3"));
    assert_eq!(page.matches("href=\"#figure-1\"").count(), 1);
}

#[test]
fn as_printed_it_says_the_same_on_sheets() {
    let report = filled("words");
    let (page, printed) = (page(&report), page_as_printed(&report));
    assert_eq!(headings(&page), headings(&printed));
    // Title with contents, what is read, and two appendices.
    assert_eq!(printed.matches("<div class=\"page\">").count(), 4);
    assert!(!printed.contains("@media print {\n  :root"), "paper's styles hold on the screen");
    assert!(!printed.contains("prefers-color-scheme"), "and it is light there");
    assert!(!printed.contains("<script"));
}

#[test]
fn nothing_that_is_said_becomes_part_of_the_page() {
    let (page, printed) = (page(&filled(HOSTILE)), page_as_printed(&filled(HOSTILE)));
    assert!(!printed.contains("<script") && !printed.contains("<img"));
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
    for number in ["Table 1", "Table 7", "Figure 1", "Figure 6"] {
        assert!(page.contains(&format!(r#"<span class="no">{number}</span>"#)), "{number}");
    }
    assert!(!page.contains("Table 8") && !page.contains("Figure 7"));
}
