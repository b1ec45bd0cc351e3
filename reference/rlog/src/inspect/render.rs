//! A dissection as a tree, for a person.

use std::fmt;

use super::{Dissection, Field};
use crate::count::Count;
use crate::output::{DIM, LOOK};

/// More of a long value says no more to a person; `--json` has all of it.
const SHOWN: usize = 64;

impl fmt::Display for Dissection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.what, Count(self.len, "byte"))?;
        if let Some(note) = &self.note {
            write!(f, ": {note}")?;
        }
        write!(f, "\n{DIM}offset  bytes{DIM:#}")?;
        for field in &self.fields {
            put(f, field, 0)?;
        }
        match &self.error {
            Some(error) => write!(
                f,
                "\n{LOOK}here the bytes can no longer be read{LOOK:#}: {error}"
            ),
            None => Ok(()),
        }
    }
}

fn put(f: &mut fmt::Formatter<'_>, field: &Field, depth: usize) -> fmt::Result {
    let indent = "  ".repeat(depth);
    let Field { offset, header, .. } = field;
    write!(f, "\n{DIM}{offset:6}  {header:<10}{DIM:#}  {indent}")?;
    match field.name {
        Some(name) => write!(f, "{name}")?,
        None => write!(f, "field {}", field.number)?,
    }
    write!(f, "  {DIM}({}){DIM:#}", field.what)?;
    if let Some(text) = &field.text {
        write!(f, "  {text}")?;
    } else if let Some(hex) = &field.hex {
        match hex.get(..2 * SHOWN + 8) {
            Some(_) => write!(f, "  {}… ({} bytes)", &hex[..2 * SHOWN], hex.len() / 2)?,
            None if hex.is_empty() => write!(f, "  (empty)")?,
            None => write!(f, "  {hex}")?,
        }
    }
    if let Some(note) = &field.note {
        write!(f, "  {note}")?;
    }
    field
        .fields
        .iter()
        .try_for_each(|field| put(f, field, depth + 1))
}
