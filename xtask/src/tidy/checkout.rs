use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use xshell::{Shell, cmd};

use super::rust_code::RustCode;
use crate::Result;

/// Everything that the rules look at.
pub(super) struct Checkout {
    /// The text files of the project, in order of their paths.
    pub(super) files: Vec<File>,
    /// Every package that the workspace is built of, as cargo tells it.
    pub(super) packages: Vec<Package>,
    /// The version of the compiler, as `1.95.0`.
    pub(super) compiler: String,
}

/// A text file of the project.
pub(super) struct File {
    /// From the folder of the workspace, with `/` between folders.
    pub(super) path: String,
    pub(super) text: String,
    /// What of it is Rust code, if it is a Rust file.
    pub(super) code: Option<RustCode>,
}

/// A package, ours or another's.
pub(super) struct Package {
    pub(super) name: String,
    /// The licence as an SPDX expression; older packages separate choices by a slash.
    pub(super) licence: Option<String>,
}

/// The manifest of a package of the workspace.
pub(super) struct Manifest<'a> {
    /// The name of the package.
    pub(super) name: &'a str,
    pub(super) file: &'a File,
    pub(super) toml: toml::Table,
}

impl Checkout {
    /// Reads the files that git counts as the project's, whether committed or new.
    pub(super) fn read(root: &Path) -> Result<Checkout> {
        let shell = Shell::new()?;
        shell.change_dir(root);
        let listed = cmd!(shell, "git ls-files -z --cached --others --exclude-standard")
            .quiet()
            .read()?;
        let paths: BTreeSet<&str> =
            listed.split('\0').filter(|path| !path.is_empty()).collect();
        let mut files = Vec::new();
        for path in paths {
            // What was deleted but not yet committed is listed too, and pictures are no text.
            let Ok(bytes) = std::fs::read(root.join(path)) else { continue };
            let Ok(text) = String::from_utf8(bytes) else { continue };
            files.push(File::new(path, text));
        }
        let metadata = cmd!(shell, "cargo metadata --format-version 1").quiet().read()?;
        let compiler = cmd!(shell, "rustc --version").quiet().read()?;
        Ok(Checkout {
            files: without_test_modules(files),
            packages: packages(&serde_json::from_str(&metadata)?),
            compiler: compiler.split(' ').nth(1).unwrap_or_default().to_owned(),
        })
    }

    /// A checkout of these files, for tests of the rules.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Checkout {
        let files: std::collections::BTreeMap<_, _> = files.iter().copied().collect();
        let files = files.into_iter().map(|(path, text)| File::new(path, text.to_owned()));
        Checkout {
            files: without_test_modules(files.collect()),
            packages: Vec::new(),
            compiler: String::new(),
        }
    }

    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The code that is part of the product, with the name of its crate: no tests, examples,
    /// benches or build scripts.
    pub(super) fn product(&self) -> impl Iterator<Item = (&str, &File, &RustCode)> {
        self.files.iter().filter_map(|file| {
            let (name, rest) = file.path.strip_prefix("crates/")?.split_once('/')?;
            let code = file.code.as_ref()?;
            rest.starts_with("src/").then_some((name, file, code))
        })
    }

    /// The manifests of the packages of the workspace. One that cannot be read is left out:
    /// cargo says so first.
    pub(super) fn manifests(&self) -> impl Iterator<Item = Manifest<'_>> {
        self.files.iter().filter_map(|file| {
            let folder = file.path.strip_suffix("/Cargo.toml")?;
            let toml: toml::Table = file.text.parse().ok()?;
            let name = folder.rsplit('/').next()?;
            // Fuzz targets are a workspace of their own and no part of the product.
            if name == "fuzz" {
                return None;
            }
            // The tests across crates live in `tests`, which is no good name for a package.
            let name = if name == "tests" { "themata-tests" } else { name };
            Some(Manifest { name, file, toml })
        })
    }
}

impl File {
    fn new(path: &str, text: String) -> File {
        let code = path.ends_with(".rs").then(|| RustCode::new(&text));
        File { path: path.to_owned(), text, code }
    }

    /// The lines with their numbers, counted from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// The number of the first line that holds some words, or 0 if there is none.
    pub(super) fn line_of(&self, words: &str) -> usize {
        self.lines().find(|(_, line)| line.contains(words)).map_or(0, |(number, _)| number)
    }
}

impl Manifest<'_> {
    /// The names of the packages that the product is built with: no dev-dependencies.
    pub(super) fn dependencies(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for table in ["dependencies", "build-dependencies"] {
            names.extend(keys(self.toml.get(table)));
            let targets = self.toml.get("target").and_then(toml::Value::as_table);
            for target in targets.into_iter().flat_map(toml::Table::values) {
                names.extend(keys(target.get(table)));
            }
        }
        names
    }
}

fn keys(table: Option<&toml::Value>) -> impl Iterator<Item = &str> {
    table
        .and_then(toml::Value::as_table)
        .into_iter()
        .flat_map(toml::Table::keys)
        .map(String::as_str)
}

fn packages(metadata: &Value) -> Vec<Package> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    packages
        .iter()
        .map(|package| Package {
            name: package["name"].as_str().unwrap_or_default().to_owned(),
            licence: package["license"].as_str().map(str::to_owned),
        })
        .collect()
}

/// Empties the product's side of files that are modules for tests only: a `tests.rs` beside a
/// `#[cfg(test)] mod tests;`.
fn without_test_modules(mut files: Vec<File>) -> Vec<File> {
    let mut for_tests: Vec<String> = Vec::new();
    for file in &files {
        let Some(code) = &file.code else { continue };
        let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
        let folder = match name {
            "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
            name => format!("{folder}/{}", name.trim_end_matches(".rs")),
        };
        for module in &code.test_modules {
            for_tests.push(format!("{folder}/{module}.rs"));
            for_tests.push(format!("{folder}/{module}/"));
        }
    }
    for file in &mut files {
        let within = |place: &String| {
            file.path == *place
                || (place.ends_with('/') && file.path.starts_with(place.as_str()))
        };
        if for_tests.iter().any(within)
            && let Some(code) = &mut file.code
        {
            code.product.clear();
        }
    }
    files
}
