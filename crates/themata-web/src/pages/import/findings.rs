//! What a dry run found, as a table in which it is corrected.

use std::collections::BTreeMap;

use maud::{Markup, html};
use themata_project::ColumnUse;
use themata_project::import::{Imported, Outcome};

use super::draft::{Draft, Field, Person, Row, Sketch, Speaker};
use super::drawn::handing_in;
use super::visit::Found;
use crate::task::told;
use crate::wording::{count, sentence};

/// At most so many documents stand in the table; the others come in as they were found.
const MOST: usize = 500;

/// Encodings that texts of former times are written in, besides the one that was found.
const ENCODINGS: [(&str, &str); 9] = [
    ("utf-8", "UTF-8"),
    ("windows-1252", "Western European (Windows)"),
    ("windows-1250", "Central European (Windows)"),
    ("windows-1251", "Cyrillic (Windows)"),
    ("macintosh", "Western European (Macintosh)"),
    ("utf-16le", "UTF-16"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("gb18030", "Chinese (GB 18030)"),
    ("euc-kr", "Korean (EUC-KR)"),
];

/// The uses that a column can have, as people read them.
const USES: [(ColumnUse, &str); 8] = [
    (ColumnUse::Name, "the respondent's name"),
    (ColumnUse::Attribute, "an attribute"),
    (ColumnUse::Question, "answers to a question"),
    (ColumnUse::Words, "the words of a turn"),
    (ColumnUse::Speaker, "who speaks"),
    (ColumnUse::Start, "when a turn begins"),
    (ColumnUse::End, "when a turn ends"),
    (ColumnUse::Ignored, "nothing wanted"),
];

/// What the rows of a table were taken for, and its columns.
type ReadTable<'a> = (&'a str, &'a [(String, ColumnUse)]);

pub(super) fn findings(found: &Found, draft: &Draft) -> Markup {
    let imported = &found.imported;
    let sketch = draft.of(imported, &found.attributes);
    let coming = sketch.rows.iter().filter(|row| !row.out).count();
    html! {
        h1 { "What the files hold" }
        p.lead #tally {
            (count(coming, "document")) " would come in"
            @if imported.known() > 0 { ", " (imported.known()) " known already" }
            @if imported.failed() > 0 { ", " (imported.failed()) " cannot be read" }
            ". Nothing is in the study yet: correct what is wrong, then bring them in."
        }
        p.ways.go {
            button.main #start type="button" disabled[coming == 0] {
                "Bring in " (count(coming, "document"))
            }
            " " kbd { "Ctrl Enter" } " "
            button.quiet #leave type="button" { "Put the files away" }
        }
        div #findings {
            (troubles(imported))
            @if !sketch.rows.is_empty() {
                (attributes(draft, &sketch))
                (people(&sketch.people))
                (documents(&sketch))
            }
            (known(imported))
            (readings(imported, draft))
        }
        details.more { summary { "Hand in more files" } (handing_in("")) }
        p #progress.progress hidden role="status" { progress max="1" aria-label="Progress" {} " " span {} }
    }
}

fn troubles(imported: &Imported) -> Markup {
    let failed = imported.files.iter().filter_map(|file| match &file.outcome {
        Outcome::Failed(failure) => Some((&file.file, failure)),
        _ => None,
    });
    html! {
        @if imported.failed() > 0 {
            section aria-labelledby="failed" {
                h2 #failed { "What cannot be read" }
                ul.troubles { @for (file, failure) in failed {
                    li { b dir="auto" { (file) } " " span.wrong { (told(failure)) } }
                } }
            }
        }
    }
}

/// What documents are described by: off their names, and by hand.
fn attributes(draft: &Draft, sketch: &Sketch<'_>) -> Markup {
    let total = sketch.rows.len();
    html! {
        section aria-labelledby="described" {
            h2 #described { "What is known of the documents" }
            div.tools {
                p.field {
                    label for="pattern" { "Read off the files' names" }
                    input #pattern data-field="pattern" spellcheck="false" value=(draft.pattern)
                        placeholder="{site}-{role}-w{wave}" aria-describedby="pattern-gives";
                    span.hint #pattern-gives role="status" {
                        @match &sketch.pattern {
                            None => { "Names in braces become attributes: 04-nurse-w1 gives site 04, role nurse, wave 1." }
                            Some(Ok(follow)) => {
                                (follow) " of " (count(total, "name")) @if total == 1 { " follows" } @else { " follow" } " the pattern."
                                @if let Some(gives) = gives(sketch) { " The first gives " (gives) "." }
                            }
                            Some(Err(failure)) => { span.wrong { (told(failure)) } }
                        }
                    }
                }
                p.field {
                    label for="attribute" { "Add a column" }
                    span.together {
                        input #attribute maxlength="60" autocomplete="off" placeholder="site";
                        button #add-attribute type="button" { "Add" }
                    }
                    span.hint { "For anything that you know of them: site, role, wave." }
                }
            }
            @for name in &draft.attributes { input type="hidden" data-field="attribute" value=(name); }
        }
    }
}

/// What the pattern makes of the first name that follows it.
fn gives(sketch: &Sketch<'_>) -> Option<String> {
    let row =
        sketch.rows.iter().find(|row| row.values.iter().any(|value| !value.was.is_empty()))?;
    let told: Vec<String> = sketch
        .columns
        .iter()
        .zip(&row.values)
        .filter(|(_, value)| !value.was.is_empty())
        .map(|(name, value)| format!("{name} {}", value.was))
        .collect();
    Some(told.join(", "))
}

/// Who speaks in all the documents, if anyone is in several.
fn people(people: &[Person]) -> Markup {
    html! {
        @if people.iter().any(|person| person.documents > 1) {
            section aria-labelledby="people" {
                h2 #people { "Who speaks" }
                p.hint {
                    "A name and a role given here hold in every document of this import. Give two \
                     the same name if they are one person."
                }
                div.scrolls tabindex="0" role="region" aria-label="Table of those who speak" {
                    table.figures {
                        thead { tr {
                            th scope="col" { "In the transcripts" }
                            th.number scope="col" { "Documents" }
                            th scope="col" { "Called" }
                            th scope="col" { "Role" }
                        } }
                        tbody { @for (place, person) in people.iter().enumerate() {
                            tr data-everyone=(person.heard) {
                                td dir="auto" { (person.heard) }
                                td.number { (person.documents) }
                                td { (input(&format!("e{place}"), "name", &person.name, &format!("Name of {}", person.heard), None)) }
                                td { (role_of_all(place, person)) }
                            }
                        } }
                    }
                }
            }
        }
    }
}

fn role_of_all(place: usize, person: &Person) -> Markup {
    let is = person.role.as_deref().or(person.found.as_deref());
    html! {
        select id={ "er" (place) } data-field="role" data-was=(person.found.as_deref().unwrap_or("-"))
            aria-label={ "Role of " (person.heard) } {
            @if person.found.is_none() {
                option value="-" selected[is.is_none()] { "as in each document" }
            }
            (roles(is))
        }
    }
}

fn roles(is: Option<&str>) -> Markup {
    html! {
        option value="" selected[is == Some("")] { "not known" }
        option value="interviewer" selected[is == Some("interviewer")] { "interviewer" }
        option value="participant" selected[is == Some("participant")] { "participant" }
    }
}

fn documents(sketch: &Sketch<'_>) -> Markup {
    let shown = sketch.rows.len().min(MOST);
    html! {
        section aria-labelledby="documents" {
            h2 #documents { "Documents" }
            div.scrolls tabindex="0" role="region" aria-label="Table of documents" {
                table.figures.found {
                    thead { tr {
                        th scope="col" { "Bring in" }
                        th scope="col" { "Document" }
                        th scope="col" { "Found" }
                        th scope="col" { "Who speaks" }
                        @for column in &sketch.columns { th scope="col" dir="auto" { (column) } }
                    } }
                    tbody { @for (place, row) in sketch.rows.iter().take(MOST).enumerate() {
                        (document(place, row, &sketch.columns))
                    } }
                }
            }
            @if shown < sketch.rows.len() {
                p.definition {
                    "The first " (shown) " are shown. The other " (sketch.rows.len() - shown)
                    " come in as they were found."
                }
            }
        }
    }
}

fn document(place: usize, row: &Row<'_>, columns: &[String]) -> Markup {
    let found = row.found;
    let name = &row.name.is;
    html! {
        tr data-file=(row.file.file) data-part=[found.part.as_ref()] .out[row.out] {
            td.check {
                label.check {
                    input type="checkbox" id={ "i" (place) } data-field="in" checked[!row.out]
                        aria-label={ "Bring in " (name) };
                }
            }
            td.name {
                (input(&format!("n{place}"), "name", &row.name, &format!("Name of the document {}", found.name), None))
                span.hint dir="auto" { (row.file.file) @if let Some(part) = &found.part { ", " (part) } }
            }
            td.facts {
                (found.format) ", " (count(found.words as usize, "word")) ", "
                (count(found.turns as usize, "turn"))
                @if found.timed > 0 { ", " (found.timed) " with times" }
                @if found.sections > 0 { ", " (count(found.sections as usize, "section")) }
                @if found.comments > 0 { ", " (count(found.comments as usize, "comment")) }
                @for remark in &row.file.remarks { span.remark { (sentence(remark)) } }
            }
            td.speakers {
                @if row.speakers.is_empty() { span.missing { "nobody is named" } }
                @for (at, speaker) in row.speakers.iter().enumerate() {
                    (of_speaker(place, at, speaker, &row.speakers, name))
                }
            }
            @for (at, (column, value)) in columns.iter().zip(&row.values).enumerate() {
                td.value data-heading=(column) {
                    (input(&format!("v{place}-{at}"), "value", value, &format!("{column} of {name}"), Some(column)))
                }
            }
        }
    }
}

fn of_speaker(
    place: usize,
    at: usize,
    speaker: &Speaker,
    all: &[Speaker],
    name: &str,
) -> Markup {
    let is_one = all.iter().any(|other| {
        other.heard != speaker.heard
            && other.name.is.to_lowercase() == speaker.name.is.to_lowercase()
    });
    html! {
        span.speaker data-heard=(speaker.heard) {
            (input(&format!("s{place}-{at}"), "speaker", &speaker.name, &format!("Speaker {} of {name}", speaker.heard), None))
            select id={ "r" (place) "-" (at) } data-field="role" data-was=(speaker.role.was)
                aria-label={ "Role of " (speaker.heard) " in " (name) } {
                (roles(Some(&speaker.role.is)))
            }
            @if is_one { span.hint { "one person with the other of this name" } }
        }
    }
}

fn input(
    id: &str,
    field: &str,
    value: &Field,
    said: &str,
    attribute: Option<&String>,
) -> Markup {
    html! {
        input id=(id) data-field=(field) data-was=(value.was) value=(value.is) aria-label=(said)
            data-attribute=[attribute] .changed[value.is_changed()] dir="auto"
            maxlength="200" autocomplete="off";
    }
}

fn known(imported: &Imported) -> Markup {
    html! {
        @if imported.known() > 0 {
            section aria-labelledby="known" {
                h2 #known { "Known already" }
                ul.troubles { @for file in &imported.files {
                    @if let Outcome::Known { name } = &file.outcome {
                        li {
                            span dir="auto" { (file.file) } span.hint { " is " bdi { (name) } " of this study and stays as it is there." }
                            @for remark in &file.remarks { span.remark { (sentence(remark)) } }
                        }
                    }
                } }
            }
        }
    }
}

/// How single files are read, where that can be meant differently: tables and texts.
fn readings(imported: &Imported, draft: &Draft) -> Markup {
    let mut tables: BTreeMap<&str, ReadTable<'_>> = BTreeMap::new();
    for (rows, all) in [
        ("respondents", &imported.surveys),
        ("turns", &imported.turns),
        ("", &imported.refused),
    ] {
        tables.extend(
            all.iter().map(|(file, columns)| (file.as_str(), (rows, columns.as_slice()))),
        );
    }
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    for file in &imported.files {
        if let Outcome::Document(document) = &file.outcome
            && let Some(encoding) = &document.encoding
        {
            texts.insert(&file.file, encoding);
        }
    }
    let is_open = !imported.refused.is_empty();
    html! {
        @if !tables.is_empty() || !texts.is_empty() {
            details.more #readings open[is_open] {
                summary { "How tables and texts are read" }
                p.hint { "If letters or columns look wrong above, say here how they are meant; the file is read again." }
                @for (place, (file, (rows, columns))) in tables.iter().enumerate() {
                    (table(place, file, rows, columns, draft, texts.get(file).copied()))
                }
                @for (place, (file, encoding)) in texts.iter().filter(|(file, _)| !tables.contains_key(*file)).enumerate() {
                    fieldset.reading data-reading=(file) {
                        legend dir="auto" { (file) }
                        (encodings(&format!("x{place}"), encoding, draft.file(file).map_or("", |of| &of.encoding)))
                    }
                }
                p { button #read-again type="button" { "Read again" } }
            }
        }
    }
}

fn table(
    place: usize,
    file: &str,
    rows: &str,
    columns: &[(String, ColumnUse)],
    draft: &Draft,
    encoding: Option<&str>,
) -> Markup {
    let said = draft.file(file);
    let asked = said.map_or("", |of| of.rows.as_str());
    html! {
        fieldset.reading data-reading=(file) data-said[said.is_some_and(|of| !of.columns.is_empty())] {
            legend dir="auto" { (file) }
            label {
                "A row is " select id={ "w" (place) } data-field="rows" data-was=(asked) {
                    option value="" selected[asked.is_empty()] {
                        @match rows {
                            "respondents" => { "as found: one who answered" }
                            "turns" => { "as found: a turn" }
                            _ => { "not found out" }
                        }
                    }
                    option value="turns" selected[asked == "turns"] { "a turn of a transcript" }
                    option value="respondents" selected[asked == "respondents"] { "one who answered" }
                }
            }
            @let is_book = [".xlsx", ".xls", ".ods"].iter().any(|ending| file.to_lowercase().ends_with(ending));
            @if is_book {
                label {
                    "Sheet " input id={ "h" (place) } data-field="sheet" data-was="" value=(said.map_or("", |of| of.sheet.as_str()))
                        placeholder="the first" autocomplete="off";
                }
            }
            @if let Some(encoding) = encoding {
                (encodings(&format!("y{place}"), encoding, said.map_or("", |of| &of.encoding)))
            }
            ul.columns { @for (at, (name, usage)) in columns.iter().enumerate() { li {
                label {
                    span dir="auto" { (name) } " holds "
                    select id={ "c" (place) "-" (at) } data-field="column" data-column=(name) data-was=(usage.as_str()) {
                        @for (known, words) in USES {
                            option value=(known.as_str()) selected[known == *usage] { (words) }
                        }
                    }
                }
            } } }
        }
    }
}

fn encodings(id: &str, found: &str, asked: &str) -> Markup {
    html! {
        label {
            "Letters are written in "
            select id=(id) data-field="encoding" data-was="" {
                option value="" selected[asked.is_empty()] { "as found: " (found) }
                @for (word, name) in ENCODINGS {
                    option value=(word) selected[asked == word] { (name) }
                }
            }
        }
    }
}
