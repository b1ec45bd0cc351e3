//! An epoch: what the node sends.

use remote_log::message::MessageId;

use crate::fact::Fact;
use crate::outcome::{Outgoing, Sent};
use crate::payload::Draft;
use crate::record::{Kind, Record};
use crate::{Node, PeerId};

impl Node {
    /// What the node sends in this epoch: everything that is due, at most one payload a peer (RL-SYNC-3, RL-SYNC-4).
    /// `now` is in seconds, and both count from any start. A second call in the same epoch sends to nobody whom the
    /// first sent to, and one in an earlier epoch to nobody at all (RL-SYNC-44).
    pub fn epoch(&mut self, now: u64, epoch: u64) -> Sent {
        self.observe(now, epoch);
        let mut sent = Sent::default();
        self.end_waits(self.state.seconds.at, &mut sent.delivered);
        let at = self.state.epochs.at;
        if self.state.first_due().is_none_or(|due| due > at) || self.state.spoke == Some(at) {
            return sent;
        }
        for peer in self.state.due_peers() {
            if let Some(bytes) = self.speak_to(peer, at) {
                let name = self.state.peers[peer as usize].name.clone();
                sent.payloads.push(Outgoing {
                    peer: PeerId(name),
                    bytes,
                });
            }
        }
        self.state.spoke = Some(at);
        self.record_clocks();
        sent
    }

    /// The payload of one peer. What does not fit stays due.
    fn speak_to(&mut self, peer: u32, at: u64) -> Option<Vec<u8>> {
        let mut draft = Draft::new(&self.settings.limits, self.settings.numbering);
        self.state.with_peer(peer, |entry| {
            while let Some(id) = entry.acks.first().copied()
                && draft.ack(id)
            {
                entry.acks.remove(&id);
            }
        });
        let mut after: Vec<(MessageId, Option<Record>)> = Vec::new();
        for (id, record) in self.state.peers[peer as usize].due(0, at) {
            let fits = match (record.kind, self.state.bodies.get(&id)) {
                (Kind::Offer, _) => draft.offer(id),
                (Kind::Request, _) => draft.request(id),
                (Kind::Message | Kind::Ephemeral, Some(body)) => draft.message(body),
                // Only a damaged state has no body for it.
                (Kind::Message | Kind::Ephemeral, None) => {
                    after.push((id, None));
                    continue;
                }
            };
            if !fits {
                break;
            }
            let record = record.after_send(at, &self.settings.backoff);
            after.push((id, (!self.is_last(&record)).then_some(record)));
        }
        let payload = draft.encode();
        for (id, record) in after {
            self.record(match record {
                Some(record) => Fact::Record { peer, id, record },
                None => Fact::Gone { peer, id },
            });
        }
        payload
    }

    /// Whether a record that was just sent is not to be sent again: an ephemeral message (RL-SYNC-27), or a request that
    /// was sent in vain too often (RL-SYNC-17).
    fn is_last(&self, record: &Record) -> bool {
        match record.kind {
            Kind::Ephemeral => true,
            Kind::Request => record.count >= self.settings.limits.request_sends,
            Kind::Offer | Kind::Message => false,
        }
    }
}
