//! A node in the simulation, with its helper.

use std::collections::BTreeSet;

use remote_log::log::Unsaved;
use remote_log::message::Message;
use remote_log_helpers::{Helper, Online, Unkept, Visit};
use remote_log_mvds::{Delivered, GroupId, Limits, Mode, Node, PeerId, Settings};

use super::aid::{Place, Services, SetupError};
use crate::scenario::{self, Overlay, Scenario};

/// The group that everybody is in.
pub(super) const GROUP: GroupId = GroupId([7; 32]);

/// A node, and what helps it.
pub(super) struct Participant {
    pub(super) node: Node,
    helper: Option<Box<dyn Helper>>,
}

/// The name of a node: eight digits.
pub(super) fn name(node: u32) -> PeerId {
    PeerId(format!("{node:08}").into())
}

/// The number of a node.
pub(super) fn number(peer: &PeerId) -> Option<usize> {
    std::str::from_utf8(&peer.0).ok()?.parse().ok()
}

impl Participant {
    pub(super) fn new(
        number: u32,
        peers: &BTreeSet<u32>,
        scenario: &Scenario,
        services: &Services,
    ) -> Result<Self, SetupError> {
        let author = number < scenario.authors;
        let settings = Settings {
            mode: match scenario.mode {
                scenario::Mode::Batch => Mode::Batch,
                scenario::Mode::Interactive => Mode::Interactive,
            },
            backoff: scenario.pace.backoff(),
            forward: matches!(scenario.overlay, Overlay::Neighbours(_)),
            log: services.gives(author, number == 0),
            limits: Limits {
                records: usize::MAX,
                ..Limits::default()
            },
            ..Settings::new(name(number))
        };
        let mut node = Node::open(settings, None).map_err(remote_log_helpers::OpenError::from)?;
        node.set_peers(GROUP, peers.iter().copied().map(name));
        let authors: Vec<PeerId> = peers.range(..scenario.authors).copied().map(name).collect();
        let place = Place {
            own: &name(number),
            author,
            authors: &authors,
        };
        let helper = services.helper(&place, &name(0))?;
        Ok(Participant { node, helper })
    }

    /// Does what a node does in an epoch in which it is online: it asks its helper if it is time for that, speaks, and
    /// gives its helper what that lacks.
    pub(super) fn visit(&mut self, epoch: u64, asks: bool) -> Result<Visit, Unsaved> {
        let mut visit = Visit::default();
        if asks {
            self.with_helper(epoch, |helper, online| helper.take(online, &mut visit))?;
        }
        let sent = self.node.epoch(epoch, epoch);
        self.node.discard_changes();
        visit.payloads = sent.payloads;
        visit.delivered.extend(sent.delivered);
        self.with_helper(epoch, |helper, online| helper.give(online, &mut visit))?;
        Ok(visit)
    }

    /// Takes a payload that came directly.
    pub(super) fn receive(&mut self, epoch: u64, from: &PeerId, payload: &[u8]) -> Vec<Delivered> {
        let received = self.node.receive(epoch, epoch, from, payload, &mut believe);
        self.node.discard_changes();
        received.delivered
    }

    fn with_helper(
        &mut self,
        epoch: u64,
        act: impl FnOnce(&mut dyn Helper, &mut Online<'_>) -> Result<(), Unsaved>,
    ) -> Result<(), Unsaved> {
        let Some(helper) = &mut self.helper else {
            return Ok(());
        };
        let mut online = Online {
            node: &mut self.node,
            keep: &mut Unkept,
            authenticate: &mut believe,
            now: epoch,
            epoch,
        };
        act(helper.as_mut(), &mut online)
    }
}

/// Nobody lies in the simulation.
fn believe(_: &Message<'_>) -> bool {
    true
}
