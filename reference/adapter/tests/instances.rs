//! Literal lines in, literal lines out: readers, writers and stores, side by side, and what becomes of them in a crash.
//!
//! The harness's lines are written down beforehand, which works because callbacks are numbered in order: `c1`, `c2`, ...

/// Everything the adapter says to these lines, with `…` for the states that it saves, whose form is its own.
fn serve(lines: &[String]) -> Vec<String> {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut out = Vec::new();
    remote_log_adapter::serve(input.as_bytes(), &mut out).expect("the input ends in order");
    let out = String::from_utf8(out).expect("lines are UTF-8");
    out.lines().map(without_state).collect()
}

fn without_state(line: &str) -> String {
    match line.split_once(r#""in":{"state":""#) {
        Some((before, state)) => {
            let (_, after) = state.split_once('"').expect("the state ends");
            format!(r#"{before}"in":{{"state":"…"{after}"#)
        }
        None => line.to_owned(),
    }
}

fn open_reader(id: &str, instance: &str, name: &str) -> String {
    let limits = r#"{"pages":"10","page_bytes":"1000","pairs":"10","content_bytes":"1000","call_bytes":"100000","gets":"4"}"#;
    format!(
        r#"{{"id":"{id}","op":"reader.open","in":{{"instance":"{instance}","name":"{name}","profile":"core","group":null,"kind":"opaque","limits":{limits}}}}}"#
    )
}

fn open_writer(id: &str, instance: &str, page_size: &str, embed: &str) -> String {
    format!(
        r#"{{"id":"{id}","op":"writer.open","in":{{"instance":"{instance}","name":"x","profile":"core","group":null,"page_size":"{page_size}","embed":"{embed}","head":"inline"}}}}"#
    )
}

fn request(id: &str, op: &str, input: &str) -> String {
    format!(r#"{{"id":"{id}","op":"{op}","in":{{{input}}}}}"#)
}

fn append(id: &str, instance: &str, message: &str) -> String {
    let items = format!(r#"[{{"id":"{message}","data":"02"}}]"#);
    request(
        id,
        "writer.append",
        &format!(r#""instance":"{instance}","now":"0","items":{items}"#),
    )
}

fn answer(call: &str, ok: &str) -> String {
    format!(r#"{{"call":"{call}","ok":{ok}}}"#)
}

/// A callback as the adapter sends it.
fn call(call: &str, request: &str, instance: &str, rest: &str) -> String {
    format!(r#"{{"call":"{call}","for":"{request}","instance":"{instance}",{rest}}}"#)
}

const NO_STATE: &str = r#"{"state":null}"#;

fn newest() -> String {
    "11".repeat(32)
}

fn oldest() -> String {
    "22".repeat(32)
}

/// A head that lists two items at the addresses aa and bb.
fn head() -> String {
    format!("0a250a01aa1220{}0a250a01bb1220{}", newest(), oldest())
}

#[test]
fn two_readers_interleave_and_each_asks_for_everything_at_once() {
    let content = |call, content: &str| answer(call, &format!(r#"{{"content":"{content}"}}"#));
    let said = serve(&[
        open_reader("1", "a", "x"),
        open_reader("2", "b", "y"),
        answer("c2", NO_STATE),
        answer("c1", NO_STATE),
        request("3", "reader.sync", r#""instance":"a","now":"0""#),
        request("4", "reader.sync", r#""instance":"b","now":"0""#),
        content("c4", &head()),
        content("c3", &head()),
        content("c6", "02"),
        content("c8", "03"),
        content("c5", "04"),
        content("c7", "05"),
        answer("c9", "{}"),
        answer("c10", "{}"),
    ]);
    let get = |call_id, request, instance, address| {
        let rest = format!(r#""op":"cas.get","in":{{"address":"{address}"}}"#);
        call(call_id, request, instance, &rest)
    };
    let (new, old) = (newest(), oldest());
    let save = format!(r#""op":"state.save","in":{{"state":"…","delivered":["{old}","{new}"]}}"#);
    let synced = |id, older, newer| {
        let item = |id: &str, data| format!(r#"{{"id":"{id}","data":"{data}","check":"opaque"}}"#);
        let delivered = format!("{},{}", item(&old, older), item(&new, newer));
        format!(
            r#"{{"id":"{id}","ok":{{"head":"advanced","delivered":[{delivered}],"missing":[],"gaps":[],"cycles":[],"inserted":[],"reordered":false,"evidence":null}}}}"#
        )
    };
    assert_eq!(
        said,
        [
            call("c1", "1", "a", r#""op":"state.load","in":{}"#),
            call("c2", "2", "b", r#""op":"state.load","in":{}"#),
            r#"{"id":"2","ok":{}}"#.to_owned(),
            r#"{"id":"1","ok":{}}"#.to_owned(),
            call("c3", "3", "a", r#""op":"ns.fetch","in":{"name":"x"}"#),
            call("c4", "4", "b", r#""op":"ns.fetch","in":{"name":"y"}"#),
            get("c5", "4", "b", "aa"),
            get("c6", "4", "b", "bb"),
            get("c7", "3", "a", "aa"),
            get("c8", "3", "a", "bb"),
            call("c9", "4", "b", &save),
            call("c10", "3", "a", &save),
            synced("4", "02", "04"),
            synced("3", "03", "05"),
        ]
    );
}

#[test]
fn a_writer_adds_before_it_updates_and_saves_before_it_answers() {
    let message = newest();
    let said = serve(&[
        open_writer("1", "w", "2", "0"),
        answer("c1", NO_STATE),
        append("2", "w", &message),
        answer("c2", "{}"),
        append("3", "w", &message),
        request("4", "writer.publish", r#""instance":"w","now":"0""#),
        r#"{"call":"c3","fail":{"reason":"not_found"}}"#.to_owned(),
        answer("c4", r#"{"address":"aa"}"#),
        answer("c5", "{}"),
        answer("c6", r#"{"data":"ff"}"#),
        answer("c7", "{}"),
    ]);
    let save = r#""op":"state.save","in":{"state":"…","delivered":[]}"#;
    let update = format!(
        r#""op":"ns.update","in":{{"name":"x","content":"0a250a01aa1220{message}","expect":{{"state":"absent"}}}}"#
    );
    let appended = |id, status| {
        format!(r#"{{"id":"{id}","ok":{{"items":[{{"id":"{message}","status":"{status}"}}]}}}}"#)
    };
    assert_eq!(
        said,
        [
            call("c1", "1", "w", r#""op":"state.load","in":{}"#),
            r#"{"id":"1","ok":{}}"#.to_owned(),
            call("c2", "2", "w", save),
            appended("2", "appended"),
            appended("3", "duplicate"),
            call("c3", "4", "w", r#""op":"ns.fetch","in":{"name":"x"}"#),
            call("c4", "4", "w", r#""op":"cas.add","in":{"content":"02"}"#),
            call("c5", "4", "w", save),
            call("c6", "4", "w", &update),
            call("c7", "4", "w", save),
            r#"{"id":"4","ok":{"status":"published"}}"#.to_owned(),
        ]
    );
}

#[test]
fn a_store_keeps_content_and_names_until_it_is_dropped() {
    let on = |rest: &str| format!(r#""instance":"s"{rest}"#);
    let said = serve(&[
        request("1", "store.open", &on("")),
        request("2", "store.add", &on(r#","content":"""#)),
        request(
            "3",
            "store.update",
            &on(r#","name":"n","content":"aa","expect":{"state":"absent"}"#),
        ),
        request(
            "4",
            "store.update",
            &on(r#","name":"n","content":"bb","expect":{"state":"absent"}"#),
        ),
        request(
            "5",
            "store.update",
            &on(r#","name":"n","content":"cc","expect":{"state":"exact","content":"aa"}"#),
        ),
        request(
            "6",
            "store.update",
            &on(r#","name":"n","content":"dd","expect":{"state":"any"}"#),
        ),
        request("7", "store.fetch", &on(r#","name":"n""#)),
        request("8", "store.fetch", &on(r#","name":"m""#)),
        request("9", "store.get", &on(r#","address":"00""#)),
        request("10", "instance.drop", &on("")),
        request("11", "store.fetch", &on(r#","name":"n""#)),
    ]);
    let address = "1220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(
        said,
        [
            r#"{"id":"1","ok":{}}"#,
            &format!(r#"{{"id":"2","ok":{{"address":"{address}"}}}}"#),
            r#"{"id":"3","ok":{"status":"ok"}}"#,
            r#"{"id":"4","ok":{"status":"conflict"}}"#,
            r#"{"id":"5","ok":{"status":"ok"}}"#,
            r#"{"id":"6","ok":{"status":"ok"}}"#,
            r#"{"id":"7","ok":{"status":"ok","content":"dd"}}"#,
            r#"{"id":"8","ok":{"status":"not_found","content":null}}"#,
            r#"{"id":"9","ok":{"status":"not_found","content":null}}"#,
            r#"{"id":"10","ok":{}}"#,
            r#"{"id":"11","fault":{"message":"the instance `s` is not open"}}"#,
        ]
    );
}

/// Up to the moment in which a publish waits for two `cas.add`, the callbacks c4 and c5.
fn publishing() -> Vec<String> {
    let (old, new) = (oldest(), newest());
    let items = format!(r#"[{{"id":"{old}","data":"02"}},{{"id":"{new}","data":"03"}}]"#);
    vec![
        open_writer("1", "w", "2", "0"),
        answer("c1", NO_STATE),
        request(
            "2",
            "writer.append",
            &format!(r#""instance":"w","now":"0","items":{items}"#),
        ),
        answer("c2", "{}"),
        request("3", "writer.publish", r#""instance":"w","now":"0""#),
        r#"{"call":"c3","fail":{"reason":"not_found"}}"#.to_owned(),
    ]
}

#[test]
fn a_drop_during_an_add_ends_the_request_and_every_callback_for_it() {
    let before = serve(&publishing());
    assert!(
        before
            .last()
            .is_some_and(|line| line.contains(r#""call":"c5""#)),
        "{before:#?}"
    );
    let mut lines = publishing();
    lines.extend([
        r#"{"call":"c4","drop":{}}"#.to_owned(),
        answer("c5", r#"{"address":"bb"}"#),
        request("4", "writer.publish", r#""instance":"w","now":"0""#),
        open_writer("5", "w", "2", "0"),
        answer("c5", r#"{"address":"bb"}"#),
    ]);
    assert_eq!(
        serve(&lines)[before.len()..],
        [
            r#"{"id":"3","dropped":{}}"#.to_owned(),
            r#"{"id":"4","fault":{"message":"the instance `w` is not open"}}"#.to_owned(),
            call("c6", "5", "w", r#""op":"state.load","in":{}"#),
        ]
    );
}

#[test]
fn instance_drop_ends_a_request_that_is_under_way() {
    let before = serve(&publishing()).len();
    let mut lines = publishing();
    lines.extend([
        request("4", "instance.drop", r#""instance":"w""#),
        answer("c4", r#"{"address":"aa"}"#),
        request("5", "instance.drop", r#""instance":"w""#),
    ]);
    assert_eq!(
        serve(&lines)[before..],
        [
            r#"{"id":"3","dropped":{}}"#,
            r#"{"id":"4","ok":{}}"#,
            r#"{"id":"5","ok":{}}"#,
        ]
    );
}

#[test]
fn an_answer_that_comes_after_its_instance_was_dropped_reaches_no_later_one() {
    let mut lines = publishing();
    // The fetch, c3, is still unanswered when the instance goes.
    lines.pop();
    lines.extend([
        request("4", "instance.drop", r#""instance":"w""#),
        open_writer("5", "w", "2", "0"),
        answer("c4", NO_STATE),
        append("6", "w", &newest()),
    ]);
    let before = serve(&lines);
    assert!(
        before
            .last()
            .is_some_and(|line| line.contains("state.save")),
        "{before:#?}"
    );
    lines.push(answer("c3", r#"{"content":""}"#));
    assert_eq!(serve(&lines), before);
}

#[test]
fn a_second_request_to_a_busy_instance_is_a_fault_and_the_first_goes_on() {
    let before = serve(&publishing()).len();
    let mut lines = publishing();
    lines.extend([
        request("4", "writer.publish", r#""instance":"w","now":"0""#),
        answer("c4", r#"{"address":"aa"}"#),
        answer("c5", r#"{"address":"bb"}"#),
    ]);
    let said = serve(&lines);
    let fault = "the instance `w` has a request that is not answered yet";
    assert_eq!(
        said[before],
        format!(r#"{{"id":"4","fault":{{"message":"{fault}"}}}}"#)
    );
    assert!(
        said[before + 1].contains(r#""for":"3","instance":"w","op":"state.save""#),
        "{said:#?}"
    );
}

#[test]
fn an_answer_that_cannot_be_read_is_a_fault_of_the_request_it_was_for() {
    for (bad, word) in [
        (r#"{"call":"c4"}"#, "neither"),
        (r#"{"call":"c4","ok":{}}"#, "address"),
        (r#"{"call":"c4","ok":{"address":"AA"}}"#, "lowercase hex"),
        (r#"{"call":"c4","fail":{"reason":"tired"}}"#, "tired"),
    ] {
        let before = serve(&publishing()).len();
        let mut lines = publishing();
        lines.push(bad.to_owned());
        let said = serve(&lines);
        let [fault] = &said[before..] else {
            panic!("one line for {bad}: {said:#?}")
        };
        assert!(
            fault.starts_with(r#"{"id":"3","fault":"#) && fault.contains(word),
            "{bad}: {fault}"
        );
    }
}

#[test]
fn settings_that_cannot_be_are_a_fault_and_leave_nothing_open() {
    let said = serve(&[
        open_writer("1", "w", "0", "0"),
        open_writer("2", "w", "2", "3"),
        open_writer("3", "w", "2", "some"),
        request("4", "writer.publish", r#""instance":"w","now":"0""#),
    ]);
    for (line, word) in said
        .iter()
        .zip(["page size of 0", "3 pairs", "`in`", "is not open"])
    {
        assert!(
            line.contains(r#""fault":"#) && line.contains(word),
            "{word}: {line}"
        );
    }
    assert_eq!(said.len(), 4);
}

#[test]
fn a_bound_of_a_reader_is_at_least_1() {
    let open = open_reader("1", "a", "x");
    for bound in [
        "pages",
        "page_bytes",
        "pairs",
        "content_bytes",
        "call_bytes",
        "gets",
    ] {
        let (before, after) = open
            .split_once(&format!(r#""{bound}":""#))
            .expect("the bound");
        let (_, after) = after.split_once('"').expect("its value ends");
        let said = serve(&[format!(r#"{before}"{bound}":"0"{after}"#)]);
        let [fault] = &said[..] else {
            panic!("one line for {bound}: {said:#?}")
        };
        assert!(
            fault.starts_with(r#"{"id":"1","fault":"#) && fault.contains("decimal string"),
            "{bound}: {fault}"
        );
    }
}

#[test]
fn a_load_that_fails_is_a_fault_and_leaves_nothing_open() {
    let fail = r#"{"call":"c1","fail":{"reason":"unavailable"}}"#.to_owned();
    for open in [open_reader("1", "w", "x"), open_writer("1", "w", "2", "0")] {
        let said = serve(&[
            open,
            fail.clone(),
            request("2", "writer.publish", r#""instance":"w","now":"0""#),
        ]);
        let [_, fault, closed] = &said[..] else {
            panic!("three lines: {said:#?}")
        };
        assert!(
            fault.starts_with(r#"{"id":"1","fault":"#) && fault.contains("state.load"),
            "{fault}"
        );
        assert!(closed.contains("is not open"), "{closed}");
    }
}

#[test]
fn an_item_that_is_no_message_of_the_group_rejects_the_append() {
    let group = "00".repeat(32);
    let open = format!(
        r#""instance":"w","name":"x","profile":"mvds","group":"{group}","page_size":"2","embed":"all","head":"pointer""#
    );
    let item = r#""instance":"w","now":"0","items":[{"id":null,"data":"aa"}]"#;
    let said = serve(&[
        request("1", "writer.open", &open),
        answer("c1", NO_STATE),
        request("2", "writer.append", item),
    ]);
    let reject = r#"{"id":"2","reject":{"reason":"malformed","detail":"truncated"}}"#;
    assert_eq!(said.last().map(String::as_str), Some(reject));
}

#[test]
fn a_writer_that_is_opened_again_goes_on_from_what_it_saved() {
    let lines = [
        open_writer("1", "w", "2", "0"),
        answer("c1", NO_STATE),
        append("2", "w", &newest()),
    ];
    let input = lines.join("\n") + "\n";
    let mut out = Vec::new();
    remote_log_adapter::serve(input.as_bytes(), &mut out).expect("the input ends in order");
    let out = String::from_utf8(out).expect("lines are UTF-8");
    let (_, state) = out
        .split_once(r#""in":{"state":""#)
        .expect("the append saves");
    let (state, _) = state.split_once('"').expect("the state ends");
    let said = serve(&[
        open_writer("1", "w", "2", "0"),
        answer("c1", &format!(r#"{{"state":"{state}"}}"#)),
        append("2", "w", &newest()),
    ]);
    assert!(
        said.last().is_some_and(|line| line.contains("duplicate")),
        "{said:#?}"
    );
}

#[test]
fn garbage_never_panics() {
    let session = publishing().join("\n");
    let mut out = Vec::new();
    for cut in 0..session.len() {
        let cut = format!("{}\n", &session[..cut]);
        remote_log_adapter::serve(cut.as_bytes(), &mut out).expect("the input ends in order");
    }
    let mut seed: u64 = 1;
    let mut random = move || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for _ in 0..3000 {
        let mut bytes = session.clone().into_bytes();
        for _ in 0..1 + random() % 4 {
            let at = random() % bytes.len();
            bytes[at] = random() as u8;
        }
        bytes.push(b'\n');
        remote_log_adapter::serve(&bytes[..], &mut out).expect("the input ends in order");
    }
}
