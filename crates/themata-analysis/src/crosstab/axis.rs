use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{Asked, CoderId, Coding, Study, Transcript, Valence};
use themata_text::CharSpan;

use super::{AxisName, CrosstabAxis, CrosstabLine};
use crate::grouping::{Grouped, grouped};
use crate::subject::Outline;
use crate::universe::Part;
use crate::wording::capital;
use crate::{Error, Level, SubjectKey};

/// The rows or columns of a crosstab, and which of them something belongs to.
pub(super) struct Lines {
    pub(super) name: AxisName,
    pub(super) lines: Vec<CrosstabLine>,
    of: Belonging,
}

enum Belonging {
    /// There are no lines.
    Nowhere,
    /// For each code of the codebook the lines that it counts in.
    Codes(Vec<Vec<usize>>),
    /// For each document of the universe its line.
    Documents(Vec<usize>),
    /// For each document of the universe the line of each of its speakers. Behind all of them
    /// stands the line of what nobody says.
    Speakers(Vec<Vec<usize>>),
    Coders(BTreeMap<CoderId, usize>),
    Valences,
}

impl Lines {
    /// No lines: only totals are counted.
    pub(super) fn none() -> Lines {
        Lines { name: AxisName::new("all", false), lines: Vec::new(), of: Belonging::Nowhere }
    }

    pub(super) fn of(
        study: &Study,
        asked: &Asked,
        parts: &[Part<'_>],
        axis: CrosstabAxis,
        roll_up: bool,
    ) -> Result<Lines, Error> {
        Ok(match axis {
            CrosstabAxis::Code if roll_up => rolled_up(study, asked),
            CrosstabAxis::Code => codes(study, asked, Level::Code),
            CrosstabAxis::Theme => codes(study, asked, Level::Theme),
            CrosstabAxis::Attribute(id) => {
                let ids: Vec<_> = parts.iter().map(|part| part.document.id).collect();
                let Grouped { grouping, of } = grouped(study, &ids, id)?;
                let lines = grouping.groups.iter().map(|group| {
                    let heading = grouping.heading(group);
                    let name = group.value.clone().unwrap_or_else(|| heading.clone());
                    CrosstabLine { name, heading, depth: 0 }
                });
                let lines = lines.collect();
                let name = AxisName::new(&grouping.attribute, true);
                Lines { name, lines, of: Belonging::Documents(of) }
            }
            CrosstabAxis::Document => Lines {
                name: AxisName::new("document", true),
                lines: parts.iter().map(|part| line(&part.document.name)).collect(),
                of: Belonging::Documents((0..parts.len()).collect()),
            },
            CrosstabAxis::Speaker => speakers(parts),
            CrosstabAxis::Coder => {
                let named = asked.coders.iter().filter_map(|&id| study.coder(id));
                let places = named.clone().zip(0..).map(|(coder, at)| (coder.id, at)).collect();
                Lines {
                    name: AxisName::new("coder", false),
                    lines: named.map(|coder| line(&coder.name)).collect(),
                    of: Belonging::Coders(places),
                }
            }
            CrosstabAxis::Valence => Lines {
                name: AxisName::new("valence", false),
                lines: ["barrier", "facilitator", "left open"].map(line).to_vec(),
                of: Belonging::Valences,
            },
        })
    }

    /// Whether a document stands in one line as a whole.
    pub(super) fn of_document(&self, document: usize) -> Option<usize> {
        match &self.of {
            Belonging::Documents(of) => of.get(document).copied(),
            _ => None,
        }
    }

    /// The line of a speaker of a document, or of what nobody says; `None` if the lines are
    /// not speakers.
    pub(super) fn of_speaker(&self, document: usize, speaker: Option<u32>) -> Option<usize> {
        match &self.of {
            Belonging::Speakers(of) => Some(
                speaker
                    .and_then(|speaker| of.get(document)?.get(speaker as usize).copied())
                    .unwrap_or(self.lines.len() - 1),
            ),
            _ => None,
        }
    }

    /// Whether what could be coded is known for each line by itself.
    pub(super) fn has_own_base(&self) -> bool {
        matches!(self.of, Belonging::Documents(_) | Belonging::Speakers(_))
    }

    pub(super) fn are_speakers(&self) -> bool {
        matches!(self.of, Belonging::Speakers(_))
    }

    /// Puts into `into` the lines that a coding counts in, each with the stretches that count
    /// there, and behind them the line of all.
    pub(super) fn counting(
        &self,
        coding: &Coding,
        document: usize,
        transcript: Option<&Transcript>,
        into: &mut Vec<Counting>,
    ) {
        into.clear();
        let whole = |line| Counting { line, piece: None };
        match &self.of {
            Belonging::Nowhere => {}
            Belonging::Codes(of) => {
                let lines = of.get(coding.code.get() as usize).into_iter().flatten();
                into.extend(lines.map(|&line| whole(line)));
            }
            Belonging::Documents(of) => into.extend(of.get(document).map(|&line| whole(line))),
            Belonging::Coders(of) => {
                into.extend(of.get(&coding.coder).map(|&line| whole(line)));
            }
            Belonging::Valences => into.push(whole(match coding.valence {
                Some(Valence::Barrier) => 0,
                Some(Valence::Facilitator) => 1,
                None => 2,
            })),
            Belonging::Speakers(_) => {
                let turns = transcript.map_or(&[][..], |transcript| &transcript.turns);
                let first =
                    turns.partition_point(|turn| turn.span.end() <= coding.span.start());
                let touched = turns[first..]
                    .iter()
                    .take_while(|turn| turn.span.start() < coding.span.end())
                    .filter(|turn| turn.speaker.is_some());
                for turn in touched {
                    let line = self.of_speaker(document, turn.speaker);
                    let piece = turn.span.intersection(coding.span);
                    into.extend(line.map(|line| Counting { line, piece }));
                }
                if into.is_empty() {
                    into.push(whole(self.lines.len() - 1));
                }
            }
        }
        into.push(whole(self.lines.len()));
    }
}

/// A line that a coding counts in.
#[derive(Clone, Copy)]
pub(super) struct Counting {
    pub(super) line: usize,
    /// The stretch of the coding that counts there, if it is not the whole of it.
    pub(super) piece: Option<CharSpan>,
}

impl AxisName {
    fn new(name: &str, of_documents: bool) -> AxisName {
        AxisName {
            key: crate::grouping::distinct_keys([name.to_owned()]).concat(),
            heading: capital(name),
            of_documents,
        }
    }
}

fn line(name: &str) -> CrosstabLine {
    CrosstabLine { name: name.to_owned(), heading: name.to_owned(), depth: 0 }
}

/// Codes or themes, each by itself.
fn codes(study: &Study, asked: &Asked, level: Level) -> Lines {
    let outline = Outline::of(study, asked);
    let (subjects, places) = outline.at(level);
    Lines {
        name: AxisName::new(level.as_str(), false),
        lines: subjects.iter().map(|subject| line(&subject.name)).collect(),
        of: Belonging::Codes(places),
    }
}

/// Codes with all that is above them, in which they count, too.
fn rolled_up(study: &Study, asked: &Asked) -> Lines {
    let codebook = &study.codebook;
    let outline = Outline::of(study, asked);
    let mut wanted = vec![false; codebook.len()];
    for subject in &outline.subjects {
        let SubjectKey::Code(code) = subject.key else { continue };
        for code in upwards(study, code) {
            wanted[code.get() as usize] = true;
        }
    }
    let mut lines = Vec::new();
    let mut places = vec![None; codebook.len()];
    for &code in codebook.in_tree_order() {
        if wanted[code.get() as usize] {
            places[code.get() as usize] = Some(lines.len());
            let depth = u8::try_from(codebook.depth(code)).unwrap_or(u8::MAX);
            lines.push(CrosstabLine { depth, ..line(&codebook[code].name) });
        }
    }
    let of = codebook.codes().map(|(code, _)| {
        upwards(study, code).filter_map(|code| places[code.get() as usize]).collect()
    });
    let of = Belonging::Codes(of.collect());
    Lines { name: AxisName::new("code", false), lines, of }
}

/// A code and those above it.
fn upwards(study: &Study, code: CodeIndex) -> impl Iterator<Item = CodeIndex> + '_ {
    std::iter::successors(Some(code), |&code| study.codebook[code].parent)
}

/// Speakers of one name are one line, whatever document they speak in.
fn speakers(parts: &[Part<'_>]) -> Lines {
    let mut lines: Vec<CrosstabLine> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut of = Vec::with_capacity(parts.len());
    for part in parts {
        let speakers = part.document.version.speakers.iter();
        let own = speakers.map(|speaker| {
            *places.entry(speaker.name.trim().to_lowercase()).or_insert_with(|| {
                lines.push(line(&speaker.name));
                lines.len() - 1
            })
        });
        of.push(own.collect());
    }
    lines.push(line("no speaker"));
    Lines { name: AxisName::new("speaker", false), lines, of: Belonging::Speakers(of) }
}
