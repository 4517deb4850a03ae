use crate::codebook::tidy;
use crate::error::Kind;
use crate::validity::merged_into;
use crate::{Code, CodeIndex, CodeState, Codebook, Error};

/// Edits. Each returns a new codebook and leaves this one as it is; no edit changes the place
/// of a code.
impl Codebook {
    /// The codebook with one more code behind all others, and the place of that code.
    ///
    /// # Errors
    ///
    /// If the code does not fit ([`Codebook::new`]), or its parent is out of use.
    pub fn add(&self, code: Code) -> Result<(Codebook, CodeIndex), Error> {
        if let Some(parent) = code.parent {
            self.fit_for_subcodes(&code.name, parent)?;
        }
        let mut codes = self.as_slice().to_vec();
        codes.push(tidy(code));
        Ok((self.with(codes)?, CodeIndex::of(self.len())))
    }

    /// The codebook with `code` called `name`.
    ///
    /// # Errors
    ///
    /// If the name is unfit or taken, or there is no such code.
    pub fn rename(&self, code: CodeIndex, name: &str) -> Result<Codebook, Error> {
        self.edit(code, |code| code.name = name.to_owned())
    }

    /// The codebook with `code`, and everything under it, under `parent`, or at the top for
    /// `None`.
    ///
    /// # Errors
    ///
    /// If `parent` stands under `code`, is `code` itself or is out of use, or a code does not
    /// exist.
    pub fn move_to(
        &self,
        code: CodeIndex,
        parent: Option<CodeIndex>,
    ) -> Result<Codebook, Error> {
        let moved = self.known(code)?;
        if let Some(parent) = parent {
            let target = self.known(parent)?;
            if self.is_within(parent, code) {
                let (name, target) = (moved.name.clone(), target.name.clone());
                return Err(Error::new(Kind::IntoOwnSubcode { name, target }));
            }
            self.fit_for_subcodes(&moved.name, parent)?;
        }
        self.edit(code, |code| code.parent = parent)
    }

    /// The codebook with `code` no longer in use. What stands under it stays as it is.
    ///
    /// # Errors
    ///
    /// If the code is retired or merged already, or does not exist.
    pub fn retire(&self, code: CodeIndex) -> Result<Codebook, Error> {
        let retired = self.known(code)?;
        self.not_merged(retired)?;
        if retired.state == CodeState::Retired {
            return Err(Error::new(Kind::AlreadyRetired { name: retired.name.clone() }));
        }
        self.edit(code, |code| code.state = CodeState::Retired)
    }

    /// The codebook with a retired or merged code in use again. Codes that moved when it was
    /// merged stay where they are.
    ///
    /// # Errors
    ///
    /// If the code is in use, or does not exist.
    pub fn restore(&self, code: CodeIndex) -> Result<Codebook, Error> {
        let restored = self.known(code)?;
        if restored.is_active() {
            return Err(Error::new(Kind::AlreadyActive { name: restored.name.clone() }));
        }
        self.edit(code, |code| code.state = CodeState::Active)
    }

    /// The codebook with `source` merged into `target`: `source` is out of use and says who
    /// took it over, and its children stand under `target`.
    ///
    /// When `target` itself stands under `source`, it first takes the place of `source` in
    /// the tree. The texts of `target` stay as they are.
    ///
    /// # Errors
    ///
    /// If both are one code, either was merged before, `target` is retired, or `target` may
    /// not be applied while `source` may; or a code does not exist.
    pub fn merge(&self, source: CodeIndex, target: CodeIndex) -> Result<Codebook, Error> {
        let (from, into) = (self.known(source)?, self.known(target)?);
        if source == target {
            return Err(Error::new(Kind::IntoItself { name: from.name.clone() }));
        }
        self.not_merged(from)?;
        let target_name = into.name.clone();
        match into.state {
            CodeState::Active => {}
            CodeState::Retired => {
                return Err(Error::new(Kind::TargetRetired { target: target_name }));
            }
            CodeState::Merged { into } => {
                let into = self[self.successor(into).unwrap_or(into)].name.clone();
                return Err(Error::new(Kind::TargetMerged { target: target_name, into }));
            }
        }
        if from.assignable && !into.assignable {
            return Err(Error::new(Kind::TargetNotAssignable { target: target_name }));
        }
        let mut codes = self.as_slice().to_vec();
        if self.is_within(target, source) {
            codes[target.at()].parent = from.parent;
        }
        for child in self.children(source).iter().filter(|&&child| child != target) {
            codes[child.at()].parent = Some(target);
        }
        codes[source.at()].state = CodeState::Merged { into: target };
        self.with(codes)
    }

    /// The codebook with `code` changed in whatever way, checked only for soundness
    /// ([`Codebook::new`]).
    ///
    /// # Errors
    ///
    /// If the changed code does not fit, or there is no such code.
    ///
    /// # Examples
    ///
    /// ```
    /// use themata_codebook::{Code, Codebook};
    ///
    /// let book = Codebook::new("", "", vec![Code::named("shared vision")])?;
    /// let code = book.resolve("shared vision")?;
    /// let book = book.edit(code, |code| code.short = "a common picture of the aim".into())?;
    /// assert_eq!(book[code].short, "a common picture of the aim");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        code: CodeIndex,
        change: impl FnOnce(&mut Code),
    ) -> Result<Codebook, Error> {
        let mut changed = self.known(code)?.clone();
        change(&mut changed);
        let mut codes = self.as_slice().to_vec();
        codes[code.at()] = tidy(changed);
        self.with(codes)
    }

    fn with(&self, codes: Vec<Code>) -> Result<Codebook, Error> {
        Ok(Codebook::of_tidy(&self.title, &self.rules, codes)?)
    }

    fn known(&self, code: CodeIndex) -> Result<&Code, Error> {
        let missing = || Error::new(Kind::NoSuchCode { place: code.get(), of: self.len() });
        self.get(code).ok_or_else(missing)
    }

    fn not_merged(&self, code: &Code) -> Result<(), Error> {
        let Some(into) = merged_into(code) else { return Ok(()) };
        let (name, into) = (code.name.clone(), self[into].name.clone());
        Err(Error::new(Kind::AlreadyMerged { name, into }))
    }

    fn fit_for_subcodes(&self, name: &str, parent: CodeIndex) -> Result<(), Error> {
        let (name, above) = (name.to_owned(), self.known(parent)?);
        let parent = above.name.clone();
        match above.state {
            CodeState::Active => Ok(()),
            CodeState::Retired => Err(Error::new(Kind::UnderRetired { name, parent })),
            CodeState::Merged { .. } => Err(Error::new(Kind::UnderMerged { name, parent })),
        }
    }
}
