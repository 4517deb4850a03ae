use super::*;
use crate::picture::sound::{HARD_NAMES, printed};

fn lines(lines: &[&str]) -> Vec<Vec<String>> {
    lines.iter().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
}

/// A tree as indented lines.
fn outline(branches: &[Branch], depth: usize, out: &mut Vec<String>) {
    for branch in branches {
        let goes_on = if branch.goes_on { " …" } else { "" };
        let words = branch.words.join(" ");
        out.push(format!("{}{words}{goes_on} {}", "  ".repeat(depth), branch.count));
        outline(&branch.behind, depth + 1, out);
    }
}

#[track_caller]
fn check(given: &[&str], most: usize, expect: &[&str]) {
    let mut out = Vec::new();
    outline(&Tree::of(&lines(given), most).branches, 0, &mut out);
    assert_eq!(out, expect);
}

#[test]
fn what_begins_alike_is_one_branch() {
    check(
        &[
            "of the school",
            "of the teachers",
            "of the school board",
            "for all",
            "of the school",
        ],
        20,
        &["of the 4", "  school 3", "    board 1", "  teachers 1", "for all 1"],
    );
    check(&[], 20, &[]);
    check(&["", ""], 20, &[]);
    check(&["a b c"], 20, &["a b c 1"]);
}

#[test]
fn what_has_no_room_is_counted() {
    check(&["a x", "a y", "a z", "b x", "b y", "c", "d"], 3, &["a … 3", "b … 2", "+ 2 more 2"]);
}

#[test]
fn every_line_is_drawn_or_counted() {
    let words = ["a", "b", "c", "d", "e"];
    let given: Vec<String> = (0..400usize)
        .map(|n| {
            (0..4)
                .map(|p| words[(n * 7 + n / 5 * 3 + p * p * n) % 5])
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    for most in [1, 2, 5, 20, 1_000] {
        let tree = Tree::of(&lines(&given), most);
        assert_eq!(tree.branches.iter().map(|branch| branch.count).sum::<usize>(), 400);
        fn ends(branches: &[Branch]) -> usize {
            branches.iter().map(|branch| ends(&branch.behind).max(1)).sum()
        }
        // The rest behind a closed fork stands in the line of that fork.
        assert!(ends(&tree.branches) <= most.max(2), "{most}");
    }
}

#[test]
fn counts_stand_behind_words() {
    let picture = WordTree {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        root: "the vision".to_owned(),
        lines: lines(&["of the school", "of the teachers", "is clear"]),
        most: 30,
    };
    assert_eq!(
        printed(&word_tree(&picture)),
        [
            "T",
            "of the",
            "school",
            "teachers",
            "is clear",
            "the vision",
            "C. A figure in brackets says how many places go that way, where it is more than one.",
        ],
    );
    assert!(word_tree(&picture).contains("> (2)</tspan>"));
}

#[test]
fn any_lines_are_drawn() {
    let hard: Vec<Vec<String>> =
        HARD_NAMES.iter().map(|name| vec![(*name).to_owned(); 30]).collect();
    for lines in [Vec::new(), vec![Vec::new()], hard.clone(), [hard.clone(), hard].concat()] {
        for root in HARD_NAMES {
            let picture = WordTree {
                title: root.to_owned(),
                caption: String::new(),
                root: root.to_owned(),
                lines: lines.clone(),
                most: 5,
            };
            printed(&word_tree(&picture));
        }
    }
}
