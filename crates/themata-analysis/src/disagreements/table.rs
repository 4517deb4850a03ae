//! Disagreements as tables.

use std::collections::BTreeMap;

use themata_codebook::CodeIndex;
use themata_model::{Asked, DocumentId, Study};

use super::compared::Compared;
use super::{Disagreement, DisagreementKind, Disagreements};
use crate::wording::{self, counted};
use crate::{Cell, Column, Kind, Table};

/// What disagreements are summed up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisagreementsBy {
    /// In what the coders differ; each disagreement under the first of its kinds.
    Kind,
    /// The codes; a disagreement between two codes under both, with what each costs.
    Code,
    /// The documents.
    Document,
}

impl DisagreementsBy {
    /// All of them.
    pub const ALL: [DisagreementsBy; 3] =
        [DisagreementsBy::Kind, DisagreementsBy::Code, DisagreementsBy::Document];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DisagreementsBy::Kind => "kind",
            DisagreementsBy::Code => "code",
            DisagreementsBy::Document => "document",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<DisagreementsBy> {
        DisagreementsBy::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// How many disagreements there are of a sort, and what they cost.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: u64,
    open: u64,
    cost: f64,
}

impl Disagreements {
    /// A row for each disagreement, without the words.
    #[must_use]
    pub fn to_table(&self, study: &Study) -> Table {
        let mut table = Table::new(
            "disagreements",
            "Disagreements",
            [
                Column::new("number", "No.", Kind::Count),
                Column::new("document", "Document", Kind::Text),
                Column::new("kind", "Kind", Kind::Text),
                Column::new("codes", "Codes", Kind::Text),
                Column::new("missed_by", "Missed by", Kind::Text),
                Column::new("overlap", "Overlap", Kind::Share),
                Column::new("cost", "Cost", Kind::Measure),
                Column::new("share", "Share", Kind::Share),
                Column::new("state", "State", Kind::Text),
            ],
        );
        let total = self.cost();
        for row in &self.rows {
            let missed: Vec<&str> = row
                .missed_by
                .iter()
                .filter_map(|&coder| Some(study.coder(coder)?.name.as_str()))
                .collect();
            table.push([
                Cell::Count(u64::from(row.number.0)),
                name_of(study, row.document),
                Cell::text(row.kinds_in_words()),
                Cell::text(row.codes_in_words(study)),
                if missed.is_empty() { Cell::Empty } else { Cell::text(missed.join(", ")) },
                row.overlap.map_or(Cell::Empty, Cell::Number),
                Cell::Number(row.cost()),
                share(row.cost(), total),
                Cell::text(row.state.as_str()),
            ]);
        }
        self.explain(table)
    }

    /// How many disagreements there are by kind, code or document, and what they cost; at the
    /// end all of them.
    #[must_use]
    pub fn to_summary(&self, study: &Study, by: DisagreementsBy) -> Table {
        let (key, heading) = match by {
            DisagreementsBy::Kind => ("kind", "Kind"),
            DisagreementsBy::Code => ("code", "Code"),
            DisagreementsBy::Document => ("document", "Document"),
        };
        let mut table = Table::new(
            format!("disagreements-by-{key}"),
            format!("Disagreements by {key}"),
            [
                Column::new(key, heading, Kind::Text),
                Column::new("disagreements", "Disagreements", Kind::Count),
                Column::new("open", "Open", Kind::Count),
                Column::new("cost", "Cost", Kind::Measure),
                Column::new("share", "Share", Kind::Share),
            ],
        );
        let sums: Vec<(String, Sum)> = match by {
            DisagreementsBy::Kind => self.by_kind(),
            DisagreementsBy::Code => self.by_code(study),
            DisagreementsBy::Document => self.by_document(study),
        };
        let total = self.cost();
        let mut row = |name: &str, sum: Sum, is_total: bool| {
            let cells = vec![
                Cell::text(name),
                Cell::Count(sum.count),
                Cell::Count(sum.open),
                Cell::Number(sum.cost),
                share(sum.cost, total),
            ];
            table.rows.push(crate::Row { depth: 0, total: is_total, cells });
        };
        for (name, sum) in sums.iter().filter(|(_, sum)| sum.count > 0) {
            row(name, *sum, false);
        }
        let mut all = Sum::default();
        self.rows.iter().for_each(|one| all.add(one, one.cost()));
        if all.count > 0 {
            row("all", all, true);
        }
        self.explain(table)
    }

    fn by_kind(&self) -> Vec<(String, Sum)> {
        let sum = |kind: DisagreementKind| {
            let mut sum = Sum::default();
            let of = self.rows.iter().filter(|row| row.kind() == kind);
            of.for_each(|row| sum.add(row, row.cost()));
            (kind.as_str().to_owned(), sum)
        };
        DisagreementKind::ALL.into_iter().map(sum).collect()
    }

    fn by_code(&self, study: &Study) -> Vec<(String, Sum)> {
        let mut sums: BTreeMap<CodeIndex, Sum> = BTreeMap::new();
        for row in &self.rows {
            for side in &row.sides {
                sums.entry(side.code).or_default().add(row, side.cost);
            }
        }
        let order = study.codebook.in_tree_order().iter();
        order
            .filter_map(|code| Some((study.codebook[*code].name.clone(), *sums.get(code)?)))
            .collect()
    }

    fn by_document(&self, study: &Study) -> Vec<(String, Sum)> {
        let mut sums: BTreeMap<DocumentId, Sum> = BTreeMap::new();
        for row in &self.rows {
            sums.entry(row.document).or_default().add(row, row.cost());
        }
        let name = |id| study.document(id).map(|document| document.name.clone());
        sums.into_iter().filter_map(|(id, sum)| Some((name(id)?, sum))).collect()
    }

    /// Codes against codes: how often one coder applied the one and another the other. Only
    /// codes that were taken for others have a row; the table is symmetric, because neither
    /// coder is the one who is right.
    #[must_use]
    pub fn to_confusion(&self, study: &Study) -> Table {
        let mut counts: BTreeMap<(CodeIndex, CodeIndex), u64> = BTreeMap::new();
        for pair in self.rows.iter().filter_map(|row| row.pair) {
            *counts.entry((pair.first, pair.second)).or_default() += 1;
            *counts.entry((pair.second, pair.first)).or_default() += 1;
        }
        let is_taken = |code: &&CodeIndex| counts.keys().any(|(first, _)| first == *code);
        let codes: Vec<CodeIndex> =
            study.codebook.in_tree_order().iter().filter(is_taken).copied().collect();
        let names: Vec<&str> =
            codes.iter().map(|&code| study.codebook[code].name.as_str()).collect();
        let headings =
            std::iter::once("code".to_owned()).chain(names.iter().map(|&name| name.to_owned()));
        let keys = crate::grouping::distinct_keys(headings).into_iter().skip(1);
        let columns = std::iter::once(Column::new("code", "Code", Kind::Text))
            .chain(keys.zip(&names).map(|(key, &name)| Column::new(key, name, Kind::Count)));
        let mut table = Table::new("confusion", "Codes taken for others", columns);
        for (&row, name) in codes.iter().zip(&names) {
            let cells = codes.iter().map(|&column| match counts.get(&(row, column)) {
                Some(&count) => Cell::Count(count),
                None => Cell::Empty,
            });
            table.push(std::iter::once(Cell::text(*name)).chain(cells));
        }
        self.explain(table)
    }

    fn explain(&self, mut table: Table) -> Table {
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}

impl Disagreement {
    /// Its kinds in words, the first first: `missed, boundary (start)`.
    #[must_use]
    pub fn kinds_in_words(&self) -> String {
        let ends = match (self.starts_differ, self.ends_differ) {
            (true, true) => "start and end",
            (true, false) => "start",
            _ => "end",
        };
        let words = self.kinds.iter().map(|kind| match (kind, self.pair) {
            (DisagreementKind::Boundary, _) => format!("boundary ({ends})"),
            (DisagreementKind::OtherCode, Some(pair)) => {
                format!("other code ({})", pair.relation.as_str())
            }
            (kind, _) => kind.as_str().replace('-', " "),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// Its codes in words: `funding`, or `funding / staffing`.
    #[must_use]
    pub fn codes_in_words(&self, study: &Study) -> String {
        let names = self.sides.iter().map(|side| study.codebook[side.code].name.as_str());
        names.collect::<Vec<_>>().join(" / ")
    }
}

impl Sum {
    fn add(&mut self, row: &Disagreement, cost: f64) {
        self.count += 1;
        self.open += u64::from(row.state.is_open());
        self.cost += cost;
    }
}

fn name_of(study: &Study, document: DocumentId) -> Cell {
    study.document(document).map_or(Cell::Empty, |document| Cell::text(&document.name))
}

fn share(part: f64, whole: f64) -> Cell {
    if whole > 0.0 {
        Cell::Number(part / whole)
    } else {
        Cell::Undefined("no disagreement here costs agreement anything".to_owned())
    }
}

pub(super) fn definition(
    study: &Study,
    asked: &Asked,
    compared: &Compared,
    rows: &[Disagreement],
) -> String {
    format!(
        "{} in {} (of {} asked for) that at least two of the coders judged, by finishing an \
         assignment or, where none was given, by coding there; {}; {}. The codings of one code \
         that overlap belong together; another code on about the same stretch (intersection ÷ \
         union at least 0.5), by a coder who lacks the first, belongs to them. Overlap = \
         characters that all who coded it marked ÷ characters that any of them did. Cost = \
         characters × share of pairs of judges who differ, code by code: what agreement by \
         character loses; share = of the cost of all these.",
        counted(rows.len() as u64, "disagreement", "disagreements"),
        counted(compared.documents.len() as u64, "document", "documents"),
        asked.documents.len(),
        wording::coders(study, &compared.coders),
        wording::query(asked),
    )
}
