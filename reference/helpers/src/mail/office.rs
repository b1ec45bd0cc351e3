//! The service: mailboxes that outlive a restart.

use remote_log::log::Journal;
use remote_log::store::Disk;
use remote_log_mvds::PeerId;

use super::fact::Fact;
use super::state::State;
use super::{Batch, MailError, MailLimits, Mailbox, Sealed, Token};
use crate::OpenError;

/// Mailboxes for those who registered, within bounds. Every change is on its disk before it is answered.
#[derive(Debug)]
pub struct PostOffice<D> {
    limits: MailLimits,
    state: State,
    journal: Journal,
    disk: D,
}

impl<D: Disk> PostOffice<D> {
    /// An office that goes on from what it saved on the disk, or that has no mailboxes yet.
    pub fn open(limits: MailLimits, mut disk: D) -> Result<Self, OpenError> {
        let (journal, state) = match disk.load().map_err(OpenError::Disk)? {
            Some(saved) => (Journal::of_len(saved.len()), State::decode(saved)?),
            None => (Journal::new(), State::default()),
        };
        Ok(PostOffice {
            limits,
            state,
            journal,
            disk,
        })
    }

    /// Makes a mailbox for a recipient, who may have one already.
    pub fn register(&mut self, recipient: &PeerId) -> Result<(), MailError> {
        if self.state.number(recipient).is_some() {
            return Ok(());
        }
        self.check_room(recipient.0.len())?;
        self.record(Fact::Box(recipient.0.clone()))
    }

    fn number(&self, recipient: &PeerId) -> Result<usize, MailError> {
        let number = self.state.number(recipient);
        number.ok_or(MailError::UnknownRecipient)
    }

    fn check_room(&self, len: usize) -> Result<(), MailError> {
        let most = self.limits.item_bytes;
        if len > most {
            return Err(MailError::TooLarge { len, most });
        }
        match self.state.bytes + len > self.limits.total_bytes {
            true => Err(MailError::OfficeFull),
            false => Ok(()),
        }
    }

    /// Saves a fact, and then makes it so.
    fn record(&mut self, fact: Fact) -> Result<(), MailError> {
        let mut change = Vec::new();
        fact.encode(&mut change);
        let state = &self.state;
        let saved = self.journal.save(change, |change| {
            let mut whole = state.encode();
            whole.extend_from_slice(change);
            whole
        });
        self.disk.save(&saved).map_err(MailError::Unavailable)?;
        self.journal.saved();
        self.state.apply(fact);
        Ok(())
    }
}

impl<D: Disk> Mailbox for PostOffice<D> {
    fn deposit(&mut self, recipient: &PeerId, item: &Sealed) -> Result<(), MailError> {
        let number = self.number(recipient)?;
        let len = item.0.len();
        self.check_room(len)?;
        let entry = &self.state.boxes[number];
        let limits = &self.limits;
        if entry.items.len() >= limits.box_items || entry.bytes + len > limits.box_bytes {
            return Err(MailError::BoxFull);
        }
        let item = item.clone();
        self.record(Fact::Item { number, item })
    }

    fn collect(
        &mut self,
        recipient: &PeerId,
        confirmed: Option<Token>,
    ) -> Result<Batch, MailError> {
        let number = self.number(recipient)?;
        let entry = &self.state.boxes[number];
        if let Some(Token(gone)) = confirmed
            && gone > entry.gone
        {
            if gone - entry.gone > entry.items.len() as u64 {
                return Err(MailError::UnknownToken);
            }
            self.record(Fact::Gone { number, gone })?;
        }
        let entry = &self.state.boxes[number];
        let mut room = self.limits.batch_bytes;
        let mut items = Vec::new();
        for item in entry.items.iter().take(self.limits.batch_items.max(1)) {
            let len = item.0.len();
            if len > room && !items.is_empty() {
                break;
            }
            room = room.saturating_sub(len);
            items.push(item.clone());
        }
        let token = Token(entry.gone.saturating_add(items.len() as u64));
        Ok(Batch { items, token })
    }
}
