//! Two processes on one directory or one store: the second waits a little, and then says who is in its way.

use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use remote_log::address::AddressKind;
use remote_log_disk::Store;

fn rlog(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rlog"));
    command
        .current_dir(dir)
        .args(args)
        .output()
        .expect("rlog starts")
}

/// A directory with Alice's log of one message, and its store `s`.
fn alice() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for args in [
        &["init", "alice", "--name", "alice", "--store", "s"][..],
        &["append", "alice", "Hello"],
    ] {
        let output = rlog(dir.path(), args);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    dir
}

fn hold(store: &Path) -> Store {
    Store::open(store, AddressKind::Multihash).expect("the store is free")
}

#[test]
fn a_store_that_stays_busy_is_named() {
    let dir = alice();
    let held = hold(&dir.path().join("s"));
    let output = rlog(dir.path(), &["publish", "alice"]);
    drop(held);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.contains("another process is using the store") && error.contains("/s,"),
        "{error}"
    );
}

#[test]
fn a_store_that_is_free_soon_is_waited_for() {
    let dir = alice();
    let held = hold(&dir.path().join("s"));
    let free = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        drop(held);
    });
    let output = rlog(dir.path(), &["publish", "alice"]);
    free.join().expect("the store is let go");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_directory_that_stays_busy_is_named() {
    let dir = alice();
    let file = dir.path().join("alice/rlog.redb");
    let held = redb::Database::open(file).expect("the directory is free");
    let output = rlog(dir.path(), &["list", "alice"]);
    drop(held);
    assert_eq!(output.status.code(), Some(3));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.contains("another rlog process is using alice/rlog.redb"),
        "{error}"
    );
}
