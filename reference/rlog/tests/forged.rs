//! A store that lies: `verify` names each problem, and `sync` believes none of it.

use std::path::Path;
use std::process::{Command, Output};

use remote_log::address::{self, AddressKind};
use remote_log::log::Expect;
use remote_log::page::{Page, Pair, encode};
use remote_log::store::{Cas, Ns};
use remote_log_disk::Store;

fn rlog(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rlog"));
    command
        .current_dir(dir)
        .args(args)
        .output()
        .expect("rlog starts")
}

/// Two published messages on a page of Alice's, pointed to, and Bob who follows nobody yet.
fn published() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for args in [
        &[
            "init", "alice", "--name", "alice", "--store", "s", "--embed", "0",
        ][..],
        &["init", "bob", "--name", "bob", "--store", "s"],
        &["append", "alice", "--at", "1570190400", "one", "two"],
        &["publish", "alice"],
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

/// Makes the name hold what `forge` makes of the honest head.
fn forge_head(dir: &Path, forge: impl FnOnce(&Page<'_>, &mut dyn Cas) -> Vec<u8>) {
    let store = Store::open(&dir.join("s"), AddressKind::Multihash).expect("the store is free");
    let head = store.ns().fetch("alice").expect("it was published");
    let page = Page::decode(&head).expect("an honest head");
    let forged = forge(&page, &mut store.cas());
    store
        .ns()
        .update("alice", &forged, &Expect::Any)
        .expect("a name takes anything");
}

/// What `verify` and `sync` say, both of which end with 1.
fn verify_and_sync(dir: &Path) -> (String, String) {
    let say = |args: &[&str]| {
        let output = rlog(dir, args);
        let said = String::from_utf8(output.stdout).expect("text");
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        said
    };
    (say(&["verify", "alice"]), say(&["sync", "bob", "alice"]))
}

#[test]
fn an_honest_log_is_sound() {
    let dir = published();
    let output = rlog(dir.path(), &["verify", "alice"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    assert_eq!(
        said,
        "`alice` is sound: 1 page and 2 messages fetched and hashed again\n"
    );
}

#[test]
fn an_embedded_message_that_is_another_is_named() {
    let dir = published();
    forge_head(dir.path(), |page, cas| {
        let [two, one] = page.pairs() else {
            panic!("two pairs")
        };
        let data = cas.get(one.remote).expect("it was added");
        encode(
            [
                Pair {
                    data: &data,
                    ..*two
                },
                *one,
            ],
            page.tail(),
        )
    });
    let output = rlog(dir.path(), &["verify", "alice"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("embedded in the head, is not the listed one: the content is message"),
        "{said}"
    );
    // The right one is at the address, and a reader finds it there.
    let output = rlog(dir.path(), &["sync", "bob", "alice"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("2 new messages"));
}

#[test]
fn an_address_of_another_message_is_named() {
    let dir = published();
    forge_head(dir.path(), |page, _| {
        let [two, one] = page.pairs() else {
            panic!("two pairs")
        };
        encode(
            [
                Pair {
                    remote: one.remote,
                    ..*two
                },
                *one,
            ],
            page.tail(),
        )
    });
    let (verified, synced) = verify_and_sync(dir.path());
    assert!(
        verified.contains("is not the listed one: the content is message"),
        "{verified}"
    );
    assert!(
        synced.contains("1 new message\n") && synced.contains("missing message"),
        "{synced}"
    );
}

#[test]
fn an_address_without_content_is_named() {
    let dir = published();
    let nowhere = address::make(AddressKind::Multihash, b"never added");
    forge_head(dir.path(), |page, _| {
        let [two, one] = page.pairs() else {
            panic!("two pairs")
        };
        encode(
            [
                Pair {
                    remote: &nowhere,
                    ..*two
                },
                *one,
            ],
            page.tail(),
        )
    });
    let (verified, synced) = verify_and_sync(dir.path());
    let missing = format!(
        "is missing at {}: the store does not have it",
        hex::encode(&nowhere)
    );
    assert!(verified.contains(&missing), "{verified}");
    assert!(synced.contains(": the store does not have it"), "{synced}");
}

#[test]
fn a_pair_with_nothing_is_named() {
    let dir = published();
    forge_head(dir.path(), |page, _| {
        let [two, one] = page.pairs() else {
            panic!("two pairs")
        };
        encode(
            [
                Pair {
                    remote: b"",
                    ..*two
                },
                *one,
            ],
            page.tail(),
        )
    });
    let (verified, synced) = verify_and_sync(dir.path());
    assert!(
        verified.contains("is listed with neither content nor address"),
        "{verified}"
    );
    assert!(
        synced.contains(": the log lists it with neither content nor address"),
        "{synced}"
    );
}

#[test]
fn a_tail_to_what_is_no_page_is_named() {
    let dir = published();
    forge_head(dir.path(), |page, cas| {
        let tail = cas.add(b"\x0a\x05no").expect("the store takes anything");
        encode(page.pairs().iter().copied(), &tail)
    });
    let (verified, synced) = verify_and_sync(dir.path());
    assert!(
        verified.contains("page 1220") && verified.contains("cannot be read: the bytes end inside"),
        "{verified}"
    );
    assert!(
        synced.contains("missing page") && synced.contains("2 new messages"),
        "{synced}"
    );
}

#[test]
fn a_head_that_is_no_page_is_named() {
    let dir = published();
    forge_head(dir.path(), |_, _| b"\x0a\x05no".to_vec());
    let (verified, synced) = verify_and_sync(dir.path());
    assert!(verified.contains("the head cannot be read"), "{verified}");
    assert!(
        synced.contains("cannot be read; the name holds no page of a log"),
        "{synced}"
    );
}

#[test]
fn a_log_that_lost_what_its_reader_keeps_is_named() {
    let dir = published();
    let output = rlog(dir.path(), &["sync", "bob", "alice"]);
    assert!(output.status.success());
    forge_head(dir.path(), |page, _| encode([page.pairs()[1]], page.tail()));
    let output = rlog(dir.path(), &["verify", "bob", "alice"]);
    let verified = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{verified}");
    assert!(
        verified.contains("which this directory keeps, is not in the published log"),
        "{verified}"
    );
    let output = rlog(dir.path(), &["sync", "bob", "alice"]);
    let synced = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{synced}");
    assert!(
        synced.contains("is older than what was seen before"),
        "{synced}"
    );
}
