//! Stores that count.

use bytes::Bytes;
use remote_log::log::{Expect, Failure};
use remote_log::store::{Cas, Ns, Updates};

use crate::Traffic;

/// A store, and what the calls cost since somebody last took the count.
#[derive(Debug)]
pub(super) struct Counted<T> {
    store: T,
    pub(super) traffic: Traffic,
}

impl<T> Counted<T> {
    pub(super) fn new(store: T) -> Self {
        Counted {
            store,
            traffic: Traffic::default(),
        }
    }

    fn count(&mut self, up: usize, answer: Result<Bytes, Failure>) -> Result<Bytes, Failure> {
        self.traffic.call(up, answer.as_ref().map_or(0, Bytes::len));
        answer
    }
}

impl<T: Cas> Cas for Counted<T> {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        let answer = self.store.add(content);
        self.count(content.len(), answer)
    }

    fn add_all(&mut self, contents: &[Bytes]) -> Vec<Result<Bytes, Failure>> {
        let answers = self.store.add_all(contents).into_iter();
        let counted = contents.iter().zip(answers);
        counted
            .map(|(content, answer)| self.count(content.len(), answer))
            .collect()
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        let answer = self.store.get(address);
        self.count(address.len(), answer)
    }
}

impl<T: Ns> Ns for Counted<T> {
    const UPDATES: Updates = T::UPDATES;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        let answer = self.store.fetch(name);
        self.count(name.len(), answer)
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        self.traffic.call(name.len() + content.len(), 0);
        self.store.update(name, content, expect)
    }
}
