//! A deliberately bad adapter: what the tests of the harness point it at. `faulty-adapter MODE [ARGUMENT]` answers the
//! stateless operations as the reference does, and goes wrong in the one way that the mode names.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Stdin, Write};
use std::process::{Command, abort, exit};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

mod filtered;
mod memory;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().unwrap_or_default();
    let argument = arguments.next().unwrap_or_default();
    match mode.as_str() {
        "reference" => return reference(&argument),
        "remembers" => return memory::serve(),
        "hides-gaps" | "dies-of-stale" => return filtered::serve(&mode, &argument),
        "comes-back-silent" | "comes-back-deaf" if File::create_new(&argument).is_err() => {
            come_back(&mode)
        }
        "comes-back-silent" | "comes-back-deaf" => return reference(&argument),
        _ => {}
    }
    let mut adapter = Adapter {
        input: BufReader::new(io::stdin()),
        mode,
        argument,
    };
    if adapter.handshake().is_some() {
        while adapter.turn().is_some() {}
    }
    if adapter.mode == "ignores-the-end" {
        for_ever();
    }
}

/// What a writer needs, beside a stateless operation.
const WRITER: [&str; 5] = [
    "message.id",
    "writer.open",
    "writer.append",
    "writer.publish",
    "instance.drop",
];

struct Adapter {
    input: BufReader<Stdin>,
    mode: String,
    argument: String,
}

impl Adapter {
    fn handshake(&mut self) -> Option<()> {
        match self.mode.as_str() {
            "silent" => for_ever(),
            "reads-all-first" => {
                let mut all = Vec::new();
                while let Some(line) = self.line() {
                    all.push(line);
                }
                all.iter().for_each(|line| say(&correct(line)));
                exit(0)
            }
            "dies-at-handshake" => {
                eprintln!("no licence found");
                exit(7)
            }
            "banner" => say("Welcome to my adapter!"),
            _ => {}
        }
        self.line()?;
        let (version, at_once, operations) = match self.mode.as_str() {
            "old-version" => ("0", "1", vec!["message.id"]),
            "mistyped" => ("1", "1", vec!["message.id", "page.decod"]),
            "boasts" => ("1", "8", vec!["message.id"]),
            "out-of-order" => ("1", "64", vec!["message.id"]),
            "crashes-on" | "hangs-on" | "crashes-once" => (
                "1",
                if self.argument.contains('@') {
                    "8"
                } else {
                    "1"
                },
                vec!["message.id"],
            ),
            "late-callback" | "callback-for-nobody" => ("1", "1", WRITER.to_vec()),
            "claims-too-much" => ("1", "1", vec!["message.id", "page.decode"]),
            _ => ("1", "1", vec!["message.id"]),
        };
        let ok = json!({
            "protocol": version, "name": "faulty", "version": "0", "language": "rust",
            "operations": operations, "profiles": ["core", "mvds"], "max_in_flight": at_once,
        });
        say(&json!({"id": "0", "ok": ok}).to_string());
        if self.mode == "starts-a-child" {
            let mut child = Command::new("sleep");
            let child = child.arg("1000").spawn().expect("sleep exists");
            std::fs::write(&self.argument, child.id().to_string()).expect("the test gives a path");
            // It is left running on purpose: it is the harness that must end it.
            std::mem::forget(child);
        }
        Some(())
    }

    /// Reads a request and does what the mode says about it; `None` at the end.
    fn turn(&mut self) -> Option<()> {
        let line = self.line()?;
        let answer = correct(&line);
        match self.mode.as_str() {
            "hangs" | "starts-a-child" => for_ever(),
            "boasts" if line.contains("\"p1\"") => return Some(()),
            "slow" => sleep(Duration::from_millis(50)),
            "crash-mid-answer" => {
                print!("{}", &answer[..answer.len() / 2]);
                io::stdout().flush().expect("the harness reads");
                exit(3)
            }
            "crashes-on" if self.needles().any(|needle| line.contains(needle)) => {
                eprintln!("assertion failed: group is not {}", self.argument);
                abort()
            }
            "hangs-on" if self.needles().any(|needle| line.contains(needle)) => for_ever(),
            "crashes-once" if self.first_time() => exit(3),
            "hangs-once" if self.first_time() => for_ever(),
            "answer-twice" => say(&answer),
            "out-of-order" => return self.answer_backwards(answer),
            "garbage" => say("DEBUG handling a request"),
            "not-an-object" => return tell(r#"["ok"]"#),
            "wrong-id" => return tell(r#"{"id":"4711","ok":{}}"#),
            "gigabyte" => gigabyte(),
            "claims-too-much" if line.contains("page.decode") => {
                let mut answer: Value = parsed(&answer);
                answer.as_object_mut().expect("an object").remove("ok");
                answer["unsupported"] = json!({});
                return tell(&answer.to_string());
            }
            "id-as-number" => return tell(&answer.replacen("\"id\":\"", "\"id\":1,\"_\":\"", 1)),
            "strict" if line.contains("no_such_field") => exit(1),
            "buffered" => while self.line().is_some() {},
            "short-lines" if line.len() > 100_000 => exit(1),
            "ok-to-all" => {
                return tell(&json!({"id": parsed(&line)["id"], "ok": {}}).to_string());
            }
            "stderr-noise" => (0..100).for_each(|_| eprint!("{}", "noise ".repeat(20_000))),
            "wrong-answer" => return tell(&answer.replace("\"id\":\"", "\"id\":\"00")),
            "faults" => {
                let fault = json!({"id": parsed(&line)["id"], "fault": {"message": "no database"}});
                return tell(&fault.to_string());
            }
            "rejects" => {
                let reject = json!({"id": parsed(&line)["id"], "reject": {"reason": "invalid"}});
                return tell(&reject.to_string());
            }
            "late-callback" if line.contains("writer.open") => {
                let request = parsed(&line);
                say(&json!({"id": request["id"], "ok": {}}).to_string());
                return tell(&callback(&request["id"], &request["in"]["instance"]));
            }
            "callback-for-nobody" => {
                return tell(&callback(&parsed(&line)["id"], &json!("mallory")));
            }
            "exits-each-time" => {
                say(&answer);
                return None;
            }
            "talks-at-the-end" => {
                say(&answer);
                while self.line().is_some() {}
                say("bye");
                return None;
            }
            _ => {}
        }
        tell(&answer)
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let count = self.input.read_line(&mut line).ok()?;
        (count > 0).then_some(line)
    }

    /// Answers the requests that came together from the last to the first.
    fn answer_backwards(&mut self, first: String) -> Option<()> {
        if self.input.buffer().contains(&b'\n')
            && let Some(line) = self.line()
        {
            self.answer_backwards(correct(&line))?;
        }
        tell(&first)
    }

    /// What the mode looks for in a line: several texts, with `@` between them.
    fn needles(&self) -> impl Iterator<Item = &str> {
        self.argument.split('@').filter(|needle| !needle.is_empty())
    }

    /// Whether no process has been here before: the argument is a path that is created then.
    fn first_time(&self) -> bool {
        let path = self.argument.trim_start_matches('@');
        File::create_new(path).is_ok()
    }
}

/// The reference in full, which writes to the file `diary` when it starts and when its input has ended.
fn reference(diary: &str) {
    let note = |line: &str| {
        let mut diary = File::options()
            .append(true)
            .create(true)
            .open(diary)
            .expect("the test gives a path");
        writeln!(diary, "{line}").expect("the path can be written to");
    };
    note("started");
    let input = BufReader::new(io::stdin());
    remote_log_adapter::serve(input, io::stdout()).expect("the harness is there");
    note("ended");
}

/// A second process that says nothing, or nothing but its hello.
fn come_back(mode: &str) -> ! {
    let mut hello = String::new();
    if mode == "comes-back-deaf" && io::stdin().read_line(&mut hello).is_ok() {
        say(&correct(&hello));
    }
    for_ever()
}

/// What the reference answers.
fn correct(line: &str) -> String {
    let mut out = Vec::new();
    remote_log_adapter::serve(line.as_bytes(), &mut out).expect("both are in memory");
    String::from_utf8(out)
        .expect("an answer is text")
        .trim_end()
        .to_owned()
}

fn callback(request: &Value, instance: &Value) -> String {
    json!({"call": "c1", "for": request, "instance": instance, "op": "state.load", "in": {}})
        .to_string()
}

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).expect("it is JSON")
}

fn tell(line: &str) -> Option<()> {
    say(line);
    Some(())
}

fn say(line: &str) {
    let mut out = io::stdout().lock();
    // Where the harness has gone away there is nobody to tell.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

fn gigabyte() -> ! {
    let chunk = [b'x'; 1 << 16];
    for _ in 0..1 << 14 {
        if io::stdout().write_all(&chunk).is_err() {
            break;
        }
    }
    exit(0)
}

fn for_ever() -> ! {
    loop {
        sleep(Duration::from_secs(1000));
    }
}
