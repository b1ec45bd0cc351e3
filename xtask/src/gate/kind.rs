//! What kind of change it is (`spec/gate.md` defines the four).

use std::fmt;

use serde::{Deserialize, Serialize};

/// From the least to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// What conforms is the same as before.
    Editorial,
    /// Something new, that no claim made before was about.
    Additive,
    /// Less conforms than before, and nothing that did not.
    Narrowing,
    /// What was required no longer is, or the opposite is now.
    Breaking,
}

impl Kind {
    /// Whether a claim made before may no longer hold, or no longer mean what it did.
    pub fn needs_new_revision(self) -> bool {
        self >= Self::Narrowing
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Editorial => "editorial",
            Self::Additive => "additive",
            Self::Narrowing => "narrowing",
            Self::Breaking => "breaking",
        })
    }
}
