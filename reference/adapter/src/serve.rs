//! The loop over lines: read what there is, answer it, flush, wait for more.

use std::io::{self, BufRead, Write};

use crate::hello::MAX_LINE;
use crate::session::Session;

/// Answers are written out at this size at the latest, so that a batch of requests can't make them pile up.
const WRITE_AT: usize = 1 << 20;

/// Why an adapter stopped before its input ended.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Standard input failed.
    #[error("the harness's requests cannot be read: {0}; start the adapter from the harness")]
    Read(#[source] io::Error),
    /// Standard output failed.
    #[error("the answers cannot be written: {0}; the harness has probably gone away")]
    Write(#[source] io::Error),
    /// A line beyond what the hello allows.
    #[error(
        "a line of more than {MAX_LINE} bytes came in; send no longer line than the `max_line` of the hello"
    )]
    LineTooLong,
}

/// Speaks the adapter protocol until `input` ends. What is read at once is answered at once: output is flushed when the
/// input buffer holds no further complete line.
pub fn serve(mut input: impl BufRead, mut output: impl Write) -> Result<(), ServeError> {
    let mut session = Session::default();
    let mut begun = Vec::new();
    let mut out = Vec::new();
    loop {
        let mut rest = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(ServeError::Read(error)),
        };
        if rest.is_empty() {
            return Ok(());
        }
        let taken = rest.len();
        while let Some(end) = memchr::memchr(b'\n', rest) {
            if begun.is_empty() {
                session.line(&rest[..end], &mut out);
            } else {
                begun.extend_from_slice(&rest[..end]);
                session.line(&begun, &mut out);
                begun.clear();
            }
            rest = &rest[end + 1..];
            if out.len() >= WRITE_AT {
                output.write_all(&out).map_err(ServeError::Write)?;
                out.clear();
            }
        }
        begun.extend_from_slice(rest);
        if begun.len() > MAX_LINE {
            return Err(ServeError::LineTooLong);
        }
        input.consume(taken);
        output.write_all(&out).map_err(ServeError::Write)?;
        output.flush().map_err(ServeError::Write)?;
        out.clear();
    }
}
