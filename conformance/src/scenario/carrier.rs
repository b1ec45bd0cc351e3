//! The network: which payload arrives where, when and how often.

use super::story::{Carry, Fate, Scenario};

/// Payloads that are under way, and where each device is.
#[derive(Debug)]
pub(super) struct Carrier {
    networks: Vec<String>,
    late: Vec<Late>,
}

/// A payload that arrives later.
#[derive(Debug)]
struct Late {
    due: u64,
    parcel: Parcel,
}

/// A payload and its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parcel {
    pub from: usize,
    pub to: usize,
    pub bytes: Vec<u8>,
}

impl Carrier {
    pub fn new(actors: usize) -> Self {
        Self {
            networks: vec!["home".to_owned(); actors],
            late: Vec::new(),
        }
    }

    /// The device is in another network: what was under way to it does not find it.
    pub fn move_to(&mut self, actor: usize, network: &str) {
        network.clone_into(&mut self.networks[actor]);
        self.late.retain(|late| late.parcel.to != actor);
    }

    /// A payload is sent. What arrives at once is answered, as often as it arrives.
    pub fn send(&mut self, scenario: &Scenario, epoch: u64, parcel: Parcel) -> Vec<Parcel> {
        let reaches = scenario.actors[parcel.to].is_online(epoch)
            && self.networks[parcel.from] == self.networks[parcel.to];
        let fate = fate(&scenario.carry, epoch, &parcel);
        match fate {
            Some(Fate::Lost) => Vec::new(),
            Some(Fate::Late(by)) => {
                let due = epoch.saturating_add(by);
                self.late.push(Late { due, parcel });
                Vec::new()
            }
            _ if !reaches => Vec::new(),
            Some(Fate::Twice) => vec![parcel.clone(), parcel],
            None => vec![parcel],
        }
    }

    /// What was sent earlier and arrives in this epoch, in the order in which it was sent. Who is not there misses it.
    pub fn arriving(&mut self, scenario: &Scenario, epoch: u64) -> Vec<Parcel> {
        let due = self.late.extract_if(.., |late| late.due <= epoch);
        due.map(|late| late.parcel)
            .filter(|parcel| scenario.actors[parcel.to].is_online(epoch))
            .collect()
    }
}

fn fate(carry: &[Carry], epoch: u64, parcel: &Parcel) -> Option<Fate> {
    let rule = carry.iter().find(|rule| {
        rule.epochs.contains(epoch)
            && rule.from.is_none_or(|from| from == parcel.from)
            && rule.to.is_none_or(|to| to == parcel.to)
    });
    rule.map(|rule| rule.fate)
}
