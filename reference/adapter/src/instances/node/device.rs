//! A node with its own log and those it follows, whose states are saved as one.

use remote_log::log::Check;
use remote_log::log::Unsaved;
use remote_log::log::reader::{self, Reader};
use remote_log::log::writer::{self, Layout, Writer};
use remote_log::message::MessageId;
use remote_log_mvds::{Delivered, Delivery, GroupId, Limits, Mode, Node, PeerId, Settings};

use super::input::{DeliveryField, FollowField, LogField, ModeField, OpenInput, group_id, peer_id};
use super::mail::Mail;
use crate::answer::Refusal;
use crate::instances::parts::Parts;
use crate::instances::port::Port;
use crate::stateless::numbers::numbering;

/// Which part of the saved state is whose.
const NODE: usize = 0;
pub(super) const LOG: usize = 1;
pub(super) const FOLLOWS: usize = 2;

/// A node with its own log and those it follows.
pub(super) struct Device {
    pub(super) node: Node,
    pub(super) log: Option<(GroupId, Writer)>,
    pub(super) mail: Option<Mail>,
    pub(super) follows: Vec<(PeerId, Reader)>,
    pub(super) parts: Parts,
    /// Whether the application is asked of each message.
    pub(super) authenticate: bool,
}

impl Device {
    /// Opens what `node.open` describes, and goes on from what the harness has of it.
    pub(super) async fn open(port: &Port, input: &str) -> Result<Self, Refusal> {
        let numbering = numbering(input)?;
        let input: OpenInput = serde_json::from_str(input)?;
        let settings = Settings {
            mode: match input.mode {
                ModeField::Batch => Mode::Batch,
                ModeField::Interactive => Mode::Interactive,
            },
            delivery: match input.delivery {
                DeliveryField::Buffered => Delivery::Buffered,
                DeliveryField::Eventual => Delivery::Eventual,
            },
            numbering,
            forward: input.forward,
            log: input.log.is_some() || input.mailboxes.is_some(),
            limits: Limits {
                payload_bytes: input.limits.payload_bytes.0,
                payload_items: input.limits.payload_entries.0,
                records: input.limits.records.0,
                ..Limits::default()
            },
            ..Settings::new(peer_id(&input.peer))
        };
        let parts = Parts::open(port.load().await, FOLLOWS + input.follows.len())?;
        let log = input.log.map(|log| open_log(log, &parts)).transpose()?;
        let follows = input.follows.into_iter().enumerate();
        let mut device = Device {
            node: Node::open(settings, parts.part(NODE))?,
            log,
            mail: input.mailboxes.map(Mail::new),
            follows: follows
                .map(|(index, follow)| open_follow(follow, FOLLOWS + index, &parts))
                .collect::<Result<_, _>>()?,
            parts,
            authenticate: input.authenticate,
        };
        // Who is in a group was told when the node was first opened, and perhaps since.
        for group in &input.groups {
            let id = group_id(&group.group)?;
            if !device.node.knows_group(&id) {
                device.node.set_peers(id, group.peers.iter().map(peer_id));
            }
        }
        device.save(port, &[]).await?;
        Ok(device)
    }

    /// Saves what changed, and what becomes delivered with it, before anything is answered.
    pub(super) async fn save(
        &mut self,
        port: &Port,
        delivered: &[Delivered],
    ) -> Result<(), Unsaved> {
        let saved = self.node.save();
        if let Some(saved) = &saved {
            self.parts.apply(NODE, saved);
        }
        if self.parts.changed() {
            let ids: Vec<MessageId> = delivered.iter().map(|one| one.id).collect();
            port.save(&self.parts.encode(), &ids).await?;
        }
        if saved.is_some() {
            self.node.saved();
        }
        Ok(())
    }
}

fn open_log(log: LogField, parts: &Parts) -> Result<(GroupId, Writer), Refusal> {
    let group = group_id(&log.group)?;
    let settings = writer::Settings {
        name: log.name,
        check: Check::Mvds { group: group.0 },
        layout: Layout::new(log.page_size.0, log.embed.into(), log.head.into())?,
    };
    Ok((group, Writer::open(settings, parts.part(LOG))?))
}

fn open_follow(
    follow: FollowField,
    part: usize,
    parts: &Parts,
) -> Result<(PeerId, Reader), Refusal> {
    let settings = reader::Settings {
        name: follow.name,
        kind: follow.kind.into(),
        check: Check::Mvds {
            group: group_id(&follow.group)?.0,
        },
        limits: reader::Limits::default(),
    };
    let reader = Reader::open(settings, parts.part(part))?;
    Ok((peer_id(&follow.peer), reader))
}
