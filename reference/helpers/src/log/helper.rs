//! The remote log as a helper: the node's own logs, and those that it follows.

use std::collections::BTreeMap;

use remote_log::address::AddressKind;
use remote_log::log::writer::Layout;
use remote_log::log::{Check, Failure, StateError, Unsaved, reader, writer};
use remote_log::store::{Cas, Disk, Ns};
use remote_log_mvds::{GroupId, PeerId};

use super::counted::Counted;
use super::followed::Followed;
use super::own::Own;
use crate::{Helper, Online, Visit};

/// The remote log: a node publishes what it appends in a log of its own, and reads the logs of its peers.
///
/// Without a log of its own a node has nothing to say to the helper, and its peers learn of what it has from its
/// acknowledgements alone, which go directly. A message in its own log tells its readers that it has the message's
/// parents, so that they send them less (RL-SYNC-35); as long as it appends nothing, its log tells nothing.
#[derive(Debug)]
pub struct RemoteLog<C, N, D> {
    cas: Counted<C>,
    ns: Counted<N>,
    own: BTreeMap<GroupId, Own<D>>,
    followed: BTreeMap<(PeerId, GroupId), Followed<D>>,
}

/// Why a log was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The disk does not say what was saved.
    #[error("the state of the log cannot be loaded ({0}); repair the disk and open the log again")]
    Disk(Failure),
    /// What was saved cannot be gone on from.
    #[error("{0}")]
    State(#[from] StateError),
}

impl<C: Cas, N: Ns, D: Disk> RemoteLog<C, N, D> {
    /// A helper over these stores that follows nothing and publishes nothing.
    pub fn new(cas: C, ns: N) -> Self {
        RemoteLog {
            cas: Counted::new(cas),
            ns: Counted::new(ns),
            own: BTreeMap::new(),
            followed: BTreeMap::new(),
        }
    }

    /// Publishes the node's messages of a group under a name from now on. The node is one whose settings say that it has
    /// a log ([`Settings::log`](remote_log_mvds::Settings::log)), and `disk` keeps the writer's state.
    pub fn publish(
        &mut self,
        group: GroupId,
        name: &str,
        layout: Layout,
        disk: D,
    ) -> Result<(), OpenError> {
        let settings = writer::Settings {
            name: name.to_owned(),
            check: Check::Mvds { group: group.0 },
            layout,
        };
        self.own.insert(group, Own::open(settings, disk)?);
        Ok(())
    }

    /// Follows the log that a peer publishes of a group. `kind` says what the content store's addresses are, and `disk`
    /// keeps the reader's state.
    pub fn follow(
        &mut self,
        (author, group): (PeerId, GroupId),
        name: &str,
        kind: AddressKind,
        limits: reader::Limits,
        disk: D,
    ) -> Result<(), OpenError> {
        let settings = reader::Settings {
            name: name.to_owned(),
            kind,
            check: Check::Mvds { group: group.0 },
            limits,
        };
        let followed = Followed::open(settings, disk)?;
        self.followed.insert((author, group), followed);
        Ok(())
    }

    fn count(&mut self, visit: &mut Visit) {
        visit.traffic += std::mem::take(&mut self.cas.traffic);
        visit.traffic += std::mem::take(&mut self.ns.traffic);
    }
}

impl<C: Cas, N: Ns, D: Disk> Helper for RemoteLog<C, N, D> {
    fn take(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved> {
        for ((author, group), log) in &mut self.followed {
            let stores = (&mut self.cas, &mut self.ns);
            log.take((author, group), stores, online, visit)?;
        }
        self.count(visit);
        Ok(())
    }

    fn give(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved> {
        for (group, log) in &mut self.own {
            log.give(group, (&mut self.cas, &mut self.ns), online, visit)?;
        }
        self.count(visit);
        Ok(())
    }
}
