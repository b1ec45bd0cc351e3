//! The committed matrix, `spec/adequacy.yaml`: a line for each mutant, so that what the suite loses shows in a diff.

use std::fmt::Write as _;

use crate::matrix::{Matrix, Row};

const HEAD: &str = "\
# What kills each mutant of the bank: how many vectors and how many properties, and what they blame beside its own rule.
# `cargo xtask adequacy --record` writes this file, and `--check` compares it (see adequacy.md).
mutants:
";

/// The text of the file: the mutants sorted by the registry's families as the bank has them, controls and blind ones not
/// among them.
pub fn text(matrix: &Matrix) -> String {
    let gated = matrix.rows.iter().filter(|row| row.is_gated());
    gated.fold(HEAD.to_owned(), |mut text, row| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", line(row));
        text
    })
}

fn line(row: &Row) -> String {
    let (mutant, score) = (&row.mutant, &row.score);
    let id = mutant.requirement.as_deref().unwrap_or_default();
    let blamed = score
        .blamed
        .iter()
        .map(|(other, _)| other)
        .chain(&score.besides);
    let mut also: Vec<&str> = blamed
        .map(String::as_str)
        .filter(|other| *other != id)
        .collect();
    also.sort_unstable();
    format!(
        "  - {{ name: {}, kind: {}, requirement: {id}, vectors: {}, properties: {}, also: [{}] }}",
        mutant.name,
        mutant.kind,
        score.vectors.len(),
        score.properties.len(),
        also.join(", ")
    )
}

/// How a committed text differs from this one, a sentence with file and line; `None` if it does not.
pub fn drift(file: &str, committed: &str, now: &str) -> Option<String> {
    let (mut theirs, mut ours) = (committed.lines(), now.lines());
    let mut line = 1;
    loop {
        match (theirs.next(), ours.next()) {
            (None, None) => return None,
            (had, has) if had == has => line += 1,
            (had, has) => {
                let [had, has] =
                    [had, has].map(|text| text.unwrap_or("the end of the file").trim());
                return Some(format!(
                    "{file}:{line}: says `{had}`, and it is `{has}`. Run `cargo xtask adequacy --record`, and look at what it changes."
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made_up::{matrix, row};

    #[test]
    fn a_mutant_is_a_line() {
        let killed = row("late", "RL-PAGE-1")
            .fails("one", "RL-PAGE-1")
            .fails("two", "RL-ADDR-1");
        let text = text(&matrix(vec![killed.done()]));
        let line = "  - { name: late, kind: deleted, requirement: RL-PAGE-1, vectors: 2, properties: 0, also: [RL-ADDR-1] }\n";
        assert_eq!(text, format!("{HEAD}{line}"));
    }

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(drift("a.yaml", "x\ny\n", "x\ny\n"), None);
        let said = drift("a.yaml", "x\ny\n", "x\n").expect("it differs");
        let begins = "a.yaml:2: says `y`, and it is `the end of the file`. Run";
        assert!(said.starts_with(begins), "{said}");
    }
}
