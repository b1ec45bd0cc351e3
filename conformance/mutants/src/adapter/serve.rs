//! Requests, one after another, each answered once.

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use super::instances::{self, Instances};
use super::outcome::{Outcome, settle};
use super::pipe::{MAX_LINE, Pipe};
use super::world::World;
use super::{messages, pages, services};
use crate::faults::Faulty;

const OPERATIONS: [&str; 28] = [
    "page.decode",
    "page.encode",
    "service.decode",
    "service.encode",
    "address.check",
    "message.id",
    "message.decode",
    "message.encode",
    "message.check",
    "payload.decode",
    "payload.encode",
    "writer.open",
    "writer.append",
    "writer.publish",
    "reader.open",
    "reader.sync",
    "node.open",
    "node.peers",
    "node.append",
    "node.epoch",
    "node.receive",
    "node.helper",
    "store.open",
    "store.add",
    "store.get",
    "store.update",
    "store.fetch",
    "instance.drop",
];
const PROFILES: [&str; 12] = [
    "core",
    "strict-wire",
    "verify",
    "pointer",
    "store",
    "mvds",
    "mvds-legacy",
    "mvds-node",
    "mvds-robust",
    "mvds-helper",
    "mvds-mailbox",
    "mvds-forward",
];

/// Serves requests until the input ends. Fails where a line cannot be read or written.
pub fn serve(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    faulty: Faulty,
) -> Result<(), io::Error> {
    let mut pipe = Pipe::new(input, output);
    let mut instances = Instances::new();
    while let Some(request) = pipe.receive()? {
        let id = request["id"].as_str().unwrap_or_default().to_owned();
        let outcome = answer(&request, &id, faulty, &mut instances, &mut pipe);
        pipe.send(&outcome.line(&id))?;
    }
    Ok(())
}

fn answer(
    request: &Value,
    id: &str,
    faulty: Faulty,
    instances: &mut Instances,
    pipe: &mut Pipe<'_>,
) -> Outcome {
    let (op, from) = (request["op"].as_str().unwrap_or_default(), &request["in"]);
    if let Some(outcome) = stateless(op, from, faulty) {
        return outcome;
    }
    match op {
        "hello" => hello(&named(faulty)),
        _ if OPERATIONS.contains(&op) => {
            let Some(instance) = from["instance"].as_str() else {
                return Outcome::Fault("`in` has no `instance`".to_owned());
            };
            let world = World {
                pipe,
                request: id,
                instance,
                faulty,
                foreseen: false,
                unanswered: Vec::new(),
                broken: None,
            };
            instances::ask(op, from, faulty, instances, world)
        }
        _ => Outcome::Unsupported,
    }
}

/// Answers an operation that needs no instance; nothing for another.
pub(crate) fn stateless(op: &str, from: &Value, faulty: Faulty) -> Option<Outcome> {
    Some(match op {
        "page.decode" => settle(pages::decode_page(from, faulty)),
        "page.encode" => settle(pages::encode_page(from, faulty)),
        "address.check" => settle(pages::check_address(from, faulty)),
        "service.decode" => settle(services::decode(from, faulty)),
        "service.encode" => settle(services::encode(from, faulty)),
        "message.id" => settle(messages::id(from, faulty)),
        "message.decode" => settle(messages::decode(from, faulty)),
        "message.encode" => settle(messages::encode(from, faulty)),
        "message.check" => settle(messages::check(from, faulty)),
        "payload.decode" => settle(messages::decode_payload(from, faulty)),
        "payload.encode" => settle(messages::encode_payload(from, faulty)),
        _ => return None,
    })
}

fn named(faulty: Faulty) -> String {
    match faulty.0 {
        Some(fault) => format!("rlog-mutant with {}", fault.told().name),
        None => "rlog-mutant".to_owned(),
    }
}

/// What an adapter of this name says of itself: that it does everything.
pub(crate) fn hello(name: &str) -> Outcome {
    Outcome::ok(json!({
        "protocol": "1",
        "name": name,
        "version": env!("CARGO_PKG_VERSION"),
        "language": "rust",
        "operations": OPERATIONS,
        "profiles": PROFILES,
        "max_line": MAX_LINE.to_string(),
    }))
}
