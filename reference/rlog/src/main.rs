//! `rlog`: a command line to keep a remote log in a directory.

mod audit;
mod cli;
mod commands;
mod count;
mod error;
mod exit;
mod hex_field;
mod home;
mod inspect;
mod news;
mod output;
mod progress;
mod quiet;
mod shared;
mod shown;
mod text;
mod time;
mod wait;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let out = output::Output::new(cli.json);
    match quiet::about_damaged_files(|| commands::run(cli.command, &out)) {
        Ok(exit) => exit.into(),
        Err(error) => out.error(&error).into(),
    }
}
