use themata_ingest as ingest;
use themata_model::{
    DocumentRecord, Page, Section, SectionKind, Source, Speaker, SpeakerRole, Turn, Version,
};
use themata_text::{Text, words};

use crate::attributes::{Description, said_by_file};

/// One document of a file that was read.
pub(crate) struct Content {
    pub(crate) record: DocumentRecord,
    pub(crate) text: String,
    /// What the file says of it.
    pub(crate) attributes: Description,
    /// What the file says of those who speak in it, by their places.
    pub(crate) of_speakers: Vec<(u32, Description)>,
    pub(crate) comments: Vec<ingest::Comment>,
}

impl Content {
    /// The first version of what one document of a file says.
    ///
    /// A sheet that was asked for is part of the file's name, because the file has others.
    pub(super) fn of(
        document: ingest::Document,
        called: &str,
        sheet: Option<&str>,
        source: Source,
    ) -> Content {
        let ingest::Document { name, transcript, attributes, .. } = document;
        let name = match (sheet, name) {
            (Some(sheet), Some(name)) => Some(format!("{sheet} {name}")),
            (Some(sheet), None) => Some(sheet.to_owned()),
            (None, name) => name,
        };
        let text = Text::new(transcript.text.as_str());
        let turns: Vec<Turn> = transcript
            .turns
            .iter()
            .map(|turn| Turn {
                span: turn.span,
                speaker: turn.speaker,
                start_ms: turn.start_ms,
                end_ms: turn.end_ms,
            })
            .collect();
        let of_speakers = (0u32..)
            .zip(&transcript.speakers)
            .filter(|(_, speaker)| !speaker.attributes.is_empty())
            .map(|(place, speaker)| (place, said_by_file(speaker.attributes.clone())))
            .collect();
        let record = DocumentRecord {
            name: match &name {
                Some(name) => format!("{called} {name}"),
                None => called.to_owned(),
            },
            version: Version {
                number: 1,
                source: Source { part: name, ..source },
                len: text.len(),
                words: words(&text).len() as u32,
                turns: turns.len() as u32,
                speakers: transcript.speakers.into_iter().map(speaker).collect(),
                sections: transcript.sections.into_iter().map(section).collect(),
            },
            text_hash: themata_store::hash(text.as_str().as_bytes()),
            turns,
            pages: transcript
                .pages
                .iter()
                .map(|page| Page { span: page.span, number: page.number })
                .collect(),
        };
        let comments = transcript.comments;
        let attributes = said_by_file(attributes);
        Content { record, text: transcript.text, attributes, of_speakers, comments }
    }
}

fn speaker(speaker: ingest::Speaker) -> Speaker {
    let role = speaker.role.map(|role| match role {
        ingest::SpeakerRole::Interviewer => SpeakerRole::Interviewer,
        ingest::SpeakerRole::Participant => SpeakerRole::Participant,
    });
    Speaker { role, ..Speaker::heard(speaker.name) }
}

fn section(section: ingest::Section) -> Section {
    let kind = match section.kind {
        ingest::SectionKind::Heading => SectionKind::Heading,
        ingest::SectionKind::Question => SectionKind::Question,
    };
    Section { span: section.span, level: section.level, kind, title: section.title }
}
