//! MVDS nodes behind the protocol: a harness in the small keeps their stores and states, and carries their payloads.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Write, pipe};
use std::thread;

use serde_json::{Value, json};

/// The other end of the pipe: content store, name system, disk and application.
struct Harness {
    to: PipeWriter,
    from: BufReader<PipeReader>,
    requests: u32,
    contents: Vec<Value>,
    names: HashMap<String, Value>,
    states: HashMap<String, Value>,
    /// The ids that saves delivered, in order.
    delivered: Vec<Value>,
    /// What the application does not believe.
    forged: Vec<Value>,
    /// The operations of all callbacks but loads and saves.
    calls: Vec<String>,
    /// The number of this save is answered with a drop.
    dies_at_save: Option<u32>,
    saves: u32,
}

const GROUP: &str = "0707070707070707070707070707070707070707070707070707070707070707";

impl Harness {
    fn new() -> Self {
        let (input, to) = pipe().unwrap();
        let (from, output) = pipe().unwrap();
        thread::spawn(move || remote_log_adapter::serve(BufReader::new(input), output));
        Harness {
            to,
            from: BufReader::new(from),
            requests: 0,
            contents: Vec::new(),
            names: HashMap::new(),
            states: HashMap::new(),
            delivered: Vec::new(),
            forged: Vec::new(),
            calls: Vec::new(),
            dies_at_save: None,
            saves: 0,
        }
    }

    fn send(&mut self, line: &Value) {
        writeln!(self.to, "{line}").unwrap();
    }

    /// Sends a request, answers its callbacks, and answers its answer.
    fn ask(&mut self, op: &str, input: Value) -> Value {
        self.requests += 1;
        self.send(&json!({"id": self.requests.to_string(), "op": op, "in": input}));
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).unwrap();
            let line: Value = serde_json::from_str(&line).unwrap();
            if line.get("call").is_none() {
                return line;
            }
            let mut answer = self.callback(&line);
            answer["call"] = line["call"].clone();
            self.send(&answer);
        }
    }

    fn callback(&mut self, line: &Value) -> Value {
        let (op, input) = (line["op"].as_str().unwrap(), &line["in"]);
        let instance = line["instance"].as_str().unwrap().to_owned();
        if !op.starts_with("state.") {
            self.calls.push(op.to_owned());
        }
        match op {
            "state.load" => json!({"ok": {"state": self.states.get(&instance)}}),
            "state.save" => {
                self.saves += 1;
                if self.dies_at_save == Some(self.saves) {
                    return json!({"drop": {}});
                }
                self.states.insert(instance, input["state"].clone());
                let delivered = input["delivered"].as_array().unwrap();
                self.delivered.extend(delivered.iter().cloned());
                json!({"ok": {}})
            }
            "authenticate" => json!({"ok": {"accepted": !self.forged.contains(&input["data"])}}),
            "cas.add" => {
                self.contents.push(input["content"].clone());
                json!({"ok": {"address": format!("{:04x}", self.contents.len() - 1)}})
            }
            "cas.get" => {
                let at = usize::from_str_radix(input["address"].as_str().unwrap(), 16).unwrap();
                json!({"ok": {"content": self.contents[at]}})
            }
            "ns.fetch" => match self.names.get(input["name"].as_str().unwrap()) {
                Some(content) => json!({"ok": {"content": content}}),
                None => json!({"fail": {"reason": "not_found"}}),
            },
            "ns.update" => {
                let name = input["name"].as_str().unwrap().to_owned();
                self.names.insert(name, input["content"].clone());
                json!({"ok": {"data": ""}})
            }
            _ => panic!("an unknown callback: {line}"),
        }
    }

    /// Asks, and answers the `ok`. A node that died is opened again, and asked again.
    fn ok(&mut self, op: &str, input: Value) -> Value {
        let answer = self.ask(op, input.clone());
        if answer.get("dropped").is_some() {
            if op != "node.open" {
                let name = input["instance"].as_str().unwrap();
                self.open(name, json!({}));
            }
            return self.ok(op, input);
        }
        let ok = answer.get("ok");
        ok.unwrap_or_else(|| panic!("{op}: {answer}")).clone()
    }

    /// Opens one of the two nodes of these tests, `aa` or `bb`, each of which has a log that the other follows.
    fn open(&mut self, name: &str, changed: Value) {
        let other = if name == "aa" { "bb" } else { "aa" };
        let mut input = json!({
            "instance": name, "peer": name, "mode": "batch", "numbers": "spec", "forward": false,
            "delivery": "eventual", "authenticate": false,
            "groups": [{"group": GROUP, "peers": [other]}],
            "log": {"name": name, "group": GROUP, "kind": "opaque", "page_size": "2", "embed": "0", "head": "inline"},
            "mailboxes": null,
            "limits": {"payload_bytes": "1048576", "payload_entries": "8192", "records": "65536"},
            "follows": [{"peer": other, "name": other, "group": GROUP, "kind": "opaque"}],
        });
        for (key, value) in changed.as_object().unwrap() {
            input[key] = value.clone();
        }
        assert_eq!(self.ok("node.open", input), json!({}));
    }

    fn append(&mut self, name: &str, body: &str) -> Value {
        let input = json!({"instance": name, "now": "0", "group": GROUP, "timestamp": "0", "body": body, "ephemeral": false});
        self.ok("node.append", input)["id"].clone()
    }

    /// What a node sends to the other.
    fn epoch(&mut self, name: &str, epoch: u64) -> Option<Value> {
        let at = epoch.to_string();
        let sent = self.ok(
            "node.epoch",
            json!({"instance": name, "now": at, "epoch": at}),
        );
        let payloads = sent["payloads"].as_array().unwrap();
        payloads.first().map(|payload| payload["bytes"].clone())
    }

    fn receive(&mut self, name: &str, from: &str, bytes: &Value, epoch: u64) -> Value {
        let at = epoch.to_string();
        let input = json!({"instance": name, "now": at, "epoch": at, "peer": from, "bytes": bytes});
        self.ok("node.receive", input)
    }

    fn helper(&mut self, name: &str, epoch: u64) -> Value {
        let at = epoch.to_string();
        self.ok(
            "node.helper",
            json!({"instance": name, "now": at, "epoch": at}),
        )
    }
}

fn ids(answer: &Value) -> Vec<Value> {
    let delivered = answer["delivered"].as_array().unwrap();
    delivered.iter().map(|one| one["id"].clone()).collect()
}

#[test]
fn two_nodes_exchange_a_message_and_its_acknowledgement() {
    let mut harness = Harness::new();
    harness.open("aa", json!({}));
    harness.open("bb", json!({}));
    let id = harness.append("aa", "6869");
    let bytes = harness.epoch("aa", 1).unwrap();
    let received = harness.receive("bb", "aa", &bytes, 1);
    assert_eq!(
        (ids(&received), &received["refused"]),
        (vec![id.clone()], &json!([]))
    );
    assert_eq!(harness.delivered, [id], "it stands in a save");
    let ack = harness.epoch("bb", 1).unwrap();
    harness.receive("aa", "bb", &ack, 1);
    assert_eq!(harness.epoch("aa", 9), None);
}

#[test]
fn the_log_brings_a_message_and_the_answer_in_the_other_log_lets_the_sender_rest() {
    let mut harness = Harness::new();
    harness.open("aa", json!({}));
    harness.open("bb", json!({}));
    let id = harness.append("aa", "6869");
    assert_eq!(harness.helper("aa", 1)["published"], "published");
    assert_eq!(harness.helper("aa", 2)["published"], "unchanged");
    let brought = harness.helper("bb", 2);
    assert_eq!(
        (ids(&brought), &brought["published"]),
        (vec![id.clone()], &json!("empty"))
    );
    assert!(harness.delivered.contains(&id));
    let direct = harness.epoch("aa", 2).unwrap();
    assert_eq!(
        ids(&harness.receive("bb", "aa", &direct, 2)),
        Vec::<Value>::new()
    );
    let answer = harness.append("bb", "796f");
    assert_eq!(harness.helper("bb", 3)["published"], "published");
    assert_eq!(ids(&harness.helper("aa", 3)), [answer]);
    // Only the acknowledgement of the answer goes out; the message rests.
    let ack = harness.epoch("aa", 100).unwrap();
    assert_eq!(ack.as_str().unwrap().len(), 2 * 36);
}

#[test]
fn a_node_that_died_at_any_save_goes_on_and_delivers_once() {
    for save in 1.. {
        let mut harness = Harness::new();
        harness.dies_at_save = Some(save);
        harness.open("aa", json!({}));
        harness.open("bb", json!({}));
        let id = harness.append("aa", "6869");
        harness.helper("aa", 1);
        harness.helper("bb", 1);
        for epoch in 1..9 {
            for (from, to) in [("aa", "bb"), ("bb", "aa")] {
                if let Some(bytes) = harness.epoch(from, epoch) {
                    harness.receive(to, from, &bytes, epoch);
                }
            }
        }
        assert_eq!(harness.delivered, [id], "save {save}");
        let rest = harness.epoch("aa", 900);
        assert_eq!(rest, None, "save {save}: nothing is left to send");
        if harness.saves < save {
            assert!(save > 8, "a run saves {} times", harness.saves);
            return;
        }
    }
}

#[test]
fn what_the_application_does_not_believe_is_not_delivered_from_a_peer_or_a_log() {
    let mut harness = Harness::new();
    harness.open("aa", json!({}));
    harness.open("bb", json!({"authenticate": true}));
    harness.append("aa", "6869");
    harness.helper("aa", 1);
    let message = harness.contents[0].clone();
    harness.forged.push(message);
    assert_eq!(ids(&harness.helper("bb", 1)), Vec::<Value>::new());
    let bytes = harness.epoch("aa", 1).unwrap();
    let received = harness.receive("bb", "aa", &bytes, 1);
    assert_eq!(received["delivered"], json!([]));
    assert_eq!(received["refused"][0]["reason"], "mismatch");
    assert_eq!(harness.epoch("bb", 1), None, "nor is it acknowledged");
    let asked = harness.calls.iter().filter(|op| *op == "authenticate");
    assert_eq!(asked.count(), 2);
}

#[test]
fn the_logs_go_on_where_they_were() {
    let mut harness = Harness::new();
    for body in ["6869", "796f"] {
        harness.open("aa", json!({}));
        harness.open("bb", json!({}));
        harness.append("aa", body);
        let published = harness.helper("aa", 1)["published"].clone();
        assert_eq!(published, "published", "the writer knows its log");
        assert_eq!(ids(&harness.helper("bb", 1)).len(), 1);
    }
    let gets = harness.calls.iter().filter(|op| *op == "cas.get");
    assert_eq!(gets.count(), 2, "the reader gets nothing twice");
}

#[test]
fn membership_that_was_changed_outlives_the_instance() {
    let mut harness = Harness::new();
    harness.open("aa", json!({}));
    harness.ok(
        "node.peers",
        json!({"instance": "aa", "group": GROUP, "peers": ["cc"]}),
    );
    harness.ok("instance.drop", json!({"instance": "aa"}));
    harness.open("aa", json!({}));
    harness.append("aa", "6869");
    let sent = harness.ok(
        "node.epoch",
        json!({"instance": "aa", "now": "1", "epoch": "1"}),
    );
    assert_eq!(sent["payloads"][0]["peer"], "cc");
}

#[test]
fn what_a_node_cannot_do_is_rejected_with_a_reason() {
    let mut harness = Harness::new();
    harness.open("aa", json!({}));
    let append = |group: &str, body: &str| json!({"instance": "aa", "now": "0", "group": group, "timestamp": "0", "body": body, "ephemeral": false});
    let too_large = append(GROUP, &"00".repeat(1 << 20));
    let unknown = append(&"08".repeat(32), "00");
    let short = append("07", "00");
    for (input, reject) in [
        (too_large, json!({"reason": "too_large"})),
        (unknown, json!({"reason": "mismatch"})),
        (
            short,
            json!({"reason": "invalid", "detail": "group-length"}),
        ),
    ] {
        assert_eq!(harness.ask("node.append", input)["reject"], reject);
    }
    harness.append("aa", "00");
    let again = harness.ok("node.append", append(GROUP, "00"));
    assert_eq!(again["status"], "duplicate");
    let stranger = harness.receive("aa", "ee", &json!(""), 1);
    assert_eq!(
        stranger["refused"],
        json!([{"id": null, "reason": "mismatch"}])
    );
}
