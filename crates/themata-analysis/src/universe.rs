use std::borrow::Cow;
use std::collections::BTreeMap;

use themata_model::{Asked, Coding, Document, DocumentId, Study, Transcript};

use crate::Error;

/// The texts of documents, by the number of the document.
pub type Transcripts = BTreeMap<DocumentId, Transcript>;

/// A document of the query's universe with the codings on it that the query means.
pub(crate) struct Part<'a> {
    pub(crate) document: &'a Document,
    /// In order of span, coder and code.
    pub(crate) codings: &'a [Coding],
}

/// The query's codings in the order of the study, which is how evaluation returns them;
/// only what was put together by hand is sorted here.
pub(crate) fn in_order(asked: &Asked) -> Cow<'_, [Coding]> {
    let key =
        |coding: &Coding| (coding.document, coding.span, coding.coder, coding.code, coding.id);
    if asked.codings.is_sorted_by_key(key) {
        return Cow::Borrowed(&asked.codings);
    }
    let mut codings = asked.codings.clone();
    codings.sort_unstable_by_key(key);
    Cow::Owned(codings)
}

/// The documents of the query's universe in order of their numbers. Codings elsewhere are
/// not part of it.
pub(crate) fn parts<'a>(
    study: &'a Study,
    asked: &Asked,
    codings: &'a [Coding],
) -> Vec<Part<'a>> {
    let mut documents: Vec<&Document> =
        asked.documents.iter().filter_map(|&id| study.document(id)).collect();
    documents.sort_unstable_by_key(|document| document.id);
    documents.dedup_by_key(|document| document.id);
    let mut rest = codings;
    documents
        .into_iter()
        .map(|document| {
            let before = rest.partition_point(|coding| coding.document < document.id);
            let (_, from_here) = rest.split_at(before);
            let on = from_here.partition_point(|coding| coding.document == document.id);
            let (codings, behind) = from_here.split_at(on);
            rest = behind;
            Part { document, codings }
        })
        .collect()
}

/// The text of a document.
pub(crate) fn text_of<'a>(
    transcripts: &'a Transcripts,
    document: &Document,
) -> Result<&'a Transcript, Error> {
    transcripts.get(&document.id).ok_or_else(|| Error::no_text(&document.name))
}
