//! Blind faults of MVDS nodes: family SYNC.

use super::family::family;

family! {
    /// Mistakes of strangers in an MVDS node.
    blind BlindNodeFault {
        AckEndsForAll: Weakened, "ack-ends-for-all", "RL-SYNC-1",
            "An ACK of one peer ends the records of the message for all peers.";
        SentNotSentAgain: Weakened, "sent-not-sent-again", "RL-SYNC-13",
            "A REQUEST for a message that was sent or requested already is passed over.";
        WaitingRequested: Weakened, "waiting-requested", "RL-SYNC-16",
            "An OFFER of a message that waits for its parents is requested.";
        EphemeralEachTime: Weakened, "ephemeral-each-time", "RL-SYNC-29",
            "An ephemeral message is delivered each time that it comes.";
        MalformedShowsPresence: Weakened, "malformed-shows-presence", "RL-SYNC-30",
            "A payload that cannot be parsed makes the records of its sender due.";
        ParentsEndAlways: Weakened, "parents-end-always", "RL-SYNC-37",
            "A message that names another as its parent ends the other's record, even where nodes pass messages on.";
        EphemeralPassedOn: Weakened, "ephemeral-passed-on", "RL-SYNC-39",
            "A node that passes messages on passes on ephemeral ones too.";
        ByteBoundRefused: Weakened, "byte-bound-refused", "RL-SYNC-41",
            "A payload of as many bytes as the bound is refused.";
        AcksNotCounted: Weakened, "acks-not-counted", "RL-SYNC-42",
            "The ACKs that a node sends do not count against its bound on entries.";
        BoundOfAllPeers: Weakened, "bound-of-all-peers", "RL-SYNC-43",
            "The bound on records holds for all peers together.";
        GroupsToldAnew: Weakened, "groups-told-anew", "RL-SYNC-46",
            "A node that is started again takes its groups from what it is told then, and not from what it saved.";
        RefusedIsParent: Weakened, "refused-is-parent", "RL-SYNC-48",
            "A message that the application refuses is named as a parent.";
    }
}
