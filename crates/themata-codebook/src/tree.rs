use crate::{Code, CodeIndex, CodeState, Codebook};

/// Who stands under whom, worked out once for a codebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tree {
    roots: Vec<CodeIndex>,
    children: Vec<Vec<CodeIndex>>,
    /// Depth first, siblings in file order.
    order: Vec<CodeIndex>,
    /// For each code its place in `order`, and the number of codes in its subtree: a subtree
    /// is a stretch of `order`.
    places: Vec<usize>,
    sizes: Vec<usize>,
}

impl Tree {
    /// The tree of codes whose parents exist and which run in no circle.
    pub(crate) fn of(codes: &[Code]) -> Tree {
        let mut roots = Vec::new();
        let mut children = vec![Vec::new(); codes.len()];
        for (at, code) in codes.iter().enumerate() {
            match code.parent {
                Some(parent) => children[parent.at()].push(CodeIndex::of(at)),
                None => roots.push(CodeIndex::of(at)),
            }
        }
        let mut order = Vec::with_capacity(codes.len());
        let mut places = vec![0; codes.len()];
        let mut waiting: Vec<CodeIndex> = roots.iter().rev().copied().collect();
        while let Some(code) = waiting.pop() {
            places[code.at()] = order.len();
            order.push(code);
            waiting.extend(children[code.at()].iter().rev());
        }
        let mut sizes = vec![1; codes.len()];
        for code in order.iter().rev() {
            if let Some(parent) = codes[code.at()].parent {
                sizes[parent.at()] += sizes[code.at()];
            }
        }
        Tree { roots, children, order, places, sizes }
    }
}

/// Questions about the tree. A place that is not of the codebook is a mistake in the program
/// that asks, and panics.
impl Codebook {
    /// The codes that stand under no other, in file order, whatever their state.
    #[must_use]
    pub fn roots(&self) -> &[CodeIndex] {
        &self.tree().roots
    }

    /// The codes directly under `code`, in file order, whatever their state.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn children(&self, code: CodeIndex) -> &[CodeIndex] {
        &self.tree().children[code.at()]
    }

    /// `code` and everything under it at any depth, in tree order.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn subtree(&self, code: CodeIndex) -> &[CodeIndex] {
        let Tree { order, places, sizes, .. } = self.tree();
        let from = places[code.at()];
        &order[from..from + sizes[code.at()]]
    }

    /// Whether `code` is `ancestor` or stands under it at any depth.
    ///
    /// # Panics
    ///
    /// If a place is not of this codebook.
    #[must_use]
    pub fn is_within(&self, code: CodeIndex, ancestor: CodeIndex) -> bool {
        let Tree { places, sizes, .. } = self.tree();
        let from = places[ancestor.at()];
        (from..from + sizes[ancestor.at()]).contains(&places[code.at()])
    }

    /// The topmost code that `code` stands under: its theme. For a root, the code itself.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn root_of(&self, code: CodeIndex) -> CodeIndex {
        self.upward(code).last().unwrap_or(code)
    }

    /// How many codes stand above `code`: 0 for a root.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn depth(&self, code: CodeIndex) -> usize {
        self.upward(code).count() - 1
    }

    /// The names from the root down to `code`, as in `Leadership / shared vision`.
    ///
    /// # Panics
    ///
    /// If the place is not of this codebook.
    #[must_use]
    pub fn path(&self, code: CodeIndex) -> String {
        let mut names: Vec<&str> =
            self.upward(code).map(|code| self[code].name.as_str()).collect();
        names.reverse();
        names.join(" / ")
    }

    /// Every code once, depth first, siblings in file order.
    #[must_use]
    pub fn in_tree_order(&self) -> &[CodeIndex] {
        &self.tree().order
    }

    /// This codebook with its codes numbered in tree order, as a file of it holds them.
    ///
    /// Reading back what [`to_toml`](crate::to_toml) or [`to_csv`](crate::to_csv) wrote gives
    /// exactly this; nothing else about the codes changes.
    #[must_use]
    pub fn sorted(&self) -> Codebook {
        let Tree { order, places, .. } = self.tree();
        let moved = |code: CodeIndex| CodeIndex::of(places[code.at()]);
        let codes: Vec<Code> = order
            .iter()
            .map(|&code| {
                let code = self[code].clone();
                let state = match code.state {
                    CodeState::Merged { into } => CodeState::Merged { into: moved(into) },
                    state => state,
                };
                Code { parent: code.parent.map(moved), state, ..code }
            })
            .collect();
        self.renumbered(codes, moved)
    }

    /// `code`, its parent, the parent's parent and so on up to the root.
    fn upward(&self, code: CodeIndex) -> impl Iterator<Item = CodeIndex> {
        std::iter::successors(Some(code), |&code| self[code].parent)
    }
}
