//! Asks one case of an adapter that is a function of this process, in this thread: for a search that asks very many.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::sync::Arc;

use super::conductor::Conductor;
use super::outcome::Outcome;
use crate::protocol::{Hello, hello_request};
use crate::vectors::Case;
use crate::verdict::AdapterFault;

/// What came of the case. The adapter is a function that reads lines until they end, and answers each before it reads on;
/// it is asked nothing else. A case that kills its adapter cannot be asked so.
pub(crate) fn ask_in_step(
    case: Case,
    adapter: &mut dyn FnMut(&mut dyn BufRead, &mut dyn Write) -> io::Result<()>,
) -> Outcome {
    let talk = RefCell::new(Talk {
        case: Some(case),
        conductor: None,
        said: Vec::new(),
        broken: None,
    });
    let mut listens = Listens {
        talk: &talk,
        line: hello_request(),
        read: 0,
    };
    let ended = adapter(&mut listens, &mut Speaks(&talk));
    let mut talk = talk.into_inner();
    let settled = talk.conductor.as_mut().map(Conductor::take_settled);
    match (talk.broken, settled.into_iter().flatten().next(), ended) {
        (Some(fault), ..) => Outcome::Faulted(fault),
        (None, Some((_, outcome)), _) => outcome,
        (None, None, Ok(())) => Outcome::Faulted(AdapterFault::Hang(
            "the adapter waits for more, and has not answered".to_owned(),
        )),
        (None, None, Err(error)) => Outcome::Faulted(AdapterFault::Crash(format!(
            "the adapter ended with an error: {error}"
        ))),
    }
}

/// The conversation, as far as the harness holds it.
struct Talk {
    /// Until it is begun.
    case: Option<Case>,
    /// Once the hello is answered.
    conductor: Option<Conductor>,
    /// What the adapter has said since it last listened.
    said: Vec<u8>,
    broken: Option<AdapterFault>,
}

impl Talk {
    /// What the harness says to that; nothing once the conversation is over.
    fn turn(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let said = std::mem::take(&mut self.said);
        for line in said.split(|byte| *byte == b'\n') {
            if !line.is_empty() && self.broken.is_none() {
                self.broken = self.hear(line, &mut out).err();
            }
        }
        out
    }

    fn hear(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<(), AdapterFault> {
        if let Some(conductor) = &mut self.conductor {
            let heard = conductor.receive(line, out);
            return heard.map(|_| ()).map_err(|broken| broken.fault);
        }
        let hello = Hello::from_line(line).map_err(AdapterFault::Start)?;
        let conductor = self.conductor.insert(Conductor::new(&hello));
        if let Some(case) = self.case.take() {
            conductor.start(0, Arc::new(case), out);
        }
        Ok(())
    }
}

/// The adapter's output.
struct Speaks<'a>(&'a RefCell<Talk>);

impl Write for Speaks<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().said.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The adapter's input.
struct Listens<'a> {
    talk: &'a RefCell<Talk>,
    line: Vec<u8>,
    read: usize,
}

impl BufRead for Listens<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read == self.line.len() {
            self.line = self.talk.borrow_mut().turn();
            self.read = 0;
        }
        Ok(&self.line[self.read..])
    }

    fn consume(&mut self, count: usize) {
        self.read += count;
    }
}

impl Read for Listens<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let line = self.fill_buf()?;
        let count = line.len().min(into.len());
        into[..count].copy_from_slice(&line[..count]);
        self.consume(count);
        Ok(count)
    }
}
