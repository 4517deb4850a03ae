use proptest::prelude::*;

use super::Query;

fn check(text: &str, expect: &str) {
    let shown = match Query::parse(text) {
        Ok(query) => query.to_string(),
        Err(error) => format!("error: {error}"),
    };
    assert_eq!(shown, expect);
}

#[test]
fn terms_are_joined() {
    check("", "");
    check("theme:leadership   code:it site:04", "theme:leadership code:it site:04");
    check("a:1 AND b:2 OR c:3", "(a:1 b:2) OR c:3");
    check("a:1 (b:2 OR NOT (c:3 d:4))", "a:1 (b:2 OR NOT (c:3 d:4))");
    check("site : 04 , 05", "site:04,05");
    check("speaker:\"Manager 1\"", "speaker:\"Manager 1\"");
    check("speaker:“Manager 1”", "speaker:\"Manager 1\"");
    check("code:OR", "code:\"OR\"");
}

#[test]
fn what_is_no_query_says_where() {
    check(
        "leadership",
        "error: `leadership` is a bare word; a query is made of terms `name:value` (character 1 \
         of the query)",
    );
    check("site:04 (", "error: the query ends where a term was expected");
    check("(site:04", "error: a bracket that is never closed (character 1 of the query)");
    check(
        "site:04)",
        "error: a closing bracket without an opening one (character 8 of the query)",
    );
    check("é:\"04", "error: a quotation mark that is never closed (character 3 of the query)");
    check("site:", "error: `site:` is followed by no value");
    check("code:a:b", "error: this does not belong here (character 7 of the query)");
}

proptest! {
    #[test]
    fn the_standard_spelling_means_the_same(text in "[a-c:(),\" ORNTAD1\\\\]{0,40}") {
        if let Ok(query) = Query::parse(&text) {
            let again = Query::parse(&query.to_string());
            prop_assert_eq!(again.map(|q| q.to_string()), Ok(query.to_string()));
        }
    }
}
