//! `init`: writes an adapter to start from, and says what to do with it.

use std::fmt::Write;

use super::error::CommandError;
use super::output::print;
use crate::cli::InitArgs;
use crate::exit::Exit;
use crate::template;

/// Writes the adapter, and prints the files and the next commands.
///
/// # Errors
/// A directory where something is already, or that cannot be written to.
pub fn init(args: &InitArgs) -> Result<Exit, CommandError> {
    let InitArgs {
        language,
        directory,
    } = args;
    let mut text = String::new();
    let mut line = |line: &str| {
        writeln!(text, "{line}").expect("a String takes whatever is written to it");
    };
    for path in template::write(*language, directory)? {
        line(&format!("wrote {}", path.display()));
    }
    line(
        "\nIt answers the hello, and `unsupported` to everything else. Try it, and ask it the suite:\n",
    );
    let entered = directory.display().to_string();
    let entered = shlex::try_quote(&entered).map_or(entered.clone(), |quoted| quoted.into_owned());
    line(&format!("    cd {entered}"));
    for command in language.build() {
        line(&format!("    {command}"));
    }
    for asked in ["check", "run"] {
        line(&format!(
            "    rlog-conformance {asked} -- {}",
            language.command()
        ));
    }
    print(&text)?;
    Ok(Exit::Ok)
}
