//! The registry of requirements.

/// All requirements.
pub struct Registry;
