//! The command: what it prints, how it refuses, and how it is stopped.

use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulation"));
    command.args(args);
    command
}

fn output(args: &[&str]) -> Output {
    command(args).output().expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn json_says_what_was_run() {
    let got = output(&["run", "--uptime", "1", "--runs", "3", "--json"]);
    assert_eq!(got.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&got.stdout).expect("JSON");
    assert_eq!(json[0]["runs"], 3);
    assert_eq!(json[0]["scenario"]["uptime"], 1.0);
    assert_eq!(json[0]["messages"]["mean"]["value"], 1.0);
}

#[test]
fn a_table_names_its_seed() {
    let got = output(&["run", "--uptime", "0.5", "--runs", "5", "--seed", "77"]);
    let table = text(&got.stdout);
    assert!(
        table.contains("loss 50 %, no helper") && table.contains("seed 77;"),
        "{table}"
    );
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    for (args, why) in [
        (
            &["--uptime", "1.5"][..],
            "the uptime is 1.5; give a part of the time from 0 to 1",
        ),
        (&["--uptime", "NaN"], "the uptime is NaN; give"),
        (&["--nodes", "1"], "1 nodes cannot sync; give 2 to 10000"),
        (
            &["--authors", "3"],
            "3 of 2 nodes cannot write; give 1 to 2 authors",
        ),
        (
            &["--messages", "0"],
            "0 messages to every other node are not simulated",
        ),
        (
            &["--nodes", "9999", "--messages", "4000000000"],
            "at most 10000000 deliveries",
        ),
        (
            &["--nodes", "9", "--neighbours", "9"],
            "9 neighbours do not connect 9 nodes; give 2 to 8",
        ),
        (
            &["--nodes", "9", "--neighbours", "3", "--helper", "log"],
            "with neighbours that pass messages on only `none`",
        ),
        (
            &["--helper", "magic"],
            "invalid value 'magic' for '--helper",
        ),
        (&["--runs", "0"], "0 is not in 1..=1000000"),
    ] {
        let got = output(&[&["run"], args].concat());
        assert_eq!(got.status.code(), Some(2), "{args:?}");
        assert!(
            text(&got.stderr).contains(why),
            "{args:?}: {}",
            text(&got.stderr)
        );
    }
}

#[test]
fn a_scenario_that_cannot_end_says_why_and_stops_at_its_bound() {
    let got = output(&["run", "--uptime", "0", "--bound", "1000", "--runs", "2"]);
    assert_eq!(got.status.code(), Some(0));
    let why = "nothing ever arrives at an uptime of 0, so no sender ever stops";
    assert!(text(&got.stderr).contains(why));
    let table = text(&got.stdout);
    assert!(
        table.contains("2 of 2 runs were given up after 1000 epochs"),
        "{table}"
    );
}

/// The runs would go on for days, and none is done.
#[test]
fn ctrl_c_stops_it_with_what_is_there() {
    let endless = [
        "run",
        "--uptime",
        "0",
        "--bound",
        "1000000000000",
        "--runs",
        "2",
    ];
    let child = command(&endless)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    std::thread::sleep(Duration::from_millis(500));
    let pid = Pid::from_raw(child.id() as i32).expect("a process has an id");
    kill_process(pid, Signal::INT).expect("it can be stopped");
    let got = child.wait_with_output().expect("it ends");
    assert_eq!(got.status.code(), Some(130));
    assert!(text(&got.stderr).contains("interrupted"));
    assert!(
        text(&got.stdout).contains("seed 1; 0 node-epochs"),
        "{}",
        text(&got.stdout)
    );
}
