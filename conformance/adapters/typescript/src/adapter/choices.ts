// The closed lists of words that fields of several operations choose from.

export const KINDS = ["opaque", "multihash", "cid"] as const;
export const NUMBERS = ["spec", "legacy"] as const;
export const PROFILES = ["core", "mvds"] as const;
export const HEADS = ["inline", "pointer"] as const;
