//! The numbers of headings, tables and pictures, the same in every format.

use themata_analysis::Table;

use super::ReportPart;
use crate::HeatMap;
use crate::line::in_one_line;

/// The numbers given so far, and the definitions met.
#[derive(Default)]
pub(crate) struct Numbering {
    sections: usize,
    appendices: u8,
    tables: usize,
    figures: usize,
    definitions: Vec<Definition>,
}

/// What a number in a table or picture means, and where it is used.
pub(crate) struct Definition {
    pub(crate) text: String,
    /// Each exhibit that it defines.
    pub(crate) exhibits: Vec<Numbered>,
}

/// A table or picture with its number.
#[derive(Clone)]
pub(crate) struct Numbered {
    /// What links go to: `table-3`.
    pub(crate) anchor: String,
    /// What the text calls it: `Table 3`.
    pub(crate) number: String,
}

impl Numbering {
    /// What is printed before the heading of the next part: `3`, `Appendix A`, or nothing
    /// before the summary.
    pub(crate) fn heading(&mut self, part: ReportPart) -> String {
        if part == ReportPart::Summary {
            return String::new();
        }
        if part.is_appendix() {
            self.appendices += 1;
            return format!("Appendix {}", char::from(b'A' + (self.appendices - 1).min(25)));
        }
        self.sections += 1;
        self.sections.to_string()
    }

    pub(crate) fn table(&mut self, table: &Table) -> Numbered {
        self.tables += 1;
        self.exhibit("table", "Table", self.tables, &table.whole_definition())
    }

    pub(crate) fn heat_map(&mut self, map: &HeatMap) -> Numbered {
        self.figures += 1;
        self.exhibit("figure", "Figure", self.figures, &map.description)
    }

    /// The definitions in the order in which a reader meets them.
    pub(crate) fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    fn exhibit(&mut self, word: &str, name: &str, number: usize, text: &str) -> Numbered {
        let numbered =
            Numbered { anchor: format!("{word}-{number}"), number: format!("{name} {number}") };
        let text = in_one_line(text);
        if !text.is_empty() {
            match self.definitions.iter_mut().find(|known| known.text == text) {
                Some(known) => known.exhibits.push(numbered.clone()),
                None => {
                    self.definitions
                        .push(Definition { text, exhibits: vec![numbered.clone()] });
                }
            }
        }
        numbered
    }
}
