use std::collections::BTreeMap;

use themata_analysis::{Frequencies, Frequency, Row, SubjectKey, frequencies};
use themata_model::{EvidenceSide, Study, ThemeOf};

use crate::ask::ask;
use crate::names::{count, list};
use crate::{Cell, Column, Failure, Kind, Project, Table};

/// What is said where the groups of the codebook stand for themes.
const GROUPS: &str = "until a theme of the study's own has codes, the top-level groups of the \
                      codebook are themes, too; `themata themes from-codebook` makes themes of \
                      them";

impl Project {
    /// The themes in order, each with its members, statement, numbers and evidence.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn themes(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let found = frequencies(study, &answer.asked, None, None)?;
        let numbers = numbers(&found);
        let mut columns = vec![
            Column::new("theme", "Theme", Kind::Text),
            Column::new("members", "Members", Kind::Passage),
            Column::new("statement", "Statement", Kind::Passage),
        ];
        columns.extend(number_columns(&found));
        columns.push(Column::new("evidence_for", "For", Kind::Count));
        columns.push(Column::new("evidence_against", "Against", Kind::Count));
        let mut table = Table::new("themes", "Themes", columns);
        for theme in study.theme_codes() {
            let (key, made) = match theme.of {
                ThemeOf::Made(id) => (SubjectKey::Theme(id), study.theme(id)),
                ThemeOf::Group(root) if study.codebook[root].is_active() => {
                    (SubjectKey::Code(root), None)
                }
                ThemeOf::Group(_) => continue,
            };
            let members: Vec<&str> = match (made, theme.of) {
                (Some(made), _) => names(study, &made.members),
                (None, ThemeOf::Group(root)) => names(study, study.codebook.children(root)),
                (None, ThemeOf::Made(_)) => Vec::new(),
            };
            let said = |text: String| match text.as_str() {
                "" => Cell::Empty,
                _ => Cell::Text(text),
            };
            let statement = made.map_or(String::new(), |made| made.statement.clone());
            let mut cells =
                vec![Cell::text(&theme.title), said(members.join("; ")), said(statement)];
            cells.extend(number_cells(&found, numbers.get(&key).copied()));
            for side in EvidenceSide::ALL {
                // A group of the codebook has no evidence, which is not the same as none.
                cells.push(made.map_or(Cell::Empty, |made| {
                    let of_side = made.evidence.iter().filter(|one| one.side == side);
                    Cell::from(of_side.count())
                }));
            }
            table.push(cells);
        }
        table.definition = definition(&found);
        table.remarks = remarks(study, &found);
        Ok(table)
    }

    /// The thematic map as rows: each theme with its codes under it, also those that stand in
    /// several, and last the codes that are in no theme.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn theme_map(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let found = frequencies(study, &answer.asked, None, None)?;
        let numbers = numbers(&found);
        let mut columns = vec![
            Column::new("name", "Theme and codes", Kind::Text),
            Column::new("level", "Level", Kind::Text),
        ];
        columns.extend(number_columns(&found));
        let mut table = Table::new("thematic-map", "Thematic map", columns);
        let mut push = |name: &str, level: &str, depth: u8, key: SubjectKey| {
            let mut cells = vec![Cell::text(name), Cell::text(level)];
            cells.extend(number_cells(&found, numbers.get(&key).copied()));
            table.rows.push(Row { depth, total: false, cells });
        };
        let is_listed = |code| numbers.contains_key(&SubjectKey::Code(code));
        for theme in study.theme_codes() {
            let (key, is_made) = match theme.of {
                ThemeOf::Made(id) => (SubjectKey::Theme(id), true),
                ThemeOf::Group(root) => (SubjectKey::Code(root), false),
            };
            if !is_made && !numbers.contains_key(&key) {
                continue;
            }
            push(&theme.title, "theme", 0, key);
            // A group that is a code of its own right has one row for both.
            for &code in theme.codes.iter().filter(|&&code| is_listed(code)) {
                if SubjectKey::Code(code) != key {
                    push(&study.codebook[code].name, "code", 1, SubjectKey::Code(code));
                }
            }
        }
        let rest = study.codes_in_no_theme();
        if rest.iter().any(|&code| is_listed(code)) {
            push("in no theme", "none", 0, SubjectKey::InNoTheme);
            for code in rest.into_iter().filter(|&code| is_listed(code)) {
                push(&study.codebook[code].name, "code", 1, SubjectKey::Code(code));
            }
        }
        table.definition = definition(&found);
        table.remarks = remarks(study, &found);
        Ok(table)
    }
}

/// The numbers of each theme and code. Where a group was itself applied, its own row comes
/// behind that of the theme, and the theme's is meant.
pub(super) fn numbers(found: &Frequencies) -> BTreeMap<SubjectKey, &Frequency> {
    let mut numbers = BTreeMap::new();
    for row in &found.rows {
        numbers.entry(row.subject.key).or_insert(&row.overall);
    }
    numbers
}

pub(super) fn number_columns(found: &Frequencies) -> Vec<Column> {
    let mut columns = vec![
        Column::new("codings", "Codings", Kind::Count),
        Column::new("excerpts", "Excerpts", Kind::Count),
        Column::new("documents", "Documents", Kind::Count),
    ];
    columns.extend(found.has_sites.then(|| Column::new("sites", "Sites", Kind::Count)));
    columns
}

pub(super) fn number_cells(found: &Frequencies, of: Option<&Frequency>) -> Vec<Cell> {
    let number = |number: fn(&Frequency) -> u64| Cell::Count(of.map_or(0, number));
    let mut cells =
        vec![number(|of| of.codings), number(|of| of.excerpts), number(|of| of.documents)];
    cells.extend(found.has_sites.then(|| number(|of| of.sites.unwrap_or(0))));
    cells
}

fn names<'a>(study: &'a Study, codes: &[themata_codebook::CodeIndex]) -> Vec<&'a str> {
    codes.iter().map(|&code| study.codebook[code].name.as_str()).collect()
}

fn definition(found: &Frequencies) -> String {
    format!("A theme has its member codes with their subcodes. {}", found.definition)
}

/// What is to be known of the themes as a whole: whose they are, and what is in none.
fn remarks(study: &Study, found: &Frequencies) -> Vec<String> {
    let mut remarks = found.remarks.clone();
    if study.groups_stand_for_themes() {
        remarks.push(GROUPS.to_owned());
    }
    let rest: Vec<String> = found
        .rows
        .iter()
        .skip_while(|row| row.subject.key != SubjectKey::InNoTheme)
        .skip(1)
        .map(|row| row.subject.name.clone())
        .collect();
    if !rest.is_empty() {
        let is = if rest.len() == 1 { "is" } else { "are" };
        remarks.push(format!(
            "{} {is} in no theme: {}",
            count(rest.len(), "code"),
            list(&rest)
        ));
    }
    remarks
}
