//! An input of the search: what is made by chance, asked as a case, told to a person and made simpler.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::codec::Codec;
use super::history;
use super::material::Material;
use crate::histories::History;
use crate::runner::killed;
use crate::vectors::Case;

/// An input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// One request.
    Codec(Codec),
    /// A history.
    History {
        history: History,
        /// Whether crashes are real kills of the adapter.
        killed: bool,
    },
}

/// One case in so many is of one request.
const CODECS: usize = 4;

/// One history in so many is asked with real kills, if it has crashes: a kill takes as long as a hundred histories.
const KILLED: usize = 1000;

impl Input {
    /// The input with this number. It depends on the seed, the number and the material alone.
    pub fn generate(seed: u64, number: u64, material: &Material) -> Self {
        let chance = &mut Chance::new(seed, number);
        if chance.one_in(CODECS) {
            Self::Codec(Codec::generate(chance, material))
        } else {
            Self::History {
                history: history::generate(chance),
                killed: chance.one_in(KILLED),
            }
        }
    }

    /// The case that asks it; `None` where there is nothing to ask.
    pub fn case(&self, id: String) -> Option<Case> {
        match self {
            Self::Codec(codec) => Some(codec.case()?.into_case(id)),
            Self::History {
                history,
                killed: real,
            } => {
                let case = history.case(id);
                if *real { killed(&case) } else { Some(case) }
            }
        }
    }

    /// What happens, a line for each thing.
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::Codec(codec) => codec.told(),
            Self::History { history, .. } => history.told(),
        }
    }

    /// Names for bytes in its case, where it has some.
    pub fn names(&self) -> BTreeMap<String, Vec<u8>> {
        match self {
            Self::Codec(_) => BTreeMap::new(),
            Self::History { history, .. } => history.names(),
        }
    }

    /// How many things happen.
    pub fn length(&self) -> usize {
        match self {
            Self::Codec(_) => 1,
            Self::History { history, .. } => match history {
                History::Reading { actions, .. } => actions.len(),
                History::Writing { actions, .. } => actions.len(),
            },
        }
    }

    /// Simpler inputs, the boldest first. Following any of them again and again comes to an end.
    pub fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Codec(codec) => codec.simpler().into_iter().map(Self::Codec).collect(),
            Self::History { history, killed } => {
                let dropped = killed.then(|| Self::History {
                    history: history.clone(),
                    killed: false,
                });
                let shorter = history::simpler(history).into_iter();
                dropped
                    .into_iter()
                    .chain(shorter.map(|history| Self::History {
                        history,
                        killed: *killed,
                    }))
                    .collect()
            }
        }
    }
}
