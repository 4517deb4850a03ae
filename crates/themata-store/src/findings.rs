//! Saved queries, themes, summaries and rejections: rows to values and values to rows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, params};
use themata_codebook::CodeIndex;
use themata_model::{
    CoderId, DocumentId, Evidence, EvidenceSide, MapPlace, Rejection, RejectionId, SavedQuery,
    SavedQueryId, Summary, SummaryColumn, SummaryId, SummaryOf, Theme, ThemeId,
};
use themata_text::CharSpan;

use crate::Error;
use crate::apply::delete;
use crate::log::{summary_column, summary_of};
use crate::tables::{all, span};

pub(crate) fn saved_queries(connection: &Connection) -> Result<Vec<SavedQuery>, Error> {
    let sql = "SELECT id, name, query, note, by, at FROM saved_query ORDER BY id";
    all(connection, sql, |row| {
        Ok(SavedQuery {
            id: SavedQueryId(row.get(0)?),
            name: row.get(1)?,
            query: row.get(2)?,
            note: row.get(3)?,
            by: row.get(4)?,
            at: time(&row.get::<_, String>(5)?)?,
        })
    })
}

pub(crate) fn themes(connection: &Connection) -> Result<Vec<Theme>, Error> {
    let mut members: BTreeMap<u32, Vec<CodeIndex>> = BTreeMap::new();
    let sql = "SELECT theme, code FROM theme_member ORDER BY theme, place";
    for (theme, code) in
        all(connection, sql, |row| Ok((row.get(0)?, CodeIndex::new(row.get(1)?))))?
    {
        members.entry(theme).or_default().push(code);
    }
    let mut evidence: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
    let sql = "SELECT theme, document, start, \"end\", side, note FROM evidence \
               ORDER BY theme, place";
    let rows = all(connection, sql, |row| {
        let side: String = row.get(4)?;
        let one = Evidence {
            document: DocumentId(row.get(1)?),
            span: span(row.get(2)?, row.get(3)?)?,
            side: EvidenceSide::from_word(&side)
                .ok_or_else(|| Error::damaged("the side of a piece of evidence"))?,
            note: row.get(5)?,
        };
        Ok((row.get(0)?, one))
    })?;
    for (theme, one) in rows {
        evidence.entry(theme).or_default().push(one);
    }
    let sql = "SELECT theme, x, y FROM map_place";
    let places = all(connection, sql, |row| {
        Ok((row.get(0)?, MapPlace { x: row.get(1)?, y: row.get(2)? }))
    })?;
    let mut places: BTreeMap<u32, MapPlace> = places.into_iter().collect();
    let sql = "SELECT id, title, statement, place FROM theme ORDER BY place, id";
    all(connection, sql, |row| {
        let id: u32 = row.get(0)?;
        Ok(Theme {
            id: ThemeId(id),
            title: row.get(1)?,
            statement: row.get(2)?,
            members: members.remove(&id).unwrap_or_default(),
            place: row.get(3)?,
            map_place: places.remove(&id),
            evidence: evidence.remove(&id).unwrap_or_default(),
        })
    })
}

pub(crate) fn summaries(connection: &Connection) -> Result<Vec<Summary>, Error> {
    let mut excerpts: BTreeMap<u32, Vec<(DocumentId, CharSpan)>> = BTreeMap::new();
    let sql = "SELECT summary, document, start, \"end\" FROM summary_excerpt \
               ORDER BY summary, place";
    let rows = all(connection, sql, |row| {
        Ok((row.get(0)?, (DocumentId(row.get(1)?), span(row.get(2)?, row.get(3)?)?)))
    })?;
    for (summary, excerpt) in rows {
        excerpts.entry(summary).or_default().push(excerpt);
    }
    let sql = "SELECT id, document, attribute, value, theme, code, words, by, at FROM summary \
               ORDER BY id";
    all(connection, sql, |row| {
        let id: u32 = row.get(0)?;
        let attribute: Option<u32> = row.get(2)?;
        let value: Option<String> = row.get(3)?;
        Ok(Summary {
            id: SummaryId(id),
            of: summary_of(row.get(1)?, attribute.zip(value))
                .ok_or_else(|| Error::damaged("a summary is of nothing"))?,
            column: summary_column(row.get(4)?, row.get(5)?)
                .ok_or_else(|| Error::damaged("a summary stands in no column"))?,
            words: row.get(6)?,
            excerpts: excerpts.remove(&id).unwrap_or_default(),
            by: row.get(7)?,
            at: time(&row.get::<_, String>(8)?)?,
        })
    })
}

pub(crate) fn rejections(connection: &Connection) -> Result<Vec<Rejection>, Error> {
    let sql = "SELECT id, document, start, \"end\", code, machine, by, at, reason \
               FROM rejection ORDER BY id";
    all(connection, sql, |row| {
        Ok(Rejection {
            id: RejectionId(row.get(0)?),
            document: DocumentId(row.get(1)?),
            span: span(row.get(2)?, row.get(3)?)?,
            code: CodeIndex::new(row.get(4)?),
            machine: CoderId(row.get(5)?),
            by: row.get(6)?,
            at: time(&row.get::<_, String>(7)?)?,
            reason: row.get(8)?,
        })
    })
}

pub(crate) fn put_saved_query(
    connection: &Connection,
    query: &SavedQuery,
) -> Result<(), Error> {
    let SavedQuery { id, name, query, note, by, at } = query;
    connection.execute(
        "INSERT INTO saved_query VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query, \
         note = excluded.note, by = excluded.by, at = excluded.at",
        params![id.0, name, query, note, by, at.to_string()],
    )?;
    Ok(())
}

pub(crate) fn put_theme(connection: &Connection, theme: &Theme) -> Result<(), Error> {
    write_theme(connection, theme)?;
    put_on_map(connection, theme)
}

/// Writes what a change says of a theme that is there. What the change does not touch may be
/// another by now, where an earlier change is taken back: the place on the map is put and taken
/// back apart from all else.
pub(crate) fn revise_theme(
    connection: &Connection,
    before: &Theme,
    after: &Theme,
) -> Result<(), Error> {
    if !before.is_same_but_for_the_map(after) {
        write_theme(connection, after)?;
    }
    if before.map_place != after.map_place {
        put_on_map(connection, after)?;
    }
    Ok(())
}

fn put_on_map(connection: &Connection, theme: &Theme) -> Result<(), Error> {
    let sql = "DELETE FROM map_place WHERE theme = ?1";
    connection.prepare_cached(sql)?.execute([theme.id.0])?;
    if let Some(MapPlace { x, y }) = theme.map_place {
        connection
            .prepare_cached("INSERT INTO map_place VALUES (?1, ?2, ?3)")?
            .execute([theme.id.0, x, y])?;
    }
    Ok(())
}

/// Writes all of a theme but its place on the map.
fn write_theme(connection: &Connection, theme: &Theme) -> Result<(), Error> {
    let Theme { id, title, statement, members, place, evidence, .. } = theme;
    connection
        .prepare_cached(
            "INSERT INTO theme VALUES (?1, ?2, ?3, ?4) \
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, \
             statement = excluded.statement, place = excluded.place",
        )?
        .execute(params![id.0, title, statement, place])?;
    empty_theme(connection, *id)?;
    let mut row = connection.prepare_cached("INSERT INTO theme_member VALUES (?1, ?2, ?3)")?;
    for (place, code) in (0u32..).zip(members) {
        row.execute([id.0, place, code.get()])?;
    }
    let mut row = connection
        .prepare_cached("INSERT INTO evidence VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (place, Evidence { document, span, side, note }) in (0u32..).zip(evidence) {
        let (start, end) = (span.start(), span.end());
        row.execute(params![id.0, place, document.0, start, end, side.as_str(), note])?;
    }
    Ok(())
}

/// Takes a theme away. One that a summary still stands under cannot go.
pub(crate) fn take_theme(connection: &Connection, id: ThemeId) -> Result<(), Error> {
    empty_theme(connection, id)?;
    connection.prepare_cached("DELETE FROM map_place WHERE theme = ?1")?.execute([id.0])?;
    delete(connection, "DELETE FROM theme WHERE id = ?1", id.0)
}

fn empty_theme(connection: &Connection, id: ThemeId) -> Result<(), Error> {
    for table in ["theme_member", "evidence"] {
        let sql = format!("DELETE FROM {table} WHERE theme = ?1");
        connection.prepare_cached(&sql)?.execute([id.0])?;
    }
    Ok(())
}

pub(crate) fn put_summary(connection: &Connection, summary: &Summary) -> Result<(), Error> {
    let Summary { id, of, column, words, excerpts, by, at } = summary;
    let (document, attribute, value) = match of {
        SummaryOf::Document(document) => (Some(document.0), None, None),
        SummaryOf::Value { attribute, value } => (None, Some(attribute.0), Some(value)),
    };
    let (theme, code) = match column {
        SummaryColumn::Theme(theme) => (Some(theme.0), None),
        SummaryColumn::Code(code) => (None, Some(code.get())),
    };
    connection
        .prepare_cached(
            "INSERT INTO summary VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
             ON CONFLICT (id) DO UPDATE SET document = excluded.document, \
             attribute = excluded.attribute, value = excluded.value, theme = excluded.theme, \
             code = excluded.code, words = excluded.words, by = excluded.by, at = excluded.at",
        )?
        .execute(params![
            id.0,
            document,
            attribute,
            value,
            theme,
            code,
            words,
            by,
            at.to_string()
        ])?;
    empty_summary(connection, *id)?;
    let mut row =
        connection.prepare_cached("INSERT INTO summary_excerpt VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (place, (document, span)) in (0u32..).zip(excerpts) {
        row.execute([id.0, place, document.0, span.start(), span.end()])?;
    }
    Ok(())
}

pub(crate) fn take_summary(connection: &Connection, id: SummaryId) -> Result<(), Error> {
    empty_summary(connection, id)?;
    delete(connection, "DELETE FROM summary WHERE id = ?1", id.0)
}

fn empty_summary(connection: &Connection, id: SummaryId) -> Result<(), Error> {
    let sql = "DELETE FROM summary_excerpt WHERE summary = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}

pub(crate) fn put_rejection(
    connection: &Connection,
    rejection: &Rejection,
) -> Result<(), Error> {
    let Rejection { id, document, span, code, machine, by, at, reason } = rejection;
    connection
        .prepare_cached(
            "INSERT INTO rejection VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
             ON CONFLICT (id) DO UPDATE SET document = excluded.document, \
             start = excluded.start, \"end\" = excluded.\"end\", code = excluded.code, \
             machine = excluded.machine, by = excluded.by, at = excluded.at, \
             reason = excluded.reason",
        )?
        .execute(params![
            id.0,
            document.0,
            span.start(),
            span.end(),
            code.get(),
            machine.0,
            by,
            at.to_string(),
            reason
        ])?;
    Ok(())
}

fn time(text: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| Error::damaged("a time is none"))
}
