//! Rows to a tree: finds what stands under what, adds what is only mentioned.

use std::collections::{BTreeSet, HashMap};

use crate::codebook::tidy;
use crate::csv_read::append;
use crate::error::Kind;
use crate::name::{Quoted, either};
use crate::resolve::{misspelt, nearest};
use crate::{Code, CodeIndex, CodeState, Codebook, Error, Place, Remark, Severity, name_key};

/// What a row says of a code.
pub(crate) struct Entry {
    pub(crate) place: Place,
    /// The names from the top down to the code; at least one.
    pub(crate) path: Vec<String>,
    /// The parent by name, in tables that have a column for it.
    pub(crate) parent: Option<String>,
    /// Whether the name stood in a column of themes or categories.
    pub(crate) heading: bool,
    /// Whether coders may apply it, if the table says so.
    pub(crate) assignable: Option<bool>,
    pub(crate) merged_into: Option<Reference>,
    /// The rest; its name, parent and assignable are not set.
    pub(crate) code: Code,
}

/// Another code by name, and where it was named.
pub(crate) struct Reference {
    pub(crate) name: String,
    pub(crate) place: Place,
}

impl Entry {
    /// Adds the texts of a further row to those that are known.
    pub(crate) fn take_texts(&mut self, more: Code) {
        append(&mut self.code.short, &more.short);
        append(&mut self.code.definition, &more.definition);
        append(&mut self.code.use_when, &more.use_when);
        append(&mut self.code.do_not_use_when, &more.do_not_use_when);
        self.code.examples.extend(more.examples);
    }
}

/// What several rows of one name in one place of the tree mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joining {
    /// They are one code, said in several rows.
    SamePlace,
    /// They are two codes, which is a mistake.
    Never,
}

/// A code to be, at the place that it will have.
struct Seed {
    name: String,
    place: Place,
    parent: Option<usize>,
    /// What its row says; `None` for a group that is only mentioned.
    entry: Option<Entry>,
}

/// The codebook that the rows describe.
pub(crate) fn outline(
    entries: Vec<Entry>,
    joining: Joining,
    remarks: &mut Vec<Remark>,
) -> Result<Codebook, Error> {
    let mut seeds = plant(entries, joining, remarks);
    find_parents(&mut seeds, remarks)?;
    for (at, seed) in seeds.iter().enumerate().filter(|(_, seed)| seed.entry.is_none()) {
        remarks.push(added(at, seed));
    }
    let targets = merge_targets(&seeds, remarks);
    let names = qualified_names(&seeds, remarks);
    let places: Vec<Place> = seeds.iter().map(|seed| seed.place).collect();
    let mut parents = vec![false; seeds.len()];
    for parent in seeds.iter().filter_map(|seed| seed.parent) {
        parents[parent] = true;
    }
    let codes = seeds
        .into_iter()
        .enumerate()
        .map(|(at, seed)| {
            let entry = seed.entry;
            let said = entry.as_ref().and_then(|entry| entry.assignable);
            // A theme that groups codes is a heading; one without codes is a code itself.
            let heading = entry.as_ref().is_none_or(|entry| entry.heading) && parents[at];
            let code = entry.map_or_else(|| Code::named(""), |entry| entry.code);
            tidy(Code {
                name: names[at].clone(),
                parent: seed.parent.map(CodeIndex::of),
                assignable: said.unwrap_or(!heading),
                state: targets[at].unwrap_or(code.state),
                ..code
            })
        })
        .collect();
    Codebook::of_tidy("", "", codes).map_err(|fault| {
        let mut kind = fault.kind;
        if let (Kind::SameName { earlier_place, .. }, Some(earlier)) =
            (&mut kind, fault.earlier)
        {
            *earlier_place = Some(places[earlier]);
        }
        Error::at(kind, places[fault.at])
    })
}

/// One seed for each place of the tree, in the order in which the rows mention them.
fn plant(entries: Vec<Entry>, joining: Joining, remarks: &mut Vec<Remark>) -> Vec<Seed> {
    let mut seeds: Vec<Seed> = Vec::new();
    let mut known: HashMap<(Option<usize>, String), usize> = HashMap::new();
    for mut entry in entries {
        let place = entry.place;
        let Some(name) = entry.path.pop() else { continue };
        let mut parent = None;
        for name in std::mem::take(&mut entry.path) {
            let key = (parent, name_key(&name));
            let at = *known.entry(key).or_insert_with(|| {
                seeds.push(Seed { name, place, parent, entry: None });
                seeds.len() - 1
            });
            parent = Some(at);
        }
        let key = (parent, name_key(&name));
        match known.get(&key).map(|&at| (at, &mut seeds[at])) {
            Some((_, seed)) if seed.entry.is_none() => {
                (seed.name, seed.place, seed.entry) = (name, place, Some(entry));
            }
            Some((at, Seed { entry: Some(first), .. })) if joining == Joining::SamePlace => {
                first.take_texts(entry.code);
                remarks.push(Remark {
                    severity: Severity::Note,
                    id: "row-joined",
                    code: Some(CodeIndex::of(at)),
                    place: Some(place),
                    message: format!("a further row of {} was joined to it", Quoted(&name)),
                    hint: None,
                });
            }
            _ => {
                known.insert(key, seeds.len());
                seeds.push(Seed { name, place, parent, entry: Some(entry) });
            }
        }
    }
    seeds
}

/// A guess at what was meant compares a name with all others. A table in which more names are
/// unknown has another trouble than spelling, and the work stays in proportion.
const MOST_GUESSES: usize = 5;

/// Finds the parents that are given by name; adds those that have no row.
fn find_parents(seeds: &mut Vec<Seed>, remarks: &mut Vec<Remark>) -> Result<(), Error> {
    let rows = seeds.len();
    let mut by_key = by_key(seeds);
    let mut guesses = 0;
    for at in 0..rows {
        let Some(wanted) = seeds[at].entry.as_mut().and_then(|entry| entry.parent.take())
        else {
            continue;
        };
        let key = name_key(&wanted);
        let parent = match by_key.get(&key).map(Vec::as_slice) {
            Some([parent]) => *parent,
            Some(_) => {
                let name = seeds[at].name.clone();
                let kind = Kind::AmbiguousParent { name, parent: wanted };
                return Err(Error::at(kind, seeds[at].place));
            }
            None => {
                let names = seeds[..rows].iter().map(|seed| seed.name.as_str());
                let near =
                    if guesses < MOST_GUESSES { misspelt(&wanted, names) } else { vec![] };
                guesses += 1;
                let place = seeds[at].place;
                if !near.is_empty() {
                    remarks.push(Remark {
                        severity: Severity::Warning,
                        id: "parent-without-row",
                        code: Some(CodeIndex::of(at)),
                        place: Some(place),
                        message: format!(
                            "no row is about {}, the parent of {}",
                            Quoted(&wanted),
                            Quoted(&seeds[at].name)
                        ),
                        hint: Some(format!("did you mean {}?", either(&near))),
                    });
                }
                by_key.insert(key, vec![seeds.len()]);
                seeds.push(Seed { name: wanted, place, parent: None, entry: None });
                seeds.len() - 1
            }
        };
        seeds[at].parent = Some(parent);
    }
    Ok(())
}

fn by_key(seeds: &[Seed]) -> HashMap<String, Vec<usize>> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, seed) in seeds.iter().enumerate() {
        by_key.entry(name_key(&seed.name)).or_default().push(at);
    }
    by_key
}

fn added(at: usize, seed: &Seed) -> Remark {
    Remark {
        severity: Severity::Note,
        id: "group-added",
        code: Some(CodeIndex::of(at)),
        place: Some(seed.place),
        message: format!(
            "{} has no row of its own and was added as a group",
            Quoted(&seed.name)
        ),
        hint: None,
    }
}

/// The states of the codes that were merged; a target that cannot be found makes the code a
/// retired one.
fn merge_targets(seeds: &[Seed], remarks: &mut Vec<Remark>) -> Vec<Option<CodeState>> {
    let by_key = by_key(seeds);
    let mut guesses = 0;
    let mut states = Vec::with_capacity(seeds.len());
    for (at, seed) in seeds.iter().enumerate() {
        let target = seed.entry.as_ref().and_then(|entry| entry.merged_into.as_ref());
        let Some(Reference { name, place }) = target else {
            states.push(None);
            continue;
        };
        states.push(Some(match by_key.get(&name_key(name)).map(Vec::as_slice) {
            Some(&[into]) => CodeState::Merged { into: CodeIndex::of(into) },
            _ => {
                let names = seeds.iter().map(|seed| seed.name.as_str());
                let near = if guesses < MOST_GUESSES { nearest(name, names) } else { vec![] };
                guesses += 1;
                remarks.push(Remark {
                    severity: Severity::Warning,
                    id: "merge-target-not-found",
                    code: Some(CodeIndex::of(at)),
                    place: Some(*place),
                    message: format!(
                        "{} was merged into {}, which cannot be found; it is taken as retired",
                        Quoted(&seed.name),
                        Quoted(name)
                    ),
                    hint: (!near.is_empty())
                        .then(|| format!("did you mean {}?", either(&near))),
                });
                CodeState::Retired
            }
        }));
    }
    states
}

/// The names of all codes. Where one name stands under different parents, it gets its parent
/// in brackets; where it stands twice under the same, it stays, and is an error later.
fn qualified_names(seeds: &[Seed], remarks: &mut Vec<Remark>) -> Vec<String> {
    // For each name the number of codes that have it, and the parents that they stand under.
    let mut uses: HashMap<String, (usize, BTreeSet<Option<usize>>)> = HashMap::new();
    for seed in seeds {
        let (count, parents) = uses.entry(name_key(&seed.name)).or_default();
        *count += 1;
        parents.insert(seed.parent);
    }
    let mut names = Vec::with_capacity(seeds.len());
    for (at, seed) in seeds.iter().enumerate() {
        let (count, parents) = &uses[&name_key(&seed.name)];
        let parent = seed.parent.filter(|_| *count > 1 && parents.len() == *count);
        let Some(parent) = parent else {
            names.push(seed.name.clone());
            continue;
        };
        let name = format!("{} ({})", seed.name, seeds[parent].name);
        remarks.push(Remark {
            severity: Severity::Note,
            id: "name-qualified",
            code: Some(CodeIndex::of(at)),
            place: Some(seed.place),
            message: format!(
                "{} is the name of {} codes; this one is called {}",
                Quoted(&seed.name),
                count,
                Quoted(&name)
            ),
            hint: None,
        });
        names.push(name);
    }
    names
}
