//! The handshake: what an adapter says of itself.

use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use super::line::short;
use super::{Answer, Line, MAX_LINE, PROTOCOL, write_request};

/// The id of the hello; no other request has it.
pub const HELLO_ID: u64 = 0;

/// The adapter's answer to `hello`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// The protocol's version that it speaks.
    pub protocol: String,
    /// The implementation's name.
    pub name: String,
    /// The implementation's version.
    pub version: String,
    /// The language it is written in.
    pub language: String,
    /// The operations it has.
    pub operations: Vec<String>,
    /// The profiles it claims.
    pub profiles: Vec<String>,
    /// How many requests may be unanswered at once; at least 1.
    pub max_in_flight: usize,
    /// The longest line it takes, in bytes.
    pub max_line: usize,
    /// Whether it gives a detail with each rejection.
    pub details: bool,
}

/// Why a hello cannot be used; each is a sentence about the adapter without its subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HelloError {
    /// A field is missing, or has another type.
    #[error("answered hello with an `ok` that cannot be read: {0}")]
    Shape(String),
    /// Another version.
    #[error("speaks version `{0}` of the adapter protocol, and this harness speaks version `1`")]
    Version(String),
    /// A number that is none, or none that makes sense.
    #[error(
        "says `{field}` is `{value}` in its hello; it must be a decimal string from `{least}` on"
    )]
    Number {
        /// The field.
        field: &'static str,
        /// What it holds.
        value: String,
        /// The least value that makes sense.
        least: usize,
    },
}

/// The least line that an adapter must take: below it not even small cases can be asked.
const LEAST_MAX_LINE: usize = 4096;

/// The line of the hello, its end included.
pub fn hello_request() -> Vec<u8> {
    let input = json!({
        "protocol": PROTOCOL,
        "harness": concat!("rlog-conformance ", env!("CARGO_PKG_VERSION")),
        "max_line": MAX_LINE.to_string(),
    });
    let mut line = Vec::new();
    write_request(&mut line, HELLO_ID, "hello", input.to_string().as_bytes());
    line
}

impl Hello {
    /// Reads the first line of an adapter, which must answer the hello; the error is a sentence.
    pub fn from_line(line: &[u8]) -> Result<Self, String> {
        let read = match Line::parse(line) {
            Ok(Line::Answer(id, Answer::Ok(ok))) if id.parse() == Ok(HELLO_ID) => {
                Self::parse(ok).map_err(|error| format!("the adapter {error}"))
            }
            Ok(Line::Answer(id, answer)) => Err(format!(
                "the adapter's first line answers request `{}` with {}, and the hello is request `{HELLO_ID}` and wants an `ok`",
                id.escape_debug(),
                answer.shown()
            )),
            Ok(Line::Call(call)) => Err(format!(
                "the adapter called back for `{}` before it had answered the hello",
                call.op
            )),
            Err(error) => Err(format!(
                "the adapter {error}. Its standard output is for the protocol alone; other text belongs on standard error"
            )),
        };
        read.map_err(short)
    }

    /// Reads the `ok` of the answer.
    pub fn parse(ok: &RawValue) -> Result<Self, HelloError> {
        #[derive(Deserialize)]
        struct Parts {
            protocol: String,
            name: String,
            version: String,
            language: String,
            operations: Vec<String>,
            profiles: Vec<String>,
            max_in_flight: Option<String>,
            max_line: Option<String>,
            #[serde(default)]
            details: bool,
        }
        let parts: Parts =
            serde_json::from_str(ok.get()).map_err(|error| HelloError::Shape(error.to_string()))?;
        if parts.protocol != PROTOCOL {
            return Err(HelloError::Version(parts.protocol));
        }
        Ok(Self {
            protocol: parts.protocol,
            name: parts.name,
            version: parts.version,
            language: parts.language,
            operations: parts.operations,
            profiles: parts.profiles,
            max_in_flight: number("max_in_flight", parts.max_in_flight, 1, 1)?,
            max_line: number("max_line", parts.max_line, LEAST_MAX_LINE, MAX_LINE)?,
            details: parts.details,
        })
    }

    /// What this one and another one take, both behind one connection: the bounds that keep to the bounds of either, and
    /// the operations, profiles and details that both have. The name is this one's.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let both = |mine: &[String], theirs: &[String]| -> Vec<String> {
            let common = mine.iter().filter(|one| theirs.contains(one));
            common.cloned().collect()
        };
        Self {
            operations: both(&self.operations, &other.operations),
            profiles: both(&self.profiles, &other.profiles),
            max_in_flight: self.max_in_flight.min(other.max_in_flight),
            max_line: self.max_line.min(other.max_line),
            details: self.details && other.details,
            ..self.clone()
        }
    }

    /// Whether it has this operation.
    pub fn has(&self, operation: &str) -> bool {
        self.operations.iter().any(|has| has == operation)
    }

    /// Whether it claims this profile.
    pub fn claims(&self, profile: &str) -> bool {
        self.profiles.iter().any(|claims| claims == profile)
    }
}

fn number(
    field: &'static str,
    value: Option<String>,
    least: usize,
    default: usize,
) -> Result<usize, HelloError> {
    let Some(value) = value else {
        return Ok(default);
    };
    match value.parse() {
        Ok(number) if number >= least => Ok(number),
        _ => Err(HelloError::Number {
            field,
            value,
            least,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Hello, HelloError> {
        Hello::parse(serde_json::from_str(text).expect("the test writes JSON"))
    }

    const REST: &str = r#""name":"n","version":"1","language":"c","operations":["message.id"],"profiles":["mvds"]"#;

    #[test]
    fn what_is_left_out_has_its_default() {
        let hello = parse(&format!(r#"{{"protocol":"1",{REST}}}"#)).expect("the hello is good");
        assert_eq!(
            (hello.max_in_flight, hello.max_line, hello.details),
            (1, 1 << 20, false)
        );
        assert!(hello.has("message.id") && !hello.has("page.decode"));
        assert!(hello.claims("mvds") && !hello.claims("core"));
    }

    #[test]
    fn another_version_a_missing_field_and_a_silly_number_are_told() {
        assert_eq!(
            parse(&format!(r#"{{"protocol":"2",{REST}}}"#)),
            Err(HelloError::Version("2".to_owned()))
        );
        assert!(matches!(
            parse(r#"{"protocol":"1"}"#),
            Err(HelloError::Shape(reason)) if reason.contains("`name`")
        ));
        for silly in ["0", "-1", "many", ""] {
            assert!(matches!(
                parse(&format!(
                    r#"{{"protocol":"1","max_in_flight":"{silly}",{REST}}}"#
                )),
                Err(HelloError::Number {
                    field: "max_in_flight",
                    ..
                })
            ));
        }
    }
}
