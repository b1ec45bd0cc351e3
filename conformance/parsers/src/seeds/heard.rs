//! What goes either way when the reference is asked, and what it saves.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use remote_log::log::stored::Pieces;
use remote_log_conformance::protocol::{CallOp, Line, from_hex};
use remote_log_conformance::runner::Direction;
use remote_log_conformance::vectors::Case;
use remote_log_helpers::{MailLimits, Mailbox, PostOffice, Sealed};
use remote_log_mvds::PeerId;
use serde_json::Value;

use super::material::Material;
use crate::disk::SharedDisk;
use crate::lines::{ask, reference};

/// The longest conversation that is taken, in bytes: longer ones take more time than they show.
const LONGEST: usize = 16 << 10;

/// The lines that went each way in the run of some cases.
#[derive(Debug, Default)]
pub struct Heard {
    asked: Vec<Vec<u8>>,
    answered: Vec<Vec<u8>>,
}

/// Asks the reference these cases.
///
/// # Panics
/// If it cannot be asked at all.
pub fn hear(cases: Vec<Case>) -> Heard {
    let heard = Arc::new(Mutex::new(Heard::default()));
    let listener = heard.clone();
    let trace = Arc::new(move |direction, line: &[u8]| {
        let mut heard = listener.lock().expect("nobody panics in between");
        match direction {
            Direction::ToAdapter => heard.asked.push(line.to_vec()),
            Direction::FromAdapter => heard.answered.push(line.to_vec()),
        }
    });
    ask(cases, reference(), Some(trace)).expect("the reference answers the hello");
    std::mem::take(&mut heard.lock().expect("nobody panics in between"))
}

impl Heard {
    /// The states that were saved, or appended to one. Those of a node and its log are saved as one, and stand here apart.
    fn saved(&self) -> Vec<Vec<u8>> {
        let states = self.answered.iter().filter_map(|line| {
            let Ok(Line::Call(call)) = Line::parse(line) else {
                return None;
            };
            let input: Value = serde_json::from_str(call.input.get()).ok()?;
            let saves = call.op == CallOp::StateSave;
            from_hex(input["state"].as_str().filter(|_| saves)?)
        });
        states.flat_map(parts).collect()
    }
}

/// What harnesses send, from the hello to the end.
pub fn conversations(material: &Material) -> Vec<Vec<u8>> {
    short(material.heard().iter().map(|heard| whole(&heard.asked)))
}

/// Single lines of an adapter.
pub fn answers(material: &Material) -> Vec<Vec<u8>> {
    short(
        material
            .heard()
            .iter()
            .flat_map(|heard| heard.answered.iter().cloned()),
    )
}

/// All that an adapter says in the run that is tried.
pub fn transcripts(material: &Material) -> Vec<Vec<u8>> {
    vec![whole(&hear(material.run_cases()).answered)]
}

/// States of readers.
pub fn readers(material: &Material) -> Vec<Vec<u8>> {
    states(material, b'r')
}

/// States of writers.
pub fn writers(material: &Material) -> Vec<Vec<u8>> {
    states(material, b'w')
}

/// States of MVDS nodes.
pub fn nodes(material: &Material) -> Vec<Vec<u8>> {
    states(material, b'n')
}

/// States of mailboxes, which no adapter has: one with a mailbox that something was taken from, and something is left in.
pub fn mailboxes(_: &Material) -> Vec<Vec<u8>> {
    let disk = SharedDisk::default();
    let mut office = PostOffice::open(
        MailLimits {
            batch_items: 1,
            ..MailLimits::default()
        },
        disk.clone(),
    )
    .expect("an empty disk");
    let bob = PeerId("bob".into());
    office.register(&bob).expect("there is room");
    for item in [&b"one"[..], b"two"] {
        office
            .deposit(&bob, &Sealed(Bytes::from_static(item)))
            .expect("there is room");
    }
    let batch = office.collect(&bob, None).expect("there are two");
    office
        .collect(&bob, Some(batch.token))
        .expect("it was handed out");
    disk.state().into_iter().collect()
}

/// The states whose header begins with this letter.
fn states(material: &Material, kind: u8) -> Vec<Vec<u8>> {
    let saved = material.heard().iter().flat_map(Heard::saved);
    short(saved.filter(|state| state.first() == Some(&kind)))
}

/// The parts of a state that is made of several, or the state.
fn parts(state: Vec<u8>) -> Vec<Vec<u8>> {
    let pieces = Pieces::new(state.clone().into(), "instance", 1);
    match pieces.and_then(|mut pieces| pieces.list()) {
        Ok(parts) => parts.iter().map(|part| part.to_vec()).collect(),
        Err(_) => vec![state],
    }
}

fn whole(lines: &[Vec<u8>]) -> Vec<u8> {
    lines
        .iter()
        .flat_map(|line| line.iter().copied().chain([b'\n']))
        .collect()
}

/// Each once, and none that is too long.
fn short(seeds: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = seeds.filter(|seed| seed.len() <= LONGEST).collect();
    seeds.sort();
    seeds.dedup();
    seeds
}
