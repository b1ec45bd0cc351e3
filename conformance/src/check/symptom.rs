//! What the last words of a program tell: the line that says what is wrong, and what to do about it.

/// What was found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Symptom {
    /// The line that tells most.
    pub line: String,
    /// What to do about it, if the line is one of those that are known.
    pub cure: Option<&'static str>,
}

const DEPENDENCY: &str = "Install what it depends on, in the environment that this command runs in: a virtual environment's own interpreter, or `npm ci` beside its package.json";
const VERSION: &str = "Start it with the version of the language that it is written for, by its full name, such as `python3.11`; or mend its syntax";
const PATH: &str = "Check the path of the adapter: it is looked for from the directory that the command is given in";
const RUN_TIME: &str = "Build it on this system, or install the libraries that it was built with: the one that it names is not here";

/// What runtimes say, in the order in which it is looked for: a missing module ends in other errors too.
const KNOWN: [(&str, &str); 23] = [
    ("ModuleNotFoundError", DEPENDENCY),
    ("Cannot find module", DEPENDENCY),
    ("Cannot find package", DEPENDENCY),
    ("cannot load such file", DEPENDENCY),
    ("NoClassDefFoundError", DEPENDENCY),
    ("ClassNotFoundException", DEPENDENCY),
    ("cannot import name", VERSION),
    ("UnsupportedClassVersionError", VERSION),
    ("Unknown file extension \".ts\"", VERSION),
    ("requires a different Python", VERSION),
    ("Unsupported engine", VERSION),
    ("SyntaxError", VERSION),
    ("Syntax error", VERSION),
    ("syntax error", VERSION),
    ("ImportError", DEPENDENCY),
    ("error while loading shared libraries", RUN_TIME),
    ("GLIBC_", RUN_TIME),
    ("can't open file", PATH),
    ("Unable to access jarfile", PATH),
    ("No such file or directory", PATH),
    (": not found", PATH),
    ("command not found", PATH),
    ("Permission denied", PATH),
];

/// What a stack trace begins with, or holds in its first line.
const TRACES: [&str; 6] = [
    "Traceback (most recent call last)",
    "panicked at",
    "Exception in thread",
    "goroutine ",
    "Unhandled exception",
    "UnhandledPromiseRejection",
];

/// Reads a text; `None` if it is empty.
pub(super) fn symptom(text: &str) -> Option<Symptom> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let known = KNOWN.iter().find_map(|(words, cure)| {
        let line = lines.iter().rev().find(|line| line.contains(words))?;
        Some((*line, Some(*cure)))
    });
    // Below its last error, a runtime may print where it happened and its own version.
    let (line, cure) = known.or_else(|| {
        let errors = lines.iter().rev().find(|line| line.contains("Error"));
        Some((*errors.or(lines.last())?, None))
    })?;
    Some(Symptom {
        line: line.to_owned(),
        cure,
    })
}

/// Whether a line begins a stack trace.
pub(super) fn begins_stack_trace(line: &str) -> bool {
    let is_error = |line: &str| {
        line.split_once(':')
            .is_some_and(|(kind, _)| kind.ends_with("Error"))
    };
    TRACES.iter().any(|words| line.contains(words)) || is_error(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a program that stopped, the line that tells why, and a word of the cure.
    const STOPPED: [(&str, &str, &str); 6] = [
        (
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nModuleNotFoundError: No module named 'google'\n",
            "ModuleNotFoundError: No module named 'google'",
            "Install what",
        ),
        (
            "node:internal:1210\n  throw err;\n\nError: Cannot find module 'multiformats'\n    at x (y:1)\n\nNode.js v20.1.0\n",
            "Error: Cannot find module 'multiformats'",
            "Install what",
        ),
        (
            "  File \"a.py\", line 3\n    match x:\n          ^\nSyntaxError: invalid syntax\n",
            "SyntaxError: invalid syntax",
            "version of the language",
        ),
        (
            "python3: can't open file '/a.py': [Errno 2] No such file or directory",
            "python3: can't open file '/a.py': [Errno 2] No such file or directory",
            "Check the path",
        ),
        (
            "./a: error while loading shared libraries: libx.so.1: cannot open shared object file: No such file or directory",
            "./a: error while loading shared libraries: libx.so.1: cannot open shared object file: No such file or directory",
            "Build it on this system",
        ),
        (
            "sh: 1: python4: not found\n",
            "sh: 1: python4: not found",
            "Check the path",
        ),
    ];

    #[test]
    fn the_line_that_tells_most_is_found_with_its_cure() {
        for (text, line, cure) in STOPPED {
            let found = symptom(text).expect("there is a line");
            assert_eq!(found.line, line);
            assert!(
                found.cure.is_some_and(|found| found.contains(cure)),
                "{found:?}"
            );
        }
    }

    #[test]
    fn other_words_are_shown_and_nothing_is_made_of_them() {
        let found = |text| symptom(text).map(|found| (found.line, found.cure));
        assert_eq!(found("one\nlast\n\n"), Some(("last".to_owned(), None)));
        assert_eq!(
            found("TypeError: x is no function\n    at y\nNode.js v20\n"),
            Some(("TypeError: x is no function".to_owned(), None))
        );
        assert_eq!(found(" \n"), None);
    }

    #[test]
    fn a_stack_trace_is_told_from_a_banner() {
        assert!(begins_stack_trace("Traceback (most recent call last):"));
        assert!(begins_stack_trace("TypeError: x is no function"));
        assert!(begins_stack_trace(
            "thread 'main' panicked at src/main.rs:1:1:"
        ));
        assert!(!begins_stack_trace("my adapter 1.0: ready"));
    }
}
