//! Console sessions: every command of `transcripts/*.console` is run, and has to say what stands there.
//! `SNAPSHOTS=overwrite` writes down what it says now.
#![cfg(unix)]

use std::env;
use std::path::Path;
use std::process::Command;

use snapbox::{IntoData, assert_data_eq, file};

/// Runs every `$ ` line of a session in `dir`, and writes the session down again: comments after an empty line, commands,
/// and what they say. A command that ends with an exit code other than 0 is followed by `? CODE`.
fn replay(session: &str, dir: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_rlog"));
    let programs = program.parent().expect("the program is in a directory");
    let path = format!(
        "{}:{}",
        programs.display(),
        env::var("PATH").unwrap_or_default()
    );
    let mut said = String::new();
    for line in session.lines() {
        if line.starts_with('#') {
            let gap = if said.is_empty() { "" } else { "\n" };
            said += &format!("{gap}{line}\n");
        }
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        let output = Command::new("sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(dir)
            .env("PATH", &path)
            .output()
            .expect("there is a shell");
        said += &format!("$ {command}\n{}", String::from_utf8_lossy(&output.stdout));
        match output.status.code() {
            Some(0) => {}
            Some(code) => said += &format!("? {code}\n"),
            None => said += "? killed\n",
        }
    }
    // Where the temporary directory is differs from run to run.
    said.replace(&format!("{}/", dir.display()), "")
}

/// Holds a session to what stands in its file.
macro_rules! assert_session {
    ($file:literal) => {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let said = replay(include_str!($file), dir.path());
        // Raw, because backslashes are not to be taken for separators of paths.
        assert_data_eq!(said.raw(), file![$file].raw());
    };
}

#[test]
fn alice_writes_bob_catches_up_and_what_was_lost_heals() {
    assert_session!("transcripts/story.console");
}

#[test]
fn every_layout_can_be_followed_and_looked_into() {
    assert_session!("transcripts/layouts.console");
}

#[test]
fn what_goes_wrong_is_said_in_a_sentence_and_an_exit_code() {
    assert_session!("transcripts/problems.console");
}

#[test]
fn programs_get_json() {
    assert_session!("transcripts/json.console");
}

#[test]
fn the_help_says_what_there_is() {
    assert_session!("transcripts/help.console");
}
