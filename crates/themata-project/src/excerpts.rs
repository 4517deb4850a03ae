use std::collections::BTreeMap;

use themata_model::{Asked, Coding, DocumentId, Study, Transcript};
use themata_text::CharSpan;

use crate::ask::{ask, transcripts};
use crate::codings::turn_of;
use crate::credit::Quoted;
use crate::excerpt_groups::ExcerptGroups;
use crate::names::{count, of_query};
use crate::show::with_sign;
use crate::{Cell, Column, Credit, Failure, Kind, Project, Table};

/// Which excerpts are wanted, and how they are credited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExcerptQuestion {
    /// The query.
    pub query: String,
    /// The template by which the words are credited.
    pub credit: Credit,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
    /// Under what they stand; `None` for the order of the documents.
    pub group_by: Option<ExcerptGroups>,
}

/// The words of a participant with what was coded there.
pub(crate) struct Excerpt {
    pub(crate) document: DocumentId,
    pub(crate) span: CharSpan,
    pub(crate) words: String,
    pub(crate) credit: String,
    pub(crate) turn: Option<usize>,
    pub(crate) codings: Vec<Coding>,
}

impl Project {
    /// The excerpts that carry the codings a query means, credited, in order of the documents
    /// or in groups.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the documents do not have the attribute that excerpts are
    /// grouped by, or the study cannot be read.
    pub fn excerpts(&mut self, question: &ExcerptQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        question.credit.check(&answer.study)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let transcripts = transcripts(&snapshot, asked)?;
        let excerpts = excerpts(study, asked, &transcripts, &question.credit);
        let shown = question.limit.unwrap_or(excerpts.len()).min(excerpts.len());

        let mut table = Table::new(
            "excerpts",
            "Excerpts",
            [
                Column::new("words", "Words", Kind::Passage),
                Column::new("credit", "Credit", Kind::Text),
                Column::new("codes", "Codes", Kind::Text),
                Column::new("weights", "Weights", Kind::Text),
                Column::new("coders", "Coders", Kind::Text),
                Column::new("document", "Document", Kind::Text),
                Column::new("turn", "Turn", Kind::Count),
                Column::new("start", "Start", Kind::Count)
                    .defined("Places are code points, the end excluded."),
                Column::new("end", "End", Kind::Count),
            ],
        );
        let cells = |excerpt: &Excerpt| {
            let document = study.document(excerpt.document);
            [
                Cell::text(&excerpt.words),
                Cell::text(&excerpt.credit),
                Cell::text(codes(study, &excerpt.codings).join("; ")),
                match weights(study, &excerpt.codings) {
                    weights if weights.is_empty() => Cell::Empty,
                    weights => Cell::text(weights.join("; ")),
                },
                Cell::text(coders(study, &excerpt.codings).join(", ")),
                document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
                excerpt.turn.map_or(Cell::Empty, |turn| Cell::from(turn + 1)),
                Cell::Count(u64::from(excerpt.span.start())),
                Cell::Count(u64::from(excerpt.span.end())),
            ]
        };
        let listed = &excerpts[..shown];
        match &question.group_by {
            None => listed.iter().for_each(|excerpt| table.push(cells(excerpt))),
            Some(by) => {
                table.columns.insert(0, Column::new("group", by.heading(), Kind::Text));
                for (group, excerpts) in by.groups(study, listed)? {
                    for excerpt in excerpts {
                        let group = std::iter::once(Cell::text(&group));
                        table.push(group.chain(cells(excerpt)));
                    }
                }
            }
        }
        let mut told = "";
        let weighed = |coding: &Coding| coding.weight.is_some();
        if listed.iter().any(|excerpt| excerpt.codings.iter().any(weighed)) {
            told = " Weights are from 0 to 100, behind the code that they are for.";
        } else {
            table.drop_column("weights");
        }
        let documents: std::collections::BTreeSet<_> =
            excerpts.iter().map(|excerpt| excerpt.document).collect();
        let of = if shown < excerpts.len() {
            format!("The first {shown} of ")
        } else {
            String::new()
        };
        table.definition = format!(
            "{of}{} in {}{}. Their codings are those that the query means, on exactly these \
             words.{told}{}",
            count(excerpts.len(), "excerpt"),
            count(documents.len(), "document"),
            of_query(&asked.query),
            question.group_by.as_ref().map_or(String::new(), ExcerptGroups::definition)
        );
        Ok(table)
    }
}

/// The codings of an answer, gathered by document and stretch.
pub(crate) fn excerpts(
    study: &Study,
    asked: &Asked,
    transcripts: &BTreeMap<DocumentId, Transcript>,
    credit: &Credit,
) -> Vec<Excerpt> {
    asked
        .codings
        .chunk_by(|a, b| (a.document, a.span) == (b.document, b.span))
        .filter_map(|codings| {
            let &Coding { document: id, span, .. } = codings.first()?;
            let document = study.document(id)?;
            let transcript = transcripts.get(&id)?;
            let turn = turn_of(transcript, span);
            let speaker = turn
                .and_then(|turn| transcript.turns[turn].speaker)
                .and_then(|place| document.version.speakers.get(place as usize))
                .map(|speaker| speaker.name.as_str());
            let quoted = Quoted { study, document, speaker, turn: turn.map(|turn| turn + 1) };
            Some(Excerpt {
                document: id,
                span,
                words: transcript.text.slice(span)?.to_owned(),
                credit: credit.of(quoted),
                turn,
                codings: codings.to_vec(),
            })
        })
        .collect()
}

/// The codes on an excerpt with their signs, each once, in the order of the codebook.
pub(crate) fn codes(study: &Study, codings: &[Coding]) -> Vec<String> {
    let order = study.codebook.in_tree_order();
    let mut codes: Vec<_> = codings
        .iter()
        .map(|coding| {
            let at = order.iter().position(|&code| code == coding.code);
            (at, coding.valence, with_sign(study, coding.code, coding.valence))
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|(_, _, name)| name).collect()
}

/// The weights on an excerpt behind their codes, each once, in the order of the codebook:
/// `access 80`. Codings without a weight say nothing.
fn weights(study: &Study, codings: &[Coding]) -> Vec<String> {
    let order = study.codebook.in_tree_order();
    let mut weights: Vec<_> = codings
        .iter()
        .filter_map(|coding| {
            let at = order.iter().position(|&code| code == coding.code);
            Some((at, coding.code, coding.weight?))
        })
        .collect();
    weights.sort_unstable();
    weights.dedup();
    let told = weights.into_iter();
    told.map(|(_, code, weight)| format!("{} {weight}", study.codebook[code].name)).collect()
}

fn coders(study: &Study, codings: &[Coding]) -> Vec<String> {
    let mut ids: Vec<_> = codings.iter().map(|coding| coding.coder).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| Some(study.coder(id)?.name.clone())).collect()
}
