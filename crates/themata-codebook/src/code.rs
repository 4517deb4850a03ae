use crate::Colour;

/// The place of a code in its codebook, counted from 0 in the order of the codes.
///
/// It names a code only together with the codebook that it was taken from. Edits keep it:
/// a code has the same place before and after, and a new code stands behind all others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CodeIndex(u32);

impl CodeIndex {
    /// The place `place`, counted from 0.
    #[must_use]
    pub const fn new(place: u32) -> CodeIndex {
        CodeIndex(place)
    }

    /// The place as a number, counted from 0.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }

    /// Codebooks are refused when they hold more codes than a `u32` counts, so the cast is
    /// exact wherever a codebook exists.
    pub(crate) const fn of(at: usize) -> CodeIndex {
        CodeIndex(at as u32)
    }
}

/// A code: a name for a meaning, with what a coder needs in order to use it alike every time.
///
/// The texts are the six fields of a classic codebook entry (MacQueen and others, 1998):
/// name, short definition, full definition, when to use, when not to use, examples. A text
/// that is not known is empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// What the code is called. Unique in its codebook as [`name_key`](crate::name_key)
    /// compares names.
    pub name: String,
    /// The definition in a few words, shown where there is little room.
    pub short: String,
    /// The definition in full.
    pub definition: String,
    /// When the code is applied (inclusion).
    pub use_when: String,
    /// When the code is not applied, and which one is instead (exclusion).
    pub do_not_use_when: String,
    /// Passages that the code fits.
    pub examples: Vec<String>,
    /// The code's own colour, if it was given one.
    pub colour: Option<Colour>,
    /// The code that this one stands under, if any.
    pub parent: Option<CodeIndex>,
    /// Whether coders may apply the code. A heading that only groups others is not.
    pub assignable: bool,
    /// Whether the code is in use.
    pub state: CodeState,
}

impl Code {
    /// The code called `name`, with nothing else known of it: no texts, no colour, at the top
    /// of the codebook, assignable, active.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Code {
        Code {
            name: name.into(),
            short: String::new(),
            definition: String::new(),
            use_when: String::new(),
            do_not_use_when: String::new(),
            examples: Vec::new(),
            colour: None,
            parent: None,
            assignable: true,
            state: CodeState::Active,
        }
    }

    /// Whether the code is in use: neither retired nor merged.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == CodeState::Active
    }
}

/// Whether a code is in use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CodeState {
    /// Coders may apply it.
    Active,
    /// No longer applied; what was coded with it stays coded.
    Retired,
    /// Its meaning was taken over by another code of the codebook.
    Merged {
        /// The code that took it over. It may in turn have been merged later.
        into: CodeIndex,
    },
}
