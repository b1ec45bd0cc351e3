//! What a vector file says, once it has been read: cases, steps and assertions, with every `$name` and every
//! `{repeat, count}` already written out.

use serde_json::Value;

use super::world::WorldChange;

/// Where something stands in a vector file, for diagnostics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as a reader would open it.
    pub file: String,
    /// The line, counted from 1; 0 for a case that stands in no file (a generated one).
    pub line: u32,
}

/// One case: a question, or a short story of questions, and what must come of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// Unique in the suite.
    pub id: String,
    /// Why the case exists, a sentence.
    pub why: String,
    /// The profile that an adapter must claim for the case to be asked.
    pub profile: String,
    /// For a negative case, the positive case that differs in the fault alone.
    pub twin: Option<String>,
    /// Where the case begins.
    pub place: Place,
    /// What the harness's stores hold at the start.
    pub world: WorldChange,
    /// At least one; a stateless case is one step of the kind [`Step::Do`].
    pub steps: Vec<Step>,
}

impl Case {
    /// The requests, in order.
    pub fn requests(&self) -> impl Iterator<Item = &Do> {
        self.steps.iter().filter_map(|step| match step {
            Step::Do(asked) => Some(asked),
            Step::World(_) | Step::Drop { .. } => None,
        })
    }

    /// The operations that an adapter needs for it, in order.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        const DROP: &str = "instance.drop";
        self.steps
            .iter()
            .flat_map(|step| match step {
                Step::Do(asked) => [
                    Some(asked.op.as_str()),
                    asked.drop_at.as_ref().map(|_| DROP),
                ],
                Step::Drop { .. } => [Some(DROP), None],
                Step::World(_) => [None, None],
            })
            .flatten()
    }

    /// The requirements that it asserts, in order, each once.
    pub fn requirements(&self) -> Vec<&str> {
        let mut requirements: Vec<&str> = Vec::new();
        for assertion in self.requests().flat_map(|asked| &asked.expect) {
            if !requirements.contains(&assertion.req.as_str()) {
                requirements.push(&assertion.req);
            }
        }
        requirements
    }
}

/// One thing that happens in a case.
#[derive(Debug, Clone)]
pub enum Step {
    /// The adapter is asked to do something.
    Do(Do),
    /// The harness's stores change.
    World(WorldChange),
    /// An instance crashes between two requests.
    Drop {
        /// The instance's name.
        instance: String,
    },
}

/// A request and what must come of it.
#[derive(Debug, Clone)]
pub struct Do {
    /// The operation, as in the adapter protocol: `page.decode`.
    pub op: String,
    /// The request's `in`.
    pub input: Value,
    /// The callback that is answered with a crash, if one is.
    pub drop_at: Option<DropAt>,
    /// What of the answer is kept for later steps: a name, and a JSON pointer into the `ok`. In the `in` and the
    /// expectations of later steps of the case, a string `$name` of a kept name still stands as it is written in the
    /// file; the runner replaces it when it is known. (Names of the file's `let` are replaced when the file is read.)
    pub keep: Vec<(String, String)>,
    /// Tried in order; the first that diverges is blamed.
    pub expect: Vec<Assertion>,
}

/// The `nth` callback of kind `op`, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropAt {
    /// The callback's operation: `cas.add`.
    pub op: String,
    /// Counted from 1 within the step.
    pub nth: u32,
}

/// One statement about what happened, bound to exactly one requirement.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// The requirement's id.
    pub req: String,
    /// Where the assertion stands.
    pub place: Place,
    /// What is looked at, and what it must be.
    pub claim: Claim,
}

/// What an assertion claims.
#[derive(Debug, Clone)]
pub enum Claim {
    /// About the `ok` of the adapter's answer.
    Answer {
        /// A JSON pointer; `*` stands for every element of an array.
        at: String,
        /// What it must be.
        must: Matcher,
    },
    /// About what the harness saw during the step.
    Seen {
        /// A JSON pointer into the step's observation.
        at: String,
        /// What it must be.
        must: Matcher,
    },
    /// The answer is a rejection.
    Rejects {
        /// The reason, from the protocol's closed list.
        reason: String,
        /// The finer reason, compared where the adapter promises it.
        detail: Option<String>,
    },
}

/// What a value must be.
#[derive(Debug, Clone)]
pub enum Matcher {
    /// Equal.
    Is(Value),
    /// An array of these elements in any order.
    Set(Vec<Value>),
    /// A decimal string no greater than this.
    AtMost(u64),
    /// Bytes that decode to this value, however they are encoded.
    Decodes {
        /// What to decode them as.
        form: Form,
        /// The value, in the shape of that decoder's answer.
        to: Value,
    },
}

/// What bytes are decoded as, for [`Matcher::Decodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names are the format's own
pub enum Form {
    Page,
    Message,
    MessageLegacy,
    Payload,
    PayloadLegacy,
    Content,
    Address,
    NameUpdate,
    Query,
    Response,
}
