//! The lines of stateful histories, as the search and the reference's adapter exchange them.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufReader, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use remote_log_conformance::transport::AdapterSource;
use serde_json::Value;

/// A history on the wire.
#[derive(Debug, Default)]
pub struct Conversation {
    /// What the harness says, and what the adapter then says, in turns.
    pub turns: Vec<Turn>,
    /// How many requests it has, but for those that end an instance.
    pub steps: usize,
    /// How many callbacks the adapter makes.
    pub callbacks: usize,
}

/// Lines, their ends included.
#[derive(Debug, Default)]
pub struct Turn {
    /// From the harness.
    pub to: Vec<u8>,
    /// From the adapter.
    pub from: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    To,
    From,
}

/// Bytes that went one way or the other, in order.
#[derive(Debug, Default)]
pub struct Record(Mutex<Vec<(Way, Vec<u8>)>>);

impl Record {
    fn note(&self, way: Way, bytes: &[u8]) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push((way, bytes.to_vec()));
    }

    /// The conversations that were recorded, but for requests that have no instance.
    pub fn conversations(&self) -> Result<Vec<Conversation>, Box<dyn Error>> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sorted = Sorted::default();
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for (way, bytes) in &*noted {
            let rest = match way {
                Way::To => &mut to,
                Way::From => &mut from,
            };
            rest.extend_from_slice(bytes);
            let whole = rest.iter().rposition(|byte| *byte == b'\n');
            let lines: Vec<u8> = rest.drain(..whole.map_or(0, |last| last + 1)).collect();
            for line in lines.split_inclusive(|byte| *byte == b'\n') {
                sorted.take(*way, line)?;
            }
        }
        let begun = sorted.conversations.into_values();
        Ok(begun
            .filter(|conversation| conversation.steps > 0)
            .collect())
    }
}

/// The reference's adapter in this process, recorded.
pub fn source(record: &Arc<Record>) -> AdapterSource {
    let record = Arc::clone(record);
    AdapterSource::InProcess(Arc::new(move |input, output| {
        let input = Heard(input, &record);
        // It ends with an error only when the harness has gone away.
        let _ = remote_log_adapter::serve(BufReader::new(input), Said(output, &record));
    }))
}

struct Heard<'a, R>(R, &'a Record);

impl<R: Read> Read for Heard<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(into)?;
        self.1.note(Way::To, &into[..count]);
        Ok(count)
    }
}

struct Said<'a, W>(W, &'a Record);

impl<W: Write> Write for Said<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.0.write(bytes)?;
        self.1.note(Way::From, &bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Lines by the conversation that they belong to, which is the part of an instance's name that the harness put before it.
#[derive(Default)]
struct Sorted {
    conversations: BTreeMap<String, Conversation>,
    /// The conversation of each request.
    requests: BTreeMap<String, String>,
    /// The conversation of each callback that has no reply yet.
    calls: BTreeMap<String, String>,
}

impl Sorted {
    fn take(&mut self, way: Way, line: &[u8]) -> Result<(), serde_json::Error> {
        let said: Value = serde_json::from_slice(line)?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let key = match way {
            Way::To if said.get("call").is_some() => self.calls.remove(&text(&said["call"])),
            Way::To => {
                let instance = text(&said["in"]["instance"]);
                let Some((key, _)) = instance.split_once('.') else {
                    return Ok(());
                };
                self.requests.insert(text(&said["id"]), key.to_owned());
                Some(key.to_owned())
            }
            Way::From if said.get("call").is_some() => {
                let key = self.requests.get(&text(&said["for"])).cloned();
                if let Some(key) = &key {
                    self.calls.insert(text(&said["call"]), key.clone());
                }
                key
            }
            Way::From => self.requests.get(&text(&said["id"])).cloned(),
        };
        let Some(key) = key else {
            return Ok(());
        };
        let conversation = self.conversations.entry(key).or_default();
        let op = said["op"].as_str();
        match way {
            Way::To => {
                let steps = usize::from(op.is_some_and(|op| op != "instance.drop"));
                conversation.steps += steps;
                let answered = |turn: &Turn| !turn.from.is_empty();
                if conversation.turns.last().is_none_or(answered) {
                    conversation.turns.push(Turn::default());
                }
            }
            Way::From => conversation.callbacks += usize::from(op.is_some()),
        }
        if let Some(turn) = conversation.turns.last_mut() {
            match way {
                Way::To => turn.to.extend_from_slice(line),
                Way::From => turn.from.extend_from_slice(line),
            }
        }
        Ok(())
    }
}
