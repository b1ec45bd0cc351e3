//! The contract of content stores, name systems and disks (family SVC), as one suite that every store's tests run.
//!
//! Each function takes a fresh, empty store and says which requirement it breaks first.

use std::fmt::Debug;

use bytes::Bytes;

use super::{Cas, Disk, Ns, Updates};
use crate::log::{Expect, Failure, Saved};

/// A rule that a store breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the store breaks {requirement}: {what} gave {got}; {expected} was expected")]
pub struct Violation {
    /// The requirement's id.
    pub requirement: &'static str,
    /// What was done.
    pub what: &'static str,
    /// What came of it.
    pub got: String,
    /// What should have come of it.
    pub expected: String,
}

/// Contents that stores are known to treat unlike others: none, text, zeros, what another codec takes for a number.
const CONTENTS: [&[u8]; 5] = [b"", b"content", b"content\0", &[0; 100], &[0xff; 70_000]];

/// Tries a content store.
pub fn cas(store: &mut impl Cas) -> Result<(), Violation> {
    let absent = Err(Failure::NotFound);
    same(
        "RL-SVC-3",
        "get of what was never added",
        store.get(b"never added"),
        absent,
    )?;
    let mut addresses = Vec::new();
    for content in CONTENTS {
        let address = ok("RL-SVC-1", "add", store.add(content))?;
        same(
            "RL-SVC-1",
            "get of what was added",
            store.get(&address),
            Ok(content.into()),
        )?;
        same(
            "RL-SVC-2",
            "add of the same content",
            store.add(content),
            Ok(address.clone()),
        )?;
        same(
            "RL-SVC-2",
            "whether other content had this address",
            addresses.contains(&address),
            false,
        )?;
        addresses.push(address);
    }
    let again: Vec<Bytes> = CONTENTS
        .iter()
        .map(|content| Bytes::from_static(content))
        .collect();
    same(
        "RL-SVC-2",
        "add of all the same contents at once",
        store.add_all(&again),
        addresses.iter().cloned().map(Ok).collect(),
    )?;
    let new = [
        Bytes::from_static(b"one of two"),
        Bytes::from_static(b"the other"),
    ];
    for (content, added) in new.iter().zip(store.add_all(&new)) {
        let address = ok("RL-SVC-1", "add of two contents at once", added)?;
        same(
            "RL-SVC-1",
            "get of one of two that were added at once",
            store.get(&address),
            Ok(content.clone()),
        )?;
    }
    for (content, address) in CONTENTS.iter().zip(&addresses) {
        same(
            "RL-SVC-1",
            "get after other adds",
            store.get(address),
            Ok((*content).into()),
        )?;
    }
    Ok(())
}

/// Tries a name system. One without compare-and-set must say so of every update that expects something.
pub fn ns<N: Ns>(store: &mut N) -> Result<(), Violation> {
    same(
        "RL-SVC-5",
        "fetch of a name never updated",
        store.fetch("a"),
        Err(Failure::NotFound),
    )?;
    same(
        "RL-SVC-5",
        "the first update",
        store.update("a", b"1", &Expect::Any),
        Ok(()),
    )?;
    same("RL-SVC-4", "fetch", store.fetch("a"), Ok("1".into()))?;
    same(
        "RL-SVC-4",
        "a second update",
        store.update("a", b"2", &Expect::Any),
        Ok(()),
    )?;
    same(
        "RL-SVC-4",
        "fetch after it",
        store.fetch("a"),
        Ok("2".into()),
    )?;
    same(
        "RL-SVC-5",
        "an update to empty content",
        store.update("a", b"", &Expect::Any),
        Ok(()),
    )?;
    same(
        "RL-SVC-5",
        "fetch of empty content",
        store.fetch("a"),
        Ok("".into()),
    )?;
    for other in ["A", "a ", "", "\u{e1}", "a\u{301}"] {
        same(
            "RL-SVC-7",
            "fetch of a name like another",
            store.fetch(other),
            Err(Failure::NotFound),
        )?;
        same(
            "RL-SVC-7",
            "update of a name like another",
            store.update(other, other.as_bytes(), &Expect::Any),
            Ok(()),
        )?;
    }
    same(
        "RL-SVC-7",
        "fetch after updates of other names",
        store.fetch("a"),
        Ok("".into()),
    )?;
    match N::UPDATES {
        Updates::CompareAndSet => compare_and_set(store),
        Updates::LastWriteWins => last_write_wins(store),
    }
}

fn compare_and_set(store: &mut impl Ns) -> Result<(), Violation> {
    let exact = |content: &'static str| Expect::Exact(content.into());
    let conflict = Err(Failure::Conflict);
    same(
        "RL-SVC-6",
        "an update that expects a name to be absent",
        store.update("b", b"1", &Expect::Absent),
        Ok(()),
    )?;
    same(
        "RL-SVC-6",
        "an update that expects a name in use to be absent",
        store.update("b", b"2", &Expect::Absent),
        conflict,
    )?;
    same(
        "RL-SVC-6",
        "an update that expects other content",
        store.update("b", b"2", &exact("2")),
        conflict,
    )?;
    same(
        "RL-SVC-6",
        "an update that expects content of an absent name",
        store.update("c", b"2", &exact("")),
        conflict,
    )?;
    same(
        "RL-SVC-6",
        "fetch after a conflict",
        store.fetch("b"),
        Ok("1".into()),
    )?;
    same(
        "RL-SVC-6",
        "fetch after a conflict over an absent name",
        store.fetch("c"),
        Err(Failure::NotFound),
    )?;
    same(
        "RL-SVC-6",
        "an update that expects what is there",
        store.update("b", b"2", &exact("1")),
        Ok(()),
    )?;
    same("RL-SVC-4", "fetch", store.fetch("b"), Ok("2".into()))
}

fn last_write_wins(store: &mut impl Ns) -> Result<(), Violation> {
    for expect in [Expect::Absent, Expect::Exact("x".into())] {
        same(
            "RL-SVC-6",
            "an update that expects something",
            store.update("b", b"1", &expect),
            Err(Failure::Unsupported),
        )?;
    }
    same(
        "RL-SVC-6",
        "fetch after an unsupported update",
        store.fetch("b"),
        Err(Failure::NotFound),
    )
}

/// Tries a disk.
pub fn disk(disk: &mut impl Disk) -> Result<(), Violation> {
    same("RL-READ-16", "load before any save", disk.load(), Ok(None))?;
    for (saved, state) in [
        (Saved::Append("ab".into()), "ab"),
        (Saved::Append("c".into()), "abc"),
        (Saved::Replace("d".into()), "d"),
        (Saved::Append("".into()), "d"),
        (Saved::Append("e".into()), "de"),
    ] {
        same("RL-READ-16", "save", disk.save(&saved), Ok(()))?;
        same("RL-READ-16", "load", disk.load(), Ok(Some(state.into())))?;
    }
    Ok(())
}

fn ok<T>(
    requirement: &'static str,
    what: &'static str,
    got: Result<T, Failure>,
) -> Result<T, Violation> {
    got.map_err(|failure| Violation {
        requirement,
        what,
        got: format!("{failure:?}"),
        expected: "success".to_owned(),
    })
}

fn same<T: PartialEq + Debug>(
    requirement: &'static str,
    what: &'static str,
    got: T,
    expected: T,
) -> Result<(), Violation> {
    if got == expected {
        return Ok(());
    }
    Err(Violation {
        requirement,
        what,
        got: format!("{got:?}"),
        expected: format!("{expected:?}"),
    })
}
