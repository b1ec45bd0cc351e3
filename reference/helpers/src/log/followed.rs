//! The log of a peer, which the node follows.

use remote_log::log::reader::{Reader, Settings};
use remote_log::log::{Unsaved, drive};
use remote_log::store::{Cas, Disk, Ns};
use remote_log_mvds::{GroupId, PeerId};

use super::bring::bring;
use super::helper::OpenError;
use super::staged::Staged;
use crate::{Online, Report, Visit};

/// The log of one author in one group.
#[derive(Debug)]
pub(super) struct Followed<D> {
    reader: Reader,
    disk: Staged<D>,
}

impl<D: Disk> Followed<D> {
    pub(super) fn open(settings: Settings, disk: D) -> Result<Self, OpenError> {
        let mut disk = Staged::new(disk);
        let saved = disk.load().map_err(OpenError::Disk)?;
        let reader = Reader::open(settings, saved)?;
        Ok(Followed { reader, disk })
    }

    /// Reads the log, and gives the node what is new in it.
    pub(super) fn take(
        &mut self,
        (author, group): (&PeerId, &GroupId),
        (cas, ns): (&mut impl Cas, &mut impl Ns),
        online: &mut Online<'_>,
        visit: &mut Visit,
    ) -> Result<(), Unsaved> {
        let outcome = drive(self.reader.sync(online.now), cas, ns, &mut self.disk)?;
        visit.reports.push(Report::Followed {
            author: author.clone(),
            group: *group,
            head: outcome.head,
        });
        visit.traffic.messages_down += outcome.delivered.len() as u64;
        let received = bring(online, author, &outcome.delivered);
        online.keep(&received.delivered)?;
        visit.add(author, received);
        self.disk.flush()
    }
}
