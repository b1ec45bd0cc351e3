//! Saved states: one that opens can be gone on from, and what is saved then opens again.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::reader::{self, Reader};
use remote_log::log::writer::{self, Embed, Head, Layout, NewItem, Writer};
use remote_log::log::{Check, drive};
use remote_log::message::MessageId;
use remote_log::store::{Disk, MemoryCas, MemoryNs};
use remote_log_helpers::{MailLimits, Mailbox, PostOffice, Sealed};
use remote_log_mvds::{GroupId, Node, PeerId, Settings};

use crate::disk::SharedDisk;
use crate::refusal::is_readable;

/// A reader's (RL-READ-16), which then follows a name that holds nothing.
pub fn reader(bytes: &[u8]) {
    let settings = reader::Settings {
        name: "alice".to_owned(),
        kind: AddressKind::Multihash,
        check: Check::Core,
        limits: reader::Limits::default(),
    };
    let open = |saved| Reader::open(settings.clone(), saved);
    match open(Some(Bytes::copy_from_slice(bytes))) {
        Ok(mut reader) => {
            let (mut cas, mut ns) = (MemoryCas::new(settings.kind), MemoryNs::new());
            let mut disk = SharedDisk::holding(bytes);
            drive(reader.sync(0), &mut cas, &mut ns, &mut disk).expect("the disk saves");
            open(disk.state().map(Bytes::from)).expect("what a reader saves, it opens");
        }
        Err(error) => is_readable(&error),
    }
}

/// A writer's (RL-WRITE-15), which then appends and publishes.
pub fn writer(bytes: &[u8]) {
    let settings = writer::Settings {
        name: "alice".to_owned(),
        check: Check::Core,
        layout: Layout::new(2, Embed::Last(1), Head::Pointer).expect("a layout"),
    };
    let open = |saved| Writer::open(settings.clone(), saved);
    match open(Some(Bytes::copy_from_slice(bytes))) {
        Ok(mut writer) => {
            let (mut cas, mut ns) = (MemoryCas::default(), MemoryNs::new());
            let mut disk = SharedDisk::holding(bytes);
            let item = NewItem {
                id: Some(MessageId([7; 32])),
                data: Bytes::from_static(b"new"),
            };
            let append = writer.append(vec![item]).expect("an item with an id");
            drive(append, &mut cas, &mut ns, &mut disk).expect("the disk saves");
            drive(writer.publish(), &mut cas, &mut ns, &mut disk).expect("the disk saves");
            open(disk.state().map(Bytes::from)).expect("what a writer saves, it opens");
        }
        Err(error) => is_readable(&error),
    }
}

/// A node's (RL-SYNC-46), which then speaks and appends.
pub fn node(bytes: &[u8]) {
    let open = |saved| Node::open(Settings::new(PeerId("alice".into())), saved);
    match open(Some(Bytes::copy_from_slice(bytes))) {
        Ok(mut node) => {
            let mut disk = SharedDisk::holding(bytes);
            let (group, bob) = (GroupId([1; 32]), PeerId("bob".into()));
            node.set_peers(group, [bob.clone()]);
            node.epoch(1, 1);
            // There may be as many records as there may be.
            let _ = node.append(&group, 1, b"new", false);
            node.receive(2, 2, &bob, &[], &mut |_| true);
            node.epoch(3, 3);
            if let Some(change) = node.save() {
                disk.save(&change).expect("it is memory");
                node.saved();
            }
            open(disk.state().map(Bytes::from)).expect("what a node saves, it opens");
        }
        Err(error) => is_readable(&error),
    }
}

/// The mailboxes' of a store-and-forward service, which then takes and hands out.
pub fn mailboxes(bytes: &[u8]) {
    let disk = SharedDisk::holding(bytes);
    let open = |disk| PostOffice::open(MailLimits::default(), disk);
    match open(disk.clone()) {
        Ok(mut office) => {
            let bob = PeerId("bob".into());
            office.register(&bob).expect("there is room");
            // A mailbox may be full.
            let _ = office.deposit(&bob, &Sealed(Bytes::from_static(b"sealed")));
            let batch = office.collect(&bob, None).expect("it is there");
            let _ = office.collect(&bob, Some(batch.token));
            open(disk.clone()).expect("what an office saves, it opens");
        }
        Err(error) => is_readable(&error),
    }
}
