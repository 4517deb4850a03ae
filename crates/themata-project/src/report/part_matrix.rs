use std::collections::BTreeSet;

use themata_analysis::{Cell, Column, Kind, SubjectKey, Table};
use themata_model::{AttributeId, DocumentId, Summary, SummaryColumn, SummaryOf};
use themata_report::{Exhibit, Part};
use themata_text::CharSpan;

use super::{Material, ReportQuestion};
use crate::Failure;
use crate::credit::Quoted;
use crate::findings::{Words, cut_to};
use crate::matrix::{WrittenRow, in_order, rows_called, written_rows};
use crate::names::{capital, count};

/// How many words of an excerpt are quoted beside a summary; chapters quote excerpts whole.
const WORDS: usize = 60;

/// What the analyst wrote in the framework matrix, theme by theme, with the excerpts that it
/// rests on: of the rows that were asked for or, if nothing was said, of sites first and then of
/// whatever else makes rows. Where themes were chosen, only of these.
pub(super) fn part(
    material: &Material<'_>,
    question: &ReportQuestion,
) -> Result<Part, Failure> {
    let Material { study, asked, by, .. } = material;
    let kinds = match &question.by {
        Some(_) => vec![*by],
        None => kinds(material),
    };
    let chosen = chosen(material, question)?;
    let mut tables: Vec<Table> = Vec::new();
    for by in kinds {
        let rows = written_rows(study, by, &asked.documents)?;
        let written: BTreeSet<SummaryColumn> =
            rows.iter().flat_map(|row| row.summaries.keys().copied()).collect();
        let columns = match &chosen {
            Some(chosen) => {
                chosen.iter().copied().filter(|one| written.contains(one)).collect()
            }
            None => in_order(study, written),
        };
        let by = rows_called(study, by);
        tables.extend(columns.into_iter().map(|column| table(material, &rows, by, column)));
    }
    let mut paragraphs = Vec::new();
    if !tables.is_empty() {
        paragraphs.push(
            "What was written in the framework matrix, theme by theme, with the excerpts that \
             it rests on."
                .to_owned(),
        );
    }
    let shown: usize = tables.iter().map(|table| table.rows.len()).sum();
    let left_out = study.summaries.len() - shown;
    if left_out > 0 {
        paragraphs.push(format!(
            "{} of other rows or themes {} left out here.",
            count(left_out, "summary"),
            if left_out == 1 { "is" } else { "are" },
        ));
    }
    let exhibits = tables.into_iter().map(Exhibit::Table).collect();
    Ok(Part { paragraphs, facts: Vec::new(), exhibits })
}

/// What makes the rows in which something was written: an attribute or, for `None`, documents.
fn kinds(material: &Material<'_>) -> Vec<Option<AttributeId>> {
    let Material { study, by, .. } = material;
    let written: BTreeSet<Option<AttributeId>> = study
        .summaries
        .iter()
        .map(|summary| match &summary.of {
            SummaryOf::Document(_) => None,
            SummaryOf::Value { attribute, .. } => Some(*attribute),
        })
        .collect();
    let others = written.iter().copied().filter(|kind| kind != by);
    written.get(by).copied().into_iter().chain(others).collect()
}

/// The columns of the themes that were chosen, in their order.
fn chosen(
    material: &Material<'_>,
    question: &ReportQuestion,
) -> Result<Option<Vec<SummaryColumn>>, Failure> {
    let Some(named) = &question.themes else { return Ok(None) };
    let mut columns = Vec::new();
    for theme in named {
        let column = match theme.find(material.study)? {
            Some(SubjectKey::Theme(id)) => SummaryColumn::Theme(id),
            Some(SubjectKey::Code(code)) => SummaryColumn::Code(code),
            Some(SubjectKey::InNoTheme) | None => continue,
        };
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    Ok(Some(columns))
}

/// What was written in a column, a row for each row of the matrix in which something was.
fn table(
    material: &Material<'_>,
    rows: &[WrittenRow<'_>],
    by: &str,
    column: SummaryColumn,
) -> Table {
    let study = material.study;
    let title = match column {
        SummaryColumn::Theme(id) => study.theme(id).map_or("", |theme| &theme.title),
        SummaryColumn::Code(code) => &study.codebook[code].name,
    };
    let title = format!("{title}, by {by}");
    let columns = [
        Column::new("row", capital(by), Kind::Text),
        Column::new("summary", "Summary", Kind::Passage),
        Column::new("rests_on", "Rests on", Kind::Passage),
    ];
    let mut table = Table::new("summaries", title, columns);
    for row in rows {
        let Some(summary) = row.summaries.get(&column) else { continue };
        let rests_on = rests_on(material, summary);
        table.push([
            Cell::Text(called(material, row)),
            Cell::text(&summary.words),
            if rests_on.is_empty() { Cell::Empty } else { Cell::Text(rests_on) },
        ]);
    }
    let missing = rows.len() - table.rows.len();
    if missing > 0 {
        let of = count(rows.len(), by);
        table.remarks.push(format!("nothing was written of {missing} of {of}"));
    }
    table
}

/// A document is named as its words are credited: names of files may say too much.
fn called(material: &Material<'_>, row: &WrittenRow<'_>) -> String {
    let Material { study, credit, .. } = material;
    match row.of {
        SummaryOf::Document(id) => study.document(id).map_or_else(String::new, |document| {
            credit.of(Quoted { study, document, speaker: None, turn: None })
        }),
        SummaryOf::Value { .. } => row.name.clone(),
    }
}

/// The excerpts of a summary, a line each, and how many could not be quoted.
fn rests_on(material: &Material<'_>, summary: &Summary) -> String {
    let Material { study, transcripts, credit, .. } = material;
    let words = Words { study, transcripts, credit };
    let (mut lines, mut gone, mut elsewhere) = (Vec::new(), 0, 0);
    for &(document, span) in &summary.excerpts {
        match words.of(document, span) {
            Some(quote) => {
                let said = quote.words.split_whitespace().collect::<Vec<_>>().join(" ");
                let number = numbered(material, summary, (document, span));
                let said = cut_to(&said, Some(WORDS));
                lines.push(format!("{number}“{said}” ({})", quote.credit));
            }
            None if transcripts.contains_key(&document) => gone += 1,
            None => elsewhere += 1,
        }
    }
    let missing = [
        (gone, "without words: the document was changed"),
        (elsewhere, "of documents that are not asked for"),
    ];
    for (number, why) in missing {
        if number > 0 {
            lines.push(format!("[{} {why}]", count(number, "excerpt")));
        }
    }
    lines.join("\n")
}

/// The numbers by which a summary speaks of one of its excerpts, `[12] `, if it does: those of
/// codings on just these words.
fn numbered(
    material: &Material<'_>,
    summary: &Summary,
    (document, span): (DocumentId, CharSpan),
) -> String {
    let on = material.study.codings.on(document).iter().filter(|coding| coding.span == span);
    let signs = on.map(|coding| format!("[{}] ", coding.id));
    signs.filter(|sign| summary.words.contains(sign.trim_end())).collect()
}
