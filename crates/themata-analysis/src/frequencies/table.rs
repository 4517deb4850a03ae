use super::{Frequencies, FrequencyMeasure};
use crate::{Cell, Column, Kind, Row, Table};

impl Frequencies {
    /// The table a person reads: a row for each theme, with its codes under it, and a total.
    ///
    /// The columns are the code, the measures in `overall` over all documents, and for each
    /// group the measures in `beside`. Measures that there are no numbers for (sites in a
    /// study without sites, words without texts) are left out.
    #[must_use]
    pub fn to_table(&self, overall: &[FrequencyMeasure], beside: &[FrequencyMeasure]) -> Table {
        let (overall, beside) = (self.known(overall), self.known(beside));
        let mut columns = vec![Column::new("code", "Code", Kind::Text)];
        columns.extend(overall.iter().map(|&measure| column(measure)));
        if let Some(by) = &self.by {
            for (group, key) in by.groups.iter().zip(by.keys()) {
                for measure in &beside {
                    let mut heading = by.heading(group);
                    if beside.len() > 1 {
                        heading = format!("{heading}: {}", measure.heading().to_lowercase());
                    }
                    let key = format!("{key}_{}", measure.as_str());
                    columns.push(Column::new(key, heading, measure.kind()));
                }
            }
        }

        let mut table = Table::new("frequencies", self.title(), columns);
        let numbers = self.rows.iter().map(|row| {
            let name = row.subject.name.as_str();
            (name, row.subject.depth, false, &row.overall, &row.groups)
        });
        let total = ("all codes", 0, true, &self.total.overall, &self.total.groups);
        for (name, depth, total, all, groups) in numbers.chain([total]) {
            let mut cells = vec![Cell::text(name)];
            cells.extend(overall.iter().map(|measure| measure.cell(all)));
            for group in groups {
                cells.extend(beside.iter().map(|measure| measure.cell(group)));
            }
            table.rows.push(Row { depth, total, cells });
        }
        self.explain(&mut table);
        if self.by.is_some() && !beside.is_empty() {
            let names: Vec<String> =
                beside.iter().map(|measure| measure.heading().to_lowercase()).collect();
            table.definition.push_str(&format!(" Side by side: {}.", names.join(", ")));
        }
        table
    }

    /// The same numbers as tidy data: a row for each theme or code and each group, with the
    /// columns level, theme, code, the attribute, and the measures. There are no totals.
    #[must_use]
    pub fn to_long_table(&self, measures: &[FrequencyMeasure]) -> Table {
        let measures = self.known(measures);
        let mut columns = vec![
            Column::new("level", "Level", Kind::Text),
            Column::new("theme", "Theme", Kind::Text),
            Column::new("code", "Code", Kind::Text),
        ];
        if let Some(by) = &self.by {
            let taken = columns.iter().map(|column| column.key.clone());
            let keys = crate::grouping::distinct_keys(
                taken
                    .chain(measures.iter().map(|measure| measure.as_str().to_owned()))
                    .chain([by.attribute.clone()]),
            );
            let key = keys.last().cloned().unwrap_or_default();
            columns.push(Column::new(key, by.attribute.clone(), Kind::Text));
        }
        columns.extend(measures.iter().map(|&measure| column(measure)));

        let mut table = Table::new("frequencies-long", self.title(), columns);
        for row in &self.rows {
            let mut about = vec![Cell::text(row.subject.level.as_str())];
            about.extend(row.subject.cells());
            let Some(by) = &self.by else {
                let numbers = measures.iter().map(|measure| measure.cell(&row.overall));
                table.push(about.into_iter().chain(numbers));
                continue;
            };
            for (group, numbers) in by.groups.iter().zip(&row.groups) {
                let value = group.value.as_ref().map_or(Cell::Empty, Cell::text);
                let numbers = measures.iter().map(|measure| measure.cell(numbers));
                table.push(about.iter().cloned().chain([value]).chain(numbers));
            }
        }
        self.explain(&mut table);
        table
    }

    fn title(&self) -> String {
        match &self.by {
            Some(by) => format!("Codes by {}", by.attribute),
            None => "Codes".to_owned(),
        }
    }

    fn explain(&self, table: &mut Table) {
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
    }

    /// The measures that there are numbers for.
    fn known(&self, measures: &[FrequencyMeasure]) -> Vec<FrequencyMeasure> {
        let is_known = |measure: &FrequencyMeasure| match measure {
            FrequencyMeasure::Sites => self.has_sites,
            FrequencyMeasure::WordShare => self.total.overall.words.is_some(),
            _ => true,
        };
        measures.iter().copied().filter(is_known).collect()
    }
}

fn column(measure: FrequencyMeasure) -> Column {
    Column::new(measure.as_str(), measure.heading(), measure.kind())
}
