//! Who asks and who answers.

use crate::Transcript;

/// Guesses the roles of those speakers of whom the source does not say them.
pub(crate) fn guess(transcript: &mut Transcript) {
    let _ = transcript;
}
