//! What a story says about the harness's stores, at its start and on the way.

use serde_json::{Map, Value, json};

/// A world, or a change of it.
#[derive(Default)]
pub struct World(pub Map<String, Value>);

/// A world that says nothing yet.
pub fn world() -> World {
    World::default()
}

impl World {
    /// The content store holds these names' bytes under their addresses.
    pub fn cas(mut self, names: &str) -> Self {
        for name in names.split_whitespace() {
            self = self.at(&format!("{name}_at"), name);
        }
        self
    }

    /// It holds the bytes of one name under the address of another.
    pub fn at(self, address: &str, content: &str) -> Self {
        self.entry(
            "cas",
            json!({"address": format!("${address}"), "content": format!("${content}")}),
        )
    }

    /// Its gets of this name's address fail so.
    pub fn failing(self, name: &str, failure: &str) -> Self {
        self.entry(
            "cas",
            json!({"address": format!("${name}_at"), "fails": failure}),
        )
    }

    /// The log's name holds the bytes of this page.
    pub fn head(self, page: &str) -> Self {
        self.named("alice", json!(format!("${page}")))
    }

    /// Some name holds these bytes, or nothing.
    pub fn named(self, name: &str, content: Value) -> Self {
        self.entry("names", json!({"name": name, "content": content}))
    }

    /// The content store has lost this page.
    pub fn gone(self, page: &str) -> Self {
        self.entry(
            "cas",
            json!({"address": format!("${page}_at"), "content": null}),
        )
    }

    /// The log's name holds what it held so many changes ago.
    pub fn turned_back(self, changes: &str) -> Self {
        self.entry("names", json!({"name": "alice", "back": changes}))
    }

    /// Fetches and updates of the log's name fail so.
    pub fn name_failing(self, failure: &str) -> Self {
        self.entry("names", json!({"name": "alice", "fails": failure}))
    }

    /// Just before the next update somebody else sets the name to this page.
    pub fn race(self, page: &str) -> Self {
        self.field(
            "race",
            json!({"name": "alice", "content": format!("${page}")}),
        )
    }

    /// Any other field.
    pub fn field(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.into(), value.into());
        self
    }

    fn entry(mut self, list: &str, entry: Value) -> Self {
        if let Value::Array(entries) = self.0.entry(list).or_insert_with(|| json!([])) {
            entries.push(entry);
        }
        self
    }
}
