//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::scenario::{Form, Mode, Model, Overlay, Pace, Scenario};

/// Measures what it costs mostly offline nodes to sync with each helper.
#[derive(Debug, Parser)]
#[command(name = "simulation", version)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) how: How,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Measures one scenario
    Run(RunArgs),
    /// Measures the published figures: one message at an uptime of 10 %, under independent loss
    Published,
    /// Measures everything, and writes the page, its plots and its figures
    Page {
        /// The folder that gets simulation.md and simulation/
        #[arg(long, default_value = "spec", value_name = "FOLDER")]
        into: PathBuf,
    },
    /// Writes the page and its plots again, from the figures that were measured last
    Draw {
        /// The folder that holds simulation/results.json, and gets the page
        #[arg(long, default_value = "spec", value_name = "FOLDER")]
        into: PathBuf,
    },
}

/// How to run, whatever is run.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// What all randomness comes from
    #[arg(long, global = true, default_value_t = 1, value_name = "NUMBER")]
    pub(crate) seed: u64,
    /// How often each scenario is run; the page divides it among its experiments
    #[arg(long, global = true, default_value_t = 2_000, value_name = "COUNT",
          value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) runs: u32,
    /// How many runs go side by side; the results do not depend on it [default: one a core]
    #[arg(long, global = true, value_name = "COUNT",
          value_parser = clap::value_parser!(u16).range(1..=1_024))]
    pub(crate) threads: Option<u16>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// A scenario.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// When nodes reach each other and the helper
    #[arg(long, value_enum, default_value = "loss")]
    model: Model,
    /// The part of the time in which a node can be reached, from 0 to 1
    #[arg(long, default_value_t = 0.1, value_name = "PART")]
    uptime: f64,
    /// The helper
    #[arg(long, value_enum, default_value = "none")]
    helper: Form,
    /// Whether messages are sent at once or offered first
    #[arg(long, value_enum, default_value = "batch")]
    mode: Mode,
    /// When what was not answered is sent again
    #[arg(long, value_enum, default_value = "exponential")]
    pace: Pace,
    /// How many nodes there are
    #[arg(long, default_value_t = 2, value_name = "COUNT")]
    nodes: u32,
    /// How many of them write, by turns
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    authors: u32,
    /// Let every node pass messages on to about so many random neighbours, instead of authors sending to everybody
    #[arg(long, value_name = "COUNT")]
    neighbours: Option<u32>,
    /// How many messages are written
    #[arg(long, default_value_t = 1, value_name = "COUNT")]
    messages: u32,
    /// The epochs between one message and the next
    #[arg(long, default_value_t = 60, value_name = "EPOCHS")]
    every: u64,
    /// After how many epochs a run is given up
    #[arg(long, default_value_t = 20_000_000, value_name = "EPOCHS")]
    bound: u64,
}

impl RunArgs {
    /// The scenario that was asked for.
    pub(crate) fn scenario(&self) -> Scenario {
        Scenario {
            model: self.model,
            uptime: self.uptime,
            helper: self.helper,
            mode: self.mode,
            pace: self.pace,
            nodes: self.nodes,
            authors: self.authors,
            overlay: self.neighbours.map_or(Overlay::Mesh, Overlay::Neighbours),
            messages: self.messages,
            every: self.every,
            bound: self.bound,
        }
    }
}
