//! The mutants that break each requirement, as the recorded matrix has them.

use std::path::Path;

use serde::Deserialize;

/// `spec/adequacy.yaml`, which `cargo xtask adequacy --record` writes.
pub const RECORD: &str = "spec/adequacy.yaml";

/// The recorded matrix.
#[derive(Debug, Deserialize)]
pub struct Bank {
    mutants: Vec<Recorded>,
}

#[derive(Debug, Deserialize)]
struct Recorded {
    name: String,
    requirement: String,
    vectors: usize,
    properties: usize,
}

impl Bank {
    /// Reads it below the project's `root`.
    pub fn read(root: &Path) -> Result<Self, String> {
        let cure = "`cargo xtask adequacy --record` writes it anew.";
        let text = std::fs::read_to_string(root.join(RECORD))
            .map_err(|error| format!("{RECORD}:1: cannot be read: {error}. {cure}"))?;
        serde_saphyr::from_str(&text).map_err(|error| format!("{RECORD}: {error}. {cure}"))
    }

    /// The mutants of a requirement; one that nothing kills says so.
    pub fn of(&self, requirement: &str) -> Vec<String> {
        let of = self
            .mutants
            .iter()
            .filter(|one| one.requirement == requirement);
        of.map(|one| match one.vectors + one.properties {
            0 => format!("{} (survives)", one.name),
            _ => one.name.clone(),
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survivors_say_so() {
        let line = |name: &str, vectors: usize| {
            format!(
                "  - {{ name: {name}, kind: deleted, requirement: RL-A-1, vectors: {vectors}, properties: 0, also: [] }}\n"
            )
        };
        let text = format!("mutants:\n{}{}", line("late", 0), line("dim", 2));
        let bank: Bank = serde_saphyr::from_str(&text).expect("it is a matrix");
        assert_eq!(bank.of("RL-A-1"), ["late (survives)", "dim"]);
        assert_eq!(bank.of("RL-A-2"), [""; 0]);
    }

    #[test]
    fn a_matrix_that_is_not_there_is_a_sentence() {
        let said = Bank::read(Path::new("/no/such")).expect_err("there is none");
        assert!(
            said.starts_with("spec/adequacy.yaml:1: cannot be read: "),
            "{said}"
        );
    }
}
