//! One fault of any family, and an implementation that has at most one.

use std::str::FromStr;

use super::family::Told;
use super::{
    AddrFault, BlindFormatFault, BlindNodeFault, BlindReaderFault, BlindStoreFault,
    BlindWriterFault, EmbedFault, LimitFault, MsgFault, NameFault, PageFault, ReadFault, SvcFault,
    SyncFault, WireFault, WriteFault,
};

/// Makes one enum of all families.
macro_rules! families {
    ($($(#[$doc:meta])* $name:ident($family:ident),)*) => {
        /// A fault: a way in which the base deviates from one requirement.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Fault {
            $($(#[$doc])* $name($family),)*
        }

        impl Fault {
            /// Every fault, family by family.
            pub fn all() -> impl Iterator<Item = Self> {
                let none = std::iter::empty();
                none$(.chain($family::ALL.iter().map(|fault| Self::$name(*fault))))*
            }

            /// What is said of it: its name, its kind, its requirement, and what it does.
            pub fn told(self) -> Told {
                match self {
                    $(Self::$name(fault) => fault.told(),)*
                }
            }
        }

        $(impl From<$family> for Fault {
            fn from(fault: $family) -> Self {
                Self::$name(fault)
            }
        })*
    };
}

families! {
    /// In the wire format.
    Wire(WireFault),
    /// In MVDS messages and their ids.
    Msg(MsgFault),
    /// In addresses, and content checked against them.
    Addr(AddrFault),
    /// In what pages are.
    Page(PageFault),
    /// In embedded content.
    Embed(EmbedFault),
    /// In what is made of a name.
    Name(NameFault),
    /// In reading.
    Read(ReadFault),
    /// In what bounds do.
    Limit(LimitFault),
    /// In writing.
    Write(WriteFault),
    /// In the stores of its own.
    Svc(SvcFault),
    /// In an MVDS node.
    Sync(SyncFault),
    /// In the formats; of the blind bank.
    BlindFormat(BlindFormatFault),
    /// In reading; of the blind bank.
    BlindReader(BlindReaderFault),
    /// In writing; of the blind bank.
    BlindWriter(BlindWriterFault),
    /// In the stores of its own; of the blind bank.
    BlindStore(BlindStoreFault),
    /// In an MVDS node; of the blind bank.
    BlindNode(BlindNodeFault),
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        Self::all()
            .find(|fault| fault.told().name == name)
            .ok_or_else(|| UnknownFault(name.to_owned()))
    }
}

/// There is no fault of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault `{0}`; `--list` shows all")]
pub struct UnknownFault(String);

/// What an implementation has of faults: one, or none. The base asks it at the points where a fault sits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Faulty(pub Option<Fault>);

impl Faulty {
    /// What the reader of a node has of it: nothing of the faults of readers, which are seen in readers that stand alone.
    pub fn outside_of_readers(self) -> Self {
        match self.0 {
            // No other reader asks an application.
            Some(Fault::Read(ReadFault::ListedNotAskedAbout)) => self,
            Some(Fault::Name(_) | Fault::Read(_) | Fault::Limit(_) | Fault::BlindReader(_)) => {
                Self(None)
            }
            _ => self,
        }
    }

    /// Whether this is the fault.
    pub fn has(self, fault: impl Into<Fault>) -> bool {
        self.0 == Some(fault.into())
    }
}
