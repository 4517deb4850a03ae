use themata_codebook::{Code, CodeIndex, CodeState, Codebook};
use themata_model::Session;
use themata_store::Action;

use super::change::changes;
use super::versions::state;
use crate::names::count;
use crate::{Failure, Project};

/// How a codebook is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookFormat {
    /// The file that people edit and compare.
    Toml,
    /// A table for a spreadsheet.
    Csv,
}

/// What bringing in a codebook came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many codes are new.
    pub added: usize,
    /// How many were known and say something else now.
    pub changed: usize,
    /// How many were known and say the same.
    pub unchanged: usize,
    /// The codes of the study that the file does not have. They stay as they are.
    pub missing: Vec<String>,
    /// What was odd about the file.
    pub remarks: Vec<String>,
}

impl BookFormat {
    /// The format that a file's name tells: CSV if it ends in `.csv` or `.tsv`, else TOML.
    #[must_use]
    pub fn of_name(name: &str) -> BookFormat {
        let name = name.to_lowercase();
        if name.ends_with(".csv") || name.ends_with(".tsv") {
            BookFormat::Csv
        } else {
            BookFormat::Toml
        }
    }
}

impl Project {
    /// Brings in a codebook. Codes are known by their names: new ones are added, known ones
    /// say from now on what the file says, and those that the file lacks stay.
    ///
    /// # Errors
    ///
    /// If the file is no sound codebook; then nothing is changed.
    pub fn codebook_import(
        &mut self,
        session: &Session,
        bytes: &[u8],
        format: BookFormat,
    ) -> Result<Imported, Failure> {
        let (book, remarks) = read(bytes, format)?;
        let mut imported = Imported { remarks, ..Imported::default() };
        self.store.transact(session, |snapshot| {
            let before = snapshot.codebook()?;
            let after = merged(&before, &book, format)?;
            imported.remarks.extend(emptied(&before, &after));
            let changes = changes(&before, &after);
            imported.added = after.len() - before.len();
            imported.changed = before.codes().filter(|(i, code)| after[*i] != **code).count();
            imported.unchanged = book.len() - imported.added - imported.changed.min(book.len());
            imported.missing = before
                .codes()
                .filter(|(_, code)| book.find(&code.name).is_none())
                .map(|(_, code)| code.name.clone())
                .collect();
            Ok::<_, Failure>(Action {
                summary: format!("import a codebook of {}", count(book.len(), "code")),
                changes,
                ..Action::default()
            })
        })?;
        Ok(imported)
    }

    /// The codebook as a file: as it stands (`now`), or as it was frozen under a number.
    ///
    /// # Errors
    ///
    /// If there is no such version, or the study cannot be read.
    pub fn codebook_export(
        &mut self,
        format: BookFormat,
        version: &str,
    ) -> Result<String, Failure> {
        let snapshot = self.snapshot()?;
        let now = snapshot.codebook()?;
        let versions = snapshot.codebook_versions()?;
        let book = state(&versions, &now, version)?;
        Ok(match format {
            BookFormat::Toml => themata_codebook::to_toml(book),
            BookFormat::Csv => themata_codebook::to_csv(book),
        })
    }
}

fn read(bytes: &[u8], format: BookFormat) -> Result<(Codebook, Vec<String>), Failure> {
    match format {
        BookFormat::Csv => {
            let (book, remarks) = themata_codebook::from_csv(bytes)?;
            let said = |remark: &themata_codebook::Remark| match remark.place {
                Some(place) => format!("line {}: {}", place.line, remark.message),
                None => remark.message.clone(),
            };
            Ok((book, remarks.iter().map(said).collect()))
        }
        BookFormat::Toml => {
            let text = std::str::from_utf8(bytes).map_err(|error| {
                let line =
                    bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
                Failure::new(format!("line {line} of the codebook is not UTF-8"))
                    .hint("save the file as UTF-8")
            })?;
            Ok((themata_codebook::from_toml(text)?, Vec::new()))
        }
    }
}

/// The codebook of a study with what a file says of its codes, and the file's new codes
/// behind them. Every code of the study keeps its place, and one that was merged stays so.
///
/// A TOML file is the whole codebook, so what it leaves out of a code is gone. A table may
/// have only some columns, so what is empty there stays as it is.
fn merged(study: &Codebook, file: &Codebook, format: BookFormat) -> Result<Codebook, Failure> {
    let mut next = study.len() as u32;
    let places: Vec<CodeIndex> = file
        .codes()
        .map(|(_, code)| {
            study.find(&code.name).unwrap_or_else(|| {
                next += 1;
                CodeIndex::new(next - 1)
            })
        })
        .collect();
    let place = |code: CodeIndex| places[code.get() as usize];
    let mut codes: Vec<Code> = study.codes().map(|(_, code)| code.clone()).collect();
    for (at, code) in file.codes() {
        let state = match code.state {
            CodeState::Merged { into } => CodeState::Merged { into: place(into) },
            state => state,
        };
        let said = Code { parent: code.parent.map(place), state, ..code.clone() };
        match codes.get_mut(place(at).get() as usize) {
            Some(known) => *known = updated(known, said, format),
            None => codes.push(said),
        }
    }
    let (title, rules) = (or(&file.title, &study.title), or(&file.rules, &study.rules));
    Ok(Codebook::new(title, rules, codes)?)
}

fn updated(known: &Code, said: Code, format: BookFormat) -> Code {
    let state = match known.state {
        CodeState::Merged { .. } => known.state,
        _ => said.state,
    };
    match format {
        BookFormat::Toml => Code { state, ..said },
        BookFormat::Csv => Code {
            state: if said.state == CodeState::Active { known.state } else { state },
            short: or(&said.short, &known.short),
            definition: or(&said.definition, &known.definition),
            use_when: or(&said.use_when, &known.use_when),
            do_not_use_when: or(&said.do_not_use_when, &known.do_not_use_when),
            examples: match said.examples.is_empty() {
                true => known.examples.clone(),
                false => said.examples,
            },
            colour: said.colour.or(known.colour),
            parent: said.parent.or(known.parent),
            assignable: said.assignable && known.assignable,
            name: said.name,
        },
    }
}

fn or(own: &str, other: &str) -> String {
    if own.is_empty() { other.to_owned() } else { own.to_owned() }
}

/// What codes no longer say, in words, so that nobody loses a definition unawares.
fn emptied(before: &Codebook, after: &Codebook) -> Vec<String> {
    let mut lost = Vec::new();
    for (place, old) in before.codes() {
        let new = &after[place];
        let fields = [
            ("short definition", &old.short, &new.short),
            ("definition", &old.definition, &new.definition),
            ("use when", &old.use_when, &new.use_when),
            ("do not use when", &old.do_not_use_when, &new.do_not_use_when),
        ];
        for (field, old_text, new_text) in fields {
            if !old_text.is_empty() && new_text.is_empty() {
                lost.push(format!("`{}` has no {field} any more", new.name));
            }
        }
    }
    lost
}
