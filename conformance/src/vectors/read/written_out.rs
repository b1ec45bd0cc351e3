//! A file's cases with every name and repetition written out, for programs that do not read the vector format.

use serde_json::Value;

use super::names::Names;
use crate::diagnostic::{Diagnostic, YamlText};
use crate::yaml::{Node, Yaml, fault, typed};

/// A file's cases in order, as the file has them, but with hex wherever it has a defined `$name` or a repetition. A `$name` that a step
/// keeps stays.
///
/// # Errors
/// Not strict YAML, or not the outline of a vector file.
pub fn written_out(yaml: &YamlText) -> Result<Vec<Value>, Diagnostic> {
    of_cases(yaml, |names, case| names.expand(yaml, case))
}

/// What `each` makes of a file's cases.
pub(super) fn of_cases<T>(
    yaml: &YamlText,
    each: impl Fn(&Names, &Node) -> Result<T, Diagnostic>,
) -> Result<Vec<T>, Diagnostic> {
    let file: Node = typed(yaml)?;
    let names = Names::read(yaml, file.value.get("let"))?;
    let Some(Yaml::List(cases)) = file.value.get("cases").map(|cases| &cases.value) else {
        let message = "A vector file has a list of `cases`.";
        return Err(fault(yaml, file.referenced, message));
    };
    cases.iter().map(|case| each(&names, case)).collect()
}
