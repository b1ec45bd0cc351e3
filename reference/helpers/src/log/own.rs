//! The node's own log.

use remote_log::log::writer::{Appended, NewItem, Published, Settings, Writer};
use remote_log::log::{Unsaved, drive};
use remote_log::store::{Cas, Disk, Ns};
use remote_log_mvds::GroupId;

use super::helper::OpenError;
use crate::{Online, Report, Visit};

/// The log of the node's own messages in one group.
#[derive(Debug)]
pub(super) struct Own<D> {
    writer: Writer,
    disk: D,
    /// Whether the name may not hold the log. It is not saved: whoever starts looks once.
    behind: bool,
    /// How many messages were listed and are not counted as taken by the helper yet.
    uncounted: u64,
}

impl<D: Disk> Own<D> {
    pub(super) fn open(settings: Settings, mut disk: D) -> Result<Self, OpenError> {
        let saved = disk.load().map_err(OpenError::Disk)?;
        Ok(Own {
            writer: Writer::open(settings, saved)?,
            disk,
            behind: true,
            uncounted: 0,
        })
    }

    /// Lists what the node wants to have listed, and publishes the log if the name may not hold it. The log has a message
    /// before the node forgets that it is to be listed; listing one twice changes nothing.
    pub(super) fn give(
        &mut self,
        group: &GroupId,
        (cas, ns): (&mut impl Cas, &mut impl Ns),
        online: &mut Online<'_>,
        visit: &mut Visit,
    ) -> Result<(), Unsaved> {
        let lacking = online.node.to_publish().filter(|it| it.group == *group);
        let items: Vec<NewItem> = lacking
            .map(|it| NewItem {
                id: Some(it.id),
                data: it.data,
            })
            .collect();
        if !items.is_empty() {
            match self.writer.append(items) {
                Ok(append) => {
                    let listed = drive(append, cas, ns, &mut self.disk)?;
                    let new = listed.iter().filter(|(_, how)| *how == Appended::Appended);
                    self.uncounted += new.count() as u64;
                    let ids: Vec<_> = listed.into_iter().map(|(id, _)| id).collect();
                    online.node.published(&ids);
                    online.keep(&[])?;
                    self.behind = true;
                }
                Err(error) => visit.reports.push(Report::Unlisted {
                    group: *group,
                    error,
                }),
            }
        }
        if self.behind {
            let status = drive(self.writer.publish(), cas, ns, &mut self.disk)?;
            let done = [Published::Published, Published::Unchanged, Published::Empty];
            self.behind = !done.contains(&status);
            if !self.behind {
                visit.traffic.messages_up += std::mem::take(&mut self.uncounted);
            }
            visit.reports.push(Report::Published {
                group: *group,
                status,
            });
        }
        Ok(())
    }
}
