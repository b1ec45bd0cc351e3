//! Decoding a page of 1,000 pairs, beside prost and buffa; and message ids, beside the bare hash.

#[path = "../reference/tests/oracles/mod.rs"]
mod oracles;

use std::hint::black_box;

use ::buffa::MessageView;
use ::prost::Message;
use ::prost::bytes::Bytes;
use criterion::{Criterion, Throughput};
use oracles::buffa::remotelog::__buffa::view::RemoteLogView;
use oracles::prost::remotelog::RemoteLog;
use remote_log::message::message_id;
use remote_log::page::{self, Page, Pair};
use remote_log_benches::effort::Effort;
use remote_log_benches::side_by_side::{medians, ratio};
use sha2::{Digest, Sha256};

const PAIRS: usize = 1_000;
const BODY: usize = 200;
/// One turn of each way is this many page decodes, or ids: long enough for the clock, short enough for the turns to
/// fall into the same weather.
const PAGES_A_TURN: usize = 20;
const IDS_A_TURN: usize = 2_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    pages(&mut criterion);
    ids(&mut criterion);
    criterion.final_summary();
    ratios(Effort::asked().pick(500, 1));
}

fn pages(criterion: &mut Criterion) {
    let bytes = Bytes::from(page_of(PAIRS));
    let mut group = criterion.benchmark_group("page of 1000 pairs");
    group.throughput(Throughput::Elements(PAIRS as u64));
    group.bench_function("remote-log, borrowed", |b| b.iter(|| ours(&bytes)));
    group.bench_function("buffa, view", |b| b.iter(|| buffa(&bytes)));
    group.bench_function("prost, Bytes", |b| b.iter(|| prost(&bytes)));
    group.finish();
}

fn ids(criterion: &mut Criterion) {
    let (group_id, body) = (bytes(1, 32), bytes(2, BODY));
    let hashed = hashed(&group_id, &body);
    let mut group = criterion.benchmark_group("id of a message of 200 bytes");
    group.throughput(Throughput::Elements(1));
    group.bench_function("message_id", |b| {
        b.iter(|| message_id(black_box(&group_id), black_box(0), black_box(&body)))
    });
    group.bench_function("bare sha2", |b| {
        b.iter(|| Sha256::digest(black_box(&hashed)))
    });
    group.finish();
}

fn ratios(rounds: usize) {
    let page = Bytes::from(page_of(PAIRS));
    let [ours, buffa, prost] = medians(
        rounds,
        [
            &mut || (0..PAGES_A_TURN).for_each(|_| ours(&page)),
            &mut || (0..PAGES_A_TURN).for_each(|_| buffa(&page)),
            &mut || (0..PAGES_A_TURN).for_each(|_| prost(&page)),
        ],
    );
    println!(
        "page decode, time against prost Bytes: {:.3} (aim: 0.2 at most)",
        ratio(ours, prost)
    );
    println!(
        "page decode, time against buffa view:  {:.3} (aim: 0.8 at most)",
        ratio(ours, buffa)
    );

    let (group_id, body) = (bytes(1, 32), bytes(2, BODY));
    let hashed = hashed(&group_id, &body);
    let [id, bare] = medians(
        rounds,
        [
            &mut || {
                for _ in 0..IDS_A_TURN {
                    black_box(message_id(
                        black_box(&group_id),
                        black_box(0),
                        black_box(&body),
                    ));
                }
            },
            &mut || {
                for _ in 0..IDS_A_TURN {
                    black_box(Sha256::digest(black_box(&hashed)));
                }
            },
        ],
    );
    println!(
        "message ids, speed against bare sha2:  {:.3} (aim: 0.9 at least)",
        ratio(bare, id)
    );
}

fn ours(page: &Bytes) {
    black_box(Page::decode(black_box(page)).expect("the page is valid"));
}

fn buffa(page: &Bytes) {
    black_box(RemoteLogView::decode_view(black_box(page)).expect("the page is valid"));
}

fn prost(page: &Bytes) {
    // The clone raises a counter; prost's `Bytes` fields then share the page and copy nothing.
    black_box(RemoteLog::decode(black_box(page).clone()).expect("the page is valid"));
}

/// A page of pairs that point to their content by a multihash, as most do.
fn page_of(pairs: usize) -> Vec<u8> {
    let locals: Vec<[u8; 32]> = (0..pairs)
        .map(|nth| Sha256::digest(nth.to_le_bytes()).into())
        .collect();
    let remotes: Vec<Vec<u8>> = locals
        .iter()
        .map(|local| [&[0x12, 0x20], &Sha256::digest(local)[..]].concat())
        .collect();
    let pairs = locals.iter().zip(&remotes).map(|(local, remote)| Pair {
        local,
        remote,
        data: &[],
    });
    page::encode(pairs, &remotes[0])
}

/// What goes into the hash of a message's id (RL-MSG-2).
fn hashed(group: &[u8], body: &[u8]) -> Vec<u8> {
    [b"MESSAGE_ID", group, &0i64.to_le_bytes(), body].concat()
}

fn bytes(fill: u8, len: usize) -> Vec<u8> {
    vec![fill; len]
}
