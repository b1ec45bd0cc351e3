//! Bytes that a decoder is given, and what must come of them. The reference is asked what that is, and only what the
//! spec determines is asked of anybody else.

use remote_log::wire::DecodeError;
use serde_json::{Value, json};

use super::features::{Feature, feature};
use super::plain::plain;
use super::schema::schema;
use crate::judge::decode;
use crate::properties::draft::{Draft, ask, hex, is, refuses};
use crate::vectors::{Assertion, Form, Step};

/// The profile that a form's decoder belongs to.
pub(super) const fn profile(form: Form) -> &'static str {
    match form {
        Form::Message | Form::Payload => "mvds",
        Form::MessageLegacy | Form::PayloadLegacy => "mvds-legacy",
        _ => "core",
    }
}

/// The requirement that says how a form is read and written.
pub(super) const fn basic(form: Form) -> &'static str {
    match form {
        Form::Page => "RL-WIRE-1",
        Form::Message => "RL-MSG-1",
        Form::Payload => "RL-MSG-8",
        Form::MessageLegacy | Form::PayloadLegacy => "RL-MSG-12",
        _ => "RL-WIRE-8",
    }
}

/// The operation of a form (`decode`, `encode`), and what its input has beside the bytes or the value.
pub(super) fn operation(form: Form, does: &str) -> (String, Value) {
    let (subject, beside) = match form {
        Form::Page => ("page", json!({})),
        Form::Message => ("message", json!({"numbers": "spec"})),
        Form::MessageLegacy => ("message", json!({"numbers": "legacy"})),
        Form::Payload => ("payload", json!({"numbers": "spec"})),
        Form::PayloadLegacy => ("payload", json!({"numbers": "legacy"})),
        service => ("service", json!({"message": service.name()})),
    };
    (format!("{subject}.{does}"), beside)
}

pub(super) fn with(mut beside: Value, fields: Value) -> Value {
    if let (Value::Object(all), Value::Object(fields)) = (&mut beside, fields) {
        all.extend(fields);
    }
    beside
}

pub(super) fn asked_to_decode(form: Form, bytes: Value, expect: Vec<Assertion>) -> Step {
    let (op, beside) = operation(form, "decode");
    ask(&op, with(beside, json!({"bytes": bytes})), expect)
}

/// The case for a decoder; `None` where the spec leaves open what must come of the bytes. What is special about bytes
/// is blamed only where their plain form is read right: so that stands before them, if `plain_first`.
pub(super) fn case(form: Form, bytes: &[u8], plain_first: bool) -> Option<Draft> {
    let own = profile(form);
    let (profile, steps) = match decode(form, bytes) {
        Err(error) => {
            let (requirement, strict) = refused_for(&error)?;
            let profile = if strict { "strict-wire" } else { own };
            let reason = error.reason();
            let refusal = refuses(requirement, reason.name(), None);
            (
                profile,
                vec![asked_to_decode(form, hex(bytes), vec![refusal])],
            )
        }
        Ok(value) => {
            let (requirement, strict) = match feature(bytes, schema(form)) {
                Feature::Plain => (basic(form), false),
                Feature::Empty => ("RL-WIRE-6", false),
                Feature::Order => ("RL-WIRE-5", false),
                Feature::Unknown => ("RL-WIRE-4", false),
                Feature::Long => ("RL-WIRE-11", true),
                Feature::Group => ("RL-WIRE-12", true),
            };
            let plain = plain(form, bytes).ok()?;
            let mut steps = Vec::new();
            if plain_first && plain != bytes {
                let as_usual = is(basic(form), "", value.clone());
                steps.push(asked_to_decode(form, hex(plain), vec![as_usual]));
            }
            let as_well = vec![is(requirement, "", value)];
            steps.push(asked_to_decode(form, hex(bytes), as_well));
            (if strict { "strict-wire" } else { own }, steps)
        }
    };
    // A rule of strict-wire can be asked of core alone: a case has one profile beside it.
    if profile == "strict-wire" && own != "core" {
        return None;
    }
    Some(Draft::of(
        "Bytes made from others by chance are read as the schema says, or refused.",
        profile,
        steps,
    ))
}

/// The requirement by which bytes are refused, and whether it belongs to strict-wire; `None` if they need not be.
fn refused_for(error: &DecodeError) -> Option<(&'static str, bool)> {
    Some(match error {
        DecodeError::Truncated { .. } => ("RL-WIRE-3", false),
        DecodeError::WrongWireType { .. } => ("RL-WIRE-9", true),
        DecodeError::FieldZero { .. }
        | DecodeError::TagTooLarge { .. }
        | DecodeError::BadWireType { .. } => ("RL-WIRE-10", true),
        DecodeError::VarintTooLong { .. } => ("RL-WIRE-11", true),
        DecodeError::GroupMismatch { .. } | DecodeError::GroupUnended { .. } => {
            ("RL-WIRE-12", true)
        }
        DecodeError::NotUtf8 { .. } => ("RL-WIRE-13", true),
        DecodeError::LocalHashLength { .. } => ("RL-PAGE-4", true),
        // How deep is too deep is left open.
        DecodeError::TooDeep { .. } => return None,
    })
}
