//! Versions of a document that are current no more.

use std::collections::BTreeMap;

use rusqlite::Connection;
use themata_model::{
    Attribute, AttributeId, Document, DocumentRecord, Page, Section, SectionKind, Source,
    Speaker, SpeakerRole, Turn, Value, Version,
};

use crate::tables::{all_of, attributes, span};
use crate::{Error, Snapshot};

impl Snapshot<'_> {
    /// Every version of a document, the first first and the current one last, in the shape in
    /// which a change takes it up.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or is damaged.
    pub fn versions(&self, document: &Document) -> Result<Vec<DocumentRecord>, Error> {
        let connection = &self.transaction;
        let known = attributes(connection)?;
        let current = document.version.number;
        let sql = "SELECT number FROM version WHERE document = ?1 AND number < ?2 \
                   ORDER BY number";
        let numbers: Vec<u32> =
            all_of(connection, sql, [document.id.0, current], |row| Ok(row.get(0)?))?;
        let mut versions = Vec::with_capacity(numbers.len() + 1);
        for number in numbers {
            versions.push(earlier(connection, document, number, &known)?);
        }
        versions.push(self.record(document)?);
        Ok(versions)
    }

    /// Whether something is known of speakers by an attribute in a version of a document that
    /// is current no more, and in which document.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn describes_earlier(&self, attribute: AttributeId) -> Result<Option<String>, Error> {
        let sql = "SELECT d.name FROM speaker_value s JOIN document d ON d.id = s.document \
                   WHERE s.attribute = ?1 AND s.version <> d.version \
                   ORDER BY d.id LIMIT 1";
        let names = all_of(&self.transaction, sql, [attribute.0], |row| Ok(row.get(0)?))?;
        Ok(names.into_iter().next())
    }
}

fn earlier(
    connection: &Connection,
    document: &Document,
    number: u32,
    attributes: &[Attribute],
) -> Result<DocumentRecord, Error> {
    let ids = [document.id.0, number];
    let sql = "SELECT start, \"end\", speaker, start_ms, end_ms FROM turn \
               WHERE document = ?1 AND version = ?2 ORDER BY number";
    let turns: Vec<Turn> = all_of(connection, sql, ids, |row| {
        Ok(Turn {
            span: span(row.get(0)?, row.get(1)?)?,
            speaker: row.get(2)?,
            start_ms: row.get(3)?,
            end_ms: row.get(4)?,
        })
    })?;
    let sql = "SELECT start, \"end\", number FROM page \
               WHERE document = ?1 AND version = ?2 ORDER BY place";
    let pages = all_of(connection, sql, ids, |row| {
        Ok(Page { span: span(row.get(0)?, row.get(1)?)?, number: row.get(2)? })
    })?;
    let sql = "SELECT start, \"end\", level, kind, title FROM section \
               WHERE document = ?1 AND version = ?2 ORDER BY number";
    let sections = all_of(connection, sql, ids, |row| {
        let kind: String = row.get(3)?;
        Ok(Section {
            span: span(row.get(0)?, row.get(1)?)?,
            level: row.get(2)?,
            kind: SectionKind::from_word(&kind)
                .ok_or_else(|| Error::damaged("a section's kind"))?,
            title: row.get(4)?,
        })
    })?;
    let sql = "SELECT v.source_name, v.source_hash, v.format, v.encoding, p.part, p.reader, \
               p.decisions, v.text_hash, v.length, v.words FROM version v LEFT JOIN provenance p \
               ON p.document = v.document AND p.version = v.number \
               WHERE v.document = ?1 AND v.number = ?2";
    let speakers = speakers(connection, ids, attributes)?;
    let found = all_of(connection, sql, ids, |row| {
        let decisions: Option<String> = row.get(6)?;
        let decisions = decisions.as_deref().unwrap_or("[]");
        let version = Version {
            number,
            source: Source {
                name: row.get(0)?,
                hash: row.get(1)?,
                format: row.get(2)?,
                encoding: row.get(3)?,
                part: row.get(4)?,
                reader: row.get(5)?,
                decisions: serde_json::from_str(decisions).map_err(|_| {
                    Error::damaged("the decisions on a document are no list of texts")
                })?,
            },
            len: row.get(8)?,
            words: row.get(9)?,
            turns: u32::try_from(turns.len()).unwrap_or(u32::MAX),
            speakers: Vec::new(),
            sections: Vec::new(),
        };
        Ok((version, row.get::<_, String>(7)?))
    })?;
    let (version, text_hash) = found
        .into_iter()
        .next()
        .ok_or_else(|| Error::damaged("a version of a document is missing"))?;
    let name = document.name.clone();
    let version = Version { speakers, sections, ..version };
    Ok(DocumentRecord { name, version, text_hash, turns, pages })
}

fn speakers(
    connection: &Connection,
    ids: [u32; 2],
    attributes: &[Attribute],
) -> Result<Vec<Speaker>, Error> {
    let sql = "SELECT heard_as, name, role FROM speaker \
               WHERE document = ?1 AND version = ?2 ORDER BY place";
    let mut speakers = all_of(connection, sql, ids, |row| {
        let role: Option<String> = row.get(2)?;
        Ok(Speaker {
            heard_as: row.get(0)?,
            name: row.get(1)?,
            role: role.as_deref().and_then(SpeakerRole::from_word),
            values: BTreeMap::new(),
        })
    })?;
    let sql = "SELECT place, attribute, value FROM speaker_value \
               WHERE document = ?1 AND version = ?2";
    let values = all_of(connection, sql, ids, |row| {
        Ok((row.get::<_, usize>(0)?, AttributeId(row.get(1)?), row.get::<_, String>(2)?))
    })?;
    for (place, attribute, text) in values {
        let speaker = speakers
            .get_mut(place)
            .ok_or_else(|| Error::damaged("a value of a speaker who is not there"))?;
        let known = attributes.iter().find(|known| known.id == attribute);
        // What an earlier version was described by may be no value of the attribute's kind
        // today; as a text it is written just as it stands.
        let value = known.and_then(|known| Value::parse(known.kind, &text).ok());
        let value = value.filter(|value| value.to_string() == text);
        speaker.values.insert(attribute, value.unwrap_or(Value::Text(text)));
    }
    Ok(speakers)
}
