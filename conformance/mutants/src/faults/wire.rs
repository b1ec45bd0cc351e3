//! Faults of the family WIRE.

use super::family::family;

family! {
    /// Mistakes in the wire format.
    WireFault {
        HashesReadSwapped: Deleted, "hashes-read-swapped", "RL-WIRE-1",
            "A decoder reads localHash from field 1 of a pair, and remoteHash from field 2.";
        DataNotRead: Weakened, "data-not-read", "RL-WIRE-1",
            "A decoder does not know field 3 of a pair.";
        DataNotWritten: Deleted, "data-not-written", "RL-WIRE-2",
            "An encoder leaves out the data of pairs.";
        CutFieldAccepted: Deleted, "cut-field-accepted", "RL-WIRE-3",
            "Of a field that goes beyond the end, what is there is taken.";
        UnknownFieldRefused: Deleted, "unknown-field-refused", "RL-WIRE-4",
            "A field that the schema does not have makes a message malformed.";
        UnknownFixedRefused: Weakened, "unknown-fixed-refused", "RL-WIRE-4",
            "A field that the schema does not have makes a message malformed if it is of four or eight bytes.";
        FirstCounts: Deleted, "first-counts", "RL-WIRE-5",
            "Of a singular field that comes more than once, the first counts.";
        RepeatedFieldRefused: Weakened, "repeated-field-refused", "RL-WIRE-5",
            "A singular field that comes more than once makes a message malformed.";
        EmptyFieldRefused: Deleted, "empty-field-refused", "RL-WIRE-6",
            "A singular field that is there and empty makes a message malformed.";
        EmptyFieldWritten: Deleted, "empty-field-written", "RL-WIRE-7",
            "Empty fields are written.";
        TailWrittenFirst: Weakened, "tail-written-first", "RL-WIRE-7",
            "An encoder writes the tail before the pairs.";
        LongLengthWritten: Weakened, "long-length-written", "RL-WIRE-7",
            "Lengths are written in one byte more than they need.";
        NameUpdateSwapped: Deleted, "name-update-swapped", "RL-WIRE-8",
            "In a NameUpdate the content is field 1 and the name field 2.";
        WrongTypeSkipped: Deleted, "wrong-type-skipped", "RL-WIRE-9",
            "A known field of another wire type than the schema's is skipped like an unknown one.";
        OddTagSkipped: Deleted, "odd-tag-skipped", "RL-WIRE-10",
            "Tags with field number 0 or wire type 6 or 7 are skipped with a number, and of longer ones 32 bits count.";
        FieldZeroSkipped: Weakened, "field-zero-skipped", "RL-WIRE-10",
            "A field with number 0 is skipped like an unknown one.";
        TagCutShort: Weakened, "tag-cut-short", "RL-WIRE-10",
            "Of a tag beyond 32 bits, the lower 32 count.";
        EndlessVarint: Deleted, "endless-varint", "RL-WIRE-11",
            "A varint may have any length, and what exceeds 64 bits is dropped.";
        OverflowDropped: Weakened, "overflow-dropped", "RL-WIRE-11",
            "What a varint of ten bytes has beyond 64 bits is dropped.";
        LongVarintRefused: Weakened, "long-varint-refused", "RL-WIRE-11",
            "A varint that is longer than it need be is malformed.";
        GroupRefused: Deleted, "group-refused", "RL-WIRE-12",
            "A group makes a message malformed.";
        GroupEndsUnmatched: Weakened, "group-ends-unmatched", "RL-WIRE-12",
            "A group may end under any number.";
        UnendedGroupAccepted: Weakened, "unended-group-accepted", "RL-WIRE-12",
            "A group need not end.";
        ShallowGroups: Weakened, "shallow-groups", "RL-WIRE-12",
            "Groups are read to a depth of 31.";
        BrokenTextMended: Deleted, "broken-text-mended", "RL-WIRE-13",
            "What is not UTF-8 in a name is replaced.";
        SurrogateAccepted: Weakened, "surrogate-accepted", "RL-WIRE-13",
            "A name may hold half of a surrogate pair, as strings of 16-bit units can.";
    }
}
