//! Scenes of the formats: one request behind the adapter protocol.

use remote_log_mutants::adapter::serve;
use remote_log_mutants::faults::{BlindFormatFault, Faulty};
use serde_json::{Value, json};

use super::shows::shows;

const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is answered to one request: what is done, or why it is refused.
fn answer(op: &str, from: &Value, faulty: Faulty) -> Value {
    let request = json!({"id": "1", "op": op, "in": from}).to_string();
    let mut output = Vec::new();
    serve(&mut request.as_bytes(), &mut output, faulty).expect("it is a request");
    let mut answer: Value = serde_json::from_slice(&output).expect("it is an answer");
    match answer.get_mut("ok") {
        Some(ok) => ok.take(),
        None => answer["reject"]["reason"].take(),
    }
}

fn answers(fault: BlindFormatFault, op: &str, from: Value, sound: Value, faulty: Value) {
    shows(fault, |faulty| answer(op, &from, faulty), sound, faulty);
}

fn tail(tail: &str) -> Value {
    json!({"pairs": [], "tail": tail})
}

#[test]
fn pages() {
    let page = |fault, bytes: &str, sound, faulty| {
        answers(fault, "page.decode", json!({"bytes": bytes}), sound, faulty);
    };
    // A tail of 2^32 + 1 bytes, of which one is there.
    page(
        BlindFormatFault::LengthOf32Bits,
        "128180808010aa",
        json!("malformed"),
        tail("aa"),
    );
    // Field 65538.
    page(
        BlindFormatFault::NumberOf16Bits,
        "92802001aa",
        tail(""),
        tail("aa"),
    );
    // The tail in four bytes.
    page(
        BlindFormatFault::FixedNeverKnown,
        "15aabbccdd",
        json!("malformed"),
        tail(""),
    );
    // Group 3 with field 2 in it.
    page(
        BlindFormatFault::GroupContentsTaken,
        "1b1201aa1c",
        tail(""),
        tail("aa"),
    );
    let pair = |local: &str| json!({"local": local, "remote": "", "data": ""});
    page(
        BlindFormatFault::FirstIdChecked,
        &format!("0a221220{ZEROS}0a031201aa"),
        json!("invalid"),
        json!({"pairs": [pair(ZEROS), pair("aa")], "tail": ""}),
    );
}

#[test]
fn service_messages() {
    let from = json!({"message": "name_update", "bytes": "0a01ff"});
    let mended = json!({"fields": {"name": "\u{fffd}", "content": ""}});
    let fault = BlindFormatFault::UpdateNameUnchecked;
    answers(fault, "service.decode", from, json!("malformed"), mended);
}

#[test]
fn messages() {
    let message = |fault, bytes: &str, numbers: &str, sound: Value, faulty: Value| {
        let from = json!({"bytes": bytes, "numbers": numbers});
        let read = |said| json!({"group": "", "timestamp": "0", "body": "", "metadata": said});
        answers(fault, "message.decode", from, read(sound), read(faulty));
    };
    let metadata =
        |parents: &[&str], ephemeral| json!({"parents": parents, "ephemeral": ephemeral});
    message(
        BlindFormatFault::MetadataReplaced,
        "a2f702030a01aaa2f702030a01bb",
        "spec",
        metadata(&["aa", "bb"], false),
        metadata(&["bb"], false),
    );
    // The flag is 256.
    message(
        BlindFormatFault::FlagOfOneByte,
        "a2f70203108002",
        "spec",
        metadata(&[], true),
        metadata(&[], false),
    );
    message(
        BlindFormatFault::LegacyWithoutMetadata,
        "2200",
        "legacy",
        metadata(&[], false),
        Value::Null,
    );
}

#[test]
fn listed_messages() {
    let group = &ZEROS[2..];
    let from = json!({"bytes": format!("8af7021f{group}"), "id": ZEROS, "group": group});
    let fault = BlindFormatFault::ShortGroupAccepted;
    answers(
        fault,
        "message.check",
        from,
        json!("invalid"),
        json!("mismatch"),
    );
}

#[test]
fn message_ids() {
    let id = |body: &str, faulty| {
        let from = json!({"group": "", "timestamp": "0", "body": body});
        answer("message.id", &from, faulty)
    };
    let as_if_cut = |faulty| id("610062", faulty) == id("61", faulty);
    shows(BlindFormatFault::BodyEndsAtZero, as_if_cut, false, true);
}

#[test]
fn addresses() {
    let address = |fault, kind: &str, address: &str, sound, faulty| {
        let from = json!({"kind": kind, "address": address, "content": "61"});
        answers(fault, "address.check", from, sound, faulty);
    };
    let checked = |how: &str| json!({"checked": how});
    // Codec 71, which is dag-cbor.
    address(
        BlindFormatFault::OnlyDagPbUnverified,
        "cid",
        &format!("01711220{ZEROS}"),
        checked("unverified"),
        json!("mismatch"),
    );
    address(
        BlindFormatFault::CidIdentityCompared,
        "cid",
        "0155000161",
        json!("invalid"),
        checked("verified"),
    );
    // Function 1012, as a varint.
    address(
        BlindFormatFault::FunctionOfOneByte,
        "multihash",
        &format!("922020{ZEROS}"),
        checked("unverified"),
        json!("mismatch"),
    );
}
