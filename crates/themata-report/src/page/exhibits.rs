//! Tables and pictures, numbered as they come.

use maud::{Markup, html};
use themata_analysis::Table;

use crate::HeatMap;
use crate::heat_map;
use crate::html::{Dress, figure};
use crate::line::in_one_line;
use crate::report::Exhibit;
use crate::report::numbering::{Numbered, Numbering};

/// Tables and pictures as they come, with the numbers given so far.
#[derive(Default)]
pub(super) struct Exhibits {
    pub(super) numbering: Numbering,
}

impl Exhibits {
    pub(super) fn exhibit(&mut self, exhibit: &Exhibit) -> Markup {
        match exhibit {
            Exhibit::Table(table) => self.table(table, None),
            Exhibit::HeatMap(map) => self.heat_map(map),
        }
    }

    /// A table, with bars beside its shares if there is a share for the longest one.
    pub(super) fn table(&mut self, table: &Table, longest_bar: Option<f64>) -> Markup {
        let Numbered { anchor, number } = self.numbering.table(table);
        figure(table, &Dress { anchor: Some(anchor), number: Some(number), longest_bar })
    }

    fn heat_map(&mut self, map: &HeatMap) -> Markup {
        let Numbered { anchor, number } = self.numbering.heat_map(map);
        html! {
            figure id=(anchor) class="picture" {
                p class="caption" { span class="no" { (number) } " " (in_one_line(&map.title)) }
                div class="scroll" tabindex="0" { (heat_map::inline(map)) }
                @let description = in_one_line(&map.description);
                @if !description.is_empty() { figcaption class="definition" { (description) } }
            }
        }
    }
}
