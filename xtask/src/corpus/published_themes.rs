use std::collections::{BTreeMap, BTreeSet};

use super::Corpus;
use super::quotes::imported;
use super::sheet::Sheet;
use crate::Result;

/// For each theme and document something that is counted.
type Counts = BTreeMap<(String, String), u64>;

/// Crosstabs of the themes that were published with the interviews, against counts that are
/// made from the published sheet directly.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("interviews-pdf");
    let study = corpus.program.study_of([folder.join("*.pdf")])?;
    let table = folder.join("coded-quotes.csv");
    let found = imported(corpus, &study, "theme")?;
    let is_placed = |row: &&serde_json::Value| {
        let found = row["found"].as_str().unwrap_or_default();
        !found.is_empty() && !found.starts_with("not") && !found.starts_with("in several")
    };
    let placed: BTreeSet<u64> =
        found.iter().filter(is_placed).filter_map(|row| row["line"].as_u64()).collect();
    sheet.told("quotes placed", format!("{} of {}", placed.len(), found.len()));

    // Quotes are listed by the first line that they stand on; the same words of the same
    // document on a later line were found in the same place.
    let rows = rows(&std::fs::read_to_string(&table)?);
    let mut first_lines: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for row in &rows {
        first_lines.entry((&row.document, &row.quote)).or_insert(row.line);
    }
    let mut excerpts: BTreeMap<(String, String), BTreeSet<u64>> = BTreeMap::new();
    for row in &rows {
        let line = first_lines[&(row.document.as_str(), row.quote.as_str())];
        if placed.contains(&line) {
            let key = (row.theme.to_lowercase(), row.document.clone());
            excerpts.entry(key).or_default().insert(line);
        }
    }
    let expected: Counts =
        excerpts.into_iter().map(|(key, lines)| (key, lines.len() as u64)).collect();

    let told = study.run([
        "table", "--rows", "code", "--cols", "document", "--cell", "excerpts", "--format",
        "json",
    ])?;
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let columns: Vec<(&str, &str)> = told["columns"]
        .as_array()
        .ok_or("the table has no columns")?
        .iter()
        .filter_map(|column| Some((column["key"].as_str()?, column["heading"].as_str()?)))
        .collect();
    let mut counted = Counts::new();
    let mut by_theme: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for row in told["rows"].as_array().ok_or("the table has no rows")? {
        let theme = row["code"].as_str().unwrap_or_default().to_lowercase();
        let cell = |key: &str| row[key].as_u64().unwrap_or(0);
        if theme == "total" {
            continue;
        }
        for (key, heading) in columns.iter().filter(|(key, _)| !["code", "total"].contains(key))
        {
            let document = heading.split(" - ").next().unwrap_or(heading);
            if cell(key) > 0 {
                counted.insert((theme.clone(), document.to_owned()), cell(key));
            }
        }
        by_theme.insert(theme, (0, cell("total")));
    }
    for ((theme, _), count) in &expected {
        by_theme.entry(theme.clone()).or_default().0 += count;
    }
    for (theme, (known, total)) in by_theme {
        sheet.expect(format!("excerpts of `{theme}`"), known, total);
    }
    let differ: Vec<String> = expected
        .keys()
        .chain(counted.keys())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .filter(|key| expected.get(key) != counted.get(key))
        .map(|(theme, document)| format!("{theme} in {document}"))
        .collect();
    sheet.expect("themes × documents with excerpts", expected.len(), counted.len());
    sheet.expect("cells that differ", "", differ.join("; "));
    Ok(())
}

/// A row of the published sheet.
struct Published {
    /// The line on which it begins, the head being the first.
    line: u64,
    document: String,
    quote: String,
    theme: String,
}

fn rows(text: &str) -> Vec<Published> {
    let mut records = records(text).into_iter();
    let head = records.next().map(|(_, head)| head).unwrap_or_default();
    let place = |name: &str| head.iter().position(|own| own.trim() == name);
    let (document, quote, theme) = (place("document ID"), place("text_chunk"), place("theme"));
    let cell = |row: &[String], at: Option<usize>| {
        at.and_then(|at| row.get(at)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    };
    records
        .map(|(line, row)| Published {
            line,
            document: cell(&row, document),
            quote: cell(&row, quote),
            theme: cell(&row, theme),
        })
        .filter(|row| !row.quote.is_empty() && !row.theme.is_empty())
        .collect()
}

/// The records of a sheet with the line on which each begins. This reader is not the
/// program's, so that the two can be held against each other.
fn records(text: &str) -> Vec<(u64, Vec<String>)> {
    let (mut records, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        line += u64::from(letter == '\n');
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                records.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        records.push((begun, row));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn records_are_read_with_their_lines() {
        let read = records("a,b\n\"x\n\"\"y\"\"\",2\r\n3,4");
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            read,
            [(1, row(["a", "b"])), (2, row(["x\n\"y\"", "2"])), (4, row(["3", "4"]))]
        );
    }
}
