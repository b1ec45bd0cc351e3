//! The world of one case: how callbacks are answered, and what was seen.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::calls::{self, Authenticate, CasAdd, CasGet, NsFetch, NsUpdate, StateSave};
use super::content::ContentStore;
use super::disk::Disk;
use super::hold::Held;
use super::names::NameSystem;
use super::observation::Record;
use super::walk::walk;
use crate::protocol::{Call, CallOp, Reply, from_hex};
use crate::vectors::{DropAt, Hold, WorldChange};

/// Everything that one case's adapter finds around it. It is pure: it has no clock, and sends nothing by itself.
#[derive(Debug, Default)]
pub struct World {
    content: ContentStore,
    names: NameSystem,
    disk: Disk,
    hold: Option<Hold>,
    held: Held,
    record: Record,
    calls: BTreeSet<String>,
    drop_at: Option<DropAt>,
    dropped: bool,
}

/// What becomes of a callback.
#[derive(Debug, PartialEq, Eq)]
pub enum Called {
    /// These replies go out, each with the id of its callback.
    Reply(Vec<(String, Reply)>),
    /// The reply waits until the adapter is quiet; then [`World::quiet`] is to be told.
    Held,
}

/// The most callbacks that one request may make: more is an adapter that goes in circles.
const MOST_CALLS: u64 = 100_000;

impl World {
    /// The world as a case finds it.
    pub fn new(start: &WorldChange) -> Self {
        let mut world = Self::default();
        world.change(start);
        world
    }

    /// The world changes between two steps.
    pub fn change(&mut self, change: &WorldChange) {
        self.content.kind = change.kind.unwrap_or(self.content.kind);
        self.content.adds = change.adds.unwrap_or(self.content.adds);
        for (address, holds) in &change.cas {
            self.content.set(address.clone(), holds.clone());
        }
        for (name, holds) in &change.names {
            self.names.set(name.clone(), holds.clone());
        }
        if let Some(can) = change.compare_and_set {
            self.names.compare_and_set = can;
        }
        if let Some(data) = &change.update_data {
            self.names.update_data.clone_from(data);
        }
        self.names.most_bytes = change.name_bytes.or(self.names.most_bytes);
        self.names.race = change.race.clone().or(self.names.race.take());
        self.hold = change.hold.or(self.hold);
    }

    /// A request begins: what is seen is seen from here on.
    pub fn begin(&mut self, drop_at: Option<&DropAt>) {
        self.held = Held::default();
        self.record = Record::default();
        self.calls.clear();
        self.drop_at = drop_at.cloned();
        self.dropped = false;
    }

    /// Whether the request's instance was dropped while it was handled.
    pub const fn dropped(&self) -> bool {
        self.dropped
    }

    /// A callback for `instance`, as the case names it. An error is the adapter's and completes "the adapter …".
    pub fn call(&mut self, instance: &str, call: &Call) -> Result<Called, String> {
        let id = call.call.clone().into_owned();
        if !self.calls.insert(id.clone()) {
            return Err(format!(
                "used the callback id `{}` twice",
                id.escape_debug()
            ));
        }
        if self.dropped {
            // It was on its way when its device died.
            return Ok(Called::Reply(vec![(id, Reply::Drop)]));
        }
        let nth = self.record.count(call.op);
        if self.record.total() > MOST_CALLS {
            return Err(format!(
                "made more than {MOST_CALLS} callbacks for one request"
            ));
        }
        let dies = |at: &DropAt| at.op == call.op.name() && u64::from(at.nth) == nth;
        if self.drop_at.as_ref().is_some_and(dies) {
            return Ok(Called::Reply(self.die(id)));
        }
        let reply = self.answer(instance, call)?;
        if Held::holds(self.hold, call.op) {
            self.held.hold(id, call.op, reply);
            return Ok(Called::Held);
        }
        Ok(Called::Reply(vec![(id, reply)]))
    }

    /// The device dies at this callback, which has no effect. The callbacks that still wait have had theirs, and only
    /// their answers are lost.
    pub fn die(&mut self, call: String) -> Vec<(String, Reply)> {
        self.dropped = true;
        let mut replies = self.held.release();
        for (_, reply) in &mut replies {
            *reply = Reply::Drop;
        }
        replies.push((call, Reply::Drop));
        replies
    }

    /// Whether replies are held back.
    pub fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// The adapter is quiet, or has answered: what was held back goes out.
    pub fn quiet(&mut self) -> Vec<(String, Reply)> {
        self.held.release()
    }

    fn answer(&mut self, instance: &str, call: &Call) -> Result<Reply, String> {
        Ok(match call.op {
            CallOp::CasAdd => {
                let CasAdd { content } = calls::read(call)?;
                self.record.added.push(content.0.clone());
                self.content.add(content.0)
            }
            CallOp::CasGet => {
                let CasGet { address } = calls::read(call)?;
                let reply = self.content.get(&address.0);
                self.record.asked.push(address.0);
                reply
            }
            CallOp::NsFetch => {
                let NsFetch { name } = calls::read(call)?;
                self.names.fetch(&name)
            }
            CallOp::NsUpdate => {
                let NsUpdate {
                    name,
                    content,
                    expect,
                } = calls::read(call)?;
                self.record.update(&name, &content.0, &expect);
                self.record.early_updates += u64::from(self.held.has_add());
                self.names.update(name, content.0, &expect)
            }
            CallOp::StateLoad => self.disk.load(instance),
            CallOp::StateSave => {
                let StateSave { state, delivered } = calls::read(call)?;
                let ids: Vec<Vec<u8>> = delivered.into_iter().map(|id| id.0).collect();
                let reply = self.disk.save(instance, state, &ids);
                self.record.saved.extend(ids);
                reply
            }
            CallOp::Authenticate => {
                let Authenticate { .. } = calls::read(call)?;
                Reply::Ok(json!({"accepted": true}))
            }
        })
    }

    /// What was seen since the request began. `delivered` are the ids that its answer delivers, `instance` is whom it
    /// was for, `asked` are names that an assertion asks about, whether or not they exist.
    pub fn observed<'a>(
        &'a self,
        instance: &str,
        delivered: &[Value],
        asked: impl Iterator<Item = &'a str>,
    ) -> Value {
        let unsaved: Vec<&Value> = delivered
            .iter()
            .filter(|id| {
                !id.as_str()
                    .and_then(from_hex)
                    .is_some_and(|id| self.disk.has_delivered(instance, &id))
            })
            .collect();
        let (mut names, mut logs) = (Map::new(), Map::new());
        for name in self.names.names().chain(asked) {
            let content = self.names.content(name);
            names.insert(name.to_owned(), json!(content.map(hex::encode)));
            logs.insert(name.to_owned(), walk(content, &self.content));
        }
        let mut document = self.record.document();
        document.insert("unsaved".to_owned(), json!(unsaved));
        document.insert("rounds".to_owned(), json!(self.held.rounds().to_string()));
        document.insert(
            "most_gets".to_owned(),
            json!(self.held.most_gets().to_string()),
        );
        document.insert("names".to_owned(), Value::Object(names));
        document.insert("logs".to_owned(), Value::Object(logs));
        Value::Object(document)
    }
}
