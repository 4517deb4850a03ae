use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::error::Kind;
use crate::{Code, CodeIndex, CodeState, Error, name_key};

/// What is wrong with a set of codes, and where: readers of files turn the places into lines.
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// The code at fault; for two of one name, the later.
    pub(crate) at: usize,
    pub(crate) field: Field,
    /// For two of one name, the earlier.
    pub(crate) earlier: Option<usize>,
}

/// The part of a code that a fault lies in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    Name,
    Parent,
    MergedInto,
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::new(fault.kind)
    }
}

/// Checks the whole set and returns its codes by [`name_key`].
pub(crate) fn examine(codes: &[Code]) -> Result<HashMap<String, CodeIndex>, Fault> {
    let keys = unique_names(codes)?;
    references(codes)?;
    circles(codes)?;
    Ok(keys)
}

/// The codes by [`name_key`], if every name is fit for use and none occurs twice.
pub(crate) fn unique_names(codes: &[Code]) -> Result<HashMap<String, CodeIndex>, Fault> {
    let fault = |kind, at| Fault { kind, at, field: Field::Name, earlier: None };
    if u32::try_from(codes.len()).is_err() {
        return Err(fault(Kind::TooManyCodes, 0));
    }
    let mut keys = HashMap::with_capacity(codes.len());
    for (at, code) in codes.iter().enumerate() {
        let name = code.name.clone();
        if name.chars().any(char::is_control) {
            return Err(fault(Kind::ControlInName { name }, at));
        }
        let key = name_key(&name);
        if key.is_empty() {
            return Err(fault(Kind::EmptyName, at));
        }
        match keys.entry(key) {
            Entry::Vacant(free) => {
                free.insert(CodeIndex::of(at));
            }
            Entry::Occupied(taken) => {
                let first = taken.get().at();
                let earlier = codes[first].name.clone();
                let kind = Kind::SameName { name, earlier, earlier_place: None };
                return Err(Fault { earlier: Some(first), ..fault(kind, at) });
            }
        }
    }
    Ok(keys)
}

fn references(codes: &[Code]) -> Result<(), Fault> {
    for (at, code) in codes.iter().enumerate() {
        let name = code.name.clone();
        if code.parent.is_some_and(|parent| parent.at() >= codes.len()) {
            let kind = Kind::ParentNotThere { name };
            return Err(Fault { kind, at, field: Field::Parent, earlier: None });
        }
        if merged_into(code).is_some_and(|target| target.at() >= codes.len()) {
            let kind = Kind::TargetNotThere { name };
            return Err(Fault { kind, at, field: Field::MergedInto, earlier: None });
        }
    }
    Ok(())
}

fn circles(codes: &[Code]) -> Result<(), Fault> {
    if let Some(circle) = circle(codes, |code| code.parent) {
        let (at, names) = named(codes, &circle);
        let kind = Kind::Cycle { names };
        return Err(Fault { kind, at, field: Field::Parent, earlier: None });
    }
    if let Some(circle) = circle(codes, merged_into) {
        let (at, names) = named(codes, &circle);
        let kind = Kind::MergeCycle { names };
        return Err(Fault { kind, at, field: Field::MergedInto, earlier: None });
    }
    Ok(())
}

/// The code that this one was merged into.
pub(crate) fn merged_into(code: &Code) -> Option<CodeIndex> {
    match code.state {
        CodeState::Merged { into } => Some(into),
        CodeState::Active | CodeState::Retired => None,
    }
}

/// The first circle met when following `next` from each code in turn, from the code of it
/// that stands first. Every code is visited once.
fn circle(codes: &[Code], next: impl Fn(&Code) -> Option<CodeIndex>) -> Option<Vec<usize>> {
    // The walk in which a code was met: 0 is none yet.
    let mut met = vec![0usize; codes.len()];
    for start in 0..codes.len() {
        let walk = start + 1;
        let mut here = start;
        while met[here] == 0 {
            met[here] = walk;
            match next(&codes[here]) {
                Some(onward) => here = onward.at(),
                None => break,
            }
        }
        let closed = met[here] == walk && next(&codes[here]).is_some();
        if closed {
            let mut circle = vec![here];
            let mut onward = next(&codes[here]).map(CodeIndex::at);
            while let Some(at) = onward.filter(|&at| at != here) {
                circle.push(at);
                onward = next(&codes[at]).map(CodeIndex::at);
            }
            let first = (0..circle.len()).min_by_key(|&place| circle[place]).unwrap_or(0);
            circle.rotate_left(first);
            return Some(circle);
        }
    }
    None
}

fn named(codes: &[Code], circle: &[usize]) -> (usize, Vec<String>) {
    let names = circle.iter().map(|&at| codes[at].name.clone()).collect();
    (circle.first().copied().unwrap_or(0), names)
}
