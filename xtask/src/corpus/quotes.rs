use super::Corpus;
use super::program::Study;
use super::sheet::Sheet;
use crate::Result;

/// The ways in which a quote can be found, as the program says them, from the strictest on.
const WAYS: [(&str, &str); 7] = [
    ("exactly", "exactly"),
    ("after normalising", "after normalising"),
    ("by its letters", "by its letters"),
    ("by the", "by the part outside brackets"),
    ("by its", "by its parts"),
    ("closely", "closely"),
    ("in several places", "in several places (not placed)"),
];

/// Brings in the quotes that the authors of the interviews coded, with one of their columns of
/// codes, and says of each where it was found.
pub(super) fn imported(
    corpus: &Corpus,
    study: &Study<'_>,
    codes: &str,
) -> Result<Vec<serde_json::Value>> {
    let table = corpus.path("interviews-pdf").join("coded-quotes.csv");
    let table = table.to_str().ok_or("the folder's name is no text")?;
    study.rows([
        "codings",
        "import",
        table,
        "--coder",
        "authors",
        "--document-column",
        "document ID",
        "--quote-column",
        "text_chunk",
        "--code-column",
        codes,
        "--new-codes",
    ])
}

/// The quotes that the authors of the interviews coded.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let study = corpus.program.study_of([corpus.path("interviews-pdf").join("*.pdf")])?;
    let rows = imported(corpus, &study, "code_1")?;
    sheet.expect("distinct quotes", 125, rows.len());
    let mut rest: Vec<&str> =
        rows.iter().map(|row| row["found"].as_str().unwrap_or("")).collect();
    let mut placed = rest.len();
    for (beginning, way) in WAYS {
        let before = rest.len();
        rest.retain(|found| !found.starts_with(beginning));
        sheet.told(format!("found {way}"), before - rest.len());
        if way.ends_with("(not placed)") {
            placed -= before - rest.len();
        }
    }
    sheet.told("not found", rest.len());
    placed -= rest.len();
    sheet.told("placed", format!("{placed} of {}", rows.len()));
    // Each quote is shown by its line in the table, for whoever wants to look.
    for row in &rows {
        let found = row["found"].as_str().unwrap_or_default();
        if found.starts_with("not") || found.starts_with("in several") {
            let place = row["place"].as_str().unwrap_or_default();
            sheet.told(format!("line {}", row["line"]), format!("{found}; {place}"));
        }
    }
    let codings = study.rows(["codings", "list"])?;
    sheet.told("codings", codings.len());
    let sound =
        study.run(["check"]).map_or_else(|error| error.to_string(), |_| "yes".to_owned());
    sheet.expect("the study is sound", "yes", sound);
    Ok(())
}
