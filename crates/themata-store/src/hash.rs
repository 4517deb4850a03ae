use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes in lower-case hexadecimal digits: the name under which sources
/// and texts are kept.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
