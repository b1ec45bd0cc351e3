//! What a vector says about the harness's stores, at the start of a case or between two steps.

/// How the content store makes addresses for what is added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AddressMaking {
    /// sha2-256 multihash.
    #[default]
    Multihash,
    /// CIDv1, codec raw, sha2-256.
    Cid,
    /// 32 bytes that a reader cannot check.
    Opaque,
}

/// What a store holds at one address or name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// This content, which may be empty.
    Content(Vec<u8>),
    /// Nothing.
    Nothing,
    /// Something that cannot be had: each access fails so.
    Fails(StoreFailure),
}

/// What happens to a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameChange {
    /// It holds this from now on.
    Holds(Holds),
    /// It holds again what it held so many changes ago, at least 1 and at most [`MOST_BACK`].
    Back(usize),
}

/// The most changes that a name's past is asked about.
pub const MOST_BACK: usize = 100;

/// Content that is taken away. What is not there is not lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lose {
    /// What stands at this address.
    Address(Vec<u8>),
    /// A page of the log whose head the name holds.
    Page {
        /// The name.
        name: String,
        /// How many tails below the head it is, at least 1.
        below: usize,
    },
    /// What the pair of an item points to.
    Item {
        /// The name of the log.
        name: String,
        /// The item's id.
        id: Vec<u8>,
    },
}

/// Somebody else's update of a name, just before the adapter's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Race {
    /// The name.
    pub name: String,
    /// What somebody else sets it to.
    pub content: Vec<u8>,
}

/// Which answers the harness holds back until the adapter is quiet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Answers to `cas.add`, to expose a writer that does not wait for them.
    Adds,
    /// All answers, so that rounds can be counted.
    Rounds,
}

/// A change of the world; a field that is `None` or empty changes nothing. What is restored comes first, what is lost
/// last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorldChange {
    /// How addresses are made.
    pub kind: Option<AddressMaking>,
    /// Entries of the content store: address, and what it holds there.
    pub cas: Vec<(Vec<u8>, Holds)>,
    /// How adds are answered: `Some(None)` means well.
    pub adds: Option<Option<StoreFailure>>,
    /// Entries of the name system: name, and what happens to it.
    pub names: Vec<(String, NameChange)>,
    /// Whether the name system has compare-and-set.
    pub compare_and_set: Option<bool>,
    /// Bytes in the answer to an update, which mean nothing.
    pub update_data: Option<Vec<u8>>,
    /// The longest content the name system takes.
    pub name_bytes: Option<u64>,
    /// A race for the next update.
    pub race: Option<Race>,
    /// Which answers are held back.
    pub hold: Option<Hold>,
    /// Content that is taken away.
    pub lose: Vec<Lose>,
    /// Whether everything that was lost is put back.
    pub restore: bool,
}

/// A failure of a store that is not an answer about content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreFailure {
    /// It cannot be reached.
    Unavailable,
    /// It takes too long.
    Timeout,
}

/// An item of a mailbox, as the application finds it when it opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailItem {
    /// Whom it says that it is from.
    pub from: Vec<u8>,
    /// Whom it says that it was sealed for.
    pub to: Vec<u8>,
    /// The payload.
    pub bytes: Vec<u8>,
    /// Whether the seal holds.
    pub sealed: bool,
}
