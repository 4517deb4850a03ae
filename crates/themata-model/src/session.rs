use jiff::Timestamp;
use uuid::Uuid;

/// Who acts, when, and the one source of new identities: everything that a command takes
/// from outside the study besides its input.
///
/// A front end makes it; a test makes a fixed one, so that every result can be repeated.
#[derive(Clone, Debug)]
pub struct Session {
    /// The name of the acting coder, if one was named.
    pub coder: Option<String>,
    /// When the action takes place.
    pub now: Timestamp,
    /// The identity that the action is recorded under: unique among all studies and machines.
    pub operation: Uuid,
}

impl Session {
    /// A session for tests and examples: noon of 1 May 2026, and identities that follow from
    /// a number.
    #[must_use]
    pub fn fixed(coder: &str, number: u64) -> Session {
        Session {
            coder: Some(coder.to_owned()),
            now: Timestamp::constant(1_777_636_800, 0),
            operation: Uuid::from_u128(u128::from(number)),
        }
    }
}
