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
fn words_are_looked_for_as_they_are_written() {
    check("data sharing", "data sharing");
    check("\"data sharing\" AND wait* -nurse", "\"data sharing\" wait* NOT nurse");
    check("=“café noir” ==IT /colou?r(ed)? x/", "=\"café noir\" ==IT /colou?r(ed)? x/");
    check("co-worker recieve~2 NOT ‘so’", "co-worker recieve~2 NOT ‘so’");
    check("valence:- document:a/b", "valence:- document:a/b");
    check("weight:>=50,<20,none", "weight:>=50,<20,none");
}

#[test]
fn relations_bind_before_everything_else() {
    check("code:a OVERLAPS code:b site:04", "code:a OVERLAPS code:b site:04");
    check("NOT code:a \"within\" code:b", "NOT code:a \"within\" code:b");
    check("NOT code:a WITHIN (code:b OR c)", "NOT code:a WITHIN (code:b OR c)");
    check("a NEAR b NEAR/3 c", "(a NEAR/10 b) NEAR/3 c");
    check("code:a FOLLOWS code:b", "code:a FOLLOWS code:b");
    check("code:a PRECEDES/2p code:b", "code:a PRECEDES/2paragraphs code:b");
    check("code:a NEAR/1-turns code:b", "code:a NEAR/1turn code:b");
    check("code:a NOT NEAR/3t code:b", "code:a NOT NEAR/3turns code:b");
    check("code:a IN SAME turn code:b", "code:a IN SAME turn AS code:b");
    check("a IN SAME documents AS (b c)", "a IN SAME document AS (b c)");
    check("code:=a,\"b*\",c*", "code:=a,\"b*\",c*");
    check("a IN b", "a IN b");
    check("NEAR:a", "NEAR:a");
}

#[test]
fn words_part_from_what_must_hold_where_they_stand() {
    let check = |query: &str, expect: Option<(&str, &str)>| {
        let apart = Query::parse(query).expect("a sound query").apart();
        let apart = apart.map(|(words, rest)| (words, rest.to_string()));
        let expect = expect.map(|(words, rest)| (words.to_owned(), rest.to_owned()));
        assert_eq!(apart, expect, "{query}");
    };
    check("wait site:04", Some(("wait", "site:04")));
    check(
        "wait (a OR \"b c\") code:x -site:04",
        Some(("wait (a OR \"b c\")", "code:x NOT site:04")),
    );
    check("(a OR b) NEAR/3 c", Some(("(a OR b) NEAR/3 c", "")));
    check("a NEAR/3turns c", None);
    check("a OR code:b", None);
    check("a code:b OVERLAPS c", None);
    check("site:04", None);
}

#[test]
fn queries_come_apart_into_what_must_hold_and_what_is_enough() {
    fn check(text: &str, must: &[&str], enough: &[&str]) {
        let query = Query::parse(text).unwrap();
        let spelt = |parts: Vec<Query>| parts.iter().map(Query::to_string).collect::<Vec<_>>();
        assert_eq!(spelt(query.conjuncts()), must, "{text}");
        assert_eq!(spelt(query.disjuncts()), enough, "{text}");
    }
    check("", &[], &[""]);
    check("code:a site:04", &["code:a", "site:04"], &["code:a site:04"]);
    check("code:a OR site:04", &["code:a OR site:04"], &["code:a", "site:04"]);
    check("(a OR b) NOT code:c", &["a OR b", "NOT code:c"], &["(a OR b) NOT code:c"]);
}

#[test]
fn what_is_no_query_says_where() {
    check("site:04 (", "error: the query ends where a term was expected");
    check("(site:04", "error: a bracket that is never closed (character 1 of the query)");
    check(
        "site:04)",
        "error: a closing bracket without an opening one (character 8 of the query)",
    );
    check("é:\"04", "error: a quotation mark that is never closed (character 3 of the query)");
    check("site:", "error: `site:` is followed by no value");
    check("code:a:b", "error: this does not belong here (character 7 of the query)");
    check(
        "code:a overlaps code:b",
        "error: `overlaps` stands here as a word (character 8 of the query)",
    );
    check(
        "OVERLAPS code:a",
        "error: `OVERLAPS` has nothing before it (character 1 of the query)",
    );
    check("code:a OVERLAPS", "error: the query ends where a term was expected");
    check(
        "code:a NEAR/5miles code:b",
        "error: `5miles` is no distance (character 8 of the query)",
    );
    check(
        "code:a WITHIN/2 code:b",
        "error: `WITHIN` takes no distance (character 8 of the query)",
    );
    check("code:a IN SAME", "error: IN SAME is followed by no unit (character 8 of the query)");
    check(
        "code:a IN SAME word b",
        "error: `word` is no unit of IN SAME (character 16 of the query)",
    );
    check(
        "wait /colou",
        "error: a regular expression that is never closed (character 6 of the query)",
    );
}

proptest! {
    #[test]
    fn the_standard_spelling_means_the_same(text in "([a-c:(),\" 1\\\\*=/-]|OR |AND|NOT | NEAR/1 | OVERLAPS | IN SAME turn ){0,24}") {
        if let Ok(query) = Query::parse(&text) {
            let again = Query::parse(&query.to_string());
            prop_assert_eq!(again.map(|q| q.to_string()), Ok(query.to_string()));
        }
    }
}
