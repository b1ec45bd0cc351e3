//! A fault of the stores in one step.

use serde_saphyr::Spanned;

use super::Context;
use super::raw::RawFault;
use super::step::callback;
use super::world::bytes;
use crate::diagnostic::Diagnostic;
use crate::protocol::{CallOp, FailReason};
use crate::vectors::{
    Alteration, CollectAnswer, Fault, FaultyCall, FetchAnswer, GetAnswer, MOST_BACK, WriteAnswer,
};
use crate::yaml::{Node, Yaml};

/// How a kind of callback can fail, in the words of the format.
type Failures = &'static [(&'static str, FailReason)];

const READS: Failures = &[
    ("not_found", FailReason::NotFound),
    ("unavailable", FailReason::Unavailable),
    ("timeout", FailReason::Timeout),
];

const ADDS: Failures = &[
    ("unavailable", FailReason::Unavailable),
    ("timeout", FailReason::Timeout),
];

const UPDATES: Failures = &[
    ("conflict", FailReason::Conflict),
    ("too_large", FailReason::TooLarge),
    ("unavailable", FailReason::Unavailable),
    ("timeout", FailReason::Timeout),
    ("unsupported", FailReason::Unsupported),
];

const DEPOSITS: Failures = &[
    ("not_found", FailReason::NotFound),
    ("too_large", FailReason::TooLarge),
    ("full", FailReason::Full),
    ("unavailable", FailReason::Unavailable),
    ("timeout", FailReason::Timeout),
];

pub(super) fn read(context: &Context<'_>, raw: &Spanned<RawFault>) -> Result<Fault, Diagnostic> {
    let RawFault {
        op,
        address,
        name,
        nth,
        answer,
    } = &raw.value;
    let said = Said::read(context, answer)?;
    let named = name.as_ref().map(|name| name.value.clone());
    let call = match callback(context, op)? {
        CallOp::CasGet => FaultyCall::Get {
            address: address
                .as_ref()
                .map(|node| bytes(context, node))
                .transpose()?,
            answer: said.get()?,
        },
        CallOp::NsFetch => FaultyCall::Fetch {
            name: named,
            answer: said.fetch()?,
        },
        CallOp::CasAdd => FaultyCall::Add {
            answer: said.write("cas.add", ADDS)?,
        },
        CallOp::NsUpdate => FaultyCall::Update {
            name: named,
            answer: said.write("ns.update", UPDATES)?,
        },
        CallOp::MailDeposit => FaultyCall::Deposit {
            answer: said.write("mail.deposit", DEPOSITS)?,
        },
        CallOp::MailCollect => FaultyCall::Collect {
            answer: said.collect()?,
        },
        CallOp::StateLoad | CallOp::StateSave | CallOp::Authenticate => {
            let stores = CallOp::WITH_CONTENT.map(CallOp::name).join(", ");
            let message = format!(
                "`{}` has no faults; these callbacks have: {stores}, mail.deposit, mail.collect.",
                op.value
            );
            return Err(context.fault(op, message));
        }
    };
    if let Some(address) = address.as_ref().filter(|_| call.op() != CallOp::CasGet) {
        return Err(context.fault(address, "`address` narrows a fault of `cas.get` alone."));
    }
    let of_names = matches!(call.op(), CallOp::NsFetch | CallOp::NsUpdate);
    if let Some(name) = name.as_ref().filter(|_| !of_names) {
        return Err(context.fault(
            name,
            "`name` narrows a fault of `ns.fetch` or `ns.update` alone.",
        ));
    }
    let nth = nth
        .as_ref()
        .map(|nth| context.counted(nth, "nth", u32::MAX));
    Ok(Fault {
        nth: nth.transpose()?,
        call,
    })
}

/// A wrong answer as it is written: a word, or a word with a value.
struct Said<'a> {
    context: &'a Context<'a>,
    node: &'a Node,
    word: &'a str,
    value: Option<&'a Node>,
}

impl<'a> Said<'a> {
    fn read(context: &'a Context<'a>, node: &'a Node) -> Result<Self, Diagnostic> {
        let (word, value) = match &node.value {
            Yaml::Text(word) => (word, None),
            Yaml::Map(entries) if entries.len() == 1 => (&entries[0].0.value, Some(&entries[0].1)),
            other => {
                let message = format!(
                    "Here stands {}; an answer is a word, or a mapping with one key, such as {{stale: \"1\"}}.",
                    other.kind()
                );
                return Err(context.fault(node, message));
            }
        };
        Ok(Self {
            context,
            node,
            word,
            value,
        })
    }

    fn get(&self) -> Result<GetAnswer, Diagnostic> {
        Ok(match (self.word, self.value) {
            ("of", Some(address)) => GetAnswer::Of(bytes(self.context, address)?),
            ("content", Some(content)) => GetAnswer::Content(bytes(self.context, content)?),
            _ => match (self.altered(), self.fails(READS)) {
                (Some(how), _) => GetAnswer::Altered(how),
                (None, Some(reason)) => GetAnswer::Fails(reason),
                (None, None) => {
                    return Err(self.impossible(
                        "cas.get",
                        READS,
                        "corrupt, truncated, {of: ADDRESS}, {content: BYTES}",
                    ));
                }
            },
        })
    }

    fn fetch(&self) -> Result<FetchAnswer, Diagnostic> {
        Ok(match (self.word, self.value) {
            ("stale", Some(changes)) => {
                FetchAnswer::Stale(self.context.counted(changes, "stale", MOST_BACK)?)
            }
            ("content", Some(content)) => FetchAnswer::Content(bytes(self.context, content)?),
            _ => match (self.altered(), self.fails(READS)) {
                (Some(how), _) => FetchAnswer::Altered(how),
                (None, Some(reason)) => FetchAnswer::Fails(reason),
                (None, None) => {
                    return Err(self.impossible(
                        "ns.fetch",
                        READS,
                        "corrupt, truncated, {stale: \"n\"}, {content: BYTES}",
                    ));
                }
            },
        })
    }

    fn write(&self, op: &str, failures: Failures) -> Result<WriteAnswer, Diagnostic> {
        match (self.word, self.value) {
            ("dropped", None) => Ok(WriteAnswer::Dropped),
            ("lost", None) => Ok(WriteAnswer::Lost),
            _ => self
                .fails(failures)
                .map(WriteAnswer::Fails)
                .ok_or_else(|| self.impossible(op, failures, "dropped, lost")),
        }
    }

    fn collect(&self) -> Result<CollectAnswer, Diagnostic> {
        match (self.word, self.value) {
            ("corrupt", None) => Ok(CollectAnswer::Corrupt),
            ("again", None) => Ok(CollectAnswer::Again),
            _ => self
                .fails(READS)
                .map(CollectAnswer::Fails)
                .ok_or_else(|| self.impossible("mail.collect", READS, "corrupt, again")),
        }
    }

    fn altered(&self) -> Option<Alteration> {
        match (self.word, self.value) {
            ("corrupt", None) => Some(Alteration::Corrupt),
            ("truncated", None) => Some(Alteration::Truncated),
            _ => None,
        }
    }

    fn fails(&self, failures: Failures) -> Option<FailReason> {
        let known = failures.iter().find(|(word, _)| *word == self.word);
        known
            .filter(|_| self.value.is_none())
            .map(|(_, reason)| *reason)
    }

    fn impossible(&self, op: &str, failures: Failures, others: &str) -> Diagnostic {
        let known: Vec<&str> = failures.iter().map(|(word, _)| *word).collect();
        let message = format!(
            "`{}` is no answer of a fault of `{op}`; there are {}, {others}.",
            self.word,
            known.join(", ")
        );
        self.context.fault(self.node, message)
    }
}
