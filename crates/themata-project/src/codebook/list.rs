use themata_codebook::{CodeIndex, CodeState, Colour};
use themata_model::Study;

use super::{codings_by_code, documents_by_code};
use crate::{Failure, Project};

/// A code as a list or a palette shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCode {
    /// Its place in the codebook, which never changes.
    pub place: u32,
    /// What it is called.
    pub name: String,
    /// The definition in a few words; empty if there is none.
    pub short: String,
    /// The place of the code that it stands under.
    pub parent: Option<u32>,
    /// How deep it stands: 0 at the top.
    pub depth: usize,
    /// Its colour: its own, or the one that follows from its place in the tree.
    pub colour: Colour,
    /// Whether coders may apply it.
    pub assignable: bool,
    /// Whether it is in use.
    pub active: bool,
    /// The place of the code that took it over, if it was merged.
    pub merged_into: Option<u32>,
    /// How many codings of people and the consensus it has, without those of its subcodes.
    pub codings: usize,
    /// The number of the viewer's last coding with it, which grows with time; 0 if there is
    /// none. Without a viewer, of anyone's last coding.
    pub last: u32,
    /// In how many documents it has such codings.
    pub documents: usize,
}

impl Project {
    /// The codes in the order of the tree.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn codes(&mut self) -> Result<Vec<ListedCode>, Failure> {
        let snapshot = self.snapshot()?;
        let viewer = snapshot.viewer().map(str::to_owned);
        Ok(listed(&*snapshot.study()?, viewer.as_deref()))
    }

    /// The colour of every code, by its place. Costs nothing for codings.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn code_colours(&mut self) -> Result<Vec<(u32, Colour)>, Failure> {
        let book = self.snapshot()?.codebook()?;
        let places = book.in_tree_order().iter();
        Ok(places.map(|&place| (place.get(), book.colour_of(place))).collect())
    }
}

/// The codes of a study in the order of the tree.
pub(super) fn listed(study: &Study, viewer: Option<&str>) -> Vec<ListedCode> {
    let book = &study.codebook;
    let viewer = viewer.and_then(|name| study.coder_named(name));
    let mut last = vec![0; book.len()];
    for coding in &study.codings {
        if viewer.is_none_or(|viewer| viewer.id == coding.coder) {
            let known = &mut last[coding.code.get() as usize];
            *known = coding.id.0.max(*known);
        }
    }
    let (codings, documents) = (codings_by_code(study), documents_by_code(study));
    let listed = book.in_tree_order().iter().map(|&place| {
        let code = &book[place];
        ListedCode {
            place: place.get(),
            name: code.name.clone(),
            short: code.short.clone(),
            parent: code.parent.map(CodeIndex::get),
            depth: book.depth(place),
            colour: book.colour_of(place),
            assignable: code.assignable,
            active: code.is_active(),
            merged_into: match code.state {
                CodeState::Merged { into } => Some(into.get()),
                _ => None,
            },
            codings: codings[place.get() as usize],
            documents: documents[place.get() as usize],
            last: last[place.get() as usize],
        }
    });
    listed.collect()
}
