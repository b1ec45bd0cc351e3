//! What holds of every error: it is a sentence that fits on a screen.

use std::fmt::Display;

/// The longest message, in bytes. What is quoted from the input is cut before that.
const LONGEST: usize = 2000;

/// An error is told in one piece, and the input does not decide how long that is.
pub fn is_readable(error: &impl Display) {
    let message = error.to_string();
    assert!(!message.is_empty(), "an error says nothing");
    assert!(
        message.len() <= LONGEST,
        "an error takes {} bytes: {message:.200}…",
        message.len()
    );
}
