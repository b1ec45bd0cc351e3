//! From a reader to the node.

use remote_log::log::reader::Item;
use remote_log::message::{Message, Numbering};
use remote_log_mvds::{PeerId, Received, Refusal, Refused};

use crate::Online;

/// Gives the node what the reader of `author`'s log delivered: what the application believes, and nothing else
/// (RL-SYNC-48). The node acknowledges each to the author, and delivers what it did not have (RL-SYNC-29, RL-SYNC-32).
///
/// The caller keeps the node's state, and what is delivered with it, before the reader's state is on disk: a reader lists
/// an item once.
pub fn bring(online: &mut Online<'_>, author: &PeerId, items: &[Item]) -> Received {
    let mut all = Received::default();
    for item in items {
        // What cannot be parsed is for the node to refuse.
        if let Ok(message) = Message::decode(&item.data, Numbering::Spec)
            && !(online.authenticate)(&message)
        {
            let (id, why) = (Some(item.id), Refusal::Unauthentic);
            all.refused.push(Refused { id, why });
            continue;
        }
        let (now, epoch) = (online.now, online.epoch);
        let received = online.node.helper_delivered(now, epoch, author, &item.data);
        all.delivered.extend(received.delivered);
        all.refused.extend(received.refused);
    }
    all
}
