//! A study as Parquet: typed tables for programs that compute on many studies or large ones.

mod columns;
mod material;

use std::collections::BTreeMap;

use themata_codebook::{CodeIndex, CodeState, Colour};
use themata_model::{
    Attribute, CodingId, DocumentId, Kind, Memo, Study, Transcript, Valence, Value, Weight,
};

use self::columns::Columns;
use crate::tidy::{themes, turn_of};

/// The version of the tables' columns, as each file says it under `themata.schema`. It goes up
/// when a column is taken away or means something else; new columns and tables do not change
/// it. Since version 2 a memo may be on the study or a code, and then has no document.
pub const PARQUET_SCHEMA: u32 = 2;

/// A table of the export as Parquet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParquetTable {
    /// The file's name, such as `codings.parquet`.
    pub name: String,
    /// The number of rows.
    pub rows: usize,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Writes a study as Parquet files: documents with their texts, turns, sections, speakers,
/// codes, codings, attributes, coders and memos.
///
/// Places are code points, half-open, counted from 0 in the document's text. Numbers of turns,
/// sections and excerpts are counted from 1. What is not known is null and never an empty text;
/// texts that are values of their own (`text`, `words`) are never null. Columns of text are
/// strings in UTF-8, whole numbers 64 bits with a sign, times milliseconds. The same study
/// gives the same bytes. `docs/exports.md` describes every column.
///
/// # Errors
///
/// If a table cannot be written because a text is too long for the format (2 GiB).
pub fn parquet_tables(
    study: &Study,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    on_codings: &BTreeMap<CodingId, String>,
    memos: &[Memo],
) -> Result<Vec<ParquetTable>, String> {
    let states = states(study);
    let colours = colours(study);
    let examples = examples(study);
    let known = known(study);
    let themes = themes(study);
    let tables = [
        documents(study, transcripts),
        material::turns(study, transcripts),
        material::sections(study, transcripts),
        material::speakers(study, transcripts),
        codes(study, &states, &colours, &examples, &themes),
        codings(study, transcripts, on_codings, &themes),
        attributes(&known),
        coders(study),
        material::memos(study, transcripts, memos),
    ];
    let schema = PARQUET_SCHEMA.to_string();
    tables
        .into_iter()
        .map(|columns| {
            let name = columns.name();
            let facts = [("themata.schema", schema.as_str()), ("themata.table", name)];
            let bytes = columns.parquet(&facts).map_err(|error| format!("{name}: {error}"))?;
            Ok(ParquetTable { name: format!("{name}.parquet"), rows: columns.rows(), bytes })
        })
        .collect()
}

fn documents<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
) -> Columns<'a> {
    let all = || study.documents.iter();
    let text = |id: &DocumentId| transcripts.get(id).map_or("", |one| one.text.as_str());
    Columns::new("documents")
        .words("document", all().map(|document| document.name.as_str()))
        .words("text", all().map(|document| text(&document.id)))
        .words_or_null("source", all().map(|it| Some(it.version.source.name.as_str())))
        .words_or_null("source_sha256", all().map(|it| Some(it.version.source.hash.as_str())))
        .words_or_null("source_format", all().map(|it| Some(it.version.source.format.as_str())))
        .whole("version", all().map(|document| document.version.number))
        .whole("characters", all().map(|document| document.version.len))
        .whole("word_count", all().map(|document| document.version.words))
        .whole("turn_count", all().map(|document| document.version.turns))
}

fn codings<'a>(
    study: &'a Study,
    transcripts: &'a BTreeMap<DocumentId, Transcript>,
    memos: &'a BTreeMap<CodingId, String>,
    themes: &'a BTreeMap<CodeIndex, String>,
) -> Columns<'a> {
    struct Row<'a> {
        coding: &'a themata_model::Coding,
        excerpt: usize,
        document: &'a str,
        turn: Option<usize>,
        speaker: Option<&'a str>,
        words: &'a str,
    }
    let mut rows: Vec<Row<'a>> = Vec::with_capacity(study.codings.len());
    for coding in &study.codings {
        let (Some(document), Some(transcript)) =
            (study.document(coding.document), transcripts.get(&coding.document))
        else {
            continue;
        };
        let turn = turn_of(transcript, coding.span);
        let speaker = turn.and_then(|(_, turn)| turn.speaker);
        let speaker = speaker.and_then(|place| document.version.speakers.get(place as usize));
        // Codings stand in the order of their stretches.
        let excerpt = rows.last().map_or(1, |before| {
            let same =
                before.coding.document == coding.document && before.coding.span == coding.span;
            before.excerpt + usize::from(!same)
        });
        rows.push(Row {
            coding,
            excerpt,
            document: &document.name,
            turn: turn.map(|(at, _)| at + 1),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            words: transcript.text.slice(coding.span).unwrap_or_default(),
        });
    }
    let book = &study.codebook;
    let all = || rows.iter();
    Columns::new("codings")
        .whole("coding", all().map(|row| row.coding.id.0))
        .whole("excerpt", all().map(|row| row.excerpt))
        .words("document", all().map(|row| row.document))
        .whole("start", all().map(|row| row.coding.span.start()))
        .whole("end", all().map(|row| row.coding.span.end()))
        .whole_or_null("turn", all().map(|row| row.turn))
        .words_or_null("speaker", all().map(|row| row.speaker))
        .words("code", all().map(|row| book[row.coding.code].name.as_str()))
        .words_or_null(
            "theme",
            all().map(|row| themes.get(&row.coding.code).map(String::as_str)),
        )
        .words_or_null(
            "coder",
            all().map(|row| study.coder(row.coding.coder).map(|coder| coder.name.as_str())),
        )
        .words_or_null("valence", all().map(|row| row.coding.valence.map(Valence::as_str)))
        .whole_or_null("weight", all().map(|row| row.coding.weight.map(Weight::get)))
        .words("words", all().map(|row| row.words))
        .words_or_null("memo", all().map(|row| memos.get(&row.coding.id).map(String::as_str)))
}

fn codes<'a>(
    study: &'a Study,
    states: &'a [(&'static str, Option<&'a str>)],
    colours: &'a [Option<String>],
    examples: &'a [String],
    themes: &'a BTreeMap<CodeIndex, String>,
) -> Columns<'a> {
    let book = &study.codebook;
    let order = book.in_tree_order();
    let all = || order.iter().map(|&code| &book[code]);
    Columns::new("codes")
        .words("code", all().map(|code| code.name.as_str()))
        .words_or_null(
            "parent",
            all().map(|code| code.parent.map(|parent| book[parent].name.as_str())),
        )
        .words_or_null("theme", order.iter().map(|code| themes.get(code).map(String::as_str)))
        .whole("depth", order.iter().map(|&code| book.depth(code)))
        .words_or_null("short_definition", all().map(|code| Some(code.short.as_str())))
        .words_or_null("definition", all().map(|code| Some(code.definition.as_str())))
        .words_or_null("use_when", all().map(|code| Some(code.use_when.as_str())))
        .words_or_null("do_not_use_when", all().map(|code| Some(code.do_not_use_when.as_str())))
        .words_or_null("examples", examples.iter().map(|words| Some(words.as_str())))
        .words_or_null("colour", colours.iter().map(Option::as_deref))
        .truth("assignable", all().map(|code| code.assignable))
        .words("state", states.iter().map(|(state, _)| *state))
        .words_or_null("merged_into", states.iter().map(|(_, into)| *into))
}

/// The state of each code in tree order, and the code that it was merged into.
fn states(study: &Study) -> Vec<(&'static str, Option<&str>)> {
    let book = &study.codebook;
    let state = |code| match book[code].state {
        CodeState::Active => ("active", None),
        CodeState::Retired => ("retired", None),
        CodeState::Merged { into } => ("merged", Some(book[into].name.as_str())),
    };
    book.in_tree_order().iter().map(|&code| state(code)).collect()
}

fn colours(study: &Study) -> Vec<Option<String>> {
    let book = &study.codebook;
    let order = book.in_tree_order().iter();
    order.map(|&code| book[code].colour.as_ref().map(Colour::to_string)).collect()
}

/// The examples of each code in tree order, with an empty line between two.
fn examples(study: &Study) -> Vec<String> {
    let book = &study.codebook;
    book.in_tree_order().iter().map(|&code| book[code].examples.join("\n\n")).collect()
}

/// What is known of a document, or of one who speaks in it.
struct Known<'a> {
    document: &'a str,
    speaker: Option<&'a str>,
    attribute: &'a Attribute,
    value: &'a Value,
    written: String,
}

fn known(study: &Study) -> Vec<Known<'_>> {
    let by_id: BTreeMap<_, _> = study.attributes.iter().map(|it| (it.id, it)).collect();
    let mut rows = Vec::new();
    for document in &study.documents {
        let of_document = std::iter::once((None, &document.values));
        let speakers = document.version.speakers.iter();
        let of_speakers = speakers.map(|one| (Some(one.name.as_str()), &one.values));
        for (speaker, values) in of_document.chain(of_speakers) {
            for (id, value) in values {
                let Some(&attribute) = by_id.get(id) else { continue };
                let written = value.to_string();
                rows.push(Known {
                    document: &document.name,
                    speaker,
                    attribute,
                    value,
                    written,
                });
            }
        }
    }
    rows
}

fn attributes<'a>(known: &'a [Known<'a>]) -> Columns<'a> {
    let all = || known.iter();
    Columns::new("attributes")
        .words("document", all().map(|row| row.document))
        .words_or_null("speaker", all().map(|row| row.speaker))
        .words("attribute", all().map(|row| row.attribute.name.as_str()))
        .words("kind", all().map(|row| kind(row.attribute.kind)))
        .words("value", all().map(|row| row.written.as_str()))
        .number_or_null(
            "number",
            all().map(|row| match row.value {
                Value::Number(number) => Some(*number),
                Value::Text(_) | Value::Date(_) | Value::Boolean(_) => None,
            }),
        )
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Boolean => "boolean",
    }
}

fn coders(study: &Study) -> Columns<'_> {
    Columns::new("coders")
        .words("coder", study.coders.iter().map(|coder| coder.name.as_str()))
        .words("kind", study.coders.iter().map(|coder| coder.kind.as_str()))
}

#[cfg(test)]
mod tests;
