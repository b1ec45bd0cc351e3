//! A family of faults: an enum, and the name, requirement and sentence of each.

/// What is said of a fault, beside the fault.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub name: &'static str,
    pub requirement: &'static str,
    pub sentence: &'static str,
}

/// Makes the enum of a family from lines `Fault: "name", "requirement", "sentence";`.
macro_rules! family {
    ($(#[$doc:meta])* $family:ident {
        $($fault:ident: $name:literal, $requirement:literal, $sentence:literal;)*
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
                        requirement: $requirement,
                        sentence: $sentence,
                    },)*
                }
            }
        }
    };
}

pub(super) use family;
