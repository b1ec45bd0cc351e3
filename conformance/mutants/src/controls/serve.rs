//! Requests, one after another, each answered by a control.

use std::io::{self, BufRead, Write};

use super::Control;
use super::accept::accept;
use super::table::Table;
use crate::adapter::{Outcome, Pipe, hello};
use crate::reason::Reason;

/// Serves requests until the input ends. Fails where a line cannot be read or written.
pub fn serve(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    control: Control,
) -> Result<(), io::Error> {
    let mut pipe = Pipe::new(input, output);
    let table = (control == Control::Table).then(Table::published);
    while let Some(request) = pipe.receive()? {
        let (op, from) = (request["op"].as_str().unwrap_or_default(), &request["in"]);
        let outcome = match control {
            _ if op == "hello" => hello(&format!("rlog-mutant as {}", control.told().name)),
            Control::AcceptAll => Outcome::Ok(accept(op, from)),
            Control::RejectAll => Outcome::Reject(Reason::Malformed),
            Control::Echo => Outcome::Ok(from.clone()),
            Control::Table => {
                let known = table.as_ref().and_then(|table| table.answer(op, from));
                known.unwrap_or(Outcome::Reject(Reason::Malformed))
            }
        };
        pipe.send(&outcome.line(request["id"].as_str().unwrap_or_default()))?;
    }
    Ok(())
}
