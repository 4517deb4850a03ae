//! Small random studies: three documents with three coders and five codes, whose codings
//! overlap, repeat and nest as they like.

use std::collections::BTreeMap;

use proptest::prelude::*;
use themata_analysis::Transcripts;
use themata_codebook::CodeIndex;
use themata_model::{
    Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings, Document,
    DocumentId, Kind, Source, Study, Transcript, Turn, Value, Version,
};
use themata_testkit::codebook;
use themata_text::{CharSpan, Text, words};

pub(crate) const OUTLINE: &str = "
leadership
  vision
  turnover
IT
  record
  access
alone
";

/// The codes that coders apply, by their places in the outline.
pub(crate) const CODES: [u32; 5] = [1, 2, 4, 5, 6];
pub(crate) const CODERS: u32 = 3;

const TEXT: &str = "We knew it. It never loads!\nNobody said so to us. Why?\nThat is all";
const TURNS: [(u32, u32); 2] = [(0, 27), (28, 54)];

#[derive(Clone, Debug)]
pub(crate) struct Random {
    pub(crate) study: Study,
    pub(crate) transcripts: Transcripts,
}

pub(crate) fn random_study() -> impl Strategy<Value = Random> {
    // Most places are multiples of six, so that stretches of two coders are often the same.
    let place = |most: u32| prop_oneof![3 => (0..most / 6).prop_map(|n| n * 6), 1 => 0..most];
    let coding = (1..=3_u32, place(66), place(25), 0..CODES.len(), 1..=CODERS);
    proptest::collection::vec(coding, 0..30).prop_map(|drawn| {
        let len = TEXT.chars().count() as u32;
        let codings = (1..).zip(drawn).map(|(id, (document, start, length, code, coder))| {
            let start = start.min(len);
            Coding {
                id: CodingId(id),
                document: DocumentId(document),
                span: CharSpan::new(start, (start + length).min(len)),
                code: CodeIndex::new(CODES[code]),
                coder: CoderId(coder),
                valence: None,
                weight: None,
            }
        });
        study_of(codings.collect())
    })
}

pub(crate) fn study_of(codings: Vec<Coding>) -> Random {
    let site = AttributeId(1);
    let documents = [Some("02"), Some("01"), None].into_iter().zip(1..).map(|(value, id)| {
        let value = value.map(|value| (site, Value::Text(value.to_owned())));
        Document {
            id: DocumentId(id),
            name: format!("P{id}"),
            version: version(),
            values: value.into_iter().collect(),
        }
    });
    let coders = (1..=CODERS).map(|id| Coder {
        id: CoderId(id),
        name: format!("coder {id}"),
        kind: CoderKind::Human,
    });
    let study = Study {
        title: "random".to_owned(),
        coders: coders.collect(),
        codebook: codebook(OUTLINE),
        attributes: vec![Attribute { id: site, name: "site".to_owned(), kind: Kind::Text }],
        documents: documents.collect(),
        rounds: Vec::new(),
        assignments: Vec::new(),
        queries: Vec::new(),
        themes: Vec::new(),
        summaries: Vec::new(),
        rejections: Vec::new(),
        codings: Codings::new(codings),
    };
    let turns = TURNS.map(|(start, end)| Turn {
        span: CharSpan::new(start, end),
        speaker: Some(0),
        start_ms: None,
        end_ms: None,
    });
    let transcript =
        Transcript { text: Text::new(TEXT), turns: turns.to_vec(), pages: Vec::new() };
    let transcripts: BTreeMap<_, _> =
        (1..=3).map(|id| (DocumentId(id), transcript.clone())).collect();
    Random { study, transcripts }
}

fn version() -> Version {
    let text = Text::new(TEXT);
    Version {
        number: 1,
        source: Source {
            name: "P.txt".to_owned(),
            hash: String::new(),
            format: "txt".to_owned(),
            encoding: None,
            ..Source::default()
        },
        len: text.len(),
        words: words(&text).len() as u32,
        turns: TURNS.len() as u32,
        speakers: Vec::new(),
        sections: Vec::new(),
    }
}
