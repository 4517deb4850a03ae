use clap::Args;

/// A query as the shell hands it over: in one piece or several.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct QueryArgs {
    /// Which: theme:leadership code:it site:04 'code:a OVERLAPS code:b' "words", AND OR NOT ( )
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

impl QueryArgs {
    /// The query as one text.
    pub(crate) fn text(&self) -> String {
        joined(&self.query)
    }
}

/// Joins the pieces of a query. The shell takes quotation marks away, so in a piece such as
/// `speaker:Manager 1` they are put back around the value.
pub(crate) fn joined(pieces: &[String]) -> String {
    let piece = |piece: &String| match piece.split_once(':') {
        Some((name, value))
            if value.contains(char::is_whitespace)
                && !value.contains([':', '"', '“', '(', ')'])
                && !name.contains(char::is_whitespace)
                && !value.split_whitespace().any(joins) =>
        {
            format!("{name}:\"{value}\"")
        }
        _ => piece.clone(),
    };
    pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
}

/// Whether a word joins what stands before and behind it, so that both are no one value.
fn joins(word: &str) -> bool {
    let operator = word.split('/').next().unwrap_or(word);
    matches!(
        operator,
        "AND"
            | "OR"
            | "NOT"
            | "OVERLAPS"
            | "WITHIN"
            | "ENCLOSES"
            | "EQUALS"
            | "PRECEDES"
            | "FOLLOWS"
            | "NEAR"
            | "IN"
    )
}

#[cfg(test)]
mod tests {
    use super::joined;

    fn check(pieces: &[&str], expect: &str) {
        let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        assert_eq!(joined(&pieces), expect);
    }

    #[test]
    fn quotation_marks_are_put_back() {
        check(&["theme:leadership", "site:04"], "theme:leadership site:04");
        check(&["speaker:Manager 1", "NOT", "site:04"], "speaker:\"Manager 1\" NOT site:04");
        check(&["theme:leadership site:04"], "theme:leadership site:04");
        check(&["code:it OVERLAPS waiting"], "code:it OVERLAPS waiting");
        check(
            &["code:it NEAR/3turns waiting", "site:04"],
            "code:it NEAR/3turns waiting site:04",
        );
        check(&["code:\"shared vision\""], "code:\"shared vision\"");
    }
}
