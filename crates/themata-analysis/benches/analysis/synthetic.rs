//! Made-up studies of any size, always the same.

use std::collections::BTreeMap;
use std::fmt::Write;

use themata_analysis::Transcripts;
use themata_codebook::{Code, CodeIndex, Codebook};
use themata_model::{
    Asked, Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings,
    Document, DocumentId, Kind, Query, Scope, Source, Study, Transcript, Turn, Value, Version,
};
use themata_text::{CharSpan, Text, words};

const SITES: u32 = 16;
const THEMES: u32 = 6;
const CODES_OF_A_THEME: u32 = 10;
const CODERS: u32 = 2;
const CODINGS_OF_A_CODER: usize = 150;
const CHARACTERS: u32 = 50_000;

/// A study with everything asked of it.
pub(crate) struct Synthetic {
    pub(crate) study: Study,
    pub(crate) asked: Asked,
    pub(crate) site: AttributeId,
    pub(crate) transcripts: Transcripts,
}

/// A study of as many documents, with or without their texts. Coders read in order, mark
/// excerpts of a sentence or a few, with one code or two or three, and often near where the
/// other coder did.
pub(crate) fn study(documents: u32, with_texts: bool) -> Synthetic {
    let mut numbers = Numbers(7);
    let site = AttributeId(1);
    let mut codings = Vec::new();
    let mut rows = Vec::new();
    let mut transcripts = BTreeMap::new();
    for number in 1..=documents {
        let id = DocumentId(number);
        let transcript = with_texts.then(|| transcript(&mut numbers));
        let len = transcript.as_ref().map_or(CHARACTERS, |transcript| transcript.text.len());
        let value = Value::Text(format!("{:02}", number % SITES + 1));
        rows.push(Document {
            id,
            name: format!("P{number:04}"),
            version: version(len, transcript.as_ref()),
            values: BTreeMap::from([(site, value)]),
        });
        transcripts.extend(transcript.map(|transcript| (id, transcript)));
        code(id, len, &mut numbers, &mut codings);
    }
    let coder =
        |id| Coder { id: CoderId(id), name: format!("coder {id}"), kind: CoderKind::Human };
    let study = Study {
        title: "synthetic".to_owned(),
        coders: (1..=CODERS).map(coder).collect(),
        codebook: codebook(),
        attributes: vec![Attribute { id: site, name: "site".to_owned(), kind: Kind::Text }],
        documents: rows,
        rounds: Vec::new(),
        assignments: Vec::new(),
        queries: Vec::new(),
        themes: Vec::new(),
        summaries: Vec::new(),
        rejections: Vec::new(),
        codings: Codings::new(codings),
    };
    let scope = Scope { study: &study, turns: &BTreeMap::new() };
    let asked = Query::all().resolve(&study).expect("no names").ask(scope);
    Synthetic { study, asked, site, transcripts }
}

fn code(document: DocumentId, len: u32, numbers: &mut Numbers, codings: &mut Vec<Coding>) {
    let places: Vec<u32> = (0..CODINGS_OF_A_CODER).map(|_| numbers.below(len - 600)).collect();
    for coder in 1..=CODERS {
        let mut given = 0;
        let mut places = places.iter();
        while given < CODINGS_OF_A_CODER {
            let place = places.next().copied().unwrap_or(0);
            let start = place + numbers.below(40);
            let span = CharSpan::new(start, start + 60 + numbers.below(400));
            let codes = (1 + numbers.below(3) as usize).min(CODINGS_OF_A_CODER - given);
            let theme = numbers.below(THEMES);
            for _ in 0..codes {
                let code = theme * (CODES_OF_A_THEME + 1) + 1 + numbers.below(CODES_OF_A_THEME);
                codings.push(Coding {
                    id: CodingId(codings.len() as u32 + 1),
                    document,
                    span,
                    code: CodeIndex::new(code),
                    coder: CoderId(coder),
                    valence: None,
                    weight: None,
                });
            }
            given += codes;
        }
    }
}

fn codebook() -> Codebook {
    let mut codes = Vec::new();
    for theme in 0..THEMES {
        let parent = CodeIndex::new(codes.len() as u32);
        codes.push(Code { assignable: false, ..Code::named(format!("theme {theme}")) });
        for code in 0..CODES_OF_A_THEME {
            let name = format!("code {theme}.{code}");
            codes.push(Code { parent: Some(parent), ..Code::named(name) });
        }
    }
    Codebook::new("synthetic", "", codes).expect("sound codes")
}

fn transcript(numbers: &mut Numbers) -> Transcript {
    let mut text = String::new();
    let mut turns = Vec::new();
    while (text.len() as u32) < CHARACTERS {
        let start = text.len() as u32;
        for _ in 0..=numbers.below(8) {
            for _ in 0..=4 + numbers.below(20) {
                let _ = write!(text, "{} ", WORDS[numbers.below(WORDS.len() as u32) as usize]);
            }
            text.pop();
            text.push_str(". ");
        }
        text.pop();
        turns.push(Turn {
            span: CharSpan::new(start, text.len() as u32),
            speaker: None,
            start_ms: None,
            end_ms: None,
        });
        text.push('\n');
    }
    Transcript { text: Text::new(text), turns, pages: Vec::new() }
}

const WORDS: [&str; 12] = [
    "record",
    "we",
    "integrated",
    "the",
    "patients",
    "of",
    "a",
    "leadership",
    "never",
    "to",
    "colleagues",
    "know",
];

pub(crate) fn version(len: u32, transcript: Option<&Transcript>) -> Version {
    Version {
        number: 1,
        source: Source {
            name: String::new(),
            hash: String::new(),
            format: "txt".to_owned(),
            encoding: None,
            ..Source::default()
        },
        len,
        words: transcript.map_or(len / 6, |transcript| words(&transcript.text).len() as u32),
        turns: transcript.map_or(0, |transcript| transcript.turns.len() as u32),
        speakers: Vec::new(),
        sections: Vec::new(),
    }
}

/// A linear congruential generator; good enough to scatter codings.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(bound)) as u32
    }
}
