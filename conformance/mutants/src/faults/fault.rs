//! One fault of any family, and an implementation that has at most one.

use std::str::FromStr;

use super::family::Told;
use super::{LimitFault, NameFault, PageFault, ReadFault, WriteFault};

/// A fault: a way in which the base deviates from one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// In what bounds do.
    Limit(LimitFault),
    /// In what is made of a name.
    Name(NameFault),
    /// In what pages are.
    Page(PageFault),
    /// In reading.
    Read(ReadFault),
    /// In writing.
    Write(WriteFault),
}

/// There is no fault of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault `{0}`; `--list` shows all")]
pub struct UnknownFault(String);

impl Fault {
    /// Every fault, family by family.
    pub fn all() -> impl Iterator<Item = Self> {
        let limit = LimitFault::ALL.iter().map(|fault| Self::Limit(*fault));
        let name = NameFault::ALL.iter().map(|fault| Self::Name(*fault));
        let page = PageFault::ALL.iter().map(|fault| Self::Page(*fault));
        let read = ReadFault::ALL.iter().map(|fault| Self::Read(*fault));
        let write = WriteFault::ALL.iter().map(|fault| Self::Write(*fault));
        limit.chain(name).chain(page).chain(read).chain(write)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.told().name
    }

    /// The id of the requirement that it breaks.
    pub fn requirement(self) -> &'static str {
        self.told().requirement
    }

    /// What the implementation does that has it.
    pub fn sentence(self) -> &'static str {
        self.told().sentence
    }

    fn told(self) -> Told {
        match self {
            Self::Limit(fault) => fault.told(),
            Self::Name(fault) => fault.told(),
            Self::Page(fault) => fault.told(),
            Self::Read(fault) => fault.told(),
            Self::Write(fault) => fault.told(),
        }
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        Self::all()
            .find(|fault| fault.name() == name)
            .ok_or_else(|| UnknownFault(name.to_owned()))
    }
}

impl From<LimitFault> for Fault {
    fn from(fault: LimitFault) -> Self {
        Self::Limit(fault)
    }
}

impl From<NameFault> for Fault {
    fn from(fault: NameFault) -> Self {
        Self::Name(fault)
    }
}

impl From<PageFault> for Fault {
    fn from(fault: PageFault) -> Self {
        Self::Page(fault)
    }
}

impl From<ReadFault> for Fault {
    fn from(fault: ReadFault) -> Self {
        Self::Read(fault)
    }
}

impl From<WriteFault> for Fault {
    fn from(fault: WriteFault) -> Self {
        Self::Write(fault)
    }
}

/// What an implementation has of faults: one, or none. The base asks it at the points where a fault sits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Faulty(pub Option<Fault>);

impl Faulty {
    /// Whether this is the fault.
    pub fn has(self, fault: impl Into<Fault>) -> bool {
        self.0 == Some(fault.into())
    }
}
