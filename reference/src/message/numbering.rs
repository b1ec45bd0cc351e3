//! The two numberings of a message's fields.

/// Which field numbers an MVDS message or payload carries. Types, meaning and ids are the same under both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numbering {
    /// Those of the specification: 6001 to 6004 in a message (RL-MSG-1), 5001 to 5004 in a payload (RL-MSG-8).
    #[default]
    Spec,
    /// 1 to 4 in both, as one deployment sends them (RL-MSG-12).
    Legacy,
}

impl Numbering {
    /// What is added to a message's legacy numbers.
    pub(crate) const fn message_base(self) -> u32 {
        match self {
            Numbering::Spec => 6000,
            Numbering::Legacy => 0,
        }
    }

    /// What is added to a payload's legacy numbers.
    pub(crate) const fn payload_base(self) -> u32 {
        match self {
            Numbering::Spec => 5000,
            Numbering::Legacy => 0,
        }
    }
}
