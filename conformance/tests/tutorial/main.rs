//! The tutorial is true: its files are written, its edits made and its commands run, in order, and what it says is printed is.

mod blocks;
mod shown;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use blocks::{Block, blocks};
use shown::shows;

const TUTORIAL: &str = include_str!("../../tutorial/README.md");

#[test]
fn every_command_prints_what_the_tutorial_says() {
    if !Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        // Not with `eprintln`, which the test runner keeps to itself.
        let _ = writeln!(
            io::stderr(),
            "skipped: the tutorial was not played; for that: apt-get install python3"
        );
        return;
    }
    let parent = tempfile::tempdir().unwrap();
    let mut directory = parent.path().to_owned();
    for block in blocks(TUTORIAL) {
        match block {
            Block::File { name, text } => fs::write(directory.join(name), text).unwrap(),
            Block::Edit {
                name,
                before,
                after,
            } => edit(&directory.join(name), &before, &after),
            Block::Command { line, output } => match line.strip_prefix("cd ") {
                Some(entered) => directory.push(entered),
                None => {
                    let printed = run(&line, &directory);
                    assert!(
                        shows(&output, &printed),
                        "The tutorial says that `{line}` prints\n{output}\nand it prints\n{printed}"
                    );
                }
            },
        }
    }
}

/// Puts the lines after in the place of those before, which have to stand there exactly once.
fn edit(path: &Path, before: &str, after: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(
        text.matches(before).count(),
        1,
        "{}: {before}",
        path.display()
    );
    fs::write(path, text.replacen(before, after, 1)).unwrap();
}

/// What the command prints, with the harness of this build on the path.
fn run(line: &str, directory: &Path) -> String {
    let harness = Path::new(env!("CARGO_BIN_EXE_rlog-conformance"));
    let inherited = env::var_os("PATH").unwrap_or_default();
    let built = harness.parent().map(Path::to_owned);
    let path = env::join_paths(built.into_iter().chain(env::split_paths(&inherited))).unwrap();
    let mut words = line.split(' ');
    let program = match words.next() {
        Some("rlog-conformance") => harness.to_owned(),
        other => PathBuf::from(other.unwrap_or_default()),
    };
    let output = Command::new(program)
        .args(words)
        .current_dir(directory)
        .env("PATH", path)
        .env_remove("PYTHONUNBUFFERED") // or nobody would miss a flush
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}
