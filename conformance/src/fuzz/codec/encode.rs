//! Values that an encoder is given: what it writes must read back as the same value, by the harness and by itself.

use serde_json::json;

use super::decode::{asked_to_decode, basic, operation, profile, with};
use super::plain::plain;
use crate::judge::decode;
use crate::properties::draft::{Draft, ask, decodes, hex, is};
use crate::vectors::{Form, Step};

/// The case for the value of these bytes; `None` if they have none.
pub(super) fn case(form: Form, bytes: &[u8]) -> Option<Draft> {
    let value = decode(form, bytes).ok()?;
    let (op, beside) = operation(form, "encode");
    let encodes = match form {
        Form::Page => "RL-WIRE-2",
        other => basic(other),
    };
    let mut written = ask(
        &op,
        with(beside, value.clone()),
        vec![
            decodes(encodes, "/bytes", form, value.clone()),
            is("RL-WIRE-7", "/bytes", hex(plain(form, bytes).ok()?)),
        ],
    );
    if let Step::Do(asked) = &mut written {
        asked.keep = vec![("written".to_owned(), "/bytes".to_owned())];
    }
    let as_it_was = vec![is(basic(form), "", value)];
    Some(Draft::of(
        "What an encoder writes is read back as the value that it was given.",
        profile(form),
        vec![written, asked_to_decode(form, json!("$written"), as_it_was)],
    ))
}
