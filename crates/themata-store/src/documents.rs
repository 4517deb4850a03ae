//! Reading documents: what is known of all of them, and the parts of one.

use std::collections::BTreeMap;

use rusqlite::Connection;
use themata_model::{
    Attribute, AttributeId, Document, DocumentId, Page, Section, SectionKind, Source, Speaker,
    SpeakerRole, Turn, Value, Version,
};

use crate::Error;
use crate::tables::{all, span};

/// Every document in its current version.
pub(crate) fn documents(
    connection: &Connection,
    attributes: &[Attribute],
) -> Result<Vec<Document>, Error> {
    let sql = "SELECT d.id, d.name, v.number, v.source_name, v.source_hash, v.format, \
               v.encoding, v.length, v.words, \
               (SELECT count(*) FROM turn t WHERE t.document = d.id AND t.version = d.version), \
               p.part, p.reader, p.decisions \
               FROM document d JOIN version v ON v.document = d.id AND v.number = d.version \
               LEFT JOIN provenance p ON p.document = d.id AND p.version = d.version \
               ORDER BY d.id";
    let mut documents = all(connection, sql, |row| {
        let decisions: Option<String> = row.get(12)?;
        Ok(Document {
            id: DocumentId(row.get(0)?),
            name: row.get(1)?,
            version: Version {
                number: row.get(2)?,
                source: Source {
                    name: row.get(3)?,
                    hash: row.get(4)?,
                    format: row.get(5)?,
                    encoding: row.get(6)?,
                    part: row.get(10)?,
                    reader: row.get(11)?,
                    decisions: match decisions {
                        Some(json) => serde_json::from_str(&json).map_err(|_| {
                            Error::damaged("the decisions on a document are no list of texts")
                        })?,
                        None => Vec::new(),
                    },
                },
                len: row.get(7)?,
                words: row.get(8)?,
                turns: row.get(9)?,
                speakers: Vec::new(),
                sections: Vec::new(),
            },
            values: BTreeMap::new(),
        })
    })?;
    let place = |documents: &[Document], id: u32| {
        documents
            .binary_search_by_key(&DocumentId(id), |document| document.id)
            .map_err(|_| Error::damaged("something belongs to a document that is not there"))
    };

    let sql = "SELECT s.document, s.heard_as, s.name, s.role FROM document d \
               JOIN speaker s ON s.document = d.id AND s.version = d.version \
               ORDER BY s.document, s.place";
    let speakers = all(connection, sql, |row| {
        let role: Option<String> = row.get(3)?;
        let speaker = Speaker {
            heard_as: row.get(1)?,
            name: row.get(2)?,
            role: role.as_deref().and_then(SpeakerRole::from_word),
            values: BTreeMap::new(),
        };
        Ok((row.get::<_, u32>(0)?, speaker))
    })?;
    for (id, speaker) in speakers {
        let at = place(&documents, id)?;
        documents[at].version.speakers.push(speaker);
    }

    let sql = "SELECT s.document, s.start, s.\"end\", s.level, s.kind, s.title FROM document d \
               JOIN section s ON s.document = d.id AND s.version = d.version \
               ORDER BY s.document, s.number";
    let sections = all(connection, sql, |row| {
        let kind: String = row.get(4)?;
        let section = Section {
            span: span(row.get(1)?, row.get(2)?)?,
            level: row.get(3)?,
            kind: SectionKind::from_word(&kind)
                .ok_or_else(|| Error::damaged("a section's kind"))?,
            title: row.get(5)?,
        };
        Ok((row.get::<_, u32>(0)?, section))
    })?;
    for (id, section) in sections {
        let at = place(&documents, id)?;
        documents[at].version.sections.push(section);
    }

    let value = |attribute: AttributeId, text: &str| {
        let kind = attributes
            .iter()
            .find(|known| known.id == attribute)
            .map(|known| known.kind)
            .ok_or_else(|| Error::damaged("a value of an attribute that is not there"))?;
        Value::parse(kind, text)
            .map_err(|error| Error::damaged(format!("a value of an attribute is {error}")))
    };
    let sql = "SELECT s.document, s.place, s.attribute, s.value FROM document d \
               JOIN speaker_value s ON s.document = d.id AND s.version = d.version";
    let values = all(connection, sql, |row| {
        let text: String = row.get(3)?;
        Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?, AttributeId(row.get(2)?), text))
    })?;
    for (id, speaker, attribute, text) in values {
        let at = place(&documents, id)?;
        let speaker = documents[at]
            .version
            .speakers
            .get_mut(speaker as usize)
            .ok_or_else(|| Error::damaged("a value of a speaker who is not there"))?;
        speaker.values.insert(attribute, value(attribute, &text)?);
    }

    let sql = "SELECT document, attribute, value FROM value ORDER BY document, attribute";
    let values = all(connection, sql, |row| {
        Ok((row.get::<_, u32>(0)?, AttributeId(row.get(1)?), row.get::<_, String>(2)?))
    })?;
    for (id, attribute, text) in values {
        let at = place(&documents, id)?;
        documents[at].values.insert(attribute, value(attribute, &text)?);
    }
    Ok(documents)
}

/// The words of a document's current version.
pub(crate) fn text(connection: &Connection, document: DocumentId) -> Result<String, Error> {
    let sql = "SELECT t.words FROM document d \
               JOIN version v ON v.document = d.id AND v.number = d.version \
               JOIN text t ON t.hash = v.text_hash WHERE d.id = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([document.0], |row| row.get(0))?)
}

/// The turns of a document's current version.
pub(crate) fn turns(connection: &Connection, document: DocumentId) -> Result<Vec<Turn>, Error> {
    let sql = "SELECT t.start, t.\"end\", t.speaker, t.start_ms, t.end_ms FROM document d \
               JOIN turn t ON t.document = d.id AND t.version = d.version \
               WHERE d.id = ?1 ORDER BY t.number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([document.0])?;
    let mut turns = Vec::new();
    while let Some(row) = rows.next()? {
        turns.push(Turn {
            span: span(row.get(0)?, row.get(1)?)?,
            speaker: row.get(2)?,
            start_ms: row.get(3)?,
            end_ms: row.get(4)?,
        });
    }
    Ok(turns)
}

/// The pages of a document's current version.
pub(crate) fn pages(connection: &Connection, document: DocumentId) -> Result<Vec<Page>, Error> {
    let sql = "SELECT p.start, p.\"end\", p.number FROM document d \
               JOIN page p ON p.document = d.id AND p.version = d.version \
               WHERE d.id = ?1 ORDER BY p.place";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([document.0])?;
    let mut pages = Vec::new();
    while let Some(row) = rows.next()? {
        pages.push(Page { span: span(row.get(0)?, row.get(1)?)?, number: row.get(2)? });
    }
    Ok(pages)
}
