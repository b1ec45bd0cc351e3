//! Whole histories of two to four nodes, over a network that loses, repeats and reorders, with restarts: everything is
//! delivered everywhere, once, and then everyone is silent.

use std::collections::BTreeMap;

use fastrand::Rng;
use remote_log::message::MessageId;
use remote_log_mvds::{Appended, Backoff, Delivery, Limits, Mode, Node, Settings};

use crate::world::*;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// One node with its disk, its log and what it has.
struct Device {
    settings: Settings,
    node: Node,
    disk: Vec<u8>,
    /// What others read of it, if it has a log: with metadata that a helper may alter.
    log: Vec<Vec<u8>>,
    /// The same as the device itself has it, with which it answers who asks for what is old.
    history: BTreeMap<MessageId, Vec<u8>>,
    /// How far it has read the log of each.
    read: [usize; 4],
    /// How often each message was delivered or appended.
    has: BTreeMap<MessageId, u32>,
    /// What was delivered, in order, with what it names as parents.
    order: Vec<(MessageId, Vec<MessageId>)>,
}

impl Device {
    fn got(&mut self, delivered: &[remote_log_mvds::Delivered]) {
        save(&mut self.node, &mut self.disk);
        for one in delivered {
            *self.has.entry(one.id).or_default() += 1;
            self.order.push((one.id, parents_of(&one.data)));
        }
    }
}

struct History {
    random: Rng,
    devices: Vec<Device>,
    /// Payloads on their way: from, to, bytes.
    network: Vec<(usize, usize, Vec<u8>)>,
    /// What was appended and is not ephemeral.
    appended: Vec<MessageId>,
    /// How many were appended, ephemeral ones included.
    count: u32,
    epoch: u64,
}

impl History {
    fn new(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let count = random.usize(2..=4);
        let (forward, payload_items) = (random.bool(), random.usize(3..40));
        let devices = (0..count).map(|index| {
            let limits = Limits {
                payload_items,
                request_sends: random.u32(2..8),
                buffer_seconds: 50,
                ..Limits::default()
            };
            let settings = Settings {
                mode: if random.bool() {
                    Mode::Batch
                } else {
                    Mode::Interactive
                },
                delivery: if random.bool() {
                    Delivery::Buffered
                } else {
                    Delivery::Eventual
                },
                backoff: Backoff {
                    first: random.u64(1..4),
                    most: random.u64(1..20),
                    parked: 40,
                },
                log: random.bool(),
                forward,
                limits,
                ..settings(NAMES[index])
            };
            let mut node = Node::open(settings.clone(), None).unwrap();
            node.set_peers(G, NAMES[..count].iter().map(|name| peer(name)));
            let mut device = Device {
                settings,
                node,
                disk: Vec::new(),
                log: Vec::new(),
                history: BTreeMap::new(),
                read: [0; 4],
                has: BTreeMap::new(),
                order: Vec::new(),
            };
            save(&mut device.node, &mut device.disk);
            device
        });
        let devices = devices.collect();
        History {
            random,
            devices,
            network: Vec::new(),
            appended: Vec::new(),
            count: 0,
            epoch: 1,
        }
    }

    /// One thing happens.
    fn act(&mut self) {
        let index = self.random.usize(..self.devices.len());
        match self.random.u32(..20) {
            0..=2 => self.append(index),
            3..=8 => self.tick(index),
            9..=14 => self.arrive(),
            15 => self.restart(index),
            16 => self.read_log(index),
            17 => self.tamper(index),
            _ => self.epoch += self.random.u64(1..5),
        }
    }

    fn append(&mut self, index: usize) {
        self.count += 1;
        let body = format!("{} {}", NAMES[index], self.count);
        let ephemeral = self.random.u32(..8) == 0;
        let device = &mut self.devices[index];
        let appended = device
            .node
            .append(&G, 0, body.as_bytes(), ephemeral)
            .unwrap();
        let Appended::New(id) = appended else {
            panic!("{body} is new")
        };
        device.got(&[]);
        if !ephemeral {
            self.appended.push(id);
            device.has.insert(id, 1);
        }
        let published: Vec<_> = device.node.to_publish().collect();
        device
            .log
            .extend(published.iter().map(|one| one.data.to_vec()));
        device
            .history
            .extend(published.iter().map(|one| (one.id, one.data.to_vec())));
        device.node.published(&ids(&published));
        save(&mut device.node, &mut device.disk);
    }

    fn tick(&mut self, index: usize) {
        let device = &mut self.devices[index];
        let sent = device.node.epoch(self.epoch, self.epoch);
        device.got(&sent.delivered);
        for payload in sent.payloads {
            let to = NAMES
                .iter()
                .position(|name| peer(name) == payload.peer)
                .unwrap();
            self.network.push((index, to, payload.bytes));
        }
    }

    /// A payload arrives, or is lost, or arrives and is still on its way.
    fn arrive(&mut self) {
        if self.network.is_empty() {
            return;
        }
        let at = self.random.usize(..self.network.len());
        let (from, to, bytes) = self.network.swap_remove(at);
        match self.random.u32(..10) {
            0..=2 => return,
            3 => self.network.push((from, to, bytes.clone())),
            _ => {}
        }
        self.give(from, to, &bytes);
    }

    fn give(&mut self, from: usize, to: usize, bytes: &[u8]) {
        let device = &mut self.devices[to];
        let received = receive(&mut device.node, NAMES[from], bytes, self.epoch);
        assert_eq!(received.refused, []);
        device.got(&received.delivered);
        for id in received.wanted {
            if let Some(data) = device.history.get(&id) {
                device.node.resend(&peer(NAMES[from]), data).unwrap();
            }
            save(&mut device.node, &mut device.disk);
        }
    }

    fn restart(&mut self, index: usize) {
        let device = &mut self.devices[index];
        device.node =
            Node::open(device.settings.clone(), Some(device.disk.clone().into())).unwrap();
    }

    fn read_log(&mut self, index: usize) {
        let other = self.random.usize(..self.devices.len());
        let log = self.devices[other].log.clone();
        let device = &mut self.devices[index];
        for data in &log[std::mem::replace(&mut device.read[other], log.len())..] {
            let received =
                device
                    .node
                    .helper_delivered(self.epoch, self.epoch, &peer(NAMES[other]), data);
            if other != index {
                assert_eq!(received.refused, []);
            }
            device.got(&received.delivered);
        }
    }

    /// The helper alters the metadata of a message in a log, so that it names what it pleases as parents.
    fn tamper(&mut self, index: usize) {
        let Some(parent) = self.random.choice(&self.appended).copied() else {
            return;
        };
        let log = &mut self.devices[index].log;
        if log.is_empty() {
            return;
        }
        let at = self.random.usize(..log.len());
        let data = &mut log[at];
        use remote_log::message::{Message, Metadata, Numbering};
        let mut message = Message::decode(data, Numbering::Spec).unwrap();
        message.metadata = Some(Metadata {
            parents: vec![&parent.0],
            ephemeral: true,
        });
        let mut altered = Vec::new();
        message.encode(Numbering::Spec, &mut altered);
        *data = altered;
    }

    /// Everyone is online and nothing is lost from here on.
    fn settle(&mut self) {
        for _ in 0..400 {
            self.epoch += 1;
            if self.network.is_empty() && self.devices.iter().all(|one| one.node.is_silent()) {
                return;
            }
            for index in 0..self.devices.len() {
                self.tick(index);
                for (from, to, bytes) in std::mem::take(&mut self.network) {
                    self.give(from, to, &bytes);
                }
            }
        }
    }
}

/// RL-SYNC-29, RL-SYNC-38, RL-SYNC-46 and the whole of the exchange.
#[test]
fn everything_is_delivered_everywhere_once_and_then_there_is_silence() {
    for seed in 0..60 {
        let mut history = History::new(seed);
        for _ in 0..300 {
            history.act();
        }
        history.settle();
        for (index, device) in history.devices.iter().enumerate() {
            for id in &history.appended {
                let times = device.has.get(id).copied().unwrap_or_default();
                assert_eq!(
                    times, 1,
                    "seed {seed}: {} has {id} {times} times",
                    NAMES[index]
                );
            }
            let twice = device.has.iter().find(|(_, times)| **times != 1);
            assert_eq!(twice, None, "seed {seed}: {}", NAMES[index]);
            assert!(
                device.node.is_silent(),
                "seed {seed}: {} goes on",
                NAMES[index]
            );
        }
    }
}

/// RL-SYNC-46: a node that is restarted after each step does what one does that never is.
#[test]
fn a_node_that_is_always_restarted_differs_in_nothing() {
    for seed in 0..10 {
        let mut with = History::new(seed);
        let mut without = History::new(seed);
        for step in 0..250 {
            with.act();
            without.act();
            assert!(
                with.network == without.network,
                "seed {seed}, step {step}: payloads differ"
            );
            for (one, other) in with.devices.iter().zip(&without.devices) {
                assert_eq!(one.order, other.order, "seed {seed}, step {step}");
            }
            // Acknowledgements are not saved, so a node with some to send is left alone.
            for device in &mut with.devices {
                let mut again =
                    Node::open(device.settings.clone(), Some(device.disk.clone().into())).unwrap();
                let later = with.epoch + 1000;
                let same = device.node.clone().epoch(later, later) == again.epoch(later, later);
                if same {
                    device.node =
                        Node::open(device.settings.clone(), Some(device.disk.clone().into()))
                            .unwrap();
                }
            }
        }
    }
}
