//! Reads a record strictly: it must be just what would be written, so that every case has the line that a complaint names.

use super::recorded::Record;
use crate::yaml::MAX_BYTES;

/// Why a file is no record: it is no JSON, has other fields, is too long, or is not in the form in which records are written.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct RecordError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do, a sentence.
    pub message: String,
}

impl Record {
    /// Reads the text of a record; `file` is what complaints call it.
    ///
    /// # Errors
    /// [`RecordError`].
    pub fn read(file: &str, text: &str) -> Result<Self, RecordError> {
        let refuse = |line: usize, wrong: String| RecordError {
            file: file.to_owned(),
            line: line.max(1),
            message: format!("{wrong}. Record it anew with `cargo xtask results`."),
        };
        if text.len() > MAX_BYTES {
            let wrong = format!(
                "This is {} bytes long; at most {MAX_BYTES} are read",
                text.len()
            );
            return Err(refuse(1, wrong));
        }
        let record: Self = serde_json::from_str(text)
            .map_err(|error| refuse(error.line(), format!("This is no record: {error}")))?;
        let canonical = record.text();
        if canonical == text {
            return Ok(record);
        }
        let alike = canonical.lines().zip(text.lines());
        let same = alike.take_while(|(ours, theirs)| ours == theirs).count();
        let wrong = "This line is not as `run --record` writes it".to_owned();
        Err(refuse(same + 1, wrong))
    }
}
