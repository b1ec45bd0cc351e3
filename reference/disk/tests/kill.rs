//! What the store acknowledged is there after the process was killed (RL-SVC-10).
//!
//! The test runs itself as a child process, which writes and says what was acknowledged until it is killed.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use remote_log::address::AddressKind;
use remote_log::log::{Expect, Saved};
use remote_log::store::{Cas, Disk, Ns};
use remote_log_disk::Store;

/// The child's variable: the path of the store, and the number to begin with.
const STORE: &str = "REMOTE_LOG_KILL_STORE";
const FROM: &str = "REMOTE_LOG_KILL_FROM";

fn content(n: u64) -> Vec<u8> {
    n.to_le_bytes().repeat(1 + n as usize % 500)
}

fn open(path: &Path) -> Store {
    Store::open(path, AddressKind::Multihash).unwrap()
}

/// Writes for ever, and says so after each acknowledgement.
fn write(path: &Path, from: u64) {
    let store = open(path);
    let mut out = std::io::stdout();
    let mut say = |what: &str, n: u64| {
        writeln!(out, "\nacknowledged {what} {n}").unwrap();
        out.flush().unwrap();
    };
    for n in from.. {
        store.cas().add(&content(n)).unwrap();
        say("add", n);
        store
            .ns()
            .update("name", &content(n), &Expect::Any)
            .unwrap();
        say("update", n);
        let piece = Saved::Append(n.to_le_bytes().to_vec().into());
        store.state("reader").save(&piece).unwrap();
        say("save", n);
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    if let Some(path) = std::env::var_os(STORE) {
        let from = std::env::var(FROM).unwrap().parse().unwrap();
        return write(Path::new(&path), from);
    }
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let mut from = 0;
    for lines in [1, 2, 3, 10, 50, 101] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "what_was_acknowledged_survives_a_kill",
                "--nocapture",
            ])
            .env(STORE, &path)
            .env(FROM, from.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut acknowledged = Vec::new();
        for line in output.lines() {
            let line = line.unwrap();
            let Some(fact) = line.strip_prefix("acknowledged ") else {
                continue;
            };
            let (what, n) = fact.split_once(' ').unwrap();
            acknowledged.push((what.to_owned(), n.parse::<u64>().unwrap()));
            if acknowledged.len() == lines {
                child.kill().unwrap();
            }
        }
        assert!(!child.wait().unwrap().success());
        assert!(
            acknowledged.len() >= lines,
            "the child wrote until it was killed"
        );
        check(&path, &acknowledged);
        from = acknowledged.last().unwrap().1 + 1;
    }
}

/// Sees that everything acknowledged is there. The child may have come further than it said.
fn check(path: &Path, acknowledged: &[(String, u64)]) {
    let store = open(path);
    let state = store.state("reader").load().unwrap().unwrap_or_default();
    let mut saved = state.chunks_exact(8);
    for (what, n) in acknowledged {
        match what.as_str() {
            "add" => {
                let address = remote_log::address::make(AddressKind::Multihash, &content(*n));
                assert_eq!(store.cas().get(&address), Ok(content(*n).into()), "add {n}");
            }
            "update" => {
                let name = store.ns().fetch("name").unwrap();
                let held = u64::from_le_bytes(*name.first_chunk().unwrap());
                assert!(held >= *n, "update {n}, and the name holds {held}");
                assert_eq!(name, content(held), "update {held} is whole");
            }
            "save" => assert!(saved.any(|piece| piece == n.to_le_bytes()), "save {n}"),
            other => panic!("the child said {other}"),
        }
    }
}
