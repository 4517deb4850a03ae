use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use themata_model::{CoderKind, DocumentId, Memo, Study};
use themata_store::Snapshot;

use crate::Failure;
use crate::rounds::veil::memos_seen_by;

/// A study file at one moment, as one viewer may see it: while a round is blind, without the
/// codings of others.
///
/// Whatever is listed is read through this. What is written is decided on the whole study.
pub(crate) struct View<'a> {
    snapshot: Snapshot<'a>,
    viewer: Option<String>,
}

impl<'a> View<'a> {
    pub(crate) fn new(snapshot: Snapshot<'a>, viewer: Option<String>) -> View<'a> {
        View { snapshot, viewer }
    }

    /// The study without its texts, and without what the viewer may not see.
    pub(crate) fn study(&self) -> Result<Arc<Study>, Failure> {
        let mut study = self.snapshot.study()?;
        seen_by(&mut study, self.viewer.as_deref());
        Ok(study)
    }

    /// The memos apart from codings, without those that the viewer may not see: what another
    /// coder wrote about a document that is still coded blind. Comments of files are there for
    /// everyone.
    pub(crate) fn all_memos(&self) -> Result<Vec<Memo>, Failure> {
        memos_seen_by(&self.snapshot, self.viewer())
    }

    /// Who looks at the study, if that is said.
    pub(crate) fn viewer(&self) -> Option<&str> {
        self.viewer.as_deref()
    }
}

/// Everything that holds no codings is the same for everyone.
impl<'a> Deref for View<'a> {
    type Target = Snapshot<'a>;

    fn deref(&self) -> &Snapshot<'a> {
        &self.snapshot
    }
}

/// Takes out of a study what a viewer may not see, and returns the documents concerned.
pub(crate) fn seen_by(study: &mut Arc<Study>, viewer: Option<&str>) -> BTreeSet<DocumentId> {
    if study.blind_documents().is_empty() {
        return BTreeSet::new();
    }
    let viewer = viewer.and_then(|name| study.coder_named(name)).map(|coder| coder.id);
    Arc::make_mut(study).blind_for(viewer)
}

/// Takes the proposals of machines out of a study.
pub(crate) fn set_proposals_aside(study: &mut Arc<Study>) {
    if study.coders.iter().any(|coder| coder.kind == CoderKind::Machine) {
        Arc::make_mut(study).set_proposals_aside();
    }
}
