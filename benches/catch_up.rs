//! What it costs to catch up on 100 new messages of a log of N: it must not grow with N.

use remote_log::address::AddressKind;
use remote_log::store::{MemoryCas, MemoryDisk, MemoryNs};
use remote_log_benches::counted::{self, Cost};
use remote_log_benches::effort::Effort;
use remote_log_benches::log::{self, Mode, PAGE_SIZE};

const NEW: u64 = 100;

fn main() {
    let known: &[u64] = Effort::asked().pick(&[1_000, 10_000, 100_000], &[1_000]);
    println!(
        "catching up on {NEW} new messages, with pages of {PAGE_SIZE} pairs and an inline head"
    );
    println!("content      known     in the head   fetches   gets    bytes   rounds");
    for mode in [Mode::Embedded, Mode::PointedTo] {
        // When the reader comes back after a full head, all that is new stands in the next head. After half a head, half
        // of it stands on the page below, and a reader learns of it a round later.
        for in_head in [PAGE_SIZE as u64, PAGE_SIZE as u64 / 2] {
            for known in known {
                let known = known - PAGE_SIZE as u64 + in_head;
                let cost = catch_up(mode, known);
                println!(
                    "{:<12} {known:>7} {in_head:>13} {:>9} {:>6} {:>8} {:>8}",
                    mode.name(),
                    cost.fetches,
                    cost.gets,
                    cost.bytes,
                    cost.rounds
                );
            }
        }
    }
}

/// A reader that knows so many messages comes back when there are [`NEW`] more.
fn catch_up(mode: Mode, known: u64) -> Cost {
    let mut cas = MemoryCas::new(AddressKind::Multihash);
    let mut ns = MemoryNs::new();
    let (mut disk, mut readers_disk) = (MemoryDisk::new(), MemoryDisk::new());
    let (mut writer, mut reader) = (log::writer(mode), log::reader());

    log::publish(&mut writer, 0..known, &mut cas, &mut ns, &mut disk);
    let (first, _) = counted::sync(&mut reader, &mut cas, &mut ns, &mut readers_disk);
    assert_eq!(
        first.delivered.len() as u64,
        known,
        "the first call delivers all there is"
    );

    log::publish(
        &mut writer,
        known..known + NEW,
        &mut cas,
        &mut ns,
        &mut disk,
    );
    let (second, cost) = counted::sync(&mut reader, &mut cas, &mut ns, &mut readers_disk);
    assert_eq!(
        second.delivered.len() as u64,
        NEW,
        "the second call delivers what is new"
    );
    cost
}
