use super::{Agreement, cell};
use crate::grouping::distinct_keys;
use crate::{Cell, Column, Kind, Row, Table};

impl Agreement {
    /// A row for each theme with its codes under it, and one for all codes together.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let measure = |key: &str, heading: &str| Column::new(key, heading, Kind::Measure);
        let share = |key: &str, heading: &str| Column::new(key, heading, Kind::Share);
        let mut columns = vec![
            Column::new("code", "Code", Kind::Text),
            share("percent_agreement", "Percent agreement"),
            share("positive_agreement", "Positive agreement"),
            measure("kappa", "Kappa"),
            measure("alpha", "Alpha"),
            share("prevalence", "Prevalence"),
        ];
        let headings: Vec<String> =
            self.coders.iter().map(|coder| format!("Units {}", coder.name)).collect();
        let keys =
            distinct_keys(["units".to_owned()].into_iter().chain(headings.iter().cloned()));
        columns.extend(
            keys.into_iter()
                .skip(1)
                .zip(headings)
                .map(|(key, heading)| Column::new(key, heading, Kind::Count)),
        );
        columns.push(Column::new("units", "Units", Kind::Count));

        let title = format!("Agreement by {}", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        for row in &self.rows {
            let mut cells = vec![
                Cell::text(&row.subject.name),
                cell(row.percent.value),
                cell(row.positive.value),
                cell(row.kappa.value),
                cell(row.alpha.value),
                cell(row.prevalence.value),
            ];
            cells.extend(row.marked.iter().copied().map(Cell::Count));
            cells.push(Cell::Count(row.percent.items));
            table.rows.push(Row { depth: row.subject.depth, total: false, cells });
        }
        let mut cells = vec![
            Cell::text("all codes"),
            cell(self.pooled.percent),
            Cell::Empty,
            cell(self.pooled.kappa),
            cell(self.pooled.alpha),
            Cell::Empty,
        ];
        cells.extend(self.coders.iter().map(|_| Cell::Empty));
        cells.push(Cell::Count(self.units));
        table.rows.push(Row { depth: 0, total: true, cells });
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}
