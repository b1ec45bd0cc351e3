//! The names of a vector file, and writing out what stands for bytes.

use std::cell::Cell;
use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, YamlText};
use crate::vectors::shape::{Named, hex_fault, is_repeat};
use crate::yaml::{Node, Yaml, fault};

/// The most hex digits that the `$names` and repetitions of one file may come to, so that a few lines cannot fill a machine.
const MAX_DIGITS: usize = 64 << 20;

/// What `let` defines, and how much has been written out so far.
pub(super) struct Names {
    hex: HashMap<String, String>,
    digits: Cell<usize>,
}

impl Names {
    /// Reads a file's `let`.
    pub fn read(yaml: &YamlText, given: Option<&Node>) -> Result<Self, Diagnostic> {
        let mut names = Self {
            hex: HashMap::new(),
            digits: Cell::new(0),
        };
        let Some(node) = given else { return Ok(names) };
        let Yaml::Map(entries) = &node.value else {
            return Err(fault(
                yaml,
                node.referenced,
                "`let` is a mapping from names to bytes.",
            ));
        };
        for (name, value) in entries {
            let hex = match &value.value {
                Yaml::Text(text) => match hex_fault(text) {
                    None => text.clone(),
                    Some(message) => return Err(fault(yaml, value.referenced, message)),
                },
                map if is_repeat(map) => names.repeat(yaml, value)?,
                _ => {
                    return Err(fault(
                        yaml,
                        value.referenced,
                        "A value of `let` is quoted hex, or `{repeat, count}`.",
                    ));
                }
            };
            names.hex.insert(name.value.clone(), hex);
        }
        Ok(names)
    }

    pub fn named(&self, name: &str) -> Option<Named> {
        self.hex.contains_key(name).then_some(Named::Bytes)
    }

    /// Writes a value out: every defined `$name` and every repetition becomes hex. Other `$names` stay, for the runner.
    pub fn expand(&self, yaml: &YamlText, node: &Node) -> Result<Value, Diagnostic> {
        Ok(match &node.value {
            Yaml::Null => Value::Null,
            Yaml::Bool(value) => Value::Bool(*value),
            Yaml::Number(_) => {
                return Err(fault(
                    yaml,
                    node.referenced,
                    "A vector file holds no numbers; quote it.",
                ));
            }
            Yaml::Text(text) => match text.strip_prefix('$').and_then(|name| self.hex.get(name)) {
                Some(hex) => {
                    self.spend(yaml, node, hex.len())?;
                    Value::String(hex.clone())
                }
                None => Value::String(text.clone()),
            },
            Yaml::List(nodes) => nodes
                .iter()
                .map(|node| self.expand(yaml, node))
                .collect::<Result<_, _>>()?,
            map if is_repeat(map) => Value::String(self.repeat(yaml, node)?),
            Yaml::Map(entries) => {
                let entry = |(key, node): &(serde_saphyr::Spanned<String>, Node)| {
                    Ok((key.value.clone(), self.expand(yaml, node)?))
                };
                Value::Object(entries.iter().map(entry).collect::<Result<_, _>>()?)
            }
        })
    }

    fn repeat(&self, yaml: &YamlText, node: &Node) -> Result<String, Diagnostic> {
        let refuse = |message: &str| Err(fault(yaml, node.referenced, message));
        let text = |key| match node.value.get(key).map(|node| &node.value) {
            Some(Yaml::Text(text)) => Some(text),
            _ => None,
        };
        let (Some(unit), Some(count)) = (text("repeat"), text("count")) else {
            return refuse(
                "Write a repetition as {repeat: \"ab\", count: \"70000\"}, both quoted.",
            );
        };
        if let Some(message) = hex_fault(unit) {
            return refuse(&message);
        }
        let Ok(count) = count.parse::<usize>() else {
            return refuse("The count of a repetition is a quoted decimal number.");
        };
        self.spend(yaml, node, unit.len().saturating_mul(count))?;
        Ok(unit.repeat(count))
    }

    fn spend(&self, yaml: &YamlText, node: &Node, digits: usize) -> Result<(), Diagnostic> {
        self.digits.set(self.digits.get().saturating_add(digits));
        if self.digits.get() > MAX_DIGITS {
            let message = format!(
                "Written out, this file is longer than {MAX_DIGITS} hex digits. Repeat less."
            );
            return Err(fault(yaml, node.referenced, message));
        }
        Ok(())
    }
}
