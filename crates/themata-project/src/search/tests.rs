#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::Session;

use super::listing::BATCH;
use crate::import::{ImportOptions, Incoming};
use crate::words::{PlaceOrder, Who};
use crate::{Project, SearchQuestion, Table};

/// More documents than are read at a time. All wait twice in one turn and once in another;
/// every third speaks of a list.
fn project() -> Project {
    let session = Session::fixed("ana", 1);
    let mut project = Project::in_memory(&session, "a study", &["ana"]).unwrap();
    let file = |number: usize| {
        let list = if number.is_multiple_of(3) { "A list." } else { "A café." };
        let said = format!("We wait {number} weeks, and they wait. {list}");
        let text = format!("INTERVIEWER: Do you wait?\n\nNURSE: {said}\n");
        // What is held is held by a program for as long as it runs.
        Incoming::held(&format!("{number:03}.txt"), text.leak().as_bytes())
    };
    let files = (0..BATCH + 6).map(file).collect();
    let options = ImportOptions::default();
    project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
    project
}

fn search(project: &mut Project, question: &SearchQuestion) -> Table {
    project.search(question, &|_, _| {}).unwrap()
}

#[track_caller]
fn check(question: &SearchQuestion, places: usize, documents: usize) {
    let mut project = project();
    let whole = search(&mut project, question);
    assert_eq!(whole.rows.len(), places);
    let told = format!("{places} places in {documents} documents");
    assert!(whole.definition.starts_with(&told), "{}", whole.definition);
    for limit in [0, 1, 2, 5, places - 1, places, places + 1] {
        let limited = SearchQuestion { limit: Some(limit), ..question.clone() };
        let table = search(&mut project, &limited);
        let listed = limit.min(places);
        assert_eq!(table.rows, whole.rows[..listed], "{limit}");
        let first =
            if limit < places { format!("The first {listed} of ") } else { String::new() };
        assert_eq!(table.definition, format!("{first}{}", whole.definition), "{limit}");
        assert_eq!(table.remarks, whole.remarks);
    }
}

fn of(words: &str) -> SearchQuestion {
    SearchQuestion { words: words.to_owned(), ..SearchQuestion::default() }
}

#[test]
fn a_limit_changes_neither_the_first_places_nor_how_many_there_are() {
    let all = BATCH + 6;
    check(&of("wait"), 3 * all, all);
    check(&SearchQuestion { kwic: true, ..of("list") }, all.div_ceil(3), all.div_ceil(3));
    check(&SearchQuestion { order: PlaceOrder::Right, ..of("wait") }, 3 * all, all);
}

#[test]
fn what_is_asked_at_a_place_is_asked_before_places_are_counted() {
    let all = BATCH + 6;
    check(&SearchQuestion { who: Who::Interviewers, ..of("wait") }, all, all);
    check(&SearchQuestion { query: "speaker:NURSE".to_owned(), ..of("wait") }, 2 * all, all);
}

#[test]
fn what_is_read_as_it_comes_is_short_and_says_how_to_get_all() {
    let mut project = project();
    let at_once = SearchQuestion { at_once: Some(7), ..of("wait") };
    let table = search(&mut project, &at_once);
    assert_eq!(table.rows.len(), 7);
    let all = 3 * (BATCH + 6);
    assert!(table.definition.starts_with(&format!("The first 7 of {all} places")));
    assert!(table.remarks[0].contains(&format!("`--limit {all}` lists all")));
    let limited = SearchQuestion { limit: Some(9), ..at_once.clone() };
    let table = search(&mut project, &limited);
    assert_eq!((table.rows.len(), table.remarks.len()), (9, 0));
    let few = SearchQuestion { words: "list".to_owned(), at_once: Some(500), ..at_once };
    assert!(search(&mut project, &few).remarks.is_empty());
}
