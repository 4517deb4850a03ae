use std::collections::BTreeSet;

use themata_codebook::{Code, CodeIndex};
use themata_model::{
    Attribute, AttributeId, Change, Coder, CoderId, CoderKind, Coding, CodingId, CodingRecord,
    DocumentId, DocumentRecord, Kind, Session, Source, Speaker, Turn, Valence, Value, Version,
};
use themata_store::{Action, Deposit, Error, Store, hash};
use themata_text::{CharSpan, Segments, Text, words};

use super::Options;
use super::chance::Chance;
use super::interview::Interview;
use crate::Result;

/// The groups that codes stand in: no code of theirs is meant more seriously than its name.
const THEMES: [&str; 6] = ["leadership", "IT", "culture", "resources", "engagement", "policy"];

const ATTRIBUTES: [(&str, Kind); 3] =
    [("site", Kind::Text), ("role", Kind::Text), ("wave", Kind::Number)];

/// How many code points a minute people speak, for the times of turns.
const PACE: u64 = 850;

/// Writes a study of these interviews into a store, in one operation.
pub(super) fn fill(
    store: &mut Store,
    options: &Options,
    interviews: &[Interview],
) -> Result<()> {
    let session = session(options.seed, 2);
    let action = action(options, interviews)?;
    store.transact(&session, |_| Ok::<_, Error>(action))?;
    Ok(())
}

/// Who makes the study, and the identity of an operation: they follow from the seed.
pub(super) fn session(seed: u64, operation: u64) -> Session {
    let part = Chance::new(seed, operation).below(1 << 60) as u64;
    Session::fixed("coder1", part)
}

fn action(options: &Options, interviews: &[Interview]) -> Result<Action> {
    let mut changes = Vec::new();
    let title = |title: &str| (title.to_owned(), String::new());
    changes.push(Change::Codebook { before: title(""), after: title("Codes for measuring") });
    let applicable = codes(options.codes as usize, &mut changes);
    for number in 1..=options.coders {
        let (id, name) = (CoderId(number), format!("coder{number}"));
        let after = Some(Coder { id, name, kind: CoderKind::Human });
        changes.push(Change::Coder { id, before: None, after });
    }
    for (id, (name, kind)) in (1..).map(AttributeId).zip(ATTRIBUTES) {
        let after = Some(Attribute { id, name: name.to_owned(), kind });
        changes.push(Change::Attribute { id, before: None, after });
    }

    let mut deposits = Vec::new();
    let mut records = Vec::new();
    for (place, interview) in interviews.iter().enumerate() {
        let id = DocumentId(place as u32 + 1);
        let (record, source, text) = document(interview);
        let wanted = share(options.codings as usize, interviews.len(), place);
        let chance = Chance::new(options.seed ^ 0x00c0_d1e5, place as u64);
        let site = place % 16;
        let mut coding =
            Codes { chance, applicable: &applicable, coders: options.coders, site };
        let turns = &record.turns;
        records.extend(coding.codings(id, &text, turns, wanted).ok_or_else(|| {
            format!("{wanted} codings do not fit `{}`; make documents longer", interview.name)
        })?);
        changes.push(Change::Document { id, before: None, after: Some(record) });
        changes.extend(values(id, interview));
        deposits.push(Deposit::Source(source.into_bytes()));
        deposits.push(Deposit::Text(text.as_str().to_owned()));
    }
    for (number, record) in (1..).zip(&mut records) {
        record.coding.id = CodingId(number);
    }
    changes.push(Change::CodingsAdded(records));
    Ok(Action {
        summary: "make a study for measuring".to_owned(),
        changes,
        deposits,
        reason: None,
    })
}

/// Puts codes in, in groups that are themselves not assignable, and returns the places of
/// those that are.
fn codes(number: usize, changes: &mut Vec<Change>) -> Vec<CodeIndex> {
    let mut place = 0;
    let mut put = |code: Code| {
        let index = CodeIndex::new(place);
        place += 1;
        changes.push(Change::Code { place: index, before: None, after: Some(code) });
        index
    };
    let groups = THEMES.len().min(number);
    let mut applicable = Vec::new();
    for (at, theme) in THEMES.iter().take(groups).enumerate() {
        let parent = put(Code { assignable: false, ..Code::named(*theme) });
        for number in 1..=share(number, groups, at) {
            let definition = "A code for measuring; it means nothing.".to_owned();
            let code = Code::named(format!("{theme} {number:02}"));
            applicable.push(put(Code { parent: Some(parent), definition, ..code }));
        }
    }
    applicable
}

/// How many of `whole` fall to one of `parts` when they are shared out evenly.
fn share(whole: usize, parts: usize, place: usize) -> usize {
    whole / parts + usize::from(place < whole % parts)
}

/// An interview as the record of a document, its source and its text.
fn document(interview: &Interview) -> (DocumentRecord, String, Text) {
    let text = Text::new(interview.turns.join("\n"));
    let source = interview.typed();
    let mut turns = Vec::new();
    let (mut start, mut now) = (0, 0);
    for (who, said) in interview.spoken() {
        let end = start + said.chars().count() as u32;
        let took = u64::from(end - start) * 60_000 / PACE;
        turns.push(Turn {
            span: CharSpan::new(start, end),
            speaker: Some(who as u32),
            start_ms: Some(now),
            end_ms: Some(now + took),
        });
        now += took + 400;
        start = end + 1;
    }
    let speakers = interview.speakers.iter().map(Speaker::heard);
    let record = DocumentRecord {
        name: interview.name.clone(),
        version: Version {
            number: 1,
            source: Source {
                name: format!("{}.txt", interview.name),
                hash: hash(source.as_bytes()),
                format: "txt".to_owned(),
                encoding: Some("UTF-8".to_owned()),
                ..Source::default()
            },
            len: text.len(),
            words: words(&text).len() as u32,
            turns: turns.len() as u32,
            speakers: speakers.collect(),
            sections: Vec::new(),
        },
        text_hash: hash(text.as_str().as_bytes()),
        turns,
        pages: Vec::new(),
    };
    (record, source, text)
}

fn values(document: DocumentId, interview: &Interview) -> Vec<Change> {
    let values = [
        Value::Text(interview.site.clone()),
        Value::Text(interview.role.to_owned()),
        Value::Number(f64::from(interview.wave)),
    ];
    (1..)
        .map(AttributeId)
        .zip(values)
        .map(|(attribute, value)| Change::Value {
            document,
            attribute,
            before: None,
            after: Some(value),
        })
        .collect()
}

/// How the coders of a site code.
struct Codes<'a> {
    chance: Chance,
    applicable: &'a [CodeIndex],
    coders: u32,
    /// Which site, counted from 0: each has codes that are frequent there.
    site: usize,
}

impl Codes<'_> {
    /// So many codings of a document, in order, or `None` if there is no room for them.
    ///
    /// Coders read the same document: most of what one of them codes, the others code too,
    /// with other ends or another code now and then.
    fn codings(
        &mut self,
        document: DocumentId,
        text: &Text,
        turns: &[Turn],
        wanted: usize,
    ) -> Option<Vec<CodingRecord>> {
        let words = words(text);
        let answers: Vec<CharSpan> =
            turns.iter().skip(1).step_by(2).map(|turn| turn.span).collect();
        let mut taken = BTreeSet::new();
        let mut attempts = 100 + wanted * 8;
        while taken.len() < wanted {
            attempts = attempts.checked_sub(1)?;
            let (first, last) = self.moment(&words, &answers)?;
            let mut codes = vec![self.code()];
            if self.chance.in_hundred(25) {
                codes.push(self.code());
            }
            for coder in (1..=self.coders).map(CoderId) {
                if self.chance.in_hundred(25) {
                    continue;
                }
                let last = if self.chance.in_hundred(30) {
                    last.saturating_sub(self.chance.below(4)).max(first)
                } else {
                    last
                };
                let span = words.spans()[first].hull(words.spans()[last]);
                for &code in &codes {
                    let code = if self.chance.in_hundred(12) { self.code() } else { code };
                    if taken.len() < wanted {
                        taken.insert((span, coder, code));
                    }
                }
            }
        }
        let valence = |code: CodeIndex, chance: &mut Chance| {
            let hinders = (code.get() as usize + self.site).is_multiple_of(2);
            let said = chance.in_hundred(40);
            said.then_some(if hinders { Valence::Barrier } else { Valence::Facilitator })
        };
        let mut chance = Chance::new(u64::from(document.0), 1);
        Some(
            taken
                .into_iter()
                .map(|(span, coder, code)| CodingRecord {
                    coding: Coding {
                        id: CodingId(0),
                        document,
                        span,
                        code,
                        coder,
                        valence: valence(code, &mut chance),
                        weight: None,
                    },
                    memo: None,
                })
                .collect(),
        )
    }

    /// The first and the last word of a stretch within an answer.
    fn moment(&mut self, words: &Segments, answers: &[CharSpan]) -> Option<(usize, usize)> {
        if answers.is_empty() {
            return None;
        }
        let within = words.touching(self.chance.one_of(answers));
        let first = self.chance.between(within.start, within.end - 1);
        let last = (first + self.chance.between(5, 60)).min(within.end - 1);
        Some((first, last))
    }

    /// A code: half of the time one of the few that are frequent at this site.
    fn code(&mut self) -> CodeIndex {
        let number = self.applicable.len();
        if self.chance.in_hundred(50) {
            let few = number.div_ceil(8);
            self.applicable[(self.site * few + self.chance.below(few)) % number]
        } else {
            self.chance.one_of(self.applicable)
        }
    }
}
