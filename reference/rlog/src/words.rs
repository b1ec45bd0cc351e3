//! What readers report, in words.

use remote_log::log::reader::{Class, Head, Reason};
use remote_log::wire;

/// What a log is, seen from its head.
pub fn head(head: Head) -> &'static str {
    match head {
        Head::Classified(Class::Same) => "has not changed",
        Head::Classified(Class::Advanced) => "has advanced",
        Head::Classified(Class::Stale) => {
            "is older than what was seen before; the store was rolled back"
        }
        Head::Classified(Class::Fork) => {
            "has forked; it lacks messages that were seen before, and has others"
        }
        Head::Classified(Class::Undetermined) => {
            "has gaps, so that it cannot be compared with what was seen before"
        }
        Head::None => "was never published",
        Head::Unavailable => "is not available; the store has lost the name, or failed",
        Head::Timeout => "is not available; the store did not answer in time",
        Head::Refused(wire::Reason::TooLarge) => {
            "cannot be read; its head is larger than this reader takes"
        }
        Head::Refused(_) => "cannot be read; the name holds no page of a log",
    }
}

/// Why a page or a message is missing.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotFound => "the store does not have it",
        Reason::Unavailable => "the store failed",
        Reason::Timeout => "the store did not answer in time",
        Reason::Refused(wire::Reason::Mismatch) => {
            "what is there is not what the log lists, or belongs to another group"
        }
        Reason::Refused(wire::Reason::TooLarge) => "it is larger than this reader takes",
        Reason::Refused(_) => "what the store has cannot be read",
        Reason::Unlisted => "the log lists it with neither content nor address",
        Reason::Bound => "so much came in at once that it was left for the next time",
    }
}
