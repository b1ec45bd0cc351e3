//! A run, epoch by epoch.

use std::sync::atomic::{AtomicBool, Ordering};

use fastrand::Rng;
use remote_log::log::Unsaved;
use remote_log_mvds::{AppendError, Delivered, PeerId};

use super::aid::{Services, SetupError};
use super::messages::Messages;
use super::overlay;
use super::participant::{GROUP, Participant, name, number};
use super::tally::{Run, Sends};
use crate::connection::Connection;
use crate::scenario::Scenario;

/// The bytes of a message's body.
pub const BODY: usize = 200;
/// After how many epochs a run looks whether it is to stop.
const LOOKS_EVERY: u64 = 1 << 12;

/// Why a run failed. It would be an error of the simulation.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A run could not begin.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// A message was not taken.
    #[error("a node did not take a message of its own: {0}")]
    Append(#[from] AppendError),
    /// A state was not saved.
    #[error("a node's state was not saved: {0}")]
    Unsaved(#[from] Unsaved),
    /// A node was given a message twice.
    #[error(
        "node {node} was given a message in epoch {epoch} that it had or that nobody wrote; this breaks RL-SYNC-29"
    )]
    Twice {
        /// The node.
        node: u32,
        /// The epoch.
        epoch: u64,
    },
}

/// A run under way.
struct World {
    participants: Vec<Participant>,
    connection: Connection,
    names: Vec<PeerId>,
    messages: Messages,
    /// Whether everybody had everything already.
    complete: bool,
    run: Run,
}

/// Runs a scenario once. The same seed gives the same run.
pub fn run(scenario: &Scenario, seed: u64, stop: &AtomicBool) -> Result<Run, RunError> {
    let mut rng = Rng::with_seed(seed);
    let mut world = World::new(scenario, &mut rng)?;
    let mut epoch = 0;
    let mut looked = 0;
    while let Some(at) = world
        .connection
        .advance(epoch)
        .filter(|at| *at < scenario.bound)
    {
        world.epoch(at)?;
        if world.is_over() {
            world.run.finished = true;
            world.run.stopped = at - world.messages.last();
            break;
        }
        if at - looked >= LOOKS_EVERY {
            looked = at;
            if stop.load(Ordering::Relaxed) {
                world.run.interrupted = true;
                break;
            }
        }
        epoch = at + 1;
    }
    world.run.received.sort_unstable();
    Ok(world.run)
}

impl World {
    fn new(scenario: &Scenario, rng: &mut Rng) -> Result<Self, SetupError> {
        let peers = overlay::peers(scenario, rng);
        let names: Vec<PeerId> = (0..scenario.nodes).map(name).collect();
        let services = Services::new(scenario.helper, GROUP, &names)?;
        let participants = (0..)
            .zip(&peers)
            .map(|(number, peers)| Participant::new(number, peers, scenario, &services));
        Ok(World {
            participants: participants.collect::<Result<_, _>>()?,
            connection: Connection::new(scenario, rng),
            names,
            messages: Messages::new(scenario),
            complete: false,
            run: Run {
                finished: false,
                interrupted: false,
                node_epochs: 0,
                sends: Sends::default(),
                sends_until_received: Sends::default(),
                useful_bytes: 0,
                received: Vec::new(),
                stopped: 0,
            },
        })
    }

    /// One epoch: who is online writes what it is time for, asks its helper and speaks; then what arrives is taken.
    fn epoch(&mut self, epoch: u64) -> Result<(), RunError> {
        let mut under_way: Vec<(u32, u32, Vec<u8>)> = Vec::new();
        for index in 0..self.connection.online().len() {
            let node = self.connection.online()[index];
            self.write(node, epoch)?;
            let asks = self.connection.asks(node, epoch);
            let visit = self.participants[node as usize].visit(epoch, asks)?;
            self.run.node_epochs += 1;
            self.run.sends.helper += visit.traffic;
            self.delivered(node, epoch, &visit.delivered)?;
            for sent in visit.payloads {
                self.run.sends.count(&sent.bytes);
                let to = number(&sent.peer).expect("peers have numbers for names") as u32;
                if self.connection.reaches(to) {
                    under_way.push((node, to, sent.bytes));
                }
            }
        }
        for (from, to, payload) in under_way {
            let delivered =
                self.participants[to as usize].receive(epoch, &self.names[from as usize], &payload);
            self.delivered(to, epoch, &delivered)?;
        }
        if !self.complete && self.messages.are_everywhere() {
            self.complete = true;
            self.run.sends_until_received = self.run.sends;
        }
        Ok(())
    }

    /// A node writes what it is time for. The second of a message is the epoch, and its body tells it from all others.
    fn write(&mut self, node: u32, epoch: u64) -> Result<(), RunError> {
        while let Some(message) = self.messages.due(node, epoch) {
            let mut body = [0; BODY];
            body[..4].copy_from_slice(&message.to_be_bytes());
            let writer = &mut self.participants[node as usize].node;
            let appended = writer.append(&GROUP, epoch as i64, &body, false)?;
            self.messages.write(node, epoch, appended.id());
        }
        Ok(())
    }

    fn delivered(&mut self, node: u32, epoch: u64, all: &[Delivered]) -> Result<(), RunError> {
        for delivered in all {
            let after = self.messages.came(node, epoch, &delivered.id);
            let after = after.ok_or(RunError::Twice { node, epoch })?;
            self.run.received.push(after);
            self.run.useful_bytes += delivered.data.len() as u64;
        }
        Ok(())
    }

    /// Whether everybody has everything and has nothing more to say.
    fn is_over(&self) -> bool {
        self.messages.are_everywhere() && self.participants.iter().all(|it| it.node.is_silent())
    }
}
