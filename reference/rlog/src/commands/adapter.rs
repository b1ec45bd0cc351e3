//! `rlog adapter`: the reference at the harness's other end.

use std::io::{BufReader, stdin, stdout};

use crate::error::Error;
use crate::exit::Exit;

/// Requests are answered batch by batch; the larger the batch, the fewer the system calls.
const BUFFER: usize = 1 << 17;

/// Speaks the adapter protocol until standard input ends.
pub fn run() -> Result<Exit, Error> {
    let input = BufReader::with_capacity(BUFFER, stdin().lock());
    remote_log_adapter::serve(input, stdout().lock())?;
    Ok(Exit::Well)
}
