//! A family of faults: an enum, and the kind, name, requirement and sentence of each.

use std::fmt;

use serde::Serialize;

/// What a fault does to the rule it breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultKind {
    /// The rule is ignored.
    Deleted,
    /// The rule is kept in part: off by one, the wrong hash, the wrong order, the first instead of all.
    Weakened,
}

/// Which bank a fault is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bank {
    /// Vectors are written until it is killed.
    Open,
    /// Written from the registry and the prose alone, by somebody who had not seen the vectors. No vector is written for it.
    Blind,
}

/// What is said of a fault, beside the fault. As JSON it is an entry of `--list --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does to the rule.
    pub kind: FaultKind,
    /// The id of the requirement that it breaks.
    pub requirement: &'static str,
    /// What the implementation does that has it.
    pub sentence: &'static str,
    /// The bank that it is of.
    pub bank: Bank,
}

/// A line of the table that `--list` prints.
impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            kind,
            requirement,
            sentence,
            bank: _,
        } = self;
        let kind = match kind {
            FaultKind::Deleted => "deleted",
            FaultKind::Weakened => "weakened",
        };
        writeln!(f, "{name:<30}  {kind:<8}  {requirement:<11}  {sentence}")
    }
}

/// Makes the enum of a family from lines `Fault: Kind, "name", "requirement", "sentence";`. It is of the open bank unless
/// `blind` stands before its name.
macro_rules! family {
    ($(#[$doc:meta])* blind $family:ident { $($faults:tt)* }) => {
        super::family::family! { @Blind $(#[$doc])* $family { $($faults)* } }
    };
    ($(#[$doc:meta])* $family:ident { $($faults:tt)* }) => {
        super::family::family! { @Open $(#[$doc])* $family { $($faults)* } }
    };
    (@$bank:ident $(#[$doc:meta])* $family:ident {
        $($fault:ident: $kind:ident, $name:literal, $requirement:literal, $sentence:literal;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $family {
            $(#[doc = $sentence] $fault,)*
        }

        impl $family {
            pub(super) const ALL: &'static [Self] = &[$(Self::$fault),*];

            pub(super) fn told(self) -> super::family::Told {
                match self {
                    $(Self::$fault => super::family::Told {
                        name: $name,
                        kind: super::family::FaultKind::$kind,
                        requirement: $requirement,
                        sentence: $sentence,
                        bank: super::family::Bank::$bank,
                    },)*
                }
            }
        }
    };
}

pub(super) use family;
