//! The two ways in which a machine's saves reach the directory's file.

use bytes::Bytes;
use remote_log::log::{Failure, Saved};
use remote_log::store::Disk;

use super::{Home, HomeError, LogKey};

/// A disk that holds saves back, for calls whose saves are committed together with the messages that they are about:
/// a state that says "delivered" must not outlive a crash in which the message is lost.
#[derive(Default)]
pub struct Staged {
    /// What was to be saved, in order.
    pub saves: Vec<Saved>,
}

impl Disk for Staged {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        Ok(None)
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        self.saves.push(state.clone());
        Ok(())
    }
}

/// A disk that commits each save at once.
pub struct HomeDisk<'h> {
    home: &'h Home,
    log: LogKey<'h>,
    /// Why the last save failed, in more words than a machine needs.
    pub error: Option<HomeError>,
}

impl<'h> HomeDisk<'h> {
    /// The place of one log's state.
    pub const fn new(home: &'h Home, log: LogKey<'h>) -> Self {
        HomeDisk {
            home,
            log,
            error: None,
        }
    }
}

impl Disk for HomeDisk<'_> {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        self.home.state(self.log).map_err(|error| self.fail(error))
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        let commit = self
            .home
            .commit(self.log, std::slice::from_ref(state), [].into_iter());
        commit.map_err(|error| self.fail(error))
    }
}

impl HomeDisk<'_> {
    fn fail(&mut self, error: HomeError) -> Failure {
        self.error = Some(error);
        Failure::Unavailable
    }
}
