//! The rules of the house that no compiler knows. One file for each rule; a rule is a function
//! from the checkout to what it finds.

mod checkout;
mod rust_code;

mod layers;
mod value_crates;

mod one_session;
mod one_writer;
mod silence;
mod stored_shapes;

mod identifiers;
mod manifests;

mod file_length;
mod hidden_work;

mod dependencies_used;
mod dependency_page;
mod licences;
mod toolchain;

mod commands_told;
mod decisions;
mod glossary;
mod traces;

#[cfg(test)]
mod check;

use std::fmt;
use std::path::Path;

use crate::Result;
use checkout::Checkout;

/// Every rule.
const RULES: [fn(&Checkout) -> Vec<Finding>; 18] = [
    layers::layers,
    value_crates::value_crates,
    silence::silence,
    stored_shapes::stored_shapes,
    one_session::one_session,
    one_writer::one_writer,
    hidden_work::hidden_work,
    identifiers::identifiers,
    manifests::manifests,
    dependencies_used::dependencies_used,
    dependency_page::dependency_page,
    licences::licences,
    decisions::decisions,
    glossary::glossary,
    commands_told::commands_told,
    traces::traces,
    file_length::file_length,
    toolchain::toolchain,
];

/// Something that a rule has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    weight: Weight,
    /// The file, from the folder of the workspace.
    path: String,
    /// The line, counted from 1; 0 for the file as a whole.
    line: usize,
    /// What is wrong and what to do about it.
    message: String,
}

/// Whether a finding keeps a change out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Worth knowing.
    Note,
    /// Worth asking oneself; the answer may be that all is well.
    Question,
    /// Has to be mended.
    Fault,
}

impl Finding {
    fn fault(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { weight: Weight::Fault, path: path.to_owned(), line, message: message.into() }
    }

    fn question(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { weight: Weight::Question, ..Finding::fault(path, line, message) }
    }

    fn note(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { weight: Weight::Note, ..Finding::fault(path, line, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = match self.weight {
            Weight::Note => "note",
            Weight::Question => "question",
            Weight::Fault => "fault",
        };
        match self.line {
            0 => write!(f, "{weight}: {}: {}", self.path, self.message),
            line => write!(f, "{weight}: {}:{line}: {}", self.path, self.message),
        }
    }
}

/// Checks every rule and tells what was found.
pub(crate) fn run(root: &Path) -> Result<()> {
    let checkout = Checkout::read(root)?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&checkout)).collect();
    // What has to be mended stands last, where it is seen.
    findings.sort_by(|a, b| (a.weight, &a.path, a.line).cmp(&(b.weight, &b.path, b.line)));
    for finding in &findings {
        println!("{finding}");
    }
    let count = |weight| findings.iter().filter(|finding| finding.weight == weight).count();
    let faults = count(Weight::Fault);
    println!(
        "tidy: {} rules over {} files: {faults} faults, {} questions, {} notes",
        RULES.len(),
        checkout.files.len(),
        count(Weight::Question),
        count(Weight::Note)
    );
    if faults == 0 { Ok(()) } else { Err("the house is not tidy".into()) }
}
