//! Refuses what YAML may read as a number: a vector's bytes and integers are quoted strings, without exception.

use crate::diagnostic::{Diagnostic, YamlText};
use crate::yaml::{Node, Yaml, fault};

/// Every number, and every plain scalar of hex digits alone, whatever a parser takes it for.
pub(super) fn unquoted(yaml: &YamlText, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.value {
        Yaml::Number(_) => {
            found.push(fault(
                yaml,
                node.referenced,
                "This reads as a number. Quote it: bytes and integers are strings.",
            ));
        }
        Yaml::Text(text) if is_hex(text) && !is_quoted(yaml, node) => {
            found.push(fault(
                yaml,
                node.referenced,
                "This is hex without quotes, which parsers read differently. Quote it.",
            ));
        }
        Yaml::List(nodes) => nodes.iter().for_each(|node| unquoted(yaml, node, found)),
        Yaml::Map(entries) => entries
            .iter()
            .for_each(|(_, node)| unquoted(yaml, node, found)),
        Yaml::Null | Yaml::Bool(_) | Yaml::Text(_) => {}
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn is_quoted(yaml: &YamlText, node: &Node) -> bool {
    let start = node
        .referenced
        .span()
        .byte_offset()
        .map_or(0, |at| at as usize);
    matches!(yaml.text.as_bytes().get(start), Some(b'"' | b'\''))
}
