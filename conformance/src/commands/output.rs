//! Standard output, which may be closed early.

use std::io::{self, ErrorKind, Write};

use super::error::CommandError;

/// Writes a text, without its colours where standard output is no terminal. A reader that has seen enough, such as `head`, is
/// no error.
pub(super) fn print(text: &str) -> Result<(), CommandError> {
    closed_is_fine(anstream::stdout().write_all(text.as_bytes()))
}

/// Takes a closed pipe for the end, and anything else for an error.
pub(super) fn closed_is_fine(result: io::Result<()>) -> Result<(), CommandError> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::Output(error)),
        _ => Ok(()),
    }
}
