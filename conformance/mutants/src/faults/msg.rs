//! Faults of the family MSG.

use super::family::family;

family! {
    /// Mistakes about MVDS messages and their ids.
    MsgFault {
        ZigzagTimestamp: Deleted, "zigzag-timestamp", "RL-MSG-1",
            "Timestamps are read and written as zigzag numbers.";
        TimestampOf32Bits: Weakened, "timestamp-of-32-bits", "RL-MSG-1",
            "Of a timestamp, the lower 32 bits are read.";
        BigEndianTimestamp: Deleted, "big-endian-timestamp", "RL-MSG-2",
            "An id takes the timestamp with the most significant byte first.";
        NegativeTimestampZero: Weakened, "negative-timestamp-zero", "RL-MSG-2",
            "An id takes a timestamp before 1970 as 0.";
        GroupPadded: Deleted, "group-padded", "RL-MSG-3",
            "An id takes a group that is shorter than 32 bytes with zero bytes behind it.";
        GroupCut: Weakened, "group-cut", "RL-MSG-3",
            "An id takes the first 32 bytes of a longer group.";
        AnyGroupLength: Deleted, "any-group-length", "RL-MSG-4",
            "A group of any length is valid.";
        LongGroupAccepted: Weakened, "long-group-accepted", "RL-MSG-4",
            "A group of more than 32 bytes is valid.";
        MetadataInId: Deleted, "metadata-in-id", "RL-MSG-5",
            "An id takes in the metadata, if the message has any.";
        ParentsInId: Weakened, "parents-in-id", "RL-MSG-5",
            "An id takes in the parents.";
        IdUnchecked: Deleted, "id-unchecked", "RL-MSG-6",
            "Any message of the group counts as the listed one.";
        IdStartCompared: Weakened, "id-start-compared", "RL-MSG-6",
            "Only the first four bytes of an id are compared.";
        GroupUnchecked: Deleted, "group-unchecked", "RL-MSG-7",
            "A message of any group counts as one of the log's.";
        GroupStartCompared: Weakened, "group-start-compared", "RL-MSG-7",
            "Only the first four bytes of a group are compared.";
        AcksAndOffersSwapped: Deleted, "acks-and-offers-swapped", "RL-MSG-8",
            "In a payload the offers are the first field and the acks the second.";
        LastOfPayloadCounts: Weakened, "last-of-payload-counts", "RL-MSG-8",
            "Of several acks in a payload, the last is read.";
        AbsentMetadataEmpty: Deleted, "absent-metadata-empty", "RL-MSG-9",
            "A message without metadata is read as one with empty metadata.";
        EmptyMetadataNotWritten: Weakened, "empty-metadata-not-written", "RL-MSG-9",
            "Empty metadata is left out when a message is written.";
        EphemeralIsOne: Weakened, "ephemeral-is-one", "RL-MSG-9",
            "Of the numbers that are not 0, only 1 says that a message is ephemeral.";
        PayloadUnwrapped: Deleted, "payload-unwrapped", "RL-MSG-10",
            "A payload with one message counts as that message.";
        MetadataNotStored: Weakened, "metadata-not-stored", "RL-MSG-10",
            "A writer stores a message without its metadata.";
        EmptyContentAccepted: Deleted, "empty-content-accepted", "RL-MSG-11",
            "Empty content counts as any message.";
        NumbersIgnored: Deleted, "numbers-ignored", "RL-MSG-12",
            "Messages and payloads are read and written with the specification's numbers, whichever are asked for.";
        LegacyMessagesAlone: Weakened, "legacy-messages-alone", "RL-MSG-12",
            "The legacy numbers are used in messages, and not in payloads.";
    }
}
