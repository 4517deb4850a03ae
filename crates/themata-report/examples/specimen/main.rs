//! Prints a specimen with invented numbers and words, to look at how things are set.
//!
//! `specimen page` prints the report page (also without an argument), `specimen hard` one with
//! tables and pictures that are hard to set, `specimen heat-map` a picture as a file of its own,
//! `specimen table WIDTH` a table for a terminal.

mod hard;
mod study;

use std::io::{self, Write as _};

use themata_report::{HeatMap, Style, heat_map, page, terminal};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let text = match arguments.next().as_deref() {
        Some("heat-map") => heat_map(&HeatMap::of(&study::codes_by_site())),
        Some("table") => {
            let width = arguments.next().and_then(|width| width.parse().ok()).unwrap_or(80);
            terminal(&study::codes_by_site(), width, Style { colour: true })
        }
        Some("hard") => page(&hard::report()),
        _ => page(&study::report()),
    };
    io::stdout().write_all(text.as_bytes())
}
