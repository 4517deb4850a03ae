//! Turning changes into rows. Replaying the log goes the same way as doing something for the
//! first time, so that the two cannot differ.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use themata_codebook::{Code, CodeIndex, CodeState};
use themata_model::{
    Attribute, Change, Coder, Coding, CodingRecord, DocumentId, DocumentRecord, Memo,
    SpeakerRole, Turn, Valence, Value, Weight,
};
use themata_text::{CharSpan, Text};

use crate::documents::text;
use crate::snapshot::excerpt_context;
use crate::{Error, board, findings, team};

pub(crate) fn apply(connection: &Connection, changes: &[Change]) -> Result<(), Error> {
    for change in changes {
        match change {
            Change::Title { after, .. } => {
                connection.execute("UPDATE study SET title = ?1", [after])?;
            }
            Change::Codebook { after: (title, rules), .. } => {
                let sql = "UPDATE study SET codebook_title = ?1, codebook_rules = ?2";
                connection.execute(sql, [title, rules])?;
            }
            Change::Coder { id, after, .. } => match after {
                Some(coder) => put_coder(connection, coder)?,
                None => delete(connection, "DELETE FROM coder WHERE id = ?1", id.0)?,
            },
            Change::Code { place, after, .. } => match after {
                Some(code) => put_code(connection, place.get(), code)?,
                None => delete(connection, "DELETE FROM code WHERE id = ?1", place.get())?,
            },
            Change::Attribute { id, after, .. } => match after {
                Some(attribute) => put_attribute(connection, attribute)?,
                None => delete(connection, "DELETE FROM attribute WHERE id = ?1", id.0)?,
            },
            Change::Document { id, before, after } => match (before, after) {
                (None, Some(document)) => put_document(connection, *id, document)?,
                (Some(_), None) => delete_document(connection, *id)?,
                (Some(before), Some(after)) => revise(connection, *id, before, after)?,
                (None, None) => {
                    return Err(Error::unfitting(
                        "a document is neither put in nor taken away",
                    ));
                }
            },
            Change::DocumentName { id, after, .. } => {
                let sql = "UPDATE document SET name = ?1 WHERE id = ?2";
                let rows = connection.execute(sql, params![after, id.0])?;
                one(rows, "a document to rename is not there")?;
            }
            Change::Speaker { document, place, after: (name, role), .. } => {
                let sql = "UPDATE speaker SET name = ?1, role = ?2 WHERE document = ?3 AND \
                           place = ?4 AND version = \
                           (SELECT version FROM document WHERE id = ?3)";
                let role = role.map(SpeakerRole::as_str);
                let rows = connection
                    .prepare_cached(sql)?
                    .execute(params![name, role, document.0, place])?;
                one(rows, "a speaker to change is not there")?;
            }
            Change::SpeakerValue { document, place, attribute, after, .. } => {
                put_speaker_value(
                    connection,
                    (document.0, *place, attribute.0),
                    after.as_ref(),
                )?;
            }
            Change::Memo { id, after, .. } => match after {
                Some(memo) => put_memo(connection, memo)?,
                None => delete(connection, "DELETE FROM memo WHERE id = ?1", id.0)?,
            },
            Change::Value { document, attribute, after, .. } => {
                put_value(connection, (document.0, attribute.0), after.as_ref())?;
            }
            Change::CodebookVersion { number, after, .. } => match after {
                Some(version) => team::put_codebook_version(connection, version)?,
                None => {
                    let sql = "DELETE FROM codebook_version WHERE number = ?1";
                    delete(connection, sql, *number)?;
                }
            },
            Change::Round { id, after, .. } => match after {
                Some(round) => team::put_round(connection, round)?,
                None => delete(connection, "DELETE FROM round WHERE id = ?1", id.0)?,
            },
            Change::Assignment { round, document, coder, after, .. } => {
                team::put_assignment(connection, (*round, *document, *coder), *after)?;
            }
            Change::Question { id, after, .. } => match after {
                Some(question) => team::put_question(connection, question)?,
                None => delete(connection, "DELETE FROM question WHERE id = ?1", id.0)?,
            },
            Change::Answer { id, after, .. } => match after {
                Some(answer) => team::put_answer(connection, answer)?,
                None => delete(connection, "DELETE FROM answer WHERE id = ?1", id.0)?,
            },
            Change::Adjudication { id, after, .. } => match after {
                Some(adjudication) => team::put_adjudication(connection, adjudication)?,
                None => team::take_adjudication(connection, id.0)?,
            },
            Change::SavedQuery { id, after, .. } => match after {
                Some(query) => findings::put_saved_query(connection, query)?,
                None => delete(connection, "DELETE FROM saved_query WHERE id = ?1", id.0)?,
            },
            Change::Theme { id, before, after } => match (before, after) {
                (Some(before), Some(after)) => {
                    findings::revise_theme(connection, before, after)?;
                }
                (None, Some(theme)) => findings::put_theme(connection, theme)?,
                (_, None) => findings::take_theme(connection, *id)?,
            },
            Change::Summary { id, after, .. } => match after {
                Some(summary) => findings::put_summary(connection, summary)?,
                None => findings::take_summary(connection, *id)?,
            },
            Change::BoardView { id, after, .. } => match after {
                Some(view) => board::put_board_view(connection, view)?,
                None => delete(connection, "DELETE FROM board_view WHERE id = ?1", id.0)?,
            },
            Change::Rejection { id, after, .. } => match after {
                Some(rejection) => findings::put_rejection(connection, rejection)?,
                None => delete(connection, "DELETE FROM rejection WHERE id = ?1", id.0)?,
            },
            Change::CodingsAdded(codings) => add_codings(connection, codings)?,
            Change::CodingsRemoved(codings) => remove_codings(connection, codings)?,
            Change::Recoded { codings, before, after } => {
                let sql = "UPDATE coding SET code = ?1 WHERE id = ?2 AND code = ?3";
                let mut statement = connection.prepare_cached(sql)?;
                for coding in codings {
                    let rows = statement.execute([after.get(), coding.0, before.get()])?;
                    one(rows, "a coding to carry over is not there")?;
                }
            }
        }
    }
    Ok(())
}

fn put_coder(connection: &Connection, coder: &Coder) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO coder VALUES (?1, ?2, ?3) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind",
        params![coder.id.0, coder.name, coder.kind.as_str()],
    )?;
    Ok(())
}

fn put_code(connection: &Connection, place: u32, code: &Code) -> Result<(), Error> {
    let examples = serde_json::to_string(&code.examples)
        .map_err(|error| Error::unfitting(error.to_string()))?;
    let (state, merged_into) = match code.state {
        CodeState::Active => ("active", None),
        CodeState::Retired => ("retired", None),
        CodeState::Merged { into } => ("merged", Some(into.get())),
    };
    connection
        .prepare_cached(
            "INSERT INTO code VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, short = excluded.short, \
             definition = excluded.definition, use_when = excluded.use_when, \
             do_not_use_when = excluded.do_not_use_when, examples = excluded.examples, \
             colour = excluded.colour, parent = excluded.parent, \
             assignable = excluded.assignable, state = excluded.state, \
             merged_into = excluded.merged_into",
        )?
        .execute(params![
            place,
            code.name,
            code.short,
            code.definition,
            code.use_when,
            code.do_not_use_when,
            examples,
            code.colour.map(|colour| colour.to_string()),
            code.parent.map(|parent| parent.get()),
            code.assignable,
            state,
            merged_into
        ])?;
    Ok(())
}

fn put_attribute(connection: &Connection, attribute: &Attribute) -> Result<(), Error> {
    connection.execute(
        "INSERT INTO attribute VALUES (?1, ?2, ?3) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind",
        params![attribute.id.0, attribute.name, attribute.kind.as_str()],
    )?;
    Ok(())
}

fn put_document(
    connection: &Connection,
    id: DocumentId,
    document: &DocumentRecord,
) -> Result<(), Error> {
    connection.prepare_cached("INSERT INTO document VALUES (?1, ?2, ?3)")?.execute(params![
        id.0,
        document.name,
        document.version.number
    ])?;
    put_version(connection, id, document)
}

/// Makes another version the current one. The versions before it are kept, and one that an
/// undoing leaves goes.
fn revise(
    connection: &Connection,
    id: DocumentId,
    before: &DocumentRecord,
    after: &DocumentRecord,
) -> Result<(), Error> {
    let (old, new) = (before.version.number, after.version.number);
    if old == new {
        return Err(Error::unfitting("a version of a document never changes"));
    }
    if new > old {
        put_version(connection, id, after)?;
    }
    let sql = "UPDATE document SET version = ?1 WHERE id = ?2 AND version = ?3";
    one(connection.execute(sql, [new, id.0, old])?, "a document to revise is not there")?;
    if new < old {
        delete_versions(connection, "document = ?1 AND version = ?2", &[id.0, old])?;
    }
    Ok(())
}

fn put_version(
    connection: &Connection,
    id: DocumentId,
    document: &DocumentRecord,
) -> Result<(), Error> {
    let version = &document.version;
    let (id, number) = (id.0, version.number);
    let source = &version.source;
    connection
        .prepare_cached("INSERT INTO version VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![
            id,
            number,
            source.name,
            source.hash,
            source.format,
            source.encoding,
            document.text_hash,
            version.len,
            version.words
        ])?;
    if source.part.is_some() || source.reader.is_some() || !source.decisions.is_empty() {
        let decisions = serde_json::to_string(&source.decisions)
            .map_err(|error| Error::unfitting(error.to_string()))?;
        connection
            .prepare_cached("INSERT INTO provenance VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![id, number, source.part, source.reader, decisions])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO speaker VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut values =
        connection.prepare_cached("INSERT INTO speaker_value VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (place, speaker) in (0u32..).zip(&version.speakers) {
        let role = speaker.role.map(SpeakerRole::as_str);
        statement.execute(params![id, number, place, speaker.heard_as, speaker.name, role])?;
        for (attribute, value) in &speaker.values {
            values.execute(params![id, number, place, attribute.0, value.to_string()])?;
        }
    }
    let sql = "INSERT INTO section VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let mut statement = connection.prepare_cached(sql)?;
    for (place, section) in (1u32..).zip(&version.sections) {
        let (start, end) = (section.span.start(), section.span.end());
        let kind = section.kind.as_str();
        statement.execute(params![
            id,
            number,
            place,
            start,
            end,
            section.level,
            kind,
            section.title
        ])?;
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO page VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (place, page) in (1u32..).zip(&document.pages) {
        let (start, end) = (page.span.start(), page.span.end());
        statement.execute(params![id, number, place, start, end, page.number])?;
    }
    let sql = "INSERT INTO turn VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let mut statement = connection.prepare_cached(sql)?;
    for (place, turn) in (1u32..).zip(&document.turns) {
        let (start, end) = (turn.span.start(), turn.span.end());
        let Turn { speaker, start_ms, end_ms, .. } = turn;
        statement.execute(params![id, number, place, start, end, speaker, start_ms, end_ms])?;
    }
    Ok(())
}

fn delete_document(connection: &Connection, id: DocumentId) -> Result<(), Error> {
    connection.execute("DELETE FROM value WHERE document = ?1", [id.0])?;
    delete_versions(connection, "document = ?1", &[id.0])?;
    delete(connection, "DELETE FROM document WHERE id = ?1", id.0)
}

/// Takes versions away with everything that hangs on them.
fn delete_versions(connection: &Connection, which: &str, ids: &[u32]) -> Result<(), Error> {
    let tables = ["turn", "page", "section", "speaker_value", "speaker", "provenance"];
    for table in tables {
        let sql = format!("DELETE FROM {table} WHERE {which}");
        connection.execute(&sql, rusqlite::params_from_iter(ids))?;
    }
    let sql = format!("DELETE FROM version WHERE {}", which.replace("version =", "number ="));
    connection.execute(&sql, rusqlite::params_from_iter(ids))?;
    Ok(())
}

fn put_speaker_value(
    connection: &Connection,
    (document, place, attribute): (u32, u32, u32),
    value: Option<&Value>,
) -> Result<(), Error> {
    match value {
        Some(value) => {
            let sql = "INSERT INTO speaker_value VALUES (?1, \
                       (SELECT version FROM document WHERE id = ?1), ?2, ?3, ?4) \
                       ON CONFLICT DO UPDATE SET value = excluded.value";
            let value = value.to_string();
            connection
                .prepare_cached(sql)?
                .execute(params![document, place, attribute, value])?
        }
        None => {
            let sql = "DELETE FROM speaker_value WHERE document = ?1 AND place = ?2 AND \
                       attribute = ?3 AND version = \
                       (SELECT version FROM document WHERE id = ?1)";
            connection.prepare_cached(sql)?.execute([document, place, attribute])?
        }
    };
    Ok(())
}

fn put_memo(connection: &Connection, memo: &Memo) -> Result<(), Error> {
    let Memo { id, target, title, author, at, words, own } = memo;
    let (document, span) = (target.document().map(|document| document.0), target.span());
    let (start, end) = (span.map(CharSpan::start), span.map(CharSpan::end));
    let code = target.code().map(CodeIndex::get);
    connection
        .prepare_cached(
            "INSERT INTO memo VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
             ON CONFLICT (id) DO UPDATE SET document = excluded.document, \
             start = excluded.start, \"end\" = excluded.\"end\", code = excluded.code, \
             title = excluded.title, author = excluded.author, at = excluded.at, \
             words = excluded.words, own = excluded.own",
        )?
        .execute(params![id.0, document, start, end, code, title, author, at, words, own])?;
    Ok(())
}

fn put_value(
    connection: &Connection,
    (document, attribute): (u32, u32),
    value: Option<&Value>,
) -> Result<(), Error> {
    match value {
        Some(value) => connection
            .prepare_cached(
                "INSERT INTO value VALUES (?1, ?2, ?3) \
                 ON CONFLICT (document, attribute) DO UPDATE SET value = excluded.value",
            )?
            .execute(params![document, attribute, value.to_string()])?,
        None => connection
            .prepare_cached("DELETE FROM value WHERE document = ?1 AND attribute = ?2")?
            .execute([document, attribute])?,
    };
    Ok(())
}

fn add_codings(connection: &Connection, codings: &[CodingRecord]) -> Result<(), Error> {
    let mut excerpt = connection
        .prepare_cached("INSERT OR IGNORE INTO excerpt VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut row = connection
        .prepare_cached("INSERT INTO coding VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let mut texts: BTreeMap<DocumentId, Text> = BTreeMap::new();
    // Codes of one excerpt usually follow each other, and then its words are written once.
    let mut last: Option<(DocumentId, CharSpan)> = None;
    for CodingRecord { coding, memo } in codings {
        let Coding { document, span, .. } = *coding;
        if last != Some((document, span)) {
            if let std::collections::btree_map::Entry::Vacant(entry) = texts.entry(document) {
                entry.insert(Text::new(text(connection, document)?));
            }
            let text = &texts[&document];
            let words = text
                .slice(span)
                .filter(|words| !words.is_empty())
                .ok_or_else(|| Error::unfitting("an excerpt lies outside its document"))?;
            let (before, behind) = excerpt_context(text, span);
            let (start, end) = (span.start(), span.end());
            excerpt.execute(params![document.0, start, end, words, before, behind])?;
            last = Some((document, span));
        }
        row.execute(params![
            coding.id.0,
            document.0,
            span.start(),
            span.end(),
            coding.code.get(),
            coding.coder.0,
            coding.valence.map(Valence::as_str),
            memo,
            coding.weight.map(Weight::get)
        ])?;
    }
    Ok(())
}

fn remove_codings(connection: &Connection, codings: &[CodingRecord]) -> Result<(), Error> {
    let mut row = connection.prepare_cached("DELETE FROM coding WHERE id = ?1")?;
    let mut places = BTreeSet::new();
    for CodingRecord { coding, .. } in codings {
        one(row.execute([coding.id.0])?, "a coding to take away is not there")?;
        places.insert((coding.document.0, coding.span.start(), coding.span.end()));
    }
    let mut excerpt = connection.prepare_cached(
        "DELETE FROM excerpt WHERE document = ?1 AND start = ?2 AND \"end\" = ?3 AND NOT EXISTS \
         (SELECT 1 FROM coding WHERE document = ?1 AND start = ?2 AND \"end\" = ?3)",
    )?;
    for (document, start, end) in places {
        excerpt.execute([document, start, end])?;
    }
    Ok(())
}

pub(crate) fn delete(connection: &Connection, sql: &str, id: u32) -> Result<(), Error> {
    one(connection.execute(sql, [id])?, "what is to be taken away is not there")
}

fn one(rows: usize, otherwise: &str) -> Result<(), Error> {
    if rows == 1 { Ok(()) } else { Err(Error::unfitting(otherwise)) }
}
