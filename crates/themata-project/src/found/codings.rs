use themata_model::Coding;

use super::{Drawing, Found, FoundQuestion, ListedAs, counts};
use crate::Failure;
use crate::ask::ask;
use crate::asking::QueryNames;
use crate::view::View;

/// The excerpts that carry the codings which a query means.
pub(super) fn found(
    snapshot: &View<'_>,
    question: &FoundQuestion,
    has_words: bool,
) -> Result<Found, Failure> {
    let answer = ask(snapshot, &question.query)?;
    let (study, codings) = (&answer.study, &answer.asked.codings);
    let excerpts: Vec<&[Coding]> =
        codings.chunk_by(|a, b| (a.document, a.span) == (b.document, b.span)).collect();
    let wanted = &excerpts[question.from.min(excerpts.len())..];
    let wanted = &wanted[..question.most.min(wanted.len())];
    let drawing = Drawing::new(snapshot, study, wanted.iter().map(|here| here[0].document))?;
    let results =
        wanted.iter().filter_map(|here| drawing.excerpt(here[0].document, here[0].span, here));
    Ok(Found {
        query: answer.asked.query.clone(),
        listed_as: ListedAs::Codings,
        has_words,
        total: excerpts.len(),
        codings: codings.len(),
        documents: excerpts.chunk_by(|a, b| a[0].document == b[0].document).count(),
        results: results.collect(),
        counts: counts::of_codings(study, codings),
        remarks: Vec::new(),
        names: QueryNames::of(study),
    })
}
