use crate::Unit;

/// Calls `found` with the places of every two units, one of each list, that have a stretch in
/// common. Units come in the order of their place and may overlap within a list.
pub(super) fn overlaps(first: &[Unit], second: &[Unit], mut found: impl FnMut(usize, usize)) {
    // Those of each list that have begun and may not have ended.
    let (mut open_first, mut open_second): (Vec<usize>, Vec<usize>) = Default::default();
    let (mut g, mut h) = (0, 0);
    loop {
        let from_first = match (first.get(g), second.get(h)) {
            (Some(one), Some(other)) => one.start <= other.start,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return,
        };
        if from_first {
            open_second.retain(|other| second[*other].end > first[g].start);
            open_second.iter().for_each(|other| found(g, *other));
            open_first.push(g);
            g += 1;
        } else {
            open_first.retain(|one| first[*one].end > second[h].start);
            open_first.iter().for_each(|one| found(*one, h));
            open_second.push(h);
            h += 1;
        }
    }
}
