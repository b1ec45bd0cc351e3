//! Running rlog, and killing it while it runs.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::tally::Tally;

/// How long a command may take, until it was measured.
const GUESS: Duration = Duration::from_millis(20);

/// Aims kills at the time that a command takes.
pub struct Striker {
    /// Where the kills landed.
    pub tally: Tally,
    /// What chooses everything that is left to chance.
    pub random: Rng,
    /// How long each command took when it was last left alone.
    took: BTreeMap<&'static str, Duration>,
}

/// What came of a strike.
pub struct Struck {
    /// Everything that came out.
    pub output: String,
    /// What it complained of.
    pub errors: String,
    /// How it ended: without a code if it was killed before it had ended by itself.
    pub status: ExitStatus,
}

/// When to kill.
enum Moment {
    /// So long after the start.
    After(Duration),
    /// When so many lines have come out.
    Lines(usize),
}

impl Striker {
    /// A striker with this seed.
    pub fn new(seed: u64) -> Self {
        Striker {
            tally: Tally::default(),
            random: Rng::with_seed(seed),
            took: BTreeMap::new(),
        }
    }

    /// Runs a command to its end, and measures it.
    pub fn spare(&mut self, dir: &Path, args: &[&'static str], lines: &[String]) -> Struck {
        let begin = Instant::now();
        let spared = start(dir, args, lines, None);
        self.took.insert(args[0], begin.elapsed());
        spared
    }

    /// Runs a command and kills it: most often at any time while it is at work, at times while it says what it did.
    pub fn strike(&mut self, dir: &Path, args: &[&'static str], lines: &[String]) -> Struck {
        let moment = if self.random.u8(0..4) == 0 {
            Moment::Lines(self.random.usize(1..=1 + lines.len()))
        } else {
            let took = self.took.get(args[0]).copied().unwrap_or(GUESS);
            Moment::After(took.mul_f64(self.random.f64()))
        };
        let struck = start(dir, args, lines, Some(moment));
        self.tally.strike(args[0], struck.status.code().is_none());
        struck
    }
}

impl Struck {
    /// Whether it ended by itself, which has to be with this code.
    pub fn ended(&self, code: i32) -> bool {
        let ended = self.status.code();
        let (output, errors) = (&self.output, &self.errors);
        let expected = ended.is_none_or(|ended| ended == code);
        assert!(expected, "it ended with {ended:?}: {output}{errors}");
        ended.is_some()
    }
}

/// Runs a command to its end, for what it tells.
pub fn run(dir: &Path, args: &[&str]) -> Struck {
    start(dir, args, &[], None)
}

fn start(dir: &Path, args: &[&str], lines: &[String], moment: Option<Moment>) -> Struck {
    let begin = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rlog"))
        .current_dir(dir)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("rlog starts");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let mut output = Vec::new();
    thread::scope(|scope| {
        // Line by line, so that they are not all taken together. It fails when the command is no more.
        scope.spawn(move || lines.iter().try_for_each(|line| writeln!(stdin, "{line}")));
        match moment {
            Some(Moment::After(delay)) => thread::sleep(delay.saturating_sub(begin.elapsed())),
            Some(Moment::Lines(count)) => (0..count).for_each(|_| {
                let read = stdout.read_until(b'\n', &mut output);
                read.expect("a pipe is read");
            }),
            None => return,
        }
        child
            .kill()
            .expect("a child is there until it is waited for");
    });
    stdout.read_to_end(&mut output).expect("a pipe is read");
    let ended = child.wait_with_output().expect("a child can be waited for");
    Struck {
        output: String::from_utf8(output).expect("rlog writes text"),
        errors: String::from_utf8(ended.stderr).expect("rlog writes text"),
        status: ended.status,
    }
}
