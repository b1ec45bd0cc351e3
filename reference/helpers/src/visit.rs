//! What a node does in an epoch in which it is online.

use remote_log::log::Unsaved;
use remote_log::log::reader::Head;
use remote_log::log::writer::{AppendError, Published};
use remote_log::message::MessageId;
use remote_log_mvds::{Delivered, GroupId, Outgoing, PeerId, Received, Refused};

use crate::{Helper, MailError, Online, Traffic, Unopened};

/// What came of a visit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Visit {
    /// What goes to the peers directly, whatever the helper did (RL-SYNC-3).
    pub payloads: Vec<Outgoing>,
    /// What was delivered, in order. It is kept already.
    pub delivered: Vec<Delivered>,
    /// What the helper brought and the node did not take.
    pub refused: Vec<Refused>,
    /// What peers asked for through the helper, and the node had once
    /// ([`Received::wanted`](remote_log_mvds::Received::wanted)).
    pub wanted: Vec<(PeerId, MessageId)>,
    /// How the helper did.
    pub reports: Vec<Report>,
    /// What the exchange with the helper cost.
    pub traffic: Traffic,
}

/// How a helper did, for whoever looks after the node. Nothing here stops the node.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// What the name of a log held that the node follows.
    Followed {
        /// Whose log it is.
        author: PeerId,
        /// The group of its messages.
        group: GroupId,
        /// What the name held.
        head: Head,
    },
    /// What became of the node's own log.
    Published {
        /// The group of its messages.
        group: GroupId,
        /// What became of it.
        status: Published,
    },
    /// What the node's own log does not take, which is of no use to a reader either.
    Unlisted {
        /// The group of its messages.
        group: GroupId,
        /// Why.
        error: AppendError,
    },
    /// A mailbox did not do what it was asked.
    Mailbox {
        /// Whose mailbox it is.
        recipient: PeerId,
        /// Why.
        error: MailError,
    },
    /// The mailbox held something that is not sealed for the node by one of its peers.
    Unopened(Unopened),
}

/// Lets a node do everything that it does in an epoch in which it is online: take what the helper has, speak, and give
/// the helper what it lacks. In this order, so that an acknowledgement of what the helper brought goes out at once. The
/// caller sends [`Visit::payloads`].
pub fn visit(
    helper: &mut (impl Helper + ?Sized),
    online: &mut Online<'_>,
) -> Result<Visit, Unsaved> {
    let mut visit = Visit::default();
    helper.take(online, &mut visit)?;
    let sent = online.node.epoch(online.now, online.epoch);
    online.keep(&sent.delivered)?;
    visit.delivered.extend(sent.delivered);
    visit.payloads = sent.payloads;
    helper.give(online, &mut visit)?;
    Ok(visit)
}

impl Visit {
    /// Adds what came of something that the helper brought from a peer.
    pub(crate) fn add(&mut self, from: &PeerId, received: Received) {
        self.delivered.extend(received.delivered);
        self.refused.extend(received.refused);
        let wanted = received.wanted.into_iter();
        self.wanted.extend(wanted.map(|id| (from.clone(), id)));
    }
}
