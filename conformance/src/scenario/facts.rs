//! What happened in a scenario, as far as the harness could see it.

use remote_log::message::{Message, MessageId, Numbering, check};
use remote_log::payload::Payload;

use super::story::Id;

/// What of a payload names a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// An ACK.
    Ack,
    /// An OFFER.
    Offer,
    /// A REQUEST.
    Request,
    /// The message itself.
    Message,
}

/// Something that an actor did or that happened to it.
#[derive(Debug)]
pub(super) struct Fact {
    pub epoch: u64,
    pub actor: usize,
    pub what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// An answered save lists the message.
    Delivered(Id),
    /// An answer delivers what no answered save lists.
    Unsaved(Id),
    /// An answer delivers bytes that are not the message.
    Forged(Id),
    /// It sent a payload to an actor, or to a peer that there is not.
    Payload(Option<usize>),
    /// The payload carried this.
    Sent {
        part: Part,
        id: Id,
        to: Option<usize>,
        parents: Vec<Id>,
    },
    /// It tried to deposit this in a mailbox.
    Deposited {
        part: Part,
        id: Id,
        to: Option<usize>,
    },
    /// It did not take a part of a payload.
    Refused(String),
    /// It rejected an append.
    Rejected(String),
}

/// All of them, in order.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<Fact>);

/// The most that is remembered: more is an adapter that floods.
const MOST: usize = 1_000_000;

impl Facts {
    pub fn all(&self) -> &[Fact] {
        &self.0
    }

    /// Remembers a fact. An error completes "the adapter …".
    pub fn add(&mut self, epoch: u64, actor: usize, what: What) -> Result<(), String> {
        if self.0.len() >= MOST {
            return Err(format!(
                "did more than {MOST} things in one scenario; nodes of a few messages do far less"
            ));
        }
        self.0.push(Fact { epoch, actor, what });
        Ok(())
    }

    /// Remembers what a payload carries. One that is malformed carries nothing.
    pub fn sent(
        &mut self,
        epoch: u64,
        actor: usize,
        to: Option<usize>,
        bytes: &[u8],
        numbers: Numbering,
    ) -> Result<(), String> {
        self.add(epoch, actor, What::Payload(to))?;
        let payload = Payload::decode(bytes, numbers).unwrap_or_default();
        for (part, ids) in [
            (Part::Ack, &payload.acks),
            (Part::Offer, &payload.offers),
            (Part::Request, &payload.requests),
        ] {
            for id in ids {
                self.add(epoch, actor, carried(part, id.to_vec(), to, Vec::new()))?;
            }
        }
        for message in &payload.messages {
            let id = message.id().0.to_vec();
            let what = carried(Part::Message, id, to, parents(message));
            self.add(epoch, actor, what)?;
        }
        Ok(())
    }

    /// Remembers what an item that is deposited carries: its ACKs, and its message if that is all it carries.
    pub fn deposited(
        &mut self,
        epoch: u64,
        actor: usize,
        to: Option<usize>,
        bytes: &[u8],
        numbers: Numbering,
    ) -> Result<(), String> {
        let payload = Payload::decode(bytes, numbers).unwrap_or_default();
        for id in &payload.acks {
            let (part, id) = (Part::Ack, id.to_vec());
            self.add(epoch, actor, What::Deposited { part, id, to })?;
        }
        let others = payload.acks.len() + payload.offers.len() + payload.requests.len();
        if let ([message], 0) = (payload.messages.as_slice(), others) {
            let (part, id) = (Part::Message, message.id().0.to_vec());
            self.add(epoch, actor, What::Deposited { part, id, to })?;
        }
        Ok(())
    }

    /// Remembers what is wrong with something that an answer delivers; `saved` is what saves list so far.
    pub fn answered(
        &mut self,
        epoch: u64,
        actor: usize,
        id: &[u8],
        data: &[u8],
        saved: &[Id],
    ) -> Result<(), String> {
        if !saved.iter().any(|saved| saved == id) {
            self.add(epoch, actor, What::Unsaved(id.to_vec()))?;
        }
        let is_it =
            <[u8; 32]>::try_from(id).is_ok_and(|id| check(data, &MessageId(id), None).is_ok());
        if !is_it {
            self.add(epoch, actor, What::Forged(id.to_vec()))?;
        }
        Ok(())
    }
}

fn carried(part: Part, id: Id, to: Option<usize>, parents: Vec<Id>) -> What {
    What::Sent {
        part,
        id,
        to,
        parents,
    }
}

fn parents(message: &Message) -> Vec<Id> {
    let metadata = message.metadata.as_ref();
    let parents = metadata.map(|metadata| metadata.parents.iter().map(|id| id.to_vec()));
    parents.into_iter().flatten().collect()
}
