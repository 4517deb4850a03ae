use themata_model::Valence;

use super::{Crosstab, CrosstabFigure, CrosstabMeasure, CrosstabScale};
use crate::grouping::distinct_keys;
use crate::wording::capital;
use crate::{Cell, Column, Kind, Row, Table};

/// A printed column: a line or all, of one valence or of all.
#[derive(Clone, Copy)]
struct Printed {
    column: Option<usize>,
    valence: Option<Valence>,
}

impl Crosstab {
    /// The table a person reads: rows, columns, and totals of both.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let printed = self.printed();
        let mut headings = vec![self.row_axis.heading.clone()];
        headings.extend(printed.iter().map(|&printed| self.heading(printed)));
        let mut own = vec![self.row_axis.key.clone()];
        own.extend(printed.iter().map(|&printed| self.heading(printed)));
        let kind = self.options.kind();
        let columns = distinct_keys(own).into_iter().zip(headings).enumerate();
        let columns = columns.map(|(at, (key, heading))| {
            Column::new(key, heading, if at == 0 { Kind::Text } else { kind })
        });
        let mut table = Table::new("table", self.title(), columns.collect::<Vec<_>>());
        let rows = self.rows.iter().enumerate();
        let rows = rows.map(|(at, line)| (Some(at), line.name.as_str(), line.depth));
        for (row, name, depth) in rows.chain([(None, "total", 0)]) {
            let is_shown = self.options.every_row || self.figure(row, None, None).codings > 0;
            if row.is_some() && !is_shown {
                continue;
            }
            let cells = printed.iter().map(|&printed| self.cell(row, printed));
            let cells = std::iter::once(Cell::text(name)).chain(cells).collect();
            table.rows.push(Row { depth, total: row.is_none(), cells });
        }
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }

    fn printed(&self) -> Vec<Printed> {
        let is_shown = |column: &usize| {
            self.column_axis.of_documents || self.figure(None, Some(*column), None).codings > 0
        };
        let columns = (0..self.columns.len()).filter(is_shown).map(Some);
        let valences = match self.options.by_valence {
            true => vec![Some(Valence::Barrier), Some(Valence::Facilitator)],
            false => vec![None],
        };
        let under = |column: Option<usize>| {
            valences.iter().map(move |&valence| Printed { column, valence })
        };
        columns.chain([None]).flat_map(under).collect()
    }

    fn heading(&self, printed: Printed) -> String {
        let name = match printed.column {
            Some(column) => self.columns[column].heading.clone(),
            None if self.columns.is_empty() => capital(&self.measure_heading()),
            None => "total".to_owned(),
        };
        match printed.valence {
            None => name,
            Some(Valence::Barrier) => format!("{name}: barriers"),
            Some(Valence::Facilitator) => format!("{name}: facilitators"),
        }
    }

    fn measure_heading(&self) -> String {
        let measure = self.options.measure.heading();
        match self.options.shown {
            _ if self.options.measure.is_mean() => measure.to_owned(),
            CrosstabScale::Counts => measure.to_owned(),
            CrosstabScale::RowShares => format!("share of the row's {measure}"),
            CrosstabScale::ColumnShares => format!("share of {measure}"),
            CrosstabScale::PerThousandWords => format!("{measure} per 1000 words"),
        }
    }

    fn title(&self) -> String {
        let measure = capital(&self.measure_heading());
        let rows = self.row_axis.heading.to_lowercase();
        match self.columns.is_empty() {
            true => format!("{measure} by {rows}"),
            false => {
                let columns = self.column_axis.heading.to_lowercase();
                format!("{measure} by {rows} and {columns}")
            }
        }
    }

    fn cell(&self, row: Option<usize>, printed: Printed) -> Cell {
        let figure = self.figure(row, printed.column, printed.valence);
        if self.options.measure.is_mean() {
            return figure.mean_weight().map_or(Cell::Empty, Cell::Number);
        }
        let count = self.counted(&figure);
        match self.options.shown {
            CrosstabScale::Counts => match self.options.measure {
                CrosstabMeasure::Share => Cell::share(figure.words, figure.of_words),
                CrosstabMeasure::DocumentShare => {
                    Cell::share(figure.documents, figure.of_documents)
                }
                _ => Cell::Count(count),
            },
            CrosstabScale::RowShares => {
                Cell::share(count, self.counted(&self.figure(row, None, None)))
            }
            CrosstabScale::ColumnShares => {
                let total = self.figure(None, printed.column, printed.valence);
                Cell::share(count, self.counted(&total))
            }
            CrosstabScale::PerThousandWords if figure.of_words == 0 => {
                Cell::Undefined("there are no words".to_owned())
            }
            CrosstabScale::PerThousandWords => {
                Cell::Number(1000.0 * count as f64 / figure.of_words as f64)
            }
        }
    }

    fn counted(&self, figure: &CrosstabFigure) -> u64 {
        match self.options.measure {
            // A mean is never a part of something, so it is the number of what it is over.
            CrosstabMeasure::MeanWeight => figure.weighed,
            CrosstabMeasure::Codings => figure.codings,
            CrosstabMeasure::Excerpts => figure.excerpts,
            CrosstabMeasure::Documents | CrosstabMeasure::DocumentShare => figure.documents,
            CrosstabMeasure::Words | CrosstabMeasure::Share => figure.words,
            CrosstabMeasure::Characters => figure.characters,
        }
    }
}
