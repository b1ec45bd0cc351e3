//! What a case keeps of answers, and its use in later steps.

use serde_json::Value;

use crate::vectors::{Claim, Do, Matcher};

/// Values that only the adapter could know, by the names that the case gives them.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<(String, Value)>);

impl Kept {
    pub fn keep(&mut self, name: &str, value: Value) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value));
    }

    /// The step with every `$name` of a kept value replaced by it.
    pub fn fill(&self, step: &Do) -> Do {
        let mut step = step.clone();
        if self.0.is_empty() {
            return step;
        }
        self.replace(&mut step.input);
        for assertion in &mut step.expect {
            match &mut assertion.claim {
                Claim::Answer { must, .. } | Claim::Seen { must, .. } => match must {
                    Matcher::Is(value) | Matcher::Decodes { to: value, .. } => self.replace(value),
                    Matcher::Set(values) => values.iter_mut().for_each(|value| self.replace(value)),
                    Matcher::AtMost(_) => {}
                },
                Claim::Rejects { .. } => {}
            }
        }
        step
    }

    fn replace(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                let kept = text
                    .strip_prefix('$')
                    .and_then(|name| self.0.iter().find(|(known, _)| known == name));
                if let Some((_, kept)) = kept {
                    *value = kept.clone();
                }
            }
            Value::Array(elements) => elements.iter_mut().for_each(|value| self.replace(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.replace(value)),
            _ => {}
        }
    }
}
