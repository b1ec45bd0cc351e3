//! What a vector file says, once it has been read: cases, steps and assertions, with every `$name` and every
//! `{repeat, count}` already written out.

use std::sync::Arc;

use serde_json::Value;

use super::fault::Fault;
use super::world::WorldChange;
use crate::protocol::CallOp;
use crate::registry::{Level, Registry};
use crate::scenario::Scenario;

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
    /// Profiles that the adapter must claim besides, because what is asserted takes them for granted.
    pub also: Vec<String>,
    /// For a negative case, the positive case that differs in the fault alone.
    pub twin: Option<String>,
    /// Where the case begins.
    pub place: Place,
    /// What the harness's stores hold at the start.
    pub world: WorldChange,
    /// At least one; a stateless case is one step of the kind [`Step::Do`].
    pub steps: Vec<Step>,
    /// Whom another adapter plays, which stands beside the one that is asked. A vector file never says it.
    pub beside: Option<Beside>,
}

/// The instances of a case that are not the adapter's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Who plays them, in words: `the reference`.
    pub who: String,
    /// The names of the instances.
    pub instances: Vec<String>,
}

impl Beside {
    /// Whether this instance is one of them.
    pub fn plays(&self, instance: &str) -> bool {
        self.instances.iter().any(|name| name == instance)
    }
}

impl Case {
    /// The requests, in order.
    pub fn requests(&self) -> impl Iterator<Item = &Do> {
        self.steps.iter().filter_map(|step| match step {
            Step::Do(asked) => Some(asked),
            _ => None,
        })
    }

    /// Whether the adapter is killed in it: such a case needs a process of its own.
    pub fn kills(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Kill => true,
            Step::Do(asked) => matches!(asked.crash_at, Some(CrashAt::Kill(_))),
            _ => false,
        })
    }

    /// The same case with some of its instances given to another adapter.
    #[must_use]
    pub fn with_beside(mut self, beside: Beside) -> Self {
        if let [Step::Scenario(scenario)] = self.steps.as_mut_slice() {
            Arc::make_mut(scenario).beside = Some(beside.clone());
        }
        self.beside = Some(beside);
        self
    }

    /// Whether another adapter plays this instance.
    pub fn plays_beside(&self, instance: &str) -> bool {
        let beside = self.beside.as_ref();
        beside.is_some_and(|beside| beside.plays(instance))
    }

    /// The operations that an adapter needs for it, in order.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations_of(false)
    }

    /// The operations that the other adapter needs for the instances that it plays, in order.
    pub fn operations_beside(&self) -> impl Iterator<Item = &str> {
        self.operations_of(true)
    }

    /// In a scenario every actor may come to need every operation.
    fn operations_of(&self, beside: bool) -> impl Iterator<Item = &str> {
        const DROP: &str = "instance.drop";
        let theirs = move |instance: &str| self.plays_beside(instance) == beside;
        self.steps.iter().flat_map(move |step| match step {
            Step::Do(asked) if theirs(asked.instance().unwrap_or_default()) => {
                let drops = matches!(asked.crash_at, Some(CrashAt::Drop(_)));
                let drop = drops.then_some(DROP);
                [Some(asked.op.as_str()), drop]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Step::Drop { instance } | Step::Restore { instance } if theirs(instance) => vec![DROP],
            Step::Scenario(scenario) => scenario.operations(),
            _ => Vec::new(),
        })
    }

    /// Leaves out what asserts a recommendation: one that is not followed would hide what comes after it. Whether anything
    /// is left that asserts something is answered.
    pub fn keep_musts(&mut self, registry: &Registry) -> bool {
        let is_must = |req: &str| {
            let entry = registry.requirement(req);
            entry.is_none_or(|entry| entry.level == Level::Must)
        };
        for step in &mut self.steps {
            match step {
                Step::Do(asked) => asked.expect.retain(|assertion| is_must(&assertion.req)),
                Step::Scenario(scenario) => Arc::make_mut(scenario)
                    .claims
                    .retain(|claim| is_must(&claim.req)),
                _ => {}
            }
        }
        !self.requirements().is_empty()
    }

    /// The requirements that it asserts, in order, each once.
    pub fn requirements(&self) -> Vec<&str> {
        let mut requirements: Vec<&str> = Vec::new();
        let asserted = self.steps.iter().flat_map(|step| match step {
            Step::Do(asked) => asked.expect.iter().map(|one| one.req.as_str()).collect(),
            Step::Scenario(scenario) => scenario.requirements(),
            _ => Vec::new(),
        });
        for req in asserted {
            if !requirements.contains(&req) {
                requirements.push(req);
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
    /// What an instance has saved is remembered.
    Backup {
        /// The instance's name.
        instance: String,
    },
    /// An instance is dropped, and its disk is put back to the backup.
    Restore {
        /// The instance's name.
        instance: String,
    },
    /// The adapter is killed between two requests, and a new one is started: every instance is gone from memory, and
    /// what they have saved is kept.
    Kill,
    /// A scenario is played; it is the only step of its case.
    Scenario(Arc<Scenario>),
}

/// A request and what must come of it.
#[derive(Debug, Clone)]
pub struct Do {
    /// The operation, as in the adapter protocol: `page.decode`.
    pub op: String,
    /// The request's `in`.
    pub input: Value,
    /// The first that fits a callback of this step decides how it is answered.
    pub faults: Vec<Fault>,
    /// The callback at which something dies, if something does.
    pub crash_at: Option<CrashAt>,
    /// What of the answer is kept for later steps: a name, and a JSON pointer into the `ok`. In the `in` and the
    /// expectations of later steps of the case, a string `$name` of a kept name still stands as it is written in the
    /// file; the runner replaces it when it is known. (Names of the file's `let` are replaced when the file is read.)
    pub keep: Vec<(String, String)>,
    /// Tried in order; the first that diverges is blamed.
    pub expect: Vec<Assertion>,
}

impl Do {
    /// The instance that is asked, if one is.
    pub fn instance(&self) -> Option<&str> {
        self.input.get("instance")?.as_str()
    }
}

/// What dies at a callback, which has no effect then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrashAt {
    /// The instance: the callback is answered with `drop`.
    Drop(NthCall),
    /// The whole adapter: it is killed.
    Kill(NthCall),
}

impl CrashAt {
    /// The callback.
    pub const fn call(self) -> NthCall {
        match self {
            Self::Drop(call) | Self::Kill(call) => call,
        }
    }
}

/// The `nth` callback of kind `op`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NthCall {
    /// The callback's operation.
    pub op: CallOp,
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

impl Form {
    /// The name in vectors.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Message => "message",
            Self::MessageLegacy => "message_legacy",
            Self::Payload => "payload",
            Self::PayloadLegacy => "payload_legacy",
            Self::Content => "content",
            Self::Address => "address",
            Self::NameUpdate => "name_update",
            Self::Query => "query",
            Self::Response => "response",
        }
    }
}
