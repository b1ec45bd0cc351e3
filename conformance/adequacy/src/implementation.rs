//! Who is asked: the reference, the sound base of the mutants, a mutant, a control.

use std::path::{Path, PathBuf};

use crate::bank::{Kind, Mutant};

/// The programs.
#[derive(Debug, Clone)]
pub struct Programs {
    /// `rlog`, the reference.
    pub reference: PathBuf,
    /// `rlog-mutant`, the bank.
    pub bank: PathBuf,
}

/// Somebody who is asked the suite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Implementation {
    /// The reference.
    Reference,
    /// The second implementation, without a fault.
    Base,
    /// With one; or a control.
    Mutant(Mutant),
}

impl Implementation {
    /// What people call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Reference => "the reference",
            Self::Base => "the sound base",
            Self::Mutant(mutant) => &mutant.name,
        }
    }

    /// The rule that it breaks, if it breaks a certain one.
    pub fn requirement(&self) -> Option<&str> {
        match self {
            Self::Reference | Self::Base => None,
            Self::Mutant(mutant) => mutant.requirement.as_deref(),
        }
    }

    /// Whether it stands for no implementation.
    pub fn is_control(&self) -> bool {
        matches!(self, Self::Mutant(mutant) if mutant.kind == Kind::Control)
    }

    /// The words of the command that starts it.
    pub fn command(&self, programs: &Programs) -> Vec<String> {
        let words = |program: &Path, options: &[&str]| {
            let program = program.display().to_string();
            let options = options.iter().map(|option| (*option).to_owned());
            std::iter::once(program).chain(options).collect()
        };
        match self {
            Self::Reference => words(&programs.reference, &["adapter"]),
            Self::Base => words(&programs.bank, &[]),
            Self::Mutant(mutant) => words(&programs.bank, &[mutant.option(), &mutant.name]),
        }
    }
}
