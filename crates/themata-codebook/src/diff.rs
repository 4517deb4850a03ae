use std::collections::BTreeMap;

use crate::{Code, CodeIndex, CodeState, Codebook};

/// What happened to one code between two states of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDiff {
    /// The code, by its place in both.
    pub code: CodeIndex,
    /// What happened, the weightiest first.
    pub differences: Vec<Difference>,
}

/// A way in which a code differs between two states of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The earlier state does not have it.
    Added,
    /// The later state does not have it: it is the earlier one really, or adding it was undone.
    Gone,
    /// It was merged into another code.
    Merged {
        /// The code that took over.
        into: CodeIndex,
    },
    /// It was split: other codes came in its place.
    Split {
        /// Those codes.
        into: Vec<CodeIndex>,
    },
    /// It was taken out of use.
    Retired,
    /// It is in use again.
    Restored,
    /// What is said of it changed, so that what carries it has to be read again.
    Redefined {
        /// Which texts changed.
        texts: Vec<CodeText>,
    },
    /// It has another name.
    Renamed {
        /// The name before.
        from: String,
    },
    /// It stands elsewhere.
    Moved {
        /// What it stood under before; `None` for the top.
        from: Option<CodeIndex>,
    },
    /// It may be applied now, and was a group before.
    Opened,
    /// It is a group now, and could be applied before.
    Closed,
}

/// A text of a code that decides when it is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeText {
    /// The definition in a few words.
    Short,
    /// The definition in full.
    Definition,
    /// When it is applied.
    UseWhen,
    /// When it is not.
    DoNotUseWhen,
    /// The passages that it fits.
    Examples,
}

impl CodeText {
    /// The words for it, as in the columns of a codebook.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CodeText::Short => "short definition",
            CodeText::Definition => "definition",
            CodeText::UseWhen => "use when",
            CodeText::DoNotUseWhen => "do not use when",
            CodeText::Examples => "examples",
        }
    }

    /// The text in a code; examples stand a line each.
    #[must_use]
    pub fn of(self, code: &Code) -> String {
        match self {
            CodeText::Short => code.short.clone(),
            CodeText::Definition => code.definition.clone(),
            CodeText::UseWhen => code.use_when.clone(),
            CodeText::DoNotUseWhen => code.do_not_use_when.clone(),
            CodeText::Examples => code.examples.join("\n"),
        }
    }
}

/// How a codebook changed between two states of it, code by code in the order of the later
/// one's tree. Codes are the same if they stand in the same place, whatever they are called.
///
/// That a code was split cannot be seen in a codebook: `splits` says which codes ever came in
/// the place of which. Only those count that came between the two states.
///
/// # Examples
///
/// ```
/// use themata_codebook::{Code, Codebook, Difference, diff};
///
/// let before = Codebook::new("", "", vec![Code::named("money")])?;
/// let money = before.resolve("money")?;
/// let after = before.rename(money, "funding")?;
/// let differences = diff(&before, &after, &[]);
/// assert_eq!(differences[0].differences, [Difference::Renamed { from: "money".to_owned() }]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn diff(
    before: &Codebook,
    after: &Codebook,
    splits: &[(CodeIndex, Vec<CodeIndex>)],
) -> Vec<CodeDiff> {
    let splits: BTreeMap<CodeIndex, &[CodeIndex]> =
        splits.iter().map(|(code, into)| (*code, into.as_slice())).collect();
    let gone = before.codes().map(|(code, _)| code).filter(|&code| after.get(code).is_none());
    after
        .in_tree_order()
        .iter()
        .copied()
        .chain(gone)
        .filter_map(|code| {
            let split = splits.get(&code).copied();
            let differences = match (before.get(code), after.get(code)) {
                (None, _) => vec![Difference::Added],
                (_, None) => vec![Difference::Gone],
                (Some(was), Some(is)) => {
                    let new = |into: &CodeIndex| before.get(*into).is_none();
                    let split = split.filter(|into| was.is_active() && into.iter().all(new));
                    between(was, is, split.filter(|_| !is.is_active()))
                }
            };
            (!differences.is_empty()).then_some(CodeDiff { code, differences })
        })
        .collect()
}

fn between(before: &Code, after: &Code, split: Option<&[CodeIndex]>) -> Vec<Difference> {
    let mut differences = Vec::new();
    if let Some(into) = split {
        differences.push(Difference::Split { into: into.to_vec() });
    }
    match (before.state, after.state) {
        (CodeState::Merged { into: was }, CodeState::Merged { into }) if was == into => {}
        (_, CodeState::Merged { into }) => differences.push(Difference::Merged { into }),
        (CodeState::Active, CodeState::Retired) if split.is_none() => {
            differences.push(Difference::Retired);
        }
        (CodeState::Active, _) | (CodeState::Retired, CodeState::Retired) => {}
        (_, CodeState::Retired) => differences.push(Difference::Retired),
        (_, CodeState::Active) => differences.push(Difference::Restored),
    }
    let texts = texts(before, after);
    if !texts.is_empty() {
        differences.push(Difference::Redefined { texts });
    }
    if before.name != after.name {
        differences.push(Difference::Renamed { from: before.name.clone() });
    }
    if before.parent != after.parent {
        differences.push(Difference::Moved { from: before.parent });
    }
    match (before.assignable, after.assignable) {
        (false, true) => differences.push(Difference::Opened),
        (true, false) => differences.push(Difference::Closed),
        _ => {}
    }
    differences
}

/// The texts that differ in more than white space.
fn texts(before: &Code, after: &Code) -> Vec<CodeText> {
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let mut texts = Vec::new();
    for (text, a, b) in [
        (CodeText::Short, &before.short, &after.short),
        (CodeText::Definition, &before.definition, &after.definition),
        (CodeText::UseWhen, &before.use_when, &after.use_when),
        (CodeText::DoNotUseWhen, &before.do_not_use_when, &after.do_not_use_when),
    ] {
        if !same(a, b) {
            texts.push(text);
        }
    }
    if before.examples != after.examples {
        texts.push(CodeText::Examples);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::{CodeText, Difference, diff};
    use crate::{Code, CodeIndex, Codebook};

    fn book() -> Codebook {
        let group = Code { assignable: false, ..Code::named("IT") };
        let under = |name: &str| Code { parent: Some(CodeIndex::new(0)), ..Code::named(name) };
        Codebook::new(
            "",
            "",
            vec![group, under("record"), under("access"), Code::named("money")],
        )
        .unwrap()
    }

    fn code(place: u32) -> CodeIndex {
        CodeIndex::new(place)
    }

    fn check(
        after: &Codebook,
        splits: &[(CodeIndex, Vec<CodeIndex>)],
        expect: &[(u32, &[Difference])],
    ) {
        let found = diff(&book(), after, splits);
        let found: Vec<(u32, &[Difference])> =
            found.iter().map(|diff| (diff.code.get(), diff.differences.as_slice())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn what_is_as_it_was_is_not_told() {
        check(&book(), &[], &[]);
    }

    #[test]
    fn a_code_is_the_same_whatever_it_is_called_and_wherever_it_stands() {
        let after = book().rename(code(3), "funding").unwrap();
        let after = after.move_to(code(3), Some(code(0))).unwrap();
        let renamed = Difference::Renamed { from: "money".to_owned() };
        check(&after, &[], &[(3, &[renamed, Difference::Moved { from: None }])]);
    }

    #[test]
    fn only_words_redefine_a_code() {
        let spaced = book().edit(code(1), |code| code.definition = "  ".to_owned()).unwrap();
        check(&spaced, &[], &[]);
        let after = book()
            .edit(code(1), |code| {
                code.use_when = "the record is down".to_owned();
                code.examples.push("it never loads".to_owned());
            })
            .unwrap();
        let texts = vec![CodeText::UseWhen, CodeText::Examples];
        check(&after, &[], &[(1, &[Difference::Redefined { texts }])]);
    }

    #[test]
    fn merging_retiring_and_adding_are_told_apart() {
        let after = book().merge(code(2), code(1)).unwrap();
        let after = after.retire(code(3)).unwrap();
        let (after, new) = after.add(Code::named("staff")).unwrap();
        check(
            &after,
            &[],
            &[
                (2, &[Difference::Merged { into: code(1) }]),
                (3, &[Difference::Retired]),
                (new.get(), &[Difference::Added]),
            ],
        );
        let back = diff(&after, &book(), &[]);
        let kinds: Vec<_> = back.iter().map(|diff| diff.differences[0].clone()).collect();
        assert!(kinds.contains(&Difference::Gone) && kinds.contains(&Difference::Restored));
    }

    #[test]
    fn a_code_that_was_split_is_not_said_to_be_retired_only() {
        let after = book().retire(code(3)).unwrap();
        let (after, a) = after.add(Code::named("grants")).unwrap();
        let (after, b) = after.add(Code::named("salaries")).unwrap();
        let split = Difference::Split { into: vec![a, b] };
        check(
            &after,
            &[(code(3), vec![a, b])],
            &[(3, &[split]), (a.get(), &[Difference::Added]), (b.get(), &[Difference::Added])],
        );
    }
}
