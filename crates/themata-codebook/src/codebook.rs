use std::collections::HashMap;
use std::ops::Index;

use crate::name::{tidy_name, tidy_text};
use crate::tree::Tree;
use crate::validity::{Fault, examine};
use crate::{Code, CodeIndex, Error, name_key};

/// A set of codes with the rules for coding with them.
///
/// Every codebook that exists is sound: names are unique as [`name_key`] compares them, every
/// parent and every merge target is in the codebook, and nothing stands under itself.
/// It never changes; the edits (such as [`Codebook::rename`]) return a new one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Codebook {
    /// What the codebook is called; may be empty.
    pub title: String,
    /// How to code, in words: units, overlap, how many codes a passage may carry. May be empty.
    pub rules: String,
    codes: Vec<Code>,
    keys: HashMap<String, CodeIndex>,
    tree: Tree,
}

impl Codebook {
    /// The codebook of these codes, kept in this order.
    ///
    /// White space at the ends of texts and names is dropped, line ends become `\n`, white
    /// space within a name or the title becomes one space, and blank examples are left out.
    ///
    /// # Errors
    ///
    /// If a name is empty, holds control characters or counts as the same as another; if a
    /// parent or merge target is not among the codes; if codes stand under themselves or are
    /// merged in a circle.
    pub fn new(
        title: impl Into<String>,
        rules: impl Into<String>,
        codes: Vec<Code>,
    ) -> Result<Codebook, Error> {
        let codes = codes.into_iter().map(tidy).collect();
        Ok(Codebook::of_tidy(&title.into(), &rules.into(), codes)?)
    }

    /// [`Codebook::new`] for codes that are tidy. A fault says which code it lies in.
    pub(crate) fn of_tidy(
        title: &str,
        rules: &str,
        codes: Vec<Code>,
    ) -> Result<Codebook, Fault> {
        let keys = examine(&codes)?;
        let tree = Tree::of(&codes);
        Ok(Codebook { title: tidy_name(title), rules: tidy_text(rules), codes, keys, tree })
    }

    /// The number of codes, whatever their state.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no code.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Every code with its place, in the order of the file.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = (CodeIndex, &Code)> {
        self.codes.iter().enumerate().map(|(at, code)| (CodeIndex::of(at), code))
    }

    /// The code at a place, or `None` if the codebook is shorter. Where the place is known to
    /// be of this codebook, `&codebook[place]` is shorter.
    #[must_use]
    pub fn get(&self, code: CodeIndex) -> Option<&Code> {
        self.codes.get(code.at())
    }

    /// The code of this name in whatever state, compared as [`name_key`] does.
    ///
    /// For names that people type, [`Codebook::resolve`] says more when there is none.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<CodeIndex> {
        self.keys.get(&name_key(name)).copied()
    }

    /// The same codes in another order, in which each has the place that `moved` gives.
    pub(crate) fn renumbered(
        &self,
        codes: Vec<Code>,
        moved: impl Fn(CodeIndex) -> CodeIndex,
    ) -> Codebook {
        let (title, rules) = (self.title.clone(), self.rules.clone());
        let keys = self.keys.iter().map(|(key, &code)| (key.clone(), moved(code))).collect();
        let tree = Tree::of(&codes);
        Codebook { title, rules, codes, keys, tree }
    }

    pub(crate) fn as_slice(&self) -> &[Code] {
        &self.codes
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }
}

/// The code at a place of this codebook.
///
/// # Panics
///
/// If the place is not of this codebook; [`Codebook::get`] returns `None` then.
impl Index<CodeIndex> for Codebook {
    type Output = Code;

    fn index(&self, code: CodeIndex) -> &Code {
        &self.codes[code.at()]
    }
}

pub(crate) fn tidy(code: Code) -> Code {
    let examples = code.examples.iter().map(|example| tidy_text(example));
    Code {
        name: tidy_name(&code.name),
        short: tidy_text(&code.short),
        definition: tidy_text(&code.definition),
        use_when: tidy_text(&code.use_when),
        do_not_use_when: tidy_text(&code.do_not_use_when),
        examples: examples.filter(|example| !example.is_empty()).collect(),
        ..code
    }
}
