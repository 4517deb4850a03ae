//! The shape of memos in the log.

use serde::{Deserialize, Serialize};
use themata_codebook::CodeIndex;
use themata_model::{DocumentId, Memo, MemoId, MemoTarget};
use themata_text::CharSpan;

/// A memo. Until format 5 each was a comment of a file on a document: those have a document,
/// no title, and are nobody's own.
#[derive(Serialize, Deserialize)]
pub(super) struct MemoShape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    words: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    own: bool,
}

pub(super) fn memo_shape(memo: &Memo) -> MemoShape {
    let target = memo.target;
    MemoShape {
        document: target.document().map(|document| document.0),
        span: target.span().map(|span| (span.start(), span.end())),
        code: target.code().map(CodeIndex::get),
        title: memo.title.clone(),
        author: memo.author.clone(),
        at: memo.at.clone(),
        words: memo.words.clone(),
        own: memo.own,
    }
}

pub(super) fn memo(id: MemoId, shape: MemoShape) -> Option<Memo> {
    let target = target(shape.document, shape.span, shape.code)?;
    let MemoShape { title, author, at, words, own, .. } = shape;
    Some(Memo { id, target, title, author, at, words, own })
}

/// What a memo is about, or `None` if it is about two things or about a stretch of none.
pub(crate) fn target(
    document: Option<u32>,
    span: Option<(u32, u32)>,
    code: Option<u32>,
) -> Option<MemoTarget> {
    match (document, span, code) {
        (None, None, None) => Some(MemoTarget::Study),
        (None, None, Some(code)) => Some(MemoTarget::Code(CodeIndex::new(code))),
        (Some(document), None, None) => Some(MemoTarget::Document(DocumentId(document))),
        (Some(document), Some((start, end)), None) => {
            let span = CharSpan::checked(start, end)?;
            Some(MemoTarget::Passage(DocumentId(document), span))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use themata_model::{Change, DocumentId, Memo, MemoId, MemoTarget};
    use themata_text::CharSpan;

    use crate::log::{from_json, to_json};

    /// What a record of the log says, and that it is written again as it was.
    fn check(record: &str, expect: Option<Memo>) {
        let read = from_json(record).ok();
        let after = read.as_ref().map(|changes| match changes.as_slice() {
            [Change::Memo { after: Some(memo), .. }] => memo.clone(),
            other => panic!("it is no new memo: {other:?}"),
        });
        assert_eq!(after, expect, "{record}");
        if let Some(changes) = read {
            assert_eq!(to_json(&changes).unwrap(), record);
        }
    }

    fn memo(target: MemoTarget) -> Memo {
        Memo {
            id: MemoId(4),
            target,
            title: None,
            author: Some("Ann".to_owned()),
            at: None,
            words: "why?".to_owned(),
            own: false,
        }
    }

    #[test]
    fn what_was_written_before_there_were_own_memos_is_read() {
        check(
            r#"[{"memo":[4,{"before":null,"after":{"document":1,"span":[2,5],"author":"Ann","words":"why?"}}]}]"#,
            Some(memo(MemoTarget::Passage(DocumentId(1), CharSpan::new(2, 5)))),
        );
        check(
            r#"[{"memo":[4,{"before":null,"after":{"document":1,"author":"Ann","words":"why?"}}]}]"#,
            Some(memo(MemoTarget::Document(DocumentId(1)))),
        );
    }

    #[test]
    fn a_memo_is_about_one_thing() {
        check(
            r#"[{"memo":[4,{"before":null,"after":{"title":"later","author":"Ann","words":"why?","own":true}}]}]"#,
            Some(Memo {
                title: Some("later".to_owned()),
                own: true,
                ..memo(MemoTarget::Study)
            }),
        );
        for damaged in [
            r#"[{"memo":[4,{"before":null,"after":{"document":1,"code":2,"words":"?"}}]}]"#,
            r#"[{"memo":[4,{"before":null,"after":{"span":[2,5],"words":"?"}}]}]"#,
            r#"[{"memo":[4,{"before":null,"after":{"document":1,"span":[5,2],"words":"?"}}]}]"#,
        ] {
            check(damaged, None);
        }
    }
}
