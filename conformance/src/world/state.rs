//! The world of one case: how callbacks are answered, and what was seen.

use std::borrow::Cow;
use std::collections::BTreeSet;

use remote_log::message::{Message, Numbering};
use serde_json::{Map, Value, json};

use super::calls::{
    self, Authenticate, CasAdd, CasGet, MailCollect, MailDeposit, NsFetch, NsUpdate, StateSave,
};
use super::disk::Disk;
use super::hold::Held;
use super::observation::{Record, hexes};
use super::stores::Stores;
use crate::judge::unescape;
use crate::protocol::{Call, CallOp, FailReason, Reply, from_hex};
use crate::vectors::{CrashAt, Do, Hold, MailItem, WorldChange};

/// Everything that one case's adapter finds around it. It is pure: it has no clock, and sends nothing by itself.
#[derive(Debug, Default)]
pub struct World {
    stores: Stores,
    disk: Disk,
    hold: Option<Hold>,
    held: Held,
    record: Record,
    calls: BTreeSet<String>,
    crash_at: Option<CrashAt>,
    dropped: bool,
    /// The messages that the application's hook refuses.
    disbelieved: BTreeSet<Vec<u8>>,
}

/// What becomes of a callback.
#[derive(Debug, PartialEq, Eq)]
pub enum Called {
    /// These replies go out, each with the id of its callback.
    Reply(Vec<(String, Reply)>),
    /// The reply waits until the adapter is quiet; then [`World::quiet`] is to be told.
    Held,
    /// The adapter is to be killed now. Nothing goes out any more.
    Kill,
}

/// The most callbacks that one request may make: more is an adapter that goes in circles.
const MOST_CALLS: usize = 100_000;

impl World {
    /// The world as a case finds it.
    pub fn new(start: &WorldChange) -> Self {
        let mut world = Self::default();
        world.change(start);
        world
    }

    /// The world changes between two steps.
    pub fn change(&mut self, change: &WorldChange) {
        for (address, _) in &change.cas {
            self.disk.forget(address);
        }
        self.stores.change(change);
        self.hold = change.hold.or(self.hold);
    }

    /// From now on the application's hook refuses these messages.
    pub fn disbelieve(&mut self, ids: &[Vec<u8>]) {
        self.disbelieved.extend(ids.iter().cloned());
    }

    /// An item comes into the mailbox of an instance that its sender did not deposit.
    pub fn slip(&mut self, owner: &str, item: MailItem) {
        self.stores.mail.put(owner.as_bytes(), item);
    }

    /// Everything that anybody tried to deposit since the case began, in order. Who deposits is called what its instance
    /// is.
    pub fn deposits(&self) -> &[MailItem] {
        self.stores.mail.tried()
    }

    /// The ids of all answered saves of the instance since the case began, in order.
    pub fn kept(&self, instance: &str) -> &[Vec<u8>] {
        self.disk.kept(instance)
    }

    /// The ids that the log of this name lists, the newest first.
    pub fn listed(&self, name: &str) -> Vec<Vec<u8>> {
        let log = self.stores.log(name);
        let ids = log.get("ids").and_then(Value::as_array);
        ids.into_iter()
            .flatten()
            .filter_map(|id| from_hex(id.as_str()?))
            .collect()
    }

    /// A request begins, for a step of the case or between two: what is seen is seen from here on.
    pub fn begin(&mut self, step: Option<&Do>) {
        self.held = Held::default();
        self.record = Record::default();
        self.calls.clear();
        self.stores.faults = step.map(|step| step.faults.clone()).unwrap_or_default();
        self.crash_at = step.and_then(|step| step.crash_at);
        self.dropped = false;
    }

    /// The request was answered: what the instance got in it, it could keep.
    pub fn answered(&mut self, instance: &str) {
        self.disk.give(instance, self.record.take_given());
    }

    /// Remembers what the instance has saved.
    pub fn backup(&mut self, instance: &str) {
        self.disk.backup(instance);
    }

    /// Puts the instance's disk back to the backup.
    pub fn restore(&mut self, instance: &str) {
        self.disk.restore(instance);
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
        match self.crash_at {
            Some(at) if at.call().op == call.op && u64::from(at.call().nth) == nth => {
                return Ok(match at {
                    CrashAt::Drop(_) => Called::Reply(self.die(id)),
                    CrashAt::Kill(_) => Called::Kill,
                });
            }
            _ => {}
        }
        let reply = self.answer(instance, nth, call)?;
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

    /// Answers the nth callback of its kind.
    fn answer(&mut self, instance: &str, nth: u64, call: &Call) -> Result<Reply, String> {
        Ok(match call.op {
            CallOp::CasAdd => {
                let CasAdd { content } = calls::read(call)?;
                self.record.add(&content.0);
                reply("address", self.stores.add(nth, content.0).map(Cow::Owned))
            }
            CallOp::CasGet => {
                let CasGet { address } = calls::read(call)?;
                let handed = self.stores.get(nth, &address.0);
                let held = self.stores.content(&address.0);
                self.record.got(address.0, &handed, held);
                reply("content", handed)
            }
            CallOp::NsFetch => {
                let NsFetch { name } = calls::read(call)?;
                let handed = self.stores.fetch(nth, &name);
                self.record.fetched(&handed);
                reply("content", handed)
            }
            CallOp::NsUpdate => {
                let NsUpdate {
                    name,
                    content,
                    expect,
                } = calls::read(call)?;
                let early = self.held.has_add();
                self.record.update(&name, &content.0, &expect, early);
                let updated = self.stores.update(nth, &name, content.0, &expect);
                reply("data", updated.map(Cow::Owned))
            }
            CallOp::StateLoad => Reply::Ok(json!({"state": self.disk.load(instance)})),
            CallOp::StateSave => {
                let StateSave { state, delivered } = calls::read(call)?;
                let ids: Vec<Vec<u8>> = delivered.into_iter().map(|id| id.0).collect();
                let again = self.disk.save(instance, state, &ids);
                self.record.saved(ids, again);
                Reply::Ok(json!({}))
            }
            CallOp::Authenticate => {
                let Authenticate { data } = calls::read(call)?;
                let message = Message::decode(&data.0, Numbering::Spec);
                let refused =
                    message.is_ok_and(|message| self.disbelieved.contains(&message.id().0[..]));
                Reply::Ok(json!({"accepted": !refused}))
            }
            CallOp::MailDeposit => {
                let MailDeposit { to, bytes } = calls::read(call)?;
                let item = MailItem {
                    from: instance.as_bytes().to_vec(),
                    to: to.0,
                    bytes: bytes.0,
                    sealed: true,
                };
                let deposited = self.stores.deposit(nth, item).map(|()| json!({}));
                deposited.map_or_else(Reply::Fail, Reply::Ok)
            }
            CallOp::MailCollect => {
                let MailCollect { token } = calls::read(call)?;
                let owner = instance.as_bytes();
                let collected = self.stores.collect(nth, owner, token.as_deref())?;
                collected.map_or_else(Reply::Fail, Reply::Ok)
            }
        })
    }

    /// What was seen since the request began, as far as these pointers ask for it. `delivered` are the ids that its answer
    /// delivers, `instance` is whom it was for. A name need not exist to be asked about.
    pub fn observed(&self, instance: &str, delivered: &[Value], pointers: &[&str]) -> Value {
        let mut document = Map::new();
        for pointer in pointers {
            let mut segments = pointer.split('/').skip(1).map(unescape);
            let Some(key) = segments.next() else {
                continue;
            };
            let seen = match (key.as_str(), segments.next()) {
                (within @ ("names" | "logs"), Some(name)) => {
                    let names = document.entry(within).or_insert_with(|| json!({}));
                    names[&name] = match within {
                        "logs" => self.stores.log(&name),
                        _ => json!(self.stores.head(&name).map(hex::encode)),
                    };
                    continue;
                }
                _ if document.contains_key(&key) => continue,
                (key, _) => self.seen(instance, delivered, key),
            };
            document.extend(seen.map(|seen| (key, seen)));
        }
        Value::Object(document)
    }

    fn seen(&self, instance: &str, delivered: &[Value], key: &str) -> Option<Value> {
        Some(match key {
            "kept" => hexes(self.disk.kept(instance)),
            "unsaved" => {
                let saved = |id: &&Value| {
                    let id = id.as_str().and_then(from_hex);
                    id.is_some_and(|id| self.disk.has_delivered(instance, &id))
                };
                delivered.iter().filter(|id| !saved(id)).cloned().collect()
            }
            "names" => {
                let held = |name| json!(self.stores.head(name).map(hex::encode));
                let names = self.stores.names();
                names.map(|name| (name.to_owned(), held(name))).collect()
            }
            "rounds" => json!(self.held.rounds().to_string()),
            "most_gets" => json!(self.held.most_gets().to_string()),
            key => {
                let was_given = |address: &[u8]| self.disk.was_given(instance, address);
                self.record.seen(key, was_given)?
            }
        })
    }
}

/// The reply with these bytes in the field `key`, or the failure.
fn reply(key: &str, bytes: Result<Cow<[u8]>, FailReason>) -> Reply {
    match bytes {
        Ok(bytes) => Reply::Ok(json!({ key: hex::encode(bytes) })),
        Err(reason) => Reply::Fail(reason),
    }
}
