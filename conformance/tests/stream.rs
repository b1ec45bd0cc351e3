//! Very many stateless questions: each is judged, and nothing grows with their number.

mod support;

use std::time::Duration;

use remote_log::message::message_id;
use remote_log_conformance::runner::{Question, StreamError, Streamed, stream};
use remote_log_conformance::transport::AdapterSource;
use remote_log_conformance::verdict::AdapterFault;
use support::{faulty, reference};

/// Asks for `count` message ids; every tenth question expects what is not so.
fn ask(source: AdapterSource, count: u64) -> (Result<Streamed, StreamError>, Vec<u64>) {
    let (mut asked, mut diverged) = (0, Vec::new());
    let mut next = |question: &mut Question| {
        if asked == count {
            return false;
        }
        let body = asked.to_be_bytes();
        let mut id = message_id(b"", 0, &body).to_string();
        if asked % 10 == 3 {
            id.replace_range(..2, "zz");
        }
        let body = hex::encode(body);
        question.op = "message.id";
        let input = format!(r#"{{"group":"","timestamp":"0","body":"{body}"}}"#);
        question.input.extend_from_slice(input.as_bytes());
        question
            .expected
            .extend_from_slice(format!(r#"{{"id":"{id}"}}"#).as_bytes());
        asked += 1;
        true
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let streamed = runtime.block_on(stream(
        source,
        Duration::from_secs(5),
        &mut next,
        &mut |answer| diverged.push(answer.nth),
    ));
    diverged.sort_unstable();
    (streamed, diverged)
}

#[test]
fn every_answer_is_judged_in_whatever_order_it_comes() {
    for source in [reference(), faulty(&["out-of-order"]), faulty(&["correct"])] {
        let (streamed, diverged) = ask(source, 1000);
        let streamed = streamed.expect("the adapter answers");
        assert_eq!((streamed.asked, streamed.diverged), (1000, 100));
        assert_eq!(diverged, (0..100).map(|n| n * 10 + 3).collect::<Vec<u64>>());
    }
}

#[test]
fn an_adapter_that_breaks_ends_the_stream() {
    for (mode, words) in [
        ("crash-mid-answer", "exited with status 3"),
        ("answer-twice", "a second time"),
        ("garbage", "not a JSON object"),
        ("wrong-id", "`4711` that was never sent"),
    ] {
        let (streamed, _) = ask(faulty(&[mode]), 50);
        match streamed {
            Err(StreamError::Broken {
                fault: AdapterFault::Crash(text) | AdapterFault::Garbage(text),
                ..
            }) => {
                assert!(text.contains(words), "{text}");
            }
            other => panic!("{mode}: {other:?}"),
        }
    }
}
