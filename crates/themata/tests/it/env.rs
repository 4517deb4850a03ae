use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own, with nothing of the machine's environment, and a clock that stands.
pub(crate) struct Env {
    folder: TempDir,
    /// Whose commands these are, if nothing else is said.
    coder: Option<&'static str>,
}

/// What a command printed, and how it ended.
pub(crate) struct Printed {
    command: String,
    code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Env {
    pub(crate) fn new() -> Env {
        Env { folder: TempDir::new().unwrap(), coder: None }
    }

    /// A folder with a study of two short interviews and a small codebook.
    pub(crate) fn with_study() -> Env {
        let env = Env::new();
        env.write(
            "in/01-nurse.txt",
            "INTERVIEWER: How is the shared record?\n\nNURSE: It never loads 🙂, and we write \
             everything down twice. There is no money for licences.\n\nINTERVIEWER: And the \
             director?\n\nNURSE: She left in May. It never loads.\n",
        );
        env.write(
            "in/04-manager.txt",
            "INTERVIEWER: How is the shared record?\n\nMANAGER: It works, honestly. The director \
             knows everyone by name.\n\nINTERVIEWER: And the money?\n\nMANAGER: There is money \
             for licences until March.\n",
        );
        env.write(
            "book.toml",
            "title = \"Small\"\n\n[[code]]\nname = \"IT\"\nassignable = false\n\n[[code]]\nname = \
             \"shared record\"\nparent = \"IT\"\n\n[[code]]\nname = \"double entry\"\nparent = \
             \"IT\"\n\n[[code]]\nname = \"Resources\"\nassignable = false\n\n[[code]]\nname = \
             \"funding\"\nparent = \"Resources\"\n\n[[code]]\nname = \"leadership\"\n",
        );
        env.run("init care --title Care --coder ana --also ben").done();
        env.run("import in --attributes-from {site}-{role}").done();
        env.run("codebook import book.toml").done();
        env
    }

    /// The same folder, in which commands are somebody's if they do not say whose.
    pub(crate) fn of(self, coder: &'static str) -> Env {
        Env { coder: Some(coder), ..self }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs a command of words that are parted by spaces; `'…'` holds words together.
    #[must_use = "say what was expected: `done()`, `answers_no()` or `fails()`"]
    pub(crate) fn run(&self, command: &str) -> Printed {
        self.run_args(&words(command))
    }

    /// Runs a command that reads answers from standard input.
    #[must_use = "say what was expected: `done()`, `answers_no()` or `fails()`"]
    pub(crate) fn run_answering(&self, command: &str, answers: &str) -> Printed {
        let mut started = self
            .command(&words(command))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever has heard enough may have closed the pipe.
        let _ = started.stdin.take().unwrap().write_all(answers.as_bytes());
        Printed::of(command.to_owned(), started.wait_with_output().unwrap())
    }

    pub(crate) fn run_args(&self, args: &[String]) -> Printed {
        Printed::of(args.join(" "), self.command(args).output().unwrap())
    }

    /// The program with arguments, ready to be started.
    pub(crate) fn command(&self, args: &[String]) -> Command {
        let mut command = Command::new(Path::new(env!("CARGO_BIN_EXE_themata")));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("THEMATA_NOW", "2026-05-01T12:00:00Z")
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .envs(self.coder.map(|coder| ("THEMATA_CODER", coder)))
            .stdin(Stdio::null());
        command
    }
}

impl Printed {
    fn of(command: String, output: Output) -> Printed {
        Printed {
            command,
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn done(self) -> Printed {
        self.ended(0)
    }

    #[track_caller]
    pub(crate) fn answers_no(self) -> Printed {
        self.ended(1)
    }

    /// The command failed by whoever gave it, and said what to do.
    #[track_caller]
    pub(crate) fn fails(self) -> Printed {
        let failed = self.ended(2);
        assert!(failed.err.contains("error:"), "{}", failed.all());
        failed
    }

    #[track_caller]
    fn ended(self, code: i32) -> Printed {
        assert_eq!(self.code, Some(code), "{}", self.all());
        self
    }

    /// Both outputs hold some words; what is data and what is talk is not told apart.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Printed {
        for word in words {
            let said = self.out.contains(word) || self.err.contains(word);
            assert!(said, "no word of {word:?}\n{}", self.all());
        }
        self
    }

    #[track_caller]
    pub(crate) fn says_nothing_of(self, words: &[&str]) -> Printed {
        for word in words {
            let said = self.out.contains(word) || self.err.contains(word);
            assert!(!said, "a word of {word:?}\n{}", self.all());
        }
        self
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}\n{}", self.all()))
    }

    fn all(&self) -> String {
        format!(
            "$ themata {}\n{}{}(ended with {:?})",
            self.command, self.out, self.err, self.code
        )
    }
}

pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (i, piece) in command.split('\'').enumerate() {
        if i % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}
