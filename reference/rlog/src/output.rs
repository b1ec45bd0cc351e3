//! Where results and errors go: standard output for results, for a person or as JSON; standard error for errors.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::error::Error;
use crate::exit::Exit;

/// The style of what went well.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// The style of what needs a look.
pub const LOOK: Style = AnsiColor::Yellow.on_default();
/// The style of what is only there to be exact.
pub const DIM: Style = Style::new().dimmed();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// How results are printed.
pub struct Output {
    json: bool,
}

impl Output {
    /// JSON, or text for a person.
    pub const fn new(json: bool) -> Self {
        Output { json }
    }

    /// Prints a result, on one line if as JSON. Colours are left out where nobody would see them.
    pub fn print(&self, result: &(impl Serialize + Display)) -> Result<(), Error> {
        let mut stdout = anstream::stdout().lock();
        let print = if self.json {
            serde_json::to_writer(&mut stdout, result)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(stdout))
        } else {
            writeln!(stdout, "{result}")
        };
        print.map_err(Error::Write)
    }

    /// Prints why a command could not be done. A reader of our output who has read enough is no error.
    pub fn error(&self, error: &Error) -> Exit {
        if matches!(error, Error::Write(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return Exit::Well;
        }
        if self.json {
            eprintln!("{}", serde_json::json!({"error": error.to_string()}));
        } else {
            anstream::eprintln!("{BAD}error:{BAD:#} {error}");
        }
        error.exit()
    }
}
