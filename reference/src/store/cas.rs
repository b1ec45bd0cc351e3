//! What a log needs of a content store.

use bytes::Bytes;

use crate::log::Failure;

/// A content store: it keeps content that never changes, under addresses that it makes.
pub trait Cas {
    /// Keeps `content` and answers its address. The same content has the same address, and other content another
    /// (RL-SVC-2). Once this has answered, [`Cas::get`] finds the content, after a crash too (RL-SVC-1, RL-SVC-10).
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure>;

    /// Adds several contents, each as [`Cas::add`] does, and answers for each in their order. A store to which every
    /// acknowledgement costs a write to the disk can pay once for all of them.
    fn add_all(&mut self, contents: &[Bytes]) -> Vec<Result<Bytes, Failure>> {
        contents.iter().map(|content| self.add(content)).collect()
    }

    /// The content that was added and got this address; [`Failure::NotFound`] if none was, which is not the same as
    /// empty content (RL-SVC-3).
    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure>;
}
