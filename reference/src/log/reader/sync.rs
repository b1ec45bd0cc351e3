use bytes::Bytes;

use super::{Outcome, Settings};
use crate::log::{Answer, Machine, Request, StateError, Ticket, Unsaved};

/// A reader of one log.
#[derive(Debug)]
pub struct Reader {
    settings: Settings,
}

impl Reader {
    /// A reader that goes on from what it saved (RL-READ-16), or that knows nothing yet.
    pub fn open(settings: Settings, saved: Option<Bytes>) -> Result<Self, StateError> {
        let _ = saved;
        Ok(Reader { settings })
    }

    /// Follows the name once, and tries what is due again at `now`, in seconds since some start.
    pub fn sync(&mut self, now: u64) -> Sync<'_> {
        let _ = (now, &self.settings);
        Sync { _reader: self }
    }
}

/// One call of a reader.
#[derive(Debug)]
pub struct Sync<'r> {
    _reader: &'r mut Reader,
}

impl Machine for Sync<'_> {
    type Outcome = Result<Outcome, Unsaved>;

    fn requests(&mut self, _out: &mut Vec<(Ticket, Request)>) {
        unimplemented!("the reader comes with the next commit")
    }

    fn answer(&mut self, _ticket: Ticket, _answer: Answer) {}

    fn outcome(&mut self) -> Option<Self::Outcome> {
        None
    }
}
