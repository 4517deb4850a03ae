//! Which codings and documents a query means in a study.

use std::collections::BTreeMap;

use themata_model::{
    Asked, Assignment, AssignmentState, CoderId, CoderKind, Codings, DocumentId, Draw, Query,
    Round, RoundId, Scope, Turn,
};
use themata_testkit::{Fixture, fixture};

const CODES: &str = "
leadership
  shared vision
  turnover
IT
  shared care record
  interoperability
";

const DOCUMENTS: &str = "
//- north site:01 role:nurse
NURSE: We knew where we were going from the first day.
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ shared vision @ana facilitator 50
               ^^^^^^^^^^^^^^^^^^^ shared vision @ben
INTERVIEWER: And the record?
NURSE: The record never loads, and the director left.
       ^^^^^^^^^^^^^^^^^^^^^^ shared care record @ana barrier 80
       ^^^^^^^^^^^^^^^^^^^^^^ interoperability @ana
       ^^^^^^^^^^^^^^^^^^^^^^ turnover @ben barrier
                                   ^^^^^^^^^^^^^^^^^ turnover @ana barrier
//- south site:04 role:manager
MANAGER: It works, honestly.
         ^^^^^^^^ shared care record @ana facilitator 0
//- west role:manager
MANAGER: Nothing to add.
";

fn ask(query: &str) -> Result<(Fixture, Asked), String> {
    let fixture = fixture(CODES, DOCUMENTS);
    let turns: BTreeMap<DocumentId, Vec<Turn>> =
        fixture.transcripts.iter().map(|(&id, t)| (id, t.turns.clone())).collect();
    let query = Query::parse(query).map_err(|error| error.to_string())?;
    let asked = query
        .resolve(&fixture.study)
        .map_err(|error| format!("{error}; {}", error.advice().unwrap_or("no advice")))?
        .ask(Scope { study: &fixture.study, turns: &turns });
    Ok((fixture, asked))
}

fn check(query: &str, expect: &[&str]) {
    let (fixture, asked) = ask(query).expect("the query is sound");
    let drawn: Vec<String> = asked
        .codings
        .iter()
        .map(|coding| {
            let words = fixture.transcripts[&coding.document].text.slice(coding.span);
            let code = &fixture.study.codebook[coding.code].name;
            let coder = fixture.study.coder(coding.coder).map(|c| c.name.as_str());
            format!("{} = {code} @{}", words.unwrap_or("?"), coder.unwrap_or("?"))
        })
        .collect();
    assert_eq!(drawn, expect);
}

#[test]
fn a_code_means_itself_and_its_subcodes() {
    check("code:turnover coder:ben", &["The record never loads = turnover @ben"]);
    check(
        "code:leadership coder:ana",
        &[
            "We knew where we were going = shared vision @ana",
            "the director left = turnover @ana",
        ],
    );
}

#[test]
fn a_theme_is_a_group_of_the_codebook() {
    check("theme:it site:04", &["It works = shared care record @ana"]);
}

#[test]
fn two_codes_mean_excerpts_that_carry_both() {
    check(
        "code:\"shared care record\" code:interoperability",
        &[
            "The record never loads = shared care record @ana",
            "The record never loads = interoperability @ana",
        ],
    );
    // Two coders said the two things of the same words; neither said both.
    check("code:interoperability code:turnover", &[]);
    check(
        "code:shared-care-record NOT code:interoperability",
        &["It works = shared care record @ana"],
    );
}

#[test]
fn a_valence_belongs_to_its_own_coding() {
    check("valence:barrier theme:IT", &["The record never loads = shared care record @ana"]);
    check("valence:none code:it", &["The record never loads = interoperability @ana"]);
}

#[test]
fn a_weight_is_a_number_a_range_or_none() {
    check("weight:80", &["The record never loads = shared care record @ana"]);
    check(
        "weight:>=50",
        &[
            "We knew where we were going = shared vision @ana",
            "The record never loads = shared care record @ana",
        ],
    );
    let light = ["It works = shared care record @ana"];
    for query in ["weight:<50", "weight:<=0", "weight:0", "weight:0..49", "weight:=0"] {
        check(query, &light);
    }
    let heavy = ["The record never loads = shared care record @ana"];
    for query in ["weight:>50", "weight:51..80", "weight:≥80", "NOT weight:<=50,none"] {
        check(query, &heavy);
    }
    check("weight:none theme:IT", &["The record never loads = interoperability @ana"]);
    check("weight:none,0 theme:IT site:04", &light);
}

#[test]
fn a_weight_that_cannot_be_is_an_error() {
    let error = |query: &str| ask(query).map(|_| ()).expect_err("no such weight");
    for query in ["weight:101", "weight:high", "weight:12.5", "weight:>=", "weight:1..x"] {
        assert!(error(query).contains("a whole number from 0 to 100"), "{}", error(query));
    }
    for query in ["weight:>100", "weight:<0", "weight:60..40"] {
        assert!(error(query).starts_with("there is no weight"), "{}", error(query));
    }
}

#[test]
fn a_weight_is_told_in_words() {
    let told = |query: &str| {
        let fixture = fixture(CODES, DOCUMENTS);
        let query = Query::parse(query).expect("a query");
        query.explained(&fixture.study).expect("it fits")[0].meaning.clone()
    };
    assert_eq!(told("weight:80"), "codings with a weight of 80");
    assert_eq!(
        told("weight:>=50,<20,30..40,none"),
        "codings with a weight of at most 19 or 30 to 40 or at least 50, or without one"
    );
    assert_eq!(told("weight:none"), "codings without a weight");
}

#[test]
fn a_study_of_before_weights_keeps_its_attribute_of_that_name() {
    let fixture =
        fixture(CODES, "\n//- one weight:80\nNURSE: Yes.\n       ^^^ turnover @ana\n");
    let query = Query::parse("weight:80").expect("a query");
    let resolved = query.resolve(&fixture.study).expect("the attribute is meant");
    let scope = Scope { study: &fixture.study, turns: &BTreeMap::new() };
    assert_eq!(resolved.ask(scope).codings.len(), 1);
    let meaning = query.explained(&fixture.study).expect("it fits")[0].meaning.clone();
    assert_eq!(meaning, "what lies in one, of which weight is 80");
}

#[test]
fn either_branch_keeps_its_own_meaning() {
    check(
        "code:interoperability OR site:04",
        &[
            "The record never loads = interoperability @ana",
            "It works = shared care record @ana",
        ],
    );
}

#[test]
fn a_choice_without_codes_means_no_other_code() {
    // Of an excerpt with two codes, only the one that is named.
    check(
        "code:interoperability (site:01 OR site:04)",
        &["The record never loads = interoperability @ana"],
    );
    let (_, asked) = ask("code:interoperability (site:01 OR site:04)").unwrap();
    assert_eq!(asked.codes.len(), 1);
}

#[test]
fn a_speaker_is_found_by_turn() {
    check("speaker:manager", &["It works = shared care record @ana"]);
    check("speaker:interviewer", &[]);
}

#[test]
fn the_universe_is_what_the_query_can_hold_in() {
    let names = |query: &str| {
        let (fixture, asked) = ask(query).expect("the query is sound");
        asked
            .documents
            .iter()
            .filter_map(|&id| fixture.study.document(id).map(|d| d.name.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("code:turnover"), ["north", "south", "west"]);
    assert_eq!(names("role:manager NOT code:turnover"), ["south", "west"]);
    assert_eq!(names("site:04 OR code:turnover role:nurse"), ["north", "south"]);
}

#[test]
fn names_that_are_not_there_are_suggested() {
    let fails = |query: &str| ask(query).map(|_| ()).unwrap_err();
    assert_eq!(
        fails("code:turnovr"),
        "no code is called `turnovr` (character 1 of the query); did you mean `turnover`?"
    );
    assert_eq!(
        fails("site:01 theme:turnover"),
        "`turnover` is a code, not a theme (character 9 of the query); write code:\"turnover\"; \
         its theme is `leadership`"
    );
    assert_eq!(
        fails("site:03"),
        "no document has site `03` (character 1 of the query); site is one of: 01, 04"
    );
    assert_eq!(
        fails("sites:03"),
        "no attribute is called `sites` (character 1 of the query); did you mean `site`?"
    );
}

#[test]
fn a_query_can_hold_where_its_speaker_speaks() {
    let fixture = fixture(CODES, DOCUMENTS);
    let document = &fixture.study.documents[0];
    let can_hold = |query: &str| -> Vec<usize> {
        let resolved = Query::parse(query).unwrap().resolve(&fixture.study).unwrap();
        let turns = fixture.transcripts[&document.id].turns.iter().enumerate();
        turns
            .filter(|(_, t)| resolved.can_hold_at((document.id, t.span), t.speaker))
            .map(|(at, _)| at)
            .collect()
    };
    let nurse = [0, 2];
    assert_eq!(can_hold("speaker:NURSE"), nurse);
    assert_eq!(can_hold("speaker:NURSE code:leadership"), nurse);
    assert_eq!(can_hold("NOT speaker:NURSE"), [1]);
    assert_eq!(can_hold("speaker:NURSE OR coder:ana"), [0, 1, 2]);
    assert_eq!(can_hold("speaker:NURSE site:04"), [0usize; 0]);
    let asks = |query: &str| {
        let query = Query::parse(query).unwrap();
        query.resolve(&fixture.study).unwrap().asks_of_places()
    };
    assert!(asks("site:01 NOT speaker:NURSE") && !asks("site:01 code:leadership"));
}

#[test]
fn a_round_means_its_documents() {
    let mut fixture = fixture(CODES, DOCUMENTS);
    let study = &mut fixture.study;
    let mut round = |number: u32, name: &str, documents: &[&str]| {
        let (id, draw) = (RoundId(number), Draw::default());
        let (name, codebook_version) = (name.to_owned(), None);
        let made = Round { id, name, codebook_version, blind: false, opened: false, draw };
        study.rounds.push(made);
        for document in documents {
            let document = study.document_named(document).expect("a document").id;
            let state = AssignmentState::Excused;
            // Who codes and how far it has come makes no difference.
            for coder in [CoderId(1), CoderId(2)] {
                study.assignments.push(Assignment { round: id, document, coder, state });
            }
        }
    };
    round(1, "Pilot 1", &["south", "west"]);
    round(2, "main", &["north"]);
    let check = |query: &str, expect: Result<&[&str], &str>| {
        let query = Query::parse(query).expect("a sound query");
        let found = query.resolve(&fixture.study).map(|resolved| {
            let asked = resolved.ask(Scope { study: &fixture.study, turns: &BTreeMap::new() });
            let names = asked.documents.iter().map(|&id| fixture.study.document(id));
            names.map(|known| known.expect("a document").name.clone()).collect::<Vec<_>>()
        });
        match (found, expect) {
            (Ok(found), Ok(expect)) => assert_eq!(found, expect),
            (Err(error), Err(advice)) => assert_eq!(error.advice(), Some(advice)),
            (found, _) => panic!("{query}: {found:?}"),
        }
    };
    check("round:\"pilot 1\"", Ok(&["south", "west"]));
    check("NOT round:\"pilot 1\"", Ok(&["north"]));
    check("round:main,\"pilot 1\" role:manager", Ok(&["south", "west"]));
    check("round:mian", Err("did you mean `main`?"));
    check("round:elsewhere", Err("`themata round list` lists the rounds"));
}

/// Two documents coded by people, on the first of which something was agreed.
fn settled() -> Fixture {
    let mut fixture = fixture(
        "A\nB",
        "
//- first site:01
ANA: The record never loads.
     ^^^^^^^^^^ A @ana
         ^^^^^^ A @ben
     ^^^^^^^^^^ A @agreed
//- second site:02
ANA: It works, honestly.
     ^^^^^^^^ A @ana
               ^^^^^^^^ B @ben
//- third site:02
ANA: Nothing to add.
     ^^^^^^^ B @ana
",
    );
    for coder in &mut fixture.study.coders {
        if coder.name == "agreed" {
            coder.kind = CoderKind::Consensus;
        }
    }
    fixture
}

/// Who coded what is meant by a query over that, by document.
fn meant(fixture: &Fixture, query: &str) -> Vec<String> {
    let turns: BTreeMap<DocumentId, Vec<Turn>> =
        fixture.transcripts.iter().map(|(&id, t)| (id, t.turns.clone())).collect();
    let query = Query::parse(query).expect("it is a query");
    let resolved = query.resolve(&fixture.study).expect("its names are known");
    let asked = resolved.ask(Scope { study: &fixture.study, turns: &turns });
    let said = asked.codings.iter().map(|coding| {
        let coder = fixture.study.coder(coding.coder).expect("it is known");
        format!("{} {}", coding.document.0, coder.name)
    });
    said.collect()
}

#[test]
fn the_final_coding_is_what_was_agreed_on_and_elsewhere_what_people_coded() {
    let mut fixture = settled();
    assert_eq!(meant(&fixture, "coder:final"), ["1 agreed", "2 ana", "2 ben", "3 ana"]);
    assert_eq!(meant(&fixture, "coder:FINAL code:A"), ["1 agreed", "2 ana"]);
    assert_eq!(meant(&fixture, "coder:final site:02 NOT coder:ben"), ["2 ana", "3 ana"]);
    // With a name beside it, that coder's codings count everywhere.
    assert_eq!(meant(&fixture, "coder:final,ben code:A"), ["1 agreed", "1 ben", "2 ana"]);
    // Held against others, both sides are of it.
    let overlaps = "(code:A coder:final) OVERLAPS (code:A coder:final)";
    assert_eq!(meant(&fixture, overlaps), Vec::<String>::new());

    // Held against each other, coders are people.
    let resolved =
        Query::parse("coder:final").unwrap().resolve_compared(&fixture.study).unwrap();
    let asked = resolved.ask(Scope { study: &fixture.study, turns: &BTreeMap::new() });
    assert_eq!(asked.codings.len(), 5);

    // Where nothing was agreed on, it is what people coded; where nobody coded, the other.
    let people = fixture.study.codings.as_slice().to_vec();
    let (agreed, people): (Vec<_>, Vec<_>) = people.into_iter().partition(|coding| {
        fixture.study.coder(coding.coder).is_some_and(|coder| coder.name == "agreed")
    });
    fixture.study.codings = Codings::new(people);
    assert_eq!(meant(&fixture, "coder:final"), meant(&fixture, ""));
    fixture.study.codings = Codings::new(agreed);
    assert_eq!(meant(&fixture, "coder:final"), ["1 agreed"]);

    // A coder who is called so is that coder.
    let mut fixture = settled();
    fixture.study.coders[0].name = "Final".to_owned();
    assert_eq!(meant(&fixture, "coder:final"), ["1 Final", "2 Final", "3 Final"]);
}
