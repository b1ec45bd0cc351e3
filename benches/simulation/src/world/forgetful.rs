//! A disk for those who are opened once.

use bytes::Bytes;
use remote_log::log::{Failure, Saved};
use remote_log::store::Disk;

/// A disk that keeps nothing. Nobody is killed in the simulation, so nobody loads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forgetful;

impl Disk for Forgetful {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        Ok(None)
    }

    fn save(&mut self, _: &Saved) -> Result<(), Failure> {
        Ok(())
    }
}
