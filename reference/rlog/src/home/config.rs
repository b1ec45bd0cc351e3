//! What `rlog init` was told, and every later command goes by.

use std::path::PathBuf;

use remote_log::log::Check;
use remote_log::log::writer::{self, Head, Layout, LayoutError};
use serde::{Deserialize, Serialize};

/// The settings of a directory.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Config {
    /// The name under which the log is published.
    pub name: String,
    /// The shared store's file.
    pub store: PathBuf,
    /// The group that the log's messages belong to.
    #[serde(with = "crate::hex_field")]
    pub group: [u8; 32],
    /// The most messages on a page.
    pub page_size: usize,
    /// How many of the newest messages travel within the page.
    pub embed: Embed,
    /// What the name holds.
    pub head: HeadKind,
}

/// How many of the newest messages travel within the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Embed {
    /// So many.
    Last(usize),
    /// All of them, on every page.
    All,
}

/// What the name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum HeadKind {
    /// The newest page itself.
    Inline,
    /// The address of the newest page, for name systems that hold little.
    Pointer,
}

impl Config {
    /// What the log lists, as its writer and its readers check it.
    pub fn check(&self) -> Check {
        Check::Mvds { group: self.group }
    }

    /// The settings of the log's writer.
    pub fn writer(&self) -> Result<writer::Settings, LayoutError> {
        let embed = match self.embed {
            Embed::Last(last) => writer::Embed::Last(last),
            Embed::All => writer::Embed::All,
        };
        let head = match self.head {
            HeadKind::Inline => Head::Inline,
            HeadKind::Pointer => Head::Pointer,
        };
        Ok(writer::Settings {
            name: self.name.clone(),
            check: self.check(),
            layout: Layout::new(self.page_size, embed, head)?,
        })
    }
}
