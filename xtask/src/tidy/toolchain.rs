use super::Finding;
use super::checkout::Checkout;

const ROOT: &str = "Cargo.toml";

/// The version that the workspace promises to build with is the one it is built with here;
/// a note only, because a newer compiler is no fault.
pub(super) fn toolchain(checkout: &Checkout) -> Vec<Finding> {
    let Some(root) = checkout.file(ROOT) else { return Vec::new() };
    let manifest: toml::Table = root.text.parse().unwrap_or_default();
    let promised = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("package")?.get("rust-version")?.as_str())
        .unwrap_or_default();
    let used = &checkout.compiler;
    let is_same =
        used.strip_prefix(promised).is_some_and(|r| r.is_empty() || r.starts_with('.'));
    if is_same {
        return Vec::new();
    }
    let message = format!("`rust-version` is {promised}, and the compiler here is {used}");
    vec![Finding::note(ROOT, root.line_of("rust-version"), message)]
}

#[cfg(test)]
mod tests {
    use super::super::check::check_in;
    use super::super::checkout::Checkout;
    use super::toolchain;

    fn check(promised: &str, used: &str, expect: &[&str]) {
        let root = format!("[workspace.package]\nrust-version = \"{promised}\"\n");
        let checkout =
            Checkout { compiler: used.to_owned(), ..Checkout::of(&[("Cargo.toml", &root)]) };
        check_in(toolchain, &checkout, expect);
    }

    #[test]
    fn another_compiler_is_noted() {
        check("1.95", "1.95.0", &[]);
        check("1.95", "1.95", &[]);
        check("1.9", "1.95.0", &["- Cargo.toml:2: `rust-version` is 1.9"]);
    }
}
