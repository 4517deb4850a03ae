use std::collections::BTreeMap;

use themata_model::{DocumentId, Study};
use themata_text::CharSpan;

use crate::ask::ask;
use crate::{Failure, Project};

/// A part of the memos of a study, in order of the documents and the places in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoPage {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// How many memos are on documents, on passages, and on codings.
    pub counts: [usize; 3],
    /// Which part this is, counted from 1.
    pub page: usize,
    /// How many parts there are, at least one.
    pub pages: usize,
    /// The memos.
    pub memos: Vec<ListedMemo>,
}

/// What a memo is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemoOn {
    /// A document as a whole.
    Document,
    /// A stretch of a document.
    Passage,
    /// A coding.
    Coding,
}

/// A memo with what it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMemo {
    /// What it is on.
    pub on: MemoOn,
    /// The number and the name of the document.
    pub document: (u32, String),
    /// The stretch that it is about, if it is not about the document as a whole.
    pub span: Option<CharSpan>,
    /// The words of that stretch.
    pub about: String,
    /// The code of the coding that it is on: place and name.
    pub code: Option<(u32, String)>,
    /// Who made it, if that is known.
    pub author: Option<String>,
    /// When it was made, as the source writes it.
    pub at: Option<String>,
    /// What it says.
    pub words: String,
}

impl MemoOn {
    /// Everything that a memo can be on.
    pub const ALL: [MemoOn; 3] = [MemoOn::Document, MemoOn::Passage, MemoOn::Coding];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MemoOn::Document => "document",
            MemoOn::Passage => "passage",
            MemoOn::Coding => "coding",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<MemoOn> {
        MemoOn::ALL.into_iter().find(|on| on.as_str() == word)
    }
}

impl Project {
    /// The memos on documents, passages and codings, or on one kind of these alone: the
    /// `page`th part of so many, counted from 1.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn memo_page(
        &mut self,
        on: Option<MemoOn>,
        size: usize,
        page: usize,
    ) -> Result<MemoPage, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let study = ask(&snapshot, "")?.study;
        let mut memos = Vec::new();
        for memo in snapshot.document_memos()? {
            let kind = if memo.span.is_some() { MemoOn::Passage } else { MemoOn::Document };
            memos.extend(listed(&study, kind, memo.document, memo.span).map(|known| {
                ListedMemo { author: memo.author, at: memo.at, words: memo.words, ..known }
            }));
        }
        let mut remarks = snapshot.memos()?;
        for coding in &study.codings {
            let Some(words) = remarks.remove(&coding.id) else { continue };
            let code = Some((coding.code.get(), study.codebook[coding.code].name.clone()));
            let author = study.coder(coding.coder).map(|coder| coder.name.clone());
            let known = listed(&study, MemoOn::Coding, coding.document, Some(coding.span));
            memos.extend(known.map(|known| ListedMemo { code, author, words, ..known }));
        }
        let counts = MemoOn::ALL.map(|on| memos.iter().filter(|memo| memo.on == on).count());
        memos.retain(|memo| on.is_none_or(|on| memo.on == on));
        let places: BTreeMap<u32, usize> =
            study.documents.iter().enumerate().map(|(at, known)| (known.id.0, at)).collect();
        memos.sort_by_key(|memo| {
            let begins = memo.span.map(|span| (span.start(), span.end()));
            (places.get(&memo.document.0).copied(), begins, memo.on)
        });
        let pages = memos.len().div_ceil(size.max(1)).max(1);
        let page = page.clamp(1, pages);
        let mut memos: Vec<ListedMemo> =
            memos.into_iter().skip((page - 1) * size).take(size).collect();
        let documents = memos.iter().map(|memo| DocumentId(memo.document.0));
        let transcripts = snapshot.transcripts(documents)?;
        for memo in &mut memos {
            let transcript = transcripts.get(&DocumentId(memo.document.0));
            let about =
                transcript.zip(memo.span).and_then(|(known, span)| known.text.slice(span));
            memo.about = about.unwrap_or_default().to_owned();
        }
        Ok(MemoPage { moment, counts, page, pages, memos })
    }
}

/// A memo on something, if the document is there, without what it says.
fn listed(
    study: &Study,
    on: MemoOn,
    document: DocumentId,
    span: Option<CharSpan>,
) -> Option<ListedMemo> {
    let name = study.document(document)?.name.clone();
    Some(ListedMemo {
        on,
        document: (document.0, name),
        span,
        about: String::new(),
        code: None,
        author: None,
        at: None,
        words: String::new(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;
    use themata_text::CharSpan;

    use super::MemoOn;
    use crate::Project;
    use crate::codings::PlacedCodes;
    use crate::import::{ImportOptions, Incoming};

    #[test]
    fn memos_stand_in_order_of_their_places() {
        let mut project =
            Project::in_memory(&Session::fixed("ana", 1), "a study", &["ana"]).unwrap();
        let file = Incoming::held("one.txt", b"NURSE: It was late, and dark.");
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 3), vec![file], &options, &|_, _| {}).unwrap();
        let session = Session::fixed("ana", 4);
        project.codebook_add(&session, "night", None, &Default::default()).unwrap();
        let document = project.document_sheet("", None).unwrap().rows[0].number;
        for (number, (start, memo)) in [(14, "how late?"), (0, "who?")].into_iter().enumerate()
        {
            let wanted = PlacedCodes {
                document,
                span: CharSpan::new(start, start + 4),
                whole_words: true,
                codes: vec!["night".to_owned()],
                new_code: None,
                valence: None,
                weight: None,
                memo: Some(memo.to_owned()),
            };
            project.code_at(&Session::fixed("ana", 5 + number as u64), &wanted).unwrap();
        }
        let all = project.memo_page(None, 10, 1).unwrap();
        let words: Vec<&str> = all.memos.iter().map(|memo| memo.words.as_str()).collect();
        assert_eq!((all.counts, words), ([0, 0, 2], vec!["who?", "how late?"]));
        let first = &all.memos[0];
        assert_eq!(first.code.as_ref().unwrap().1, "night");
        assert_eq!((first.author.as_deref(), first.document.0), (Some("ana"), document));
        assert!(!first.about.is_empty());
        let second = project.memo_page(Some(MemoOn::Coding), 1, 2).unwrap();
        assert_eq!((second.page, second.pages), (2, 2));
        assert_eq!(second.memos[0].words, "how late?");
        assert!(project.memo_page(Some(MemoOn::Passage), 10, 1).unwrap().memos.is_empty());
    }
}
