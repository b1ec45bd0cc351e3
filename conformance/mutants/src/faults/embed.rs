//! Faults of the family EMBED.

use super::family::family;

family! {
    /// Mistakes about embedded content.
    EmbedFault {
        EmbeddedAskedFor: Deleted, "embedded-asked-for", "RL-EMBED-1",
            "Outside mvds, a reader asks for what a pair embeds wherever the pair has an address too.";
        OneKindAPage: Deleted, "one-kind-a-page", "RL-EMBED-2",
            "A reader passes over what is pointed to on a page that embeds anything.";
        AddressPreferred: Deleted, "address-preferred", "RL-EMBED-3",
            "Under mvds, a reader asks for what a pair embeds wherever the pair has an address too.";
        BadDataIsFinal: Deleted, "bad-data-is-final", "RL-EMBED-4",
            "Where a pair embeds something that is not the listed message, its address is not asked.";
        HollowPairIgnored: Deleted, "hollow-pair-ignored", "RL-EMBED-5",
            "A pair with neither content nor address is passed over, and nothing is missing.";
        HollowPairRefused: Weakened, "hollow-pair-refused", "RL-EMBED-5",
            "A page with a pair that has neither content nor address is invalid to a reader.";
        NothingEmbedded: Deleted, "nothing-embedded", "RL-EMBED-6",
            "A writer points to every pair of the head, whatever it was told to embed.";
        WindowOneShort: Weakened, "window-one-short", "RL-EMBED-6",
            "A writer embeds one pair less than it was told.";
        OldestEmbedded: Weakened, "oldest-embedded", "RL-EMBED-6",
            "A writer embeds the oldest pairs of a page, as many as it was told.";
        HeadAloneEmbeds: Weakened, "head-alone-embeds", "RL-EMBED-6",
            "A writer that is told to embed all points to what sealed pages list.";
    }
}
