//! How much memory a node takes for what is in flight: bytes that live on the heap for each message that a peer has not
//! acknowledged, and for each message once it has. It counts and times nothing.

use peak_alloc::PeakAlloc;
use remote_log_benches::effort::Effort;
use remote_log_mvds::{GroupId, Limits, Node, PeerId, Settings};

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// The bytes of each message's body.
const BODY: usize = 200;

fn main() {
    let most = Effort::asked().pick(100_000, 1_000);
    println!(
        "bytes on the heap for each message of {BODY} bytes, of its author and of its one peer"
    );
    println!("messages   groups   in flight   acknowledged   received");
    for groups in [1, 10] {
        for messages in [100, 1_000, 10_000, 100_000] {
            if messages <= most {
                let [in_flight, acknowledged, received] = measure(messages, groups);
                println!(
                    "{messages:>8}   {groups:>6}   {in_flight:>9}   {acknowledged:>12}   {received:>8}"
                );
            }
        }
    }
}

/// Bytes a message: of the author before it hears anything, of the author after every ACK, and of the peer that has
/// received them all.
fn measure(messages: usize, groups: u8) -> [usize; 3] {
    let start = ALLOCATED.current_usage();
    let mut author = node("alice", "bob", groups, messages);
    for nth in 0..messages {
        let body = [&nth.to_be_bytes()[..], &[0; BODY - 8]].concat();
        let group = GroupId([(nth % usize::from(groups)) as u8; 32]);
        let appended = author.append(&group, 0, &body, false);
        appended.expect("there is room for the record");
        author.discard_changes();
    }
    let in_flight = ALLOCATED.current_usage() - start;

    let mut peer = node("bob", "alice", groups, messages);
    let mut epoch = 0;
    while !author.is_silent() {
        epoch += 1;
        pass(&mut author, &mut peer, epoch);
        pass(&mut peer, &mut author, epoch);
    }
    let both = ALLOCATED.current_usage() - start;
    drop(peer);
    let acknowledged = ALLOCATED.current_usage() - start;
    [in_flight, acknowledged, both - acknowledged].map(|bytes| bytes / messages)
}

/// A node with one peer, in so many groups, with room for so many records.
fn node(name: &'static str, peer: &'static str, groups: u8, records: usize) -> Node {
    let id = |name: &'static str| PeerId(name.as_bytes().into());
    let mut settings = Settings::new(id(name));
    settings.limits = Limits {
        records,
        ..settings.limits
    };
    let mut node = Node::open(settings, None).expect("a node without a state opens");
    for group in 0..groups {
        node.set_peers(GroupId([group; 32]), [id(peer)]);
    }
    node.discard_changes();
    node
}

/// What the one has for the other in an epoch arrives.
fn pass(from: &mut Node, to: &mut Node, epoch: u64) {
    let sent = from.epoch(epoch, epoch);
    from.discard_changes();
    for payload in sent.payloads {
        let sender = from.settings().peer.clone();
        to.receive(epoch, epoch, &sender, &payload.bytes, &mut |_| true);
        to.discard_changes();
    }
}
