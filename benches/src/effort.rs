//! Whether a benchmark measures, or only shows that it still runs.

/// How much work a benchmark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As much as it takes for figures worth reading.
    Measure,
    /// A moment's worth: `cargo test --benches -- --test`, as CI calls it.
    Try,
}

impl Effort {
    /// What the command line of this process asks for.
    pub fn asked() -> Self {
        if std::env::args().any(|arg| arg == "--test") {
            Effort::Try
        } else {
            Effort::Measure
        }
    }

    /// The one or the other.
    pub fn pick<T>(self, measured: T, tried: T) -> T {
        match self {
            Effort::Measure => measured,
            Effort::Try => tried,
        }
    }
}
