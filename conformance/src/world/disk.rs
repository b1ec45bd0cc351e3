//! The disk: what each instance saved last, what it has delivered, and what it has been given to keep.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The disk of every instance of a case, by the instance's name. It outlives the instance, and the adapter.
#[derive(Debug, Default)]
pub(super) struct Disk {
    saved: BTreeMap<String, Saved>,
    backups: BTreeMap<String, Saved>,
    /// Every id of every answered save, in order; no backup takes that back.
    kept: BTreeMap<String, Vec<Vec<u8>>>,
}

#[derive(Debug, Default, Clone)]
struct Saved {
    state: Value,
    /// Every id that stands in a save that was answered.
    delivered: BTreeSet<Vec<u8>>,
    /// The addresses whose content the instance has got.
    given: BTreeSet<Vec<u8>>,
}

impl Disk {
    /// The state that the instance saved last, null if none.
    pub fn load(&self, instance: &str) -> Value {
        let saved = self.saved.get(instance);
        saved.map(|saved| saved.state.clone()).unwrap_or_default()
    }

    /// Keeps a save; answers the ids in it that the disk had as delivered already, or that it lists twice.
    pub fn save(
        &mut self,
        instance: &str,
        state: Value,
        delivered: &[Vec<u8>],
    ) -> BTreeSet<Vec<u8>> {
        let saved = self.saved.entry(instance.to_owned()).or_default();
        saved.state = state;
        let kept = self.kept.entry(instance.to_owned()).or_default();
        kept.extend(delivered.iter().cloned());
        let known = delivered
            .iter()
            .filter(|id| !saved.delivered.insert((*id).clone()));
        known.cloned().collect()
    }

    /// Whether an answered save of the instance lists the id.
    pub fn has_delivered(&self, instance: &str, id: &[u8]) -> bool {
        let saved = self.saved.get(instance);
        saved.is_some_and(|saved| saved.delivered.contains(id))
    }

    /// The ids of all answered saves of the instance since the case began, in order.
    pub fn kept(&self, instance: &str) -> &[Vec<u8>] {
        self.kept.get(instance).map_or(&[], Vec::as_slice)
    }

    /// The instance has got the content at these addresses, and could have kept it.
    pub fn give(&mut self, instance: &str, addresses: Vec<Vec<u8>>) {
        if !addresses.is_empty() {
            let saved = self.saved.entry(instance.to_owned()).or_default();
            saved.given.extend(addresses);
        }
    }

    /// Whether the instance was given the content at this address.
    pub fn was_given(&self, instance: &str, address: &[u8]) -> bool {
        let saved = self.saved.get(instance);
        saved.is_some_and(|saved| saved.given.contains(address))
    }

    /// Other content stands at this address now, and nobody has got that.
    pub fn forget(&mut self, address: &[u8]) {
        for saved in self.saved.values_mut().chain(self.backups.values_mut()) {
            saved.given.remove(address);
        }
    }

    /// Remembers what the instance has saved.
    pub fn backup(&mut self, instance: &str) {
        let saved = self.saved.get(instance).cloned().unwrap_or_default();
        self.backups.insert(instance.to_owned(), saved);
    }

    /// Puts the backup back, if there is one.
    pub fn restore(&mut self, instance: &str) {
        if let Some(backup) = self.backups.get(instance) {
            self.saved.insert(instance.to_owned(), backup.clone());
        }
    }
}
