use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use themata_project::import::PdfReader;
use themata_project::{
    Failure, Format, Project, Session, Style, Surroundings, Table, locate, written_as,
};
use uuid::Uuid;

use crate::cli::{FormatArg, Global};
use crate::commands::PDF_COMMAND;
use crate::exit::Stop;
use crate::output;

/// How wide a table is where there is no terminal to ask.
const WIDTH: usize = 100;

/// How long one PDF may take.
const PDF_PATIENCE: Duration = Duration::from_secs(60);

/// What a command finds around it: where it is run, by whom, and how to speak.
pub(crate) struct Context {
    global: Global,
    /// What was shown and waits until the command is done, because it goes into one file.
    waiting: RefCell<Vec<Table>>,
    /// What was said of codings that are kept back. Whoever is handed a file has not heard it.
    kept_back: RefCell<Option<String>>,
}

impl Context {
    pub(crate) fn new(global: &Global) -> Context {
        Context {
            global: global.clone(),
            waiting: RefCell::default(),
            kept_back: RefCell::default(),
        }
    }

    /// The study that is meant, as the acting coder sees it.
    pub(crate) fn project(&self) -> Result<Project, Failure> {
        let project = Project::open(&locate(self.global.study.as_deref(), Path::new("."))?)?;
        Ok(project.seen_by(self.coder()))
    }

    /// The study that is meant, for a command that lists or counts codings. If some are kept
    /// back, that is said first: a figure that lacks them must not be taken for the whole.
    pub(crate) fn codings(&self) -> Result<Project, Failure> {
        let mut project = self.project()?;
        if let Some(sentence) = project.kept_back()? {
            self.say(&sentence);
            self.kept_back.replace(Some(sentence));
        }
        Ok(project)
    }

    /// The study that is meant, for a command on its words: nothing is kept back of texts, but
    /// a query may ask for codings.
    pub(crate) fn texts(&self, query: &str) -> Result<Project, Failure> {
        if query.trim().is_empty() { self.project() } else { self.codings() }
    }

    /// Who acts, now.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        Ok(Session { coder: self.coder(), now: now()?, operation: Uuid::now_v7() })
    }

    /// The study file that was named, if one was.
    pub(crate) fn named_study(&self) -> Option<PathBuf> {
        self.global.study.clone()
    }

    pub(crate) fn coder(&self) -> Option<String> {
        self.global.coder.clone().filter(|coder| !coder.trim().is_empty())
    }

    /// Makes sure, before anything is done, that a listing can go where it is to go.
    pub(crate) fn check_output(&self) -> Result<(), Failure> {
        match self.file() {
            Some(file) => {
                output::format_of(file, self.global.format.map(FormatArg::format))?;
                if file.exists() && !self.global.force {
                    return Err(exists(file));
                }
                Ok(())
            }
            None => output::check_terminal(self.format()),
        }
    }

    /// The file that listings go to, if they do not go to standard output.
    fn file(&self) -> Option<&Path> {
        self.global.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Whether listings wait until the command is done, because they become one file.
    fn waits(&self) -> bool {
        self.file().is_some() || !self.format().is_text() || self.format() == Format::Html
    }

    /// Prints a listing in the format that was asked for, or puts it into the file.
    pub(crate) fn show(&self, table: &Table) -> Result<(), Stop> {
        if self.waits() {
            let mut table = table.clone();
            table.remarks.extend(self.kept_back.borrow().clone());
            self.waiting.borrow_mut().push(table);
            return Ok(());
        }
        self.print_bytes(&self.written(&[table])?)
    }

    /// Writes what waited, when the command is done or its answer is no.
    pub(crate) fn finish(&self, outcome: Result<(), Stop>) -> Result<(), Stop> {
        if matches!(outcome, Err(Stop::Failed(_) | Stop::PipeClosed)) {
            return outcome;
        }
        let tables = self.waiting.take();
        let tables: Vec<&Table> = tables.iter().collect();
        match self.file() {
            Some(file) if tables.is_empty() && outcome.is_ok() => {
                let path = file.display();
                let message = format!("nothing was written to {path}: there was no listing");
                Err(Failure::new(message).hint("the command itself was carried out").into())
            }
            _ if tables.is_empty() => outcome,
            Some(file) => {
                write(file, self.written(&tables)?, self.global.force)?;
                self.say(&format!("written: {}", file.display()));
                outcome
            }
            None => {
                self.print_bytes(&self.written(&tables)?)?;
                outcome
            }
        }
    }

    fn written(&self, tables: &[&Table]) -> Result<Vec<u8>, Failure> {
        let is_file = self.file().is_some();
        let around = Surroundings {
            width: self.width(),
            style: Style { colour: self.colours_data() && !is_file },
            origin: output::origin(),
        };
        written_as(tables, self.format(), &around).map_err(|error| {
            Failure::new(error).hint("as csv, a listing may be as long and wide as it likes")
        })
    }

    /// Prints a listing; on a terminal without some columns, which are for programs or would
    /// leave no room for what is read.
    pub(crate) fn show_brief(&self, mut table: Table, aside: &[&str]) -> Result<(), Stop> {
        if self.is_for_eyes() {
            for key in aside {
                table.drop_column(key);
            }
        }
        self.show_found(&table)
    }

    /// Whether listings go to someone who reads them here, rather than into a file or to
    /// another program, which find every column in its place.
    pub(crate) fn is_for_eyes(&self) -> bool {
        self.format() == Format::Table && self.file().is_none()
    }

    /// Prints a listing; if it is empty, the answer is no.
    pub(crate) fn show_found(&self, table: &Table) -> Result<(), Stop> {
        self.show(table)?;
        if table.rows.is_empty() { Err(Stop::No) } else { Ok(()) }
    }

    /// Prints data as it is.
    pub(crate) fn print(&self, text: &str) -> Result<(), Stop> {
        if self.waits() && text.trim().is_empty() {
            // Air between listings that do not go to the terminal.
            return Ok(());
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            stdout.write_all(b"\n")?;
        }
        Ok(stdout.flush()?)
    }

    /// Prints a file as it is.
    pub(crate) fn print_as_it_is(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        Ok(stdout.flush()?)
    }

    fn print_bytes(&self, bytes: &[u8]) -> Result<(), Stop> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        if self.format().is_text() && !bytes.ends_with(b"\n") {
            stdout.write_all(b"\n")?;
        }
        Ok(stdout.flush()?)
    }

    /// Says something to the person, which is no data.
    pub(crate) fn say(&self, sentence: &str) {
        if !self.global.quiet {
            // Talk that cannot be heard is no reason to fail.
            let _ = writeln!(io::stderr().lock(), "{sentence}");
        }
    }

    pub(crate) fn quiet(&self) -> bool {
        self.global.quiet
    }

    /// How listings are written: as was said, else as the file's ending says.
    pub(crate) fn format(&self) -> Format {
        let said = self.global.format.map(FormatArg::format);
        let file = self.file().map(|file| output::format_of(file, said));
        // What does not fit together was refused before the command began.
        file.and_then(Result::ok).or(said).unwrap_or_default()
    }

    /// The format that was said.
    pub(crate) fn said_format(&self) -> Option<Format> {
        self.global.format.map(FormatArg::format)
    }

    /// Whether listings go into a file.
    pub(crate) fn writes_file(&self) -> bool {
        self.file().is_some()
    }

    pub(crate) fn width(&self) -> usize {
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        columns.or_else(terminal).unwrap_or(WIDTH).max(40)
    }

    /// Whether somebody reads a listing as it comes: as a table, on a terminal.
    pub(crate) fn is_read_at_once(&self) -> bool {
        self.format() == Format::Table && self.file().is_none() && io::stdout().is_terminal()
    }

    /// Whether data may be coloured: on a terminal, unless NO_COLOR is set.
    pub(crate) fn colours_data(&self) -> bool {
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }

    pub(crate) fn colours_talk(&self) -> bool {
        io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }

    /// How long one PDF may take.
    pub(crate) fn pdf_patience(&self) -> Duration {
        PDF_PATIENCE
    }

    /// What reads PDF files: this program once more, with one task.
    pub(crate) fn pdf_reader(&self) -> Option<PdfReader> {
        let program = std::env::current_exe().ok()?;
        Some(PdfReader::new(program, vec![PDF_COMMAND.to_owned()], PDF_PATIENCE))
    }
}

/// The time, or the one that THEMATA_NOW says, so that output can be reproduced.
pub(crate) fn now() -> Result<jiff::Timestamp, Failure> {
    match std::env::var("THEMATA_NOW") {
        Ok(time) => time.parse().map_err(|error: jiff::Error| {
            Failure::caused("THEMATA_NOW holds no time", &error)
                .hint("write it as 2026-05-01T12:00:00Z")
        }),
        Err(_) => Ok(jiff::Timestamp::now()),
    }
}

/// Reads a file that was named on the command line; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| Failure::caused(format!("cannot read {}", path.display()), &error))
}

/// Writes a file that was named on the command line, whole or not at all. A file that is
/// there is replaced only if that was said.
pub(crate) fn write(
    path: &Path,
    content: impl AsRef<[u8]>,
    replace: bool,
) -> Result<(), Failure> {
    if path.exists() && !replace {
        return Err(exists(path));
    }
    write_whole(path, content.as_ref(), replace).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists if !replace => exists(path),
        // The error of the file beside it names that file, which means nothing to anyone.
        kind => {
            Failure::caused(format!("cannot write {}", path.display()), &io::Error::from(kind))
        }
    })
}

fn exists(path: &Path) -> Failure {
    Failure::new(format!("the file exists already: {}", path.display()))
        .hint("choose another name, or say `--force` to replace it")
}

/// Writes beside the place under a name that no other file has, and gives the file its name
/// when it has reached the disk.
fn write_whole(path: &Path, content: &[u8], replace: bool) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(path.file_name().unwrap_or_default()).suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file may be used for, less what the person's umask takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut part = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    part.write_all(content)?;
    part.as_file().sync_all()?;
    if replace {
        part.persist(path)?;
        return Ok(());
    }
    match part.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(refused.error)
        }
        Err(refused) => {
            // Some disks cannot name a file only if the name is free; there it is claimed.
            drop(std::fs::OpenOptions::new().write(true).create_new(true).open(path)?);
            refused.file.persist(path).map(drop).map_err(|failed| {
                let _ = std::fs::remove_file(path);
                failed.error
            })
        }
    }
}
