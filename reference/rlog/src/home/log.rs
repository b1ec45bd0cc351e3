//! Which of a directory's logs is meant.

use std::fmt;

/// One of the logs that a directory keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogKey<'a> {
    /// The directory's own.
    Own,
    /// The one followed under this name, which may be the own name too.
    Followed(&'a str),
}

/// The key in the file.
impl fmt::Display for LogKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LogKey::Own => f.write_str("own"),
            LogKey::Followed(name) => write!(f, "followed/{name}"),
        }
    }
}
