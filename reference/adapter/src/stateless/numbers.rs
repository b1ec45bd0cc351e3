//! The field `numbers`: under which numbering a message or payload is read or written.

use remote_log::message::Numbering;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Spec,
    Legacy,
}

/// The one field of an input that says the numbering, whatever else it has.
#[derive(Deserialize)]
struct Input {
    numbers: Name,
}

/// The numbering that an input asks for.
pub(crate) fn numbering(input: &str) -> Result<Numbering, serde_json::Error> {
    serde_json::from_str(input).map(|Input { numbers }| match numbers {
        Name::Spec => Numbering::Spec,
        Name::Legacy => Numbering::Legacy,
    })
}
