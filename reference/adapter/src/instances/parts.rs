//! The state of an instance that is made of several: a node, the writer of its log, the readers of those it follows.

use bytes::Bytes;
use remote_log::log::stored::{Pieces, header, put_list};
use remote_log::log::{Saved, StateError};

const KIND: &str = "instance";
const VERSION: u8 = 1;

/// What is saved of each part, kept and saved as one.
#[derive(Debug)]
pub(super) struct Parts {
    saved: Vec<Vec<u8>>,
    changed: bool,
}

impl Parts {
    /// So many parts, as they were saved, or none of which was.
    pub(super) fn open(state: Option<Vec<u8>>, count: usize) -> Result<Self, StateError> {
        let mut saved = Vec::new();
        if let Some(state) = state {
            let parts = Pieces::new(state.into(), KIND, VERSION)?.list()?;
            saved = parts.iter().map(|part| part.to_vec()).collect();
        }
        saved.resize(count.max(saved.len()), Vec::new());
        Ok(Parts {
            saved,
            changed: false,
        })
    }

    /// What was saved of a part; none if nothing was.
    pub(super) fn part(&self, part: usize) -> Option<Bytes> {
        let saved = &self.saved[part];
        (!saved.is_empty()).then(|| Bytes::copy_from_slice(saved))
    }

    /// Does to a part what a save does.
    pub(super) fn apply(&mut self, part: usize, saved: &Saved) {
        saved.apply_to(&mut self.saved[part]);
        self.changed = true;
    }

    /// Whether a part changed since the parts were last written.
    pub(super) fn changed(&self) -> bool {
        self.changed
    }

    /// All parts as one state.
    pub(super) fn encode(&mut self) -> Vec<u8> {
        self.changed = false;
        let mut out = header(KIND, VERSION);
        let parts: Vec<Bytes> = self
            .saved
            .iter()
            .map(|part| Bytes::copy_from_slice(part))
            .collect();
        put_list(&mut out, &parts);
        out
    }
}
