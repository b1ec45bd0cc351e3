//! Signals: whatever the command and the signal, the adapter ends with the harness.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// Stops the command while its adapter keeps it waiting for the hello, and gives what it then says on standard error.
fn stopped(command: &[&str], signal: Signal) -> String {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pid");
    let harness = Command::new(env!("CARGO_BIN_EXE_rlog-conformance"))
        .args(command)
        .args(["--deadline", "60s", "--"])
        .args(["sh", "-c", "echo $$ > \"$0\"; exec sleep 1000"])
        .arg(&path)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let by = Instant::now() + Duration::from_secs(20);
    let adapter = loop {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let line = text.strip_suffix('\n');
        if let Some(pid) = line.and_then(|pid| Pid::from_raw(pid.parse().ok()?)) {
            break pid;
        }
        assert!(Instant::now() < by, "the adapter does not start");
        thread::sleep(Duration::from_millis(10));
    };
    kill_process(Pid::from_child(&harness), signal).expect("it runs");
    let output = harness.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{command:?} {signal:?}");
    while test_kill_process(adapter).is_ok() {
        let lives = "the adapter outlives the harness";
        assert!(Instant::now() < by, "{lives}: {command:?} {signal:?}");
        thread::sleep(Duration::from_millis(10));
    }
    String::from_utf8(output.stderr).expect("it is text")
}

#[test]
fn no_signal_to_any_command_leaves_the_adapter_running() {
    let replay = ["replay", "property-message-id-1-0"];
    for command in [&["run"][..], &["fuzz"], &["check"], &replay] {
        for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
            let said = stopped(command, signal);
            assert!(said.contains("interrupted"), "{command:?}: {said}");
        }
    }
}
