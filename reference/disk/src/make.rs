//! Making a redb file, all of it or nothing.

use std::io::ErrorKind;
use std::path::Path;

use redb::{Database, Error};
use tempfile::Builder;

/// Sees to it that there is a redb file at `path`. One that is there is left as it is.
///
/// redb writes a new file in several steps, and takes one on which a crash cut these short for damaged for ever. So the
/// file is made beside its place, and gets its name when it is whole. A crash before that leaves it there as
/// `.unfinished…`, and nothing at `path`.
pub fn make(path: &Path) -> Result<(), Error> {
    if path.try_exists()? {
        return Ok(());
    }
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".unfinished");
    // Others share the store, as far as the process's own mask lets them.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(parent.unwrap_or(Path::new(".")))?;
    drop(Database::create(file.path())?);
    match file.persist_noclobber(path) {
        // Somebody made it at the same time.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => Ok(made.map(drop).map_err(|error| error.error)?),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::make;

    #[test]
    fn a_file_is_made_once_and_nothing_is_left_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store");
        make(&path).unwrap();
        assert!(redb::Database::open(&path).is_ok());
        fs::write(&path, "of somebody else").unwrap();
        make(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"of somebody else");
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    }

    /// Others share a store: the mask of the process decides who, and not the way in which the file is made.
    #[cfg(unix)]
    #[test]
    fn a_made_file_is_as_open_to_others_as_any_new_file() {
        use std::os::unix::fs::PermissionsExt;

        let directory = tempfile::tempdir().unwrap();
        let mode = |name| {
            let path = directory.path().join(name);
            fs::metadata(path).unwrap().permissions().mode()
        };
        make(&directory.path().join("made")).unwrap();
        fs::write(directory.path().join("written"), "").unwrap();
        assert_eq!(mode("made"), mode("written"));
    }
}
