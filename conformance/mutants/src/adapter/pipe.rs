//! The two directions of the pipe, line by line.

use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// The longest line that is taken, in bytes, the end of the line not counted.
pub(super) const MAX_LINE: u64 = 1 << 20;

/// Lines from the harness and lines to it.
pub(crate) struct Pipe<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    calls: u64,
}

impl<'a> Pipe<'a> {
    pub fn new(input: &'a mut dyn BufRead, output: &'a mut dyn Write) -> Self {
        Self {
            input,
            output,
            calls: 0,
        }
    }

    /// The next line, or nothing where the input has ended.
    pub fn receive(&mut self) -> io::Result<Option<Value>> {
        let mut line = Vec::new();
        Read::take(&mut *self.input, MAX_LINE + 1).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.len() as u64 > MAX_LINE && line.last() != Some(&b'\n') {
            let message = format!("a line is longer than {MAX_LINE} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let value = serde_json::from_slice(&line);
        value.map(Some).map_err(|error| {
            let message = format!("the line is not JSON: {error}");
            io::Error::new(io::ErrorKind::InvalidData, message)
        })
    }

    /// Sends a line.
    pub fn send(&mut self, line: &Value) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.output.write_all(&bytes)?;
        self.output.flush()
    }

    /// A name for a callback that no other has.
    pub fn next_call(&mut self) -> String {
        self.calls += 1;
        format!("c{}", self.calls)
    }
}
