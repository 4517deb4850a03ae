//! Capitals, misspelling, regular expressions and order.

use themata_search::{Language, Words};

use crate::drawing::{check, check_in};

#[test]
fn two_equals_signs_ask_for_capitals_too() {
    let text = "IT said it. It did: the IT";
    check(text, "=it", "IT said it. It did: the IT\n^^      ~~  ^^          ~~\n");
    check(text, "==IT", "IT said it. It did: the IT\n^^                      ~~\n");
    check(text, "==it", "IT said it. It did: the IT\n        ^^\n");
    check(text, "==It", "IT said it. It did: the IT\n            ^^\n");
    check(text, "==\"the IT\"", "IT said it. It did: the IT\n                    ^^^^^^\n");
    check(text, "==I?", "IT said it. It did: the IT\n^^          ~~          ^^\n");
    check(text, "==i*", "IT said it. It did: the IT\n        ^^\n");
    check(text, "==/I[Tt]|it/", "IT said it. It did: the IT\n^^      ~~  ^^          ~~\n");
}

#[test]
fn capitals_and_accents_count_together() {
    let text = "École école Ecole ecole";
    check_in(Language::French, text, "==École", "École école Ecole ecole\n^^^^^\n");
    check_in(Language::French, text, "==école", "École école Ecole ecole\n      ^^^^^\n");
    check_in(
        Language::French,
        text,
        "==ecole",
        "École école Ecole ecole\n                  ^^^^^\n",
    );
    check_in(Language::French, text, "=école", "École école Ecole ecole\n^^^^^ ~~~~~\n");
    check_in(
        Language::French,
        text,
        "==Ecole~",
        "École école Ecole ecole\n^^^^^ ~~~~~ ^^^^^ ~~~~~\n",
    );
}

#[test]
fn a_tilde_finds_misspelt_words() {
    let text = "I receive, you recieve, we recive, they deceived; Reçeive";
    check(
        text,
        "recieve~",
        "
I receive, you recieve, we recive, they deceived; Reçeive
  ^^^^^^^      ~~~~~~~     ^^^^^^                 ~~~~~~~
",
    );
    check(text, "=recieve~", text_with(text, "  ^^^^^^^      ~~~~~~~     ^^^^^^").as_str());
    check(
        text,
        "recived~2",
        text_with(text, "  ^^^^^^^      ~~~~~~~     ^^^^^^       ~~~~~~~~  ^^^^^^^").as_str(),
    );
}

fn text_with(text: &str, carets: &str) -> String {
    format!("{text}\n{carets}\n")
}

#[test]
fn regular_expressions_match_whole_words() {
    let text = "colour Color coloured colours, Cölor";
    check(
        text,
        "/colou?r(ed)?/",
        "colour Color coloured colours, Cölor\n^^^^^^ ~~~~~ ^^^^^^^^          ~~~~~\n",
    );
    check(
        text,
        "/c(o|ö)lor/",
        "colour Color coloured colours, Cölor\n       ^^^^^                   ~~~~~\n",
    );
    check(
        text,
        "=/c(o|ö)lor/",
        "colour Color coloured colours, Cölor\n       ^^^^^                   ~~~~~\n",
    );
    check(
        text,
        "=/cölor/",
        "colour Color coloured colours, Cölor\n                               ^^^^^\n",
    );
    check(
        text,
        "/.*s/ NEAR/0 /c.l.r/",
        "colour Color coloured colours, Cölor\n                      ^^^^^^^  ~~~~~\n",
    );
    check("either and/or neither", "and/or", "either and/or neither\n       ^^^^^^\n");
}

#[test]
fn precedes_asks_for_the_order() {
    let text = "ask the nurse\nnurse, ask\nask him, him or her, nurse";
    check(text, "ask PRECEDES/1 nurse", "ask the nurse\n^^^     ~~~~~\n");
    check(
        text,
        "ask PRECEDES nurse",
        "ask the nurse\n^^^     ~~~~~\nask him, him or her, nurse\n^^^                  ~~~~~\n",
    );
    check(text, "nurse PRECEDES/0 ask", "nurse, ask\n^^^^^  ~~~\n");
    check(
        "ask ask nurse nurse",
        "ask PRECEDES/0 nurse",
        "ask ask nurse nurse\n    ^^^ ~~~~~\n",
    );
}

#[test]
fn an_expression_that_asks_for_much_is_answered_soon() {
    let words =
        Words::parse("/(a|a)*(a|a)*(a|a)*b/", &Language::ALL).expect("a sound expression");
    let text = themata_text::Text::new("a".repeat(100_000));
    let found = themata_search::places(&words, &text, text.span(), Language::English);
    assert_eq!(found, []);
}
