//! Counts which codes occur together in a file of codings, so many times over: what
//! `bench/cooccurrence.py` measures.
//!
//! ```text
//! together CODINGS UNIT TIMES [COUNTS]
//! ```
//!
//! `CODINGS` has a line `document,site,start,end,code` for each coding. `UNIT` is a unit of
//! co-occurrence, for the whole answer, or `events` for the events of excerpts that overlap and
//! nothing else. Prints the median seconds of one computation, the number of pairs of codes
//! that were found and the sum of n12. `COUNTS` gets n12 for each pair and site, as four 32-bit numbers each: the two codes,
//! the site, n12.

#![allow(clippy::print_stdout, reason = "an example talks to whoever runs it")]
#![allow(clippy::unwrap_used, reason = "the file was made by the script that calls this")]

use std::collections::BTreeMap;
use std::time::Instant;
use std::{env, fs};

use themata_analysis::{
    Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, EventOptions, Events, Layer, Level,
    SubjectKey, Transcripts, cooccurrence, events,
};
use themata_codebook::{Code, CodeIndex, Codebook};
use themata_model::{
    Asked, Attribute, AttributeId, Coder, CoderId, CoderKind, Coding, CodingId, Codings,
    Document, DocumentId, Kind, Query, Scope, Source, Study, Value, Version,
};
use themata_text::CharSpan;

const SITE: AttributeId = AttributeId(1);

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [codings, unit, times, rest @ ..] = arguments.as_slice() else {
        panic!("CODINGS UNIT TIMES [COUNTS]");
    };
    let (study, asked) = study(&fs::read_to_string(codings).unwrap());
    let question = match unit.as_str() {
        "events" => Question::Events,
        unit => Question::Whole(CooccurrenceUnit::from_word(unit).expect("a unit")),
    };
    let mut seconds = Vec::new();
    let mut found = None;
    for _ in 0..times.parse().unwrap() {
        drop(found.take());
        let begun = Instant::now();
        found = Some(question.ask(&study, &asked));
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(seconds.len() / 2).copied().unwrap_or(0.0);
    let (pairs, n12) = found.as_ref().map_or((0, 0), Found::size);
    println!("{median} {pairs} {n12}");
    if let (Some(found), Some(path)) = (found, rest.first()) {
        fs::write(path, found.counts()).unwrap();
    }
}

enum Question {
    Whole(CooccurrenceUnit),
    Events,
}

enum Found {
    Whole(Cooccurrence),
    Events(Events),
}

impl Question {
    fn ask(&self, study: &Study, asked: &Asked) -> Found {
        let (layer, level, by) = (Layer::SameCoder, Level::Code, Some(SITE));
        match *self {
            Question::Whole(unit) => {
                let options = CooccurrenceOptions { unit, layer, level, by };
                Found::Whole(cooccurrence(study, asked, options, &Transcripts::new()).unwrap())
            }
            Question::Events => {
                Found::Events(events(study, asked, EventOptions { layer, level, by }).unwrap())
            }
        }
    }
}

impl Found {
    fn size(&self) -> (usize, u64) {
        match self {
            Found::Whole(found) => {
                (found.pairs.len(), found.pairs.iter().map(|pair| pair.n12).sum())
            }
            Found::Events(found) => {
                (found.pairs().count(), found.pairs().map(|pair| pair.n12).sum())
            }
        }
    }

    fn counts(&self) -> Vec<u8> {
        let by = match self {
            Found::Whole(found) => found.by.as_ref(),
            Found::Events(found) => found.by.as_ref(),
        };
        let groups = by.map_or(&[][..], |by| &by.groups);
        let mut bytes = Vec::new();
        let mut write = |first, second, group: usize, n12: u64| {
            let site: u32 = groups[group].value.as_ref().unwrap().parse().unwrap();
            for number in [number_of(first), number_of(second), site, n12 as u32] {
                bytes.extend(number.to_le_bytes());
            }
        };
        match self {
            Found::Whole(found) => {
                for pair in &found.pairs {
                    for (group, &n12) in pair.groups.iter().enumerate().filter(|(_, n)| **n > 0)
                    {
                        write(pair.first, pair.second, group, n12);
                    }
                }
            }
            Found::Events(found) => {
                for pair in found.pairs() {
                    for of in pair.groups {
                        write(pair.first, pair.second, of.group as usize, of.n12);
                    }
                }
            }
        }
        bytes
    }
}

fn study(lines: &str) -> (Study, Asked) {
    let mut sites = BTreeMap::new();
    let mut codings: Vec<Coding> = Vec::new();
    for line in lines.lines() {
        let numbers: Vec<u32> = line.split(',').map(|word| word.parse().unwrap()).collect();
        let [document, site, start, end, code] = numbers[..] else { panic!("five numbers") };
        sites.insert(document, site);
        codings.push(Coding {
            id: CodingId(codings.len() as u32 + 1),
            document: DocumentId(document),
            span: CharSpan::new(start, end),
            code: CodeIndex::new(code),
            coder: CoderId(1),
            valence: None,
            weight: None,
        });
    }
    let codes = codings.iter().map(|coding| coding.code.get() + 1).max().unwrap_or(0);
    let len = codings.iter().map(|coding| coding.span.end()).max().unwrap_or(0);
    let codebook = (0..codes).map(|code| Code::named(format!("code {code}"))).collect();
    let document = |(document, site): (u32, u32)| Document {
        id: DocumentId(document),
        name: format!("P{document:04}"),
        version: version(len),
        values: BTreeMap::from([(SITE, Value::Text(site.to_string()))]),
    };
    let study = Study {
        title: "made up".to_owned(),
        coders: vec![Coder { id: CoderId(1), name: "ana".to_owned(), kind: CoderKind::Human }],
        codebook: Codebook::new("made up", "", codebook).unwrap(),
        attributes: vec![Attribute { id: SITE, name: "site".to_owned(), kind: Kind::Text }],
        documents: sites.into_iter().map(document).collect(),
        rounds: Vec::new(),
        assignments: Vec::new(),
        queries: Vec::new(),
        themes: Vec::new(),
        summaries: Vec::new(),
        rejections: Vec::new(),
        codings: Codings::new(codings),
    };
    let scope = Scope { study: &study, turns: &BTreeMap::new() };
    let asked = Query::all().resolve(&study).unwrap().ask(scope);
    (study, asked)
}

fn number_of(key: SubjectKey) -> u32 {
    let SubjectKey::Code(code) = key else {
        unreachable!("the study has no themes of its own")
    };
    code.get()
}

fn version(len: u32) -> Version {
    Version {
        number: 1,
        source: Source { format: "txt".to_owned(), ..Source::default() },
        len,
        words: len / 6,
        turns: 0,
        speakers: Vec::new(),
        sections: Vec::new(),
    }
}
