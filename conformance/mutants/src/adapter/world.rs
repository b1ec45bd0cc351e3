//! The harness as content store, name system and disk: the callbacks of one request.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::outcome::Outcome;
use super::pipe::Pipe;
use crate::address::sha2_256;
use crate::bytes::{Bytes, Id};
use crate::faults::{Faulty, NameFault, WriteFault};
use crate::node::NodeState;
use crate::reader::ReaderState;
use crate::stores::{Answered, Dropped, Expect, Failure, Stores};
use crate::writer::WriterState;

/// The world as an instance meets it while a request is handled.
pub(super) struct World<'a, 'p> {
    pub pipe: &'a mut Pipe<'p>,
    pub request: &'a str,
    pub instance: &'a str,
    pub faulty: Faulty,
    /// Whether the last add was answered with the hash of its content.
    pub foreseen: bool,
    /// The adds that were sent and whose answers nobody waited for.
    pub unanswered: Vec<String>,
    /// What went wrong with the pipe itself, if something did. The instance is forgotten then, as if it had been dropped.
    pub broken: Option<String>,
}

impl World<'_, '_> {
    /// Loads what the instance saved last; nothing before its first save.
    pub fn load<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Dropped> {
        let ok = self.ask("state.load", json!({}))?;
        let ok = self.sure(ok)?;
        let Some(state) = self.field::<Option<Bytes>>(&ok, "state")? else {
            return Ok(None);
        };
        let read = serde_json::from_slice(&state);
        read.map(Some)
            .map_err(|error| self.breaks(format!("the saved state cannot be read: {error}")))
    }

    /// How the request ends that the world was needed for.
    pub fn settle(mut self, result: Result<Outcome, Dropped>) -> Outcome {
        for _ in std::mem::take(&mut self.unanswered) {
            let _ = self.receive("cas.add");
        }
        match (result, self.broken) {
            (_, Some(message)) => Outcome::Fault(message),
            (Ok(outcome), None) => outcome,
            (Err(Dropped), None) => Outcome::Dropped,
        }
    }

    fn was_unanswered(&mut self, call: &Value) -> bool {
        let place = self
            .unanswered
            .iter()
            .position(|unanswered| call == unanswered);
        place.map(|at| self.unanswered.remove(at)).is_some()
    }

    fn save(&mut self, state: &impl Serialize, delivered: &[Id]) -> Result<(), Dropped> {
        let bytes = serde_json::to_vec(state).map_err(|error| self.breaks(error.to_string()))?;
        let input = json!({"state": Bytes::from(bytes), "delivered": delivered});
        let saved = self.ask("state.save", input)?;
        self.sure(saved).map(|_| ())
    }

    /// Makes a callback and waits for its answer.
    pub(super) fn ask(&mut self, op: &str, input: Value) -> Answered<Value> {
        let call = self.send(op, input)?;
        let answer = self.receive(op)?;
        match answer["call"] == call {
            true => self.judge(op, answer),
            false => Err(self.breaks(format!("no answer to {op}: {answer}"))),
        }
    }

    /// Sends a callback. The answer is its name.
    fn send(&mut self, op: &str, input: Value) -> Result<String, Dropped> {
        let call = self.pipe.next_call();
        let line = json!({
            "call": call, "for": self.request, "instance": self.instance, "op": op, "in": input,
        });
        let sent = self.pipe.send(&line);
        sent.map_err(|error| self.breaks(format!("{op} cannot be sent: {error}")))?;
        Ok(call)
    }

    fn receive(&mut self, op: &str) -> Result<Value, Dropped> {
        match self.pipe.receive() {
            Ok(Some(answer)) if self.was_unanswered(&answer["call"]) => self.receive(op),
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(self.breaks(format!("no answer to {op}: the input has ended"))),
            Err(error) => Err(self.breaks(format!("no answer to {op}: {error}"))),
        }
    }

    fn judge(&mut self, op: &str, mut answer: Value) -> Answered<Value> {
        if let Some(ok) = answer.get_mut("ok") {
            return Ok(Ok(ok.take()));
        }
        if let Some(fail) = answer.get("fail") {
            return self.field(fail, "reason").map(Err);
        }
        match answer.get("drop") {
            Some(_) => Err(Dropped),
            None => Err(self.breaks(format!("{op} was answered with {answer}"))),
        }
    }

    /// The answer to a callback that does not fail.
    fn sure(&mut self, answer: Result<Value, Failure>) -> Result<Value, Dropped> {
        answer.map_err(|failure| self.breaks(format!("what does not fail did: {failure:?}")))
    }

    fn ask_for<T: DeserializeOwned>(&mut self, op: &str, input: Value, name: &str) -> Answered<T> {
        match self.ask(op, input)? {
            Ok(ok) => self.field(&ok, name).map(Ok),
            Err(failure) => Ok(Err(failure)),
        }
    }

    fn field<T: DeserializeOwned>(&mut self, from: &Value, name: &str) -> Result<T, Dropped> {
        T::deserialize(&from[name])
            .map_err(|error| self.breaks(format!("`{name}` of {from} cannot be read: {error}")))
    }

    pub(super) fn breaks(&mut self, message: String) -> Dropped {
        self.broken = Some(message);
        Dropped
    }
}

impl Stores for World<'_, '_> {
    fn get(&mut self, address: &Bytes) -> Answered<Bytes> {
        self.ask_for("cas.get", json!({"address": address}), "content")
    }

    fn get_all(&mut self, addresses: &[Bytes]) -> Result<Vec<Result<Bytes, Failure>>, Dropped> {
        let op = "cas.get";
        let mut calls = Vec::new();
        for address in addresses {
            calls.push(self.send(op, json!({"address": address}))?);
        }
        let mut answers = BTreeMap::new();
        for _ in &calls {
            let answer = self.receive(op)?;
            answers.insert(answer["call"].to_string(), answer);
        }
        let mut contents = Vec::new();
        for call in calls {
            let Some(answer) = answers.remove(&json!(call).to_string()) else {
                return Err(self.breaks(format!("no answer to {op}: {call}")));
            };
            contents.push(match self.judge(op, answer)? {
                Ok(ok) => Ok(self.field(&ok, "content")?),
                Err(failure) => Err(failure),
            });
        }
        Ok(contents)
    }

    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        let input = json!({"content": content});
        let hash = sha2_256(content);
        if self.foreseen && self.faulty.has(WriteFault::AddsNotAwaited) {
            let call = self.send("cas.add", input)?;
            self.unanswered.push(call);
            return Ok(Ok(hash));
        }
        let added = self.ask_for("cas.add", input, "address")?;
        self.foreseen = added.as_ref() == Ok(&hash);
        Ok(added)
    }

    fn fetch(&mut self, name: &str) -> Answered<Bytes> {
        self.ask_for("ns.fetch", json!({"name": name}), "content")
    }

    fn update(&mut self, name: &str, content: &Bytes, expect: &Expect) -> Answered<()> {
        let input = json!({"name": name, "content": content, "expect": expect});
        let answer = self.ask("ns.update", input)?;
        // What comes with the answer means nothing (`RL-NAME-14`).
        let believed =
            |ok: &Value| ok["data"] != json!("") && self.faulty.has(NameFault::UpdateDataBelieved);
        Ok(match answer {
            Ok(ok) if believed(&ok) => Err(Failure::Unavailable),
            answer => answer.map(|_| ()),
        })
    }

    fn authenticate(&mut self, data: &Bytes) -> Result<bool, Dropped> {
        let asked = self.ask("authenticate", json!({"data": data}))?;
        let ok = self.sure(asked)?;
        self.field(&ok, "accepted")
    }

    fn save_reader(&mut self, state: &ReaderState, delivered: &[Id]) -> Result<(), Dropped> {
        self.save(state, delivered)
    }

    fn save_writer(&mut self, state: &WriterState) -> Result<(), Dropped> {
        self.save(state, &[])
    }

    fn save_node(&mut self, state: &NodeState, delivered: &[Id]) -> Result<(), Dropped> {
        self.save(state, delivered)
    }
}
