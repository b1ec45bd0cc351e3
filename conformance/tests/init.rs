//! `init`: what it writes passes `check`, runs without a failure, and hands on what is put in the place of its stubs.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs, io};

use remote_log_conformance::template::Language;
use remote_log_conformance::vectors::operations;
use serde_json::{Value, json};
use tempfile::TempDir;

const HARNESS: &str = env!("CARGO_BIN_EXE_rlog-conformance");

/// Where it is set, Python flushes by itself, and nobody would miss a flush.
const UNBUFFERED: &str = "PYTHONUNBUFFERED";

/// How a language is tried here.
struct Trial {
    language: Language,
    name: &'static str,
    /// A command that shows that the language's tools are there, and how to get them.
    tool: (&'static str, &'static str),
    /// The file with the stubs, and what is put in their places: `page.decode` refuses all that it is asked, and
    /// `writer.open` loads its state.
    stubs: &'static str,
    filled: &'static [(&'static str, &'static str)],
}

const PYTHON: Trial = Trial {
    language: Language::Python,
    name: "python",
    tool: ("python3 --version", "apt-get install python3"),
    stubs: "operations.py",
    filled: &[
        (
            "from harness import unsupported",
            "from harness import Reject, call, unsupported\n\
             def refuse(given):\n    raise Reject('malformed')\n\
             def load(given):\n    return call('state.load', given['instance'], {}) and {}\n",
        ),
        (r#""page.decode": unsupported"#, r#""page.decode": refuse"#),
        (r#""writer.open": unsupported"#, r#""writer.open": load"#),
    ],
};

const TYPESCRIPT: Trial = Trial {
    language: Language::TypeScript,
    name: "typescript",
    tool: ("node --version", "apt-get install nodejs npm"),
    stubs: "src/operations.ts",
    filled: &[
        (
            "import { unsupported }",
            "import { call, Reject, unsupported }",
        ),
        (
            r#""page.decode": unsupported"#,
            r#""page.decode": () => { throw new Reject("malformed"); }"#,
        ),
        (
            r#""writer.open": unsupported"#,
            r#""writer.open": async (given) => { await call("state.load", given.instance, {}); return {}; }"#,
        ),
    ],
};

const RUST: Trial = Trial {
    language: Language::Rust,
    name: "rust",
    tool: ("cargo --version", "see https://rustup.rs"),
    stubs: "src/operations.rs",
    filled: &[
        (
            "page_decode: None",
            r#"page_decode: Some(|_, _| Err(crate::refusal::Refusal::Reject("malformed")))"#,
        ),
        (
            "writer_open: None",
            r#"writer_open: Some(|given, state| {
                let _: serde_json::Value =
                    state.harness.call("state.load", &given.instance, crate::shapes::Nothing {})?;
                Ok(crate::shapes::Nothing {})
            })"#,
        ),
    ],
};

const GO: Trial = Trial {
    language: Language::Go,
    name: "go",
    tool: ("go version", "apt-get install golang-go"),
    stubs: "operations.go",
    filled: &[
        (
            "PageDecode:    nil",
            r#"PageDecode: func(Bytes) (Page, error) { return Page{}, Reject("malformed") }"#,
        ),
        (
            "WriterOpen:    nil",
            r#"WriterOpen: func(given WriterOpen) (nothing Nothing, err error) {
                var loaded any
                return nothing, call("state.load", given.Instance, nothing, &loaded)
            }"#,
        ),
    ],
};

const SHELL: Trial = Trial {
    language: Language::Shell,
    name: "shell",
    tool: ("jq --version", "apt-get install jq"),
    stubs: "operations.sh",
    filled: &[
        (
            r#"OPERATIONS="""#,
            r#"OPERATIONS="page.decode writer.open"
               load() {
                   call state.load "$(json "$1" .instance)" '{}'
                   case $called in *'"drop"'*) answer dropped '{}' ;; *) answer ok '{}' ;; esac
               }"#,
        ),
        ("page.decode) unsupported", "page.decode) reject malformed"),
        ("writer.open) unsupported", r#"writer.open) load "$2""#),
    ],
};

const ALL: [Trial; 5] = [PYTHON, TYPESCRIPT, RUST, GO, SHELL];

#[test]
fn python_works_as_it_is_written() {
    try_out(&PYTHON);
}

#[test]
fn typescript_works_as_it_is_written() {
    let compiler = project("conformance/adapters/typescript/node_modules/typescript");
    if compiler.exists() {
        try_out(&TYPESCRIPT);
    } else {
        skipped("typescript", "cd conformance/adapters/typescript && npm ci");
    }
}

#[test]
fn rust_works_as_it_is_written() {
    try_out(&RUST);
}

#[test]
fn go_works_as_it_is_written() {
    try_out(&GO);
}

#[test]
fn shell_works_as_it_is_written() {
    try_out(&SHELL);
}

/// Says so where a test without a failure would not.
fn skipped(name: &str, cure: &str) {
    // Not with `eprintln`, which the test runner keeps to itself.
    let _ = writeln!(
        io::stderr(),
        "skipped: the adapter that `init --lang {name}` writes was not tried; for that: {cure}"
    );
}

fn try_out(trial: &Trial) {
    let (tool, cure) = trial.tool;
    let there = shell(tool, Path::new(".")).is_ok_and(|output| output.status.success());
    if !there {
        return skipped(trial.name, cure);
    }
    let parent = tempfile::tempdir().unwrap();
    let directory = written(trial, &parent);
    build(trial, &directory);
    let command = trial.language.command();

    let checked = harness(&["check", "--"], command, &directory);
    assert_eq!(checked.status.code(), Some(0), "{checked:?}");
    let text = text(&checked.stdout);
    assert!(text.contains("speaks the adapter protocol"), "{text}");

    let ran = harness(&["run", "--seed", "1", "--json", "--"], command, &directory);
    assert_eq!(ran.status.code(), Some(3), "{ran:?}");
    let end: Value = serde_json::from_slice(
        ran.stdout
            .split(|byte| *byte == b'\n')
            .rev()
            .nth(1)
            .unwrap(),
    )
    .unwrap();
    for count in [
        "pass", "fail", "warn", "blocked", "error", "expected", "faults",
    ] {
        assert_eq!(end[count], 0, "{end}");
    }
    assert_eq!(end["next"]["operation"], "page.decode", "{end}");
    assert_eq!(end["next"]["profiles"], json!(["core"]), "{end}");
    assert!(end["next"]["cases"].as_u64() > Some(100), "{end}");

    fill(trial, &directory);
    build(trial, &directory);
    converse(command, &directory);
}

/// Has the adapter written, as a user would.
fn written(trial: &Trial, parent: &TempDir) -> PathBuf {
    let directory = parent.path().join("my-adapter");
    let output = init(trial.name, &directory);
    assert!(output.status.success(), "{output:?}");
    let said = text(&output.stdout);
    for file in trial.language.files() {
        let path = directory.join(file.path);
        assert_eq!(fs::read_to_string(&path).unwrap(), file.text);
        assert!(
            said.contains(&format!("wrote {}\n", path.display())),
            "{said}"
        );
    }
    for asked in ["check", "run"] {
        let line = format!(
            "    rlog-conformance {asked} -- {}\n",
            trial.language.command()
        );
        assert!(said.contains(&line), "{said}");
    }
    directory
}

fn init(name: &str, directory: &Path) -> Output {
    let mut command = Command::new(HARNESS);
    command.args(["init", "--lang", name]).arg(directory);
    command.output().unwrap()
}

/// Builds without the network: what `npm install` and cargo would fetch is taken from this project.
fn build(trial: &Trial, directory: &Path) {
    for line in trial.language.build() {
        let built = match *line {
            "npm install" => {
                let modules = directory.join("node_modules");
                if !modules.exists() {
                    link(
                        &project("conformance/adapters/typescript/node_modules"),
                        &modules,
                    );
                }
                continue;
            }
            "cargo build" => {
                fs::copy(project("Cargo.lock"), directory.join("Cargo.lock")).unwrap();
                let built = shell("cargo build --offline --quiet", directory).unwrap();
                let program = Path::new(trial.language.command());
                let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("debug");
                fs::create_dir_all(directory.join("target/debug")).unwrap();
                fs::copy(
                    made.join(program.file_name().unwrap()),
                    directory.join(program),
                )
                .unwrap();
                built
            }
            line => shell(line, directory).unwrap(),
        };
        assert!(
            built.status.success(),
            "{line}: {}{}",
            text(&built.stdout),
            text(&built.stderr)
        );
    }
}

#[cfg(unix)]
fn link(there: &Path, here: &Path) {
    std::os::unix::fs::symlink(there, here).unwrap();
}

/// Puts functions in the places of two stubs.
fn fill(trial: &Trial, directory: &Path) {
    let path = directory.join(trial.stubs);
    let mut stubs = fs::read_to_string(&path).unwrap();
    for (stub, function) in trial.filled {
        assert!(stubs.contains(stub), "{}: no `{stub}`", trial.stubs);
        stubs = stubs.replacen(stub, function, 1);
    }
    fs::write(&path, stubs).unwrap();
}

/// The hello lists what was filled in; a rejection, a callback and a drop in one come out as the protocol has them; and
/// what is a stub still is unsupported.
fn converse(command: &str, directory: &Path) {
    let words: Vec<&str> = command.split(' ').collect();
    // A path with a directory is looked for from here, and not from there.
    let program = match words[0].contains('/') {
        true => directory.join(words[0]),
        false => words[0].into(),
    };
    let mut adapter = Command::new(program)
        .args(&words[1..])
        .current_dir(directory)
        .env_remove(UNBUFFERED)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = adapter.stdin.take().unwrap();
    let mut output = BufReader::new(adapter.stdout.take().unwrap());
    let mut say = |line: Value| -> Value {
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
    };

    let hello = json!({"protocol": "1", "harness": "a test", "max_line": "1048576"});
    let hello = say(json!({"id": "0", "op": "hello", "in": hello}));
    assert_eq!(
        hello["ok"]["operations"],
        json!(["page.decode", "writer.open"])
    );

    let refused = say(json!({"id": "1", "op": "page.decode", "in": {"bytes": "ff"}}));
    assert_eq!(
        refused,
        json!({"id": "1", "reject": {"reason": "malformed"}})
    );

    let open = json!({
        "instance": "alice", "name": "log", "profile": "core", "group": null,
        "page_size": "2", "embed": "all", "head": "inline",
    });
    for (id, said, outcome) in [
        (
            "2",
            json!({"ok": {"state": null}}),
            json!({"id": "2", "ok": {}}),
        ),
        ("3", json!({"drop": {}}), json!({"id": "3", "dropped": {}})),
    ] {
        let call = say(json!({"id": id, "op": "writer.open", "in": open}));
        let expected = json!({
            "call": call["call"], "for": id, "instance": "alice", "op": "state.load", "in": {},
        });
        assert_eq!(call, expected);
        let mut answer = said;
        answer["call"] = call["call"].clone();
        assert_eq!(say(answer), outcome);
    }

    for op in ["page.encode", "no.such"] {
        let answer = say(json!({"id": "4", "op": op, "in": {"pairs": [], "tail": ""}}));
        assert_eq!(answer, json!({"id": "4", "unsupported": {}}));
    }

    drop(input);
    assert!(
        adapter.wait().unwrap().success(),
        "it ends well when its input does"
    );
}

#[test]
fn every_file_of_a_template_is_written_and_every_operation_has_a_stub() {
    for Trial {
        language,
        name,
        stubs,
        ..
    } in ALL
    {
        let mut listed: Vec<PathBuf> = language
            .files()
            .iter()
            .map(|file| file.path.into())
            .collect();
        listed.sort();
        let root = project("conformance/templates").join(name);
        assert_eq!(listed, files_of(&root, &root), "{name}");
        let whole: String = language.files().iter().map(|file| file.text).collect();
        let table = language
            .files()
            .iter()
            .find(|file| file.path == stubs)
            .unwrap();
        for operation in operations() {
            assert!(whole.contains(operation.name), "{name}: {}", operation.name);
            // PageDecode, page_decode, page.decode
            let written = operation.name.replace('.', "");
            let folded = table.text.to_lowercase().replace(['_', '.'], "");
            assert!(folded.contains(&written), "{stubs}: {}", operation.name);
        }
        let readme = language
            .files()
            .iter()
            .find(|file| file.path == "README.md")
            .unwrap();
        for command in language.build().iter().chain(&[language.command()]) {
            assert!(readme.text.contains(command), "{name}: {command}");
        }
    }
}

/// The paths of all files below, from the root, sorted; what git ignores there aside.
fn files_of(directory: &Path, root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_of(&path, root));
        } else {
            found.push(path.strip_prefix(root).unwrap().to_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn a_directory_that_is_not_empty_is_left_alone() {
    let parent = tempfile::tempdir().unwrap();
    let (full, file) = (parent.path().join("full"), parent.path().join("file"));
    fs::create_dir(&full).unwrap();
    fs::write(full.join("adapter.py"), "mine").unwrap();
    fs::write(&file, "mine").unwrap();
    for (directory, why) in [
        (full.clone(), "full exists and is not empty."),
        (file.clone(), "file is a file."),
        (file.join("below"), "file/below is a file."),
    ] {
        let output = init("python", &directory);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = text(&output.stderr);
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(
        files_of(parent.path(), parent.path()),
        ["file", "full/adapter.py"].map(PathBuf::from)
    );
    assert_eq!(fs::read_to_string(full.join("adapter.py")).unwrap(), "mine");
}

#[test]
fn an_empty_directory_is_taken_and_an_unknown_language_is_not() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(init("cobol", empty.path()).status.code(), Some(2));
    assert!(files_of(empty.path(), empty.path()).is_empty());
    assert!(init("shell", empty.path()).status.success());
    assert!(empty.path().join("adapter.sh").exists());
}

fn harness(arguments: &[&str], command: &str, directory: &Path) -> Output {
    let mut harness = Command::new(HARNESS);
    harness.args(arguments).args(command.split(' '));
    harness.env_remove(UNBUFFERED);
    harness.current_dir(directory).output().unwrap()
}

/// Runs a line of words, with cargo's target directory where it is kept between tests.
fn shell(line: &str, directory: &Path) -> io::Result<Output> {
    let words: Vec<&str> = line.split(' ').collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(directory);
    command.env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR"));
    command.output()
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
