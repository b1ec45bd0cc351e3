//! One text, two parsers. Parsers of YAML disagree about plain scalars and repeated keys, and a vector that means one thing
//! here and another in somebody's test framework is worse than none.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{Error, Location, Options, UserMessageFormatter};

use super::node::{Node, Yaml};
use crate::diagnostic::{Diagnostic, YamlText};

/// The longest YAML text that is read, in bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// The deepest nesting that is read. A stateful case needs about ten levels.
const MAX_DEPTH: usize = 24;

/// Reads a text as a tree, with both parsers.
///
/// # Errors
/// Not YAML, a repeated key, an anchor or an alias, more than one document, too long, nested too deep, or something that
/// the two parsers read as different values.
pub fn document(yaml: &YamlText) -> Result<Node, Diagnostic> {
    let node: Node = typed(yaml)?;
    let second: serde_yaml::Value = serde_yaml::from_str(&yaml.text).map_err(|error| {
        let line = error.location().map_or(1, |at| at.line());
        at_line(
            yaml,
            line,
            format!("A second YAML parser refuses this file: {error}."),
        )
    })?;
    match disagreement(&node, &second) {
        None => Ok(node),
        Some(at) => Err(fault(
            yaml,
            at.referenced,
            "Two YAML parsers read this as different values. Write it so that there is one reading, with quotes if it is a string.",
        )),
    }
}

/// Reads a text as a type, with the strict parser alone.
///
/// # Errors
/// As [`document`], and whatever does not fit the type, such as a field that it does not know.
pub fn typed<T: DeserializeOwned>(yaml: &YamlText) -> Result<T, Diagnostic> {
    if yaml.text.len() > MAX_BYTES {
        let message = format!(
            "The file is {} bytes long; at most {MAX_BYTES} are read. Split it.",
            yaml.text.len()
        );
        return Err(at_line(yaml, 1, message));
    }
    serde_saphyr::from_str_with_options(&yaml.text, strict()).map_err(|error| {
        let location = error.location().unwrap_or(Location::UNKNOWN);
        fault(yaml, location, sentence(&error))
    })
}

/// A complaint about what stands at a location.
pub fn fault(yaml: &YamlText, location: Location, message: impl Into<String>) -> Diagnostic {
    let line = u32::try_from(location.line()).unwrap_or(u32::MAX).max(1);
    let span = location.span();
    let start = span
        .byte_offset()
        .map_or_else(|| yaml.line(line).1, |at| at as usize);
    let length = span.byte_len().unwrap_or(0).max(1) as usize;
    Diagnostic {
        yaml: yaml.clone(),
        span: start..start + length,
        line,
        message: message.into(),
    }
}

/// For a field that may be left out but may also be `null`: the two stay apart.
///
/// # Errors
/// Those of the parser.
pub fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Node>, D::Error> {
    Node::deserialize(deserializer).map(Some)
}

fn strict() -> Options {
    serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        // Anchors and aliases are refused: a few lines of them can stand for more than any machine holds.
        budget: serde_saphyr::budget! { max_anchors: 0, max_aliases: 0, max_documents: 1, max_depth: MAX_DEPTH },
    }
}

fn at_line(yaml: &YamlText, line: usize, message: String) -> Diagnostic {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let (text, start) = yaml.line(line);
    Diagnostic {
        span: start..start + text.len(),
        yaml: yaml.clone(),
        line,
        message,
    }
}

/// The parser's message without the position, which the diagnostic has itself; in words of our own where the parser speaks
/// of its events or its budget.
fn sentence(error: &serde_saphyr::Error) -> String {
    let error = error.without_snippet();
    match error {
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } => {
                return "Anchors and aliases are not allowed here. Write the value out in each place."
                    .to_owned();
            }
            BudgetBreach::Depth { .. } => {
                return format!("This is nested too deep: at most {MAX_DEPTH} levels are read.");
            }
            _ => {}
        },
        Error::Unexpected {
            expected: "sequence start",
            ..
        } => return "A list is expected here.".to_owned(),
        Error::Unexpected {
            expected: "mapping start",
            ..
        } => return "A mapping is expected here.".to_owned(),
        _ => {}
    }
    let text = error.render_with_formatter(&UserMessageFormatter);
    let text = text.split(" at line ").next().unwrap_or_default();
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// The first part that the second parser read as something else.
fn disagreement<'a>(node: &'a Node, second: &serde_yaml::Value) -> Option<&'a Node> {
    use serde_yaml::Value;
    let same = match (&node.value, second) {
        (Yaml::Null, Value::Null) => true,
        (Yaml::Bool(a), Value::Bool(b)) => a == b,
        (Yaml::Number(a), Value::Number(b)) => b.as_f64() == Some(*a),
        (Yaml::Text(a), Value::String(b)) => a == b,
        (Yaml::List(a), Value::Sequence(b)) if a.len() == b.len() => {
            return a.iter().zip(b).find_map(|(a, b)| disagreement(a, b));
        }
        (Yaml::Map(a), Value::Mapping(b)) if a.len() == b.len() => {
            return a
                .iter()
                .find_map(|(key, value)| match b.get(key.value.as_str()) {
                    Some(second) => disagreement(value, second),
                    None => Some(value),
                });
        }
        _ => false,
    };
    (!same).then_some(node)
}
