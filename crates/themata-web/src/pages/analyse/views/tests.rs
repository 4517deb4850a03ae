#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::path::Path;

use themata_project::codebook::BookFormat;
use themata_project::codings::{PlacedCodes, SheetOptions};
use themata_project::import::{ImportOptions, Incoming};
use themata_project::themes::NewTheme;
use themata_project::{
    Cell, CharSpan, CoderKind, FoundQuestion, ListedAs, Project, Session, Table,
};

use super::asked::Asked;
use super::page::{Outcome, Seen};
use super::way::{Lead, View};
use super::{WAYS, named};
use crate::specimen::Specimen;

/// The sample study without its interview in PDF, and with one of which nobody knows the site.
fn sample() -> Project {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus-samples/integrated-care");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let without_pdf = |name: &str| -> Vec<u8> {
        let sheet = String::from_utf8(read(name)).unwrap();
        let lines = sheet.lines().filter(|line| !line.contains("04-nurse-w1"));
        lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes()
    };
    let mut number = 0;
    let mut session = |coder: &str| {
        number += 10_000;
        Session { coder: Some(coder.to_owned()), ..Session::fixed("", number) }
    };
    let coders = ["ana", "ben", "chloe"];
    let mut project = Project::in_memory(&session("ana"), "sample", &coders).unwrap();
    let files = std::fs::read_dir(folder.join("interviews")).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending != "pdf"));
    paths.sort();
    let files = paths.into_iter().map(Incoming::file);
    let options = ImportOptions::default();
    project.import(&session("ana"), files.collect(), &options, &|_, _| ()).unwrap();
    let attributes = without_pdf("attributes.csv");
    project.attributes_import(&session("ana"), &attributes, None).unwrap();
    let book = std::fs::read(folder.join("../../codebooks/integrated-care.toml")).unwrap();
    project.codebook_import(&session("ana"), &book, BookFormat::Toml).unwrap();
    for coder in coders {
        let sheet = without_pdf(&format!("codings/{coder}.csv"));
        let options = SheetOptions::default();
        project.codings_import(&session(coder), &sheet, &options, &|_, _| ()).unwrap();
    }
    let values = [("02-nurse-w2".to_owned(), "site".to_owned(), String::new())];
    project.set_values(&session("ana"), &values, false).unwrap();
    project
}

fn asked(address: &str) -> Asked {
    let pairs = address.split('&').filter_map(|pair| pair.split_once('='));
    Asked::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// What a column counts of what lies behind its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Counts {
    Codings,
    Excerpts,
    Documents,
    Places,
    /// Something else that is made of excerpts.
    Other,
}

fn check(way: &str, address: &str, counts: fn(&str) -> Counts) {
    checked(&mut sample(), way, address, counts);
}

/// Every counted cell leads to excerpts of which there are as many as it says.
fn checked(project: &mut Project, way: &str, address: &str, counts: fn(&str) -> Counts) {
    let (way, asked) = (named(way).unwrap(), asked(address));
    let seen = Seen::of(project, way, &asked).unwrap();
    let Outcome::Table(table) = &seen.outcome else { panic!("{address}: no table") };
    let view = View { asked: &asked, behind: &seen.behind };
    let leads = way.leads(&view, table);
    let (mut compared, mut followed) = (0, 0);
    // The first rows and the last are enough, since all are made alike.
    let last = table.rows.len().saturating_sub(2);
    for (place, row) in table.rows.iter().enumerate().filter(|(at, _)| *at < 7 || *at >= last) {
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Count(number @ 1..) = cell else { continue };
            let (query, listed_as) = match leads(place, column) {
                Some(Lead::Excerpts(query)) => (query, ListedAs::Codings),
                Some(Lead::Places(query)) => (query, ListedAs::Places),
                Some(Lead::Way(..)) | None => continue,
            };
            let key = &table.columns[column].key;
            let where_ = format!("{address}: row {place}, {key}: {query}");
            let question = FoundQuestion {
                query: query.clone(),
                listed_as: Some(listed_as),
                ..FoundQuestion::default()
            };
            let found = project.found(&question);
            let found = found.unwrap_or_else(|failure| panic!("{where_}: {failure:?}"));
            followed += 1;
            let count = match counts(key) {
                Counts::Codings => found.codings,
                Counts::Excerpts | Counts::Places => found.total,
                Counts::Documents => found.documents,
                Counts::Other => {
                    assert!(found.total > 0, "{where_}");
                    continue;
                }
            };
            assert_eq!(count as u64, *number, "{where_}");
            compared += 1;
        }
    }
    assert!(followed > 5, "{address}: {followed} cells of {}", described(table));
    let compares = table.columns.iter().any(|column| counts(&column.key) != Counts::Other);
    assert!(compared > 3 || !compares, "{address}: {compared} compared");
}

fn described(table: &Table) -> String {
    format!("{}, {} rows", table.title, table.rows.len())
}

/// Frequencies and everything whose columns are called by what they count.
fn by_key(key: &str) -> Counts {
    match key {
        "codings" => Counts::Codings,
        "excerpts" => Counts::Excerpts,
        "documents" => Counts::Documents,
        _ if key.ends_with("_codings") => Counts::Codings,
        _ if key.ends_with("_excerpts") => Counts::Excerpts,
        _ if key.ends_with("_documents") => Counts::Documents,
        _ => Counts::Other,
    }
}

#[test]
fn frequencies_lead_to_what_they_count() {
    for address in [
        "",
        "by=site",
        "group=a1&beside=codings",
        "by=role&beside=documents",
        "q=coder:ana valence:barrier&by=site",
        "q=code:staffing&by=site",
    ] {
        check("frequencies", address, by_key);
    }
}

#[test]
fn tables_lead_to_what_they_count() {
    let mut project = sample();
    let excerpts = |_: &str| Counts::Excerpts;
    for address in [
        "",
        "cols=none",
        "rows=theme&cols=coder",
        "rows=code&cols=speaker",
        "rows=speaker&cols=valence",
        "rows=document&cols=valence",
        "rows=code&subcodes=1&valences=1",
        "q=coder:ben&rows=code&cols=document",
        "q=theme:\"IT\"&rows=code&cols=document",
    ] {
        let address = if address.is_empty() { "unused=1" } else { address };
        checked(&mut project, "tables", address, excerpts);
    }
    checked(&mut project, "tables", "rows=theme&cols=coder&cell=codings", |_| Counts::Codings);
    checked(&mut project, "tables", "cell=documents&largest=1", |_| Counts::Documents);
}

fn of_pairs(key: &str) -> Counts {
    match key {
        "n1" | "n2" | "n12" => Counts::Excerpts,
        _ if key.ends_with("_n12") => Counts::Excerpts,
        "documents" => Counts::Documents,
        _ => Counts::Other,
    }
}

#[test]
fn co_occurrences_lead_to_what_they_count() {
    let mut project = sample();
    let way = "cooccurrence";
    for address in [
        "unit=excerpt&by=site",
        "unit=excerpt&layer=any-coder",
        "unit=excerpt&level=theme",
        "unit=excerpt&q=coder:ana,ben&layer=any-coder",
        "unit=excerpt&q=coder:ana,ben",
        "unit=excerpt&q=coder:ana,ben&by=site",
        "unit=excerpt&q=NOT coder:ana",
    ] {
        checked(&mut project, way, address, of_pairs);
    }
    // Units of others are no excerpts, and their documents are those of the excerpts.
    let of_units = |key: &str| match key {
        "documents" => Counts::Documents,
        _ => Counts::Other,
    };
    for address in [
        "",
        "layer=any-coder&by=site",
        "unit=turn",
        "unit=turn&layer=any-coder",
        "unit=paragraph&coefficients=1",
        "unit=near&within=20words",
        "unit=near&within=1turns&ordered=1",
        "unit=document&layer=any-coder",
        "shape=strongest",
    ] {
        checked(&mut project, way, address, of_units);
    }
    for address in ["unit=site&layer=any-coder", "unit=case", "shape=matrix", "shape=events"] {
        checked(&mut project, way, address, |_| Counts::Other);
    }
    checked(&mut project, way, "shape=matrix&unit=excerpt", |_| Counts::Excerpts);
}

/// Codes four stretches of the first document with a code and another one.
fn code_pairs(project: &mut Project, number: u64, coder: &str, code: &str, end: u32) {
    let other = project.behind("").unwrap().codes_by_number();
    let other = other.iter().find(|it| it.name != code).unwrap().name.clone();
    for (more, start) in [(0, 0), (100, 80), (200, 160), (300, 240)] {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(start, start + end),
            whole_words: false,
            codes: vec![code.to_owned(), other.clone()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        let by = Session { coder: Some(coder.to_owned()), ..Session::fixed("", number + more) };
        project.code_at(&by, &wanted).unwrap();
    }
}

/// The final coding differs by document, which no list of coders says.
#[test]
fn numbers_of_the_final_coding_lead_to_what_they_count() {
    let mut project = sample();
    let by = Session::fixed("ana", 900_000);
    project.add_coder(&by, "consensus", CoderKind::Consensus).unwrap();
    code_pairs(&mut project, 910_000, "consensus", "staffing", 40);
    let q = "q=coder:final";
    for address in [q.to_owned(), format!("{q}&by=site"), format!("{q} site:01&by=site")] {
        checked(&mut project, "frequencies", &address, by_key);
    }
    checked(&mut project, "tables", &format!("{q}&rows=code&cols=document"), |_| {
        Counts::Excerpts
    });
    for how in ["", "&by=site", "&layer=any-coder", "&layer=any-coder&by=site"] {
        checked(&mut project, "cooccurrence", &format!("unit=excerpt&{q}{how}"), of_pairs);
    }
}

/// What was agreed on is known by the kind of its coder, whatever that is called.
#[test]
fn what_was_agreed_on_is_told_by_the_kind_of_its_coder() {
    let mut project = sample();
    for (number, name, kind) in [
        (900_000, "agreed, all", CoderKind::Consensus),
        (900_010, "consensus", CoderKind::Human),
    ] {
        project.add_coder(&Session::fixed("ana", number), name, kind).unwrap();
    }
    code_pairs(&mut project, 910_000, "agreed, all", "staffing", 40);
    code_pairs(&mut project, 920_000, "consensus", "staffing", 60);
    let address = "unit=excerpt&layer=consensus";
    let behind = project.behind("").unwrap();
    assert_eq!(behind.consensus().as_deref(), Some("coder:\"agreed, all\""));
    let asked = asked(address);
    let way = named("cooccurrence").unwrap();
    let seen = Seen::of(&mut project, way, &asked).unwrap();
    let Outcome::Table(table) = &seen.outcome else { panic!("no table") };
    let view = View { asked: &asked, behind: &seen.behind };
    let leads = way.leads(&view, table);
    for key in ["n1", "n2", "n12"] {
        let column = table.columns.iter().position(|column| column.key == key).unwrap();
        let Some(Lead::Excerpts(query)) = leads(0, column) else { panic!("{key}") };
        let found = project.found(&FoundQuestion { query, ..FoundQuestion::default() });
        assert_eq!(table.rows[0].cells[column], Cell::Count(4), "{key}");
        assert_eq!(found.unwrap().total, 4, "{key}");
    }
}

/// A theme whose codes are all listed under an earlier one has no rows below it.
#[test]
fn a_theme_without_rows_of_its_own_leads_to_its_excerpts() {
    let mut project = sample();
    let codes = project.behind("").unwrap().names.codes;
    let used: Vec<String> =
        codes.into_iter().filter(|it| it.assignable).map(|it| it.name).collect();
    for (number, title, codes) in [(1, "first", &used[..6]), (2, "second", &used[2..4])] {
        let session = Session::fixed("ana", 900_000 + 10 * number);
        let new = NewTheme {
            title: title.to_owned(),
            statement: String::new(),
            codes: codes.to_vec(),
        };
        project.theme_new(&session, &new).unwrap();
    }
    let way = named("frequencies").unwrap();
    let asked = asked("");
    let seen = Seen::of(&mut project, way, &asked).unwrap();
    let Outcome::Table(table) = &seen.outcome else { panic!("no table") };
    let view = View { asked: &asked, behind: &seen.behind };
    let leads = way.leads(&view, table);
    for title in ["first", "second"] {
        let row = table.rows.iter().position(|row| row.cells[0] == Cell::text(title)).unwrap();
        let column = table.columns.iter().position(|it| it.key == "excerpts").unwrap();
        let Some(Lead::Excerpts(query)) = leads(row, column) else { panic!("{title}") };
        let found =
            project.found(&FoundQuestion { query, ..FoundQuestion::default() }).unwrap();
        assert_eq!(table.rows[row].cells[column], Cell::Count(found.total as u64), "{title}");
    }
}

#[test]
fn strata_lead_to_what_they_count() {
    let mut project = sample();
    checked(&mut project, "across", "unit=excerpt", of_pairs);
    let behind = project.behind("").unwrap();
    let codes = behind.codes_by_number();
    let number = |name: &str| codes.iter().find(|it| it.name == name).unwrap().number;
    // The pair that is found together most often.
    let seen = Seen::of(&mut project, named("across").unwrap(), &asked("")).unwrap();
    let Outcome::Table(table) = seen.outcome else { panic!("no table") };
    let name = |column: usize| match &table.rows[0].cells[column] {
        Cell::Text(name) => name.clone(),
        other => panic!("{other:?}"),
    };
    let pair = format!("a={}&b={}", number(&name(0)), number(&name(1)));
    checked(&mut project, "across", &pair, |_| Counts::Other);
    let of_pair = |key: &str| match key {
        "a" | "b" | "c" => Counts::Excerpts,
        _ => Counts::Other,
    };
    for unit in ["unit=excerpt", "unit=excerpt&q=coder:ana,ben", "unit=excerpt&group=wave"] {
        checked(&mut project, "across", &format!("{pair}&{unit}"), of_pair);
    }
    // Nothing stands behind units with neither, and nothing but them behind their sum.
    let (way, asked) = (named("across").unwrap(), asked(&format!("{pair}&unit=excerpt")));
    let seen = Seen::of(&mut project, way, &asked).unwrap();
    let Outcome::Table(table) = &seen.outcome else { panic!("no table") };
    let view = View { asked: &asked, behind: &seen.behind };
    let leads = way.leads(&view, table);
    for key in ["d", "n"] {
        let column = table.columns.iter().position(|column| column.key == key).unwrap();
        assert!(leads(0, column).is_none(), "{key}");
    }
}

#[test]
fn patterns_lead_to_what_they_count() {
    let mut project = sample();
    let of_sets = |key: &str| match key {
        "exactly" | "at_least" => Counts::Excerpts,
        _ => Counts::Other,
    };
    checked(&mut project, "patterns", "size=1..&layer=any-coder", of_sets);
    checked(&mut project, "patterns", "size=2..&layer=any-coder", of_sets);
    let at_least = |key: &str| match key {
        "at_least" => Counts::Excerpts,
        _ => Counts::Other,
    };
    checked(&mut project, "patterns", "size=2&q=coder:ana,ben", at_least);
    for address in
        ["size=2..", "size=2..&unit=turn", "size=2..&unit=document", "size=2..&unit=a1"]
    {
        checked(&mut project, "patterns", address, |_| Counts::Other);
    }
}

#[test]
fn saturation_and_code_lines_lead_to_excerpts() {
    let mut project = sample();
    checked(&mut project, "saturation", "", |_| Counts::Other);
    checked(&mut project, "saturation", "by=site&orders=100&level=theme", |_| Counts::Other);
    checked(&mut project, "saturation", "shape=summary&by=site", |_| Counts::Other);
    checked(&mut project, "lines", "", |_| Counts::Excerpts);
    checked(&mut project, "lines", "document=3&coders=1", |_| Counts::Excerpts);
}

#[test]
fn words_lead_to_their_places() {
    let mut project = sample();
    let places = |key: &str| match key {
        "count" | "count_against" => Counts::Places,
        _ if key.ends_with("_count") => Counts::Places,
        _ => Counts::Other,
    };
    for address in ["voices=all", "stop=none&by=site", "q=code:staffing"] {
        checked(&mut project, "words", address, places);
    }
    // A search for a word finds forms that the list keeps apart, such as its genitive.
    checked(&mut project, "words", "stem=1", |_| Counts::Other);
    for address in [
        "voices=all",
        "part=2&other=3",
        "of=code:staffing&against=site:01",
        "less=1&voices=all",
    ] {
        checked(&mut project, "keyness", &format!("least=2&{address}"), places);
    }
}

#[tokio::test]
async fn every_way_has_a_page_and_files() {
    let bench = Specimen::new();
    let code = r#"{"start":35,"end":55,"codes":["record","teamwork"]}"#;
    assert_eq!(bench.done("/s/care/read/1/code", code).await.status, 200);
    for way in WAYS {
        let address = format!("/s/care/analyse/{}", way.word());
        let page = bench.page(&address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        assert!(page.body.contains(&format!("<h1>{}</h1>", way.name())), "{}", page.body);
        let to = format!("name=\"to\" value=\"analyse/{}\"", way.word());
        assert!(page.body.contains(&to), "{}", page.body);
        // Whatever the page offers can be had.
        for part in page.body.split("href=\"").skip(1).chain(page.body.split("src=\"").skip(1))
        {
            let link = part.split('"').next().unwrap().replace("&amp;", "&");
            if link.contains("/table.") || link.contains("/picture.") {
                let answer = bench.page(&link).await;
                assert_eq!(answer.status, 200, "{link}: {}", answer.body);
                let begins = match link.split('?').next().unwrap().rsplit_once('.').unwrap().1 {
                    "csv" => "",
                    "svg" => "<svg",
                    "png" => "\u{fffd}PNG",
                    _ => "PK",
                };
                assert!(
                    answer.body.trim_start_matches('\u{feff}').starts_with(begins),
                    "{link}"
                );
            }
        }
    }
    let first = bench.page("/s/care/analyse").await;
    assert!(first.body.contains("<h1>Frequencies</h1>"));
    assert_eq!(bench.page("/s/care/analyse/astrology").await.status, 404);
    assert_eq!(bench.page("/s/care/analyse/words/table.exe").await.status, 404);
}

#[tokio::test]
async fn a_number_on_a_page_leads_to_its_excerpts() {
    let bench = Specimen::new();
    let code = r#"{"start":35,"end":55,"codes":["record"]}"#;
    assert_eq!(bench.done("/s/care/read/1/code", code).await.status, 200);
    let page = bench.page("/s/care/analyse/frequencies").await;
    let number = bench.numbered("code:=record");
    let link = format!("/s/care/excerpts?q={number}&amp;as=codings");
    assert!(page.body.contains(&link), "{}", page.body);
    let listed = bench.page(&link.replace("&amp;", "&")).await;
    assert!(listed.body.contains("<b>1 excerpt</b>"), "{}", listed.body);
}

#[tokio::test]
async fn what_is_chosen_is_asked_with_the_query() {
    let bench = Specimen::new();
    let said = r#"{"to":"analyse/patterns","q":"code:record","unit":"turn","size":"2.."}"#;
    let place = bench.done("/s/care/seek/place", said).await;
    let number = bench.numbered("code:record");
    assert!(place.body.contains("/s/care/analyse/patterns?"), "{}", place.body);
    assert!(place.body.contains(&format!("q={number}")), "{}", place.body);
    assert!(
        place.body.contains("unit=turn") && !place.body.contains("record"),
        "{}",
        place.body
    );
}

#[tokio::test]
async fn what_a_blind_round_keeps_back_is_told_wherever_is_counted() {
    let bench = Specimen::new();
    let code = r#"{"start":35,"end":55,"codes":["record"]}"#;
    assert_eq!(bench.done("/s/care/read/1/code", code).await.status, 200);
    let told = "Not everything is counted here";
    assert!(!bench.page("/s/care/analyse/frequencies").await.body.contains(told));
    assert_eq!(bench.done("/s/care/people/coders", r#"{"name":"ben"}"#).await.status, 200);
    let plan = r#"{"name":"pilot","coders":["ana","ben"],"blind":true}"#;
    assert_eq!(bench.done("/s/care/rounds/new", plan).await.status, 200);
    for way in WAYS.map(|way| way.word()).into_iter().chain(["matrix"]) {
        let page = bench.page(&format!("/s/care/analyse/{way}")).await;
        assert!(
            page.body.contains(told) && page.body.contains("pilot"),
            "{way}: {}",
            page.body
        );
    }
    let study = bench.app.studies.named("care").unwrap();
    let remarks = study.looked_at(|project| {
        let (way, asked) = (named("frequencies").unwrap(), asked(""));
        let behind = project.behind("")?;
        let view = View { asked: &asked, behind: &behind };
        Ok(super::files::table(project, way, &view)?.remarks)
    });
    assert!(remarks.unwrap().iter().any(|remark| remark.contains("pilot")));
}

#[tokio::test]
async fn empty_studies_and_wrong_queries_say_what_to_do() {
    let bench = Specimen::new();
    let page = bench.page("/s/care/analyse/cooccurrence").await;
    assert!(page.body.contains("Nothing is coded yet"), "{}", page.body);
    let wrong = bench.page("/s/care/analyse/tables?q=code:recrd").await;
    assert_eq!(wrong.status, 200);
    assert!(wrong.body.contains("No code is called `recrd`"), "{}", wrong.body);
    let instead = bench.numbered("code:record");
    assert!(wrong.body.contains(&format!("q={instead}")), "{}", wrong.body);
    let none = bench.page("/s/care/analyse/saturation?q=code:record").await;
    assert!(none.body.contains("no coding is meant by it"), "{}", none.body);
}

#[tokio::test]
async fn what_is_kept_is_escaped() {
    let bench = Specimen::new();
    let name = "<b>bold</b>";
    let added = bench.done("/s/care/codebook/add", r#"{"name":"<b>bold</b>"}"#).await;
    assert_eq!(added.status, 200, "{}", added.body);
    let code = r#"{"start":35,"end":55,"codes":["<b>bold</b>","record"]}"#;
    assert_eq!(bench.done("/s/care/read/1/code", code).await.status, 200);
    for way in WAYS {
        let page = bench.page(&format!("/s/care/analyse/{}?q=code:bold*", way.word())).await;
        assert!(!page.body.contains(name), "{}", way.word());
    }
    let page = bench.page("/s/care/analyse/frequencies").await;
    assert!(page.body.contains("&lt;b&gt;bold&lt;/b&gt;"), "{}", page.body);
}
