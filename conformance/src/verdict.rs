//! What comes of a case, and of a run.

use serde_json::Value;

use crate::vectors::Place;

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Everything asserted holds.
    Pass,
    /// A MUST does not hold.
    Fail,
    /// A SHOULD does not hold; red only under `--strict`.
    Warn,
    /// An assertion diverged, but a requirement that it needs failed elsewhere; shown, not blamed.
    Blocked,
    /// Not asked: the adapter does not claim the profile or the operation.
    Skip,
    /// The adapter's fault, not the implementation's: a crash, a hang, garbage.
    Error,
    /// Diverged, as the user's ledger expects.
    ExpectedFail,
}

impl Verdict {
    /// The verdict that has this word in reports.
    pub fn named(word: &str) -> Option<Self> {
        [
            Self::Pass,
            Self::Fail,
            Self::Warn,
            Self::Blocked,
            Self::Skip,
            Self::Error,
            Self::ExpectedFail,
        ]
        .into_iter()
        .find(|verdict| verdict.as_str() == word)
    }

    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Warn => "warn",
            Self::Blocked => "blocked",
            Self::Skip => "skip",
            Self::Error => "error",
            Self::ExpectedFail => "expected",
        }
    }
}

/// Where a case diverged from what was asserted.
#[derive(Debug, Clone)]
pub struct Divergence {
    /// The one requirement that is blamed.
    pub req: String,
    /// Where the assertion stands.
    pub place: Place,
    /// The step, counted from 0.
    pub step: usize,
    /// The instance that it is about, if it is about one.
    pub instance: Option<String>,
    /// The operation asked in that step.
    pub op: String,
    /// Its `in`.
    pub input: Value,
    /// What is looked at, in words: `answer /pairs/0/local`, `seen /calls/cas.get`.
    pub subject: String,
    /// What was expected there.
    pub expected: Value,
    /// What was there instead; a whole answer where it is of another kind.
    pub got: Value,
}

/// The family that faults of the adapter stand under where no case can be blamed.
pub const ADAPTER: &str = "ADAPTER";

/// What an adapter did wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdapterFault {
    /// It exited, by itself or by a signal.
    Crash(String),
    /// It did not answer within the deadline.
    Hang(String),
    /// It wrote something that the protocol does not allow.
    Garbage(String),
    /// It said itself that it failed.
    Fault(String),
    /// It could not be started, or the handshake failed.
    Start(String),
}

impl AdapterFault {
    /// What it did, a sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Crash(text)
            | Self::Hang(text)
            | Self::Garbage(text)
            | Self::Fault(text)
            | Self::Start(text) => text,
        }
    }
}

/// Why a case was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// The adapter does not claim this profile.
    Profile(String),
    /// A claimed profile needs this operation, and the adapter lacks it: the run is incomplete unless the ledger accepts it.
    Operation(String),
    /// The case kills the adapter, and the harness cannot: it did not start it.
    Unkillable,
    /// A line of this many bytes would be longer than the adapter takes.
    LineTooLong(usize),
}

/// What is known of one case after the run.
#[derive(Debug, Clone)]
pub struct CaseReport {
    /// The case's id.
    pub case: String,
    /// The family of the requirement it is counted under: of the blamed one, or of the first asserted.
    pub family: String,
    /// The requirements it asserts, in order, each once.
    pub requirements: Vec<String>,
    /// What came of it.
    pub verdict: Verdict,
    /// For Fail, Warn, Blocked and ExpectedFail.
    pub divergence: Option<Divergence>,
    /// For Blocked: the failed requirement that stands in the way.
    pub blocked_by: Option<String>,
    /// For Error.
    pub fault: Option<AdapterFault>,
    /// For Skip.
    pub skip: Option<SkipReason>,
    /// What the adapter wrote to standard error around this case, for failures and errors.
    pub stderr: String,
    /// Wall-clock time of the case, in microseconds.
    pub micros: u64,
}

/// Something that happens during a run, in order; reports are written from these.
#[derive(Debug, Clone)]
pub enum Event {
    /// The run begins with so many cases; there may be no adapter yet.
    Start {
        /// How many cases were selected.
        cases: usize,
        /// The seed of the generated cases.
        seed: u64,
    },
    /// An adapter process answered its first hello.
    Adapter(crate::protocol::Hello),
    /// These cases are asked too: the sample of crashes that are repeated with real kills.
    Kills(Vec<crate::vectors::Case>),
    /// A case is settled. Those that diverged are settled at the end, when it is known what blocks what.
    Case(CaseReport),
    /// A case is settled that decides nothing, as it is later than the revision that the run judges by.
    Unscored(CaseReport),
    /// A case has been asked and its raw outcome is known; for progress only.
    Progress,
    /// The run ended, or could not take place; the claim says why.
    End(Summary),
}

/// A run in numbers.
#[derive(Debug, Clone)]
pub struct Summary {
    /// For each family in the registry's order: counts by verdict.
    pub families: Vec<(String, Counts)>,
    /// All of it; the counts are of cases.
    pub total: Counts,
    /// The cases that decide nothing, as they are later than the revision; not among the others.
    pub unscored: Counts,
    /// The faults of the adapter that no case can be blamed for.
    pub faults: usize,
    /// The seed of the generated cases.
    pub seed: u64,
    /// Wall-clock time in milliseconds.
    pub millis: u64,
    /// Whether somebody stopped the run before every case was settled.
    pub interrupted: bool,
    /// The operations that claimed profiles need and the adapter lacks, without those the ledger accepts.
    pub missing_operations: Vec<String>,
    /// The one of these to implement next.
    pub next: Option<Next>,
    /// The ledger's entries that are out of date, each as a sentence with file and line.
    pub stale_ledger: Vec<String>,
    /// The claim, or why there is none.
    pub claim: Result<Claim, String>,
}

/// An operation to implement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// As in the protocol: `page.decode`.
    pub operation: String,
    /// How many cases wait for it: they need it before anything else that is missing.
    pub cases: usize,
    /// The profiles of these cases.
    pub profiles: Vec<String>,
}

/// What a complete, clean run lets an implementation say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The revision of the registry.
    pub revision: String,
    /// The implementation's name and version.
    pub implementation: String,
    /// The profiles that were asked in full.
    pub profiles: Vec<String>,
    /// How many requirements were tested.
    pub requirements: usize,
    /// How many cases passed.
    pub cases: usize,
    /// The operations that the profiles need and that were left out, as the ledger accepts. A claim says so.
    pub without: Vec<String>,
}

/// Counts by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the verdicts'
pub struct Counts {
    pub pass: usize,
    pub fail: usize,
    pub warn: usize,
    pub blocked: usize,
    pub skip: usize,
    pub error: usize,
    pub expected_fail: usize,
}

impl Counts {
    /// How many cases there are in all.
    pub const fn all(&self) -> usize {
        self.pass
            + self.fail
            + self.warn
            + self.blocked
            + self.skip
            + self.error
            + self.expected_fail
    }
}
