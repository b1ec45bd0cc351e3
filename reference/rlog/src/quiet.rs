//! Panics of the database, which are told as errors.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Error;

/// Whether the newest panic was the database's.
static OF_THE_DATABASE: AtomicBool = AtomicBool::new(false);

/// Does a command, and keeps the messages of redb's panics over damaged files from the terminal: what fails by them
/// says so itself. One that comes when a file is closed fails nothing, and so is made an error here. Other panics take
/// their way.
pub fn about_damaged_files<T>(command: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        OF_THE_DATABASE.store(is_of_the_database(info), Ordering::Relaxed);
        if !is_of_the_database(info) {
            tell(info);
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|panic| {
        match OF_THE_DATABASE.load(Ordering::Relaxed) {
            true => Err(Error::Closing),
            false => panic::resume_unwind(panic),
        }
    })
}

fn is_of_the_database(info: &PanicHookInfo<'_>) -> bool {
    info.location()
        .is_some_and(|location| location.file().contains("redb-"))
}
