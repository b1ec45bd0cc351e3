//! What the values of the adapter protocol look like, and whether a YAML value is one.

use serde_saphyr::Location;

use crate::yaml::{Node, Yaml};

/// The shape of a value.
#[derive(Debug)]
pub enum Shape {
    /// Quoted lowercase hex; also `$name`, and `{repeat, count}`.
    Bytes,
    /// A decimal string.
    Integer,
    /// Any string.
    Text,
    /// `true` or `false`.
    Bool,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// This, or null.
    OrNull(&'static Shape),
    /// A list of these.
    List(&'static Shape),
    /// Exactly these fields.
    Object(&'static [(&'static str, Shape)]),
    /// Any keys, with values of this shape.
    Map(&'static Shape),
    /// One of these.
    Either(&'static [Shape]),
}

/// What does not fit a shape, and where it stands.
pub(super) struct Misfit {
    pub at: Location,
    pub message: String,
}

/// What a `$name` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// Bytes of the file's `let`.
    Bytes,
    /// A value of an earlier answer, which only the run will tell.
    Kept,
}

impl Shape {
    /// Says what of `node` does not have this shape. `named` knows what names stand for.
    pub(super) fn check(
        &self,
        node: &Node,
        named: &dyn Fn(&str) -> Option<Named>,
    ) -> Result<(), Misfit> {
        let misfit = |message: String| {
            Err(Misfit {
                at: node.referenced,
                message,
            })
        };
        if let Yaml::Text(text) = &node.value
            && let Some(name) = text.strip_prefix('$')
        {
            return match named(name) {
                Some(Named::Bytes) if !self.takes_bytes() => misfit(format!(
                    "`${name}` stands for bytes; here must be {}.",
                    self.words()
                )),
                Some(_) => Ok(()),
                None => misfit(format!(
                    "`${name}` is not defined; define it under `let`, or keep it in an earlier step."
                )),
            };
        }
        match (self, &node.value) {
            (Self::Bytes, Yaml::Text(text)) => hex_fault(text).map_or(Ok(()), misfit),
            (Self::Bytes, Yaml::Map(_)) if is_repeat(&node.value) => Ok(()),
            (Self::Integer, Yaml::Text(text)) if is_decimal(text) => Ok(()),
            (Self::Integer, Yaml::Text(text)) => misfit(format!(
                "`{text}` is no decimal number, such as \"12\" or \"-1\"."
            )),
            (Self::Text, Yaml::Text(_))
            | (Self::Bool, Yaml::Bool(_))
            | (Self::OrNull(_), Yaml::Null) => Ok(()),
            (Self::Word(words), Yaml::Text(text)) => match words.contains(&text.as_str()) {
                true => Ok(()),
                false => misfit(format!("`{text}` is none of {}.", words.join(", "))),
            },
            (Self::OrNull(shape), _) => shape.check(node, named),
            (Self::List(shape), Yaml::List(nodes)) => {
                nodes.iter().try_for_each(|node| shape.check(node, named))
            }
            (Self::Map(shape), Yaml::Map(entries)) => entries
                .iter()
                .try_for_each(|(_, node)| shape.check(node, named)),
            (Self::Object(fields), Yaml::Map(entries)) => {
                for (key, value) in entries {
                    match fields.iter().find(|(name, _)| *name == key.value) {
                        Some((_, shape)) => shape.check(value, named)?,
                        None => {
                            let message = format!(
                                "There is no field `{}` here; there are {}.",
                                key.value,
                                names(fields)
                            );
                            return Err(Misfit {
                                at: key.referenced,
                                message,
                            });
                        }
                    }
                }
                match fields
                    .iter()
                    .find(|(name, _)| node.value.get(name).is_none())
                {
                    Some((name, _)) => misfit(format!(
                        "The field `{name}` is missing here; there are {}.",
                        names(fields)
                    )),
                    None => Ok(()),
                }
            }
            (Self::Either(shapes), _) => {
                let mut last = Ok(());
                for shape in *shapes {
                    last = shape.check(node, named);
                    if last.is_ok() {
                        break;
                    }
                }
                last
            }
            (expected, got) => misfit(format!(
                "Here stands {}; it must be {}.",
                got.kind(),
                expected.words()
            )),
        }
    }

    /// The shape that a JSON pointer leads to, and whether it went through a `*`.
    pub(super) fn at(&'static self, pointer: &str) -> Option<(&'static Shape, bool)> {
        if pointer.is_empty() {
            return Some((self, false));
        }
        let (segment, rest) = match pointer.strip_prefix('/')?.split_once('/') {
            Some((segment, _)) => (segment, &pointer[segment.len() + 1..]),
            None => (&pointer[1..], ""),
        };
        match self {
            Self::OrNull(shape) => shape.at(pointer),
            Self::Either(shapes) => shapes.iter().find_map(|shape| shape.at(pointer)),
            Self::List(shape) if segment == "*" => {
                let (found, starred) = shape.at(rest)?;
                (!starred).then_some((found, true))
            }
            Self::List(shape) => segment.parse::<usize>().ok().and_then(|_| shape.at(rest)),
            Self::Map(shape) => shape.at(rest),
            Self::Object(fields) => {
                let name = segment.replace("~1", "/").replace("~0", "~");
                fields
                    .iter()
                    .find(|(field, _)| *field == name)
                    .and_then(|(_, shape)| shape.at(rest))
            }
            _ => None,
        }
    }

    /// Whether the hex of bytes can be a value of this shape.
    fn takes_bytes(&self) -> bool {
        match self {
            Self::Bytes | Self::Text => true,
            Self::OrNull(shape) => shape.takes_bytes(),
            Self::Either(shapes) => shapes.iter().any(Self::takes_bytes),
            _ => false,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Bytes => "bytes, as quoted lowercase hex".into(),
            Self::Integer => "an integer, as a quoted decimal string".into(),
            Self::Text => "a string".into(),
            Self::Bool => "true or false".into(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::OrNull(shape) => format!("{}, or null", shape.words()),
            Self::List(_) => "a list".into(),
            Self::Object(fields) => format!("a mapping with {}", names(fields)),
            Self::Map(_) => "a mapping".into(),
            Self::Either(shapes) => shapes
                .iter()
                .map(Self::words)
                .collect::<Vec<_>>()
                .join(", or "),
        }
    }
}

fn names(fields: &[(&str, Shape)]) -> String {
    let names: Vec<_> = fields.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.join(", ")
}

/// Whether a mapping stands for repeated bytes.
pub(super) fn is_repeat(value: &Yaml) -> bool {
    matches!(value, Yaml::Map(entries) if entries.len() == 2)
        && value.get("repeat").is_some()
        && value.get("count").is_some()
}

/// What keeps a string from being bytes, if anything does.
pub(super) fn hex_fault(text: &str) -> Option<String> {
    if let Some(letter) = text
        .chars()
        .find(|letter| !matches!(letter, '0'..='9' | 'a'..='f'))
    {
        let why = if letter.is_ascii_hexdigit() {
            "write hex in lowercase"
        } else {
            "bytes are lowercase hex"
        };
        return Some(format!("`{letter}` is not allowed in bytes; {why}."));
    }
    (text.len() % 2 == 1)
        .then(|| format!("Hex of {} digits ends in the middle of a byte.", text.len()))
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits == "0" && digits == text || !digits.starts_with('0'))
}
