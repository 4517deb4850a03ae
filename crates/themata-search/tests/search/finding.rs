use themata_search::{Entry, Language, Order, Words};
use themata_text::{CharSpan, Text};

use crate::drawing::{check, check_in, document, document_in, find, index};

const WARD: &str = "\
Anna: We waited for hours, 🙂 just waiting.
Bo: The nurses’ list was the waiting list.
Anna: A nurse said: wait, and we wait and wait.

Bo: Nobody’s list, nobody’s fault.";

#[test]
fn a_word_is_found_in_all_its_forms() {
    check(
        WARD,
        "Waits",
        "
Anna: We waited for hours, 🙂 just waiting.
         ^^^^^^                   ~~~~~~~
Bo: The nurses’ list was the waiting list.
                             ^^^^^^^
Anna: A nurse said: wait, and we wait and wait.
                    ^^^^         ~~~~     ^^^^
",
    );
}

#[test]
fn an_equals_sign_asks_for_the_form_as_typed() {
    check(
        WARD,
        "=waiting",
        "
Anna: We waited for hours, 🙂 just waiting.
                                  ^^^^^^^
Bo: The nurses’ list was the waiting list.
                             ^^^^^^^
",
    );
}

#[test]
fn words_side_by_side_must_all_be_there() {
    check(
        WARD,
        "anna nurse",
        "
Anna: A nurse said: wait, and we wait and wait.
^^^^    ~~~~~
",
    );
}

#[test]
fn not_leaves_passages_out() {
    let expect = "
Anna: We waited for hours, 🙂 just waiting.
         ^^^^^^                   ~~~~~~~
";
    check(WARD, "wait NOT nurse", expect);
    check(WARD, "wait AND NOT nurse", expect);
    check(WARD, "-nurse wait", expect);
    check(WARD, "NOT (nurse OR NOT wait)", expect);
}

#[test]
fn or_binds_weaker_than_and() {
    check(
        WARD,
        "fault OR the nurses",
        "
Bo: The nurses’ list was the waiting list.
    ^^^ ~~~~~~           ^^^
Bo: Nobody’s list, nobody’s fault.
                            ^^^^^
",
    );
}

#[test]
fn only_what_makes_the_passage_a_hit_is_shown() {
    // The first passage holds `hours` but not `fault`, so its `hours` is no reason.
    check(
        WARD,
        "just OR (hours AND fault)",
        "
Anna: We waited for hours, 🙂 just waiting.
                             ^^^^
",
    );
}

#[test]
fn a_phrase_is_one_place_and_is_not_stemmed() {
    check(
        WARD,
        "\"the waiting list\"",
        "
Bo: The nurses’ list was the waiting list.
                         ^^^^^^^^^^^^^^^^
",
    );
    check(WARD, "\"the wait list\"", "");
    check(WARD, "\"list waiting\"", "");
}

#[test]
fn a_star_in_a_phrase_is_any_one_word() {
    check(
        WARD,
        "\"we * for\" OR \"nurse* * was\"",
        "
Anna: We waited for hours, 🙂 just waiting.
      ^^^^^^^^^^^^^
Bo: The nurses’ list was the waiting list.
        ^^^^^^^^^^^^^^^^
",
    );
}

#[test]
fn a_place_inside_another_is_not_listed() {
    let words = "list OR \"waiting list\" OR see";
    check("the waiting list, see", words, "the waiting list, see\n    ^^^^^^^^^^^^  ~~~\n");
}

#[test]
fn phrases_do_not_run_from_passage_to_passage() {
    check("we wait\nand see", "\"wait and\"", "");
    check("we wait\nand see", "wait NEAR/9 see", "");
}

#[test]
fn wildcards_stand_for_letters() {
    check(
        WARD,
        "wait* hour?",
        "
Anna: We waited for hours, 🙂 just waiting.
         ^^^^^^     ~~~~~         ^^^^^^^
",
    );
    check(
        WARD,
        "*bod*’s",
        "
Bo: Nobody’s list, nobody’s fault.
    ^^^^^^^^       ~~~~~~~~
",
    );
}

#[test]
fn signs_that_mean_something_elsewhere_are_punctuation() {
    // What a regular expression or the engine's own query language would make of these.
    check("a.c abc a+ list~1", "a.c", "a.c abc a+ list~1\n^^^\n");
    check("a.c abc [list]", "[abc]", "a.c abc [list]\n    ^^^\n");
    check("title: list", "title:list", "title: list\n^^^^^^^^^^^\n");
    check("list/ .*", "list/", "list/ .*\n^^^^\n");
    check("did you wait? Yes", "\"you wait?\"", "did you wait? Yes\n    ^^^^^^^^\n");
}

#[test]
fn near_counts_the_words_between_in_either_order() {
    let text = "the nurse let us wait\nwait for the nurse\nnurse nurse";
    check(
        text,
        "nurse NEAR/2 wait",
        "the nurse let us wait\n    ^^^^^        ~~~~\nwait for the nurse\n^^^^         ~~~~~\n",
    );
    check(text, "nurse near/1 wait", "");
    check(text, "nurse NEAR/0 nurse", "nurse nurse\n^^^^^ ~~~~~\n");
    check(
        text,
        "wait NEAR (\"the nurse\" OR us)",
        "the nurse let us wait\n^^^^^^^^^     ~~ ^^^^\nwait for the nurse\n^^^^     ~~~~~~~~~\n",
    );
}

#[test]
fn accents_do_not_count_unless_asked_for() {
    let text = "Le Café noir\nle cafe\u{301} au lait\nthe CAFE";
    check(
        text,
        "cafe",
        "Le Café noir\n   ^^^^\nle cafe\u{301} au lait\n   ^^^^^\nthe CAFE\n    ^^^^\n",
    );
    check(text, "\"CAFÉ noir\"", "Le Café noir\n   ^^^^^^^^^\n");
    check(text, "=café", "Le Café noir\n   ^^^^\nle cafe\u{301} au lait\n   ^^^^^\n");
    check(text, "=cafe", "the CAFE\n    ^^^^\n");
    check(text, "=\"cafe\u{301} au\"", "le cafe\u{301} au lait\n   ^^^^^^^^\n");
    check(
        text,
        "caf?",
        "Le Café noir\n   ^^^^\nle cafe\u{301} au lait\n   ^^^^^\nthe CAFE\n    ^^^^\n",
    );
    check(text, "=*fé", "Le Café noir\n   ^^^^\nle cafe\u{301} au lait\n   ^^^^^\n");
}

#[test]
fn wildcards_regard_accents_as_words_do() {
    let text = "Café, cafe\u{301}s";
    check(text, "cafe*", "Café, cafe\u{301}s\n^^^^  ~~~~~~\n");
    check(text, "*e", "Café, cafe\u{301}s\n^^^^\n");
    check(text, "?cafe", "");
    check(text, "=cafe*", "");
    check(text, "=*é?", "Café, cafe\u{301}s\n      ^^^^^^\n");
}

#[test]
fn emoji_and_combining_marks_do_not_move_the_carets() {
    check(
        "👩‍⚕️ n\u{303}u 🙂🙂 wai\u{301}ting 我们等待 wait",
        "wait OR 等待 OR 🙂",
        "
👩‍⚕️ n\u{303}u 🙂🙂 wai\u{301}ting 我们等待 wait
         ^~ ^^^^^^^^   ~~ ^^^^
",
    );
}

#[test]
fn apostrophes_are_alike() {
    check("I don’t, I DON'T", "don't", "I don’t, I DON'T\n  ^^^^^    ~~~~~\n");
    check("I don't", "“don’t”", "I don't\n  ^^^^^\n");
}

#[test]
fn a_hyphenated_word_is_a_phrase_of_its_parts() {
    check(
        "my co-workers, my co. Workers",
        "co-worker",
        "my co-workers, my co. Workers\n   ^^^^^^^^^^     ~~~~~~~~~~~\n",
    );
}

#[test]
fn other_languages_have_their_own_forms() {
    check_in(
        Language::German,
        "Die Häuser am Haus",
        "haus",
        "Die Häuser am Haus\n    ^^^^^^    ~~~~\n",
    );
    check_in(Language::German, "schon schön", "=schon", "schon schön\n^^^^^\n");
    check_in(Language::French, "à l’hôpital", "hopital", "à l’hôpital\n    ^^^^^^^\n");
    check_in(Language::Danish, "ga gå", "ga", "ga gå\n^^\n");
    check_in(Language::Spanish, "ano año", "año", "ano año\n    ^^^\n");
    check_in(Language::None, "wait waiting", "wait", "wait waiting\n^^^^\n");
}

#[test]
fn an_accent_left_out_does_not_cost_the_stem() {
    // Without its accents the French participle has another stem than with them.
    check_in(Language::French, "préférées", "preferees", "préférées\n^^^^^^^^^\n");
    check_in(Language::French, "preferees", "préférées", "preferees\n^^^^^^^^^\n");
}

#[test]
fn places_beyond_the_text_are_none() {
    let words = Words::parse("wait", &[Language::English]).expect("a word");
    let text = Text::new("wait");
    assert_eq!(
        themata_search::places(&words, &text, CharSpan::new(0, 5), Language::English),
        []
    );
}

fn shown(hits: &[themata_search::Hit]) -> Vec<(u32, u32)> {
    hits.iter().map(|hit| (hit.passage.document, hit.passage.span.start())).collect()
}

#[test]
fn hits_come_by_document_and_place_or_by_score() {
    let documents = [
        document(9, "we wait"),
        document(2, "they say that all people in this place wait\nwait and wait"),
    ];
    let index = index(&documents);
    assert_eq!(shown(&find(&index, "wait")), [(2, 0), (2, 44), (9, 0)]);
    let words = Words::parse("wait", &[Language::English]).expect("a word");
    let by_score = index.find(&words, &|_| true, Order::Score).expect("a search");
    assert_eq!(shown(&by_score), [(2, 44), (9, 0), (2, 0)]);
    assert!(by_score.iter().all(|hit| hit.score > 0.0));
}

#[test]
fn a_word_found_by_two_of_its_forms_counts_once() {
    let documents = [document(1, "café"), document(2, "cafe")];
    let hits = find(&index(&documents), "cafe");
    assert_eq!(hits.len(), 2);
    assert!((hits[0].score - hits[1].score).abs() < f32::EPSILON);
}

#[test]
fn the_caller_says_which_documents_are_searched() {
    let documents: Vec<Entry> = (0..5).map(|number| document(number, "wait\nwait")).collect();
    let index = index(&documents);
    let words = Words::parse("wait", &[Language::English]).expect("a word");
    let asked = std::cell::RefCell::new(Vec::new());
    let within = |document: u32| {
        asked.borrow_mut().push(document);
        document % 2 == 1
    };
    let hits = index.find(&words, &within, Order::Place).expect("a search");
    assert_eq!(shown(&hits), [(1, 0), (1, 5), (3, 0), (3, 5)]);
    assert_eq!(*asked.borrow(), [0, 1, 2, 3, 4]);
}

#[test]
fn words_that_were_not_read_for_a_language_of_the_index_are_refused() {
    let index = index(&[document(1, "wait"), document_in(Language::German, 2, "warten")]);
    assert_eq!(index.languages(), [Language::English, Language::German]);
    let words = Words::parse("wait", &[Language::English]).expect("a word");
    let error = index.find(&words, &|_| true, Order::Place).expect_err("another language");
    assert_eq!(
        error.to_string(),
        "the index holds documents in the language `german`, for which the words were not read"
    );
    assert_eq!(error.hint(), Some("read the words for all languages of the index"));
}

#[test]
fn a_passage_beyond_its_text_is_refused() {
    let mut index = index(&[document(1, "wait")]);
    let bad = Entry { passages: vec![CharSpan::new(2, 9)], ..document(4, "short") };
    let error = index.rebuild("bad", [bad.clone()], &|_| ()).expect_err("beyond the text");
    assert_eq!(
        error.to_string(),
        "the passage 2..9 of document 4 reaches beyond its text of 5 characters"
    );
    assert!(index.update("bad", &[], [bad]).is_err());
    assert_eq!(index.stamp(), Some("a test"));
    assert_eq!(find(&index, "wait").len(), 1);
}
