//! Blind faults in what is read and written: families WIRE, MSG, ADDR and PAGE.

use super::family::family;

family! {
    /// Mistakes of strangers in the formats.
    blind BlindFormatFault {
        LengthOf32Bits: Weakened, "length-of-32-bits", "RL-WIRE-3",
            "Of the length of a field, the lower 32 bits count.";
        NumberOf16Bits: Weakened, "number-of-16-bits", "RL-WIRE-4",
            "Of the number of a field, 16 bits are kept, so that field 65537 is read as field 1.";
        MetadataReplaced: Weakened, "metadata-replaced", "RL-WIRE-5",
            "Metadata that comes a second time takes the place of the first.";
        FixedNeverKnown: Weakened, "fixed-never-known", "RL-WIRE-9",
            "Values of four or eight bytes, and groups, are skipped before anybody looks whether their field is known.";
        GroupContentsTaken: Weakened, "group-contents-taken", "RL-WIRE-12",
            "Only the brackets of a group are skipped: a known number inside it is read as that field.";
        UpdateNameUnchecked: Weakened, "update-name-unchecked", "RL-WIRE-13",
            "The name of a Query has to be UTF-8; what is not in that of a NameUpdate is replaced.";
        BodyEndsAtZero: Weakened, "body-ends-at-zero", "RL-MSG-2",
            "An id takes the body up to its first zero byte.";
        ShortGroupAccepted: Weakened, "short-group-accepted", "RL-MSG-4",
            "A group of 1 to 31 bytes is valid.";
        FlagOfOneByte: Weakened, "flag-of-one-byte", "RL-MSG-9",
            "Of the number that says whether a message is ephemeral, the lowest byte counts.";
        LegacyWithoutMetadata: Weakened, "legacy-without-metadata", "RL-MSG-12",
            "Under the legacy numbers, the metadata of a message is not read.";
        OnlyDagPbUnverified: Weakened, "only-dag-pb-unverified", "RL-ADDR-5",
            "Of the codecs of a CIDv1, dag-pb alone is unverified; content is checked under all others.";
        CidIdentityCompared: Weakened, "cid-identity-compared", "RL-ADDR-7",
            "In a CID of the codec raw, the digest of an identity hash is compared with the content.";
        FunctionOfOneByte: Weakened, "function-of-one-byte", "RL-ADDR-9",
            "Of the number of a hash function, the lowest byte counts, so that function 1012 is taken for 12.";
        FirstIdChecked: Weakened, "first-id-checked", "RL-PAGE-4",
            "The length of a localHash is looked at in the first pair of a page alone.";
    }
}
