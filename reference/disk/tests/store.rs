//! The store on disk keeps the contract, and keeps what it holds when it is opened again.

use std::path::Path;

use remote_log::address::AddressKind;
use remote_log::log::{Expect, Failure, Saved};
use remote_log::store::{Cas, Disk, Ns, contract};
use remote_log_disk::{OpenError, Store};

fn open(path: &Path) -> Result<Store, OpenError> {
    Store::open(path, AddressKind::Multihash)
}

#[test]
fn it_keeps_the_contract() {
    for kind in [
        AddressKind::Opaque,
        AddressKind::Multihash,
        AddressKind::Cid,
    ] {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&directory.path().join("store"), kind).unwrap();
        assert_eq!(contract::cas(&mut store.cas()), Ok(()));
        assert_eq!(contract::ns(&mut store.ns()), Ok(()));
        // An instance with others on either side of it.
        for other in ["", "reader", "reader/", "reader/b"] {
            let saved = Saved::Append(other.to_owned().into());
            store.state(other).save(&saved).unwrap();
        }
        assert_eq!(contract::disk(&mut store.state("reader/a")), Ok(()));
        let other = store.state("reader/b").load().unwrap();
        assert_eq!(other, Some("reader/b".into()));
    }
}

#[test]
fn it_holds_the_same_when_opened_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = open(&path).unwrap();
    let address = store.cas().add(b"content").unwrap();
    store.ns().update("name", b"head", &Expect::Absent).unwrap();
    store
        .state("reader")
        .save(&Saved::Append("s".into()))
        .unwrap();
    drop(store);
    let store = open(&path).unwrap();
    assert_eq!(store.cas().get(&address), Ok("content".into()));
    assert_eq!(store.ns().fetch("name"), Ok("head".into()));
    assert_eq!(store.state("reader").load(), Ok(Some("s".into())));
    assert_eq!(store.cas().get(b"other"), Err(Failure::NotFound));
    assert!(
        store.take_error().is_none(),
        "not found is no error of the file"
    );
}

#[test]
fn adding_heals_what_the_disk_has_changed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let address = open(&path).unwrap().cas().add(b"as published").unwrap();
    let mut file = std::fs::read(&path).unwrap();
    for at in 0..file.len() {
        if file[at..].starts_with(b"as published") {
            file[at] = b'i';
        }
    }
    std::fs::write(&path, file).unwrap();
    let mut cas = open(&path).unwrap().cas();
    assert_eq!(cas.get(&address), Ok("is published".into()));
    assert_eq!(cas.add(b"as published"), Ok(address.clone()));
    assert_eq!(cas.get(&address), Ok("as published".into()));
}

#[test]
fn what_cannot_be_opened_is_told_apart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("store");
    let store = open(&path).unwrap();
    let held = open(&path).unwrap_err();
    assert!(matches!(
        held,
        OpenError::Database {
            source: redb::Error::DatabaseAlreadyOpen,
            ..
        }
    ));
    drop(store);
    let other = Store::open(&path, AddressKind::Cid).unwrap_err();
    let (holds, asked) = (AddressKind::Multihash, AddressKind::Cid);
    assert!(
        matches!(other, OpenError::Kind { holds: h, asked: a, .. } if (h, a) == (holds, asked))
    );
    let no_store = directory.path().join("text");
    std::fs::write(&no_store, "no store").unwrap();
    assert!(matches!(open(&no_store), Err(OpenError::Damaged { .. })));
    assert!(matches!(
        open(directory.path()),
        Err(OpenError::Database { .. })
    ));
    assert!(open(&path).is_ok());
}
