//! A report as a text for a word processor.

use super::body::{Body, Drawn, Sheet, Tone};
use super::grid::{facts, fitting, grid};
use super::package;
use crate::figure::count;
use crate::heat_map;
use crate::line::in_one_line;
use crate::remarks::remarks;
use crate::report::numbering::{Numbered, Numbering};
use crate::report::{
    CodeName, Excerpt, Exhibit, Fact, MemoGroup, Part, Report, ReportPart, Theme,
};
use crate::{HeatMap, page::checked};
use themata_analysis::{Cell, Column, Kind, Row, Table};

/// A report as a text of Word (Office Open XML), with the same parts, numbers and definitions
/// as [`page`](crate::page).
///
/// Headings are those of Word, so that it makes its list of contents of them; one stands behind
/// the title already. Tables repeat their headings on each page and part no row. Excerpts have
/// the style Quote and their credits the style Credit. Pages are numbered. `draw` makes points
/// of a picture, an SVG file; where it cannot, its values stand as a table.
///
/// # Errors
///
/// If a table has more than 63 columns.
pub fn report_docx(
    report: &Report,
    draw: &dyn Fn(&str) -> Option<Drawn>,
) -> Result<Vec<u8>, String> {
    let mut text = Text { body: Body::default(), numbering: Numbering::default(), draw };
    text.masthead(report);
    let parts: Vec<(ReportPart, String)> =
        report.parts().into_iter().map(|part| (part, text.numbering.heading(part))).collect();
    text.contents(report, &parts);
    for (part, number) in &parts {
        text.part(report, *part, number)?;
    }
    text.body.xml.push_str(&Sheet::Upright.properties(true, !text.has_sheets()));
    let Body { xml, pictures, .. } = text.body;
    let origin = package::About { title: &in_one_line(&report.title), origin: "" };
    package::packed(&origin, &xml, &pictures, true).map_err(|error| error.to_string())
}

struct Text<'a> {
    body: Body,
    numbering: Numbering,
    draw: &'a dyn Fn(&str) -> Option<Drawn>,
}

/// A heading as it is printed.
fn headed(number: &str, title: &str) -> String {
    if number.is_empty() { title.to_owned() } else { format!("{number}  {title}") }
}

fn theme_anchor(place: usize) -> String {
    format!("theme-{place}")
}

impl Text<'_> {
    /// Whether some sheets ended already: then the last ones do not begin the text.
    fn has_sheets(&self) -> bool {
        self.body.xml.contains("<w:sectPr>")
    }

    fn masthead(&mut self, report: &Report) {
        self.body.paragraph("Title", &in_one_line(&report.title));
        for (style, words) in [
            ("Subtitle", &report.subtitle),
            ("Definition", &report.date),
            ("Definition", &report.notice),
        ] {
            if !words.is_empty() {
                self.body.paragraph(style, &in_one_line(words));
            }
        }
    }

    fn contents(&mut self, report: &Report, parts: &[(ReportPart, String)]) {
        let mut entries = Vec::new();
        for (part, number) in parts {
            entries.push((1, part.as_str().to_owned(), headed(number, part.heading())));
            if *part == ReportPart::Themes {
                entries.extend((1_usize..).zip(&report.themes).map(|(place, theme)| {
                    let number = format!("{number}.{place}");
                    (2, theme_anchor(place), headed(&number, &in_one_line(&theme.title)))
                }));
            }
        }
        if !entries.is_empty() {
            self.body.paragraph("ContentsHeading", "Contents");
            self.body.contents(&entries);
        }
    }

    fn part(&mut self, report: &Report, part: ReportPart, number: &str) -> Result<(), String> {
        let style = if part.is_appendix() { "Appendix" } else { "Heading1" };
        self.body.heading(style, &headed(number, part.heading()), part.as_str());
        match part {
            ReportPart::Summary => self.paragraphs(&report.summary),
            ReportPart::Themes => {
                for (place, theme) in (1_usize..).zip(&report.themes) {
                    let heading =
                        headed(&format!("{number}.{place}"), &in_one_line(&theme.title));
                    self.body.heading("Heading2", &heading, &theme_anchor(place));
                    self.theme(theme)?;
                }
            }
            ReportPart::Memos => self.memos(&report.memos),
            ReportPart::Method => self.method(report),
            ReportPart::Codebook => self.codebook(report),
            part => {
                if let Some(part) = report.part(part) {
                    self.told(part)?;
                }
            }
        }
        Ok(())
    }

    fn paragraphs(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            self.body.paragraph("Normal", paragraph);
        }
    }

    fn told(&mut self, part: &Part) -> Result<(), String> {
        self.paragraphs(&part.paragraphs);
        if !part.facts.is_empty() {
            let told = part.facts.iter().map(|Fact { name, value }| (&**name, &**value));
            facts(&mut self.body, told);
        }
        for exhibit in &part.exhibits {
            match exhibit {
                Exhibit::Table(table) => self.table(table)?,
                Exhibit::HeatMap(map) => self.heat_map(map)?,
            }
        }
        Ok(())
    }

    /// A table under its caption; one that is too wide has sheets across to itself.
    fn table(&mut self, table: &Table) -> Result<(), String> {
        let numbered = self.numbering.table(table);
        let (sheet, density) = fitting(table);
        if sheet == Sheet::Across {
            let first = !self.has_sheets();
            self.body.end_sheets(Sheet::Upright, first);
        }
        self.caption(&numbered, &table.title);
        grid(&mut self.body, table, (sheet, density))
            .map_err(|error| format!("{error}: {}", in_one_line(&table.title)))?;
        self.under(table);
        if sheet == Sheet::Across {
            self.body.end_sheets(Sheet::Across, false);
        }
        Ok(())
    }

    fn caption(&mut self, Numbered { anchor, number }: &Numbered, title: &str) {
        self.body.open("Caption");
        self.body.place(anchor, number);
        self.body.run(&format!("  {}", in_one_line(title)), Tone::default());
        self.body.close();
    }

    fn under(&mut self, table: &Table) {
        let definition = in_one_line(&table.whole_definition());
        if !definition.is_empty() {
            self.body.paragraph("Definition", &definition);
        }
        for remark in remarks(table) {
            self.body.paragraph("Definition", &format!("Note: {remark}"));
        }
    }

    fn heat_map(&mut self, map: &HeatMap) -> Result<(), String> {
        let numbered = self.numbering.heat_map(map);
        self.caption(&numbered, &map.title);
        let description = in_one_line(&map.description);
        // Title and description are printed around it.
        let bare = HeatMap { title: String::new(), description: String::new(), ..map.clone() };
        match (self.draw)(&heat_map::heat_map(&bare)) {
            Some(drawn) => {
                let says = format!("{}. {description}", in_one_line(&map.title));
                self.body.picture(drawn, &says);
            }
            None => {
                let table = as_table(map);
                let fitting = fitting(&table);
                grid(&mut self.body, &table, (Sheet::Upright, fitting.1))
                    .map_err(|error| format!("{error}: {}", in_one_line(&map.title)))?;
            }
        }
        if !description.is_empty() {
            self.body.paragraph("Definition", &description);
        }
        Ok(())
    }

    fn theme(&mut self, theme: &Theme) -> Result<(), String> {
        if !theme.statement.is_empty() {
            self.body.paragraph("Normal", &theme.statement);
        }
        if !theme.codes.is_empty() {
            self.body.open("Codes");
            self.body.run("Codes: ", Tone::default());
            self.chips(&theme.codes);
            self.body.close();
        }
        if let Some(sites) = &theme.sites {
            self.table(sites)?;
        }
        if !theme.excerpts.is_empty() {
            let shown = theme.excerpts.len();
            let of = theme.excerpt_count.map(|of| format!(" {shown} of {}", count(of)));
            self.body.open("Heading3");
            self.body.run("Excerpts", Tone::default());
            self.body.run(&of.unwrap_or_default(), Tone { pale: true, ..Tone::default() });
            self.body.close();
            theme.excerpts.iter().for_each(|excerpt| self.excerpt(excerpt));
        }
        if !theme.counter_evidence.is_empty() {
            self.body.paragraph("Heading3", "Counter-evidence");
            theme.counter_evidence.iter().for_each(|excerpt| self.excerpt(excerpt));
        }
        Ok(())
    }

    fn excerpt(&mut self, excerpt: &Excerpt) {
        self.body.paragraph("Quote", excerpt.text.trim());
        if !excerpt.credit.is_empty() {
            self.body.paragraph("Credit", &in_one_line(&excerpt.credit));
        }
        if !excerpt.codes.is_empty() {
            self.body.open("Codes");
            self.chips(&excerpt.codes);
            self.body.close();
        }
    }

    /// Names of codes, each behind its colour: never the colour alone.
    fn chips(&mut self, codes: &[CodeName]) {
        for (place, code) in codes.iter().enumerate() {
            if place > 0 {
                self.body.run("   ", Tone::default());
            }
            self.chip(code, false);
        }
    }

    fn chip(&mut self, code: &CodeName, bold: bool) {
        if let Some(colour) = checked(code.colour.as_deref()) {
            self.body.run("■ ", Tone { colour: Some(colour), ..Tone::default() });
        }
        self.body.run(&in_one_line(&code.name), Tone { bold, ..Tone::default() });
    }

    fn memos(&mut self, groups: &[MemoGroup]) {
        for group in groups.iter().filter(|group| !group.memos.is_empty()) {
            self.body.paragraph("Heading3", &in_one_line(&group.title));
            for memo in &group.memos {
                if !memo.title.is_empty() {
                    self.body.open("Normal");
                    let tone = Tone { bold: true, ..Tone::default() };
                    self.body.run(&in_one_line(&memo.title), tone);
                    self.body.close();
                }
                if let Some(about) = &memo.about {
                    self.excerpt(about);
                }
                for line in memo.words.lines().filter(|line| !line.trim().is_empty()) {
                    self.body.paragraph("Normal", line.trim());
                }
                if !memo.by.is_empty() {
                    self.body.paragraph("Codes", &in_one_line(&memo.by));
                }
            }
        }
    }

    fn method(&mut self, report: &Report) {
        self.paragraphs(&report.method.paragraphs);
        if !report.method.definitions.is_empty() {
            let terms = report.method.definitions.iter();
            facts(&mut self.body, terms.map(|fact| (&*fact.name, &*fact.value)));
        }
        let Text { body, numbering, .. } = self;
        if numbering.definitions().is_empty() {
            return;
        }
        body.paragraph("Heading3", "What the tables and figures count");
        for definition in numbering.definitions() {
            body.open("Definition");
            for (place, Numbered { anchor, number }) in definition.exhibits.iter().enumerate() {
                if place > 0 {
                    body.run(", ", Tone::default());
                }
                body.link(anchor, number);
            }
            body.run(&format!("  {}", definition.text), Tone::default());
            body.close();
        }
    }

    fn codebook(&mut self, report: &Report) {
        for entry in &report.codebook {
            self.body.open(if entry.depth == 0 { "CodeGroup" } else { "CodeName" });
            self.chip(&entry.code, true);
            if let Some(codings) = entry.codings {
                let unit = if codings == 1 { "coding" } else { "codings" };
                let words = format!("  {} {unit}", count(codings));
                self.body.run(&words, Tone { pale: true, ..Tone::default() });
            }
            self.body.close();
            if !entry.definition.is_empty() {
                self.body.paragraph("CodeText", &entry.definition);
            }
            for (what, words) in
                [("Use when", &entry.use_when), ("Do not use when", &entry.do_not_use_when)]
            {
                if !words.is_empty() {
                    self.body.open("CodeText");
                    self.body.run(what, Tone { pale: true, ..Tone::default() });
                    self.body.run(&format!(" {words}"), Tone::default());
                    self.body.close();
                }
            }
            for example in &entry.examples {
                self.body.paragraph("CodeExample", example);
            }
        }
    }
}

/// The values of a picture, where it cannot be drawn.
fn as_table(map: &HeatMap) -> Table {
    let columns = map.columns.iter().enumerate();
    let columns =
        columns.map(|(place, name)| Column::new(place.to_string(), name.as_str(), map.kind));
    let name = std::iter::once(Column::new("name", "", Kind::Text));
    let mut table = Table::new("picture", map.title.as_str(), name.chain(columns));
    for row in &map.rows {
        let mut cells = vec![Cell::text(&row.name)];
        cells.extend((0..map.columns.len()).map(|place| match row.values.get(place) {
            Some(Some(value)) if map.kind == Kind::Count && *value >= 0.0 => {
                Cell::Count(*value as u64)
            }
            Some(Some(value)) => Cell::Number(*value),
            _ => Cell::Empty,
        }));
        table.rows.push(Row { depth: row.depth, total: false, cells });
    }
    table
}
