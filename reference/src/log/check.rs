//! What a log lists: messages of a group, or anything.

/// What a log lists, and so what its writer and its readers check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// Anything: an item is whatever its writer says it is. A reader marks as opaque what it cannot check (RL-READ-12).
    Core,
    /// Serialized MVDS messages of one group, under their message ids (RL-MSG-6, RL-MSG-7).
    Mvds {
        /// The group's id.
        group: [u8; 32],
    },
}

/// A profile and a group that do not say what a log lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownCheck {
    /// Under `mvds` a log has a group of 32 bytes (RL-MSG-4).
    #[error("the profile mvds needs a group id of 32 bytes, and got {len} bytes; give the group")]
    GroupLength {
        /// How many bytes there are; 0 without a group.
        len: usize,
    },
    /// No such profile.
    #[error("`{0}` is no profile of a log; there are core and mvds")]
    Profile(String),
}

impl Check {
    /// Reads a profile and a group as the adapter protocol and the command line give them. Under `core` the group does
    /// not matter.
    pub fn new(profile: &str, group: Option<&[u8]>) -> Result<Self, UnknownCheck> {
        match profile {
            "core" => Ok(Check::Core),
            "mvds" => {
                let group = group.unwrap_or_default();
                let len = group.len();
                let group = group
                    .try_into()
                    .map_err(|_| UnknownCheck::GroupLength { len })?;
                Ok(Check::Mvds { group })
            }
            other => Err(UnknownCheck::Profile(other.to_owned())),
        }
    }
}
