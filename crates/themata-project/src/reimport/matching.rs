use themata_model::Document;

use crate::Failure;
use crate::import::Content;

/// The document of a file that replaces one of the study. A part of a file is replaced only
/// by the part of the same name.
pub(super) fn matching(
    documents: Vec<Content>,
    document: &Document,
) -> Result<Content, Failure> {
    let many = documents.len();
    let part = &document.version.source.part;
    let mut found = documents.into_iter().filter(|content| {
        let own = &content.record.version.source.part;
        own == part || (many == 1 && (own.is_none() || part.is_none()))
    });
    found.next().ok_or_else(|| {
        let name = &document.name;
        let message = match many {
            1 => format!("the file holds one document, and it is not `{name}`"),
            _ => format!("the file holds {many} documents, and none of them is `{name}`"),
        };
        let hint = match part {
            Some(part) => format!(
                "it was `{part}` of `{}`: a respondent goes by the name in the column of names, \
                 which `--respondent COLUMN` says",
                document.version.source.name
            ),
            None => "it was the whole of a file, and not a part of one".to_owned(),
        };
        Failure::new(message).hint(hint)
    })
}
