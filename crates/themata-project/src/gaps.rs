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
        if rows == columns {
            return Err(Failure::new(
                "gaps are between two attributes, and one is named twice",
            ));
        }
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
        let [row_name, column_name] = [name(rows), name(columns)];
        let mut table = grid.table(row_name, column_name);
        let (forms, answers) = grid.expected();
        let missing = forms - grid.answered.len();
        let answered: usize = grid.answered.values().map(BTreeSet::len).sum();
        let left_out = match grid.left_out {
            0 => String::new(),
            without => format!(
                "; {} left out, because it is not known of them",
                count(without, "document")
            ),
        };
        table.definition = format!(
            "{missing} of {} missing, and {} of {} in all{}. Expected is every {row_name} × \
             {column_name} × question that occurs: {} × {} × {}{left_out}.",
            count(forms, "questionnaire"),
            answers - answered,
            count(answers, "answer"),
            of_query(&answer.asked.query),
            grid.rows.len(),
            grid.columns.len(),
            grid.questions.len(),
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
            // Values differ without regard to case, as everywhere.
            values.sort_by(|a, b| key(a).cmp(&key(b)).then(a.order(b)));
            values.dedup_by_key(|value| key(value));
            values.sort_by(Value::order);
            values
        };
        let (row_values, column_values) = (values(rows), values(columns));
        let places = |values: &[Value]| -> BTreeMap<String, usize> {
            values.iter().enumerate().map(|(at, value)| (key(value), at)).collect()
        };
        let (row_places, column_places) = (places(&row_values), places(&column_values));
        let mut grid = Grid {
            rows: row_values,
            columns: column_values,
            questions: Vec::new(),
            answered: BTreeMap::new(),
            left_out: 0,
        };
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for document in documents {
            let place = |places: &BTreeMap<String, usize>, attribute| {
                places.get(&key(document.values.get(&attribute)?)).copied()
            };
            let (row, column) = (place(&row_places, rows), place(&column_places, columns));
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

    /// How many questionnaires are expected, and how many answers.
    fn expected(&self) -> (usize, usize) {
        let forms = self.rows.len() * self.columns.len();
        (forms, forms * self.questions.len())
    }

    fn table(&self, row_name: &str, column_name: &str) -> Table {
        let prefixed = |name: &str| match name.to_lowercase().as_str() {
            "question" | "gap" => format!("attribute_{name}"),
            _ => name.to_owned(),
        };
        let mut table = Table::new(
            "gaps",
            "Gaps",
            [
                Column::new(prefixed(row_name), row_name, Kind::Text),
                Column::new(prefixed(column_name), column_name, Kind::Text),
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

/// A value as it is compared with others.
fn key(value: &Value) -> String {
    value.to_string().to_lowercase()
}
