//! One thing that happens in a story: a request, a change of the world, a crash.

use serde_json::{Map, Value, json};

use super::assertion::Assertion;
use super::world::World;

/// A step as it is written in a vector.
pub enum Step {
    Do(Request),
    World(World),
    Drop(&'static str),
}

/// A request and what must come of it.
pub struct Request {
    pub op: &'static str,
    pub input: Value,
    pub drop_at: Option<(&'static str, &'static str)>,
    pub expect: Vec<Assertion>,
}

impl Request {
    fn new(op: &'static str, input: Value) -> Self {
        Self {
            op,
            input,
            drop_at: None,
            expect: Vec::new(),
        }
    }

    /// What must come of it.
    pub fn expect(mut self, expect: impl IntoIterator<Item = Assertion>) -> Self {
        self.expect.extend(expect);
        self
    }

    /// The device dies at the first callback of this kind.
    pub fn dies_at(self, op: &'static str) -> Self {
        self.dies_at_nth(op, "1")
    }

    /// The device dies at the nth callback of this kind.
    pub fn dies_at_nth(mut self, op: &'static str, nth: &'static str) -> Self {
        self.drop_at = Some((op, nth));
        self
    }
}

impl From<Request> for Step {
    fn from(request: Request) -> Self {
        Self::Do(request)
    }
}

impl From<World> for Step {
    fn from(change: World) -> Self {
        Self::World(change)
    }
}

/// The instance crashes.
pub fn crash(instance: &'static str) -> Step {
    Step::Drop(instance)
}

/// The settings of the reader bob, who follows the name alice.
pub struct Reader(Map<String, Value>);

/// A reader of a log of any content, whose store has multihash addresses, with bounds that no story reaches.
pub fn reader() -> Reader {
    let limits = json!({
        "pages": "100", "page_bytes": "65536", "pairs": "100",
        "content_bytes": "65536", "call_bytes": "1048576", "gets": "8",
    });
    let settings = [
        ("instance", json!("bob")),
        ("name", json!("alice")),
        ("profile", json!("core")),
        ("group", Value::Null),
        ("kind", json!("multihash")),
        ("limits", limits),
    ];
    Reader(
        settings
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Reader {
    /// Of a log of messages.
    pub fn mvds(mut self) -> Self {
        self.0.insert("profile".into(), json!("mvds"));
        self.0.insert("group".into(), json!("$g"));
        self
    }

    /// Of a store with another kind of address.
    pub fn kind(mut self, kind: &str) -> Self {
        self.0.insert("kind".into(), json!(kind));
        self
    }

    /// Of another name.
    pub fn name(mut self, name: &str) -> Self {
        self.0.insert("name".into(), json!(name));
        self
    }

    /// With another bound.
    pub fn limit(mut self, bound: &str, value: impl Into<Value>) -> Self {
        self.0["limits"][bound] = value.into();
        self
    }

    /// Opens it.
    pub fn open(self) -> Request {
        Request::new("reader.open", Value::Object(self.0))
    }
}

/// The reader follows its name at this time.
pub fn sync(now: u32) -> Request {
    Request::new(
        "reader.sync",
        json!({"instance": "bob", "now": now.to_string()}),
    )
}

/// The settings of the writer alice.
pub struct Writer(Map<String, Value>);

/// A writer of any content with so many pairs a page, which points to everything from an inline head.
pub fn writer(page_size: u32) -> Writer {
    let settings = [
        ("instance", json!("alice")),
        ("name", json!("alice")),
        ("profile", json!("core")),
        ("group", Value::Null),
        ("page_size", json!(page_size.to_string())),
        ("embed", json!("0")),
        ("head", json!("inline")),
    ];
    Writer(
        settings
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Writer {
    /// Of a log of messages.
    pub fn mvds(mut self) -> Self {
        self.0.insert("profile".into(), json!("mvds"));
        self.0.insert("group".into(), json!("$g"));
        self
    }

    /// That embeds so many, or all.
    pub fn embed(mut self, embed: &str) -> Self {
        self.0.insert("embed".into(), json!(embed));
        self
    }

    /// That publishes a pure pointer.
    pub fn pointer(mut self) -> Self {
        self.0.insert("head".into(), json!("pointer"));
        self
    }

    /// Of another name.
    pub fn name(mut self, name: &str) -> Self {
        self.0.insert("name".into(), json!(name));
        self
    }

    /// Opens it.
    pub fn open(self) -> Request {
        Request::new("writer.open", Value::Object(self.0))
    }
}

/// The writer appends these messages, the oldest first, under their ids.
pub fn append(messages: &str) -> Request {
    append_items(
        messages,
        |name| json!({"id": format!("${name}_id"), "data": format!("${name}")}),
    )
}

/// The same of messages whose ids the writer computes.
pub fn append_mvds(messages: &str) -> Request {
    append_items(
        messages,
        |name| json!({"id": null, "data": format!("${name}")}),
    )
}

fn append_items(messages: &str, item: impl Fn(&str) -> Value) -> Request {
    let items: Value = messages.split_whitespace().map(item).collect();
    Request::new(
        "writer.append",
        json!({"instance": "alice", "now": "0", "items": items}),
    )
}

/// The writer publishes.
pub fn publish() -> Request {
    Request::new("writer.publish", json!({"instance": "alice", "now": "0"}))
}
