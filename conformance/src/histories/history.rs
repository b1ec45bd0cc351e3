//! A history: what is settled before it, and what happens in it.

use std::collections::BTreeMap;

use remote_log_model::{self as model, Embed, Layout, Limits};

use super::names::Names;
use super::{play, reading, writing};
use crate::properties::draft::nowhere;
use crate::vectors::{Case, WorldChange};

/// What happens to a log, in an order. Actions that are impossible where they stand are left out when it is played, so
/// any list of actions is a history, and taking some away leaves one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum History {
    /// The adapter reads, twice over; the harness plays the two devices that write.
    Reading {
        /// What is settled before.
        settings: ReadingSettings,
        /// What happens.
        actions: Vec<model::reading::Action>,
    },
    /// The adapter writes, and one reader follows; the harness plays everybody else.
    Writing {
        /// What is settled before.
        settings: WritingSettings,
        /// What happens.
        actions: Vec<model::writing::Action>,
    },
}

/// What is settled before a history of readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReadingSettings {
    /// How the devices cut their pages at first.
    pub layout: Layout,
    /// How much a call of a reader may do.
    pub limits: Limits,
}

/// What is settled before a history of a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WritingSettings {
    /// The most pairs on a page, at least 1.
    pub page_size: usize,
    /// What is embedded; `Last` of at most a page.
    pub embed: Embed,
    /// Whether the name holds a pure pointer.
    pub pointer: bool,
    /// Whether the name system compares before it sets.
    pub compare_and_set: bool,
}

impl History {
    /// The case that asks an adapter to live through it, and asserts what the model says.
    pub fn case(&self, id: String) -> Case {
        Case {
            why: self.told().join("\n"),
            ..self.untold(id)
        }
    }

    /// The same case without a reason, which takes a tenth of the time: for a search that asks very many.
    pub fn untold(&self, id: String) -> Case {
        let (steps, verifies) = match self {
            Self::Reading { settings, actions } => reading::case(settings, actions),
            Self::Writing { settings, actions } => (writing::case(settings, actions), false),
        };
        Case {
            id,
            why: String::new(),
            profile: "pointer".to_owned(),
            also: verifies.then(|| "verify".to_owned()).into_iter().collect(),
            twin: None,
            place: nowhere(),
            world: WorldChange::default(),
            steps,
            beside: None,
        }
    }

    /// The number of its actions.
    pub fn length(&self) -> usize {
        match self {
            Self::Reading { actions, .. } => actions.len(),
            Self::Writing { actions, .. } => actions.len(),
        }
    }

    /// What happens in it, as a person would tell it: what is settled before, then a numbered line for each action
    /// that is possible, such as "2. Bob calls: advanced, delivers a and b".
    pub fn told(&self) -> Vec<String> {
        let (settled, told) = match self {
            Self::Reading { settings, actions } => {
                (reading::settled(settings), reading::told(settings, actions))
            }
            Self::Writing { settings, actions } => {
                (writing::settled(settings), writing::told(settings, actions))
            }
        };
        let numbered = (1..).zip(told);
        let lines = numbered.map(|(number, line): (usize, _)| format!("{number}. {line}"));
        std::iter::once(settled).chain(lines).collect()
    }

    /// Names for the bytes in its case: `a_id` is the id of the message a, `a_at` the address of its content `a`, and
    /// `p_c_ba` is the page `[c] -> [b a]`, a capital letter where the content is embedded.
    pub fn names(&self) -> BTreeMap<String, Vec<u8>> {
        let mut names = Names::default();
        match self {
            Self::Reading { settings, actions } => {
                for moment in play::reading(settings, actions) {
                    let stage = moment.after;
                    names.messages(stage.messages);
                    stage.world.kept.iter().for_each(|blob| names.blob(blob));
                    stage.world.heads.iter().for_each(|head| names.head(head));
                }
            }
            Self::Writing { settings, actions } => {
                for moment in play::writing(settings, actions) {
                    names.messages(moment.after.messages);
                }
            }
        }
        names.sorted()
    }
}
