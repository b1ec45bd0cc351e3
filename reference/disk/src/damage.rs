//! Calls into redb, which panics over some damaged files: a panic becomes an error that says so.

use std::any::Any;
use std::io::ErrorKind;
use std::panic::{self, AssertUnwindSafe};

use redb::Error;

/// Works with a redb file, and takes a panic for the damage that it is a sign of: redb trusts that a file holds what
/// redb wrote, and panics over some that a disk has changed since.
///
/// The panic's own message goes to the program's panic hook before.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // After a panic the file is not used any more, or what it was used for failed.
    panic::catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(Error::Corrupted(words(&*panic))))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("its contents make no sense").to_owned()
}

/// Whether an error says that the file holds something else than redb wrote, and not that the system fails.
pub fn is_damage(error: &Error) -> bool {
    match error {
        Error::Corrupted(_)
        | Error::UpgradeRequired(_)
        | Error::TableTypeMismatch { .. }
        | Error::TableIsMultimap(_)
        | Error::TableIsNotMultimap(_)
        | Error::TypeDefinitionChanged { .. }
        | Error::TableDoesNotExist(_) => true,
        Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof
        ),
        _ => false,
    }
}
