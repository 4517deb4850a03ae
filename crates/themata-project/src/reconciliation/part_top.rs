use std::collections::BTreeMap;

use themata_analysis::Disagreement;
use themata_model::{CodingId, Transcript};
use themata_report::DossierPart;
use themata_text::Text;

use super::cells::{measure, number, passage, text};
use super::material::{Material, Shared};
use crate::codings::turn_of;
use crate::disagreements::{by_code, in_words, marked};
use crate::names::count;
use crate::{Cell, Failure, Table};

/// How many disagreements are shown with their words.
const SHOWN: usize = 25;

/// How many characters are shown of what a coder marked where others marked other words.
const WORDS: usize = 60;

/// The disagreements that cost most, with the words.
pub(super) fn part(material: &Material<'_>) -> Result<DossierPart, Failure> {
    let shared = material.shared;
    let all = shared.found.rows.len();
    let title = "What to talk about first".to_owned();
    if all == 0 {
        let text = vec!["The coders differ in nothing here.".to_owned()];
        return Ok(DossierPart { title, text, tables: Vec::new() });
    }
    let words = format!(
        "{}, those first that cost agreement by character most. The words that anyone marked \
         stand in brackets, with what is around them. The command themata disagreements lists \
         all, and themata adjudicate with a number decides one.",
        match all > SHOWN {
            true => format!("{SHOWN} of {}", count(all, "disagreement")),
            false => count(all, "disagreement"),
        }
    );
    Ok(DossierPart { title, text: vec![words], tables: vec![table(shared)?] })
}

fn table(shared: &Shared<'_>) -> Result<Table, Failure> {
    let mut table = Table::new(
        "top-disagreements",
        "Disagreements by cost",
        [
            number("number", "No."),
            passage("said", "Where, and who said what"),
            passage("words", "Words"),
            measure("cost", "Cost"),
            text("state", "State"),
            passage("memos", "Memos"),
        ],
    );
    let memos = shared.view.memos()?;
    for row in shared.found.rows.iter().take(SHOWN) {
        let Some(transcript) = shared.transcripts.get(&row.document) else { continue };
        let remarks = said_of(shared, row, &memos);
        table.push([
            Cell::Count(u64::from(row.number.0)),
            Cell::Text(format!(
                "{}. {}",
                place(shared, row, transcript),
                said(shared, row, &transcript.text)
            )),
            Cell::text(marked(&transcript.text, row.span, &[row.span])),
            Cell::Number(row.cost()),
            Cell::text(row.state.as_str()),
            if remarks.is_empty() { Cell::Empty } else { Cell::text(remarks) },
        ]);
    }
    // A column in which nothing stands only takes room.
    table.drop_empty_columns();
    table.definition =
        "Cost = characters × share of pairs of judges who differ, code by code. \
                        Where a coder marked all the words in brackets, only the code is told; \
                        else the words that they marked, too."
            .to_owned();
    Ok(table)
}

/// Where it is and in what the coders differ.
fn place(shared: &Shared<'_>, row: &Disagreement, transcript: &Transcript) -> String {
    let name = shared.name_of(row.document);
    let turn = turn_of(transcript, row.span).map(|turn| format!(", turn {}", turn + 1));
    format!("{name}{}: {}", turn.unwrap_or_default(), row.kinds_in_words())
}

fn said(shared: &Shared<'_>, row: &Disagreement, text: &Text) -> String {
    let voices = row.judges.iter().map(|&judge| {
        let of = by_code(row, judge).into_iter().map(|(code, spans)| {
            let code = in_words(&shared.study, code);
            if spans == [row.span] {
                return code;
            }
            let words: Vec<String> = spans
                .iter()
                .map(|&span| format!("[{}]", shortened(text.slice(span).unwrap_or_default())))
                .collect();
            format!("{code} {}", words.join(" "))
        });
        let of: Vec<String> = of.collect();
        let of = if of.is_empty() { "nothing".to_owned() } else { of.join(" + ") };
        format!("{}: {of}", shared.name(judge))
    });
    voices.collect::<Vec<_>>().join("; ")
}

/// Words on one line; of many, the beginning and the end.
fn shortened(words: &str) -> String {
    let line = words.replace('\n', " / ");
    let length = line.chars().count();
    if length <= WORDS {
        return line;
    }
    let beginning: String = line.chars().take(WORDS / 2).collect();
    let end: String = line.chars().skip(length - WORDS / 2).collect();
    format!("{beginning} … {end}")
}

/// The memos that coders left on their codings.
fn said_of(
    shared: &Shared<'_>,
    row: &Disagreement,
    memos: &BTreeMap<CodingId, String>,
) -> String {
    let of_row: Vec<String> = row
        .claims()
        .filter_map(|claim| {
            let memo = memos.get(&claim.coding)?;
            Some(format!("{}: {memo}", shared.name(claim.coder)))
        })
        .collect();
    of_row.join("; ")
}
