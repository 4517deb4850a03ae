//! Lines of words as a tree of those that begin alike.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Words that follow one another without a fork, and what is behind them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) words: Vec<String>,
    /// How many lines go this way.
    pub(super) count: usize,
    /// Whether it stands for branches that are not drawn.
    pub(super) is_rest: bool,
    /// Whether something follows that is not drawn.
    pub(super) goes_on: bool,
    pub(super) behind: Vec<Branch>,
}

impl Branch {
    /// How many forks there are behind it at most.
    pub(super) fn depth(&self) -> usize {
        self.behind.iter().map(|branch| branch.depth() + 1).max().unwrap_or(0)
    }
}

pub(super) struct Tree {
    pub(super) branches: Vec<Branch>,
    /// How many lines end in a rest.
    pub(super) left_out: usize,
}

/// No one reads on behind this many words.
const DEEPEST: usize = 12;

/// The most branches at a fork.
const WIDEST: usize = 9;

impl Tree {
    /// A tree with at most about `most` ends. Forks are opened in order of how many lines go
    /// through them, each with its branches of most lines; the others become a rest.
    pub(super) fn of(lines: &[Vec<String>], most: usize) -> Tree {
        let mut forks = vec![Fork::of(lines.iter().map(Vec::as_slice).collect())];
        let mut waiting = BinaryHeap::from([(lines.len(), Reverse(0usize))]);
        let mut ends = 1;
        while let Some((_, Reverse(place))) = waiting.pop() {
            // The phrase is always opened; what would not fit any more stays closed, and less
            // frequent forks may still fit.
            let room = most.saturating_sub(ends - 1);
            let groups = forks[place].groups();
            if groups.is_empty() {
                continue;
            }
            let widest = WIDEST.min(room);
            if place != 0 && widest < 2 {
                continue;
            }
            let shown = if groups.len() <= widest { groups.len() } else { (widest - 1).max(1) };
            ends += shown + usize::from(groups.len() > shown) - 1;
            forks[place].shown = Some(Vec::with_capacity(shown));
            let mut opened = Vec::with_capacity(shown);
            for group in groups.into_iter().take(shown) {
                let (words, fork) = group;
                let number = forks.len();
                waiting.push((fork.lines.len(), Reverse(number)));
                forks.push(fork);
                opened.push((words, number));
            }
            forks[place].shown = Some(opened);
        }
        let mut left_out = 0;
        let branches = written(&forks, 0, &mut left_out);
        Tree { branches, left_out }
    }
}

/// Lines that have begun alike.
struct Fork<'a> {
    /// What is left of each line.
    lines: Vec<&'a [String]>,
    /// How many words lie before.
    depth: usize,
    /// What was opened: words, and the place of the fork behind them.
    shown: Option<Vec<(Vec<&'a str>, usize)>>,
}

impl<'a> Fork<'a> {
    fn of(lines: Vec<&'a [String]>) -> Fork<'a> {
        Fork { lines, depth: 0, shown: None }
    }

    /// How many lines have words left.
    fn going_on(&self) -> usize {
        self.lines.iter().filter(|line| !line.is_empty()).count()
    }

    /// The lines by how they go on, up to where they part; most lines first, else by the
    /// words. Lines that end here are in none.
    fn groups(&self) -> Vec<(Vec<&'a str>, Fork<'a>)> {
        if self.depth >= DEEPEST {
            return Vec::new();
        }
        let mut by_word: BTreeMap<&str, Vec<&'a [String]>> = BTreeMap::new();
        for line in &self.lines {
            if let Some((word, rest)) = line.split_first() {
                by_word.entry(word).or_default().push(rest);
            }
        }
        let mut groups: Vec<(Vec<&'a str>, Fork<'a>)> = Vec::with_capacity(by_word.len());
        for (word, mut lines) in by_word {
            let mut words = vec![word];
            while let Some(next) = common(&lines).filter(|_| self.depth + words.len() < DEEPEST)
            {
                words.push(next);
                for line in &mut lines {
                    *line = &line[1..];
                }
            }
            let depth = self.depth + words.len();
            groups.push((words, Fork { lines, depth, shown: None }));
        }
        groups.sort_by(|(a, a_fork), (b, b_fork)| {
            b_fork.lines.len().cmp(&a_fork.lines.len()).then_with(|| a.cmp(b))
        });
        groups
    }
}

/// The word with which all lines go on.
fn common<'a>(lines: &[&'a [String]]) -> Option<&'a str> {
    let first = lines.first()?.first()?;
    lines.iter().all(|line| line.first() == Some(first)).then_some(first)
}

fn written(forks: &[Fork<'_>], place: usize, left_out: &mut usize) -> Vec<Branch> {
    let fork = &forks[place];
    let Some(shown) = &fork.shown else {
        *left_out += fork.going_on();
        return Vec::new();
    };
    let mut branches = Vec::with_capacity(shown.len() + 1);
    for (words, behind) in shown {
        branches.push(Branch {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            count: forks[*behind].lines.len(),
            is_rest: false,
            goes_on: forks[*behind].shown.is_none() && forks[*behind].going_on() > 0,
            behind: written(forks, *behind, left_out),
        });
    }
    let missing = fork.going_on() - branches.iter().map(|branch| branch.count).sum::<usize>();
    if missing > 0 {
        *left_out += missing;
        let words = vec![format!("+ {} more", crate::figure::count(missing as u64))];
        let behind = Vec::new();
        branches.push(Branch { words, count: missing, is_rest: true, goes_on: false, behind });
    }
    branches
}
