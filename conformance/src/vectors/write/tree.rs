//! YAML as a tree, and its text: short things on one line, every string in quotes, so that no parser takes it for else.

use std::fmt::Write;

use serde_json::Value;

/// The longest line, but for values that cannot be broken.
const WIDTH: usize = 118;

/// A value of YAML. There are no numbers in vector files.
#[derive(Debug, Clone)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    /// Shown in quotes.
    Text(String),
    /// Shown as it is: a word of the format.
    Word(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

/// An entry of a map.
pub(super) fn field(name: &str, tree: Tree) -> (String, Tree) {
    (name.to_owned(), tree)
}

/// A string in quotes.
pub(super) fn text(text: impl Into<String>) -> Tree {
    Tree::Text(text.into())
}

/// A word of the format, which needs no quotes.
pub(super) fn word(word: impl Into<String>) -> Tree {
    Tree::Word(word.into())
}

/// Bytes as vectors have them.
pub(super) fn bytes(bytes: &[u8]) -> Tree {
    text(hex::encode(bytes))
}

/// A value of the adapter protocol.
pub(super) fn value(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(value) => Tree::Bool(*value),
        Value::String(string) => text(string),
        Value::Number(number) => text(number.to_string()),
        Value::Array(values) => Tree::List(values.iter().map(self::value).collect()),
        Value::Object(fields) => Tree::Map(
            fields
                .iter()
                .map(|(name, value)| field(name, self::value(value)))
                .collect(),
        ),
    }
}

/// The text of a document.
pub(super) fn written(fields: &[(String, Tree)]) -> String {
    let mut out = String::new();
    write_fields(&mut out, 0, fields);
    out
}

fn write_fields(out: &mut String, indent: usize, fields: &[(String, Tree)]) {
    for (nth, (name, tree)) in fields.iter().enumerate() {
        if nth > 0 {
            let _ = write!(out, "{:indent$}", "");
        }
        let name = key(name);
        match tree {
            // What happens stands step by step, however short it is.
            Tree::List(items) if name == "cases" || name == "steps" => {
                let _ = writeln!(out, "{name}:");
                write_items(out, indent + 2, items);
            }
            Tree::Text(text) if is_paragraph(text) => {
                let _ = writeln!(out, "{name}: |-");
                for line in text.lines() {
                    let _ = writeln!(out, "{:1$}{line}", "", indent + 2);
                }
            }
            _ => write_after(out, indent, &format!("{name}:"), tree),
        }
    }
}

/// Whether it is several lines that can stand as they are: nothing in them is lost, or takes an escape.
fn is_paragraph(text: &str) -> bool {
    let lines = || text.split('\n');
    text.contains('\n')
        && !text.ends_with('\n')
        && text.chars().all(|c| c == '\n' || !c.is_control())
        && lines().next().is_some_and(|line| !line.is_empty())
        && lines().all(|line| line.trim() == line)
}

/// A lead, and the value on the same line if it is short enough, or on lines of its own.
fn write_after(out: &mut String, indent: usize, lead: &str, tree: &Tree) {
    let flow = flow(tree);
    let fits = indent + lead.len() + 1 + flow.len() <= WIDTH;
    match tree {
        Tree::List(items) if !fits && !items.is_empty() => {
            let _ = writeln!(out, "{lead}");
            write_items(out, indent + 2, items);
        }
        Tree::Map(fields) if !fits && !fields.is_empty() => {
            let _ = write!(out, "{lead}\n{:1$}", "", indent + 2);
            write_fields(out, indent + 2, fields);
        }
        Tree::Text(text) if is_block(text) => {
            let _ = writeln!(out, "{lead} |-");
            for line in text.lines() {
                let _ = writeln!(out, "{:1$}{line}", "", indent + 2);
            }
        }
        _ => {
            let _ = writeln!(out, "{lead} {flow}");
        }
    }
}

/// Whether a text of several lines can stand line by line: no line is blank or begins or ends with a space.
fn is_block(text: &str) -> bool {
    let printable = |line: &str| !line.is_empty() && !line.contains(char::is_control);
    text.contains('\n')
        && !text.ends_with('\n')
        && text
            .lines()
            .all(|line| printable(line) && line.trim() == line)
}

fn write_items(out: &mut String, indent: usize, items: &[Tree]) {
    for item in items {
        let _ = write!(out, "{:indent$}", "");
        match item {
            Tree::Map(fields) if indent + 2 + flow(item).len() > WIDTH || is_told(fields) => {
                out.push_str("- ");
                write_fields(out, indent + 2, fields);
            }
            _ => write_after(out, indent, "-", item),
        }
    }
}

/// Whether it is a case or a request, whose parts stand below one another.
fn is_told(fields: &[(String, Tree)]) -> bool {
    matches!(fields.first(), Some((name, _)) if name == "id" || name == "do")
}

/// The value on one line.
fn flow(tree: &Tree) -> String {
    match tree {
        Tree::Null => "null".to_owned(),
        Tree::Bool(value) => value.to_string(),
        Tree::Word(word) => word.clone(),
        // A JSON string is a YAML string too.
        Tree::Text(text) => Value::from(text.as_str()).to_string(),
        Tree::List(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Tree::Map(fields) if fields.is_empty() => "{}".to_owned(),
        Tree::Map(fields) => {
            let entry = |(name, tree): &(String, Tree)| format!("{}: {}", key(name), flow(tree));
            let fields: Vec<String> = fields.iter().map(entry).collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}

/// A key, in quotes unless it is a plain word.
fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(
            name,
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        );
    if plain {
        name.to_owned()
    } else {
        Value::from(name).to_string()
    }
}
