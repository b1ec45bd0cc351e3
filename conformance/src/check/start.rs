//! What to do about an adapter that cannot be started at all.

use std::io::ErrorKind;

use crate::transport::LaunchError;

/// The cure, a sentence.
pub(super) fn unstarted(error: &LaunchError) -> &'static str {
    const SHELL: &str = "Give the command as you would in a shell, after `--`";
    let LaunchError::Command { command, error } = error else {
        return SHELL;
    };
    match error.kind() {
        ErrorKind::NotFound if command.contains(' ') => {
            "Install the program, or check its path. Give it and its arguments as words of their own after `--`, not in one pair of quotes"
        }
        ErrorKind::NotFound => {
            "Install the program, or check its path: one without a slash is looked for on the PATH"
        }
        ErrorKind::PermissionDenied => {
            "Make it executable with `chmod +x`, or name its interpreter first, as in `-- python3 adapter.py`"
        }
        // What the system says to a file that it cannot execute has no kind of its own everywhere.
        _ if error.raw_os_error() == Some(EXEC_FORMAT) => {
            "Let a script begin with a line such as `#!/usr/bin/env python3`, or name its interpreter first; build a program for this kind of machine"
        }
        _ => SHELL,
    }
}

/// ENOEXEC.
const EXEC_FORMAT: i32 = 8;
