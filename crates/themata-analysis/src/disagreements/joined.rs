//! Where one coder applied one code and another coder another to about the same stretch.

use themata_model::Study;
use themata_text::CharSpan;

use super::compared::Judged;
use super::component::Component;

/// The components that are one disagreement: one, or two of different codes, in the order of
/// the codebook.
pub(super) type Parts = Vec<Component>;

/// Two stretches are about the same if they share at least this much of what they cover.
const ABOUT_THE_SAME: f64 = 0.5;

/// Joins components of different codes where a judge who lacks the one has the other, and the
/// other way round. Those that are most alike are joined first, and each once.
///
/// Components of one code do not overlap, so beside a component there are no more others than
/// codes: the cost is that of sorting, times at most the number of codes on one stretch.
pub(super) fn joined(study: &Study, judged: &Judged, mut open: Vec<Component>) -> Vec<Parts> {
    open.sort_unstable_by_key(|component| (component.span, component.code));
    let lacking: Vec<usize> = (0..open.len())
        .filter(|&at| judged.judges.iter().any(|&judge| !open[at].has(judge)))
        .collect();
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    let mut beside: Vec<usize> = Vec::new();
    for &at in &lacking {
        let span = open[at].span;
        beside.retain(|&other| open[other].span.end() > span.start());
        for &other in &beside {
            let share = shared(open[other].span, span);
            if share >= ABOUT_THE_SAME && stands_for(judged, &open[other], &open[at]) {
                alike.push((share, other, at));
            }
        }
        beside.push(at);
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));

    let mut joined_to: Vec<Option<usize>> = vec![None; open.len()];
    for (_, one, other) in alike {
        if joined_to[one].is_none() && joined_to[other].is_none() {
            (joined_to[one], joined_to[other]) = (Some(other), Some(one));
        }
    }
    let mut open: Vec<Option<Component>> = open.into_iter().map(Some).collect();
    let mut all = Vec::new();
    for at in 0..open.len() {
        let Some(component) = open[at].take() else { continue };
        let other = joined_to[at].and_then(|other| open[other].take());
        let mut parts: Parts = std::iter::once(component).chain(other).collect();
        if parts.len() > 1 {
            let order = study.codebook.in_tree_order();
            parts.sort_by_key(|part| order.iter().position(|&code| code == part.code));
        }
        all.push(parts);
    }
    all
}

/// Whether some judge has the one code and not the other, and some judge the other way round.
fn stands_for(judged: &Judged, one: &Component, other: &Component) -> bool {
    let only = |a: &Component, b: &Component| {
        judged.judges.iter().any(|&judge| a.has(judge) && !b.has(judge))
    };
    one.code != other.code && only(one, other) && only(other, one)
}

fn shared(a: CharSpan, b: CharSpan) -> f64 {
    let both = a.intersection(b).map_or(0, CharSpan::len);
    let any = a.len() + b.len() - both;
    f64::from(both) / f64::from(any)
}
