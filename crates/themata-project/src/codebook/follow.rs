//! What names a code follows it when it is merged.

#[cfg(test)]
mod tests;

use themata_codebook::CodeIndex;
use themata_model::{Change, Memo, MemoTarget, Rejection, Study, Summary, SummaryColumn};

/// The changes by which themes, summaries and rejections follow a code into the one that takes
/// it over, and how many summaries were joined to one that its cell had already. Of those both
/// texts are kept.
pub(super) fn follow(study: &Study, from: CodeIndex, into: CodeIndex) -> (Vec<Change>, usize) {
    let mut changes = Vec::new();
    for theme in study.themes.iter().filter(|theme| theme.members.contains(&from)) {
        let after = Some(theme.recoded(from, into));
        changes.push(Change::Theme { id: theme.id, before: Some(theme.clone()), after });
    }
    let joined = summaries(study, from, into, &mut changes);
    for rejection in study.rejections.iter().filter(|rejection| rejection.code == from) {
        let (id, before) = (rejection.id, Some(rejection.clone()));
        let after = Some(Rejection { code: into, ..rejection.clone() });
        changes.push(Change::Rejection { id, before, after });
    }
    (changes, joined)
}

/// The changes by which the memos on a code become memos on the one that takes it over.
pub(super) fn memos_follow(
    memos: Vec<Memo>,
    from: CodeIndex,
    into: CodeIndex,
) -> impl Iterator<Item = Change> {
    let of_code = memos.into_iter().filter(move |memo| memo.target.code() == Some(from));
    of_code.map(move |before| {
        let after = Some(Memo { target: MemoTarget::Code(into), ..before.clone() });
        Change::Memo { id: before.id, before: Some(before), after }
    })
}

fn summaries(
    study: &Study,
    from: CodeIndex,
    into: CodeIndex,
    changes: &mut Vec<Change>,
) -> usize {
    let column = |code| SummaryColumn::Code(code);
    let (carried, mut kept): (Vec<Summary>, Vec<Summary>) =
        study.summaries.iter().cloned().partition(|summary| summary.column == column(from));
    let mut joined = 0;
    for summary in carried {
        let twin = kept.iter_mut().find(|known| known.is_in(&summary.of, column(into)));
        let (id, before) = (summary.id, Some(summary.clone()));
        match twin {
            Some(twin) => {
                let both = twin.joined(&summary);
                changes.push(Change::Summary { id, before, after: None });
                if both != *twin {
                    let before = Some(std::mem::replace(twin, both.clone()));
                    changes.push(Change::Summary { id: both.id, before, after: Some(both) });
                }
                joined += 1;
            }
            None => {
                let after = Summary { column: column(into), ..summary };
                changes.push(Change::Summary { id, before, after: Some(after.clone()) });
                kept.push(after);
            }
        }
    }
    joined
}
