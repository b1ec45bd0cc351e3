//! The mailboxes: what is deposited in them, and what they hand out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::protocol::FailReason;
use crate::vectors::{CollectAnswer, MailItem, WriteAnswer};

/// Every mailbox, by its owner, and everything that anybody tried to deposit. Everybody has a mailbox.
#[derive(Debug, Default)]
pub(super) struct Mailboxes {
    boxes: BTreeMap<Vec<u8>, Mailbox>,
    tried: Vec<MailItem>,
}

#[derive(Debug, Default)]
struct Mailbox {
    /// What was taken away is here too, before `gone`.
    items: Vec<MailItem>,
    gone: usize,
}

/// How many items are handed out at a time.
const BATCH: usize = 4;

impl Mailboxes {
    /// An item comes into a mailbox.
    pub fn put(&mut self, owner: &[u8], item: MailItem) {
        let mailbox = self.boxes.entry(owner.to_vec()).or_default();
        mailbox.items.push(item);
    }

    /// A node deposits an item for whom it is sealed.
    pub fn deposit(
        &mut self,
        item: MailItem,
        fault: Option<WriteAnswer>,
    ) -> Result<(), FailReason> {
        self.tried.push(item.clone());
        match fault {
            None => {
                self.put(&item.to.clone(), item);
                Ok(())
            }
            Some(WriteAnswer::Fails(reason)) => Err(reason),
            Some(WriteAnswer::Dropped) => Ok(()),
            Some(WriteAnswer::Lost) => {
                self.put(&item.to.clone(), item);
                Err(FailReason::Timeout)
            }
        }
    }

    /// All that was tried to be deposited, in order.
    pub fn tried(&self) -> &[MailItem] {
        &self.tried
    }

    /// The owner collects: `token` is how many items were handed out before those that it asks for. The answer is an
    /// `ok`; the outer error completes "the adapter …".
    pub fn collect(
        &mut self,
        owner: &[u8],
        token: Option<&str>,
        fault: Option<CollectAnswer>,
    ) -> Result<Result<Value, FailReason>, String> {
        let mailbox = self.boxes.entry(owner.to_vec()).or_default();
        if let Some(token) = token {
            let gone: Option<usize> = token.parse().ok();
            let Some(gone) = gone.filter(|gone| *gone <= mailbox.items.len()) else {
                let token = token.escape_debug();
                return Err(format!(
                    "called back for `mail.collect` with the token `{token}`, which no answer gave it"
                ));
            };
            if fault.is_none() {
                mailbox.gone = mailbox.gone.max(gone);
            }
        }
        let gone = match fault {
            Some(CollectAnswer::Fails(reason)) => return Ok(Err(reason)),
            Some(CollectAnswer::Again) => 0,
            None | Some(CollectAnswer::Corrupt) => mailbox.gone,
        };
        let handed = mailbox.items.iter().skip(gone).take(BATCH).cloned();
        let handed: Vec<MailItem> = match fault {
            Some(CollectAnswer::Corrupt) => handed.map(corrupt).collect(),
            _ => handed.collect(),
        };
        let items: Vec<Value> = handed.iter().map(shown).collect();
        Ok(Ok(json!({
            "items": items,
            "token": (gone + items.len()).to_string(),
        })))
    }
}

fn corrupt(mut item: MailItem) -> MailItem {
    if let Some(last) = item.bytes.last_mut() {
        *last ^= 1;
    }
    item.sealed = false;
    item
}

fn shown(item: &MailItem) -> Value {
    json!({
        "from": hex::encode(&item.from),
        "to": hex::encode(&item.to),
        "bytes": hex::encode(&item.bytes),
        "sealed": item.sealed,
    })
}
