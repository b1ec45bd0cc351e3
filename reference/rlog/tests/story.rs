//! The story of two people, as a console session: every command of `story.console` is run, and has to say what
//! stands there. `SNAPSHOTS=overwrite` writes down what it says now.
#![cfg(unix)]

use std::env;
use std::path::Path;
use std::process::Command;

use snapbox::{assert_data_eq, file};

/// Runs every `$ ` line of a session in `dir`, and writes the session down again with what was said. A command that
/// ends with an exit code other than 0 is followed by `? CODE`.
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
        let Some(command) = line.strip_prefix("$ ") else {
            if line.starts_with('#') || line.is_empty() {
                said += &format!("{line}\n");
            }
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
    said
}

#[test]
fn alice_writes_bob_catches_up_and_what_was_lost_heals() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let said = replay(include_str!("story.console"), dir.path());
    assert_data_eq!(said, file!["story.console"]);
}
