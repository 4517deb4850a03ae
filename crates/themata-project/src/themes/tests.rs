#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use super::{EvidenceAt, EvidenceSide, MapPut, NewTheme, ThemeEdit};
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::plot::{PlotKind, PlotQuestion, ThemeMapPlot};
use crate::{CharSpan, Project, Session, Valence};

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

/// A document with two codes, and a theme `care` with the first of them.
fn project() -> Project {
    let mut project =
        Project::in_memory(&session("ana", 1), "a study", &["ana", "ben"]).unwrap();
    let files =
        vec![Incoming::held("a.txt", b"NURSE: We wait for weeks.\n\nNURSE: They call.")];
    project.import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "waiting"), (5, "calls")] {
        let texts = CodeTexts::default();
        project.codebook_add(&session("ana", number), name, None, &texts).unwrap();
    }
    for (number, coder, valence) in
        [(6, "ana", Some(Valence::Barrier)), (7, "ben", Some(Valence::Facilitator))]
    {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(0, 7),
            whole_words: true,
            codes: vec!["waiting".to_owned()],
            new_code: None,
            valence,
            weight: None,
            memo: None,
        };
        project.code_at(&session(coder, number), &wanted).unwrap();
    }
    let new = NewTheme {
        title: "care".to_owned(),
        statement: "It takes long.".to_owned(),
        codes: vec!["waiting".to_owned()],
    };
    project.theme_new(&session("ana", 8), &new).unwrap();
    project
}

fn evidence(side: Option<EvidenceSide>, note: Option<&str>, was: Option<&str>) -> EvidenceAt {
    EvidenceAt {
        theme: 1,
        document: 1,
        span: CharSpan::new(0, 7),
        side,
        note: note.map(str::to_owned),
        was: was.map(str::to_owned),
    }
}

#[test]
fn a_theme_is_told_with_its_numbers() {
    let mut project = project();
    let listing = project.theme_listing("").unwrap();
    assert!(!listing.are_groups);
    let theme = &listing.themes[0];
    assert_eq!((theme.codings, theme.excerpts, theme.documents), (2, 1, 1));
    assert_eq!((theme.coders, theme.barriers, theme.facilitators), (2, 1, 1));
    assert_eq!((theme.sites, theme.query.as_str()), (None, "theme:care"));
    let reading = project.theme_reading(1, "").unwrap();
    assert_eq!(reading.members[0].codings, 2);
    assert!(project.theme_reading(2, "").is_err());
}

#[test]
fn the_later_of_two_who_state_a_theme_is_told_what_it_states() {
    let mut project = project();
    let stated = |statement: &str, was: &str| ThemeEdit {
        statement: Some(statement.to_owned()),
        was_statement: Some(was.to_owned()),
        ..ThemeEdit::default()
    };
    let theirs = stated("It takes too long.", "It takes long.");
    project.theme_edit(&session("ben", 10), "care", &theirs).unwrap();
    let mine = stated("Nobody comes.", "It takes long.");
    let failure = project.theme_edit(&session("ana", 11), "care", &mine).unwrap_err();
    let meanwhile = failure.meanwhile.clone().unwrap();
    assert_eq!(meanwhile.now, ["It takes too long."]);
    assert_eq!(meanwhile.by.as_deref(), Some("ben"));
    let mine = stated("Nobody comes.", "It takes too long.");
    project.theme_edit(&session("ana", 12), "care", &mine).unwrap();
    let titled = ThemeEdit {
        title: Some("nobody".to_owned()),
        was_title: Some("elsewhere".to_owned()),
        ..ThemeEdit::default()
    };
    let failure = project.theme_edit(&session("ana", 13), "care", &titled).unwrap_err();
    assert_eq!(failure.meanwhile.unwrap().now, ["care"]);
    assert_eq!(project.theme_reading(1, "").unwrap().theme.statement, "Nobody comes.");
}

#[test]
fn an_excerpt_speaks_for_a_theme_against_it_or_not_at_all() {
    let mut project = project();
    let said = evidence(Some(EvidenceSide::For), Some("clear"), None);
    assert!(project.theme_evidence_at(&session("ana", 10), &said).unwrap());
    assert!(!project.theme_evidence_at(&session("ana", 11), &said).unwrap());
    // Turned round, it keeps what was said of it.
    let turned = evidence(Some(EvidenceSide::Against), None, None);
    assert!(project.theme_evidence_at(&session("ana", 12), &turned).unwrap());
    let read = project.theme_reading(1, "").unwrap().evidence;
    assert_eq!((read[0].side, read[0].note.as_str()), (EvidenceSide::Against, "clear"));
    assert_eq!(read[0].quote.as_ref().unwrap().0, "We wait");
    let late = evidence(Some(EvidenceSide::Against), Some("mine"), Some(""));
    let failure = project.theme_evidence_at(&session("ana", 13), &late).unwrap_err();
    assert_eq!(failure.meanwhile.unwrap().now, ["clear"]);
    assert!(
        project.theme_evidence_at(&session("ana", 14), &evidence(None, None, None)).unwrap()
    );
    project.theme_evidence_at(&session("ana", 15), &evidence(None, None, None)).unwrap_err();
    let outside = EvidenceAt { span: CharSpan::new(5, 900), ..said };
    project.theme_evidence_at(&session("ana", 16), &outside).unwrap_err();
    assert!(project.theme_reading(1, "").unwrap().evidence.is_empty());
}

#[test]
fn themes_stay_where_they_were_put() {
    let mut project = project();
    let put = |x, y| MapPut { theme: 1, x, y, only_if_loose: false };
    assert_eq!(project.themes_put(&session("ana", 10), &[put(1, 2), put(70, 310)]).unwrap(), 1);
    assert_eq!(project.themes_put(&session("ana", 11), &[put(70, 310)]).unwrap(), 0);
    project.themes_put(&session("ana", 12), &[put(70, 20_001)]).unwrap_err();
    project.themes_put(&session("ana", 13), &[MapPut { theme: 9, ..put(0, 0) }]).unwrap_err();
    let mut drawn = || {
        let kind = PlotKind::Map(ThemeMapPlot { together: true });
        let question = PlotQuestion { query: String::new(), kind };
        project.plot(&question, &|_, _| {}).unwrap().svg
    };
    let svg = drawn();
    assert!(svg.contains(r#"data-map-theme="1" data-x="70" data-y="310""#), "{svg}");
    assert!(svg.contains("In no theme: calls.") && svg.contains("1 excerpt"), "{svg}");
    project.undo(&session("ana", 14)).unwrap();
    let place = |project: &mut Project| {
        project.snapshot().unwrap().study().unwrap().themes[0].map_place
    };
    assert_eq!(place(&mut project), None);
    project.redo(&session("ana", 15)).unwrap();
    assert!(place(&mut project).is_some());
    assert_eq!(project.themes_put_back(&session("ana", 16)).unwrap(), 1);
    assert_eq!(place(&mut project), None);
    assert_eq!(project.check().unwrap().faults, 0);
}

#[test]
fn a_theme_that_somebody_put_meanwhile_stays_there() {
    let mut project = project();
    let put = |x, only_if_loose| [MapPut { theme: 1, x, y: 9, only_if_loose }];
    assert_eq!(project.themes_put(&session("ana", 10), &put(5, true)).unwrap(), 1);
    assert_eq!(project.themes_put(&session("ben", 11), &put(40, false)).unwrap(), 1);
    assert_eq!(project.themes_put(&session("ana", 12), &put(5, true)).unwrap(), 0);
    assert_eq!(project.theme_listing("").unwrap().themes[0].map_place, Some((40, 9)));
}

#[test]
fn a_title_and_a_place_on_the_map_are_taken_back_apart() {
    let mut project = project();
    let put = [MapPut { theme: 1, x: 5, y: 9, only_if_loose: false }];
    let theme = |project: &mut Project| {
        let theme = project.theme_listing("").unwrap().themes.remove(0);
        (theme.title, theme.map_place)
    };
    let edit = |title: &str| ThemeEdit { title: Some(title.to_owned()), ..Default::default() };
    project.themes_put(&session("ana", 10), &put).unwrap();
    project.theme_edit(&session("ben", 11), "care", &edit("waiting times")).unwrap();
    // Ana takes back where she put it, and ben's title stays.
    project.undo_own(&session("ana", 12)).unwrap();
    assert_eq!(theme(&mut project), ("waiting times".to_owned(), None));
    project.themes_put(&session("ana", 13), &put).unwrap();
    project.undo_own(&session("ben", 14)).unwrap();
    assert_eq!(theme(&mut project), ("care".to_owned(), Some((5, 9))));
    assert_eq!(project.check().unwrap().faults, 0);
}
