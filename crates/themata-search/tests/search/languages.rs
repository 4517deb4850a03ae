//! Languages side by side, and scripts of every kind.

use themata_search::{Entry, Language};

use crate::drawing::{check, check_in, document_in, draw, find, index};

/// What is found in documents of several languages, each drawn.
#[track_caller]
fn check_all(documents: &[Entry], words: &str, expect: &str) {
    let index = index(documents);
    let mut drawing = String::new();
    for hit in find(&index, words) {
        let entry = documents.iter().find(|it| it.document == hit.passage.document);
        let entry = entry.expect("a document that was indexed");
        drawing += &draw(&[hit], words, entry.language, &entry.text);
    }
    assert_eq!(drawing, expect.trim_start_matches('\n'), "\n{drawing}");
}

#[test]
fn each_document_is_found_by_its_own_language() {
    let documents = [
        document_in(Language::English, 1, "the ward, wards"),
        document_in(Language::German, 2, "er ward, wir wurden, Wards"),
        document_in(Language::None, 3, "ward wards"),
    ];
    check_all(
        &documents,
        "wards",
        "
the ward, wards
    ^^^^  ~~~~~
er ward, wir wurden, Wards
   ^^^^              ~~~~~
ward wards
     ^^^^^
",
    );
}

#[test]
fn letters_of_their_own_are_those_of_the_document() {
    let documents = [
        document_in(Language::Spanish, 1, "ano año"),
        document_in(Language::English, 2, "ano año"),
        document_in(Language::Turkish, 3, "ILIK ilik"),
        document_in(Language::English, 4, "ILIK ilik"),
    ];
    check_all(&documents, "=año OR \"ano\"", "ano año\n^^^ ~~~\nano año\n^^^ ~~~\n");
    check_all(&documents, "año", "ano año\n    ^^^\nano año\n^^^ ~~~\n");
    check_all(&documents, "\"ano\"", "ano año\n^^^\nano año\n^^^ ~~~\n");
    check_all(&documents, "\"ilik\"", "ILIK ilik\n     ^^^^\nILIK ilik\n^^^^ ~~~~\n");
    check_all(&documents, "NOT \"ilik\" ILIK", "");
    check_all(&documents, "-año ilik", "ILIK ilik\n     ^^^^\nILIK ilik\n^^^^ ~~~~\n");
}

#[test]
fn every_language_joins_the_forms_of_its_words() {
    for (language, text, word) in [
        (Language::Arabic, "المستشفى", "مستشفى"),
        (Language::Danish, "patienterne", "patient"),
        (Language::Dutch, "wachtende", "wachtend"),
        (Language::Finnish, "sairaalassa", "sairaala"),
        (Language::French, "attentes", "attente"),
        (Language::Greek, "γιατρός", "γιατροί"),
        (Language::Hungarian, "házakban", "ház"),
        (Language::Italian, "ospedali", "ospedale"),
        (Language::Norwegian, "sykehusene", "sykehuset"),
        (Language::Portuguese, "esperando", "esperar"),
        (Language::Romanian, "spitalul", "spital"),
        (Language::Russian, "больницами", "больница"),
        (Language::Spanish, "esperando", "esperar"),
        (Language::Swedish, "sjukhuset", "sjukhus"),
        (Language::Tamil, "மருத்துவமனைகள்", "மருத்துவமனை"),
        (Language::Turkish, "hastaneler", "hastane"),
    ] {
        let carets = "^".repeat(text.chars().count());
        check_in(language, text, word, &format!("{text}\n{carets}\n"));
        check_in(Language::None, text, word, "");
    }
}

#[test]
fn signs_are_found_however_the_dictionary_cuts() {
    // The dictionary cuts 我们|在|医院|等待|着 and the like; any two signs side by side are found.
    let text = "我们在医院等待着，病人很多";
    let signs: Vec<char> = text.chars().collect();
    for at in 0..signs.len() - 1 {
        let pair: String = signs[at..at + 2].iter().collect();
        if pair.contains('，') {
            continue;
        }
        let carets = format!("{}^^", " ".repeat(at));
        check(text, &pair, &format!("{text}\n{carets}\n"));
    }
    check(text, "院等", "我们在医院等待着，病人很多\n    ^^\n");
    check(text, "等待着病人", "我们在医院等待着，病人很多\n     ^^^^^^\n");
}

#[test]
fn an_equals_sign_asks_for_words_of_the_dictionary() {
    let text = "我们在医院等待";
    check(text, "=医院", "我们在医院等待\n   ^^\n");
    check(text, "=院等", "");
    check(text, "=院", "");
    check(text, "医*", "我们在医院等待\n   ^^\n");
    check(text, "/.院/ NEAR/0 等待", "我们在医院等待\n   ^^~~\n");
    check(text, "我们 NEAR/1 医院", "我们在医院等待\n^^ ~~\n");
    check(text, "我们 NEAR/0 医院", "");
}

#[test]
fn scripts_of_every_kind_have_their_places() {
    check("ฉันรอหมอที่โรงพยาบาล", "หมอ", "ฉันรอหมอที่โรงพยาบาล\n     ^^^\n");
    check("病院で待っています", "待って", "病院で待っています\n   ^^^\n");
    check("カタカナのガス", "ｶﾞｽ", "カタカナのガス\n     ^^\n");
    check("한국어를 배워요", "한국*", "한국어를 배워요\n^^^^\n");
    check("हम अस्पताल में हैं", "अस्पताल", "हम अस्पताल में हैं\n   ^^^^^^^\n");
    check("שָׁלוֹם לכם", "שלום", "שָׁלוֹם לכם\n^^^^^^^\n");
    check("قال المُعَلِّم شيئا", "المعلم", "قال المُعَلِّم شيئا\n    ^^^^^^^^^^\n");
    check("👩‍⚕️👍🏽 wait 👩‍⚕️", "👩‍⚕️", "👩‍⚕️👍🏽 wait 👩‍⚕️\n^^^^        ~~~~\n");
    check("e\u{301}te\u{301} n\u{303}u", "été", "e\u{301}te\u{301} n\u{303}u\n^^^^^\n");
}
