//! The plain form of bytes that decode: what an encoder writes that follows RL-WIRE-7.

use remote_log::message::{Message, Numbering};
use remote_log::page::{Page, encode};
use remote_log::payload::Payload;
use remote_log::service::{Address, Content, NameUpdate, Query, Response};
use remote_log::wire::DecodeError;

use crate::vectors::Form;

/// The same value in its one canonical encoding.
pub(super) fn plain(form: Form, bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut out = Vec::new();
    match form {
        Form::Page => {
            let page = Page::decode(bytes)?;
            out = encode(page.pairs().iter().copied(), page.tail());
        }
        Form::Message => message(bytes, Numbering::Spec, &mut out)?,
        Form::MessageLegacy => message(bytes, Numbering::Legacy, &mut out)?,
        Form::Payload => payload(bytes, Numbering::Spec, &mut out)?,
        Form::PayloadLegacy => payload(bytes, Numbering::Legacy, &mut out)?,
        Form::Content => Content::decode(bytes)?.encode(&mut out),
        Form::Address => Address::decode(bytes)?.encode(&mut out),
        Form::NameUpdate => NameUpdate::decode(bytes)?.encode(&mut out),
        Form::Query => Query::decode(bytes)?.encode(&mut out),
        Form::Response => Response::decode(bytes)?.encode(&mut out),
    }
    Ok(out)
}

fn message(bytes: &[u8], numbering: Numbering, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    Message::decode(bytes, numbering)?.encode(numbering, out);
    Ok(())
}

fn payload(bytes: &[u8], numbering: Numbering, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    Payload::decode(bytes, numbering)?.encode(numbering, out);
    Ok(())
}
