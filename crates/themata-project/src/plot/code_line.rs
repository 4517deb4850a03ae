use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{CoderId, Coding};
use themata_report::{CodeLane, CodeLine, LineTurn, code_line};

use super::caption::Told;
use crate::Failure;
use crate::ask::Answer;
use crate::names::clock;
use crate::view::View;

/// Where in a document which code was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLinePlot {
    /// The name of the document.
    pub document: String,
    /// Whether each coder of a code has a lane.
    pub by_coder: bool,
}

/// No more lanes than this can be told apart on a page.
const LANES: usize = 40;

impl CodeLinePlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        let (study, asked) = (&answer.study, &answer.asked);
        let document = crate::names::document(study, &self.document)?;
        let codings: Vec<&Coding> =
            asked.codings.iter().filter(|coding| coding.document == document.id).collect();
        if codings.is_empty() {
            let name = &document.name;
            let failure = Failure::nothing(match asked.query.as_str() {
                "" => format!("nothing is coded in {name}"),
                query => format!("nothing in {name} is coded with {query}"),
            });
            return Err(failure.hint("`themata documents` says how much is coded in each"));
        }
        let mut order = vec![0; study.codebook.len()];
        for (place, code) in study.codebook.in_tree_order().iter().enumerate() {
            order[code.get() as usize] = place;
        }
        type Lane = (usize, Option<CoderId>);
        let mut lanes: BTreeMap<Lane, (CodeIndex, Vec<(usize, usize)>)> = BTreeMap::new();
        for coding in &codings {
            let key =
                (order[coding.code.get() as usize], self.by_coder.then_some(coding.coder));
            let stretch = (coding.span.start() as usize, coding.span.end() as usize);
            lanes.entry(key).or_insert((coding.code, Vec::new())).1.push(stretch);
        }
        let lanes = lanes.into_iter().map(|((_, coder), (code, stretches))| CodeLane {
            code: study.codebook[code].name.clone(),
            coder: coder
                .and_then(|coder| study.coder(coder))
                .map_or_else(String::new, |coder| coder.name.clone()),
            colour: Some(study.codebook.colour_of(code).to_string()),
            stretches,
        });
        let transcripts = snapshot.transcripts([document.id])?;
        let transcript = &transcripts[&document.id];
        let turns = transcript.turns.iter().map(|turn| LineTurn {
            start: turn.span.start() as usize,
            end: turn.span.end() as usize,
            speaker: turn.speaker.map(|speaker| speaker as usize),
            time: turn.start_ms.map_or_else(String::new, clock),
        });
        let what = match self.by_coder {
            true => "Lanes: codes in the order of the codebook, one lane for each coder.",
            false => "Lanes: codes in the order of the codebook, all coders in one lane.",
        };
        let universe = themata_analysis::universe(study, asked, 1);
        let told = Told {
            title: format!("Where codes were applied in {}", document.name),
            sentences: vec![what.to_owned(), universe],
            n: codings.len(),
            unit: "codings".to_owned(),
        };
        let speakers = document.version.speakers.iter().map(|speaker| speaker.name.clone());
        Ok(code_line(&CodeLine {
            caption: told.text(),
            title: told.title,
            length: document.version.len as usize,
            speakers: speakers.collect(),
            turns: turns.collect(),
            lanes: lanes.collect(),
            most: LANES,
        }))
    }
}
