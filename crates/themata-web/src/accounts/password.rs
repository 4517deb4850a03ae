use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use themata_project::Failure;

/// The shortest password, in code points. Length is what counts (NIST SP 800-63B); nothing is
/// asked of the kind of characters.
pub(crate) const SHORTEST: usize = 12;

/// The longest, in bytes: more is no password.
const LONGEST: usize = 1024;

/// A password as it is kept: Argon2id with 19 MiB, two passes and one lane, as OWASP advises,
/// and a salt of its own.
pub(super) fn kept(password: &str, name: &str) -> Result<String, Failure> {
    if password.chars().count() < SHORTEST {
        return Err(Failure::new(format!("a password has at least {SHORTEST} characters"))
            .hint("four words that do not belong together are easy to keep in mind"));
    }
    if password.len() > LONGEST {
        return Err(Failure::new(format!("a password has at most {LONGEST} bytes")));
    }
    let plain = password.trim().to_lowercase();
    let first = plain.chars().next();
    if plain.contains(&name.trim().to_lowercase()) && plain.len() < name.trim().len() + 8
        || plain.chars().all(|c| Some(c) == first)
    {
        return Err(Failure::new("this password is easy to guess")
            .hint("four words that do not belong together are hard to guess"));
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| Failure::caused("cannot keep this password", &error))
}

/// Whether a password is the one that is kept. Where none is kept it takes as long, so that
/// the time does not tell which names there are.
pub(super) fn is_right(password: &str, kept: Option<&str>) -> bool {
    static NOBODYS: LazyLock<String> = LazyLock::new(|| {
        let hash = Argon2::default().hash_password(b"nobody has this password");
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    });
    if password.len() > LONGEST {
        return false;
    }
    let known = PasswordHash::new(kept.unwrap_or(NOBODYS.as_str()));
    let is_same = known.is_ok_and(|known| {
        Argon2::default().verify_password(password.as_bytes(), &known).is_ok()
    });
    is_same && kept.is_some()
}
