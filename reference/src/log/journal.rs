//! Saves that cost what changed: what a machine appends to its state on disk, and when it writes it anew.

use bytes::Bytes;

/// What a save does to the state on disk. A state grows by what changed, so that saving costs what changed and not what
/// there is; now and then it is written anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// These bytes go to the end of what was saved before.
    Append(Bytes),
    /// These bytes take the place of whatever was saved before.
    Replace(Bytes),
}

impl Saved {
    /// Does to `state` what the save does to the state on disk.
    pub fn apply_to(&self, state: &mut Vec<u8>) {
        match self {
            Saved::Append(bytes) => state.extend_from_slice(bytes),
            Saved::Replace(bytes) => {
                state.clear();
                state.extend_from_slice(bytes);
            }
        }
    }
}

/// A journal that is not longer than this need not be written anew.
const SLACK: usize = 1 << 16;

/// How much is on disk, and so whether the next save appends or writes the state anew.
#[derive(Debug, Clone)]
pub struct Journal {
    /// What is on disk; none if that is unknown.
    disk: Option<Size>,
    /// What is on disk once the save under way is answered.
    next: Size,
}

#[derive(Debug, Clone, Copy, Default)]
struct Size {
    /// All bytes.
    total: usize,
    /// Those of them that the state took when it was last written anew.
    whole: usize,
}

impl Default for Journal {
    fn default() -> Self {
        Journal::new()
    }
}

impl Journal {
    /// Nothing has been saved.
    pub fn new() -> Self {
        Journal {
            disk: None,
            next: Size::default(),
        }
    }

    /// So many bytes are on disk.
    pub fn of_len(total: usize) -> Self {
        Journal {
            disk: Some(Size { total, whole: 0 }),
            next: Size::default(),
        }
    }

    /// How to save `change`, where `whole` writes the state with its header, the change included.
    ///
    /// Until [`Journal::saved`] tells that the save was answered, what is on disk is unknown, and the next save writes
    /// everything anew.
    pub fn save(&mut self, change: Vec<u8>, whole: impl FnOnce(&[u8]) -> Vec<u8>) -> Saved {
        match self.disk.take() {
            Some(Size { total, whole }) if total + change.len() <= 2 * whole + SLACK => {
                self.next = Size {
                    total: total + change.len(),
                    whole,
                };
                Saved::Append(change.into())
            }
            _ => {
                let state = whole(&change);
                self.next = Size {
                    total: state.len(),
                    whole: state.len(),
                };
                Saved::Replace(state.into())
            }
        }
    }

    /// The save was answered.
    pub fn saved(&mut self) {
        self.disk = Some(self.next);
    }
}
