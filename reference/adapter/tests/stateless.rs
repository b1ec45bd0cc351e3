//! Literal lines in, literal lines out: the stateless operations, the handshake, and lines that are no good.

/// Everything the adapter says to these lines.
fn serve(lines: &str) -> String {
    let mut out = Vec::new();
    remote_log_adapter::serve(lines.as_bytes(), &mut out).expect("the input ends in order");
    String::from_utf8(out).expect("lines are UTF-8")
}

/// The one answer to one request, without its id.
fn ask(op: &str, input: &str) -> String {
    let answer = serve(&format!(
        "{{\"id\":\"7\",\"op\":\"{op}\",\"in\":{input}}}\n"
    ));
    let rest = answer
        .strip_prefix("{\"id\":\"7\",")
        .expect("the id goes back");
    rest.strip_suffix("}\n").expect("one line").to_owned()
}

const GROUP: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
/// Group, timestamp 1, body `hi`, no metadata, under the spec's numbers.
const MESSAGE: &str =
    "8af70220000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f90f702019af702026869";

#[test]
fn hello_names_the_implementation_and_what_it_has() {
    let answer = ask(
        "hello",
        r#"{"protocol":"1","harness":"x","max_line":"1048576"}"#,
    );
    let head = r#""ok":{"protocol":"1","name":"remote-log","version":"#;
    assert!(answer.starts_with(head), "{answer}");
    assert!(
        answer.contains(r#""operations":["page.decode","#),
        "{answer}"
    );
    assert!(
        answer.ends_with(r#""max_in_flight":"4096","max_line":"67108864","details":true}"#),
        "{answer}"
    );
}

#[test]
fn an_id_goes_back_as_it_was_written_and_unknown_fields_are_ignored() {
    let line = r#"{"later":[{}],"in":{"body":"","group":"","timestamp":"0","x":1},"op":"message.id","id":"a\"\u00e9"}"#;
    let answer = serve(&format!("{line}\n"));
    assert_eq!(
        answer,
        concat!(
            r#"{"id":"a\"\u00e9","ok":{"id":"ea927f66de2b09b16b8be8a4abdd1f4c4485515ebe6e639881a8652c32b1072d"}}"#,
            "\n"
        )
    );
}

#[test]
fn message_id_is_the_one_that_the_go_implementation_prints() {
    let input = format!(r#"{{"group":"{GROUP}","timestamp":"1570190400","body":"68656c6c6f"}}"#);
    let id = "bc9c163201e09444111f22768f590bd59ead276f4b02ddac93828d1fb1252f54";
    assert_eq!(
        ask("message.id", &input),
        format!(r#""ok":{{"id":"{id}"}}"#)
    );
}

#[test]
fn message_decode_and_encode_are_each_others_inverse() {
    let fields = format!(r#""group":"{GROUP}","timestamp":"1","body":"6869","metadata":null"#);
    let decoded = ask(
        "message.decode",
        &format!(r#"{{"bytes":"{MESSAGE}","numbers":"spec"}}"#),
    );
    assert_eq!(decoded, format!(r#""ok":{{{fields}}}"#));
    let encoded = ask(
        "message.encode",
        &format!(r#"{{{fields},"numbers":"spec"}}"#),
    );
    assert_eq!(encoded, format!(r#""ok":{{"bytes":"{MESSAGE}"}}"#));
}

#[test]
fn the_legacy_numbers_are_one_to_four() {
    let fields = r#""group":"aa","timestamp":"1","body":"bb","metadata":{"parents":["cc"],"ephemeral":true}"#;
    let bytes = "0a01aa10011a01bb22050a01cc1001";
    let decoded = ask(
        "message.decode",
        &format!(r#"{{"bytes":"{bytes}","numbers":"legacy"}}"#),
    );
    assert_eq!(decoded, format!(r#""ok":{{{fields}}}"#));
    let encoded = ask(
        "message.encode",
        &format!(r#"{{{fields},"numbers":"legacy"}}"#),
    );
    assert_eq!(encoded, format!(r#""ok":{{"bytes":"{bytes}"}}"#));
}

#[test]
fn message_check_names_each_cause() {
    let id = id_of_message();
    let check = |bytes: &str, id: &str, group: &str| {
        ask(
            "message.check",
            &format!(r#"{{"bytes":"{bytes}","id":"{id}","group":"{group}"}}"#),
        )
    };
    let reject =
        |reason, detail| format!(r#""reject":{{"reason":"{reason}","detail":"{detail}"}}"#);
    let other = GROUP.replace("1f", "2f");
    assert_eq!(check(MESSAGE, &id, GROUP), r#""ok":{}"#);
    assert_eq!(check("", &id, GROUP), reject("invalid", "empty"));
    assert_eq!(
        check(MESSAGE, GROUP, GROUP),
        reject("mismatch", "id-mismatch")
    );
    assert_eq!(
        check(MESSAGE, &id, &other),
        reject("mismatch", "group-mismatch-with-log")
    );
    assert_eq!(
        check(&MESSAGE[..20], &id, GROUP),
        reject("malformed", "truncated")
    );
    assert_eq!(check(MESSAGE, "00", GROUP), r#""unsupported":{}"#);
}

fn id_of_message() -> String {
    let input = format!(r#"{{"group":"{GROUP}","timestamp":"1","body":"6869"}}"#);
    let answer = ask("message.id", &input);
    answer.split('"').nth(5).expect("an id").to_owned()
}

#[test]
fn page_decode_and_encode_are_each_others_inverse() {
    let fields = format!(
        r#""pairs":[{{"local":"{GROUP}","remote":"aa","data":"bb"}},{{"local":"{GROUP}","remote":"","data":""}}],"tail":"cc""#
    );
    let bytes = format!("0a280a01aa1220{GROUP}1a01bb0a221220{GROUP}1201cc");
    let decoded = ask("page.decode", &format!(r#"{{"bytes":"{bytes}"}}"#));
    assert_eq!(decoded, format!(r#""ok":{{{fields}}}"#));
    let encoded = ask("page.encode", &format!("{{{fields}}}"));
    assert_eq!(encoded, format!(r#""ok":{{"bytes":"{bytes}"}}"#));
}

#[test]
fn a_local_hash_of_a_wrong_length_is_rejected_both_ways() {
    let reject = r#""reject":{"reason":"invalid","detail":"local-hash-length"}"#;
    assert_eq!(ask("page.decode", r#"{"bytes":"0a03120100"}"#), reject);
    let pair = r#"{"pairs":[{"local":"00","remote":"","data":""}],"tail":""}"#;
    assert_eq!(ask("page.encode", pair), reject);
}

#[test]
fn payload_decode_and_encode_are_each_others_inverse_under_both_numberings() {
    let fields = format!(
        r#""acks":["aa"],"offers":[],"requests":["bb","cc"],"messages":[{{"group":"{GROUP}","timestamp":"-1","body":"","metadata":{{"parents":["dd"],"ephemeral":true}}}}]"#
    );
    for numbers in ["spec", "legacy"] {
        let encoded = ask(
            "payload.encode",
            &format!(r#"{{{fields},"numbers":"{numbers}"}}"#),
        );
        let bytes = encoded.split('"').nth(5).expect("bytes");
        let decoded = ask(
            "payload.decode",
            &format!(r#"{{"bytes":"{bytes}","numbers":"{numbers}"}}"#),
        );
        assert_eq!(decoded, format!(r#""ok":{{{fields}}}"#), "{numbers}");
    }
}

#[test]
fn each_message_of_the_services_is_encoded_and_decoded() {
    for (message, fields, bytes) in [
        ("content", r#"{"data":"aa"}"#, "0a01aa"),
        ("address", r#"{"id":"bb"}"#, "0a01bb"),
        (
            "name_update",
            r#"{"name":"é","content":"cc"}"#,
            "0a02c3a91201cc",
        ),
        ("query", r#"{"name":"é"}"#, "0a02c3a9"),
        ("response", r#"{"data":"dd"}"#, "0a01dd"),
    ] {
        let encoded = ask(
            "service.encode",
            &format!(r#"{{"message":"{message}","fields":{fields}}}"#),
        );
        assert_eq!(
            encoded,
            format!(r#""ok":{{"bytes":"{bytes}"}}"#),
            "{message}"
        );
        let decoded = ask(
            "service.decode",
            &format!(r#"{{"message":"{message}","bytes":"{bytes}"}}"#),
        );
        assert_eq!(
            decoded,
            format!(r#""ok":{{"fields":{fields}}}"#),
            "{message}"
        );
    }
    let reject = r#""reject":{"reason":"malformed","detail":"not-utf8"}"#;
    assert_eq!(
        ask("service.decode", r#"{"message":"query","bytes":"0a01ff"}"#),
        reject
    );
}

#[test]
fn address_check_depends_on_the_declared_kind() {
    let empty = "1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let check = |kind, address: &str, content| {
        let input = format!(r#"{{"kind":"{kind}","address":"{address}","content":"{content}"}}"#);
        ask("address.check", &input)
    };
    assert_eq!(
        check("opaque", empty, "00"),
        r#""ok":{"checked":"unverified"}"#
    );
    assert_eq!(
        check("multihash", empty, ""),
        r#""ok":{"checked":"verified"}"#
    );
    let mismatch = r#""reject":{"reason":"mismatch","detail":"digest-mismatch"}"#;
    assert_eq!(check("multihash", empty, "00"), mismatch);
    let none = r#""reject":{"reason":"malformed","detail":"not-a-cid"}"#;
    assert_eq!(check("cid", "ff", ""), none);
}

#[test]
fn an_unknown_operation_is_unsupported() {
    assert_eq!(ask("page.fold", "{}"), r#""unsupported":{}"#);
    assert_eq!(ask("node.close", "{}"), r#""unsupported":{}"#);
}

#[test]
fn an_input_of_the_wrong_shape_is_a_fault_that_says_what_is_wrong() {
    for (op, input, word) in [
        ("page.decode", r#"{}"#, "bytes"),
        ("page.decode", r#"{"bytes":"0A"}"#, "lowercase hex"),
        (
            "message.id",
            r#"{"group":"","timestamp":1,"body":""}"#,
            "decimal string",
        ),
        (
            "message.decode",
            r#"{"bytes":"","numbers":"roman"}"#,
            "roman",
        ),
        (
            "address.check",
            r#"{"kind":"url","address":"","content":""}"#,
            "url",
        ),
        (
            "service.encode",
            r#"{"message":"query","fields":{}}"#,
            "name",
        ),
    ] {
        let answer = ask(op, input);
        assert!(
            answer.starts_with(r#""fault":{"message":"#),
            "{op} {input}: {answer}"
        );
        assert!(answer.contains(word), "{op} {input}: {answer}");
    }
}

#[test]
fn a_line_that_is_no_request_is_a_fault_under_the_id_that_it_has() {
    for (line, id) in [
        ("", "null"),
        ("[]", "null"),
        ("{}", "null"),
        (r#"{"id":"9"}"#, r#""9""#),
        (r#"{"id":9,"op":"hello","in":{}}"#, "null"),
        (r#"{"id":"9","op":7,"in":{}}"#, r#""9""#),
        (r#"{"id":"9","op":"hello""#, "null"),
    ] {
        let answer = serve(&format!("{line}\n"));
        let head = format!(r#"{{"id":{id},"fault":{{"message":"#);
        assert!(answer.starts_with(&head), "{line}: {answer}");
        assert_eq!(answer.lines().count(), 1, "{line}: {answer}");
    }
}

#[test]
fn requests_are_answered_however_the_input_is_cut_into_reads() {
    let lines = format!(
        "{}{}",
        "{\"id\":\"1\",\"op\":\"page.decode\",\"in\":{\"bytes\":\"\"}}\n",
        "{\"id\":\"2\",\"op\":\"page.decode\",\"in\":{\"bytes\":\"ff\"}}\n"
    );
    let whole = serve(&lines);
    for capacity in 1..lines.len() {
        let input = std::io::BufReader::with_capacity(capacity, lines.as_bytes());
        let mut out = Vec::new();
        remote_log_adapter::serve(input, &mut out).expect("the input ends in order");
        assert_eq!(
            String::from_utf8_lossy(&out),
            whole,
            "reads of {capacity} bytes"
        );
    }
}
