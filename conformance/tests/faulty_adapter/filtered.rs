//! The reference in full, but for what it answers to `reader.sync`: what the tests of the search look for.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::process::exit;

use serde_json::{Value, json};

/// `hides-gaps FILE` answers as if there never were any, and writes a line to the file each time; `dies-of-stale` exits
/// before it says that a head is stale.
pub fn serve(mode: &str, diary: &str) {
    let diary = (!diary.is_empty()).then(|| {
        let file = File::options().append(true).create(true).open(diary);
        file.expect("the test gives a path")
    });
    let filter = Filter {
        dies: mode == "dies-of-stale",
        diary,
        line: Vec::new(),
    };
    remote_log_adapter::serve(BufReader::new(io::stdin()), filter).expect("the harness is there");
}

struct Filter {
    dies: bool,
    diary: Option<File>,
    /// What has been written of a line.
    line: Vec<u8>,
}

impl Filter {
    fn pass(&mut self, line: &[u8]) -> io::Result<()> {
        let mut answer: Value = serde_json::from_slice(line)?;
        let ok = &mut answer["ok"];
        if self.dies && ok["head"] == "stale" {
            eprintln!("a stale head, of all things");
            exit(3);
        }
        if !self.dies && ok["gaps"].as_array().is_some_and(|gaps| !gaps.is_empty()) {
            ok["gaps"] = json!([]);
            if let Some(diary) = &mut self.diary {
                writeln!(diary, "hidden")?;
            }
            return writeln!(io::stdout(), "{answer}");
        }
        io::stdout().write_all(line)?;
        io::stdout().write_all(b"\n")
    }
}

impl Write for Filter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            if *byte == b'\n' {
                let line = std::mem::take(&mut self.line);
                self.pass(&line)?;
            } else {
                self.line.push(*byte);
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}
