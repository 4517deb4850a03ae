use sha2::{Digest, Sha256};
use themata_project::Failure;

/// 256 bits that nobody can guess, as hexadecimal digits.
///
/// # Errors
///
/// If the system has no chance to give.
pub(crate) fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::caused("cannot make a key that nobody can guess", &error))?;
    Ok(hexadecimal(&bytes))
}

/// What tells a secret without holding it: whoever reads the file of accounts cannot sign in
/// with what it says. A secret has 256 bits of chance, so one round of SHA-256 is enough.
pub(crate) fn mark(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
