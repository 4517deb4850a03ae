use std::collections::BTreeMap;

use super::matrix::{unused, without_value};
use super::{Cooccurrence, CooccurrenceUnit, Pair};
use crate::wording::counted;
use crate::{Cell, Column, Kind, Level, SubjectKey, Table};

impl Cooccurrence {
    /// A row for each pair that occurs together, the most frequent first, with n12 of each
    /// group side by side. A remark counts the pairs that never do.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let mut table = self.table_of(self.pairs.iter());
        let apart = self.possible_pairs() - self.pairs.len() as u64;
        if apart > 0 {
            let possible = self.possible_pairs();
            table.remarks.push(format!(
                "{apart} of {possible} possible pairs never found together, not listed"
            ));
        }
        table
    }

    /// A row for every pair there could be: those that occur together as in
    /// [`Cooccurrence::to_table`], behind them the others in the order of the codebook.
    #[must_use]
    pub fn to_table_of_every_pair(&self) -> Table {
        let known: std::collections::BTreeSet<(SubjectKey, SubjectKey)> =
            self.pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        let mut apart = Vec::new();
        for (place, first) in self.codes.iter().enumerate() {
            let from = if self.options.unit.is_ordered() { 0 } else { place + 1 };
            for second in self.codes[from..].iter().filter(|second| second.code != first.code) {
                if !known.contains(&(first.code, second.code)) {
                    apart.push(self.pair_apart(first, second));
                }
            }
        }
        self.table_of(self.pairs.iter().chain(&apart))
    }

    /// A row for each of the [`Cooccurrence::strongest`] pairs, in that order.
    #[must_use]
    pub fn to_table_of_strongest(&self, n: usize) -> Table {
        let strongest = self.strongest(n);
        let left = self.pairs.len() - strongest.len();
        let mut table = self.table_of(strongest.into_iter());
        table.definition.push_str(
            " Order: pairs found in two documents or more first, then by Jaccard, then by n12.",
        );
        if left > 0 {
            let pairs = counted(left as u64, "more pair", "more pairs");
            table.remarks.push(format!("{pairs} found together, not listed"));
        }
        table
    }

    fn table_of<'a>(&self, pairs: impl Iterator<Item = &'a Pair>) -> Table {
        let names: BTreeMap<SubjectKey, &str> =
            self.codes.iter().map(|code| (code.code, code.name.as_str())).collect();
        let name = |code| Cell::text(names.get(&code).copied().unwrap_or_default());
        let mut table = Table::new("co-occurrence", self.title(), self.columns());
        table.rows.reserve(self.pairs.len());
        for pair in pairs {
            let mut cells = vec![name(pair.first), name(pair.second)];
            cells.extend(self.numbers(pair));
            table.push(cells);
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        let out_of_range =
            self.pairs.iter().filter(|pair| pair.c().is_some_and(|c| c.out_of_range)).count();
        if out_of_range > 0 && self.options.unit == CooccurrenceUnit::Overlap {
            let pairs = counted(out_of_range as u64, "pair", "pairs");
            table.remarks.push(format!(
                "c is out of range (above 1) for {pairs}, because overlapping \
                 excerpts make more events than there are excerpts; compare Jaccard instead"
            ));
        }
        table
    }

    pub(super) fn title(&self) -> String {
        let what = match self.options.level {
            Level::Code => "Codes",
            Level::Theme => "Themes",
        };
        match &self.by {
            Some(by) => format!("{what} that occur together, by {}", by.attribute),
            None => format!("{what} that occur together"),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let (one, other) = match self.options.level {
            Level::Code => ("Code 1", "Code 2"),
            Level::Theme => ("Theme 1", "Theme 2"),
        };
        let count = |key: &str, heading: &str| Column::new(key, heading, Kind::Count);
        let mut columns = vec![
            Column::new("code_1", one, Kind::Text),
            Column::new("code_2", other, Kind::Text),
            count("n12", "n12"),
            count("n1", "n1"),
            count("n2", "n2"),
            count("n", "N"),
            Column::new("share_of_1", "Share of 1", Kind::Share),
            Column::new("share_of_2", "Share of 2", Kind::Share),
            Column::new("jaccard", "Jaccard", Kind::Measure),
            count("documents", "Documents"),
        ];
        if self.has_sites {
            columns.push(count("sites", "Sites"));
        }
        if let Some(by) = &self.by {
            columns.extend(by.groups.iter().zip(by.keys()).map(|(group, key)| {
                Column::new(format!("{key}_n12"), by.heading(group), Kind::Count)
            }));
        }
        let unit = self.options.unit;
        if !unit.is_set_unit() {
            columns.push(count("n1_meeting_2", "1 meeting 2"));
            columns.push(count("n2_meeting_1", "2 meeting 1"));
        }
        if unit.shares_characters() {
            columns.push(count("spans", "Shared stretches"));
            columns.push(count("characters", "Shared characters"));
        }
        if unit == CooccurrenceUnit::Overlap {
            columns.extend([
                Column::new("c", "c", Kind::Measure).defined(
                    "c = n12 ÷ (n1 + n2 − n12), as in ATLAS.ti, for comparison only: it can \
                     exceed 1.",
                ),
                Column::new("c_remark", "Remark on c", Kind::Text),
            ]);
        }
        columns.extend(self.coefficient_columns());
        columns
    }

    fn numbers(&self, pair: &Pair) -> Vec<Cell> {
        let number = |number: Option<f64>| number.map_or_else(unused, Cell::Number);
        let mut cells = vec![
            Cell::Count(pair.n12),
            Cell::Count(pair.n1),
            Cell::Count(pair.n2),
            Cell::Count(self.units),
            number(pair.share_of_first()),
            number(pair.share_of_second()),
            pair.jaccard().map_or_else(|| without_value(self.options.unit), Cell::Number),
            Cell::Count(pair.documents),
        ];
        cells.extend(pair.sites.map(Cell::Count));
        cells.extend(pair.groups.iter().copied().map(Cell::Count));
        let unit = self.options.unit;
        if let Some(overlap) = pair.overlap {
            cells.push(Cell::Count(overlap.first_meeting));
            cells.push(Cell::Count(overlap.second_meeting));
            if unit.shares_characters() {
                cells.push(Cell::Count(overlap.spans));
                cells.push(Cell::Count(overlap.characters));
            }
        }
        if let Some(c) = pair.c().filter(|_| unit == CooccurrenceUnit::Overlap) {
            let events_outnumber = "there are at least as many events as excerpts";
            cells.extend([
                match c.value {
                    Some(value) => Cell::Number(value),
                    None if pair.n1 + pair.n2 == 0 => unused(),
                    None => Cell::Undefined(events_outnumber.to_owned()),
                },
                if c.out_of_range { Cell::text("out of range") } else { Cell::Empty },
            ]);
        }
        cells.extend(self.coefficient_cells(pair));
        cells
    }
}
