//! The helpers: the node's own log is published, those it follows are read, and mailboxes are used.

use serde::Serialize;

use super::collect::collect;
use super::deposit::deposit;
use super::state::{Call, Node, NodeState, Told};
use super::take::Delivered;
use crate::bytes::{Bytes, Id};
use crate::faults::SyncFault;
use crate::mailboxes::Mailboxes;
use crate::message;
use crate::reader::{self, HeadClass, ReaderState};
use crate::stores::{Answered, Dropped, Expect, Stores};
use crate::writer::{self, PublishStatus, WriterState};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Helped {
    /// What the logs and the mailbox brought.
    pub delivered: Vec<Delivered>,
    /// How the publish ended; nothing without a log.
    pub published: Option<PublishStatus>,
}

/// Publishes, reads, collects and deposits. Whatever a helper answers, nothing else depends on it (`RL-SYNC-38`).
pub fn helper(node: &mut Node, world: &mut dyn Mailboxes, told: Told) -> Result<Helped, Dropped> {
    node.tell(told);
    let published = publish(node, world)?;
    let before = node.state.logs.clone();
    let mut call = Call::new(node, world);
    let brings_all = call.read_logs()?;
    let faulty = call.node.settings.faulty;
    let publish_failed = published == Some(PublishStatus::Unavailable);
    if (publish_failed && faulty.has(SyncFault::PublishAwaited))
        || ((publish_failed || !brings_all) && faulty.has(SyncFault::HelperAwaited))
    {
        call.node.state.send_nothing_yet();
    }
    let mut delivered = match call.node.state.logs == before {
        true => Vec::new(),
        false => call.save()?,
    };
    if node.settings.mailboxes.is_some() {
        delivered.extend(collect(node, world)?);
        deposit(node, world)?;
    }
    Ok(Helped {
        delivered,
        published,
    })
}

fn publish(node: &mut Node, stores: &mut dyn Stores) -> Result<Option<PublishStatus>, Dropped> {
    let Some(log) = &node.settings.log else {
        return Ok(None);
    };
    let mut state = std::mem::take(&mut node.state.log);
    let mut part = PartOf {
        node: Some(&node.state),
        stores,
    };
    let published = writer::publish(&log.writer, &mut state, &mut part)?;
    node.state.log = state;
    Ok(Some(published))
}

impl Call<'_> {
    /// Reads each log that the node follows, and takes what it brings. The answer is whether that is all that is listed.
    fn read_logs(&mut self) -> Result<bool, Dropped> {
        let mut brings_all = true;
        for followed in self.node.settings.follows.clone() {
            let (name, now) = (&followed.reader.name, self.node.state.seconds.count);
            let mut state = self.node.state.logs.remove(name).unwrap_or_default();
            let mut part = PartOf {
                node: None,
                stores: &mut *self.stores,
            };
            let answer = reader::sync(&followed.reader, &mut state, &mut part, now)?;
            self.node.state.logs.insert(name.clone(), state);
            let is_readable = !matches!(answer.head, HeadClass::Unreadable(_));
            brings_all &= is_readable && answer.missing.is_empty() && answer.gaps.is_empty();
            for item in answer.delivered {
                // The reader has checked that it is the listed message.
                if let Ok(message) = message::read(&item.data, self.node.settings.faulty) {
                    self.take_listed(&followed.peer, item.id, item.data, &message);
                }
            }
        }
        Ok(brings_all)
    }
}

impl NodeState {
    /// Puts everything off to the next epoch, which no sound node does (`RL-SYNC-38`).
    fn send_nothing_yet(&mut self) {
        let next = self.epochs.count + 1;
        for record in self
            .records
            .values_mut()
            .flat_map(|of_peer| of_peer.values_mut())
        {
            record.due = record.due.max(next);
        }
    }
}

/// The world as the node's writer and readers meet it: what they save is a part of what the node saves.
struct PartOf<'a> {
    /// The rest of what a node saves with its writer. What a reader knows is saved by the node, with what came of it.
    node: Option<&'a NodeState>,
    stores: &'a mut dyn Stores,
}

impl Stores for PartOf<'_> {
    fn get(&mut self, address: &Bytes) -> Answered<Bytes> {
        self.stores.get(address)
    }

    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        self.stores.add(content)
    }

    fn fetch(&mut self, name: &str) -> Answered<Bytes> {
        self.stores.fetch(name)
    }

    fn update(&mut self, name: &str, content: &Bytes, expect: &Expect) -> Answered<()> {
        self.stores.update(name, content, expect)
    }

    fn authenticate(&mut self, data: &Bytes) -> Result<bool, Dropped> {
        self.stores.authenticate(data)
    }

    fn save_reader(&mut self, _: &ReaderState, _: &[Id]) -> Result<(), Dropped> {
        Ok(())
    }

    fn save_writer(&mut self, state: &WriterState) -> Result<(), Dropped> {
        let Some(node) = self.node else {
            return Ok(());
        };
        let whole = NodeState {
            log: state.clone(),
            ..node.clone()
        };
        self.stores.save_node(&whole, &[])
    }

    fn save_node(&mut self, state: &NodeState, delivered: &[Id]) -> Result<(), Dropped> {
        self.stores.save_node(state, delivered)
    }
}
