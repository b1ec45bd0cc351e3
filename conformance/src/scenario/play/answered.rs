//! What comes of an answer in a scenario: facts, and payloads that arrive.

use serde_json::Value;

use super::Play;
use crate::protocol::Answer;
use crate::scenario::answer::{Delivered, EpochAnswer, HelperAnswer, ReceiveAnswer, read};
use crate::scenario::carrier::Parcel;
use crate::scenario::facts::What;
use crate::scenario::judge;
use crate::scenario::turn::Turn;
use crate::verdict::Divergence;
use crate::world::World;

impl Play {
    /// What came of the request. Errors complete "the adapter …"; a divergence ends the scenario.
    pub fn answered(
        &mut self,
        answer: &Answer,
        ok: Option<&Value>,
        world: &World,
    ) -> Result<Option<Divergence>, String> {
        let Some((turn, dies)) = self.asked.take() else {
            return Ok(None);
        };
        let actor = turn.actor();
        self.note_saves(actor, world)?;
        self.note_deposits(actor, world)?;
        match (answer, ok) {
            (Answer::Dropped, _) => {
                self.soon([Turn::Open(actor)]);
                return Ok(None);
            }
            (Answer::Reject(refusal), _) if matches!(turn, Turn::Append(..)) => {
                let reason = What::Rejected(refusal.reason.to_string());
                self.facts.add(self.epoch, actor, reason)?;
            }
            (_, Some(ok)) => self.take(&turn, ok, world)?,
            (refused, None) => {
                return Ok(judge::refused(
                    &self.scenario,
                    actor,
                    turn.op(),
                    self.epoch,
                    refused,
                ));
            }
        }
        if dies {
            // It came to its end before the crash; then the crash comes right after it.
            self.soon([Turn::Drop(actor), Turn::Open(actor)]);
        }
        Ok(None)
    }

    fn take(&mut self, turn: &Turn, ok: &Value, world: &World) -> Result<(), String> {
        let actor = turn.actor();
        let delivered = match turn {
            Turn::Epoch(_) => {
                let EpochAnswer {
                    payloads,
                    delivered,
                } = read(turn.op(), ok)?;
                let mut arrivals = Vec::new();
                for sent in payloads {
                    arrivals.extend(self.send(actor, &sent.peer.0, sent.bytes.0)?);
                }
                self.soon(arrivals);
                delivered
            }
            Turn::Receive { .. } => {
                let ReceiveAnswer { delivered, refused } = read(turn.op(), ok)?;
                for refused in refused {
                    let what = What::Refused(refused.reason);
                    self.facts.add(self.epoch, actor, what)?;
                }
                delivered
            }
            Turn::Helper(_) => read::<HelperAnswer>(turn.op(), ok)?.delivered,
            _ => Vec::new(),
        };
        let saved = world.kept(self.name(actor));
        for Delivered { id, data } in &delivered {
            self.facts
                .answered(self.epoch, actor, &id.0, &data.0, saved)?;
        }
        Ok(())
    }

    fn send(&mut self, from: usize, peer: &[u8], bytes: Vec<u8>) -> Result<Vec<Turn>, String> {
        let scenario = self.scenario.clone();
        let to = scenario.actor(peer);
        self.facts
            .sent(self.epoch, from, to, &bytes, scenario.numbers)?;
        let Some(to) = to else {
            return Ok(Vec::new());
        };
        let parcel = Parcel { from, to, bytes };
        let arriving = self.carrier.send(&scenario, self.epoch, parcel);
        Ok(arriving.into_iter().map(|one| self.arrival(one)).collect())
    }

    fn note_saves(&mut self, actor: usize, world: &World) -> Result<(), String> {
        let kept = world.kept(&self.scenario.actors[actor].name);
        for id in &kept[self.saved[actor]..] {
            let what = What::Delivered(id.clone());
            self.facts.add(self.epoch, actor, what)?;
        }
        self.saved[actor] = kept.len();
        Ok(())
    }

    fn note_deposits(&mut self, actor: usize, world: &World) -> Result<(), String> {
        let scenario = self.scenario.clone();
        for item in &world.deposits()[self.deposits..] {
            let to = scenario.actor(&item.to);
            let facts = &mut self.facts;
            facts.deposited(self.epoch, actor, to, &item.bytes, scenario.numbers)?;
        }
        self.deposits = world.deposits().len();
        Ok(())
    }
}
