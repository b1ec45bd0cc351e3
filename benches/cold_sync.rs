//! A new reader reads a whole log of 100,000 messages: how fast, how many bytes, how much memory. Each variant is read in
//! a process of its own, so that the peak of memory is its own.

use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use remote_log::address::AddressKind;
use remote_log::store::{Cas, Disk, MemoryCas, MemoryDisk, MemoryNs, Ns};
use remote_log_benches::counted;
use remote_log_benches::effort::Effort;
use remote_log_benches::log::{self, BODY, Mode};
use remote_log_benches::memory;
use remote_log_disk::Store;

const KIND: AddressKind = AddressKind::Multihash;
const MODES: [Mode; 2] = [Mode::Embedded, Mode::PointedTo];

/// What a process of this program does, as its first argument says; a number out of [`MODES`], how many messages, and the
/// file of the store on disk follow. Without these it is the parent of the others.
const FROM_MEMORY: &str = "from-memory";
const WRITE_DISK: &str = "write-disk";
const FROM_DISK: &str = "from-disk";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(play) = role(&arguments) else {
        return all(Effort::asked().pick(100_000, 1_000));
    };
    let [_, mode, messages, file] = &arguments[..] else {
        panic!("the parent gives a mode, a number of messages and a file");
    };
    let mode = MODES[mode.parse::<usize>().expect("the parent gives a number")];
    let messages = messages.parse().expect("the parent gives a number");
    play(mode, messages, Path::new(file));
}

fn role(arguments: &[String]) -> Option<fn(Mode, u64, &Path)> {
    match arguments.first()?.as_str() {
        FROM_MEMORY => Some(from_memory),
        WRITE_DISK => Some(write_disk),
        FROM_DISK => Some(from_disk),
        _ => None,
    }
}

fn all(messages: u64) {
    println!("a new reader of a log of messages of {BODY} bytes");
    println!(
        "store    content      messages   messages/s   bytes/message   MiB before   MiB at the peak"
    );
    let directory = tempfile::tempdir().expect("there is room for temporary files");
    for (nth, mode) in MODES.into_iter().enumerate() {
        let file = directory.path().join(nth.to_string());
        let start = |role: &str, messages: u64| {
            let status = Command::new(env::current_exe().expect("a process knows its program"))
                .args([role, &nth.to_string(), &messages.to_string()])
                .arg(&file)
                .status()
                .expect("this program starts again");
            assert!(status.success(), "{role} failed: {status}");
        };
        let on_disk = match mode {
            Mode::Embedded => messages,
            // Every content is a durable commit of its own; a hundred thousand take minutes to write.
            Mode::PointedTo => messages / 10,
        };
        start(FROM_MEMORY, messages);
        start(WRITE_DISK, on_disk);
        start(FROM_DISK, on_disk);
    }
}

fn from_memory(mode: Mode, messages: u64, _: &Path) {
    let (mut cas, mut ns) = (MemoryCas::new(KIND), MemoryNs::new());
    // The writer and what it saved are gone again before the reader starts.
    log::publish(
        &mut log::writer(mode),
        0..messages,
        &mut cas,
        &mut ns,
        &mut MemoryDisk::new(),
    );
    read(
        "memory",
        mode,
        messages,
        &mut cas,
        &mut ns,
        &mut MemoryDisk::new(),
    );
}

fn write_disk(mode: Mode, messages: u64, file: &Path) {
    let store = Store::open(file, KIND).expect("the file is new");
    let mut disk = store.state("writer");
    log::publish(
        &mut log::writer(mode),
        0..messages,
        &mut store.cas(),
        &mut store.ns(),
        &mut disk,
    );
}

fn from_disk(mode: Mode, messages: u64, file: &Path) {
    let store = Store::open(file, KIND).expect("the store was just written");
    let mut disk = store.state("reader");
    read(
        "disk",
        mode,
        messages,
        &mut store.cas(),
        &mut store.ns(),
        &mut disk,
    );
}

/// Reads all there is, in one call of a new reader, and prints a row of the table.
fn read(
    store: &str,
    mode: Mode,
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
        "{store:<8} {:<12} {messages:>8} {:>12.0} {:>15.0} {:>12} {:>17}",
        mode.name(),
        messages as f64 / took.as_secs_f64(),
        cost.bytes as f64 / messages as f64,
        memory::in_mib(before),
        memory::in_mib(peak),
    );
}
