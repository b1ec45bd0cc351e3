//! The harness as mailbox service.

use serde::Deserialize;
use serde_json::json;

use super::world::World;
use crate::bytes::Bytes;
use crate::mailboxes::{Collected, Mailboxes};
use crate::stores::Answered;

impl Mailboxes for World<'_, '_> {
    fn deposit(&mut self, to: &Bytes, bytes: &Bytes) -> Answered<()> {
        let answer = self.ask("mail.deposit", json!({"to": to, "bytes": bytes}))?;
        Ok(answer.map(|_| ()))
    }

    fn collect(&mut self, token: Option<u64>) -> Answered<Collected> {
        let token = token.map(|token| token.to_string());
        Ok(match self.ask("mail.collect", json!({"token": token}))? {
            Ok(ok) => Ok(Collected::deserialize(&ok).map_err(|error| {
                self.breaks(format!("what was collected cannot be read: {error}"))
            })?),
            Err(failure) => Err(failure),
        })
    }
}
