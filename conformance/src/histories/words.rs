//! The model's values in the words of the adapter protocol, and lists as a person reads them.

use std::fmt::Display;

use remote_log_model::{Class, Reason, Status};

/// What a head is, as an answer has it.
pub(super) const fn class(class: Class) -> &'static str {
    match class {
        Class::Same => "same",
        Class::Advanced => "advanced",
        Class::Stale => "stale",
        Class::Fork => "fork",
        Class::Undetermined => "undetermined",
        Class::None => "none",
        Class::Unavailable => "unavailable",
        Class::Timeout => "timeout",
        Class::Malformed => "malformed",
        Class::Invalid => "invalid",
        Class::TooLarge => "too_large",
    }
}

/// Why something is missing.
pub(super) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotFound => "not_found",
        Reason::Unavailable => "unavailable",
        Reason::Timeout => "timeout",
        Reason::Malformed => "malformed",
        Reason::Invalid => "invalid",
        Reason::Mismatch => "mismatch",
        Reason::TooLarge => "too_large",
        Reason::Unlisted => "unlisted",
        Reason::Bound => "bound",
    }
}

/// How a publish ended.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Published => "published",
        Status::Unchanged => "unchanged",
        Status::Empty => "empty",
        Status::Conflict => "conflict",
        Status::Refused => "refused",
        Status::TooLarge => "too_large",
        Status::Unavailable => "unavailable",
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
