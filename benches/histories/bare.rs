//! The least that any harness and any adapter have to do: frame, parse and answer the same lines over the same pipes, as many
//! conversations at once as the search has. Both sides know beforehand what they will say.

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::recorded::{Conversation, Turn};

/// How many conversations go on at once.
const AT_ONCE: usize = 64;

const CHUNK: usize = 64 << 10;

/// A turn of all conversations that go on.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Round {
    to: String,
    from: String,
    to_lines: usize,
    from_lines: usize,
}

/// What each line is read for.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, rename = "id")]
    _id: Option<&'a str>,
    #[serde(borrow, rename = "call")]
    _call: Option<&'a str>,
    #[serde(borrow, rename = "in")]
    _input: Option<&'a RawValue>,
    #[serde(borrow, rename = "ok")]
    _ok: Option<&'a RawValue>,
}

/// The conversations, so many at once.
pub fn rounds(conversations: &[Conversation]) -> Vec<Round> {
    let mut rounds = Vec::new();
    for together in conversations.chunks(AT_ONCE) {
        let longest = together.iter().map(|one| one.turns.len()).max();
        for nth in 0..longest.unwrap_or(0) {
            let mut round = Round::default();
            for Turn { to, from } in together.iter().filter_map(|one| one.turns.get(nth)) {
                round.to.push_str(&String::from_utf8_lossy(to));
                round.from.push_str(&String::from_utf8_lossy(from));
            }
            round.to_lines = round.to.lines().count();
            round.from_lines = round.from.lines().count();
            rounds.push(round);
        }
    }
    rounds
}

/// The adapter: reads the rounds from this file, says that it is ready, and then answers each of them, again and again.
pub fn adapter(file: &Path) -> Result<(), Box<dyn Error>> {
    let rounds: Vec<Round> = serde_json::from_slice(&fs::read(file)?)?;
    let mut input = BufReader::with_capacity(CHUNK, io::stdin().lock());
    let mut output = io::stdout().lock();
    output.write_all(b"ready\n")?;
    output.flush()?;
    let mut line = Vec::new();
    for round in rounds.iter().cycle() {
        if !hear(&mut input, &mut line, round.to_lines)? {
            return Ok(());
        }
        output.write_all(round.from.as_bytes())?;
        output.flush()?;
    }
    Ok(())
}

/// How long it takes to go through the rounds so many times, with an adapter that reads them from `file`.
pub fn drive(
    command: &[String],
    rounds: &[Round],
    file: &Path,
    times: usize,
) -> Result<Duration, Box<dyn Error>> {
    fs::write(file, serde_json::to_vec(rounds)?)?;
    let mut adapter = Command::new(&command[0])
        .args(&command[1..])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = adapter.stdin.take().ok_or("it is piped")?;
    let stdout = adapter.stdout.take().ok_or("it is piped")?;
    let mut stdout = BufReader::with_capacity(CHUNK, stdout);
    let mut line = Vec::new();
    stdout.read_until(b'\n', &mut line)?;
    line.clear();
    let begun = Instant::now();
    for round in (0..times).flat_map(|_| rounds) {
        stdin.write_all(round.to.as_bytes())?;
        if !hear(&mut stdout, &mut line, round.from_lines)? {
            return Err("the bare adapter ended early".into());
        }
    }
    let took = begun.elapsed();
    drop(stdin);
    adapter.wait()?;
    Ok(took)
}

/// Reads so many lines; false if the input ends before.
fn hear(input: &mut impl BufRead, line: &mut Vec<u8>, count: usize) -> io::Result<bool> {
    for _ in 0..count {
        if input.read_until(b'\n', line)? == 0 {
            return Ok(false);
        }
        serde_json::from_slice::<Line<'_>>(line)?;
        line.clear();
    }
    Ok(true)
}
