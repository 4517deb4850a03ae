use themata_project::behind::{Numbered, all_of};
use themata_project::plot::{CodeLinePlot, PlotKind};
use themata_project::{
    CrosstabMeasure, CrosstabScale, Failure, Project, Table, TableQuestion, WordsOf,
};

use super::axes::{Axis, Line, Lines, crossed, name};
use super::fields::Field;
use super::way::{Lead, Leads, View, Way};
use crate::pages::leading::test;
use crate::pages::leaving::quoted;

/// Where in a document which code was applied.
pub(super) struct CodeLines;

/// The document: the first that is coded unless one is chosen.
fn document(view: &View<'_>) -> Option<Numbered> {
    let all = view.behind.documents();
    let number: Option<u32> = view.asked.get("document").parse().ok();
    let chosen = all.iter().find(|(it, _)| Some(it.number) == number);
    let coded = || all.iter().find(|(_, codings)| *codings > 0);
    chosen.or_else(coded).or(all.first()).map(|(it, _)| it.clone())
}

fn by_coder(view: &View<'_>) -> bool {
    view.asked.says("coders")
}

/// The query within the document.
fn within(view: &View<'_>) -> String {
    let term = document(view).map_or(String::new(), |it| test("document", &it.name));
    all_of(&[view.behind.query(), &term])
}

impl Way for CodeLines {
    fn word(&self) -> &'static str {
        "lines"
    }

    fn name(&self) -> &'static str {
        "Code lines"
    }

    fn says(&self) -> &'static str {
        "Where in a document which code was applied, from its beginning to its end."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let all = view.behind.documents();
        let choices = all.into_iter().map(|(it, codings)| {
            let uncoded = if codings == 0 { " (not coded)" } else { "" };
            (it.number.to_string(), format!("{}{uncoded}", it.name))
        });
        let chosen = document(view).map_or(String::new(), |it| it.number.to_string());
        vec![
            Field::choice("document", "Document", chosen, choices.collect()),
            Field::yes("coders", "a line for each coder", by_coder(view)),
        ]
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let mut table = project.table(&TableQuestion {
            query: within(view),
            rows: "code".to_owned(),
            columns: Some(if by_coder(view) { "coder" } else { "speaker" }.to_owned()),
            measure: CrosstabMeasure::Excerpts,
            shown: CrosstabScale::Counts,
            roll_up: false,
            by_valence: false,
            every_row: false,
            words_of: WordsOf::Everyone,
            sort: None,
        })?;
        if let Some(document) = document(view) {
            table.title = format!("{} of {}", table.title, document.name);
        }
        Ok(table)
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        let document = document(view)?.name;
        Some(PlotKind::CodeLine(CodeLinePlot { document, by_coder: by_coder(view) }))
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let behind = view.behind;
        let rows = Lines::of(behind, Axis::Code { with_subcodes: false });
        let axis = if by_coder(view) { Axis::Coder } else { Axis::Speaker };
        let columns = Lines::of(behind, axis);
        let document = document(view).map_or(String::new(), |it| test("document", &it.name));
        Box::new(move |row, column| {
            let of_row = &table.rows[row];
            let row = match of_row.total {
                true => Line::All,
                false => rows.line(name(of_row.cells.first()))?,
            };
            let heading = table.columns[column].heading.as_str();
            let column = match column == 0 || heading == "total" {
                true => Line::All,
                false => columns.line(heading)?,
            };
            Some(Lead::Excerpts(crossed(behind, vec![row, column], &[&document])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let columns = if by_coder(view) { "coder" } else { "speaker" };
        let term = document(view)
            .map_or(String::new(), |it| format!(" {}", quoted(&test("document", &it.name))));
        format!("table --rows code --cols {columns}{term}")
    }
}
