//! A vector file as it is written, before `$names` are replaced and references are looked up.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::scenario::RawScenario;
use crate::yaml::{Node, given};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub subject: String,
    pub about: Option<String>,
    pub generated: Option<String>,
    pub revision: Option<Spanned<String>>,
    #[serde(rename = "let")]
    pub names: Option<Node>,
    pub cases: Spanned<Vec<Spanned<RawCase>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCase {
    pub id: Spanned<String>,
    pub why: Option<String>,
    pub profile: Spanned<String>,
    #[serde(default)]
    pub also: Vec<Spanned<String>>,
    pub twin: Option<Spanned<String>>,
    pub world: Option<RawWorld>,
    #[serde(rename = "do")]
    pub op: Option<Spanned<String>>,
    #[serde(rename = "in")]
    pub input: Option<Node>,
    pub expect: Option<Vec<Spanned<RawAssertion>>>,
    pub steps: Option<Vec<Spanned<RawStep>>>,
    pub scenario: Option<Spanned<RawScenario>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    #[serde(rename = "do")]
    pub op: Option<Spanned<String>>,
    #[serde(rename = "in")]
    pub input: Option<Node>,
    pub keep: Option<Node>,
    #[serde(default)]
    pub faults: Vec<Spanned<RawFault>>,
    pub drop_at: Option<RawNthCall>,
    pub kill_at: Option<RawNthCall>,
    pub expect: Option<Vec<Spanned<RawAssertion>>>,
    pub world: Option<RawWorld>,
    pub drop: Option<Spanned<String>>,
    pub backup: Option<Spanned<String>>,
    pub restore: Option<Spanned<String>>,
    pub kill: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFault {
    pub op: Spanned<String>,
    pub address: Option<Node>,
    pub name: Option<Spanned<String>>,
    pub nth: Option<Node>,
    pub answer: Node,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNthCall {
    pub op: Spanned<String>,
    pub nth: Node,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAssertion {
    pub req: Spanned<String>,
    pub at: Option<Spanned<String>>,
    pub seen: Option<Spanned<String>>,
    pub rejects: Option<Spanned<String>>,
    pub detail: Option<Spanned<String>>,
    #[serde(default, deserialize_with = "given")]
    pub is: Option<Node>,
    pub set: Option<Node>,
    pub at_most: Option<Spanned<String>>,
    pub decodes: Option<RawDecodes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDecodes {
    #[serde(rename = "as")]
    pub form: Spanned<String>,
    pub to: Node,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWorld {
    pub kind: Option<Spanned<String>>,
    #[serde(default)]
    pub cas: Vec<Spanned<RawContent>>,
    pub adds: Option<Spanned<String>>,
    #[serde(default)]
    pub names: Vec<Spanned<RawName>>,
    pub compare_and_set: Option<bool>,
    pub update_data: Option<Node>,
    pub name_bytes: Option<Spanned<String>>,
    pub race: Option<RawRace>,
    pub hold: Option<Spanned<String>>,
    #[serde(default)]
    pub lose: Vec<Spanned<RawLose>>,
    pub restore: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLose {
    pub address: Option<Node>,
    pub name: Option<String>,
    pub page: Option<Node>,
    pub item: Option<Node>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContent {
    pub address: Node,
    #[serde(default, deserialize_with = "given")]
    pub content: Option<Node>,
    pub fails: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawName {
    pub name: String,
    #[serde(default, deserialize_with = "given")]
    pub content: Option<Node>,
    pub fails: Option<Spanned<String>>,
    pub back: Option<Node>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRace {
    pub name: String,
    pub content: Node,
}
