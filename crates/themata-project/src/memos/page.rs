use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{Coder, DocumentId, Memo, MemoTarget, Study};
use themata_text::CharSpan;

use super::{may_change, second};
use crate::ask::ask;
use crate::reading::own_coder;
use crate::view::View;
use crate::{Failure, Project};

/// A part of the memos of a study: the journal first, then those on codes in the order of the
/// codebook, then those on documents in the order of the documents and of their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoPage {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// How many memos are on each of [`MemoOn::ALL`], of those of the author and with the words.
    pub counts: [usize; 5],
    /// Who wrote memos, in the order of the alphabet, whichever memos are wanted.
    pub authors: Vec<String>,
    /// Which part this is, counted from 1.
    pub page: usize,
    /// How many parts there are, at least one.
    pub pages: usize,
    /// The memos.
    pub memos: Vec<ListedMemo>,
    /// Number and name of every document that a memo may be written on.
    pub documents: Vec<(u32, String)>,
    /// Place, name and depth in the tree of every code in use, in the order of the codebook.
    pub codes: Vec<(u32, String, usize)>,
}

/// Which memos a page is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoQuestion {
    /// What they are on, if only one sort is wanted.
    pub on: Option<MemoOn>,
    /// Who wrote them; everyone if it is empty.
    pub author: String,
    /// Words or parts of words that all stand in the memo or its title, whatever their case.
    pub words: String,
}

/// The number of a document or the place of a code, and its name.
type Named = (u32, String);

/// What a memo is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemoOn {
    /// The study: it is an entry of the journal.
    Study,
    /// A code.
    Code,
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
    /// Its number; of a remark on a coding, the number of the coding.
    pub number: u32,
    /// The number and the name of the document, if it is on one or in it.
    pub document: Option<(u32, String)>,
    /// The stretch that it is about, if it is about one.
    pub span: Option<CharSpan>,
    /// The words of that stretch.
    pub about: String,
    /// Place and name of the code that it is on, or that the coding says.
    pub code: Option<(u32, String)>,
    /// What it is called, if anything.
    pub title: Option<String>,
    /// Who made it, if that is known.
    pub author: Option<String>,
    /// When it was made: UTC in RFC 3339 or, of a comment, as its source writes it.
    pub at: Option<String>,
    /// What it says.
    pub words: String,
    /// Whether it came with a file.
    pub is_comment: bool,
    /// Whether the viewer may change it.
    pub may_change: bool,
}

impl MemoOn {
    /// Everything that a memo can be on.
    pub const ALL: [MemoOn; 5] =
        [MemoOn::Study, MemoOn::Code, MemoOn::Document, MemoOn::Passage, MemoOn::Coding];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MemoOn::Study => "study",
            MemoOn::Code => "code",
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

    pub(super) fn of(target: MemoTarget) -> MemoOn {
        match target {
            MemoTarget::Study => MemoOn::Study,
            MemoTarget::Code(_) => MemoOn::Code,
            MemoTarget::Document(_) => MemoOn::Document,
            MemoTarget::Passage(..) => MemoOn::Passage,
        }
    }
}

impl Project {
    /// The memos that are wanted: the `page`th part of so many, counted from 1.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn memo_page(
        &mut self,
        question: &MemoQuestion,
        size: usize,
        page: usize,
    ) -> Result<MemoPage, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let study = ask(&snapshot, "")?.study;
        let mut memos = listed(&snapshot, &study)?;
        let authors: BTreeSet<String> =
            memos.iter().filter_map(|memo| memo.author.clone()).collect();
        let wanted = Wanted::of(question);
        memos.retain(|memo| wanted.means(memo));
        let counts = MemoOn::ALL.map(|on| memos.iter().filter(|memo| memo.on == on).count());
        memos.retain(|memo| question.on.is_none_or(|on| memo.on == on));
        let order = Order::of(&study);
        memos.sort_by_cached_key(|memo| order.key(memo));
        if question.on == Some(MemoOn::Study) {
            newest_first(&mut memos);
        }
        let pages = memos.len().div_ceil(size.max(1)).max(1);
        let page = page.clamp(1, pages);
        let mut memos: Vec<ListedMemo> =
            memos.into_iter().skip((page - 1) * size).take(size).collect();
        let id = |memo: &ListedMemo| Some(DocumentId(memo.document.as_ref()?.0));
        let places = memos.iter().filter(|memo| memo.span.is_some());
        let transcripts = snapshot.transcripts(places.filter_map(id))?;
        for memo in &mut memos {
            let transcript = id(memo).and_then(|id| transcripts.get(&id));
            let about =
                transcript.zip(memo.span).and_then(|(known, span)| known.text.slice(span));
            memo.about = about.unwrap_or_default().to_owned();
        }
        let authors = authors.into_iter().collect();
        let documents = study.documents.iter().map(|known| (known.id.0, known.name.clone()));
        let documents = documents.collect();
        let codes = codes(&study);
        Ok(MemoPage { moment, counts, authors, page, pages, memos, documents, codes })
    }
}

impl ListedMemo {
    /// A memo on a document or a code, if it is on one.
    fn of(
        memo: Memo,
        (document, code): (Option<Named>, Option<Named>),
        (coders, blind): (&[Coder], &BTreeSet<DocumentId>),
        viewer: Option<&str>,
    ) -> ListedMemo {
        ListedMemo {
            on: MemoOn::of(memo.target),
            number: memo.id.0,
            document,
            span: memo.span(),
            about: String::new(),
            code,
            is_comment: !memo.own,
            may_change: may_change(coders, blind, viewer, &memo),
            title: memo.title,
            author: memo.author,
            at: memo.at,
            words: memo.words,
        }
    }
}

impl Project {
    /// The memos on the code at a place of the codebook, the newest first. It costs nothing per
    /// coding.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn memos_on_code(&mut self, code: u32) -> Result<Vec<ListedMemo>, Failure> {
        let snapshot = self.snapshot()?;
        let coders = snapshot.coders()?;
        // A memo on a code is on no document.
        let blind = BTreeSet::new();
        let is_on = |memo: &Memo| memo.target == MemoTarget::Code(CodeIndex::new(code));
        let mut memos: Vec<ListedMemo> = snapshot
            .all_memos()?
            .into_iter()
            .filter(is_on)
            .map(|memo| {
                ListedMemo::of(memo, (None, None), (&coders, &blind), snapshot.viewer())
            })
            .collect();
        newest_first(&mut memos);
        Ok(memos)
    }
}

/// All memos that a viewer may see, remarks on codings among them, without the words that they
/// are about.
fn listed(snapshot: &View<'_>, study: &Study) -> Result<Vec<ListedMemo>, Failure> {
    let viewer = snapshot.viewer();
    let document = |id| study.document(id).map(|known| (id.0, known.name.clone()));
    let code = |place: CodeIndex| {
        study.codebook.get(place).map(|code| (place.get(), code.name.clone()))
    };
    let blind = study.blind_documents();
    let of_memo = |memo: Memo| {
        let named = (memo.document().and_then(document), memo.target.code().and_then(code));
        ListedMemo::of(memo, named, (&study.coders, &blind), viewer)
    };
    let mut memos: Vec<ListedMemo> = snapshot.all_memos()?.into_iter().map(of_memo).collect();
    let mut remarks = snapshot.memos()?;
    let own = own_coder(study, viewer);
    for coding in &study.codings {
        let Some(words) = remarks.remove(&coding.id) else { continue };
        memos.push(ListedMemo {
            on: MemoOn::Coding,
            number: coding.id.0,
            document: document(coding.document),
            span: Some(coding.span),
            about: String::new(),
            code: code(coding.code),
            title: None,
            author: study.coder(coding.coder).map(|coder| coder.name.clone()),
            at: None,
            words,
            is_comment: false,
            may_change: own == Some(coding.coder),
        });
    }
    Ok(memos)
}

fn codes(study: &Study) -> Vec<(u32, String, usize)> {
    let book = &study.codebook;
    let in_use = book.in_tree_order().iter().filter(|&&code| book[code].is_active());
    in_use.map(|&code| (code.get(), book[code].name.clone(), book.depth(code))).collect()
}

/// Puts memos in the order of a diary that lies open.
fn newest_first(memos: &mut [ListedMemo]) {
    memos.sort_by_cached_key(|memo| Reverse((second(&memo.at), memo.number)));
}

/// What a memo must have to be wanted, apart from what it is on.
struct Wanted {
    author: String,
    words: Vec<String>,
}

impl Wanted {
    fn of(question: &MemoQuestion) -> Wanted {
        let words = question.words.to_lowercase();
        Wanted {
            author: question.author.trim().to_owned(),
            words: words.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn means(&self, memo: &ListedMemo) -> bool {
        let is_theirs = self.author.is_empty() || memo.author.as_ref() == Some(&self.author);
        is_theirs && (self.words.is_empty() || self.holds(memo))
    }

    fn holds(&self, memo: &ListedMemo) -> bool {
        let title = memo.title.as_deref().unwrap_or_default();
        let said = format!("{title}\n{}", memo.words).to_lowercase();
        self.words.iter().all(|words| said.contains(words))
    }
}

/// Where documents and codes stand among their like.
struct Order {
    documents: BTreeMap<u32, usize>,
    codes: BTreeMap<u32, usize>,
}

/// Journal, codes or documents; which of them; where in it; what it is on; its number.
type Key = (u8, Option<usize>, Option<(u32, u32)>, MemoOn, u32);

impl Order {
    fn of(study: &Study) -> Order {
        let documents = study.documents.iter().map(|known| known.id.0).zip(0..);
        let codes = study.codebook.in_tree_order().iter().map(|code| code.get()).zip(0..);
        Order { documents: documents.collect(), codes: codes.collect() }
    }

    fn key(&self, memo: &ListedMemo) -> Key {
        let (part, place) = match (memo.on, &memo.code, &memo.document) {
            (MemoOn::Study, ..) => (0, None),
            (MemoOn::Code, code, _) => {
                (1, code.as_ref().and_then(|(place, _)| self.codes.get(place).copied()))
            }
            (.., document) => {
                let place = document.as_ref().map(|(number, _)| number);
                (2, place.and_then(|number| self.documents.get(number).copied()))
            }
        };
        let begins = memo.span.map(|span| (span.start(), span.end()));
        (part, place, begins, memo.on, memo.number)
    }
}
