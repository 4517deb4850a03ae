use themata_codebook::Codebook;
use themata_model::Change;

/// The changes that make one codebook of another in which every code kept its place.
pub(crate) fn changes(before: &Codebook, after: &Codebook) -> Vec<Change> {
    let mut changes = Vec::new();
    let words = |book: &Codebook| (book.title.clone(), book.rules.clone());
    if words(before) != words(after) {
        changes.push(Change::Codebook { before: words(before), after: words(after) });
    }
    for (place, code) in after.codes() {
        let known = before.get(place);
        if known != Some(code) {
            changes.push(Change::Code {
                place,
                before: known.cloned(),
                after: Some(code.clone()),
            });
        }
    }
    changes
}
