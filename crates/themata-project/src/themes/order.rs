use themata_model::{Change, Theme};

/// The changes by which themes get other content and stand in another order. `before` are the
/// themes as they are, in order, and `after` as they are to be; places are counted anew.
pub(super) fn changes(before: &[Theme], after: Vec<Theme>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (place, theme) in (0..).zip(after) {
        let theme = Theme { place, ..theme };
        let known = before.iter().find(|known| known.id == theme.id);
        if known != Some(&theme) {
            let (id, before) = (theme.id, known.cloned());
            changes.push(Change::Theme { id, before, after: Some(theme) });
        }
    }
    changes
}

/// Puts a theme at a place that is counted from 1; behind all others if the place is beyond
/// them.
pub(super) fn put(themes: &mut Vec<Theme>, theme: Theme, place: Option<usize>) {
    let at = place.map_or(themes.len(), |place| place.saturating_sub(1).min(themes.len()));
    themes.insert(at, theme);
}
