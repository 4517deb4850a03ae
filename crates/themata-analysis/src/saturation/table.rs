use super::{Saturation, SaturationCurve, SaturationOptions};
use crate::grouping::distinct_keys;
use crate::wording::capital;
use crate::{Cell, Column, Group, Kind, Level, Row, Table};

impl Saturation {
    /// A row for each document in order, of every group behind the other if groups were asked
    /// for: new codes, codes so far, the ratio of the run that ends there.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let what = self.what();
        let is_permuted = self.options.permutations > 0;
        let mut columns = vec![
            Column::new("position", "Position", Kind::Count),
            Column::new("document", "Document", Kind::Text),
            Column::new("codes", capital(what), Kind::Count),
            Column::new("new", "New", Kind::Count),
            Column::new("cumulative", "So far", Kind::Count),
            Column::new("in_run", "New in run", Kind::Count),
            Column::new("ratio", "Ratio", Kind::Share),
            Column::new("saturation", "Saturation", Kind::Text),
        ];
        if is_permuted {
            columns.push(Column::new("mean", "Mean so far", Kind::Measure));
            columns.push(Column::new("low", "2.5 %", Kind::Count));
            columns.push(Column::new("median", "50 %", Kind::Count));
            columns.push(Column::new("high", "97.5 %", Kind::Count));
        }
        self.with_group(&mut columns);
        let mut table = Table::new("saturation", format!("New {what} by document"), columns);
        for (group, curve) in self.curves(false) {
            self.push_positions(&mut table, group, curve);
        }
        self.explain(&mut table);
        if is_permuted {
            table.definition.push_str(&format!(
                " Mean, 2.5 %, 50 % and 97.5 % are of the {what} so far in {}; each quantile is the \
                 smallest number that so many orders do not exceed.",
                self.orders()
            ));
        }
        for (group, curve) in self.curves(true) {
            let of = self.beginning(group);
            table.remarks.push(format!("{of}{}", self.in_words(curve)));
        }
        table
    }

    /// A row for each group and one for all documents: how many codes there are, and where
    /// saturation was reached.
    #[must_use]
    pub fn to_summary(&self) -> Table {
        let what = self.what();
        let mut columns = vec![
            Column::new("documents", "Documents", Kind::Count),
            Column::new("codes", capital(what), Kind::Count),
            Column::new("base_codes", "In the base", Kind::Count),
            Column::new("saturation", "Saturation", Kind::Text),
        ];
        if self.options.permutations > 0 {
            columns.push(Column::new("reached", "Orders that reach it", Kind::Share));
            columns.push(Column::new("reached_low", "Reached in 2.5 %", Kind::Count));
            columns.push(Column::new("reached_median", "Reached in 50 %", Kind::Count));
            columns.push(Column::new("reached_high", "Reached in 97.5 %", Kind::Count));
        }
        self.with_group(&mut columns);
        let mut table = Table::new("saturation-summary", "Saturation", columns);
        for (group, curve) in self.curves(true) {
            let mut cells: Vec<Cell> = self.group_cell(group).into_iter().collect();
            cells.push(curve.positions.len().into());
            cells.push(Cell::Count(curve.codes()));
            cells.push(curve.base_codes.map_or(Cell::Empty, Cell::Count));
            let reported = curve.reported(self.options.run);
            cells.push(Cell::text(
                reported.unwrap_or_else(|| self.not_reached(curve).to_owned()),
            ));
            if let Some(permuted) = &curve.permuted {
                let reached = permuted.share_reached();
                cells.push(reached.map_or(Cell::Empty, Cell::Number));
                for share in [0.025, 0.5, 0.975] {
                    cells.push(match permuted.reached_by(share) {
                        Some(documents) => documents.into(),
                        None => Cell::Undefined("so many orders do not reach it".to_owned()),
                    });
                }
            }
            let total = self.groups.is_some() && group.is_none();
            table.rows.push(Row { depth: 0, total, cells });
        }
        self.explain(&mut table);
        if self.options.permutations > 0 {
            table.definition.push_str(&format!(
                " Reached in 2.5 %, 50 % and 97.5 %: the smallest number of documents before the \
                 run with which so many of {} had reached saturation.",
                self.orders()
            ));
        }
        table
    }

    /// In how many random orders saturation was reached after how many documents.
    #[must_use]
    pub fn to_points(&self) -> Table {
        let mut columns = vec![
            Column::new("reached_after", "Reached after", Kind::Count),
            Column::new("orders", "Orders", Kind::Count),
            Column::new("share", "Share", Kind::Share),
            Column::new("share_so_far", "Share so far", Kind::Share),
        ];
        self.with_group(&mut columns);
        let title = "Where saturation was reached in random orders";
        let mut table = Table::new("saturation-points", title, columns);
        for (group, curve) in self.curves(false) {
            let Some(permuted) = &curve.permuted else { continue };
            let all = self.options.permutations as u64;
            let mut so_far = 0;
            let points = permuted.reached.iter().map(|&(after, orders)| (Some(after), orders));
            let never = (permuted.not_reached > 0).then_some((None, permuted.not_reached));
            for (after, orders) in points.chain(never) {
                so_far += orders;
                let known = after.is_some();
                let cells = [
                    after.map_or(Cell::Undefined("never reached".to_owned()), Cell::from),
                    Cell::Count(orders),
                    Cell::share(orders, all),
                    if known { Cell::share(so_far, all) } else { Cell::Empty },
                ];
                table.push(self.group_cell(group).into_iter().chain(cells));
            }
        }
        self.explain(&mut table);
        table.definition.push_str(&format!(
            " Counted are {}, by the number of documents before the run.",
            self.orders()
        ));
        table
    }

    /// `1000 random orders of the documents (seed 1)`.
    fn orders(&self) -> String {
        let SaturationOptions { permutations, seed, .. } = self.options;
        format!("{permutations} random orders of the documents (seed {seed})")
    }

    fn push_positions(
        &self,
        table: &mut Table,
        group: Option<&Group>,
        curve: &SaturationCurve,
    ) {
        for (at, position) in curve.positions.iter().enumerate() {
            let is_end =
                curve.reached.is_some_and(|reached| at + 1 == reached + self.options.run);
            let reported = curve.reported(self.options.run).filter(|_| is_end);
            let count = |count: Option<u64>| count.map_or(Cell::Empty, Cell::Count);
            let mut cells: Vec<Cell> = self.group_cell(group).into_iter().collect();
            cells.extend([
                Cell::from(at + 1),
                Cell::text(&position.name),
                Cell::Count(position.codes),
                Cell::Count(position.new),
                Cell::Count(position.cumulative),
                count(position.in_run),
                match (position.in_run, position.ratio) {
                    (_, Some(ratio)) => Cell::Number(ratio),
                    (Some(_), None) => {
                        Cell::Undefined(format!("the base has no {}", self.what()))
                    }
                    (None, None) => Cell::Empty,
                },
                reported.map_or(Cell::Empty, Cell::text),
            ]);
            if let Some(permuted) = &curve.permuted {
                let all = &permuted.positions[at];
                cells.push(Cell::Number(all.mean));
                cells.extend([all.low, all.median, all.high].map(Cell::Count));
            }
            table.push(cells);
        }
    }

    /// What is said of a curve: `saturation at 6+2 (≤ 5 %), base 37 codes`.
    fn in_words(&self, curve: &SaturationCurve) -> String {
        let threshold = self.options.threshold_in_words();
        let base = curve
            .base_codes
            .map_or(String::new(), |codes| format!(" of a base of {codes} {}", self.what()));
        match curve.reported(self.options.run) {
            Some(point) => format!("saturation at {point}, {threshold} new{base}"),
            None => {
                format!("no saturation: {}, {threshold} new{base}", self.not_reached(curve))
            }
        }
    }

    fn not_reached(&self, curve: &SaturationCurve) -> &'static str {
        let fewest = self.options.base + self.options.run;
        match curve.base_codes {
            _ if curve.positions.len() < fewest => "too few documents",
            Some(0) => "nothing in the base",
            _ => "not reached",
        }
    }

    /// The groups, if there are any, and all documents if they are wanted, too.
    fn curves(&self, also_all: bool) -> Vec<(Option<&Group>, &SaturationCurve)> {
        let Some((_, groups)) = &self.groups else {
            return vec![(None, &self.overall)];
        };
        let groups = groups.iter().map(|(group, curve)| (Some(group), curve));
        groups.chain(also_all.then_some((None, &self.overall))).collect()
    }

    /// The cell that says which group a row is about; none if there are no groups.
    fn group_cell(&self, group: Option<&Group>) -> Option<Cell> {
        let (attribute, _) = self.groups.as_ref()?;
        Some(match group {
            None => Cell::text("all"),
            Some(Group { value: Some(value), .. }) => Cell::text(value),
            Some(_) => Cell::text(format!("no {attribute}")),
        })
    }

    /// What a remark on a group begins with: `site 04: `.
    fn beginning(&self, group: Option<&Group>) -> String {
        match (&self.groups, group) {
            (None, _) => String::new(),
            (Some(_), None) => "all: ".to_owned(),
            (Some((attribute, _)), Some(group)) => match &group.value {
                Some(value) => format!("{attribute} {value}: "),
                None => format!("no {attribute}: "),
            },
        }
    }

    fn with_group(&self, columns: &mut Vec<Column>) {
        if let Some((attribute, _)) = &self.groups {
            let taken = columns.iter().map(|column| column.key.clone());
            let keys = distinct_keys(taken.chain([attribute.clone()]));
            let key = keys.last().cloned().unwrap_or_default();
            columns.insert(0, Column::new(key, capital(attribute), Kind::Text));
        }
    }

    fn explain(&self, table: &mut Table) {
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
    }

    fn what(&self) -> &'static str {
        match self.options.level {
            Level::Code => "codes",
            Level::Theme => "themes",
        }
    }
}
