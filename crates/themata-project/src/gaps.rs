use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{AttributeId, Document, SectionKind, Value};

use crate::ask::ask;
use crate::names::{count, of_query};
use crate::{Failure, Project};

/// Which gaps in the material are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapQuestion {
    /// The documents that are looked at.
    pub query: String,
    /// The attribute of which each value is expected, such as `site`.
    pub rows: String,
    /// The attribute of which each value is expected for each of those, such as `wave`.
    pub columns: String,
}

impl Default for GapQuestion {
    fn default() -> GapQuestion {
        let (rows, columns) = ("site".to_owned(), "wave".to_owned());
        GapQuestion { query: String::new(), rows, columns }
    }
}

impl Project {
    /// What is missing from the questionnaires: every combination of site, wave and question
    /// without an answer, and every combination of site and wave without a questionnaire.
    ///
    /// Which sites, waves and questions there are is read off the documents themselves: those
    /// that any questionnaire has are expected of all.
    ///
    /// # Errors
    ///
    /// If there is no such attribute, the query is unsound or the file cannot be read.
    pub fn gaps(&mut self, question: &GapQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let study = &answer.study;
        let rows = crate::names::attribute(study, &question.rows)?;
        let columns = crate::names::attribute(study, &question.columns)?;
        let documents: Vec<&Document> = answer
            .asked
            .documents
            .iter()
            .filter_map(|&id| study.document(id))
            .filter(|document| {
                document.version.sections.iter().any(|s| s.kind == SectionKind::Question)
            })
            .collect();
        if documents.is_empty() {
            return Err(Failure::nothing("no document holds answers to questions")
                .hint("questionnaires come in as tables with a row for each respondent"));
        }
        let grid = Grid::of(&documents, rows, columns);
        let name = |id: AttributeId| {
            let attribute = study.attributes.iter().find(|attribute| attribute.id == id);
            attribute.map_or("", |attribute| attribute.name.as_str())
        };
        let mut table = grid.table(name(rows), name(columns));
        let without = grid.left_out;
        table.definition = format!(
            "{} of {}{}: every {} × {} without a questionnaire, and every question that a \
             questionnaire has no answer to. Expected are the {}, {} and {} that occur{}.",
            count(table.rows.len(), "gap"),
            count(grid.expected(), "expected answer"),
            of_query(&answer.asked.query),
            name(rows),
            name(columns),
            count(grid.rows.len(), name(rows)),
            count(grid.columns.len(), name(columns)),
            count(grid.questions.len(), "question"),
            match without {
                0 => String::new(),
                _ => format!(
                    "; {} without {} or {} left out",
                    count(without, "document"),
                    name(rows),
                    name(columns)
                ),
            }
        );
        Ok(table)
    }
}

/// Which questions are answered where.
struct Grid {
    rows: Vec<Value>,
    columns: Vec<Value>,
    /// The titles of the questions, in order of their first appearance.
    questions: Vec<String>,
    /// For each pair of a row and a column that has a questionnaire: the questions answered.
    answered: BTreeMap<(usize, usize), BTreeSet<usize>>,
    left_out: usize,
}

impl Grid {
    fn of(documents: &[&Document], rows: AttributeId, columns: AttributeId) -> Grid {
        let values = |attribute: AttributeId| {
            let mut values: Vec<Value> =
                documents.iter().filter_map(|d| d.values.get(&attribute)).cloned().collect();
            values.sort_by(Value::order);
            values.dedup();
            values
        };
        let (row_values, column_values) = (values(rows), values(columns));
        let mut grid = Grid {
            rows: row_values,
            columns: column_values,
            questions: Vec::new(),
            answered: BTreeMap::new(),
            left_out: 0,
        };
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for document in documents {
            let place = |values: &[Value], attribute| {
                let value = document.values.get(&attribute)?;
                values.binary_search_by(|known| known.order(value)).ok()
            };
            let (row, column) = (place(&grid.rows, rows), place(&grid.columns, columns));
            let (Some(row), Some(column)) = (row, column) else {
                grid.left_out += 1;
                continue;
            };
            let answered = grid.answered.entry((row, column)).or_default();
            let sections = document.version.sections.iter();
            for section in sections.filter(|section| section.kind == SectionKind::Question) {
                let next = grid.questions.len();
                let question = *places.entry(section.title.to_lowercase()).or_insert(next);
                if question == next {
                    grid.questions.push(section.title.clone());
                }
                answered.insert(question);
            }
        }
        grid
    }

    fn expected(&self) -> usize {
        self.rows.len() * self.columns.len() * self.questions.len()
    }

    fn table(&self, row_name: &str, column_name: &str) -> Table {
        let mut table = Table::new(
            "gaps",
            "Gaps",
            [
                Column::new(row_name, row_name, Kind::Text),
                Column::new(column_name, column_name, Kind::Text),
                Column::new("question", "Question", Kind::Text),
                Column::new("gap", "Gap", Kind::Text),
            ],
        );
        for (row, row_value) in self.rows.iter().enumerate() {
            for (column, column_value) in self.columns.iter().enumerate() {
                let place =
                    [row_value, column_value].map(|value| Cell::text(value.to_string()));
                let Some(answered) = self.answered.get(&(row, column)) else {
                    let gap = [Cell::Empty, Cell::text("no questionnaire")];
                    table.push(place.into_iter().chain(gap));
                    continue;
                };
                for (at, question) in self.questions.iter().enumerate() {
                    if !answered.contains(&at) {
                        let gap = [Cell::text(question), Cell::text("no answer")];
                        table.push(place.clone().into_iter().chain(gap));
                    }
                }
            }
        }
        table
    }
}
