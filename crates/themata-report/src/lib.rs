//! How does a table or a study look on paper and on screen?
//!
//! Values go in, texts come out. Nothing here reads or writes files or knows a terminal: how
//! wide it is and whether it has colours is said by whoever asks.
//!
//! A [`Table`](themata_analysis::Table) leaves in a [`Format`] with [`written_as`], and becomes
//! part of a page with [`html()`]. A [`HeatMap`] becomes an SVG picture with [`heat_map()`]. A
//! [`Report`] becomes one page of HTML, tables, pictures and participants' words together, with
//! [`page()`].
//!
//! A number looks the same everywhere: thousands set apart by thin spaces, shares as per cents
//! with one decimal, measures with three; zero is a dot, nothing is a dash, and a number that
//! does not exist is `undefined`, with the reason in a remark.
//!
//! ```
//! use themata_analysis::{Cell, Column, Kind, Table};
//! use themata_report::{Style, csv, terminal};
//!
//! let mut table = Table::new(
//!     "codes",
//!     "Codes",
//!     [Column::new("code", "Code", Kind::Text), Column::new("share", "Share", Kind::Share)],
//! );
//! table.push([Cell::text("shared vision"), Cell::Number(0.375)]);
//! table.push([Cell::text("leadership turnover"), Cell::Number(0.0)]);
//! table.definition = "Share of all excerpts.".to_owned();
//!
//! let expect = "\
//! Codes
//!
//! Code                 Share
//! ──────────────────────────
//! shared vision        37.5%
//! leadership turnover      ·
//!
//! Share of all excerpts.
//! ";
//! assert_eq!(terminal(&table, 80, Style::default()), expect);
//! assert!(csv(&table).starts_with("code,share\r\n"));
//! ```
//!
//! Reading order: `figure` (how one cell is written), `line` (cutting and wrapping), `remarks`
//! (what stands under a table); the formats `terminal`, `csv`, `json`, `markdown`, `html`,
//! `workbook` and `docx`, and `format`, which chooses among them;
//! the pictures `heat_map` and `bar`, and those in `picture` with what they share; `report`
//! (what a report is made of) and `page` (how it is set).

mod archive;
mod bar;
mod csv;
mod docx;
mod dossier;
mod figure;
mod format;
mod heat_map;
mod html;
mod json;
mod line;
mod markdown;
mod page;
mod picture;
mod remarks;
mod report;
mod terminal;
mod workbook;

#[cfg(test)]
mod specimen;

pub use crate::archive::archive;
pub use crate::csv::csv;
pub use crate::docx::{Drawn, docx, report_docx};
pub use crate::dossier::{Dossier, DossierPart, dossier_json, dossier_markdown};
pub use crate::figure::cell_text;
pub use crate::format::{Format, Origin, Surroundings, written_as};
pub use crate::heat_map::{HeatMap, HeatRow, heat_map};
pub use crate::html::html;
pub use crate::json::json;
pub use crate::markdown::markdown;
pub use crate::page::{dossier_page, page, page_as_printed, table_page};
pub use crate::picture::alluvial::{
    Alluvial, AlluvialBlock, AlluvialFlow, AlluvialStage, alluvial,
};
pub use crate::picture::bars::{BarPart, BarRow, Bars, bars};
pub use crate::picture::cloud::{Cloud, CloudWord, cloud};
pub use crate::picture::clustered::{ClusteredMap, Distance, Grid, clustered_map};
pub use crate::picture::code_line::{CodeLane, CodeLine, LineTurn, code_line};
pub use crate::picture::forest::{Forest, ForestRow, Heterogeneity, RatioEstimate, forest};
pub use crate::picture::frame::Caption;
pub use crate::picture::network::{Network, NetworkCode, NetworkPair, NetworkTheme, network};
pub use crate::picture::palette::{Dash, Look, Pattern, Symbol, look};
pub use crate::picture::panels::{PanelGroup, Panels, panels};
pub use crate::picture::saturation::{
    Saturation, SaturationBand, SaturationRun, SaturationStep, saturation, saturation_by,
};
pub use crate::picture::theme_map::{MapCode, MapPair, MapTheme, ThemeMap, theme_map};
pub use crate::picture::word_tree::{WordTree, word_tree};
pub use crate::report::{
    CodeName, CodebookEntry, Excerpt, Exhibit, Fact, MemoGroup, Method, Part, Report,
    ReportMemo, ReportPart, Theme,
};
pub use crate::terminal::{Style, terminal};
pub use crate::workbook::workbook;
