//! What questionnaires lack.

mod expected;
mod forms;

use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{AttributeId, Document, Section, SectionKind, Value};

use crate::answers::{is_answer, said};
use crate::ask::ask;
use crate::names::{count, of_query};
use crate::{Failure, Project};
use expected::expected;
use forms::Forms;

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
    /// What is missing from the questionnaires: every site, wave and question that somebody
    /// leaves without an answer, with how many answered and who did not; and every combination
    /// of site and wave without a questionnaire.
    ///
    /// Which sites, waves and questions there are is read off all questionnaires of the study
    /// that share a question with those that the query means, whatever else the query says;
    /// an answer that says nothing is none.
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
        let all: Vec<&Document> =
            study.documents.iter().filter(|document| asks(document).next().is_some()).collect();
        let is_meant =
            |document: &&Document| answer.asked.documents.binary_search(&document.id).is_ok();
        if !all.iter().any(is_meant) {
            return Err(Failure::nothing("no document holds answers to questions")
                .hint("questionnaires come in as tables with a row for each respondent"));
        }
        let forms = Forms::of(&all);
        let name = |id: AttributeId| {
            let attribute = study.attributes.iter().find(|attribute| attribute.id == id);
            attribute.map_or("", |attribute| attribute.name.as_str())
        };
        let [row_name, column_name] = [name(rows), name(columns)];
        let mut table = empty_table(row_name, column_name);
        let mut sums = Sums::default();
        let several = forms.questions.len() > 1;
        let mut of_forms: Vec<Vec<&Document>> = vec![Vec::new(); forms.questions.len()];
        all.iter().for_each(|document| of_forms[forms.form(document)].push(document));
        for (documents, questions) in of_forms.into_iter().zip(&forms.questions) {
            if !documents.iter().any(is_meant) {
                continue;
            }
            let mut grid = Grid::of(&documents, [rows, columns], questions);
            for document in documents.iter().copied().filter(is_meant) {
                let transcripts = snapshot.transcripts([document.id])?;
                let transcript = &transcripts[&document.id];
                let answered = asks(document)
                    .filter(|section| is_answer(&said(transcript, section)))
                    .filter_map(|section| forms.question(&section.title))
                    .collect();
                grid.take(document, answered);
            }
            let expected =
                expected(study, &question.query, &documents, (&grid, [rows, columns]))?;
            grid.tell(&expected, several, &mut table, &mut sums);
        }
        let left_out = match sums.left_out {
            0 => String::new(),
            without => format!(
                " {} left out, because {row_name} or {column_name} is not known of them.",
                count(without, "document")
            ),
        };
        table.definition = format!(
            "{} of {} of {row_name} × {column_name} without a questionnaire, and {} of {} missing \
             from {}{}. Expected is every {row_name} × {column_name} × question that occurs in \
             any questionnaire of the study with the same questions; an answer that says nothing \
             (`N/A`, `none`, `-` and the like) is no answer.{left_out}",
            sums.places_without,
            count(sums.places, "combination"),
            sums.missing,
            count(sums.answers, "answer"),
            count(sums.documents, "questionnaire"),
            of_query(&answer.asked.query),
        );
        Ok(table)
    }
}

fn asks(document: &Document) -> impl Iterator<Item = &Section> {
    document.version.sections.iter().filter(|section| section.kind == SectionKind::Question)
}

/// What is counted over all forms.
#[derive(Default)]
struct Sums {
    places: usize,
    places_without: usize,
    documents: usize,
    answers: usize,
    missing: usize,
    left_out: usize,
}

/// A questionnaire: the document's name, and the questions that it answers.
type FilledIn<'a> = (&'a str, BTreeSet<usize>);

/// Which questions of one form are answered where.
struct Grid<'a> {
    attributes: [AttributeId; 2],
    rows: Vec<Value>,
    columns: Vec<Value>,
    row_places: BTreeMap<String, usize>,
    column_places: BTreeMap<String, usize>,
    /// The questions with their numbers among all, in order of their first appearance.
    questions: &'a [(usize, String)],
    /// For each pair of a row and a column: its questionnaires, and what each answers.
    forms: BTreeMap<(usize, usize), Vec<FilledIn<'a>>>,
    left_out: usize,
}

impl<'a> Grid<'a> {
    fn of(
        documents: &[&Document],
        attributes: [AttributeId; 2],
        questions: &'a [(usize, String)],
    ) -> Grid<'a> {
        let values = |attribute: AttributeId| {
            let mut values: Vec<Value> =
                documents.iter().filter_map(|d| d.values.get(&attribute)).cloned().collect();
            // Values differ without regard to case, as everywhere.
            values.sort_by(|a, b| key(a).cmp(&key(b)).then(a.order(b)));
            values.dedup_by_key(|value| key(value));
            values.sort_by(Value::order);
            values
        };
        let places = |values: &[Value]| -> BTreeMap<String, usize> {
            values.iter().enumerate().map(|(at, value)| (key(value), at)).collect()
        };
        let [rows, columns] = attributes.map(values);
        Grid {
            attributes,
            row_places: places(&rows),
            column_places: places(&columns),
            rows,
            columns,
            questions,
            forms: BTreeMap::new(),
            left_out: 0,
        }
    }

    /// Where a document belongs, if that is known of it.
    fn place(&self, document: &Document) -> Option<(usize, usize)> {
        let [row, column] = self.attributes.map(|id| document.values.get(&id).map(key));
        Some((*self.row_places.get(&row?)?, *self.column_places.get(&column?)?))
    }

    fn take(&mut self, document: &'a Document, answered: BTreeSet<usize>) {
        match self.place(document) {
            Some(place) => {
                self.forms.entry(place).or_default().push((&document.name, answered));
            }
            None => self.left_out += 1,
        }
    }

    /// Writes the gaps down.
    fn tell(
        &self,
        expected: &BTreeSet<(usize, usize)>,
        several: bool,
        table: &mut Table,
        sums: &mut Sums,
    ) {
        sums.left_out += self.left_out;
        for (row, row_value) in self.rows.iter().enumerate() {
            for (column, column_value) in self.columns.iter().enumerate() {
                let place =
                    [row_value, column_value].map(|value| Cell::text(value.to_string()));
                let Some(forms) = self.forms.get(&(row, column)) else {
                    if expected.contains(&(row, column)) {
                        sums.places += 1;
                        sums.places_without += 1;
                        let which = if several { Cell::text(self.name()) } else { Cell::Empty };
                        let gap = [which, Cell::text("no questionnaire"), Cell::Empty];
                        let counts = [Cell::Count(0), Cell::Count(0)];
                        table.push(place.into_iter().chain(gap).chain(counts));
                    }
                    continue;
                };
                sums.places += 1;
                sums.documents += forms.len();
                sums.answers += forms.len() * self.questions.len();
                for (number, question) in self.questions {
                    let without: Vec<&str> = forms
                        .iter()
                        .filter(|(_, answered)| !answered.contains(number))
                        .map(|(name, _)| *name)
                        .collect();
                    if without.is_empty() {
                        continue;
                    }
                    sums.missing += without.len();
                    let answers = forms.len() - without.len();
                    let gap = match answers {
                        0 => "no answer".to_owned(),
                        some => format!("{some} of {} answered", forms.len()),
                    };
                    let gap = [Cell::text(question), Cell::text(gap)];
                    let without = [Cell::text(without.join("; "))];
                    let counts = [Cell::from(answers), Cell::from(forms.len())];
                    table.push(
                        place.clone().into_iter().chain(gap).chain(without).chain(counts),
                    );
                }
            }
        }
    }

    /// What the form is called where there are several: its first question.
    fn name(&self) -> String {
        let first = self.questions.first().map_or("", |(_, title)| title.as_str());
        match self.questions.len() {
            0 | 1 => first.to_owned(),
            all => format!("{first} (and {} more)", all - 1),
        }
    }
}

fn empty_table(row_name: &str, column_name: &str) -> Table {
    let own = ["question", "gap", "without", "answers", "questionnaires"];
    let prefixed = |name: &str| match own.contains(&name.to_lowercase().as_str()) {
        true => format!("attribute_{name}"),
        false => name.to_owned(),
    };
    Table::new(
        "gaps",
        "Gaps",
        [
            Column::new(prefixed(row_name), row_name, Kind::Text),
            Column::new(prefixed(column_name), column_name, Kind::Text),
            Column::new("question", "Question", Kind::Passage),
            Column::new("gap", "Gap", Kind::Text),
            Column::new("without", "Without an answer", Kind::Passage),
            Column::new("answers", "Answers", Kind::Count),
            Column::new("questionnaires", "Questionnaires", Kind::Count),
        ],
    )
}

/// A value as it is compared with others.
fn key(value: &Value) -> String {
    value.to_string().to_lowercase()
}
