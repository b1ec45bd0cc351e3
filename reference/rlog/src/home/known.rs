//! Which log of a directory a name on the command line means, and in which store it is.

use std::path::PathBuf;

use super::{Home, HomeError, LogKey};

/// A log that the directory knows.
pub struct Known<'n> {
    /// The name under which it is published.
    pub name: &'n str,
    /// Where the directory keeps its messages.
    pub key: LogKey<'n>,
    /// The file of the store in which it is.
    pub store: PathBuf,
}

impl Home {
    /// The log that a name means: without one the directory's own, with one the log followed under it, or else the
    /// own if that is its name. None if the directory knows no such log.
    pub fn known<'n>(&'n self, name: Option<&'n str>) -> Result<Option<Known<'n>>, HomeError> {
        let config = self.config();
        if let Some(name) = name {
            if let Some(store) = self.followed(name)? {
                let key = LogKey::Followed(name);
                return Ok(Some(Known { name, key, store }));
            }
            if name != config.name {
                return Ok(None);
            }
        }
        Ok(Some(Known {
            name: &config.name,
            key: LogKey::Own,
            store: config.store.clone(),
        }))
    }
}
