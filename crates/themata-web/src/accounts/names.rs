use themata_project::Failure;

/// The longest name of an account, in code points.
const LONGEST: usize = 80;

/// Whether two names are the same one, as names of coders are compared.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// A name as it is kept, if someone may be called so.
pub(super) fn fit(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::new("an account has a name")
            .hint("take the name under which you code, such as `ana`"));
    }
    if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(Failure::new(format!(
            "the name of an account is one line of at most {LONGEST} characters"
        )));
    }
    Ok(name.to_owned())
}
