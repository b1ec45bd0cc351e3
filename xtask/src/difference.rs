//! The first line in which two texts differ.

/// Where, and what stands there.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// Counted from 1.
    pub line: usize,
    pub expected: &'a str,
    pub found: &'a str,
}

const END: &str = "the end of the file";

/// `None` if every line is the same.
pub fn difference<'a>(expected: &'a str, found: &'a str) -> Option<Difference<'a>> {
    let (mut ours, mut theirs) = (expected.lines(), found.lines());
    let mut line = 1;
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return None,
            (ours, theirs) if ours == theirs => line += 1,
            (ours, theirs) => {
                return Some(Difference {
                    line,
                    expected: ours.unwrap_or(END).trim(),
                    found: theirs.unwrap_or(END).trim(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_or_ends() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        let differ = |line, expected, found| {
            Some(Difference {
                line,
                expected,
                found,
            })
        };
        assert_eq!(difference("a\nb\n", "a\n  c\n"), differ(2, "b", "c"));
        assert_eq!(difference("a\n", "a\nb\n"), differ(2, END, "b"));
        assert_eq!(difference("a\nb\n", "a\n"), differ(2, "b", END));
    }
}
