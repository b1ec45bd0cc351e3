//! An adapter whose disk is its memory: the reference, with a wrapper between it and the harness that keeps every state
//! to itself and saves nothing. It comes through every `drop`, and through no kill.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, PipeWriter, Write};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

/// What would have been saved, by instance, and the loads that are unanswered.
#[derive(Default)]
struct Memory {
    states: HashMap<String, Value>,
    loads: HashMap<String, String>,
}

/// Serves until the input ends.
pub fn serve() {
    let memory = Arc::new(Mutex::new(Memory::default()));
    let (their_input, to_reference) = io::pipe().expect("a pipe");
    let (from_reference, their_output) = io::pipe().expect("a pipe");
    let reference = thread::spawn(move || {
        let input = BufReader::new(their_input);
        remote_log_adapter::serve(input, their_output).expect("both pipes hold");
    });
    let answers = memory.clone();
    thread::spawn(move || forward_answers(&answers, to_reference));
    for line in BufReader::new(from_reference).lines() {
        let line = line.expect("the reference writes text");
        let said = memory.lock().expect("no thread panics").kept_back(&line);
        super::say(&said);
    }
    reference.join().expect("it ends when its input does");
}

fn forward_answers(memory: &Mutex<Memory>, mut to_reference: PipeWriter) {
    for line in io::stdin().lines() {
        let line = line.expect("the harness writes text");
        let said = memory.lock().expect("no thread panics").put_in(&line);
        writeln!(to_reference, "{said}").expect("the reference reads");
    }
}

impl Memory {
    /// A line of the reference, without the state if it is a save.
    fn kept_back(&mut self, line: &str) -> String {
        let mut said: Value = super::parsed(line);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let instance = text(&said["instance"]);
        match said["op"].as_str() {
            Some("state.save") => {
                self.states.insert(instance, said["in"]["state"].take());
                said.to_string()
            }
            Some("state.load") => {
                self.loads.insert(text(&said["call"]), instance);
                line.to_owned()
            }
            _ => line.to_owned(),
        }
    }

    /// A line of the harness, with the state if it answers a load.
    fn put_in(&mut self, line: &str) -> String {
        let said: Value = super::parsed(line);
        let call = said["call"].as_str().unwrap_or_default();
        match self.loads.remove(call) {
            Some(instance) => {
                let state = self.states.get(&instance);
                json!({"call": call, "ok": {"state": state}}).to_string()
            }
            None => line.to_owned(),
        }
    }
}
