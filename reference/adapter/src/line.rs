//! What the harness may send on one line: a request, or the answer to a callback.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The fields of any line that the harness sends, unknown ones left out. Ids stay as they were written, so that they go
/// back byte by byte.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Line<'a> {
    /// The id of a request, a JSON string.
    #[serde(borrow)]
    pub(crate) id: Option<&'a RawValue>,
    /// The operation of a request.
    #[serde(borrow)]
    pub(crate) op: Option<Cow<'a, str>>,
    /// The input of a request.
    #[serde(borrow, rename = "in")]
    pub(crate) input: Option<&'a RawValue>,
    /// The id of the callback that is answered.
    #[serde(borrow)]
    pub(crate) call: Option<Cow<'a, str>>,
    /// A callback's result.
    #[serde(borrow)]
    pub(crate) ok: Option<&'a RawValue>,
    /// Why a callback has no result.
    pub(crate) fail: Option<Fail>,
    /// The instance that made the callback died.
    #[serde(borrow)]
    pub(crate) drop: Option<&'a RawValue>,
}

/// Why a callback has no result.
#[derive(Debug, Deserialize)]
pub(crate) struct Fail {
    /// From the list that belongs to the callback's operation.
    pub(crate) reason: String,
}

impl Line<'_> {
    /// Reads a line, given without its `\n`.
    pub(crate) fn parse(line: &[u8]) -> Result<Line<'_>, serde_json::Error> {
        serde_json::from_slice(line)
    }
}

/// The id that a line carries, where nothing else in it can be trusted: an answer with it tells the harness which of
/// its requests was no good.
pub(crate) fn salvage_id(line: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(line).ok()?;
    value
        .get("id")?
        .as_str()
        .map(|id| serde_json::Value::from(id).to_string())
}
