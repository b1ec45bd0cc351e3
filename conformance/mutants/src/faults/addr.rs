//! Faults of the family ADDR.

use super::family::family;

family! {
    /// Mistakes about addresses.
    AddrFault {
        AddressAsHex: Deleted, "address-as-hex", "RL-ADDR-1",
            "A writer puts the hex of a page's address into a tail.";
        AddressTrimmed: Weakened, "address-trimmed", "RL-ADDR-1",
            "A reader cuts white space off an address that is text before it asks for it.";
        KindGuessed: Deleted, "kind-guessed", "RL-ADDR-2",
            "Content is checked against an opaque address that looks like a sha2-256 multihash.";
        CidTakenUnasked: Weakened, "cid-taken-unasked", "RL-ADDR-2",
            "A CID is taken where multihashes are declared.";
        ContentUnchecked: Deleted, "content-unchecked", "RL-ADDR-3",
            "Any content counts as what a multihash says.";
        DigestStartCompared: Weakened, "digest-start-compared", "RL-ADDR-3",
            "Only the first four bytes of a digest are compared.";
        RawCidUnchecked: Deleted, "raw-cid-unchecked", "RL-ADDR-4",
            "Content at a CID of the codec raw is unverified.";
        EveryCodecChecked: Deleted, "every-codec-checked", "RL-ADDR-5",
            "Content is checked by the multihash in any CID.";
        CidV0Checked: Weakened, "cid-v0-checked", "RL-ADDR-5",
            "Content is checked by the multihash that a CID of version 0 is.";
        AnyDigestLength: Deleted, "any-digest-length", "RL-ADDR-6",
            "A digest is compared as far as it goes, whatever its length.";
        ShortDigestAccepted: Weakened, "short-digest-accepted", "RL-ADDR-6",
            "A digest that is too short is compared as far as it goes.";
        IdentityCompared: Deleted, "identity-compared", "RL-ADDR-7",
            "Content is compared with the digest of an identity hash.";
        IdentityUnverified: Weakened, "identity-unverified", "RL-ADDR-7",
            "An identity hash counts as a function that the implementation does not have.";
        MalformedUnverified: Deleted, "malformed-unverified", "RL-ADDR-8",
            "Content at an address that does not parse is unverified.";
        TrailingBytesIgnored: Weakened, "trailing-bytes-ignored", "RL-ADDR-8",
            "What follows the digest of an address is ignored.";
        LongVarintAccepted: Weakened, "long-address-varint-accepted", "RL-ADDR-8",
            "A number in an address may be longer than it need be.";
        AnyCidVersion: Weakened, "any-cid-version", "RL-ADDR-8",
            "A CID of any version is read as one of version 1.";
        UnknownHashMismatch: Deleted, "unknown-hash-mismatch", "RL-ADDR-9",
            "Content at the address of a hash function that is not had is a mismatch.";
        UnknownHashInvalid: Weakened, "unknown-hash-invalid", "RL-ADDR-9",
            "An address of a hash function that is not had is invalid unless its digest has 32 bytes.";
    }
}
