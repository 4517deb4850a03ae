use std::collections::BTreeSet;

use themata_model::{Coding, DocumentId};
use themata_text::CharSpan;

use super::keys::{ColumnKey, RowKey};
use crate::ask::ask;
use crate::findings::Words;
use crate::{Credit, Failure, Project};

/// Which cell is looked behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellQuestion {
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: ColumnKey,
    /// The query that narrows the matrix.
    pub query: String,
    /// At most so many excerpts are given; those that the summary rests on are given in any
    /// case.
    pub most: usize,
}

/// A cell of the framework matrix with the words of its excerpts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BehindCell {
    /// What the row is called.
    pub row: String,
    /// What the column is called.
    pub column: String,
    /// The analyst's words; empty if there are none.
    pub words: String,
    /// Who wrote them, if it is known.
    pub by: Option<String>,
    /// The excerpts: those that the words rest on in the analyst's order, then the others in
    /// the order of the documents.
    pub excerpts: Vec<CellExcerpt>,
    /// How many more there are.
    pub more: usize,
    /// How many of those that the words rest on have no words any more.
    pub gone: usize,
}

/// An excerpt of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellExcerpt {
    /// The number of its first coding that the cell counts; `None` if it has none any more.
    pub coding: Option<u32>,
    /// The number of the document.
    pub document: u32,
    /// Where it lies.
    pub span: CharSpan,
    /// Its words.
    pub words: String,
    /// By what they are credited.
    pub credit: String,
    /// The names of its codes that the cell counts, each once, with their places.
    pub codes: Vec<(u32, String)>,
    /// Whether the analyst's words rest on it.
    pub rests: bool,
}

impl Project {
    /// A cell of the framework matrix with the words of its excerpts. The texts of those
    /// documents alone are read that these lie in.
    ///
    /// # Errors
    ///
    /// If the query is unsound, the row or the column is gone, or the study cannot be read.
    pub fn matrix_behind(&mut self, question: &CellQuestion) -> Result<BehindCell, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let (row, column) = (question.row.row(study)?, question.column.column(study)?);
        let summary = study.summary_in(&row.of, column.on);
        let rests_on = summary.map_or(&[][..], |summary| &summary.excerpts);
        let documents: BTreeSet<DocumentId> = row.documents.iter().copied().collect();
        let mut has_code = vec![false; study.codebook.len()];
        column.codes.iter().for_each(|code| has_code[code.get() as usize] = true);
        let is_meant = |coding: &&Coding| {
            documents.contains(&coding.document) && has_code[coding.code.get() as usize]
        };
        let codings: Vec<Coding> =
            answer.asked.codings.iter().filter(is_meant).copied().collect();
        let place = |coding: &Coding| (coding.document, coding.span);
        let groups: Vec<&[Coding]> = codings.chunk_by(|a, b| place(a) == place(b)).collect();
        let others: Vec<&&[Coding]> =
            groups.iter().filter(|group| !rests_on.contains(&place(&group[0]))).collect();
        let shown = &others[..question.most.min(others.len())];

        let mut wanted: Vec<((DocumentId, CharSpan), &[Coding], bool)> = Vec::new();
        for excerpt in rests_on {
            let group = groups.iter().find(|group| place(&group[0]) == *excerpt);
            wanted.push((*excerpt, group.map_or(&[][..], |group| *group), true));
        }
        wanted.extend(shown.iter().map(|group| (place(&group[0]), **group, false)));
        let read: BTreeSet<DocumentId> = wanted.iter().map(|(at, ..)| at.0).collect();
        let transcripts = snapshot.transcripts(read)?;
        let credit = Credit::default();
        let words = Words { study, transcripts: &transcripts, credit: &credit };
        let mut excerpts = Vec::new();
        for ((document, span), group, rests) in wanted {
            let Some(quote) = words.of(document, span) else { continue };
            let mut codes: Vec<(u32, String)> = Vec::new();
            for coding in group {
                let code = (coding.code.get(), study.codebook[coding.code].name.clone());
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            excerpts.push(CellExcerpt {
                coding: group.first().map(|coding| coding.id.0),
                document: document.0,
                span,
                words: quote.words,
                credit: quote.credit,
                codes,
                rests,
            });
        }
        Ok(BehindCell {
            gone: rests_on.iter().filter(|(_, span)| span.is_empty()).count(),
            row: row.name,
            column: column.name,
            words: summary.map_or(String::new(), |summary| summary.words.clone()),
            by: summary.and_then(|summary| summary.by.clone()),
            excerpts,
            more: others.len() - shown.len(),
        })
    }
}
