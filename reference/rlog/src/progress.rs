//! Progress of long fetches, on standard error, where that is a terminal.

use bytes::Bytes;
use indicatif::{ProgressBar, ProgressStyle};
use remote_log::log::Failure;
use remote_log::store::Cas;

/// A content store that counts what is fetched from it before a person's eyes.
pub struct Counted<'c, C> {
    store: &'c mut C,
    bar: ProgressBar,
}

impl<'c, C: Cas> Counted<'c, C> {
    /// Counts from zero.
    pub fn new(store: &'c mut C) -> Self {
        let style = ProgressStyle::with_template("{spinner} {pos} pages and messages fetched")
            .expect("the template has only known keys");
        Counted {
            store,
            bar: ProgressBar::new_spinner().with_style(style),
        }
    }
}

impl<C: Cas> Cas for Counted<'_, C> {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        self.store.add(content)
    }

    fn add_all(&mut self, contents: &[Bytes]) -> Vec<Result<Bytes, Failure>> {
        self.store.add_all(contents)
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        self.bar.inc(1);
        self.store.get(address)
    }
}

impl<C> Drop for Counted<'_, C> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
