//! Workbooks of Excel.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::cells::{self, Shared};
use super::looks::looks;
use super::strings::Strings;
use super::workbook::{say_others, wanted};
use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::package::Package;
use crate::table::Grid;
use crate::xml::attribute;

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct Listed {
    name: String,
    part: String,
    is_hidden: bool,
}

/// Reads the sheet that is wanted, or the first one that holds anything.
pub(super) fn read(
    bytes: &[u8],
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Result<Grid, Kind> {
    let mut package = Package::open("the workbook", bytes)?;
    let relations = package.relations("")?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_owned(), |main| main.target);
    let workbook = package.part(&main)?.ok_or_else(|| package.no_main_part())?;
    let targets = targets(&mut package, &main)?;
    let (sheets, from_1904) = listed(&workbook, &targets);
    if sheets.is_empty() {
        return Err(package.no_main_part());
    }
    let mut part = |kind: &str| match targets.iter().find(|target| target.kind == kind) {
        Some(target) => Ok(package.part(&target.part)?.unwrap_or_default()),
        None => Ok(String::new()),
    };
    let strings = Strings::read(&part("sharedStrings")?);
    let looks = looks(&part("styles")?);
    let shared = Shared { strings, looks, from_1904 };
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    if let Some(name) = name {
        let at = wanted(&names, name)?;
        let xml = package.part(&sheets[at].part)?.ok_or_else(|| package.no_main_part())?;
        return grid(&package, &sheets[at], &xml, &shared, diagnostics);
    }
    // What is hidden is seldom what is meant.
    let mut order: Vec<&Listed> = sheets.iter().collect();
    order.sort_by_key(|sheet| sheet.is_hidden);
    let mut order = order.into_iter();
    for sheet in order.by_ref() {
        let xml = package.part(&sheet.part)?.unwrap_or_default();
        if !cells::is_filled(xml.as_bytes()) {
            continue;
        }
        let grid = grid(&package, sheet, &xml, &shared, diagnostics)?;
        if grid.height() > 0 {
            drop(xml);
            let others: Vec<&str> = order
                .filter(|other| {
                    // A sheet that cannot be unpacked holds something.
                    let xml = package.part(&other.part).map(Option::unwrap_or_default);
                    xml.map_or(true, |xml| cells::is_filled(xml.as_bytes()))
                })
                .map(|other| other.name.as_str())
                .collect();
            say_others(&sheet.name, &others, diagnostics);
            return Ok(grid);
        }
    }
    Ok(Grid::default())
}

fn grid(
    package: &Package<'_>,
    sheet: &Listed,
    xml: &str,
    shared: &Shared,
    diagnostics: &mut Diagnostics,
) -> Result<Grid, Kind> {
    let mut found = cells::read(xml, shared)?;
    match found.damage.take_if(|_| found.grid.height() == 0) {
        Some(error) => Err(package.malformed(sheet.part.clone(), error)),
        None => Ok(found.settle(diagnostics)),
    }
}

/// What the workbook links to.
#[derive(Debug)]
struct Target {
    id: String,
    kind: String,
    part: String,
}

fn targets(package: &mut Package<'_>, main: &str) -> Result<Vec<Target>, Kind> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let links = format!("{folder}/_rels/{file}.rels");
    let xml = package.part(links.trim_start_matches('/'))?.unwrap_or_default();
    // The package knows where links lead, and in the same order.
    let relations = package.relations(main)?;
    let mut ids = Vec::new();
    let mut reader = Reader::from_str(&xml);
    while let Ok(event) = reader.read_event() {
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => break,
            _ => continue,
        };
        if attribute(&element, "Type").is_some() && attribute(&element, "Target").is_some() {
            ids.push(attribute(&element, "Id").unwrap_or_default());
        }
    }
    let pairs = ids.into_iter().zip(relations);
    Ok(pairs.map(|(id, link)| Target { id, kind: link.kind, part: link.target }).collect())
}

/// The sheets that hold cells, and whether days are counted from 1904.
fn listed(workbook: &str, targets: &[Target]) -> (Vec<Listed>, bool) {
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    let mut reader = Reader::from_str(workbook);
    while let Ok(event) = reader.read_event() {
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => break,
            _ => continue,
        };
        match element.local_name().as_ref() {
            "workbookPr" => {
                let value = attribute(&element, "date1904");
                from_1904 = matches!(value.as_deref(), Some("1" | "true" | "on"));
            }
            "sheet" if sheets.len() < 1_000 => {
                let id = attribute(&element, "id").unwrap_or_default();
                let target = targets.iter().find(|target| target.id == id);
                let Some(target) = target.filter(|target| target.kind == "worksheet") else {
                    continue;
                };
                sheets.push(Listed {
                    name: attribute(&element, "name").unwrap_or_default(),
                    part: target.part.clone(),
                    is_hidden: attribute(&element, "state").is_some_and(|s| s != "visible"),
                });
            }
            _ => {}
        }
    }
    (sheets, from_1904)
}
