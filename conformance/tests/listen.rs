//! Adapters that connect to the harness: it says where it waits, and does not wait for ever for one that has been there.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

#[test]
fn an_adapter_that_does_not_connect_again_is_at_fault() {
    let mut harness = Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .args(["run", "--listen", "127.0.0.1:0", "--deadline", "500ms"])
        .args(["--case", "property-message-id-*"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = String::new();
    let mut stderr = BufReader::new(harness.stderr.take().expect("it is piped"));
    stderr.read_line(&mut said).expect("it says something");
    let address = said
        .trim_end()
        .strip_prefix("waiting for an adapter at ")
        .unwrap_or_else(|| panic!("it does not say where it waits: {said}"));

    let mut stream = TcpStream::connect(address).expect("it listens");
    let mut requests = BufReader::new(stream.try_clone().expect("a second handle")).lines();
    let next = "the harness asks";
    requests.next().expect(next).expect(next);
    stream
        .write_all(
            br#"{"id":"0","ok":{"protocol":"1","name":"goes","version":"0","language":"rust","operations":["message.id"],"profiles":["core","mvds"],"max_in_flight":"1"}}"#,
        )
        .and_then(|()| stream.write_all(b"\n"))
        .expect("the harness reads");
    requests.next().expect(next).expect(next);
    drop((stream, requests));

    let output = harness.wait_with_output().expect("it ends by itself");
    assert_eq!(output.status.code(), Some(4));
    let report = String::from_utf8(output.stdout).expect("it is text");
    let why = "did not connect to 127.0.0.1:0 again within 500ms";
    assert!(report.contains(why), "{report}");
}
