//! Whole histories from a seed: a writer appends and publishes, a helper loses and restores, a reader syncs, and both
//! restart. At the end everything was delivered exactly once.

use std::collections::HashMap;

use bytes::Bytes;
use remote_log::log::reader::{Class, Head, Limits};
use remote_log::log::writer::{self, Embed, Published};
use remote_log::log::{Check, Failure};
use remote_log::message::MessageId;
use remote_log::store::{Cas, Ns};

use crate::world::{Alice, Bob, GROUP, NAME, World, id};

/// Numbers from a seed (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

struct History {
    world: World,
    alice: Alice,
    bob: Bob,
    random: Random,
    now: u64,
    appended: Vec<MessageId>,
    delivered: HashMap<MessageId, usize>,
    /// What the helper took away.
    lost: Vec<(Bytes, Bytes)>,
    heads: Vec<Bytes>,
}

impl History {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let page_size = 1 + random.below(4);
        let embed = match random.below(3) {
            0 => Embed::All,
            1 => Embed::Last(0),
            _ => Embed::Last(1 + random.below(page_size)),
        };
        let head = [writer::Head::Inline, writer::Head::Pointer][random.below(2)];
        let mut world = World::new();
        world.seed = seed + 1;
        let limits = Limits {
            pages: 1 + random.below(4) as u64,
            gets: 1 + random.below(3) as u64,
            call_bytes: 200 + random.below(2000) as u64,
            ..Limits::default()
        };
        History {
            bob: Bob::with(&world, Check::Mvds { group: GROUP }, limits),
            alice: Alice::new(page_size, embed, head),
            world,
            random,
            now: 0,
            appended: Vec::new(),
            delivered: HashMap::new(),
            lost: Vec::new(),
            heads: Vec::new(),
        }
    }

    fn step(&mut self) {
        self.now += self.random.below(4) as u64;
        match self.random.below(10) {
            0 | 1 => {
                let bodies: Vec<String> = (0..self.random.below(5))
                    .map(|n| format!("{}", self.appended.len() + n))
                    .collect();
                let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
                self.alice.append(&mut self.world, &bodies);
                self.appended.extend(bodies.iter().map(|body| id(body)));
            }
            2 | 3 => {
                self.alice.publish(&mut self.world);
                self.heads.extend(self.world.ns.fetch(NAME).ok());
            }
            4 | 5 => self.sync(),
            6 => self.lose(),
            7 => self.heal(),
            8 => self.alice.restart(),
            _ => self.bob.restart(),
        }
        let flaky = |random: &mut Random| (random.below(8) == 0).then_some(Failure::Timeout);
        self.world.adds_fail = flaky(&mut self.random);
        self.world.updates_fail = flaky(&mut self.random);
        self.world.fetches_fail = flaky(&mut self.random);
        self.world.saves_fail = false;
    }

    fn sync(&mut self) {
        self.world.saves_fail = self.random.below(8) == 0;
        if let Ok(outcome) = self.bob.try_sync(&mut self.world, self.now) {
            assert_ne!(outcome.head, Head::Classified(Class::Fork));
            for item in outcome.delivered {
                *self.delivered.entry(item.id).or_default() += 1;
            }
        }
        self.world.saves_fail = false;
    }

    /// The helper turns the name back, or loses what the reader was last told of.
    fn lose(&mut self) {
        if self.random.below(3) == 0 {
            if !self.heads.is_empty() {
                let old = self.heads[self.random.below(self.heads.len())].clone();
                self.world.ns.set(NAME, Some(old));
            }
            return;
        }
        let known = self.world.addresses.clone();
        if !known.is_empty() {
            let address = known[self.random.below(known.len())].clone();
            if let Ok(content) = self.world.cas.get(&address) {
                self.world.cas.set(&address, None);
                self.lost.push((address, content));
            }
        }
    }

    fn heal(&mut self) {
        for (address, content) in self.lost.drain(..) {
            self.world.cas.set(&address, Some(content));
        }
    }

    fn end(&mut self) {
        self.heal();
        self.world.adds_fail = None;
        self.world.updates_fail = None;
        self.world.fetches_fail = None;
        if !self.appended.is_empty() {
            let published = self.alice.publish(&mut self.world);
            assert!(
                matches!(published, Published::Published | Published::Unchanged),
                "{published:?}"
            );
        }
        for _ in 0..200 {
            self.now += 3600;
            self.sync();
        }
        let outcome = self.bob.sync(&mut self.world, self.now);
        assert_eq!(outcome.gaps, []);
        assert_eq!(outcome.missing, []);
        assert_eq!(outcome.head, Head::Classified(Class::Same));
        for id in &self.appended {
            assert_eq!(self.delivered.get(id), Some(&1), "{id} is delivered once");
        }
        assert_eq!(self.delivered.len(), self.appended.len());
    }
}

#[test]
fn everything_is_delivered_exactly_once() {
    for seed in 0..300 {
        println!("seed {seed}");
        let mut history = History::new(seed);
        for _ in 0..60 {
            history.step();
        }
        history.end();
    }
}
