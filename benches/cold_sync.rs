//! A new reader reads a whole log of 100,000 messages: how fast, how many bytes, how much memory. Each variant runs in a
//! process of its own, so that the peak of memory is its own.

use std::env;
use std::process::Command;
use std::time::Instant;

use remote_log::address::AddressKind;
use remote_log::store::{Cas, Disk, MemoryCas, MemoryDisk, MemoryNs, Ns};
use remote_log_benches::counted;
use remote_log_benches::effort::Effort;
use remote_log_benches::log::{self, BODY, Mode};
use remote_log_benches::memory;

/// Tells the process that it is to measure one variant, and which.
const VARIANT: &str = "REMOTE_LOG_COLD_SYNC";

const VARIANTS: [(&str, Mode); 2] = [("memory", Mode::Embedded), ("memory", Mode::PointedTo)];

fn main() {
    let messages = Effort::asked().pick(100_000, 1_000);
    match env::var(VARIANT) {
        Ok(variant) => {
            let nth: usize = variant
                .parse()
                .expect("the parent writes the number of a variant");
            measure(VARIANTS[nth], messages);
        }
        Err(_) => {
            println!("a new reader of {messages} messages of {BODY} bytes");
            println!(
                "store    content      messages/s   bytes/message   MiB before   MiB at the peak"
            );
            for nth in 0..VARIANTS.len() {
                let status = Command::new(env::current_exe().expect("a process knows its program"))
                    .args(env::args_os().skip(1))
                    .env(VARIANT, nth.to_string())
                    .status()
                    .expect("this program starts again");
                assert!(status.success(), "variant {nth} failed: {status}");
            }
        }
    }
}

fn measure((store, mode): (&str, Mode), messages: u64) {
    let mut cas = MemoryCas::new(AddressKind::Multihash);
    let mut ns = MemoryNs::new();
    // The writer and what it saved are gone again before the reader starts.
    log::publish(
        &mut log::writer(mode),
        0..messages,
        &mut cas,
        &mut ns,
        &mut MemoryDisk::new(),
    );
    read(
        (store, mode),
        messages,
        &mut cas,
        &mut ns,
        &mut MemoryDisk::new(),
    );
}

fn read(
    (store, mode): (&str, Mode),
    messages: u64,
    cas: &mut impl Cas,
    ns: &mut impl Ns,
    disk: &mut impl Disk,
) {
    let mut reader = log::reader();
    let before = memory::held();
    memory::forget_peak();
    let start = Instant::now();
    let (outcome, cost) = counted::sync(&mut reader, cas, ns, disk);
    let took = start.elapsed();
    let peak = memory::peak();
    assert_eq!(
        outcome.delivered.len() as u64,
        messages,
        "everything is delivered"
    );
    println!(
        "{store:<8} {:<12} {:>10.0} {:>15.0} {:>12} {:>17}",
        mode.name(),
        messages as f64 / took.as_secs_f64(),
        cost.bytes as f64 / messages as f64,
        memory::in_mib(before),
        memory::in_mib(peak),
    );
}
