use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use xshell::{Shell, cmd};

use super::files::spaced;
use crate::Result;

/// The program as it is given to people: built for release, called from outside.
pub(super) struct Program {
    path: PathBuf,
}

/// A study in a folder that is gone when the study is.
pub(super) struct Study<'a> {
    program: &'a Program,
    folder: TempDir,
}

/// A file that was given to the program.
#[derive(Debug)]
pub(super) struct Read {
    /// What the document is called that it became; `None` if it could not be read.
    pub(super) document: Option<String>,
    /// What the program says of it.
    pub(super) row: Value,
}

/// A turn as the program shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    pub(super) speaker: Option<String>,
    /// When it begins, in seconds from the beginning of the recording.
    pub(super) start: Option<u64>,
    /// What is said, with one space wherever there is white space.
    pub(super) words: String,
}

impl Read {
    fn of(row: Value) -> Read {
        Read { document: row["document"].as_str().map(str::to_owned), row }
    }

    fn failed(why: &str) -> Read {
        Read { document: None, row: serde_json::json!({ "remarks": why }) }
    }

    /// What the program remarked on it.
    pub(super) fn remarks(&self) -> &str {
        self.row["remarks"].as_str().unwrap_or("no reason is given")
    }
}

impl Program {
    /// A program that is built already.
    pub(super) fn at(path: &Path) -> Result<Program> {
        Ok(Program { path: path.canonicalize()? })
    }

    /// Builds the program.
    pub(super) fn build(root: &Path) -> Result<Program> {
        let shell = Shell::new()?;
        shell.change_dir(root);
        cmd!(shell, "cargo build --release --package themata").run()?;
        let metadata =
            cmd!(shell, "cargo metadata --no-deps --format-version 1").quiet().read()?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let target =
            metadata["target_directory"].as_str().ok_or("cargo names no target folder")?;
        let name = format!("themata{}", std::env::consts::EXE_SUFFIX);
        Ok(Program { path: Path::new(target).join("release").join(name) })
    }

    /// A new, empty study.
    pub(super) fn study(&self) -> Result<Study<'_>> {
        let study = Study { program: self, folder: tempfile::tempdir()? };
        study.run(["init", "study.themata", "--title", "A study", "--coder", "authors"])?;
        Ok(study)
    }

    /// A new study with some files in it. That some cannot be read is no error here.
    pub(super) fn study_of<P: AsRef<OsStr>>(
        &self,
        paths: impl IntoIterator<Item = P>,
    ) -> Result<Study<'_>> {
        let study = self.study()?;
        let paths = paths.into_iter().map(|path| path.as_ref().to_owned());
        let import = ["import", "--format", "json"].map(OsStr::new).map(OsStr::to_owned);
        study.run(import.into_iter().chain(paths))?;
        Ok(study)
    }

    /// A new study with some files in it, and what became of each, in their order. Where one
    /// keeps all the others out, they are brought in one by one.
    pub(super) fn read(&self, files: &[PathBuf]) -> Result<(Study<'_>, Vec<Read>)> {
        let study = self.study()?;
        let read = match study.import(files) {
            Ok(read) => read,
            Err(_) => files.iter().map(|file| study.import_alone(file)).collect(),
        };
        Ok((study, read))
    }
}

impl Study<'_> {
    /// Runs a command on the study and returns what it says on standard output. The exit code
    /// 1 is an answer; others are errors.
    pub(super) fn run<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<String> {
        let output = self.command(arguments).output()?;
        if !matches!(output.status.code(), Some(0 | 1)) {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(
                format!("{}: {}", output.status, said.trim().replace('\n', "; ")).into()
            );
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The rows of the table that a command lists.
    pub(super) fn rows<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Vec<Value>> {
        let arguments: Vec<_> = arguments.into_iter().map(|a| a.as_ref().to_owned()).collect();
        let format = ["--format", "json"].map(OsStr::new).map(OsStr::to_owned);
        let mut table: Value =
            serde_json::from_str(&self.run(arguments.into_iter().chain(format))?)?;
        match table["rows"].take() {
            Value::Array(rows) => Ok(rows),
            _ => Err("the listing has no rows".into()),
        }
    }

    /// What is known of every document.
    pub(super) fn documents(&self) -> Result<Vec<Value>> {
        self.rows(["documents"])
    }

    /// What is known of one document.
    pub(super) fn document(&self, name: &str) -> Result<Value> {
        let mut documents = self.documents()?.into_iter();
        let found = documents.find(|document| document["document"] == name);
        found.ok_or_else(|| format!("there is no document `{name}`").into())
    }

    /// The turns of a document.
    pub(super) fn turns(&self, document: &str) -> Result<Vec<Turn>> {
        let rows = self.rows(["show", document])?;
        Ok(rows.iter().filter(|row| !row["turn"].is_null()).map(turn).collect())
    }

    fn import(&self, files: &[PathBuf]) -> Result<Vec<Read>> {
        let import = std::iter::once(OsStr::new("import"));
        let rows = self.rows(import.chain(files.iter().map(|file| file.as_os_str())))?;
        if rows.len() != files.len() {
            let (files, rows) = (files.len(), rows.len());
            return Err(format!("{files} files were given, and {rows} rows came back").into());
        }
        Ok(rows.into_iter().map(Read::of).collect())
    }

    fn import_alone(&self, file: &Path) -> Read {
        match self.import(&[file.to_owned()]) {
            Ok(mut read) if read.len() == 1 => read.remove(0),
            Ok(_) => Read::failed("it is not one document"),
            Err(error) => Read::failed(&error.to_string()),
        }
    }

    /// Everything that a document says, with the names of those who speak.
    pub(super) fn text(&self, document: &str) -> Result<String> {
        let mut text = String::new();
        for row in self.rows(["show", document])? {
            for key in ["speaker", "words"] {
                if let Some(words) = row[key].as_str() {
                    text.push_str(words);
                    text.push('\n');
                }
            }
        }
        Ok(text)
    }

    /// Runs a command for at most so long. Returns its exit code, or `None` if it had to be
    /// stopped or was ended from outside.
    pub(super) fn exit_code<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        patience: Duration,
    ) -> Result<Option<i32>> {
        let mut command = self.command(arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        wait(&mut child, patience)
    }

    /// The folder of the study, where files may be put that are needed as long as it is.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        self.command_within(Command::new(&self.program.path), arguments)
    }

    /// A command of the program that another program runs and watches over.
    pub(super) fn watched<A: AsRef<OsStr>>(
        &self,
        mut watcher: Command,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        watcher.arg(&self.program.path);
        self.command_within(watcher, arguments)
    }

    fn command_within<A: AsRef<OsStr>>(
        &self,
        mut command: Command,
        arguments: impl IntoIterator<Item = A>,
    ) -> Command {
        command.current_dir(self.folder.path()).args(arguments);
        // What is set for the person who runs this must not decide what is found.
        for name in ["THEMATA_STUDY", "THEMATA_CODER", "THEMATA_NOW"] {
            command.env_remove(name);
        }
        command
    }
}

fn turn(row: &Value) -> Turn {
    let words = row["words"].as_str().unwrap_or_default();
    let seconds = |time: &str| {
        time.split(':').try_fold(0, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))
    };
    Turn {
        speaker: row["speaker"].as_str().map(str::to_owned),
        start: row["time"].as_str().and_then(seconds),
        words: spaced(words),
    }
}

fn wait(child: &mut Child, patience: Duration) -> Result<Option<i32>> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code());
        }
        if begun.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
