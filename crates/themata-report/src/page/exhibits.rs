//! Tables and pictures, numbered as they come.

use maud::{Markup, html};
use themata_analysis::Table;

use crate::HeatMap;
use crate::heat_map;
use crate::html::{Dress, figure};
use crate::line::in_one_line;
use crate::report::Exhibit;

/// The numbers given so far, and the definitions met.
#[derive(Default)]
pub(super) struct Exhibits {
    tables: usize,
    figures: usize,
    definitions: Vec<Definition>,
}

/// What a number in a table or picture means, and where it is used.
pub(super) struct Definition {
    pub(super) text: String,
    /// Anchor and name of each exhibit that it defines: `table-3`, `Table 3`.
    pub(super) exhibits: Vec<(String, String)>,
}

impl Exhibits {
    /// The definitions in the order in which a reader meets them.
    pub(super) fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    pub(super) fn exhibit(&mut self, exhibit: &Exhibit) -> Markup {
        match exhibit {
            Exhibit::Table(table) => self.table(table, None),
            Exhibit::HeatMap(map) => self.heat_map(map),
        }
    }

    /// A table, with bars beside its shares if there is a share for the longest one.
    pub(super) fn table(&mut self, table: &Table, longest_bar: Option<f64>) -> Markup {
        self.tables += 1;
        let anchor = format!("table-{}", self.tables);
        let number = format!("Table {}", self.tables);
        self.define(&table.whole_definition(), &anchor, &number);
        figure(table, &Dress { anchor: Some(anchor), number: Some(number), longest_bar })
    }

    fn heat_map(&mut self, map: &HeatMap) -> Markup {
        self.figures += 1;
        let anchor = format!("figure-{}", self.figures);
        let number = format!("Figure {}", self.figures);
        self.define(&map.description, &anchor, &number);
        html! {
            figure id=(anchor) class="picture" {
                p class="caption" { span class="no" { (number) } " " (in_one_line(&map.title)) }
                div class="scroll" tabindex="0" { (heat_map::inline(map)) }
                @let description = in_one_line(&map.description);
                @if !description.is_empty() { figcaption class="definition" { (description) } }
            }
        }
    }

    fn define(&mut self, text: &str, anchor: &str, number: &str) {
        let text = in_one_line(text);
        if text.is_empty() {
            return;
        }
        let exhibit = (anchor.to_owned(), number.to_owned());
        match self.definitions.iter_mut().find(|known| known.text == text) {
            Some(known) => known.exhibits.push(exhibit),
            None => self.definitions.push(Definition { text, exhibits: vec![exhibit] }),
        }
    }
}
