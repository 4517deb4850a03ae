//! What holds for every codebook.

use proptest::prelude::*;
use themata_codebook::{
    Code, CodeIndex, CodeState, Codebook, Colour, check, from_csv, from_toml, to_csv, to_toml,
};

/// Letters that formats trip over, among ordinary ones.
fn text() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "a", "Z", "é", "漢", "🙂", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\"", "\"\"\"", "'",
        "\\", "\\n", ",", ";", "#", "=", "{", "\u{0}", "\u{1b}", "\u{7f}", "\u{feff}", ">",
        "-", "_",
    ]);
    prop::collection::vec(letters, 0..12).prop_map(|letters| letters.concat())
}

/// Sound codebooks in any order; the number in each name keeps it from meeting another.
fn codebook() -> impl Strategy<Value = Codebook> {
    let code = (
        (text(), text(), text(), text(), text()),
        prop::collection::vec(text(), 0..3),
        prop::option::of(any::<[u8; 3]>()),
        (any::<bool>(), any::<prop::sample::Index>(), any::<bool>(), 0..3u8),
        any::<prop::sample::Index>(),
    );
    (text(), text(), prop::collection::vec(code, 0..10), any::<u64>()).prop_map(
        |(title, rules, codes, seed)| {
            let count = codes.len();
            // A shuffle, so that parents may stand after their children.
            let mut order: Vec<usize> = (0..count).collect();
            order.sort_by_key(|&at| (at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
            let moved = |at: usize| {
                let place = order.iter().position(|&it| it == at).unwrap_or(0);
                CodeIndex::new(u32::try_from(place).unwrap_or(0))
            };
            let mut made: Vec<Code> = Vec::new();
            for (at, (texts, examples, colour, settings, target)) in
                codes.into_iter().enumerate()
            {
                let (name, short, definition, use_when, do_not_use_when) = texts;
                let (assignable, parent, under, state) = settings;
                let name: String = name.chars().filter(|it| !it.is_control()).collect();
                let earlier = |index: prop::sample::Index| moved(index.index(at.max(1)));
                made.push(Code {
                    name: format!("{name} x{at}"),
                    short,
                    definition,
                    use_when,
                    do_not_use_when,
                    examples,
                    colour: colour.map(|[r, g, b]| Colour::new(r, g, b)),
                    parent: (under && at > 0).then(|| earlier(parent)),
                    assignable,
                    state: match state {
                        1 => CodeState::Retired,
                        2 if at > 0 => CodeState::Merged { into: earlier(target) },
                        _ => CodeState::Active,
                    },
                });
            }
            let codes = order.iter().map(|&at| made[at].clone()).collect();
            Codebook::new(title, rules, codes).expect("a sound codebook")
        },
    )
}

proptest! {
    #[test]
    fn toml_is_read_back_as_it_was(book in codebook()) {
        let file = to_toml(&book);
        let back = from_toml(&file).map_err(|error| TestCaseError::fail(format!("{error}\n{file}")))?;
        prop_assert_eq!(&back, &book.sorted());
        prop_assert_eq!(to_toml(&back), file);
    }

    #[test]
    fn csv_is_read_back_as_it_was(book in codebook()) {
        let table = to_csv(&book);
        let (mut back, remarks) = from_csv(table.as_bytes())
            .map_err(|error| TestCaseError::fail(format!("{error}\n{table}")))?;
        prop_assert_eq!(remarks, vec![]);
        (back.title, back.rules) = (book.title.clone(), book.rules.clone());
        prop_assert_eq!(&back, &book.sorted());
        prop_assert_eq!(to_csv(&back), table);
    }

    #[test]
    fn sorting_changes_numbers_only(book in codebook()) {
        let sorted = book.sorted();
        prop_assert_eq!(sorted.sorted(), sorted.clone());
        let paths = |book: &Codebook| {
            book.in_tree_order().iter().map(|&code| book.path(code)).collect::<Vec<_>>()
        };
        prop_assert_eq!(paths(&sorted), paths(&book));
        prop_assert!(sorted.codes().map(|(at, _)| at).eq(sorted.in_tree_order().iter().copied()));
        for (at, code) in book.codes() {
            let there = sorted.find(&code.name).expect("every name");
            prop_assert_eq!(&sorted[there].definition, &code.definition);
            prop_assert_eq!(sorted.depth(there), book.depth(at));
        }
    }

    #[test]
    fn the_tree_hangs_together(book in codebook()) {
        prop_assert_eq!(book.in_tree_order().len(), book.len());
        for (at, code) in book.codes() {
            let subtree = book.subtree(at);
            prop_assert_eq!(subtree.first(), Some(&at));
            let below: usize = book.children(at).iter().map(|&it| book.subtree(it).len()).sum();
            prop_assert_eq!(subtree.len(), below + 1);
            for (other, _) in book.codes() {
                prop_assert_eq!(subtree.contains(&other), book.is_within(other, at));
            }
            prop_assert!(book.roots().contains(&book.root_of(at)));
            let depth = code.parent.map_or(0, |parent| book.depth(parent) + 1);
            prop_assert_eq!(book.depth(at), depth);
            if code.is_active() {
                prop_assert_eq!(book.resolve(&code.name.to_uppercase()), Ok(at));
            }
            // Any colour will do; none may panic.
            let _ = book.colour_of(at);
        }
        let _ = check(&book);
    }

    #[test]
    fn nothing_that_is_read_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // Refusing is fine.
        let _ = from_csv(&bytes);
        let _ = from_toml(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_table_panics(
        rows in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(vec![
                    "", "Code", "Theme", "Parent", "Definition", "a", "b", "a > b", "○ a",
                    "merged into a", "State", "Example", "#", "\"", "\n", "-",
                ]),
                0..5,
            ),
            0..8,
        )
    ) {
        let table: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        if let Ok((book, _)) = from_csv(table.join("\n").as_bytes()) {
            prop_assert_eq!(from_toml(&to_toml(&book)), Ok(book.sorted()));
        }
    }
}

/// Deep trees and many codes cost in proportion and do not overflow the stack.
#[test]
fn great_depth_is_no_trouble() {
    let codes = (0..10_000u32).map(|at| Code {
        parent: at.checked_sub(1).map(CodeIndex::new),
        ..Code::named(format!("code {at}"))
    });
    let book = Codebook::new("", "", codes.collect()).expect("a sound codebook");
    assert_eq!(book.depth(CodeIndex::new(9_999)), 9_999);
    assert_eq!(from_toml(&to_toml(&book)), Ok(book.clone()));
    assert_eq!(from_csv(to_csv(&book).as_bytes()), Ok((book.clone(), vec![])));
    assert!(!check(&book).is_empty());
}
