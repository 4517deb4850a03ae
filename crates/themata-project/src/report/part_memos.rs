use themata_report::{CodeName, Excerpt, MemoGroup, ReportMemo};

use super::Material;
use crate::findings::Words;
use crate::memos::{ListedMemo, MemoOn};

/// What people wrote while coding, by what it is on. Comments that came with files are theirs
/// who wrote the files, and left out.
pub(super) fn memos(material: &Material<'_>, all: &[ListedMemo]) -> Vec<MemoGroup> {
    let is_asked = |memo: &&ListedMemo| {
        let documents = &material.asked.documents;
        memo.document
            .as_ref()
            .is_none_or(|(id, _)| documents.iter().any(|known| known.0 == *id))
    };
    let group = |on: MemoOn| MemoGroup {
        title: match on {
            MemoOn::Study => "On the study",
            MemoOn::Code => "On codes",
            MemoOn::Document => "On documents",
            MemoOn::Passage => "On passages",
            MemoOn::Coding => "On codings",
        }
        .to_owned(),
        memos: all
            .iter()
            .filter(|memo| memo.on == on && !memo.is_comment)
            .filter(is_asked)
            .map(|memo| told(material, memo))
            .collect(),
    };
    let groups = MemoOn::ALL.into_iter().map(group);
    groups.filter(|group| !group.memos.is_empty()).collect()
}

fn told(material: &Material<'_>, memo: &ListedMemo) -> ReportMemo {
    let Material { study, transcripts, credit, .. } = material;
    let document = memo.document.as_ref().map(|(id, _)| themata_model::DocumentId(*id));
    let code = memo.code.as_ref().map(|(place, name)| {
        let place = themata_codebook::CodeIndex::new(*place);
        CodeName::new(name, study.codebook.colour_of(place).to_string())
    });
    let about = document.zip(memo.span).and_then(|(document, span)| {
        let quote = Words { study, transcripts, credit }.of(document, span)?;
        let codes = code.clone().filter(|_| memo.on == MemoOn::Coding);
        Some(Excerpt {
            text: quote.words,
            codes: codes.into_iter().collect(),
            credit: quote.credit,
        })
    });
    // A document is named as its words are credited: names of files may say too much.
    let place = match memo.on {
        MemoOn::Code => memo.code.as_ref().map(|(_, name)| name.clone()),
        MemoOn::Document => document.and_then(|id| study.document(id)).map(|document| {
            credit.of(crate::credit::Quoted { study, document, speaker: None, turn: None })
        }),
        MemoOn::Study | MemoOn::Passage | MemoOn::Coding => None,
    };
    let title = memo.title.clone().filter(|title| !title.trim().is_empty());
    let title: Vec<String> = place.into_iter().chain(title).collect();
    let day = memo.at.as_deref().and_then(|at| at.get(..10)).map(str::to_owned);
    let by: Vec<String> = memo.author.clone().into_iter().chain(day).collect();
    ReportMemo { title: title.join(": "), about, words: memo.words.clone(), by: by.join(", ") }
}
