//! Each vector file fits the published schema, which other harnesses go by.

use jsonschema::ValidationError;
use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::yaml::{Node, Yaml, document, typed};
use serde_json::Value;

use crate::finding::Finding;

/// Validates every file.
pub fn validate(schema: &YamlText, vectors: &[YamlText]) -> Vec<Finding> {
    let broken = |message: String| {
        vec![Finding {
            file: schema.name.clone(),
            line: 1,
            message,
        }]
    };
    let parsed: Value = match serde_json::from_str(&schema.text) {
        Ok(parsed) => parsed,
        Err(error) => return broken(format!("This is no JSON: {error}.")),
    };
    let validator = match jsonschema::validator_for(&parsed) {
        Ok(validator) => validator,
        Err(error) => return broken(format!("This is no JSON Schema: {error}.")),
    };
    let mut found = Vec::new();
    for yaml in vectors {
        // What is no YAML at all is told by the suite's own reader.
        let (Ok(tree), Ok(value)) = (document(yaml), typed::<Value>(yaml)) else {
            continue;
        };
        for error in validator.iter_errors(&value) {
            found.push(finding(yaml, &tree, &error));
        }
    }
    found
}

fn finding(yaml: &YamlText, tree: &Node, error: &ValidationError) -> Finding {
    let pointer = error.instance_path().to_string();
    let line = line_of(tree, &pointer);
    let what = if pointer.is_empty() {
        "The file"
    } else {
        &pointer
    };
    let message = format!(
        "{what} does not fit spec/vector-format.schema.json: {}.",
        error.masked()
    );
    Finding {
        file: yaml.name.clone(),
        line,
        message,
    }
}

/// The line of what a JSON pointer leads to, or of the last part of it that there is.
fn line_of(tree: &Node, pointer: &str) -> u32 {
    let mut node = tree;
    for segment in pointer.split('/').skip(1) {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        let next = match &node.value {
            Yaml::List(items) => segment
                .parse()
                .ok()
                .and_then(|index: usize| items.get(index)),
            other => other.get(&segment),
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    u32::try_from(node.referenced.line())
        .unwrap_or(u32::MAX)
        .max(1)
}
