//! Numbers of things, in words.

use std::fmt;

/// A number of things: `no messages`, `1 message`, `2 messages`.
pub struct Count(pub usize, pub &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count(count, what) = self;
        match count {
            0 => write!(f, "no {what}s"),
            1 => write!(f, "1 {what}"),
            _ => write!(f, "{count} {what}s"),
        }
    }
}
