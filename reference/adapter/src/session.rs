//! One conversation with a harness: what each line means, and who answers it.

use crate::answer::{Refusal, put_answer};
use crate::hello::put_hello;
use crate::instances::{self, Instances};
use crate::line::{Line, salvage_id};
use crate::stateless;

/// What the adapter knows between two lines.
#[derive(Default)]
pub(crate) struct Session {
    instances: Instances,
}

impl Session {
    /// Takes one line of the harness, and appends what there is to say at once.
    pub(crate) fn line(&mut self, line: &[u8], out: &mut Vec<u8>) {
        let fields = match Line::parse(line) {
            Ok(fields) => fields,
            Err(error) => {
                return put_fault(line, &format!("the line cannot be read: {error}"), out);
            }
        };
        match (fields.id, &fields.op, fields.input, &fields.call) {
            (Some(id), Some(op), Some(input), _) if id.get().starts_with('"') => {
                self.request(id.get(), op, input.get(), out);
            }
            (None, _, _, Some(call)) => self.instances.answer(call, &fields, out),
            _ => {
                let message = "the line is neither a request nor the answer to a callback";
                put_fault(line, message, out);
            }
        }
    }

    fn request(&mut self, id: &str, op: &str, input: &str, out: &mut Vec<u8>) {
        if let Some(run) = stateless::operation(op) {
            put_answer(out, id, |out| run(input, out));
        } else if instances::NAMES.contains(&op) {
            self.instances.request(id, op, input, out);
        } else if op == "hello" {
            put_answer(out, id, |out| {
                put_hello(out);
                Ok(())
            });
        } else {
            put_answer(out, id, |_| Err(Refusal::Unsupported));
        }
    }
}

/// Answers a line that is no good, under its id where it has one.
fn put_fault(line: &[u8], message: &str, out: &mut Vec<u8>) {
    let id = salvage_id(line).unwrap_or_else(|| "null".to_owned());
    put_answer(out, &id, |_| Err(Refusal::Fault(message.to_owned())));
}
