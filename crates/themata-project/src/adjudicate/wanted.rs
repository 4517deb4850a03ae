use std::collections::BTreeSet;
use std::fmt;

use themata_model::Adjudication;

use crate::Failure;
use crate::names::list;

/// Which decisions are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionsWanted {
    /// Those of a person, whose name is compared without regard to case.
    pub who: Option<String>,
    /// Those of a rule by its first word, or those that were taken by hand.
    pub rule: Option<DecidedBy>,
    /// Those that are in a state.
    pub state: Option<DecisionState>,
}

/// By what a decision was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// One by one.
    Hand,
    /// The rule for what all said alike.
    Agreed,
    /// The rule for the same code with other ends.
    SameCode,
    /// The rule for what most said.
    Majority,
}

impl DecidedBy {
    /// All of them.
    pub const ALL: [DecidedBy; 4] =
        [DecidedBy::Hand, DecidedBy::Agreed, DecidedBy::SameCode, DecidedBy::Majority];

    /// The word for it, as in options and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DecidedBy::Hand => "hand",
            DecidedBy::Agreed => "agreed",
            DecidedBy::SameCode => "same-code",
            DecidedBy::Majority => "majority",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn named(word: &str) -> Option<DecidedBy> {
        DecidedBy::ALL.into_iter().find(|by| by.as_str() == word)
    }

    fn took(self, one: &Adjudication) -> bool {
        // A rule is kept with what it was told: `same-code, overlap 0.8, union`.
        let rule = one.rule.as_deref().map(|rule| rule.split(',').next().unwrap_or(rule));
        rule == (self != DecidedBy::Hand).then_some(self.as_str())
    }
}

/// What has become of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionState {
    /// It holds; to ask for these means those with more coders, too.
    InForce,
    /// It holds, and others than those it is about have coded there, too.
    MoreCoders,
    /// The coders have said something else since.
    Changed,
    /// It was decided anew.
    Replaced,
}

impl DecisionState {
    /// All of them.
    pub const ALL: [DecisionState; 4] = [
        DecisionState::InForce,
        DecisionState::MoreCoders,
        DecisionState::Changed,
        DecisionState::Replaced,
    ];

    /// The word for it, as in options and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DecisionState::InForce => "in-force",
            DecisionState::MoreCoders => "more-coders",
            DecisionState::Changed => "changed-since",
            DecisionState::Replaced => "replaced",
        }
    }

    /// What a word stands for.
    #[must_use]
    pub fn named(word: &str) -> Option<DecisionState> {
        DecisionState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// As it stands in tables.
impl fmt::Display for DecisionState {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            DecisionState::InForce => "in force",
            DecisionState::MoreCoders => "in force, more coders",
            DecisionState::Changed => "changed since",
            DecisionState::Replaced => "replaced",
        })
    }
}

impl DecisionsWanted {
    /// Whether a decision in some state is one of them.
    pub(super) fn has(&self, one: &Adjudication, state: DecisionState) -> bool {
        let same = |who: &String| {
            one.by.as_ref().is_some_and(|by| by.to_lowercase() == who.to_lowercase())
        };
        self.who.as_ref().is_none_or(same)
            && self.rule.is_none_or(|rule| rule.took(one))
            && self.state.is_none_or(|wanted| {
                wanted == state
                    || (wanted, state) == (DecisionState::InForce, DecisionState::MoreCoders)
            })
    }

    /// That nobody of the name has decided anything, if somebody is meant.
    pub(super) fn check(&self, people: &BTreeSet<&str>) -> Result<(), Failure> {
        let Some(who) = &self.who else { return Ok(()) };
        if people.iter().any(|known| known.to_lowercase() == who.to_lowercase()) {
            return Ok(());
        }
        let failure = Failure::new(format!("nobody called `{who}` has decided anything here"));
        let known: Vec<String> = people.iter().map(|known| format!("`{known}`")).collect();
        Err(match known.is_empty() {
            true => failure,
            false => failure.hint(format!("{} did", list(&known))),
        })
    }

    /// What is meant, as it follows a count: ` by ana, by the rule agreed, replaced`.
    pub(super) fn in_words(&self) -> String {
        let who = self.who.as_ref().map(|who| format!(" by {who}"));
        let rule = self.rule.map(|rule| match rule {
            DecidedBy::Hand => " one by one".to_owned(),
            rule => format!(" by the rule {}", rule.as_str()),
        });
        let state = self.state.map(|state| format!(" ({state})"));
        [who, rule, state].into_iter().flatten().collect()
    }
}
