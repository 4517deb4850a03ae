#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::Change;
use themata_store::Action;

use crate::codebook::{CodeField, CodeTexts, CodedAgain};
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::rounds::{RoundPlan, Step, StepQuestion};
use crate::{CharSpan, ExcerptQuestion, Project, Session, Valence, Weight};

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

fn wanted(span: (u32, u32), codes: &[&str]) -> PlacedCodes {
    PlacedCodes {
        document: 1,
        span: CharSpan::new(span.0, span.1),
        whole_words: true,
        codes: codes.iter().map(|&code| code.to_owned()).collect(),
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    }
}

/// Two coders, codes `waiting`, `delay` and `calls`, and the first words coded as `waiting`
/// by both; ana says `delay` of them too.
fn project() -> Project {
    let mut project =
        Project::in_memory(&session("ana", 1), "a study", &["ana", "ben"]).unwrap();
    let files =
        vec![Incoming::held("a.txt", b"NURSE: We wait for weeks.\n\nNURSE: They call.")];
    project.import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "waiting"), (5, "delay"), (6, "calls")] {
        let texts = CodeTexts::default();
        project.codebook_add(&session("ana", number), name, None, &texts).unwrap();
    }
    project.code_at(&session("ana", 7), &wanted((0, 7), &["waiting", "delay"])).unwrap();
    project.code_at(&session("ben", 8), &wanted((0, 7), &["waiting"])).unwrap();
    let marked = PlacedCodes {
        valence: Some(Valence::Barrier),
        memo: Some("how long?".to_owned()),
        ..wanted((8, 17), &["waiting"])
    };
    project.code_at(&session("ben", 9), &marked).unwrap();
    project
}

/// Coder, code and number of every coding.
fn said(project: &mut Project) -> Vec<(String, String, u32)> {
    let codings = project.reading(1).unwrap().codings;
    codings.into_iter().map(|coding| (coding.coder, coding.code_name, coding.id)).collect()
}

fn of(project: &mut Project, code: u32) -> Vec<Vec<(u32, String)>> {
    let excerpts = project.code_excerpts(code, None, 10).unwrap().excerpts;
    excerpts.into_iter().map(|excerpt| excerpt.codings).collect()
}

#[test]
fn everyone_keeps_what_they_said_under_another_code() {
    let mut project = project();
    let before = said(&mut project);
    let excerpts = of(&mut project, 0);
    assert_eq!(excerpts.len(), 2);
    let first: Vec<u32> = excerpts[0].iter().map(|(id, _)| *id).collect();
    let done = project.code_again(&session("ana", 20), &first, 1).unwrap();
    // ana had said `delay` of the excerpt already; ben had not.
    assert_eq!(done, CodedAgain { moved: 1, dropped: 1 });
    let codings = project.reading(1).unwrap().codings;
    let delays: Vec<_> =
        codings.iter().filter(|coding| coding.code == 1).map(|c| c.coder.as_str()).collect();
    assert_eq!(delays, ["ana", "ben"]);
    assert_eq!(of(&mut project, 0).len(), 1);

    let marked = of(&mut project, 0)[0][0].0;
    project.code_again(&session("ana", 21), &[marked], 1).unwrap();
    let codings = project.reading(1).unwrap().codings;
    let marked = codings.iter().find(|coding| coding.id == marked).unwrap();
    assert_eq!((marked.code, marked.coder.as_str()), (1, "ben"));
    assert_eq!(marked.valence, Some(Valence::Barrier));
    assert_eq!(marked.memo.as_deref(), Some("how long?"));

    project.undo(&session("ana", 22)).unwrap();
    project.undo(&session("ana", 23)).unwrap();
    assert_eq!(said(&mut project), before);
}

#[test]
fn what_cannot_be_applied_or_is_gone_is_refused() {
    let mut project = project();
    let before = said(&mut project);
    project.codebook_set(&session("ana", 20), 2, CodeField::Assignable(false), None).unwrap();
    let refused = project.code_again(&session("ana", 21), &[1], 2);
    assert!(refused.unwrap_err().message.contains("calls"));
    let refused = project.code_again(&session("ana", 22), &[1, 99], 1);
    assert!(refused.unwrap_err().message.contains("no such coding any more"));
    assert!(project.code_again(&session("ana", 23), &[1], 77).is_err());
    assert_eq!(said(&mut project), before);
}

fn round(project: &mut Project, blind: bool) {
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind,
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 30), &plan).unwrap();
}

#[test]
fn what_a_coder_finished_in_a_round_is_not_coded_again() {
    let mut project = project();
    round(&mut project, false);
    let question = StepQuestion { round: "pilot".to_owned(), ..StepQuestion::default() };
    project.assignments_step(&session("ben", 31), Step::Finish, &question).unwrap();
    let (before, excerpts) = (said(&mut project), of(&mut project, 0));
    let both: Vec<u32> = excerpts[0].iter().map(|(id, _)| *id).collect();
    let refused = project.code_again(&session("ana", 32), &both, 1).unwrap_err();
    assert!(refused.message.contains("`ben` has finished"), "{}", refused.message);
    assert_eq!(said(&mut project), before);
}

#[test]
fn what_a_blind_round_keeps_back_is_neither_told_nor_touched() {
    let mut project = project();
    let bens = of(&mut project, 0)[1][0].0;
    round(&mut project, true);
    let mut project = project.seen_by(Some("ana".to_owned()));
    let open = project.codebook_reading(Some(0), None, 9).unwrap().open.unwrap();
    assert_eq!(open.counts.coders, ["ana"]);
    assert_eq!(open.excerpts.excerpts.len(), 1);
    assert_eq!(project.codebook_merge_preview(0, 1).unwrap().merged.carried, 0);
    let refused = project.code_again(&session("ana", 32), &[bens], 1).unwrap_err();
    assert!(refused.message.contains("no such coding"), "{}", refused.message);
    assert!(project.codebook_example(&session("ana", 33), 0, bens).is_err());
}

#[test]
fn a_merger_is_told_before_it_is_done() {
    let mut project = project();
    let preview = project.codebook_merge_preview(0, 1).unwrap();
    assert_eq!((preview.source.as_str(), preview.target.as_str()), ("waiting", "delay"));
    assert_eq!(preview.target_codings, 1);
    assert!(!preview.has_texts);
    let merged = project.codebook_merge(&session("ana", 20), "waiting", "delay").unwrap();
    assert_eq!(preview.merged, merged);
    assert_eq!((merged.carried, merged.dropped), (2, 1));
    assert!(project.codebook_merge_preview(1, 1).is_err());
    assert!(project.codebook_merge_preview(1, 9).is_err());
}

#[test]
fn the_queries_of_counts_mean_what_is_counted() {
    let mut project = project();
    let file = Incoming::held("b.txt", b"NURSE: We wait too.");
    project
        .import(&session("ana", 20), vec![file], &ImportOptions::default(), &|_, _| {})
        .unwrap();
    let at = PlacedCodes { document: 2, ..wanted((0, 7), &["waiting"]) };
    project.code_at(&session("ben", 21), &at).unwrap();
    let sheet = b"document,site\nb,\"0\"\"4\"\n";
    project.attributes_import(&session("ana", 22), sheet, None).unwrap();
    let rename = CodeField::Name("wait \"long\" \\ *".to_owned());
    project.codebook_set(&session("ana", 23), 0, rename, None).unwrap();
    let open = project.codebook_reading(Some(0), None, 3).unwrap().open.unwrap();
    assert_eq!(open.counts.by.as_deref(), Some("site"));
    assert_eq!(open.counts.coders, ["ana", "ben"]);
    let values: Vec<_> = open.counts.rows.iter().map(|row| row.value.as_deref()).collect();
    assert_eq!(values, [Some("0\"4"), Some("no site"), None]);
    for row in &open.counts.rows {
        for counted in row.coders.iter().chain([&row.all]) {
            let found = project.codings(&counted.query).unwrap().rows.len();
            assert_eq!(found, counted.codings, "{}", counted.query);
        }
        let question = ExcerptQuestion { query: row.all.query.clone(), ..Default::default() };
        assert!(!project.excerpts(&question).unwrap().rows.is_empty());
    }
    assert_eq!(open.counts.rows.last().unwrap().documents, 2);
    let listed = project.codes().unwrap();
    assert_eq!((listed[0].codings, listed[0].documents), (4, 2));
}

#[test]
fn each_field_is_said_anew_and_undone() {
    let mut project = project();
    let read = |project: &mut Project| {
        project.codebook_reading(Some(0), None, 3).unwrap().open.unwrap()
    };
    let before = read(&mut project);
    let text = || "words".to_owned();
    for (number, field) in [
        CodeField::Short(text()),
        CodeField::Definition(text()),
        CodeField::UseWhen(text()),
        CodeField::DoNotUseWhen(text()),
        CodeField::Examples(vec![text(), "  ".to_owned()]),
        CodeField::Colour(Some("#112233".to_owned())),
        CodeField::Assignable(false),
    ]
    .into_iter()
    .enumerate()
    {
        project.codebook_set(&session("ana", 20 + number as u64), 0, field, None).unwrap();
    }
    let after = read(&mut project);
    assert_eq!(after.short, "words");
    assert_eq!(after.definition, "words");
    assert_eq!((after.use_when.as_str(), after.do_not_use_when.as_str()), ("words", "words"));
    assert_eq!(after.examples, ["words"]);
    assert_eq!(after.colour.to_string(), "#112233");
    assert!(after.has_own_colour && !after.assignable);
    for number in 0..7 {
        project.undo(&session("ana", 40 + number)).unwrap();
    }
    assert_eq!(read(&mut project), before);
    let wrong = CodeField::Colour(Some("blueish".to_owned()));
    assert!(project.codebook_set(&session("ana", 50), 0, wrong, None).is_err());
    assert!(
        project
            .codebook_set(&session("ana", 51), 9, CodeField::Assignable(true), None)
            .is_err()
    );
}

#[test]
fn an_excerpt_becomes_an_example_once() {
    let mut project = project();
    let coding = of(&mut project, 0)[0][0].0;
    assert!(project.codebook_example(&session("ana", 20), 0, coding).unwrap());
    assert!(!project.codebook_example(&session("ana", 21), 0, coding).unwrap());
    let open = project.codebook_reading(Some(0), None, 3).unwrap().open.unwrap();
    assert_eq!(open.examples, [open.excerpts.excerpts[0].words.clone()]);
    assert!(project.codebook_example(&session("ana", 22), 0, 999).is_err());
}

#[test]
fn a_retired_code_comes_back() {
    let mut project = project();
    project.codebook_retire(&session("ana", 20), "calls").unwrap();
    assert!(!project.codes().unwrap()[2].active);
    project.codebook_restore(&session("ana", 21), 2).unwrap();
    assert!(project.codes().unwrap()[2].active);
    assert!(project.codebook_restore(&session("ana", 22), 2).is_err());
}

#[test]
fn colours_that_are_hard_to_tell_apart_are_named() {
    let mut project = project();
    let other = project.codes().unwrap()[1].colour.to_string();
    project.codebook_set(&session("ana", 20), 0, CodeField::Colour(Some(other)), None).unwrap();
    let open = project.codebook_reading(Some(0), None, 0).unwrap().open.unwrap();
    assert_eq!(open.near, ["delay"]);
    let black = CodeField::Colour(Some("#000000".to_owned()));
    project.codebook_set(&session("ana", 21), 0, black, None).unwrap();
    let open = project.codebook_reading(Some(0), None, 0).unwrap().open.unwrap();
    assert!(open.near.is_empty());
}

#[test]
fn excerpts_come_page_by_page() {
    let mut project = project();
    let first = project.code_excerpts(0, None, 1).unwrap();
    assert_eq!((first.excerpts.len(), first.behind), (1, 1));
    let last = &first.excerpts[0];
    let behind = (last.document, last.span.start(), last.span.end());
    let next = project.code_excerpts(0, Some(behind), 1).unwrap();
    assert_eq!((next.excerpts.len(), next.behind), (1, 0));
    assert!(next.excerpts[0].before.ends_with(&format!("{} ", last.words)));
    assert!(project.code_excerpts(9, None, 1).is_err());
    let coding = last.codings[0].0;
    let places = project.coding_places(&[coding, 999]).unwrap();
    assert_eq!(places.into_iter().collect::<Vec<_>>(), [(coding, (1, last.span))]);
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_overwritten_unseen() {
    let mut project = project();
    let definition = |text: &str| CodeField::Definition(text.to_owned());
    let began = definition("");
    project.codebook_set(&session("ben", 20), 0, definition("ben's"), Some(&began)).unwrap();
    let refused = project
        .codebook_set(&session("ana", 21), 0, definition("ana's"), Some(&began))
        .unwrap_err();
    let meanwhile = refused.meanwhile.clone().unwrap();
    assert_eq!(
        (meanwhile.now, meanwhile.by),
        (vec!["ben's".to_owned()], Some("ben".to_owned()))
    );
    assert!(refused.message.ends_with("was changed meanwhile by ben"), "{}", refused.message);
    // Another field of the same code, and the same words, are in nobody's way.
    let short = CodeField::Short("in short".to_owned());
    let none = CodeField::Short(String::new());
    project.codebook_set(&session("ana", 22), 0, short, Some(&none)).unwrap();
    project.codebook_set(&session("ana", 23), 0, definition("ben's "), Some(&began)).unwrap();
    // Whoever has seen what stands there may replace it.
    let seen = definition("ben's");
    project.codebook_set(&session("ana", 24), 0, definition("ana's"), Some(&seen)).unwrap();

    project.codebook_rules(&session("ben", 25), "one each", Some("")).unwrap();
    // Who gave the codebook another title has changed no rules.
    project
        .store
        .transact(&session("ana", 30), |snapshot| {
            let book = snapshot.codebook()?;
            let before = (book.title.clone(), book.rules.clone());
            let after = ("waiting and calling".to_owned(), book.rules.clone());
            let changes = vec![Change::Codebook { before, after }];
            let summary = "give the codebook another title".to_owned();
            Ok::<_, crate::Failure>(Action { summary, changes, ..Action::default() })
        })
        .unwrap();
    let refused = project.codebook_rules(&session("ana", 26), "two", Some("")).unwrap_err();
    assert_eq!(refused.message, "the text of the coding rules was changed meanwhile by ben");
    let meanwhile = refused.meanwhile.unwrap();
    assert_eq!(
        (meanwhile.now, meanwhile.by.as_deref()),
        (vec!["one each".to_owned()], Some("ben"))
    );
    project.codebook_rules(&session("ana", 27), "two", Some("one each\r\n")).unwrap();
}

#[test]
fn examples_that_others_added_are_not_lost() {
    let mut project = project();
    let examples =
        |texts: &[&str]| CodeField::Examples(texts.iter().map(ToString::to_string).collect());
    project.codebook_set(&session("ben", 20), 0, examples(&["a"]), None).unwrap();
    let refused =
        project.codebook_set(&session("ana", 21), 0, examples(&["b"]), Some(&examples(&[" "])));
    assert_eq!(refused.unwrap_err().meanwhile.unwrap().now, ["a"]);
    let (both, seen) = (examples(&["a", "b"]), examples(&["a", ""]));
    project.codebook_set(&session("ana", 22), 0, both, Some(&seen)).unwrap();
}

#[test]
fn two_that_become_one_lose_no_weight_and_are_not_said_twice() {
    let mut project = project();
    let weighed = PlacedCodes { weight: Weight::new(3), ..wanted((0, 7), &["calls"]) };
    project.code_at(&session("ben", 20), &weighed).unwrap();
    let all: Vec<u32> = project
        .reading(1)
        .unwrap()
        .codings
        .iter()
        .filter(|it| it.coder == "ben" && it.span == CharSpan::new(0, 7))
        .map(|it| it.id)
        .collect();
    assert_eq!(all.len(), 2, "`waiting` without a weight, and `calls` with one");
    // The weight is said by no coding with `delay`, so it is kept; the other adds nothing.
    let weighed = *all.iter().max().unwrap();
    let mut first = vec![weighed];
    first.extend(all.iter().filter(|id| **id != weighed));
    project.code_again(&session("ana", 21), &first[..1], 1).unwrap();
    let done = project.code_again(&session("ana", 22), &first[1..], 1).unwrap();
    assert_eq!(done, CodedAgain { moved: 0, dropped: 1 });
    let codings = project.reading(1).unwrap().codings;
    let left: Vec<_> = codings
        .iter()
        .filter(|it| it.coder == "ben" && it.span == CharSpan::new(0, 7))
        .map(|it| (it.code, it.weight))
        .collect();
    assert_eq!(left.len(), 1);
    assert!(left[0].1.is_some(), "{left:?}");
}
