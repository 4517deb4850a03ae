//! The shape of a document in the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use themata_model::{
    AttributeId, DocumentRecord, Page, Section, SectionKind, Source, Speaker, SpeakerRole,
    Turn, Version,
};
use themata_text::CharSpan;

use super::{ValueShape, value, value_shape};

#[derive(Serialize, Deserialize)]
pub(super) struct DocumentShape {
    name: String,
    version: u32,
    source_name: String,
    source_hash: String,
    format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reader: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<String>,
    text_hash: String,
    length: u32,
    words: u32,
    /// The names as they stand in the transcript.
    speakers: Vec<String>,
    /// What else is known of speakers, by place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    known: BTreeMap<u32, KnownShape>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sections: Vec<SectionShape>,
    /// The pages: start, end, number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<(u32, u32, u32)>,
    turns: TurnsShape,
}

/// What is known of a speaker besides the name in the transcript.
#[derive(Serialize, Deserialize)]
struct KnownShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    values: Vec<(u32, ValueShape)>,
}

#[derive(Serialize, Deserialize)]
struct SectionShape {
    start: u32,
    end: u32,
    level: u8,
    kind: String,
    title: String,
}

/// Turns column by column: as a row each they would repeat every name.
#[derive(Serialize, Deserialize, Default)]
struct TurnsShape {
    start: Vec<u32>,
    end: Vec<u32>,
    speaker: Vec<Option<u32>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    start_ms: Vec<Option<u64>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    end_ms: Vec<Option<u64>>,
}

fn known_shape(speaker: &Speaker) -> Option<KnownShape> {
    let name = (speaker.name != speaker.heard_as).then(|| speaker.name.clone());
    let role = speaker.role.map(|role| role.as_str().to_owned());
    let values: Vec<_> =
        speaker.values.iter().map(|(id, value)| (id.0, value_shape(value))).collect();
    let says = name.is_some() || role.is_some() || !values.is_empty();
    says.then_some(KnownShape { name, role, values })
}

fn speaker(heard_as: String, known: Option<KnownShape>) -> Option<Speaker> {
    let mut speaker = Speaker::heard(heard_as);
    let Some(known) = known else { return Some(speaker) };
    if let Some(name) = known.name {
        speaker.name = name;
    }
    if let Some(role) = known.role {
        speaker.role = Some(SpeakerRole::from_word(&role)?);
    }
    for (attribute, shape) in known.values {
        speaker.values.insert(AttributeId(attribute), value(shape)?);
    }
    Some(speaker)
}

pub(super) fn document_shape(document: &DocumentRecord) -> DocumentShape {
    let version = &document.version;
    let turns = &document.turns;
    let times = |time: fn(&Turn) -> Option<u64>| -> Vec<Option<u64>> {
        let times: Vec<_> = turns.iter().map(time).collect();
        if times.iter().all(Option::is_none) { Vec::new() } else { times }
    };
    DocumentShape {
        name: document.name.clone(),
        version: version.number,
        source_name: version.source.name.clone(),
        source_hash: version.source.hash.clone(),
        format: version.source.format.clone(),
        encoding: version.source.encoding.clone(),
        part: version.source.part.clone(),
        reader: version.source.reader.clone(),
        decisions: version.source.decisions.clone(),
        text_hash: document.text_hash.clone(),
        length: version.len,
        words: version.words,
        speakers: version.speakers.iter().map(|speaker| speaker.heard_as.clone()).collect(),
        known: (0u32..)
            .zip(&version.speakers)
            .filter_map(|(place, speaker)| Some((place, known_shape(speaker)?)))
            .collect(),
        sections: version
            .sections
            .iter()
            .map(|section| SectionShape {
                start: section.span.start(),
                end: section.span.end(),
                level: section.level,
                kind: section.kind.as_str().to_owned(),
                title: section.title.clone(),
            })
            .collect(),
        pages: document
            .pages
            .iter()
            .map(|page| (page.span.start(), page.span.end(), page.number))
            .collect(),
        turns: TurnsShape {
            start: turns.iter().map(|turn| turn.span.start()).collect(),
            end: turns.iter().map(|turn| turn.span.end()).collect(),
            speaker: turns.iter().map(|turn| turn.speaker).collect(),
            start_ms: times(|turn| turn.start_ms),
            end_ms: times(|turn| turn.end_ms),
        },
    }
}

pub(super) fn document(shape: DocumentShape) -> Option<DocumentRecord> {
    let columns = shape.turns;
    let turns: Option<Vec<Turn>> = (0..columns.start.len())
        .map(|i| {
            Some(Turn {
                span: CharSpan::checked(columns.start[i], *columns.end.get(i)?)?,
                speaker: *columns.speaker.get(i)?,
                start_ms: columns.start_ms.get(i).copied().flatten(),
                end_ms: columns.end_ms.get(i).copied().flatten(),
            })
        })
        .collect();
    let turns = turns?;
    let mut known = shape.known;
    let speakers: Option<Vec<Speaker>> = (0u32..)
        .zip(shape.speakers)
        .map(|(place, heard_as)| speaker(heard_as, known.remove(&place)))
        .collect();
    let sections: Option<Vec<Section>> = shape
        .sections
        .into_iter()
        .map(|section| {
            Some(Section {
                span: CharSpan::checked(section.start, section.end)?,
                level: section.level,
                kind: SectionKind::from_word(&section.kind)?,
                title: section.title,
            })
        })
        .collect();
    let pages: Option<Vec<Page>> = shape
        .pages
        .into_iter()
        .map(|(start, end, number)| Some(Page { span: CharSpan::checked(start, end)?, number }))
        .collect();
    Some(DocumentRecord {
        name: shape.name,
        version: Version {
            number: shape.version,
            source: Source {
                name: shape.source_name,
                hash: shape.source_hash,
                format: shape.format,
                encoding: shape.encoding,
                part: shape.part,
                reader: shape.reader,
                decisions: shape.decisions,
            },
            len: shape.length,
            words: shape.words,
            turns: turns.len() as u32,
            speakers: speakers?,
            sections: sections?,
        },
        text_hash: shape.text_hash,
        turns,
        pages: pages?,
    })
}
