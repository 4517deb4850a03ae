//! Edits: what each makes of a codebook, and what each refuses.

use themata_codebook::{Code, CodeIndex, CodeState, Codebook, Error, from_toml};

const BOOK: &str = r#"
code = [
    { name = "Leadership", assignable = false },
    { name = "vision", parent = "Leadership" },
    { name = "shared vision", parent = "vision" },
    { name = "stated vision", parent = "vision" },
    { name = "Culture" },
    { name = "openness", parent = "Culture" },
    { name = "old habits", parent = "Culture", retired = true },
    { name = "candour", parent = "Culture", merged_into = "openness" },
]
"#;

fn book() -> Codebook {
    from_toml(BOOK).expect("a readable file")
}

fn at(book: &Codebook, name: &str) -> CodeIndex {
    book.find(name).unwrap_or_else(|| panic!("no code {name}"))
}

/// The tree with two spaces a level; states behind the names.
fn tree(book: &Codebook) -> String {
    let lines = book.in_tree_order().iter().map(|&code| {
        let state = match book[code].state {
            CodeState::Active => String::new(),
            CodeState::Retired => " (retired)".into(),
            CodeState::Merged { into } => format!(" (into {})", book[into].name),
        };
        format!("{}{}{state}\n", "  ".repeat(book.depth(code)), book[code].name)
    });
    lines.collect()
}

/// Applies an edit; what it makes or why it refuses, message and hint.
#[track_caller]
fn check(edit: impl FnOnce(&Codebook) -> Result<Codebook, Error>, expect: &str) {
    let before = book();
    let got = match edit(&before) {
        Ok(after) => {
            for (code, _) in before.codes() {
                assert!(after.get(code).is_some(), "an edit lost a code");
            }
            tree(&after)
        }
        Err(error) => match error.hint() {
            Some(hint) => format!("{error}; {hint}"),
            None => error.to_string(),
        },
    };
    assert_eq!(got, expect);
    assert_eq!(before, book(), "an edit changed what it was given");
}

#[test]
fn a_new_code_stands_behind_its_siblings() {
    let book = book();
    let code = Code { parent: Some(at(&book, "vision")), ..Code::named(" lost  vision ") };
    let (after, place) = book.add(code).expect("a fitting code");
    assert_eq!(place.get() as usize, book.len());
    assert_eq!(after.path(place), "Leadership / vision / lost vision");
    assert_eq!(after.children(at(&after, "vision")).last(), Some(&place));
}

#[test]
fn unfitting_codes_are_not_added() {
    let add = |name: &'static str, parent: &'static str| {
        move |book: &Codebook| {
            let parent = Some(at(book, parent));
            book.add(Code { parent, ..Code::named(name) }).map(|(book, _)| book)
        }
    };
    check(
        add("Shared-Vision", "vision"),
        "the names `shared vision` and `Shared-Vision` count as the same; rename one; case, \
         spaces, hyphens and underscores do not tell names apart",
    );
    check(
        add("x", "old habits"),
        "`x` cannot stand under `old habits`, which is retired; restore the retired code first",
    );
    check(add("x", "candour"), "`x` cannot stand under `candour`, which was merged");
    check(
        |book| {
            let parent = Some(CodeIndex::new(99));
            book.add(Code { parent, ..Code::named("x") }).map(|(book, _)| book)
        },
        "the codebook has no code at place 99, it holds 8",
    );
}

#[test]
fn renaming_keeps_everything_else() {
    let before = book();
    let code = at(&before, "vision");
    let after = before.rename(code, "Aim").expect("a free name");
    assert_eq!(after[code], Code { name: "Aim".into(), ..before[code].clone() });
    assert_eq!(after.resolve("aim"), Ok(code));
    assert!(after.resolve("vision").is_err());
    // A name may change its case.
    assert!(after.rename(code, "AIM").is_ok());
    check(
        |book| book.rename(at(book, "vision"), "  "),
        "a code's name holds no letter or digit; give the code a name",
    );
}

#[test]
fn a_code_moves_with_all_that_stands_under_it() {
    check(
        |book| book.move_to(at(book, "vision"), Some(at(book, "Culture"))),
        "Leadership\nCulture\n  vision\n    shared vision\n    stated vision\n  openness\n  \
         old habits (retired)\n  candour (into openness)\n",
    );
    check(
        |book| book.move_to(at(book, "openness"), None),
        "Leadership\n  vision\n    shared vision\n    stated vision\nCulture\n  \
         old habits (retired)\n  candour (into openness)\nopenness\n",
    );
    check(
        |book| book.move_to(at(book, "Leadership"), Some(at(book, "stated vision"))),
        "`Leadership` cannot stand under `stated vision`, which stands under it",
    );
    check(
        |book| book.move_to(at(book, "Culture"), Some(at(book, "Culture"))),
        "`Culture` cannot stand under itself",
    );
}

#[test]
fn codes_go_out_of_use_and_come_back() {
    let before = book();
    let code = at(&before, "vision");
    let retired = before.retire(code).expect("a code in use");
    assert_eq!(retired[code].state, CodeState::Retired);
    assert_eq!(retired.restore(code), Ok(before));
    check(
        |book| book.restore(at(book, "candour")),
        &tree(&book()).replace(" (into openness)", ""),
    );
    check(|book| book.retire(at(book, "old habits")), "`old habits` is retired already");
    check(
        |book| book.retire(at(book, "candour")),
        "`candour` was merged into `openness` before; restore it first",
    );
    check(|book| book.restore(at(book, "vision")), "`vision` is in use already");
}

#[test]
fn merging_moves_the_children() {
    check(
        |book| book.merge(at(book, "vision"), at(book, "openness")),
        "Leadership\n  vision (into openness)\nCulture\n  openness\n    shared vision\n    \
         stated vision\n  old habits (retired)\n  candour (into openness)\n",
    );
}

#[test]
fn merging_into_a_subcode_lifts_it() {
    check(
        |book| book.merge(at(book, "vision"), at(book, "stated vision")),
        "Leadership\n  vision (into stated vision)\n  stated vision\n    shared vision\n\
         Culture\n  openness\n  old habits (retired)\n  candour (into openness)\n",
    );
    check(
        |book| book.merge(at(book, "Leadership"), at(book, "stated vision")),
        "Leadership (into stated vision)\nstated vision\n  vision\n    shared vision\n\
         Culture\n  openness\n  old habits (retired)\n  candour (into openness)\n",
    );
}

#[test]
fn merges_that_would_lose_codings_are_refused() {
    let merge = |source: &'static str, target: &'static str| {
        move |book: &Codebook| book.merge(at(book, source), at(book, target))
    };
    check(merge("vision", "vision"), "`vision` cannot be merged into itself");
    check(
        merge("vision", "old habits"),
        "nothing can be merged into `old habits`, which is retired; restore it first",
    );
    check(
        merge("vision", "candour"),
        "nothing can be merged into `candour`, which was itself merged; merge into `openness` \
         instead",
    );
    check(
        merge("candour", "vision"),
        "`candour` was merged into `openness` before; restore it first",
    );
    check(
        merge("vision", "Leadership"),
        "what is coded cannot move to `Leadership`, which is not assignable; make it \
         assignable first, or merge into another code",
    );
}

#[test]
fn a_merged_code_follows_later_merges() {
    let book = book();
    let [candour, vision] = ["candour", "vision"].map(|name| at(&book, name));
    let book = book.merge(at(&book, "openness"), vision).expect("two codes in use");
    assert_eq!(book.successor(candour), Some(vision));
    let unknown = book.resolve("candour").expect_err("a merged code");
    assert_eq!(unknown.merged_into(), Some("vision"));
}

#[test]
fn any_other_edit_is_checked_as_a_whole() {
    let book = book();
    let vision = at(&book, "vision");
    let after = book
        .edit(vision, |code| code.definition = " What is aimed at.\r\n".into())
        .expect("a sound codebook");
    assert_eq!(after[vision].definition, "What is aimed at.");
    check(
        |book| book.edit(at(book, "vision"), |code| code.parent = Some(CodeIndex::new(2))),
        "codes stand under themselves: `vision` under `shared vision` under `vision`; take the \
         parent away from one of them",
    );
}
