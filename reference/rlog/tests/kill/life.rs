//! The life of a log with two readers: what each command acknowledged is held against what is there after its death.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::strike::{Striker, Struck, run};

/// The second in which everything is written, so that what is given again is known again.
const AT: &str = "1570190400";
/// The most new lines of one append.
const MOST_LINES: usize = 8;

/// Whether a command is struck at or left alone.
type How = fn(&mut Striker, &Path, &[&'static str], &[String]) -> Struck;

/// A log, its readers, and what is known of them.
pub struct Life<'s> {
    striker: &'s mut Striker,
    dir: TempDir,
    /// What the log lists, the oldest first.
    listed: Vec<String>,
    /// How many messages were given to be appended.
    given: usize,
    /// Those given to an append that died before it acknowledged them.
    unsure: Vec<String>,
    /// How many messages are published.
    published: usize,
    readers: [Reader; 2],
}

/// A reader, which is delivered the log from its oldest message on.
#[derive(Clone, Copy)]
struct Reader {
    dir: &'static str,
    /// How many messages its directory keeps.
    delivered: usize,
}

impl<'s> Life<'s> {
    /// Makes the directories of the writer and the readers.
    pub fn begin(head: &'static str, striker: &'s mut Striker) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let page_size = ["1", "2", "5", "40"][striker.random.usize(0..4)];
        let embed = ["0", "1", "all"][striker.random.usize(0..3)];
        let layout = ["--head", head, "--page-size", page_size, "--embed", embed];
        for owner in ["alice", "bob"] {
            let args = [
                &["init", owner, "--name", owner, "--store", "s"],
                &layout[..],
            ]
            .concat();
            loop {
                let struck = striker.strike(dir.path(), &args, &[]);
                let made = run(dir.path(), &["list", owner]).status.success();
                match struck.status.code() {
                    Some(_) => assert!(made, "it ended, and made nothing: {}", struck.errors),
                    None if made => striker.tally.unsaid("init"),
                    None => continue,
                }
                break;
            }
        }
        let args = ["init", "carol", "--name", "carol", "--store", "s"];
        assert!(striker.spare(dir.path(), &args, &[]).ended(0));
        let reader = |dir| Reader { dir, delivered: 0 };
        Life {
            striker,
            dir,
            listed: Vec::new(),
            given: 0,
            unsure: Vec::new(),
            published: 0,
            readers: ["bob", "carol"].map(reader),
        }
    }

    /// Strikes so often at what comes by, then lets everything come to its end.
    pub fn live(mut self, strikes: usize) {
        for _ in 0..strikes {
            match self.striker.random.usize(0..6) {
                0 | 1 => self.append(Striker::strike),
                2 | 3 => self.publish(Striker::strike),
                four_or_five => self.sync(four_or_five - 4, Striker::strike),
            }
        }
        self.append(Striker::spare);
        self.publish(Striker::spare);
        for reader in 0..self.readers.len() {
            // The first brings exactly what is left, in order, the second nothing.
            self.sync(reader, Striker::spare);
            assert_eq!(self.readers[reader].delivered, self.listed.len());
            self.sync(reader, Striker::spare);
        }
    }

    /// Appends what an earlier append left unsure, and new lines.
    fn append(&mut self, how: How) {
        let mut lines = std::mem::take(&mut self.unsure);
        let new = self.striker.random.usize(1..=MOST_LINES);
        lines.extend((self.given..self.given + new).map(|number| format!("message {number}")));
        self.given += new;
        let mut unlisted = lines.clone();
        unlisted.retain(|line| !self.listed.contains(line));

        let args = ["append", "alice", "--stdin", "--at", AT];
        let struck = how(self.striker, self.dir.path(), &args, &lines);
        let acknowledged = messages(&struck.output);
        assert_begins(&lines, &acknowledged, "it acknowledges what it was given");
        if struck.ended(0) {
            assert_eq!(acknowledged, lines, "it ended, and acknowledged not all");
        }

        let listed = self.kept("alice", None).expect("a directory lists its log");
        assert_begins(&listed, &self.listed, "what was listed is listed");
        let added = &listed[self.listed.len()..];
        assert_begins(&unlisted, added, "what is new was given, and is there once");
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|line| !listed.contains(line))
            .collect();
        assert_eq!(lost, [] as [&String; 0], "acknowledged, and lost");

        self.unsure = lines.split_off(acknowledged.len());
        if self.unsure.iter().any(|line| added.contains(line)) {
            self.striker.tally.unsaid("append");
        }
        self.listed = listed;
        assert_eq!(self.verify_own(), self.published);
    }

    /// Publishes what is listed.
    fn publish(&mut self, how: How) {
        let struck = how(self.striker, self.dir.path(), &["publish", "alice"], &[]);
        let acknowledged = struck.output.ends_with('\n');
        assert!(!struck.ended(0) || acknowledged, "it ended without a word");
        let (before, all) = (self.published, self.listed.len());
        self.published = self.verify_own();
        if acknowledged {
            assert_eq!(self.published, all, "acknowledged, and not published");
        } else if self.published > before {
            self.striker.tally.unsaid("publish");
        }
        assert!(
            [before, all].contains(&self.published),
            "the name holds part of the log"
        );
    }

    /// Has a reader follow the log.
    fn sync(&mut self, reader: usize, how: How) {
        let Reader { dir, delivered } = self.readers[reader];
        let struck = how(self.striker, self.dir.path(), &["sync", dir, "alice"], &[]);
        let shown = messages(&struck.output);
        let kept = self.kept(dir, Some("alice")).unwrap_or_default();
        assert_begins(
            &self.listed[..self.published],
            &kept,
            "it keeps what is published, once",
        );
        assert!(
            kept.len() >= delivered,
            "delivered, and lost: {kept:?} of {delivered}"
        );
        let brought = &kept[delivered..];
        assert_begins(brought, &shown, "it shows what it kept, and nothing again");
        // That nothing is published is a thing to look at.
        if struck.ended(i32::from(self.published == 0)) {
            assert_eq!(kept.len(), self.published, "it ended, and left something");
            assert_eq!(shown, brought, "it ended, and did not show what it brought");
        }
        if shown.len() < brought.len() {
            self.striker.tally.unsaid("sync");
        }
        self.readers[reader].delivered = kept.len();
        // Who has never got anything may not follow the log yet.
        let published = match kept.len() {
            0 => self.verify_own(),
            _ => self.verify(dir, Some("alice")).unwrap_or(0),
        };
        assert_eq!(published, self.published);
    }

    /// The messages that a directory keeps of a log; none if it does not know the log.
    fn kept(&self, dir: &str, name: Option<&str>) -> Option<Vec<String>> {
        let args: Vec<_> = ["list", dir].into_iter().chain(name).collect();
        let list = run(self.dir.path(), &args);
        match list.status.code() {
            Some(0) => Some(messages(&list.output)),
            _ => refused(&list, "does not follow"),
        }
    }

    /// How many messages the writer's name leads to, all of them there and sound.
    fn verify_own(&self) -> usize {
        let published = self.verify("alice", None);
        assert!(
            published.is_some() || self.published == 0,
            "the name is gone"
        );
        published.unwrap_or(0)
    }

    /// How many messages a log has, all of them there and sound; none if there is nothing under the name.
    fn verify(&self, dir: &str, name: Option<&str>) -> Option<usize> {
        let args: Vec<_> = ["--json", "verify", dir].into_iter().chain(name).collect();
        let verify = run(self.dir.path(), &args);
        if verify.status.code() == Some(3) {
            return refused(&verify, "was never published");
        }
        assert!(verify.ended(0), "nobody kills it");
        let report: Value = serde_json::from_str(&verify.output).expect("a report is JSON");
        report["messages"].as_u64().map(|count| count as usize)
    }
}

/// The messages on those lines that came out whole. On other lines there is nothing in the third column.
fn messages(output: &str) -> Vec<String> {
    let whole = output
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'));
    let third = whole.filter_map(|line| line.trim_start().split("  ").nth(2));
    third.map(str::to_owned).collect()
}

fn assert_begins(whole: &[String], begin: &[String], what: &str) {
    assert!(whole.starts_with(begin), "{what}: {begin:?} of {whole:?}");
}

/// Nothing, for the reason that is expected.
fn refused<T>(run: &Struck, reason: &str) -> Option<T> {
    assert!(run.errors.contains(reason), "{}", run.errors);
    None
}
