//! What an analyst finds: saved queries, themes, summaries, proposals that are turned down.

use proptest::prelude::*;
use themata_codebook::{Code, CodeIndex};
use themata_model::{
    Change, Coder, CoderKind, DocumentId, Evidence, EvidenceSide, MapPlace, Rejection,
    SavedQuery, Session, Study, Summary, SummaryColumn, SummaryOf, Theme, ThemeId,
};
use themata_store::{Action, Error, Snapshot, Store};
use themata_text::CharSpan;

use super::{Deed, decide, wave};

/// One thing that an analyst may do.
#[derive(Clone, Debug)]
pub(crate) enum FindingDeed {
    Save { which: usize, note: bool },
    Unsave { which: usize },
    NewTheme { place: u32 },
    Rework { theme: usize, code: usize, document: usize, start: u32, against: bool },
    DropTheme { which: usize },
    Summarise { document: Option<usize>, theme: Option<usize>, code: usize, start: u32 },
    DropSummary { which: usize },
    Reject { document: usize, code: usize, start: u32 },
    Reconsider { which: usize },
}

pub(crate) fn deeds() -> impl Strategy<Value = FindingDeed> {
    prop_oneof![
        (0usize..4, any::<bool>()).prop_map(|(which, note)| FindingDeed::Save { which, note }),
        (0usize..4).prop_map(|which| FindingDeed::Unsave { which }),
        (0u32..3).prop_map(|place| FindingDeed::NewTheme { place }),
        (0usize..4, 0usize..4, 0usize..4, 0u32..40, any::<bool>()).prop_map(
            |(theme, code, document, start, against)| FindingDeed::Rework {
                theme,
                code,
                document,
                start,
                against
            }
        ),
        (0usize..4).prop_map(|which| FindingDeed::DropTheme { which }),
        (prop::option::of(0usize..4), prop::option::of(0usize..4), 0usize..4, 0u32..40)
            .prop_map(|(document, theme, code, start)| FindingDeed::Summarise {
                document,
                theme,
                code,
                start
            }),
        (0usize..4).prop_map(|which| FindingDeed::DropSummary { which }),
        (0usize..4, 0usize..4, 0u32..40).prop_map(|(document, code, start)| {
            FindingDeed::Reject { document, code, start }
        }),
        (0usize..4).prop_map(|which| FindingDeed::Reconsider { which }),
    ]
}

fn pick<T>(which: usize, all: &[T]) -> Option<&T> {
    all.get(which.checked_rem(all.len())?)
}

fn code(which: usize, study: &Study) -> Option<CodeIndex> {
    Some(CodeIndex::new(which.checked_rem(study.codebook.len())? as u32))
}

/// The changes of a deed, or none if there is nothing that it could be done to.
pub(crate) fn changes(
    deed: &FindingDeed,
    study: &Study,
    snapshot: &Snapshot<'_>,
) -> Result<Vec<Change>, Error> {
    Ok(some_changes(deed, study, snapshot)?.unwrap_or_default())
}

fn some_changes(
    deed: &FindingDeed,
    study: &Study,
    snapshot: &Snapshot<'_>,
) -> Result<Option<Vec<Change>>, Error> {
    let next = snapshot.next_ids()?;
    let at = Session::fixed("ana", 0).now;
    let by = Some("ana".to_owned());
    let stretch = |start| CharSpan::new(start, start + 7);
    Ok((|| match *deed {
        FindingDeed::Save { which, note } => {
            let name = format!("query {which}");
            let before = study.query_named(&name.to_uppercase()).cloned();
            let id = before.as_ref().map_or(next.query, |known| known.id);
            let note = note.then(|| "for the report".to_owned());
            let query = format!("wave:{}", before.is_some());
            let after = Some(SavedQuery { id, name, query, note, by, at });
            Some(vec![Change::SavedQuery { id, before, after }])
        }
        FindingDeed::Unsave { which } => {
            let known = pick(which, &study.queries)?.clone();
            Some(vec![Change::SavedQuery { id: known.id, before: Some(known), after: None }])
        }
        FindingDeed::NewTheme { place } => {
            let id = next.theme;
            let after = Some(theme(id, place));
            Some(vec![Change::Theme { id, before: None, after }])
        }
        FindingDeed::Rework { theme, code: member, document, start, against } => {
            let before = pick(theme, &study.themes)?;
            let mut after = before.clone();
            after.place += 1;
            let place = MapPlace { x: after.place, y: 2 };
            after.map_place = after.map_place.is_none().then_some(place);
            if let Some(code) = code(member, study) {
                match after.members.iter().position(|&member| member == code) {
                    Some(at) => drop(after.members.remove(at)),
                    None => after.members.insert(0, code),
                }
            }
            if let Some(document) = pick(document, &study.documents) {
                after.evidence.push(Evidence {
                    document: document.id,
                    span: stretch(start),
                    side: EvidenceSide::ALL[usize::from(against)],
                    note: against.then(|| "an exception".to_owned()),
                });
            }
            let (id, before) = (before.id, Some(before.clone()));
            Some(vec![Change::Theme { id, before, after: Some(after) }])
        }
        FindingDeed::DropTheme { which } => {
            let theme = pick(which, &study.themes)?;
            let column = SummaryColumn::Theme(theme.id);
            let of_theme = study.summaries.iter().filter(|summary| summary.column == column);
            let gone = |summary: &Summary| Change::Summary {
                id: summary.id,
                before: Some(summary.clone()),
                after: None,
            };
            let mut changes: Vec<Change> = of_theme.map(gone).collect();
            let (id, before) = (theme.id, Some(theme.clone()));
            changes.push(Change::Theme { id, before, after: None });
            Some(changes)
        }
        FindingDeed::Summarise { document, theme, code: member, start } => {
            let mut changes = Vec::new();
            let of = match document {
                Some(which) => SummaryOf::Document(pick(which, &study.documents)?.id),
                None => {
                    let (attribute, made) = wave(study);
                    changes = made;
                    SummaryOf::Value { attribute, value: format!("{}.5", start % 3) }
                }
            };
            let column = match theme {
                Some(which) => SummaryColumn::Theme(pick(which, &study.themes)?.id),
                None => SummaryColumn::Code(code(member, study)?),
            };
            let before = study.summary_in(&of, column).cloned();
            let id = before.as_ref().map_or(next.summary, |known| known.id);
            let excerpt = |document: &themata_model::Document| (document.id, stretch(start));
            let excerpts = study.documents.iter().map(excerpt).collect();
            let words = format!("They wait {start} days.");
            let after = Some(Summary { id, of, column, words, excerpts, by, at });
            changes.push(Change::Summary { id, before, after });
            Some(changes)
        }
        FindingDeed::DropSummary { which } => {
            let known = pick(which, &study.summaries)?.clone();
            Some(vec![Change::Summary { id: known.id, before: Some(known), after: None }])
        }
        FindingDeed::Reject { document, code: proposed, start } => {
            let document = pick(document, &study.documents)?.id;
            let code = code(proposed, study)?;
            let mut changes = Vec::new();
            let machines = study.coders.iter().filter(|known| known.kind == CoderKind::Machine);
            let machine = match machines.map(|known| known.id).next() {
                Some(known) => known,
                None => {
                    let (id, name, kind) =
                        (next.coder, "a program".to_owned(), CoderKind::Machine);
                    let after = Some(Coder { id, name, kind });
                    changes.push(Change::Coder { id, before: None, after });
                    id
                }
            };
            let (id, span, reason) = (next.rejection, stretch(start), by.clone());
            let after = Rejection { id, document, span, code, machine, by, at, reason };
            changes.push(Change::Rejection { id, before: None, after: Some(after) });
            Some(changes)
        }
        FindingDeed::Reconsider { which } => {
            let known = pick(which, &study.rejections)?.clone();
            Some(vec![Change::Rejection { id: known.id, before: Some(known), after: None }])
        }
    })())
}

fn theme(id: ThemeId, place: u32) -> Theme {
    Theme {
        id,
        title: format!("theme {id}"),
        statement: "It costs time.".to_owned(),
        members: Vec::new(),
        place,
        map_place: None,
        evidence: Vec::new(),
    }
}

/// A study with a document, a code and a theme.
fn with_theme() -> Store {
    let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    let deeds =
        [Deed::Import, Deed::AddCode, Deed::Finding(FindingDeed::NewTheme { place: 0 })];
    for (number, deed) in (1..).zip(&deeds) {
        let session = Session::fixed("ana", number);
        store.transact(&session, |snapshot| decide(deed, snapshot)).unwrap();
    }
    store
}

/// Whether a study with a theme takes some changes. If not, it is as it was.
fn takes(store: &mut Store, changes: Vec<Change>) -> bool {
    let before = store.snapshot().unwrap().study().unwrap();
    let number = store.snapshot().unwrap().history().unwrap().len() as u64 + 50;
    let action = Action { summary: "a deed".to_owned(), changes, ..Action::default() };
    let done = store.transact(&Session::fixed("ana", number), |_| Ok::<_, Error>(action));
    let after = store.snapshot().unwrap().study().unwrap();
    assert_eq!(done.is_ok(), before != after);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    done.is_ok()
}

fn put(theme: Theme) -> Vec<Change> {
    vec![Change::Theme { id: theme.id, before: None, after: Some(theme) }]
}

#[test]
fn titles_and_members_are_there_once() {
    let mut store = with_theme();
    let other = |title: &str, members: &[u32]| {
        let members = members.iter().copied().map(CodeIndex::new).collect();
        put(Theme { title: title.to_owned(), members, ..theme(ThemeId(2), 0) })
    };
    assert!(!takes(&mut store, other("THEME 1", &[])));
    assert!(!takes(&mut store, other("another", &[0, 0])));
    assert!(!takes(&mut store, other("another", &[7])));
    assert!(takes(&mut store, other("another", &[0])));
    let study = store.snapshot().unwrap().study().unwrap();
    assert_eq!(study.theme_named(" Another ").map(|theme| theme.id), Some(ThemeId(2)));
}

#[test]
fn themes_stand_in_their_order() {
    let mut store = with_theme();
    assert!(takes(&mut store, put(theme(ThemeId(2), 4))));
    assert!(takes(&mut store, put(theme(ThemeId(3), 2))));
    assert!(takes(&mut store, put(theme(ThemeId(4), 2))));
    let study = store.snapshot().unwrap().study().unwrap();
    let order: Vec<u32> = study.themes.iter().map(|theme| theme.id.0).collect();
    assert_eq!(order, [1, 3, 4, 2]);
}

#[test]
fn a_cell_has_one_summary_and_keeps_its_theme() {
    let mut store = with_theme();
    let put = |id: u32, of: SummaryOf| {
        let summary = Summary {
            id: themata_model::SummaryId(id),
            of,
            column: SummaryColumn::Theme(ThemeId(1)),
            words: "They wait.".to_owned(),
            excerpts: vec![(DocumentId(1), CharSpan::new(4, 10))],
            by: None,
            at: Session::fixed("ana", 0).now,
        };
        let (id, after) = (summary.id, Some(summary));
        vec![Change::Summary { id, before: None, after }]
    };
    let (attribute, made) = wave(&store.snapshot().unwrap().study().unwrap());
    let value = |value: &str| SummaryOf::Value { attribute, value: value.to_owned() };
    assert!(takes(&mut store, made));
    assert!(takes(&mut store, put(1, SummaryOf::Document(DocumentId(1)))));
    assert!(!takes(&mut store, put(2, SummaryOf::Document(DocumentId(1)))));
    assert!(takes(&mut store, put(2, value("North"))));
    assert!(!takes(&mut store, put(3, value("NORTH"))));
    assert!(takes(&mut store, put(3, value(""))));

    let before = Some(theme(ThemeId(1), 0));
    let taken = vec![Change::Theme { id: ThemeId(1), before, after: None }];
    assert!(!takes(&mut store, taken));
}

#[test]
fn what_lies_outside_is_found() {
    let mut store = with_theme();
    let span = CharSpan::new(3, 9_999);
    let evidence =
        Evidence { document: DocumentId(1), span, side: EvidenceSide::For, note: None };
    let theme = Theme { evidence: vec![evidence], ..theme(ThemeId(2), 0) };
    let column = SummaryColumn::Code(CodeIndex::new(0));
    let at = Session::fixed("ana", 0).now;
    let summary = Summary {
        id: themata_model::SummaryId(1),
        of: SummaryOf::Document(DocumentId(1)),
        column,
        words: String::new(),
        excerpts: vec![(DocumentId(1), span)],
        by: None,
        at,
    };
    let ana =
        Coder { id: themata_model::CoderId(1), name: "ana".to_owned(), kind: CoderKind::Human };
    let rejection = Rejection {
        id: themata_model::RejectionId(1),
        document: DocumentId(1),
        span,
        code: CodeIndex::new(0),
        machine: ana.id,
        by: None,
        at,
        reason: None,
    };
    let changes = vec![
        Change::Theme { id: theme.id, before: None, after: Some(theme) },
        Change::Summary { id: summary.id, before: None, after: Some(summary) },
        Change::Coder { id: ana.id, before: None, after: Some(ana) },
        Change::Rejection { id: rejection.id, before: None, after: Some(rejection) },
    ];
    let action = Action { changes, ..Action::default() };
    store.transact(&Session::fixed("ana", 9), |_| Ok::<_, Error>(action)).unwrap();
    let findings = store.snapshot().unwrap().verify().unwrap();
    let ids: Vec<&str> = findings.iter().map(|finding| finding.id).collect();
    assert_eq!(
        ids,
        ["evidence-outside", "summary-outside", "rejection-outside", "rejection-of-person"]
    );
}

/// What another program, or a fault of this one, did to a row is told, whatever table it is in.
#[test]
fn rows_that_the_log_does_not_give_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    let mut store = Store::create(&path, &Session::fixed("ana", 0), "a study").unwrap();
    let deeds = [
        Deed::Import,
        Deed::AddCode,
        Deed::Finding(FindingDeed::Save { which: 0, note: true }),
        Deed::Finding(FindingDeed::NewTheme { place: 0 }),
        Deed::Finding(FindingDeed::Rework {
            theme: 0,
            code: 0,
            document: 0,
            start: 4,
            against: true,
        }),
        Deed::Finding(FindingDeed::Summarise {
            document: Some(0),
            theme: Some(0),
            code: 0,
            start: 4,
        }),
        Deed::Finding(FindingDeed::Reject { document: 0, code: 0, start: 4 }),
    ];
    for (number, deed) in (1..).zip(&deeds) {
        let session = Session::fixed("ana", number);
        store.transact(&session, |snapshot| decide(deed, snapshot)).unwrap();
    }
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    drop(store);
    let edits = [
        ("saved_query", "UPDATE saved_query SET query = 'else'"),
        ("theme", "UPDATE theme SET statement = 'else'"),
        ("theme_member", "UPDATE theme_member SET place = 9"),
        ("evidence", "UPDATE evidence SET side = 'for'"),
        ("summary", "UPDATE summary SET words = 'else'"),
        ("summary_excerpt", "UPDATE summary_excerpt SET start = start + 1"),
        ("rejection", "UPDATE rejection SET reason = 'else'"),
    ];
    for (number, (table, edit)) in (1..).zip(edits) {
        rusqlite::Connection::open(&path).unwrap().execute_batch(edit).unwrap();
        let findings = Store::open(&path).unwrap().snapshot().unwrap().verify().unwrap();
        assert_eq!(findings.len(), number, "{table}: {findings:?}");
        let told = format!("the log does not give the rows of `{table}`");
        assert!(findings.iter().any(|finding| finding.message == told), "{findings:?}");
    }
}

/// A code that is a member cannot be taken away by a change that forgot about the theme.
#[test]
fn a_member_is_not_taken_away() {
    let mut store = with_theme();
    let theme = Theme { members: vec![CodeIndex::new(0)], ..theme(ThemeId(2), 0) };
    assert!(takes(&mut store, put(theme)));
    let before = Some(Code::named("code 0"));
    let taken = vec![Change::Code { place: CodeIndex::new(0), before, after: None }];
    assert!(!takes(&mut store, taken));
}
