//! Services that can be unavailable, and calls in which a process can be killed.

use std::cell::Cell;
use std::rc::Rc;

use bytes::Bytes;
use remote_log::log::{Expect, Failure, Saved};
use remote_log::store::{Cas, Disk, MemoryDisk, Ns, Updates};
use remote_log_helpers::{Batch, Keep, MailError, Mailbox, Sealed, Shared, Token};
use remote_log_mvds::{Delivered, PeerId};

/// Counts calls down, and lets none succeed from some call on: what a killed process, or a helper that has died, looks
/// like from the other side.
#[derive(Debug, Clone, Default)]
pub struct Fuse(Rc<Cell<State>>);

#[derive(Debug, Clone, Copy, Default)]
struct State {
    left: Option<u64>,
    last_happens: bool,
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Happens,
    /// It happens, but nobody learns of it.
    Unanswered,
    Lost,
}

impl Fuse {
    /// The call after `calls` more is the last one. Whether it still happens is up to `last_happens`.
    pub fn light(&self, calls: u64, last_happens: bool) {
        self.0.set(State {
            left: Some(calls),
            last_happens,
        });
    }

    pub fn mend(&self) {
        self.0.set(State::default());
    }

    pub fn is_blown(&self) -> bool {
        self.0.get().left == Some(0) && !self.0.get().last_happens
    }

    /// Whether the last call is still to come.
    pub fn is_lit(&self) -> bool {
        self.0.get().left.is_some() && !self.is_blown()
    }

    fn burn(&self) -> Fate {
        let state = self.0.get();
        match state.left {
            None => Fate::Happens,
            Some(0) => {
                self.0.set(State {
                    last_happens: false,
                    ..state
                });
                match state.last_happens {
                    true => Fate::Unanswered,
                    false => Fate::Lost,
                }
            }
            Some(left) => {
                self.0.set(State {
                    left: Some(left - 1),
                    ..state
                });
                Fate::Happens
            }
        }
    }

    fn call<T>(&self, run: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        match self.burn() {
            Fate::Happens => run(),
            Fate::Unanswered => run().and(Err(Failure::Timeout)),
            Fate::Lost => Err(Failure::Unavailable),
        }
    }
}

/// A service at the end of two wires: the node's own, which is cut when the node is killed, and the helper's.
#[derive(Debug, Clone)]
pub struct Remote<T> {
    pub service: T,
    pub node: Fuse,
    pub helper: Fuse,
}

impl<T> Remote<T> {
    fn call<U>(&mut self, run: impl FnOnce(&mut T) -> Result<U, Failure>) -> Result<U, Failure> {
        let Remote {
            service,
            node,
            helper,
        } = self;
        node.call(|| helper.call(|| run(service)))
    }
}

impl<T: Cas> Cas for Remote<T> {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        self.call(|store| store.add(content))
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        self.call(|store| store.get(address))
    }
}

impl<T: Ns> Ns for Remote<T> {
    const UPDATES: Updates = T::UPDATES;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        self.call(|store| store.fetch(name))
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        self.call(|store| store.update(name, content, expect))
    }
}

impl<T: Mailbox> Mailbox for Remote<T> {
    fn deposit(&mut self, recipient: &PeerId, item: &Sealed) -> Result<(), MailError> {
        self.call(|service| Ok(service.deposit(recipient, item)))
            .unwrap_or_else(|failure| Err(MailError::Unavailable(failure)))
    }

    fn collect(&mut self, own: &PeerId, confirmed: Option<Token>) -> Result<Batch, MailError> {
        self.call(|service| Ok(service.collect(own, confirmed)))
            .unwrap_or_else(|failure| Err(MailError::Unavailable(failure)))
    }
}

/// A disk that outlives its process.
#[derive(Debug, Clone, Default)]
pub struct Home {
    pub disk: Shared<MemoryDisk>,
    pub node: Fuse,
}

impl Disk for Home {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        self.disk.service().load()
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        let Home { disk, node } = self;
        node.call(|| disk.service().save(state))
    }
}

/// The application's transaction: the node's state, and everything that was ever delivered.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub home: Home,
    pub delivered: Shared<Vec<Delivered>>,
}

impl Keep for History {
    fn keep(&mut self, state: &Saved, delivered: &[Delivered]) -> Result<(), Failure> {
        let History {
            home,
            delivered: all,
        } = self;
        home.node.call(|| {
            all.service().extend_from_slice(delivered);
            home.disk.service().save(state)
        })
    }
}
