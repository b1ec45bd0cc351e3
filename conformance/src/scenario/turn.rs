//! Whose turn it is in a scenario, and for what.

/// What comes next in a scenario. Actors and groups are indices, and so are events.
#[derive(Debug, Clone)]
pub(super) enum Turn {
    /// The node of an actor is opened.
    Open(usize),
    /// Its device crashes.
    Drop(usize),
    /// An event happens.
    Happen(usize),
    /// The actor appends the message of an event.
    Append(usize, usize),
    /// The actor is told who is in a group.
    Peers(usize, usize),
    /// The actor publishes its log, and reads those that it follows.
    Helper(usize),
    /// The actor sends what is due.
    Epoch(usize),
    /// A payload arrives.
    Receive {
        to: usize,
        from: Vec<u8>,
        bytes: Vec<u8>,
    },
}

impl Turn {
    /// Whose turn it is. An event is nobody's.
    pub fn actor(&self) -> usize {
        match self {
            Self::Open(actor)
            | Self::Drop(actor)
            | Self::Append(actor, _)
            | Self::Peers(actor, _)
            | Self::Helper(actor)
            | Self::Epoch(actor)
            | Self::Receive { to: actor, .. } => *actor,
            Self::Happen(_) => 0,
        }
    }

    /// The operation that is asked; none for what is no request.
    pub const fn op(&self) -> &'static str {
        match self {
            Self::Open(_) => "node.open",
            Self::Peers(..) => "node.peers",
            Self::Append(..) => "node.append",
            Self::Helper(_) => "node.helper",
            Self::Epoch(_) => "node.epoch",
            Self::Receive { .. } => "node.receive",
            Self::Drop(_) | Self::Happen(_) => "",
        }
    }
}
