use themata_analysis::{Frequencies, FrequencyMeasure as M, Transcripts, frequencies};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, attribute, draw, themes_of};

const CODES: &str = "
leadership
  vision
  turnover
IT
  record
  access
alone
unused
  never
";

const DOCUMENTS: &str = "
//- north site:01 role:nurse
NURSE: We knew where to go, all of us.
       ^^^^^^^ vision @ana
       ^^^^^^^ vision @ben
       ^^^^^^^ turnover @ana
               ^^^^^^^^^^^ vision @ana
NURSE: The record never loads.
           ^^^^^^^^^^^^ record @ana barrier
                  ^^^^^^^^^^^ access @ben
//- north2 site:01 role:manager
MANAGER: Fine words here today.
         ^^^^ alone @ana
//- south site:02 role:nurse
NURSE: It loads.
       ^^^^^^^^ record @ben
//- west role:nurse
NURSE: Nothing at all.
       ^^^^^^^ record @ben
";

fn count(query: &str, by: Option<&str>, texts: bool) -> (Fixture, Frequencies) {
    let fixture = fixture(CODES, DOCUMENTS);
    let asked = ask(&fixture, query);
    let by = by.map(|name| attribute(&fixture.study, name));
    let texts = texts.then_some(&fixture.transcripts);
    let counted = frequencies(&fixture.study, &asked, by, texts).expect("a sound question");
    (fixture, counted)
}

#[test]
fn a_theme_counts_what_carries_any_of_its_codes() {
    let (_, counted) = count("", None, true);
    assert_eq!(
        draw(&counted.to_table(&M::ALL, &[])),
        [
            "code | codings | excerpts | documents | document_share | sites | word_share",
            "leadership | 4 | 2 | 1 | 0.250 | 1 | 0.238",
            "  vision | 3 | 2 | 1 | 0.250 | 1 | 0.238",
            "  turnover | 1 | 1 | 1 | 0.250 | 1 | 0.095",
            // `record never` and `never loads` share a word, so the theme has 3 + 2 + 1.
            "IT | 4 | 4 | 3 | 0.750 | 2 | 0.286",
            "  record | 3 | 3 | 3 | 0.750 | 2 | 0.238",
            "  access | 1 | 1 | 1 | 0.250 | 1 | 0.095",
            "alone | 1 | 1 | 1 | 0.250 | 1 | 0.048",
            "unused | 0 | 0 | 0 | 0.000 | 0 | 0.000",
            "  never | 0 | 0 | 0 | 0.000 | 0 | 0.000",
            "= all codes | 9 | 7 | 4 | 1.000 | 2 | 0.571",
        ]
    );
    assert_eq!(counted.remarks, ["1 document without a site, counted for none"]);
}

#[test]
fn sites_stand_side_by_side() {
    let (_, counted) = count("", Some("site"), false);
    assert_eq!(
        draw(&counted.to_table(&[M::Excerpts, M::WordShare], &[M::Excerpts])),
        [
            "code | excerpts | site_01_excerpts | site_02_excerpts | no_site_excerpts",
            "leadership | 2 | 2 | 0 | 0",
            "  vision | 2 | 2 | 0 | 0",
            "  turnover | 1 | 1 | 0 | 0",
            "IT | 4 | 2 | 1 | 1",
            "  record | 3 | 1 | 1 | 1",
            "  access | 1 | 1 | 0 | 0",
            "alone | 1 | 1 | 0 | 0",
            "unused | 0 | 0 | 0 | 0",
            "  never | 0 | 0 | 0 | 0",
            "= all codes | 7 | 5 | 1 | 1",
        ]
    );
    let two = counted.to_table(&[], &[M::Documents, M::DocumentShare]);
    let headings: Vec<&str> =
        two.columns.iter().map(|column| column.heading.as_str()).take(3).collect();
    assert_eq!(headings, ["Code", "site 01: documents", "site 01: share of documents"]);
    assert_eq!(
        counted.remarks[1],
        "fewer than 3 documents, compare with care: site 01 (2), site 02 (1), no site (1)"
    );
}

#[test]
fn tidy_rows_are_code_by_site() {
    let (_, counted) = count("theme:it site:01,02", Some("site"), false);
    assert_eq!(
        draw(&counted.to_long_table(&[M::Codings, M::Documents])),
        [
            "level | theme | code | site | codings | documents",
            "theme | IT | - | 01 | 2 | 1",
            "theme | IT | - | 02 | 1 | 1",
            "code | IT | record | 01 | 1 | 1",
            "code | IT | record | 02 | 1 | 1",
            "code | IT | access | 01 | 1 | 1",
            "code | IT | access | 02 | 0 | 0",
        ]
    );
}

#[test]
fn the_definition_says_what_was_asked() {
    let (_, counted) = count("theme:it site:01,02 coder:ben", None, true);
    assert_eq!(
        counted.definition,
        "A code counts what carries exactly this code; a theme counts what carries any of its \
         codes, once. Excerpts are distinct stretches of a document, whoever coded them. Sites \
         are distinct values of the attribute site. Share of words = words that the coded \
         stretches hold or touch, each once ÷ words of the documents. Universe: 3 documents; \
         coders: ben; query: theme:it site:01,02 coder:ben."
    );
    assert!(counted.remarks.is_empty());
}

#[test]
fn a_study_without_sites_has_no_sites() {
    let fixture = fixture("A", "Some words\n^^^^ A");
    let asked = ask(&fixture, "");
    let counted = frequencies(&fixture.study, &asked, None, None).expect("nothing is missing");
    assert_eq!(
        draw(&counted.to_table(&M::ALL, &[])),
        [
            "code | codings | excerpts | documents | document_share",
            "A | 1 | 1 | 1 | 1.000",
            "= all codes | 1 | 1 | 1 | 1.000",
        ]
    );
}

#[test]
fn an_assigned_group_is_also_a_code_of_its_own() {
    let mut fixture = fixture("IT\n  record", "Some words\n^^^^ record");
    let group = fixture.study.codebook.find("IT").expect("a group");
    let mut codings = fixture.study.codings.as_slice().to_vec();
    let id = themata_model::CodingId(2);
    codings.push(themata_model::Coding { code: group, id, ..codings[0] });
    fixture.study.codings = themata_model::Codings::new(codings);
    let asked = ask(&fixture, "");
    let counted = frequencies(&fixture.study, &asked, None, None).expect("nothing is missing");
    assert_eq!(
        draw(&counted.to_table(&[M::Codings, M::Excerpts], &[])),
        [
            "code | codings | excerpts",
            "IT | 2 | 1",
            "  IT | 1 | 1",
            "  record | 1 | 1",
            "= all codes | 2 | 1",
        ]
    );
}

#[test]
fn missing_texts_are_an_error() {
    let fixture = fixture(CODES, DOCUMENTS);
    let asked = ask(&fixture, "");
    let error = frequencies(&fixture.study, &asked, None, Some(&Transcripts::new()))
        .expect_err("no texts are at hand");
    assert!(error.is_missing_text());
    assert_eq!(error.to_string(), "the text of document `north` is needed and not at hand");
}

/// The numbers where the analyst has made themes of members, by their names.
fn with_themes(themes: &[(&str, &[&str])], query: &str) -> Vec<String> {
    let mut fixture = fixture(CODES, DOCUMENTS);
    fixture.study.themes = themes_of(&fixture.study, themes);
    let asked = ask(&fixture, query);
    let counted = frequencies(&fixture.study, &asked, None, None).expect("a sound question");
    let table = counted.to_table(&[M::Codings, M::Excerpts], &[]);
    draw(&table).into_iter().skip(1).chain(table.remarks).collect()
}

#[test]
fn themes_of_the_analyst_count_their_members() {
    let themes: [(&str, &[&str]); 2] =
        [("trust", &["leadership", "access"]), ("tools", &["IT", "vision"])];
    assert_eq!(
        with_themes(&themes, ""),
        [
            "trust | 5 | 3",
            "  vision | 3 | 2",
            "  turnover | 1 | 1",
            "  access | 1 | 1",
            // The codes that stand above count here too: vision 3, record 3, access 1.
            "tools | 7 | 6",
            "  record | 3 | 3",
            "in no theme | 1 | 1",
            "  alone | 1 | 1",
            "  never | 0 | 0",
            "= all codes | 9 | 7",
            "2 codes are in several themes and counted for each of them",
            "1 document without a site, counted for none",
        ]
    );
}

#[test]
fn a_theme_in_a_query_counts_as_the_theme_in_a_table() {
    let themes: [(&str, &[&str]); 2] =
        [("trust", &["leadership", "access"]), ("tools", &["IT", "vision"])];
    for (title, expect) in [("trust", "= all codes | 5 | 3"), ("tools", "= all codes | 7 | 6")]
    {
        let drawn = with_themes(&themes, &format!("theme:{title}"));
        assert!(drawn.contains(&expect.to_owned()), "{drawn:?}");
    }
}
