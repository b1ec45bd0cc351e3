//! Counts in words: `1 case`, `2 cases`.

/// So many of a noun whose plural takes an s.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
