//! Blind faults of stores: family SVC.

use super::family::family;

family! {
    /// Mistakes of strangers in being a store.
    blind BlindStoreFault {
        FirstBlockHashed: Weakened, "first-block-hashed", "RL-SVC-2",
            "An address is made of the first 1024 bytes of the content.";
        FetchCached: Weakened, "fetch-cached", "RL-SVC-4",
            "A name that was fetched once holds to every later fetch what it held then.";
        EmptyTakenForAbsent: Weakened, "empty-taken-for-absent", "RL-SVC-6",
            "A name that holds zero bytes meets the expectation that there is none.";
        NamesOf63: Weakened, "names-of-63", "RL-SVC-7",
            "Names that differ after their 63rd character alone are the same one.";
    }
}
