//! The guide `docs/team-cycle.md` does what it says: its commands are run in order, and what
//! it quotes is printed.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::env::Env;

/// A block of the guide: what it is written in, the number of its first line, and its lines.
struct Block {
    kind: String,
    line: usize,
    text: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, line) in (1..).zip(guide.lines()) {
        match line.strip_prefix("```") {
            Some(_) if is_open => is_open = false,
            Some(kind) => {
                is_open = true;
                blocks.push(Block { kind: kind.to_owned(), line: number, text: String::new() });
            }
            None if is_open => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    assert!(!is_open, "a block does not end");
    blocks
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

/// Words with one space between them, however a table sets them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
#[cfg(unix)]
fn every_command_of_the_guide_does_what_the_guide_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let env = Env::new();
    for folder in ["corpus-samples", "codebooks"] {
        copy(&root.join(folder), &env.path(folder));
    }
    let program = PathBuf::from(env!("CARGO_BIN_EXE_themata"));
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let (mut said, mut commands, mut quotes) = (String::new(), 0, 0);
    for block in blocks(&std::fs::read_to_string(root.join("docs/team-cycle.md")).unwrap()) {
        if block.kind == "text" {
            for line in block.text.lines().map(spaced).filter(|line| !line.is_empty()) {
                let line_number = block.line;
                assert!(said.contains(&line), "line {line_number}: no {line:?} in\n{said}");
                quotes += 1;
            }
            continue;
        }
        assert_eq!(block.kind, "sh", "line {}", block.line);
        commands += block.text.matches("themata ").count();
        let ran = Command::new("/bin/sh")
            .args(["-e", "-c", &block.text])
            .current_dir(env.path(""))
            .env_clear()
            .env("PATH", &path)
            .env("THEMATA_NOW", "2026-05-01T12:00:00Z")
            .env("COLUMNS", "100")
            .output()
            .unwrap();
        let both = [ran.stdout, ran.stderr].concat();
        let both = String::from_utf8(both).unwrap();
        assert!(ran.status.success(), "line {}: {}\n{both}", block.line, ran.status);
        said = spaced(&both);
    }
    assert!(commands >= 30, "{commands} commands");
    assert!(quotes >= 15, "{quotes} quoted lines");
    let before = env.read("pilot-1.html");
    assert!(before.contains("Nothing has been decided yet"));
    let after = env.read("both.html");
    assert!(after.contains("no estimate of reliability"));
    assert!(after.contains("he speaks of the GP and of an old friendship"));
}
