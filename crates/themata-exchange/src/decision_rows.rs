use crate::Error;
use crate::sheet::{Sheet, cell};

/// A row of a list of disagreements that was filled in. An empty cell says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionRow {
    /// The line that the row begins on, counted from 1.
    pub line: u64,
    /// The number of the disagreement, as it stands there.
    pub number: String,
    /// The word for what was decided.
    pub decision: Option<String>,
    /// The coder who is right.
    pub coder: Option<String>,
    /// The words that are to carry the code instead.
    pub quote: Option<String>,
    /// The number of the turn that the words stand in, where they stand in several.
    pub in_turn: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The valence.
    pub valence: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What had been said when the list was made: the fingerprint that it came with.
    pub codings: Option<String>,
}

const NUMBER: [&str; 3] = ["number", "disagreement", "no"];

/// Reads a list of disagreements with decisions: CSV with commas, semicolons or tabs, in
/// UTF-8. It has the columns `number` and `decision` and may have `coder`, `quote`,
/// `in_turn`, `code`, `valence`, `reason` and `codings`; others are passed over.
///
/// # Errors
///
/// If the table cannot be read, or has no column for the numbers or the decisions.
pub fn decision_rows(bytes: &[u8]) -> Result<Vec<DecisionRow>, Error> {
    let sheet = Sheet::read(bytes)?;
    let needed = |what: &'static str, usual: &[&str]| {
        sheet.column(what, None, usual)?.ok_or_else(|| sheet.missing(what, ""))
    };
    let number = needed("number", &NUMBER)?;
    let decision = needed("decision", &["decision"])?;
    let column = |name: &'static str| sheet.column(name, None, &[name]);
    let coder = column("coder")?;
    let quote = column("quote")?;
    let in_turn = column("in turn")?;
    let code = column("code")?;
    let valence = column("valence")?;
    let reason = column("reason")?;
    let codings = column("codings")?;
    let rows = sheet.rows.iter().map(|(line, record)| {
        let said = |column: Option<usize>| {
            Some(cell(record, column).to_owned()).filter(|text| !text.is_empty())
        };
        DecisionRow {
            line: *line,
            number: cell(record, Some(number)).to_owned(),
            decision: said(Some(decision)),
            coder: said(coder),
            quote: said(quote),
            in_turn: said(in_turn),
            code: said(code),
            valence: said(valence),
            reason: said(reason),
            codings: said(codings),
        }
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::decision_rows;

    #[test]
    fn a_list_that_was_filled_in() {
        let sheet = b"number;document;turn;codes;decision;coder;In turn;reason;codings\n\
                      12;P1;3;IT;accept;ana;;she is right;12+15@ab\n14;P1;;IT;;;;;14@cd\n";
        let rows = decision_rows(sheet).unwrap();
        assert_eq!((rows.len(), rows[0].line, rows[0].number.as_str()), (2, 2, "12"));
        assert_eq!(rows[0].coder.as_deref(), Some("ana"));
        assert_eq!(rows[0].codings.as_deref(), Some("12+15@ab"));
        // The turn of the listing is where the disagreement is, not where words are wanted.
        assert_eq!((rows[0].in_turn.as_deref(), rows[0].code.as_deref()), (None, None));
        assert_eq!((rows[1].decision.as_deref(), rows[1].reason.as_deref()), (None, None));
    }

    #[test]
    fn what_is_needed_is_named() {
        let error = decision_rows(b"number,coder\n1,ana\n").unwrap_err();
        assert_eq!(error.to_string(), "the table has no column for the decision");
    }
}
