//! An implementation that takes part: its name, the way to its adapter, and what installs it.

use crate::transport::AdapterSource;

/// The name of the reference, which the harness carries.
pub const REFERENCE: &str = "reference";

/// An implementation.
#[derive(Debug, Clone)]
pub struct Implementation {
    /// What the matrix calls it: lowercase letters, digits and hyphens.
    pub name: String,
    /// Its adapter.
    pub source: AdapterSource,
    /// The command that installs it, for one that may be missing; `None` for one that the user has named, and that must be
    /// there.
    pub install: Option<String>,
}

/// Why a text names no implementation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOne {
    /// Not of the form.
    #[error("write a name and a command, as in mine='python3 my_adapter.py'")]
    Form,
    /// A name that would not stand well in a table or on a command line.
    #[error("`{0}` is no name: use lowercase letters, digits and hyphens")]
    Name(String),
    /// A command that no shell would read.
    #[error("the command `{0}` is empty, or has a quote without its other half")]
    Command(String),
}

impl Implementation {
    /// The reference, in this process.
    pub fn reference() -> Self {
        Self {
            name: REFERENCE.to_owned(),
            source: AdapterSource::reference(),
            install: None,
        }
    }

    /// Reads `NAME=COMMAND`.
    ///
    /// # Errors
    /// [`NotOne`].
    pub fn given(text: &str) -> Result<Self, NotOne> {
        let (name, command) = text.split_once('=').ok_or(NotOne::Form)?;
        if !is_name(name) {
            return Err(NotOne::Name(name.to_owned()));
        }
        let words = shlex::split(command).filter(|words| !words.is_empty());
        let words = words.ok_or_else(|| NotOne::Command(command.to_owned()))?;
        Ok(Self {
            name: name.to_owned(),
            source: AdapterSource::Command(words),
            install: None,
        })
    }

    /// The same as [`Self::given`] takes it, for a command line; `None` for one that needs not be given.
    pub fn as_given(&self) -> Option<String> {
        match &self.source {
            AdapterSource::Command(words) if self.install.is_none() => {
                let words = words.iter().map(String::as_str);
                Some(format!("{}={}", self.name, shlex::try_join(words).ok()?))
            }
            _ => None,
        }
    }
}

/// Whether this may be a name.
pub(super) fn is_name(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 32 && text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_command_come_back_as_they_were_given() {
        let given = Implementation::given("mine=python3 'my adapter.py' --x=1").expect("it is one");
        let AdapterSource::Command(words) = &given.source else {
            panic!("{given:?}");
        };
        assert_eq!(words, &["python3", "my adapter.py", "--x=1"]);
        assert_eq!(
            given.as_given().as_deref(),
            Some("mine=python3 'my adapter.py' '--x=1'")
        );
        assert_eq!(Implementation::reference().as_given(), None);
    }

    #[test]
    fn what_is_none_is_told_apart() {
        for (text, wrong) in [
            ("python3", NotOne::Form),
            ("My=x", NotOne::Name("My".to_owned())),
            ("=x", NotOne::Name(String::new())),
            ("mine=", NotOne::Command(String::new())),
            ("mine=a 'b", NotOne::Command("a 'b".to_owned())),
        ] {
            assert_eq!(Implementation::given(text).expect_err(text), wrong);
        }
    }
}
