use themata_codebook::{CodeIndex, CodeState, Codebook, Colour, Severity};

use super::counts::{CodeCounts, counts};
use super::excerpts::{CodeExcerpts, excerpts};
use super::field::no_such_code;
use super::list::{ListedCode, listed};
use crate::{Failure, Project};

/// From how little apart on two colours are remarked on, as a distance in OKLab: about twice
/// what is just noticeable side by side.
const NEAR: f64 = 0.04;

/// The codebook as a page shows it: all codes, what is to be remarked on them, and one code
/// open beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct BookReading {
    /// The moment at which it was read: the number of the last operation.
    pub moment: u32,
    /// How to code, in words.
    pub rules: String,
    /// The codes in the order of the tree, those out of use among them.
    pub codes: Vec<ListedCode>,
    /// What a methodologist would remark on.
    pub remarks: Vec<BookRemark>,
    /// The number of the version that was frozen last, and whether the codebook is still so.
    pub frozen: Option<(u32, bool)>,
    /// The code that is open, if one is.
    pub open: Option<CodeReading>,
}

/// A remark on a codebook, as `codebook check` makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRemark {
    /// The place of the code that it is about; `None` for the codebook as a whole.
    pub code: Option<u32>,
    /// Whether it is probably a mistake.
    pub is_warning: bool,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Everything that the codebook says of one code, and how it was applied.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeReading {
    /// Its place in the codebook.
    pub place: u32,
    /// What it is called.
    pub name: String,
    /// Places and names of the codes that it stands under, from the top.
    pub above: Vec<(u32, String)>,
    /// The definition in a few words.
    pub short: String,
    /// The definition in full.
    pub definition: String,
    /// When it is applied.
    pub use_when: String,
    /// When it is not.
    pub do_not_use_when: String,
    /// Passages that it fits.
    pub examples: Vec<String>,
    /// The colour that it is shown in.
    pub colour: Colour,
    /// Whether that is its own, and does not follow from its place.
    pub has_own_colour: bool,
    /// Names of codes in use whose colours are hard to tell from its own.
    pub near: Vec<String>,
    /// Whether coders may apply it.
    pub assignable: bool,
    /// Whether it is in use.
    pub active: bool,
    /// Place and name of the code that took it over, if it was merged.
    pub merged_into: Option<(u32, String)>,
    /// How often it was applied.
    pub counts: CodeCounts,
    /// Its first excerpts.
    pub excerpts: CodeExcerpts,
}

impl Project {
    /// The codebook with one code open, by its place. `by` is the attribute by which codings
    /// are counted; `limit` says how many excerpts are wanted.
    ///
    /// # Errors
    ///
    /// If there is no such code or attribute, or the study cannot be read.
    pub fn codebook_reading(
        &mut self,
        open: Option<u32>,
        by: Option<&str>,
        limit: usize,
    ) -> Result<BookReading, Failure> {
        let snapshot = self.snapshot()?;
        let viewer = snapshot.viewer().map(str::to_owned);
        let study = snapshot.study()?;
        let book = &study.codebook;
        let versions = snapshot.codebook_versions()?;
        let remarks = themata_codebook::check(book).into_iter().map(|remark| BookRemark {
            code: remark.code.map(CodeIndex::get),
            is_warning: remark.severity == Severity::Warning,
            message: remark.message,
            hint: remark.hint,
        });
        let open = match open.map(CodeIndex::new) {
            None => None,
            Some(code) => {
                book.get(code).ok_or_else(no_such_code)?;
                let counts = counts(&study, code, by)?;
                let excerpts = excerpts(&study, &snapshot, code, None, limit)?;
                Some(reading(book, code, counts, excerpts))
            }
        };
        Ok(BookReading {
            moment: snapshot.head()?.0,
            rules: book.rules.clone(),
            codes: listed(&study, viewer.as_deref()),
            remarks: remarks.collect(),
            frozen: versions.last().map(|last| (last.number, last.codebook == *book)),
            open,
        })
    }
}

fn reading(
    book: &Codebook,
    place: CodeIndex,
    counts: CodeCounts,
    excerpts: CodeExcerpts,
) -> CodeReading {
    let code = &book[place];
    let named = |place: CodeIndex| (place.get(), book[place].name.clone());
    let mut above: Vec<_> =
        std::iter::successors(code.parent, |&parent| book[parent].parent).map(named).collect();
    above.reverse();
    CodeReading {
        place: place.get(),
        name: code.name.clone(),
        above,
        short: code.short.clone(),
        definition: code.definition.clone(),
        use_when: code.use_when.clone(),
        do_not_use_when: code.do_not_use_when.clone(),
        examples: code.examples.clone(),
        colour: book.colour_of(place),
        has_own_colour: code.colour.is_some(),
        near: code.colour.map(|own| near(book, place, own)).unwrap_or_default(),
        assignable: code.assignable,
        active: code.is_active(),
        merged_into: match code.state {
            CodeState::Merged { into } => Some(named(into)),
            _ => None,
        },
        counts,
        excerpts,
    }
}

/// The names of other codes in use whose colours are hard to tell from one.
fn near(book: &Codebook, place: CodeIndex, colour: Colour) -> Vec<String> {
    let others = book.codes().filter(|(other, code)| {
        *other != place
            && code.is_active()
            && code.assignable
            && book.colour_of(*other).apart(colour) < NEAR
    });
    others.map(|(_, code)| code.name.clone()).collect()
}
