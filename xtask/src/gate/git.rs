//! Reads a state of the project: out of git's history, or from the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::{fs, io};

use crate::finding::Finding;

/// The files that the gate looks at, each under its path from the project's root.
pub type Files = BTreeMap<String, String>;

/// The directories and the files that the gate compares.
const COMPARED: [(&str, &str); 6] = [
    ("spec/requirements.yaml", ""),
    ("spec/changes.yaml", ""),
    ("spec/revisions", ".yaml"),
    ("spec/proto", ".proto"),
    ("vectors", ".yaml"),
    ("conformance/results", ".json"),
];

/// The longest file that is read, in bytes.
const MAX_BYTES: u64 = 8 << 20;

/// Why a state cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// Git cannot be started.
    #[error("git cannot be run: {0}. Install it; the gate reads the history with it.")]
    NoGit(io::Error),
    /// Git knows no such revision.
    #[error(
        "There is no commit `{base}` here: {said} Fetch it, or give --base a commit that is here."
    )]
    NoCommit {
        /// What was asked for.
        base: String,
        /// What git says.
        said: String,
    },
    /// A file that is no text.
    #[error("{0} is not UTF-8. Save it as UTF-8.")]
    NoText(String),
    /// A file that is too long.
    #[error("{path} is {bytes} bytes long; at most {MAX_BYTES} are read. Split it.")]
    TooLong {
        /// Which.
        path: String,
        /// How long it is.
        bytes: u64,
    },
    /// A file that cannot be read.
    #[error("{path} cannot be read: {cause}. Let it be read.")]
    Unreadable {
        /// Which.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
}

/// The files as they were in a commit.
pub fn committed(root: &Path, base: &str) -> Result<Files, StateError> {
    let commit = format!("{base}^{{commit}}");
    let known = git(
        root,
        &["rev-parse", "--verify", "--end-of-options", &commit],
    )?;
    if !known.status.success() {
        return Err(StateError::NoCommit {
            base: base.to_owned(),
            said: String::from_utf8_lossy(&known.stderr).trim().to_owned(),
        });
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let mut files = Files::new();
    let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", &commit])?;
    for path in String::from_utf8_lossy(&listed.stdout).split('\0') {
        if COMPARED
            .iter()
            .any(|(within, end)| is_in(path, within, end))
        {
            let shown = git(root, &["cat-file", "blob", &format!("{commit}:./{path}")])?;
            files.insert(path.to_owned(), text(path, shown.stdout)?);
        }
    }
    Ok(files)
}

/// The files as they are on the disk.
pub fn working(root: &Path) -> Result<Files, StateError> {
    let mut files = Files::new();
    for (within, end) in COMPARED {
        let path = root.join(within);
        if end.is_empty() {
            read(root, within, &mut files)?;
        } else if path.is_dir() {
            let unreadable = |cause| StateError::Unreadable {
                path: within.to_owned(),
                cause,
            };
            for entry in fs::read_dir(&path).map_err(unreadable)? {
                let name = entry.map_err(unreadable)?.file_name();
                let path = format!("{within}/{}", name.to_string_lossy());
                if is_in(&path, within, end) {
                    read(root, &path, &mut files)?;
                }
            }
        }
    }
    Ok(files)
}

/// Whether a path is that file, or such a file of that directory.
fn is_in(path: &str, within: &str, end: &str) -> bool {
    match path.strip_prefix(within) {
        Some("") => end.is_empty(),
        Some(rest) => rest
            .strip_prefix('/')
            .is_some_and(|name| !end.is_empty() && !name.contains('/') && name.ends_with(end)),
        None => false,
    }
}

fn read(root: &Path, path: &str, files: &mut Files) -> Result<(), StateError> {
    let unreadable = |cause| StateError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    match fs::metadata(root.join(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(error)),
        Ok(about) if about.len() > MAX_BYTES => {
            return Err(StateError::TooLong {
                path: path.to_owned(),
                bytes: about.len(),
            });
        }
        Ok(_) => {}
    }
    let bytes = fs::read(root.join(path)).map_err(unreadable)?;
    files.insert(path.to_owned(), text(path, bytes)?);
    Ok(())
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, StateError> {
    String::from_utf8(bytes).map_err(|_| StateError::NoText(path.to_owned()))
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, StateError> {
    Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output()
        .map_err(StateError::NoGit)
}

impl From<StateError> for Finding {
    fn from(error: StateError) -> Self {
        let file = match &error {
            StateError::NoGit(_) | StateError::NoCommit { .. } => "--base",
            StateError::NoText(path)
            | StateError::TooLong { path, .. }
            | StateError::Unreadable { path, .. } => path,
        };
        Self::new(file, 1, error.to_string())
    }
}
