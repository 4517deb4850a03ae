use clap::Args;

/// A query as the shell hands it over: in one piece or several.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct QueryArgs {
    /// Which: theme:leadership code:it site:04 coder:ana valence:barrier, AND OR NOT ( )
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
                && !name.contains(char::is_whitespace) =>
        {
            format!("{name}:\"{value}\"")
        }
        _ => piece.clone(),
    };
    pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
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
        check(&["code:\"shared vision\""], "code:\"shared vision\"");
    }
}
