//! Writes a vector file as YAML that a person can review: names before bytes, short things on one line.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::assertion::Assertion;
use super::case::Case;
use super::file::VectorFile;
use super::step::{Request, Step};
use super::table::Table;

/// The longest line, but for values that cannot be broken.
const WIDTH: usize = 118;

/// The text of a file.
pub fn text(file: &VectorFile) -> String {
    let mut cases = String::new();
    for case in &file.cases {
        if !cases.is_empty() {
            cases.push('\n');
        }
        write_case(&mut cases, case);
    }
    let mut out = format!("subject: {}\nabout: >\n", file.subject);
    for line in wrap(file.about, WIDTH - 2) {
        let _ = writeln!(out, "  {line}");
    }
    out.push_str("generated: cargo xtask vectors\n");
    write_table(&mut out, &file.table, &cases);
    out.push_str("cases:\n");
    out + &cases
}

/// Only the names that the cases use.
fn write_table(out: &mut String, table: &Table, cases: &str) {
    out.push_str("let:\n");
    out.push_str("  # Pages are written newest first. m1 points to the message m1, m1+ embeds it, m1? has neither; m1@x points to the\n");
    out.push_str("  # address x instead, and m1+x embeds the bytes x instead.\n");
    for entry in table
        .entries()
        .iter()
        .filter(|entry| uses(cases, &entry.name))
    {
        if !entry.comment.is_empty() {
            let _ = writeln!(out, "  # {}", entry.comment);
        }
        let _ = writeln!(out, "  {}: {}", entry.name, bytes(&entry.bytes));
    }
}

/// Hex, or a repetition where that is much shorter.
fn bytes(bytes: &[u8]) -> String {
    match bytes {
        [first, rest @ ..] if bytes.len() > 8 && rest.iter().all(|byte| byte == first) => {
            format!("{{ repeat: \"{first:02x}\", count: \"{}\" }}", bytes.len())
        }
        _ => format!("\"{}\"", hex::encode(bytes)),
    }
}

fn uses(cases: &str, name: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    cases
        .split('$')
        .skip(1)
        .any(|rest| rest.strip_prefix(name).is_some_and(ends))
}

fn write_case(out: &mut String, case: &Case) {
    let _ = writeln!(out, "  - id: {}", case.id);
    let why = wrap(case.why, WIDTH - 9);
    match why.as_slice() {
        [line] if !line.contains(": ") => {
            let _ = writeln!(out, "    why: {line}");
        }
        lines => {
            out.push_str("    why: >-\n");
            for line in lines {
                let _ = writeln!(out, "      {line}");
            }
        }
    }
    let _ = writeln!(out, "    profile: {}", case.profile);
    if let Some(twin) = case.twin {
        let _ = writeln!(out, "    twin: {twin}");
    }
    if !case.world.0.is_empty() {
        write_entry(out, 4, "world", &Value::Object(case.world.0.clone()));
    }
    out.push_str("    steps:\n");
    for step in &case.steps {
        match step {
            Step::Do(request) => write_request(out, request),
            Step::World(change) => write_item(out, 6, &json!({ "world": change.0 })),
            Step::Drop(instance) => write_item(out, 6, &json!({ "drop": instance })),
        }
    }
}

fn write_request(out: &mut String, request: &Request) {
    let _ = writeln!(out, "      - do: {}", request.op);
    write_entry(out, 8, "in", &request.input);
    if let Some((op, nth)) = request.drop_at {
        write_entry(out, 8, "drop_at", &json!({"op": op, "nth": nth}));
    }
    if !request.expect.is_empty() {
        out.push_str("        expect:\n");
        for assertion in &request.expect {
            write_assertion(out, assertion);
        }
    }
}

/// In the order of a sentence: the requirement, what is looked at, what it must be.
fn write_assertion(out: &mut String, assertion: &Assertion) {
    let (subject, pointer) = &assertion.subject;
    let mut fields = vec![("req", json!(assertion.req)), (*subject, json!(pointer))];
    fields.extend(assertion.matcher.clone());
    let inline: Vec<_> = fields
        .iter()
        .map(|(key, value)| format!("{key}: {}", flow(value)))
        .collect();
    let line = format!("          - {{ {} }}", inline.join(", "));
    if line.len() <= WIDTH {
        let _ = writeln!(out, "{line}");
        return;
    }
    let mut lead = "          - ";
    for (key, value) in &fields {
        out.push_str(lead);
        write_value(out, 12, key, value);
        lead = "            ";
    }
}

/// `key: value` on a line of its own.
fn write_entry(out: &mut String, indent: usize, key: &str, value: &Value) {
    let _ = write!(out, "{:indent$}", "");
    write_value(out, indent, key, value);
}

/// The same where the line has been begun.
fn write_value(out: &mut String, indent: usize, key: &str, value: &Value) {
    let inline = flow(value);
    if indent + key.len() + 2 + inline.len() <= WIDTH {
        let _ = writeln!(out, "{key}: {inline}");
        return;
    }
    match value {
        Value::Object(map) => {
            let _ = writeln!(out, "{key}:");
            for (key, value) in map {
                write_entry(out, indent + 2, key, value);
            }
        }
        Value::Array(items) => {
            let _ = writeln!(out, "{key}:");
            for item in items {
                write_item(out, indent + 2, item);
            }
        }
        _ => {
            let _ = writeln!(out, "{key}: {inline}");
        }
    }
}

/// An element of a list.
fn write_item(out: &mut String, indent: usize, value: &Value) {
    let inline = flow(value);
    match value {
        Value::Object(map) if indent + 2 + inline.len() > WIDTH || is_step(map) => {
            let mut lead = format!("{:indent$}- ", "");
            for (key, value) in map {
                out.push_str(&lead);
                write_value(out, indent + 2, key, value);
                lead = format!("{:1$}", "", indent + 2);
            }
        }
        _ => {
            let _ = writeln!(out, "{:indent$}- {inline}", "");
        }
    }
}

fn is_step(map: &Map<String, Value>) -> bool {
    map.contains_key("world") || map.contains_key("drop")
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(flow).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(map) if map.is_empty() => "{}".into(),
        Value::Object(map) => {
            let entries: Vec<_> = map
                .iter()
                .map(|(key, value)| format!("{key}: {}", flow(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// Whether a string means itself without quotes; hex and numbers never do.
fn is_plain(text: &str) -> bool {
    let word = text.strip_prefix(['$', '/']).unwrap_or(text);
    let letters = |c: char| c.is_ascii_alphanumeric() || "_-./*".contains(c);
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(letters)
        && (word != text || !word.chars().all(|c| c.is_ascii_hexdigit()))
        && !["null", "true", "false", "yes", "no", "y", "n"].contains(&text)
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is a first line");
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(word.into());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
