//! What an adapter saved and did in a history, seen in the lines that it writes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::value::RawValue;

/// All that decides how an adapter goes on, beside the model's state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Memory {
    /// What each reader saved last. A save holds all that a reader knows.
    pub readers: BTreeMap<String, String>,
    /// Everything that the writer saved, added and put into the name, in order: what its name holds is its own business,
    /// and a backup may bring back any of its saves.
    pub writer: Vec<String>,
}

impl Memory {
    /// Nothing has been seen yet.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    fn note(&mut self, done: Done) {
        let Done {
            op,
            instance,
            input,
        } = done;
        match op.as_str() {
            "cas.add" | "ns.update" | "state.save" if instance.ends_with(".alice") => {
                self.writer.push(format!("{op} {input}"));
            }
            "state.save" => {
                self.readers.insert(instance, input);
            }
            _ => {}
        }
    }
}

/// An adapter's output, on its way to the harness.
pub struct Watched<'a> {
    output: &'a mut dyn Write,
    memory: &'a mut Memory,
    line: Vec<u8>,
    /// A callback that counts unless the device dies in it, which the next line tells.
    last: Option<Done>,
}

/// What a callback asks for: the operation, the instance and `in`.
struct Done {
    op: String,
    instance: String,
    input: String,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    op: Option<&'a str>,
    #[serde(borrow)]
    instance: Option<&'a str>,
    #[serde(borrow, rename = "in")]
    input: Option<&'a RawValue>,
    #[serde(borrow)]
    dropped: Option<&'a RawValue>,
}

impl<'a> Watched<'a> {
    /// Sees what goes to this output.
    pub fn new(output: &'a mut dyn Write, memory: &'a mut Memory) -> Self {
        Self {
            output,
            memory,
            line: Vec::new(),
            last: None,
        }
    }

    fn see(&mut self) {
        let Ok(line) = serde_json::from_slice::<Line>(&self.line) else {
            return;
        };
        if let Some(done) = self.last.take()
            && line.dropped.is_none()
        {
            self.memory.note(done);
        }
        if let (Some(op), Some(instance), Some(input)) = (line.op, line.instance, line.input) {
            self.last = Some(Done {
                op: op.to_owned(),
                instance: instance.to_owned(),
                input: input.get().to_owned(),
            });
        }
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.see();
                self.line.clear();
            }
        }
        self.output.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
