use serde::Serialize;
use themata_project::codebook::ListedCode;
use themata_project::{Failure, Project};

/// What came of an action on the codebook.
#[derive(Debug, Default, Serialize)]
pub(super) struct Written {
    /// The moment that the study is at.
    pub(super) moment: u32,
    /// What was done, to be said.
    pub(super) said: String,
    /// The code that is meant by it, if it is a new one.
    pub(super) code: Option<u32>,
    /// Where to go on, if elsewhere.
    pub(super) address: Option<String>,
    /// What else is to be known, a sentence each.
    pub(super) lines: Vec<String>,
}

/// Something was done, and this is said of it.
pub(super) fn written(project: &mut Project, said: String) -> Result<Written, Failure> {
    Ok(Written { moment: project.moment()?, said, ..Written::default() })
}

/// The code at a place.
pub(super) fn known(project: &mut Project, place: u32) -> Result<ListedCode, Failure> {
    let mut codes = project.codes()?.into_iter();
    codes.find(|code| code.place == place).ok_or_else(|| {
        Failure::nothing("there is no such code in this study")
            .hint("adding it may have been undone; look at the codebook again")
    })
}
