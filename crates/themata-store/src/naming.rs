use std::fs::OpenOptions;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// A path with something behind the name of its file.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(ending);
    path.with_file_name(name)
}

/// Gives a whole file its name. A file that has the name already is left alone, and so is the
/// other one then.
pub(crate) fn give_name(part: &Path, path: &Path) -> Result<(), Error> {
    match std::fs::hard_link(part, path) {
        Ok(()) => {
            // The file has its name; what is left of the other one does no harm.
            let _ = std::fs::remove_file(part);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) => claim_name(part, path),
    }
}

/// The same where a file cannot have two names, as on most memory sticks: claiming the name
/// first makes sure that no other program's file is overwritten.
fn claim_name(part: &Path, path: &Path) -> Result<(), Error> {
    drop(OpenOptions::new().write(true).create_new(true).open(path)?);
    std::fs::rename(part, path).inspect_err(|_| {
        // The empty file is ours.
        let _ = std::fs::remove_file(path);
    })
}

#[cfg(test)]
mod tests {
    use std::io::Error;
    use std::path::Path;

    use super::{claim_name, give_name};

    /// What naming a file does where there is none of that name and where there is one.
    fn check(name: fn(&Path, &Path) -> Result<(), Error>) {
        let folder = tempfile::tempdir().unwrap();
        let (part, path) = (folder.path().join("s.part"), folder.path().join("s"));
        std::fs::write(&part, "new").unwrap();
        name(&part, &path).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert!(!part.exists());

        std::fs::write(&part, "newer").unwrap();
        let error = name(&part, &path).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert!(part.exists());
    }

    #[test]
    fn a_name_is_given_once() {
        check(give_name);
        check(claim_name);
    }

    #[test]
    fn a_name_without_a_file_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s");
        claim_name(&folder.path().join("none"), &path).unwrap_err();
        assert!(!path.exists());
    }
}
