//! Killing rlog at random points loses nothing that it acknowledged, and delivers nothing twice.
#![cfg(unix)]

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often appending is killed, and how often each of publishing and following.
const ROUNDS: u64 = 24;

/// A small generator with a fixed seed, so that each run kills at the same places as far as the machine allows.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn rlog(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rlog"));
    command.current_dir(dir).arg("--json").args(args);
    command
}

fn done(dir: &Path, args: &[&str]) -> Output {
    let output = rlog(dir, args).output().expect("rlog starts");
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

fn ids(dir: &Path, args: &[&str]) -> Vec<String> {
    let output = done(dir, args);
    let lines = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    lines.lines().map(id).collect()
}

fn id(line: &str) -> String {
    let message: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
    message["id"]
        .as_str()
        .expect("a message has an id")
        .to_owned()
}

/// Appends lines until so many are acknowledged, kills, and answers the ids that were acknowledged.
fn append_and_kill(dir: &Path, round: u64, random: &mut Random) -> Vec<String> {
    let mut child = rlog(dir, &["append", "alice", "--stdin", "--at", "1570190400"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rlog starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let writing = thread::spawn(move || {
        for line in 0..60 {
            if writeln!(stdin, "message {round}.{line}").is_err() {
                break;
            }
        }
    });
    let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
    let enough = random.below(40) as usize;
    let mut acknowledged: Vec<String> = lines
        .by_ref()
        .take(enough)
        .map(|line| id(&line.expect("a line")))
        .collect();
    thread::sleep(Duration::from_micros(random.below(3000)));
    child.kill().expect("rlog is there to be killed");
    child.wait().expect("rlog ends");
    // What it wrote before it died was acknowledged too; a line cut short was not.
    let rest = lines
        .map_while(Result::ok)
        .filter(|line| line.ends_with('}'));
    acknowledged.extend(rest.map(|line| id(&line)));
    writing.join().expect("the writer ends");
    acknowledged
}

/// Runs a command and kills it, unless it is done by then, at a random moment around that in which it is at work: a run
/// that finds nothing to do tells how long it takes to get there.
fn start_and_kill(dir: &Path, args: &[&str], idle: Duration, random: &mut Random) {
    let mut child = rlog(dir, args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("rlog starts");
    thread::sleep(idle * (30 + random.below(150) as u32) / 100);
    child.kill().expect("rlog is there to be killed");
    child.wait().expect("rlog ends");
}

fn time(dir: &Path, args: &[&str]) -> Duration {
    let begin = Instant::now();
    done(dir, args);
    begin.elapsed()
}

#[test]
fn what_was_acknowledged_is_there_and_is_delivered_once() {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let dir = dir.path();
    let mut random = Random(2019);
    done(
        dir,
        &[
            "init",
            "alice",
            "--name",
            "alice",
            "--store",
            "s",
            "--page-size",
            "20",
        ],
    );
    done(dir, &["init", "bob", "--name", "bob", "--store", "s"]);

    let mut acknowledged = append_and_kill(dir, ROUNDS, &mut random);
    done(dir, &["publish", "alice"]);
    done(dir, &["sync", "bob", "alice"]);
    for round in 0..ROUNDS {
        acknowledged.extend(append_and_kill(dir, round, &mut random));
        let idle = time(dir, &["sync", "bob", "alice"]);
        start_and_kill(dir, &["publish", "alice"], idle, &mut random);
        done(dir, &["publish", "alice"]);
        start_and_kill(dir, &["sync", "bob", "alice"], idle, &mut random);
    }
    assert!(
        acknowledged.len() > 100,
        "only {} were acknowledged",
        acknowledged.len()
    );

    let listed = ids(dir, &["list", "alice"]);
    let set: HashSet<&String> = listed.iter().collect();
    assert_eq!(set.len(), listed.len(), "a message is listed twice");
    let lost: Vec<_> = acknowledged.iter().filter(|id| !set.contains(id)).collect();
    assert_eq!(lost, [] as [&String; 0], "acknowledged, and lost");

    done(dir, &["publish", "alice"]);
    done(dir, &["sync", "bob", "alice"]);
    let mut times: HashMap<String, usize> = HashMap::new();
    for id in ids(dir, &["list", "bob", "alice"]) {
        *times.entry(id).or_default() += 1;
    }
    let once = listed.iter().map(|id| (id.clone(), 1)).collect();
    assert_eq!(times, once, "delivered other than once");
    done(dir, &["verify", "alice"]);
    done(dir, &["verify", "bob", "alice"]);
}
