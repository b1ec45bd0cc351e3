//! Stores that keep what is added until the name is updated: the wrong way round.

use crate::address::sha2_256;
use crate::bytes::{Bytes, Id};
use crate::node::NodeState;
use crate::reader::ReaderState;
use crate::stores::{Answered, Dropped, Expect, Failure, Stores};
use crate::writer::WriterState;

/// Stores over others. Once an add was answered with the hash of its content, each further one is answered so at once,
/// and done after the next update.
pub(super) struct LateAdds<'a> {
    stores: &'a mut dyn Stores,
    foreseen: bool,
    kept: Vec<Bytes>,
}

impl<'a> LateAdds<'a> {
    pub fn over(stores: &'a mut dyn Stores) -> Self {
        Self {
            stores,
            foreseen: false,
            kept: Vec::new(),
        }
    }
}

impl Stores for LateAdds<'_> {
    fn add(&mut self, content: &Bytes) -> Answered<Bytes> {
        let hash = sha2_256(content);
        if self.foreseen {
            self.kept.push(content.clone());
            return Ok(Ok(hash));
        }
        let added = self.stores.add(content)?;
        self.foreseen = added.as_ref() == Ok(&hash);
        Ok(added)
    }

    fn update(&mut self, name: &str, content: &Bytes, expect: &Expect) -> Answered<()> {
        let updated = self.stores.update(name, content, expect)?;
        if updated != Err(Failure::Unsupported) {
            for content in self.kept.drain(..) {
                if let Err(failure) = self.stores.add(&content)? {
                    return Ok(Err(failure));
                }
            }
        }
        Ok(updated)
    }

    fn get(&mut self, address: &Bytes) -> Answered<Bytes> {
        self.stores.get(address)
    }

    fn fetch(&mut self, name: &str) -> Answered<Bytes> {
        self.stores.fetch(name)
    }

    fn authenticate(&mut self, data: &Bytes) -> Result<bool, Dropped> {
        self.stores.authenticate(data)
    }

    fn save_node(&mut self, state: &NodeState, delivered: &[Id]) -> Result<(), Dropped> {
        self.stores.save_node(state, delivered)
    }

    fn save_reader(&mut self, state: &ReaderState, delivered: &[Id]) -> Result<(), Dropped> {
        self.stores.save_reader(state, delivered)
    }

    fn save_writer(&mut self, state: &WriterState) -> Result<(), Dropped> {
        self.stores.save_writer(state)
    }
}
