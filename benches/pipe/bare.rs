//! The least that any harness and any adapter have to do: frame, parse and answer the same lines over the same pipes.
//! What the real ones reach is held against it.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use remote_log_conformance::runner::Question;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::cases;

/// What both sides read and write at once.
const CHUNK: usize = 64 << 10;

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow, rename = "in")]
    input: &'a RawValue,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(rename = "id")]
    _id: &'a str,
    #[serde(borrow, rename = "ok")]
    _ok: &'a RawValue,
}

/// Answers every request with its own input.
pub fn adapter(input: impl Read, output: impl Write) -> io::Result<()> {
    let mut input = BufReader::with_capacity(CHUNK, input);
    let mut output = BufWriter::with_capacity(CHUNK, output);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let request: Request<'_> = serde_json::from_slice(&line)?;
        for part in [
            "{\"id\":",
            request.id.get(),
            ",\"ok\":",
            request.input.get(),
            "}\n",
        ] {
            output.write_all(part.as_bytes())?;
        }
        line.clear();
        if !input.buffer().contains(&b'\n') {
            output.flush()?;
        }
    }
    output.flush()
}

/// How long an adapter takes for so many cases, when nobody looks at what it answers.
pub fn drive(command: &[String], count: u64) -> io::Result<Duration> {
    let start = Instant::now();
    let mut adapter = Command::new(&command[0])
        .args(&command[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let stdin = adapter.stdin.take().expect("it is piped");
    let stdout = adapter.stdout.take().expect("it is piped");
    thread::scope(|scope| {
        let written = scope.spawn(|| write(stdin, count));
        read(stdout)?;
        written.join().expect("writing does not panic")
    })?;
    adapter.wait()?;
    Ok(start.elapsed())
}

fn write(to: impl Write, count: u64) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(CHUNK, to);
    let mut question = Question::default();
    for number in 0..count {
        cases::fill(number, &mut question);
        write!(to, r#"{{"id":"{number}","op":"{}","in":"#, question.op)?;
        to.write_all(&question.input)?;
        to.write_all(b"}\n")?;
    }
    to.flush()
}

fn read(from: impl Read) -> io::Result<()> {
    let mut from = BufReader::with_capacity(CHUNK, from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        serde_json::from_slice::<Answer<'_>>(&line)?;
        line.clear();
    }
    Ok(())
}
