//! The command that asks one case of one pair again, and shows every line.

use crate::interop::{Matrix, Seen};

/// The command, in one line.
pub(super) fn replay(matrix: &Matrix, seen: &Seen) -> String {
    let mut words = vec!["rlog-conformance".to_owned(), "interop".to_owned()];
    let parts = [&seen.pair.alice, &seen.pair.bob];
    for (implementation, _) in &matrix.implementations {
        let plays = parts.contains(&&implementation.name);
        if let Some(given) = implementation.as_given().filter(|_| plays) {
            words.extend(["--with".to_owned(), given]);
        }
    }
    let mut only: Vec<&str> = parts.iter().map(|name| name.as_str()).collect();
    only.dedup();
    for name in only {
        words.extend(["--only".to_owned(), name.to_owned()]);
    }
    let rest = [
        ("--alice", &seen.pair.alice),
        ("--bob", &seen.pair.bob),
        ("--case", &seen.case),
    ];
    for (option, value) in rest {
        words.extend([option.to_owned(), value.clone()]);
    }
    words.extend([
        "--seed".to_owned(),
        matrix.seed.to_string(),
        "--trace".to_owned(),
    ]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    shlex::try_join(words.iter().copied()).unwrap_or_else(|_| words.join(" "))
}
