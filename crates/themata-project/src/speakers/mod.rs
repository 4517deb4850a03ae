//! Those who speak: what they are called, what they do, what is known of them.

mod change;
mod list;
mod overview;
mod set;
mod sheet;

pub use change::SpeakersChanged;
pub use overview::{SpeakerOverview, SpeakerRow};
pub use set::SpeakerCell;
pub(crate) use sheet::Said;
pub use sheet::SpeakerSheet;

use std::collections::BTreeSet;

use themata_model::DocumentRecord;

use crate::attributes::Description;

/// What came of a sheet for one document.
#[derive(Default)]
pub(crate) struct Called {
    /// The rows of the sheet that were of use.
    pub(crate) rows: BTreeSet<usize>,
    /// What is to be known of speakers, by place.
    pub(crate) descriptions: Vec<(u32, Description)>,
}

/// Gives the speakers of a document that is about to come in the names and roles of a sheet.
pub(crate) fn call(record: &mut DocumentRecord, sheet: &SpeakerSheet) -> Called {
    let mut called = Called::default();
    let mut changed = 0;
    for (place, speaker) in (0u32..).zip(&mut record.version.speakers) {
        let Said { name, role, description, rows } = sheet.said(&record.name, speaker);
        called.rows.extend(rows);
        changed += usize::from(name.is_some() || role.is_some());
        if let Some(name) = name {
            speaker.name = name;
        }
        speaker.role = role.or(speaker.role);
        if !description.is_empty() {
            called.descriptions.push((place, description));
        }
    }
    if changed > 0 {
        let decision = format!("a sheet of speakers named {changed} of those who speak");
        record.version.source.decisions.push(decision);
    }
    called
}
