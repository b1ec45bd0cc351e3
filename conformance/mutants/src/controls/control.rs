//! The controls: adapters that implement nothing, and that the suite must see through.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// An adapter without an implementation behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Answers every request as if all were well.
    AcceptAll,
    /// Rejects every request.
    RejectAll,
    /// Answers every request with what it was asked.
    Echo,
    /// Answers the stateless requests of the published vectors, and rejects every other.
    Table,
}

/// What is said of a control. As JSON it is an entry of `--list --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ToldControl {
    /// Its name on the command line.
    pub name: &'static str,
    /// Always `control`.
    pub kind: &'static str,
    /// What it does.
    pub sentence: &'static str,
}

impl Control {
    /// Every control.
    pub const ALL: [Self; 4] = [Self::AcceptAll, Self::RejectAll, Self::Echo, Self::Table];

    /// What is said of it.
    pub fn told(self) -> ToldControl {
        let (name, sentence) = match self {
            Self::AcceptAll => (
                "accept-all",
                "Every request is answered as if all were well, with nothing in the answer.",
            ),
            Self::RejectAll => ("reject-all", "Every request is rejected as malformed."),
            Self::Echo => ("echo", "Every request is answered with its own input."),
            Self::Table => (
                "table",
                "The stateless requests of the published vectors are answered, and every other is rejected.",
            ),
        };
        ToldControl {
            name,
            kind: "control",
            sentence,
        }
    }
}

/// A line of the table that `--list` prints.
impl fmt::Display for ToldControl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            kind,
            sentence,
        } = self;
        writeln!(f, "{name:<30}  {kind:<8}  {:<11}  {sentence}", "")
    }
}

/// There is no control of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no control `{0}`; `--list` shows all")]
pub struct UnknownControl(String);

impl FromStr for Control {
    type Err = UnknownControl;

    fn from_str(name: &str) -> Result<Self, UnknownControl> {
        Self::ALL
            .into_iter()
            .find(|control| control.told().name == name)
            .ok_or_else(|| UnknownControl(name.to_owned()))
    }
}
