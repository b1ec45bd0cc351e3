//! The languages that there is an adapter to start from in.

use clap::ValueEnum;

use super::files::{self, TemplateFile};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)] // the names say it
pub enum Language {
    Python,
    #[value(name = "typescript")]
    TypeScript,
    Rust,
    Go,
    Shell,
}

impl Language {
    /// The files of its adapter.
    pub fn files(self) -> &'static [TemplateFile] {
        match self {
            Self::Python => files::PYTHON,
            Self::TypeScript => files::TYPESCRIPT,
            Self::Rust => files::RUST,
            Self::Go => files::GO,
            Self::Shell => files::SHELL,
        }
    }

    /// The commands that make a program of them, in their directory, in order.
    pub fn build(self) -> &'static [&'static str] {
        match self {
            Self::Python | Self::Shell => &[],
            Self::TypeScript => &["npm install", "npm run build"],
            Self::Rust => &["cargo build"],
            Self::Go => &["go build -o adapter ."],
        }
    }

    /// The command that starts the adapter, in its directory.
    pub fn command(self) -> &'static str {
        match self {
            Self::Python => "python3 adapter.py",
            Self::TypeScript => "node dist/adapter.js",
            Self::Rust => "target/debug/my-remote-log-adapter",
            Self::Go => "./adapter",
            Self::Shell => "sh adapter.sh",
        }
    }
}
