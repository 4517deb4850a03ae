use themata_analysis::{Cell, Column, Kind, Table};
use themata_codebook::{Code, CodeIndex, CodeState, Codebook};
use themata_model::{Change, Coding, DocumentId, Study};

use crate::names::count;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

impl Project {
    /// The codes as a tree, with how often each was applied.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn codebook_show(&mut self) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let book = &study.codebook;
        let mut table = Table::new(
            "codebook",
            if book.title.is_empty() { "Codebook" } else { &book.title },
            [
                Column::new("code", "Code", Kind::Text),
                Column::new("short", "Short definition", Kind::Passage),
                Column::new("state", "State", Kind::Text),
                Column::new("codings", "Codings", Kind::Count),
            ],
        );
        let counts = codings_by_code(&study);
        for &place in book.in_tree_order() {
            let code = &book[place];
            table.push([
                Cell::text(&code.name),
                filled(&code.short),
                state(book, code),
                if code.assignable {
                    Cell::from(counts[place.get() as usize])
                } else {
                    Cell::Empty
                },
            ]);
            if let Some(row) = table.rows.last_mut() {
                row.depth = book.depth(place) as u8;
            }
        }
        table.definition = format!(
            "{} of which {} can be applied. Codings count every application by every person and the consensus; those \
             of subcodes are not added to their parent.",
            count(book.len(), "code"),
            book.codes().filter(|(_, code)| code.assignable && code.is_active()).count()
        );
        Ok(table)
    }

    /// Everything that the codebook says of one code.
    ///
    /// # Errors
    ///
    /// If there is no such code.
    pub fn codebook_show_code(&mut self, name: &str) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let book = &study.codebook;
        let place = book.resolve(name)?;
        let code = &book[place];
        let mut table = Table::new(
            "code",
            book.path(place),
            [
                Column::new("field", "Field", Kind::Text),
                Column::new("text", "Text", Kind::Passage),
            ],
        );
        for (field, text) in [
            ("short definition", &code.short),
            ("full definition", &code.definition),
            ("use when", &code.use_when),
            ("do not use when", &code.do_not_use_when),
        ] {
            table.push([Cell::text(field), filled(text)]);
        }
        for example in &code.examples {
            table.push([Cell::text("example"), Cell::text(example)]);
        }
        table.push([Cell::text("colour"), Cell::text(book.colour_of(place).to_string())]);
        let codings = codings_by_code(&study)[place.get() as usize];
        table.definition = format!("{}.", count(codings, "coding"));
        Ok(table)
    }

    /// What a methodologist would remark on in the codebook.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn codebook_check(&mut self) -> Result<Table, Failure> {
        let book = self.snapshot()?.codebook()?;
        let remarks = themata_codebook::check(&book);
        let mut table = Table::new(
            "codebook-check",
            "Remarks on the codebook",
            [
                Column::new("severity", "Severity", Kind::Text),
                Column::new("code", "Code", Kind::Text),
                Column::new("remark", "Remark", Kind::Passage),
                Column::new("hint", "Hint", Kind::Passage),
                Column::new("id", "Id", Kind::Text),
            ],
        );
        for remark in &remarks {
            table.push([
                Cell::text(format!("{:?}", remark.severity).to_lowercase()),
                remark.code.map_or(Cell::Empty, |code| Cell::text(&book[code].name)),
                Cell::text(&remark.message),
                remark.hint.as_ref().map_or(Cell::Empty, Cell::text),
                Cell::text(remark.id),
            ]);
        }
        table.definition =
            format!("{} on {}.", count(remarks.len(), "remark"), count(book.len(), "code"));
        Ok(table)
    }

    /// What was done to the codebook, or to one code, the first first.
    ///
    /// # Errors
    ///
    /// If there is no such code, or the study cannot be read.
    pub fn codebook_history(&mut self, name: Option<&str>) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let book = snapshot.codebook()?;
        let place = match name {
            // The name may be that of a code that was merged since.
            Some(name) => Some(match book.find(name) {
                Some(place) => place,
                None => book.resolve(name)?,
            }),
            None => None,
        };
        let mut kept = Vec::new();
        for operation in snapshot.history()? {
            let changes = snapshot.changes(&operation)?;
            if changes.iter().any(|change| concerns(change, place)) {
                kept.push(operation);
            }
        }
        if let Some(veil) = Veil::over(&snapshot, snapshot.viewer())? {
            veil.lay_over(&snapshot, &mut kept)?;
        }
        let mut table = crate::history::table(&kept);
        table.name = "codebook-history".to_owned();
        table.title = "History of the codebook".to_owned();
        Ok(table)
    }
}

fn concerns(change: &Change, wanted: Option<CodeIndex>) -> bool {
    match change {
        Change::Code { place, .. } => wanted.is_none_or(|wanted| wanted == *place),
        Change::Codebook { .. } => wanted.is_none(),
        Change::Recoded { before, after, .. } => {
            wanted.is_none_or(|wanted| wanted == *before || wanted == *after)
        }
        _ => false,
    }
}

/// How many codings of people each code has, by place.
pub(crate) fn codings_by_code(study: &Study) -> Vec<usize> {
    let mut counts = vec![0; study.codebook.len()];
    for coding in counted(study) {
        counts[coding.code.get() as usize] += 1;
    }
    counts
}

/// In how many documents each code was applied, by place. Only codings of people count.
pub(super) fn documents_by_code(study: &Study) -> Vec<usize> {
    let mut counts = vec![0; study.codebook.len()];
    // Codings come document by document, so the last one seen tells whether it is new.
    let mut last: Vec<Option<DocumentId>> = vec![None; study.codebook.len()];
    for coding in counted(study) {
        let place = coding.code.get() as usize;
        if last[place].replace(coding.document) != Some(coding.document) {
            counts[place] += 1;
        }
    }
    counts
}

/// The codings that count where nobody is named, in order: those of people.
pub(super) fn counted(study: &Study) -> impl Iterator<Item = &Coding> {
    let aside = study.aside();
    study.codings.into_iter().filter(move |coding| !aside.contains(&coding.coder))
}

fn state(book: &Codebook, code: &Code) -> Cell {
    match code.state {
        CodeState::Active if code.assignable => Cell::Empty,
        CodeState::Active => Cell::text("group"),
        CodeState::Retired => Cell::text("retired"),
        CodeState::Merged { into } => Cell::text(format!("merged into {}", book[into].name)),
    }
}

fn filled(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::text(text) }
}
