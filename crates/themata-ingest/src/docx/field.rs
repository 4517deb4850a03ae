//! Fields: instructions, which nobody sees, and what they result in.

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::xml::is_on;
use crate::xml::attribute;

/// The fields that are open at a place.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// For how many of them the instructions are being read.
    instructing: usize,
    begun: usize,
    /// Those that a first reading found to go on to the end of the part.
    endless: HashSet<usize>,
}

#[derive(Debug, Default)]
struct Field {
    number: usize,
    instructs: bool,
    /// Whether its result holds words.
    speaks: bool,
    form: Form,
}

/// What a field of a form shows. Its state is in its properties, not in its result.
#[derive(Debug, Default)]
enum Form {
    #[default]
    None,
    Box {
        ticked: bool,
    },
    List {
        entries: Vec<String>,
        chosen: usize,
    },
}

impl Fields {
    pub(super) fn without(endless: HashSet<usize>) -> Fields {
        Fields { endless, ..Fields::default() }
    }

    /// Whether what is being read is no result.
    pub(super) fn hide(&self) -> bool {
        self.instructing > 0
    }

    /// Takes in a mark of a field, and says what a field of a form shows where it ends.
    pub(super) fn mark(&mut self, element: &BytesStart<'_>) -> Option<String> {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => {
                self.begun += 1;
                let instructs = !self.endless.contains(&self.begun);
                self.instructing += usize::from(instructs);
                self.open.push(Field { number: self.begun, instructs, ..Field::default() });
                None
            }
            Some("separate") => {
                let field = self.open.last_mut()?;
                self.instructing -= usize::from(std::mem::take(&mut field.instructs));
                None
            }
            Some("end") => {
                let field = self.open.pop()?;
                self.instructing -= usize::from(field.instructs);
                if field.speaks { None } else { field.form.shown() }
            }
            _ => None,
        }
    }

    /// Takes in a property of a field of a form.
    pub(super) fn form(&mut self, local: &str, element: &BytesStart<'_>) {
        let Some(field) = self.open.last_mut() else { return };
        let number = || attribute(element, "val").and_then(|number| number.parse().ok());
        match (local, &mut field.form) {
            ("checkBox", form) => *form = Form::Box { ticked: false },
            ("ddList", form) => *form = Form::List { entries: Vec::new(), chosen: 0 },
            // What it is now stands after what it is at first.
            ("default" | "checked", Form::Box { ticked }) => *ticked = is_on(element),
            ("default" | "result", Form::List { chosen, .. }) => {
                *chosen = number().unwrap_or(*chosen);
            }
            ("listEntry", Form::List { entries, .. }) => {
                entries.push(attribute(element, "val").unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Takes note of words in a result.
    pub(super) fn speak(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.speaks = true;
        }
    }

    /// Those whose instructions never ended.
    pub(super) fn endless(&self) -> HashSet<usize> {
        let endless = self.open.iter().filter(|field| field.instructs);
        endless.map(|field| field.number).collect()
    }
}

impl Form {
    fn shown(self) -> Option<String> {
        match self {
            Form::None => None,
            Form::Box { ticked } => Some(if ticked { "☒" } else { "☐" }.to_owned()),
            Form::List { entries, chosen } => entries.into_iter().nth(chosen),
        }
    }
}
