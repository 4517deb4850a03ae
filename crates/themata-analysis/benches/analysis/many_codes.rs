//! Made-up counts of many codes at many sites, always the same.

use std::collections::BTreeMap;

use themata_analysis::{
    Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Layer, Level, cooccurrence,
};
use themata_codebook::{Code, CodeIndex, Codebook};
use themata_model::{
    Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings, Document,
    DocumentId, Kind, Query, Scope, Study, Value,
};
use themata_text::CharSpan;

use crate::synthetic::{Numbers, version};

const DOCUMENTS_OF_A_SITE: u32 = 20;
const CODES_OF_A_DOCUMENT: u32 = 150;

/// So many codes in documents at so many sites, counted by document: every code meets every
/// other somewhere.
pub(crate) fn counted(codes: u32, sites: u32) -> Cooccurrence {
    let mut numbers = Numbers(7);
    let site = AttributeId(1);
    let (mut documents, mut codings) = (Vec::new(), Vec::new());
    for number in 1..=sites * DOCUMENTS_OF_A_SITE {
        let id = DocumentId(number);
        documents.push(Document {
            id,
            name: format!("P{number:04}"),
            version: version(1_000, None),
            values: BTreeMap::from([(site, Value::Text(format!("{:02}", number % sites + 1)))]),
        });
        for _ in 0..CODES_OF_A_DOCUMENT {
            codings.push(Coding {
                id: CodingId(codings.len() as u32 + 1),
                document: id,
                span: CharSpan::new(0, 10),
                code: CodeIndex::new(numbers.below(codes)),
                coder: CoderId(1),
                valence: None,
                weight: None,
            });
        }
    }
    let named = (0..codes).map(|code| Code::named(format!("code {code}"))).collect();
    let study = Study {
        title: "many codes".to_owned(),
        coders: vec![Coder { id: CoderId(1), name: "ana".to_owned(), kind: CoderKind::Human }],
        codebook: Codebook::new("many codes", "", named).expect("sound codes"),
        attributes: vec![Attribute { id: site, name: "site".to_owned(), kind: Kind::Text }],
        documents,
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
    let options = CooccurrenceOptions {
        unit: CooccurrenceUnit::Document,
        layer: Layer::AnyCoder,
        level: Level::Code,
        by: Some(site),
    };
    cooccurrence(&study, &asked, options, &BTreeMap::new()).expect("all is there")
}
