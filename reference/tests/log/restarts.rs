//! What is saved: delivered only then, gone on from after a crash, and believed only as far as it goes.

use bytes::Bytes;
use remote_log::log::reader::{Class, Reader};
use remote_log::log::writer::{Embed, Head, Writer};
use remote_log::log::{Failure, StateError, Unsaved};
use remote_log::store::Disk;

use crate::world::{Alice, Bob, World, message};

/// A reader with everything in its state: a floor, pages, gaps, missing items and delivered ones.
fn reader() -> (World, Bob) {
    let mut world = World::new();
    let gap = world.page(&["a"], b"");
    world.lose(&gap);
    let page = world.page(&["c", "b"], &gap);
    let missing = world.add(&message("b"));
    world.head(&["d"], &page);
    world.lose(&missing);
    let mut bob = Bob::new(&world);
    bob.expect(&mut world, 0, Class::Advanced, &["c", "d"]);
    (world, bob)
}

/// RL-READ-15: nothing is delivered and nothing moves, and the next call delivers it all.
#[test]
fn a_save_that_fails_delivers_nothing() {
    let mut world = World::new();
    let page = world.page(&["a"], b"");
    world.head(&["b"], &page);
    let mut bob = Bob::new(&world);
    for _ in 0..2 {
        world.saves_fail = true;
        let unsaved = Err(Unsaved(Failure::Unavailable));
        assert_eq!(bob.try_sync(&mut world, 0), unsaved);
    }
    world.saves_fail = false;
    bob.expect(&mut world, 0, Class::Advanced, &["a", "b"]);
    bob.restart();
    bob.expect(&mut world, 0, Class::Same, &[]);
}

/// RL-READ-15: a call that is dropped before its save was answered is as if it never was.
#[test]
fn a_dropped_call_changes_nothing() {
    let mut world = World::new();
    world.head(&["a"], b"");
    let mut bob = Bob::new(&world);
    drop(bob.reader.sync(0));
    bob.expect(&mut world, 0, Class::Advanced, &["a"]);
}

/// RL-READ-16: after a restart the outcome of a call is what it is without one.
#[test]
fn a_reader_goes_on_from_what_it_saved() {
    let (mut world, mut bob) = reader();
    let without = bob.sync(&mut world, 0);
    assert_eq!((without.gaps.len(), without.missing.len()), (1, 1));
    bob.restart();
    assert_eq!(bob.sync(&mut world, 0), without);
}

/// A state is written anew before what was appended outgrows it, and says the same.
#[test]
fn a_state_does_not_grow_without_end() {
    let (mut world, mut bob) = reader();
    let mut longest = 0;
    for call in 1..3000 {
        // Each call tries the gap and the item again, and saves that.
        bob.sync(&mut world, call * 3600);
        assert_eq!(world.seen.saves, 1);
        longest = longest.max(bob.disk.load().unwrap().unwrap().len());
    }
    assert!(longest < 70_000, "{longest} bytes");
    let without = bob.sync(&mut world, 0);
    bob.restart();
    assert_eq!(bob.sync(&mut world, 0), without);
}

fn writer() -> Alice {
    let mut world = World::new();
    let mut alice = Alice::new(2, Embed::Last(1), Head::Pointer);
    alice.append(&mut world, &["a", "b", "c"]);
    alice.publish(&mut world);
    alice.append(&mut world, &["d", "e"]);
    alice
}

/// Whatever becomes of a saved state, it is read to a state or refused, in no time.
#[test]
fn damaged_states_are_read_or_refused() {
    let (_, mut bob) = reader();
    let mut alice = writer();
    let reader_state = bob.disk.load().unwrap().unwrap();
    let writer_state = alice.disk.load().unwrap().unwrap();
    let mut refused = 0;
    let mut open = |state: Vec<u8>| {
        let state = Bytes::from(state);
        let read = Reader::open(bob.settings.clone(), Some(state.clone())).is_err();
        let written = Writer::open(alice.settings.clone(), Some(state)).is_err();
        refused += usize::from(read && written);
    };
    let mut tried = 0;
    for state in [&reader_state, &writer_state] {
        for at in 0..state.len() {
            open(state[..at].to_vec());
            for value in [0, 1, 0x7f, 0x80, 0xff, state[at] ^ 0x10] {
                let mut damaged = state.to_vec();
                damaged[at] = value;
                open(damaged);
                tried += 1;
            }
        }
    }
    assert!(refused > tried / 20, "{refused} of {tried}");
}

/// Each refusal has its reason, beside a state that is read.
#[test]
fn refused_states_are_told_apart() {
    let (_, bob) = reader();
    let alice = writer();
    let read =
        |state: &[u8]| Reader::open(bob.settings.clone(), Some(state.to_vec().into())).map(|_| ());
    let header = StateError::Header {
        kind: "reader",
        version: 2,
    };
    assert_eq!(read(b"r\x02"), Ok(()));
    assert_eq!(read(b""), Err(header.clone()));
    assert_eq!(read(b"w\x01"), Err(header.clone()));
    assert_eq!(read(b"r\x01"), Err(header));
    let unknown = |what, value, at| Err(StateError::Unknown { what, value, at });
    assert_eq!(read(b"r\x02\x09"), unknown("a kind of fact", 9, 2));
    assert_eq!(
        read(b"r\x02\x03\x00\x09\x00\x00"),
        unknown("a reason", 9, 4)
    );
    assert_eq!(read(b"r\x02\x03\x00\x08\x00\x00"), Ok(()));
    assert_eq!(read(b"r\x02\x01\x01\x0a"), Err(StateError::Head { at: 2 }));
    // Five ids are promised, and there is no room for one.
    assert_eq!(
        read(b"r\x02\x05\x05x"),
        Err(StateError::Truncated { at: 3 })
    );
    let write = |state: &[u8]| {
        Writer::open(alice.settings.clone(), Some(state.to_vec().into())).map(|_| ())
    };
    assert_eq!(write(b"w\x01\x05\x00\x01x"), Ok(()));
    let items = "a number of items";
    assert_eq!(
        write(b"w\x01\x05\x01\x01x"),
        Err(StateError::Unknown {
            what: items,
            value: 1,
            at: 2
        })
    );
    assert_eq!(
        write(b"w\x01\x04\x00\x01x"),
        Err(StateError::Unknown {
            what: items,
            value: 0,
            at: 2
        })
    );
}
