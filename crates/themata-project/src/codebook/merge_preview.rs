use themata_codebook::CodeIndex;
use themata_model::{CoderKind, Coding};

use super::Merged;
use super::edit::merging;
use super::field::no_such_code;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

/// What merging a code into another would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePreview {
    /// The name of the code that would go out of use.
    pub source: String,
    /// The name of the code that would take it over.
    pub target: String,
    /// What would happen to codings and summaries.
    pub merged: Merged,
    /// How many codings the target has now.
    pub target_codings: usize,
    /// How many codes stand right under the source, and would stand under the target.
    pub subcodes: usize,
    /// Whether something is written of the source that the target would not take over. It
    /// stays with the source, which is out of use then.
    pub has_texts: bool,
}

impl Project {
    /// What merging a code into another would come to, by their places. Nothing is changed.
    ///
    /// # Errors
    ///
    /// If there is no such code, or the target cannot take it over.
    pub fn codebook_merge_preview(
        &mut self,
        source: u32,
        target: u32,
    ) -> Result<MergePreview, Failure> {
        let snapshot = self.snapshot()?;
        let (from, into) = (CodeIndex::new(source), CodeIndex::new(target));
        // What is hidden from the viewer is merged all the same, and only not counted.
        let study = themata_store::Snapshot::study(&snapshot)?;
        let book = &study.codebook;
        let (source, target) = book.get(from).zip(book.get(into)).ok_or_else(no_such_code)?;
        let veil = Veil::of(&study, snapshot.viewer());
        let (_, merged) = merging(&study, &snapshot, from, into, veil.as_ref())?;
        // Proposals of machines are merged, too, and count nowhere.
        let is_proposed = |coding: &Coding| {
            study.coder(coding.coder).is_some_and(|coder| coder.kind == CoderKind::Machine)
        };
        let seen = study.codings.into_iter().filter(|coding| {
            let is_hidden =
                veil.as_ref().is_some_and(|veil| veil.hides(coding.document, coding.coder));
            !is_hidden && !is_proposed(coding)
        });
        let texts =
            [&source.short, &source.definition, &source.use_when, &source.do_not_use_when];
        Ok(MergePreview {
            source: source.name.clone(),
            target: target.name.clone(),
            merged,
            target_codings: seen.filter(|coding| coding.code == into).count(),
            subcodes: book.children(from).iter().filter(|&&child| child != into).count(),
            has_texts: texts.iter().any(|text| !text.is_empty()) || !source.examples.is_empty(),
        })
    }
}
