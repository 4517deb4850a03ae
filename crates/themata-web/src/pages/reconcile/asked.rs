use serde::Deserialize;
use themata_project::DisagreementKind;
use themata_project::adjudicate::DeskQuestion;

use crate::pages::leading::asking;
use crate::studies::OpenStudy;

/// How many rows of the list are shown at a time.
const SIZE: usize = 40;

/// What the address says of the list and of the disagreement that is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    /// `place`, or nothing for the order of cost.
    pub(super) order: String,
    pub(super) kind: String,
    pub(super) document: String,
    pub(super) code: String,
    /// `code` for the code alone, or nothing for those under it, too.
    pub(super) exactly: String,
    /// `all`, or nothing for those that are open.
    pub(super) show: String,
    pub(super) at: String,
    pub(super) part: String,
}

impl Asked {
    pub(super) fn question(&self) -> DeskQuestion {
        DeskQuestion {
            query: self.q.clone(),
            document: self.document.parse().ok(),
            code: self.code.parse().ok(),
            exactly: self.exactly == "code",
            kind: DisagreementKind::from_word(&self.kind),
            decided_too: self.show == "all",
            by_place: self.order == "place",
            current: self.at.parse().ok(),
            size: SIZE,
            part: self.part.parse().ok(),
        }
    }

    /// Whether only some of the disagreements are asked for, besides by their state.
    pub(super) fn is_narrow(&self) -> bool {
        [&self.q, &self.kind, &self.document, &self.code].iter().any(|it| !it.trim().is_empty())
    }

    /// The address that asks for the same, but for some of it.
    pub(super) fn with(&self, study: &OpenStudy, changes: &[(&str, &str)]) -> String {
        let q = study.sought.numbered(&self.q);
        let same = [
            ("q", q.as_str()),
            ("order", &self.order),
            ("kind", &self.kind),
            ("document", &self.document),
            ("code", &self.code),
            ("exactly", &self.exactly),
            ("show", &self.show),
            ("at", &self.at),
            ("part", &self.part),
        ];
        let changed = same.map(|(name, value)| {
            let change = changes.iter().find(|(changed, _)| *changed == name);
            (name, change.map_or(value, |(_, value)| value))
        });
        asking(&format!("/s/{}/reconcile", study.word), &changed)
    }

    /// The address of another disagreement of the same list.
    pub(super) fn to(&self, study: &OpenStudy, number: u32) -> String {
        self.with(study, &[("at", &number.to_string()), ("part", "")])
    }
}
