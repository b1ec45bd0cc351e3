//! Bytes of strangers on a terminal: nothing that comes out of a log may steer it.

use std::fmt;

/// Text with everything escaped that a terminal would act on instead of showing: control characters, and the marks
/// that turn the direction of writing around.
pub struct Safe<'a>(pub &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|char| match char {
            '\\' => f.write_str("\\\\"),
            char if char.is_control() || turns_writing(char) => {
                write!(f, "{}", char.escape_default())
            }
            char => write!(f, "{char}"),
        })
    }
}

fn turns_writing(char: char) -> bool {
    matches!(char, '\u{061c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A body as a person sees it on one line: text, or a word about bytes that are none.
pub struct Body<'a>(pub &'a [u8]);

/// More bytes of a body that is no text say no more to a person.
const SHOWN: usize = 32;

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match str::from_utf8(self.0) {
            Ok(text) => Safe(text).fmt(f),
            Err(_) => {
                let shown = &self.0[..self.0.len().min(SHOWN)];
                let more = if shown.len() < self.0.len() {
                    "…"
                } else {
                    ""
                };
                write!(
                    f,
                    "({} bytes, no text: {}{more})",
                    self.0.len(),
                    hex::encode(shown)
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Safe};

    #[test]
    fn what_would_steer_a_terminal_is_escaped() {
        assert_eq!(
            Safe("a\u{1b}[2Jb\r\n\u{9b}").to_string(),
            "a\\u{1b}[2Jb\\r\\n\\u{9b}"
        );
        assert_eq!(Safe("\u{202e}gpj").to_string(), "\\u{202e}gpj");
    }

    #[test]
    fn an_escape_cannot_be_forged_by_a_backslash() {
        assert_ne!(Safe("\\n").to_string(), Safe("\n").to_string());
    }

    #[test]
    fn other_languages_are_left_alone() {
        assert_eq!(Safe("grüß dich, 世界 🌍").to_string(), "grüß dich, 世界 🌍");
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_in_hex_up_to_a_length() {
        assert_eq!(Body(&[0xff, 0x00]).to_string(), "(2 bytes, no text: ff00)");
        let long = Body(&[0xff; 100]).to_string();
        assert!(
            long.starts_with("(100 bytes, no text: ffff") && long.ends_with("…)"),
            "{long}"
        );
    }
}
