//! The table of instances, and of the callbacks whose answers they wait for.

use std::borrow::Cow;
use std::collections::HashMap;

use remote_log::log::Ticket;
use serde::Deserialize;

use super::callback::{self, Shape};
use super::port::Asked;
use super::store::Store;
use super::task::Task;
use crate::answer::{Refusal, put_answer};
use crate::line::Line;

/// Every instance that is open, by the name that the harness gave it.
#[derive(Default)]
pub(crate) struct Instances {
    open: HashMap<String, Instance>,
    waiting: HashMap<u64, Waiting>,
    calls: u64,
}

enum Instance {
    Task(Task),
    Store(Store),
}

/// A callback that the harness has not answered. It belongs to the request that its instance handles, as no machine ends
/// while it waits for something.
struct Waiting {
    instance: String,
    ticket: Option<Ticket>,
    shape: Shape,
}

#[derive(Deserialize)]
struct InstanceField<'a> {
    #[serde(borrow)]
    instance: Cow<'a, str>,
}

impl Instances {
    /// Takes a request, whose id is a JSON string.
    pub(crate) fn request(&mut self, id: &str, op: &str, input: &str, out: &mut Vec<u8>) {
        let instance = match serde_json::from_str(input) {
            Ok(InstanceField { instance }) => instance.into_owned(),
            Err(error) => return put_answer(out, id, |_| Err(error.into())),
        };
        match op {
            "writer.open" => {
                let task = Task::writer(id.to_owned(), input.to_owned());
                self.start(instance, task, out);
            }
            "reader.open" => {
                let task = Task::reader(id.to_owned(), input.to_owned());
                self.start(instance, task, out);
            }
            "node.open" => {
                let task = Task::node(id.to_owned(), input.to_owned());
                self.start(instance, task, out);
            }
            "store.open" => {
                self.forget(&instance, out);
                self.open.insert(instance, Instance::Store(Store::new()));
                put_empty(out, id);
            }
            "instance.drop" => {
                self.forget(&instance, out);
                put_empty(out, id);
            }
            _ => self.ask(instance, id, op, input, out),
        }
    }

    /// Takes the answer to a callback. One that nobody waits for any more is passed over.
    pub(crate) fn answer(&mut self, call: &str, line: &Line<'_>, out: &mut Vec<u8>) {
        let number = callback::number(call);
        let Some(waiting) = number.and_then(|number| self.waiting.remove(&number)) else {
            return;
        };
        let Some(Instance::Task(task)) = self.open.get_mut(&waiting.instance) else {
            return;
        };
        if line.drop.is_some() {
            return self.forget(&waiting.instance, out);
        }
        match callback::read(waiting.shape, line) {
            Ok(brought) => {
                task.port.bring(waiting.ticket, brought);
                self.step(waiting.instance, out);
            }
            Err(message) => self.close(&waiting.instance, &Refusal::Fault(message), out),
        }
    }

    fn start(&mut self, instance: String, task: Task, out: &mut Vec<u8>) {
        self.forget(&instance, out);
        self.open.insert(instance.clone(), Instance::Task(task));
        self.step(instance, out);
    }

    fn ask(&mut self, instance: String, id: &str, op: &str, input: &str, out: &mut Vec<u8>) {
        let problem = match self.open.get_mut(&instance) {
            Some(Instance::Store(store)) => {
                return put_answer(out, id, |out| {
                    out.extend(store.answer(op, input)?);
                    Ok(())
                });
            }
            Some(Instance::Task(task)) if task.request.is_none() => {
                let (op, input) = (op.to_owned(), input.to_owned());
                task.ask(id.to_owned(), Asked { op, input });
                return self.step(instance, out);
            }
            Some(Instance::Task(_)) => "has a request that is not answered yet",
            None => "is not open",
        };
        put_answer(out, id, |_| {
            Err(Refusal::Fault(format!(
                "the instance `{instance}` {problem}"
            )))
        });
    }

    /// Lets a task go on, and sends what it has to say.
    fn step(&mut self, instance: String, out: &mut Vec<u8>) {
        let Some(Instance::Task(task)) = self.open.get_mut(&instance) else {
            return;
        };
        let over = task.step();
        if let Some(reply) = task.port.take_reply() {
            let request = task.request.take().unwrap_or_default();
            put_answer(out, &request, |out| {
                out.extend(reply?);
                Ok(())
            });
        }
        for (ticket, outgoing) in task.port.take_outgoing() {
            let request = task.request.as_deref().unwrap_or_default();
            self.calls += 1;
            outgoing.put_line(self.calls, request, &instance, out);
            let waiting = Waiting {
                instance: instance.clone(),
                ticket,
                shape: outgoing.shape(),
            };
            self.waiting.insert(self.calls, waiting);
        }
        if over {
            self.open.remove(&instance);
        }
    }

    /// Forgets an instance as a crash would. A request that it handles is answered as dropped.
    fn forget(&mut self, instance: &str, out: &mut Vec<u8>) {
        self.close(instance, &Refusal::Dropped, out);
    }

    /// Removes an instance, and refuses the request that it handles.
    fn close(&mut self, instance: &str, refusal: &Refusal, out: &mut Vec<u8>) {
        if let Some(Instance::Task(task)) = self.open.remove(instance)
            && let Some(request) = task.request
        {
            self.waiting
                .retain(|_, waiting| waiting.instance != instance);
            put_answer(out, &request, |_| Err(refusal.clone()));
        }
    }
}

fn put_empty(out: &mut Vec<u8>, id: &str) {
    put_answer(out, id, |out| {
        out.extend_from_slice(b"{}");
        Ok(())
    });
}
