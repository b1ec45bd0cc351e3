//! What every helper can do for a node.

use remote_log::log::Unsaved;

use crate::{Online, Visit};

/// A helper, as one node uses it while it is online.
///
/// A helper that fails, lies or has nothing is no error: it says so in [`Visit::reports`], and the node goes on without
/// it. The only error is a disk that does not keep what it must; then the caller drops the node and the helper, and opens
/// both again from what is on disk.
pub trait Helper {
    /// Gives the node what the helper has for it. The node's state is kept before the helper is told, or the disk is
    /// told, that the node has it; so whoever is killed in between is given it again, and the node knows that it had it.
    fn take(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved>;

    /// Gives the helper what it lacks, once the node has said in `visit` what it sends directly.
    fn give(&mut self, online: &mut Online<'_>, visit: &mut Visit) -> Result<(), Unsaved>;
}
