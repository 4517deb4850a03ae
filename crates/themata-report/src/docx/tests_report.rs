use themata_analysis::{Cell, Column, Kind, Table};
use themata_ingest::{Options, Source, read};

use super::{Drawn, report_docx};
use crate::report::{
    CodeName, Excerpt, Exhibit, Fact, MemoGroup, Method, Part, Report, ReportMemo, ReportPart,
    Theme,
};
use crate::{HeatMap, specimen};

/// A part of the archive as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().to_string()).collect()
}

fn report() -> Report {
    let code = CodeName::new("records <IT>", "#336699");
    let quote = |words: &str| Excerpt {
        text: words.to_owned(),
        codes: vec![code.clone()],
        credit: "Nurse 1, site 01, interview".to_owned(),
    };
    Report {
        title: "Care & records".to_owned(),
        notice: "Not everything is counted here.".to_owned(),
        summary: vec!["Much was said.".to_owned()],
        study: Part { facts: vec![Fact::new("Documents", "2")], ..Part::default() },
        sites: Part {
            exhibits: vec![
                Exhibit::Table(specimen::codes()),
                Exhibit::HeatMap(HeatMap::of(&specimen::matrix(3))),
            ],
            ..Part::default()
        },
        themes: vec![Theme {
            title: "Tools".to_owned(),
            statement: "They do not talk.".to_owned(),
            codes: vec![code.clone()],
            sites: Some(specimen::codes()),
            excerpt_count: Some(80),
            excerpts: vec![quote("It never <loads>,\nsaid she.")],
            counter_evidence: vec![quote("It works.")],
            ..Theme::default()
        }],
        memos: vec![MemoGroup {
            title: "On codes".to_owned(),
            memos: vec![ReportMemo {
                words: "one code or two?".to_owned(),
                ..Default::default()
            }],
        }],
        method: Method {
            definitions: vec![Fact::new("Coding", "One code on one excerpt.")],
            ..Method::default()
        },
        ..Report::default()
    }
}

fn drawn(svg: &str) -> Option<Drawn> {
    assert!(svg.starts_with("<svg xmlns="), "a file of its own");
    Some(Drawn { png: b"points".to_vec(), size: (1_600, 400) })
}

#[test]
fn everything_is_read_back_in_its_order() {
    let bytes = report_docx(&report(), &drawn).unwrap();
    assert_eq!(bytes, report_docx(&report(), &drawn).unwrap());
    let source = Source { name: "report.docx", bytes: &bytes };
    let reading = read(source, &Options::default(), &|_| unreachable!("no PDF")).unwrap();
    let text = &reading.documents[0].transcript.text;
    let mut from = 0;
    for words in [
        "Care & records",
        "Not everything is counted here.",
        "Contents",
        "Much was said.",
        "1  What was studied",
        "2  What was found where",
        "Table 1",
        "champion, clinical",
        "Figure 1",
        "3  Theme by theme",
        "3.1  Tools",
        "They do not talk.",
        "■ records <IT>",
        "Table 2",
        "Excerpts 1 of 80",
        "It never <loads>,",
        "Nurse 1, site 01, interview",
        "Counter-evidence",
        "It works.",
        "4  Memos",
        "one code or two?",
        "Appendix A  Method",
        "What the tables and figures count",
        "Table 1, Table 2",
    ] {
        let at = text[from..].find(words);
        from += at.unwrap_or_else(|| panic!("no {words:?} in its place: {text}")) + words.len();
    }
}

#[test]
fn headings_repeat_rows_stay_whole_and_places_are_there() {
    let bytes = report_docx(&report(), &drawn).unwrap();
    let document = part(&bytes, "word/document.xml");
    let count = |words: &str| document.matches(words).count();
    // Facts and definitions have no headings; two tables have.
    assert_eq!(count("<w:tblHeader/>"), 2);
    assert_eq!(count("<w:tr>"), count("<w:cantSplit/>"));
    assert_eq!((count(r#"w:val="Quote""#), count(r#"w:val="Credit""#)), (2, 2));
    for link in document.split("w:anchor=\"").skip(1) {
        let place = link.split('"').next().unwrap();
        assert_eq!(count(&format!("w:name=\"{place}\"")), 1, "{place}");
    }
    assert_eq!(count("fldCharType=\"begin\""), count("fldCharType=\"end\""));
    assert!(part(&bytes, "word/footer1.xml").contains(" PAGE "));
    assert!(names(&bytes).contains(&"word/media/figure-1.png".to_owned()));
    // As wide as the page: 9638 twentieths of a point.
    assert!(document.contains(&format!("cx=\"{}\"", 9_638 * 635)), "{document}");
    let styles = part(&bytes, "word/styles.xml");
    for style in document.split("Style w:val=\"").skip(1) {
        let style = style.split('"').next().unwrap();
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn without_fonts_a_picture_is_a_table() {
    let bytes = report_docx(&report(), &|_| None).unwrap();
    let document = part(&bytes, "word/document.xml");
    assert!(!document.contains("<w:drawing>") && document.contains("digital access"));
    assert_eq!(document.matches("<w:tblHeader/>").count(), 3);
}

#[test]
fn wide_tables_have_sheets_across_to_themselves() {
    let mut wide = report();
    wide.sites.exhibits = vec![Exhibit::Table(specimen::matrix(20))];
    let document = part(&report_docx(&wide, &drawn).unwrap(), "word/document.xml");
    let sheets: Vec<bool> = document
        .split("<w:pgSz")
        .skip(1)
        .map(|sheet| sheet.split("/>").next().unwrap().contains("landscape"))
        .collect();
    assert_eq!(sheets, [false, true, false]);
    // Only the first page of all has no number.
    assert_eq!(document.matches("<w:titlePg/>").count(), 1);
    assert!(document.find("<w:titlePg/>") < document.find("landscape"));

    let mut table = Table::new("t", "Far too wide", [Column::new("a", "A", Kind::Text)]);
    table.columns.extend((0..70).map(|n| Column::new(n.to_string(), "n", Kind::Count)));
    table.push([Cell::text("x")]);
    wide.sites.exhibits = vec![Exhibit::Table(table)];
    let refused = report_docx(&wide, &drawn).unwrap_err();
    assert!(refused.contains("63 columns") && refused.contains("Far too wide"), "{refused}");
}

#[test]
fn parts_that_are_left_out_are_not_in_it() {
    let order = vec![ReportPart::Themes, ReportPart::Summary];
    let few = Report { order, ..report() };
    let document = part(&report_docx(&few, &drawn).unwrap(), "word/document.xml");
    assert!(document.contains("1  Theme by theme") && document.contains("Summary"));
    assert!(!document.contains("What was studied") && !document.contains("Method"));
}
